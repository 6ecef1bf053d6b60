"""The tables of words: acts, hedges with their firmness, speech, weapons, terms of law, people. Folded: small letters only."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from strikemap.model.vocabulary import HEDGES

FINDING: Final = HEDGES["confirms"]
SAID: Final = HEDGES["states"]
DENYING: Final = -1
"""Firmness of a verb that denies what follows."""

OWN_VOICE: Final = FINDING + 1
"""Firmness of words without any hedge: the map itself says so."""

ACT_VERBS: Final = (
    r"fired|fires|firing|fire|launched|launches|launching|shelled|(?<!cluster )shells|shelling|hit|hits|hitting|struck|strikes|striking|strike|"
    r"attacked|attacks|attacking|attack|bombed|(?<!cluster )bombs|bombing|bombarded|bombards|bombarding|used|uses|using|use|dropped|drops|"
    r"dropping|killed|kills|killing|kill|murdered|murders|wounded|wounds|wounding|injured|injures|injuring|destroyed|destroys|"
    r"destroying|damaged|damages|damaging|targeted|targets|targeting|pounded|pounds|pounding|rained|rains|deployed|deploys|"
    r"deploying|lobbed|rocketed|carried out|carries out|carrying out|responsible for|to blame for|guilty of|behind|did it|"
    r"levell?ed|levels|levelling|leveling|flattened|flattens|razed|razes|showered|showers|unleashed|unleashes|unleashing|blasted|blasts|"
    r"blasting|pumm?ell?ed|pummels|pummelling|hammered|hammers|hammering|ravaged|ravages|obliterated|obliterates|wrecked|wrecks|"
    r"(?:tore|tears?|tearing|ripped|rips?) (?:through|into|apart)|(?:sent|sends?|sending|poured|pours|hurled|hurls|fires off|fired off) (?:[\w-]+ ){0,2}"
    r"(?:rockets?|missiles?|munitions?|bombs?|shells?|drones?)"
)
"""What a side can be said to do."""

ACT_NOUNS: Final = (
    r"air-?strikes?|air strikes?|strikes?|attacks?|shellings?|bombings?|bombardments?|raids?|barrages?|assaults?|"
    r"rocket fire|artillery fire|fire|missiles? launch(?:es)?|launch(?:es)?|firing|use|guilt"
)
"""The same, said as a thing: "the shelling of Ganja"."""

STRIKE_NOUNS: Final = r"(?:air-?)?strikes?|attacks?|shellings?|bombings?|bombardments?|raids?|barrages?"

ARMS: Final = r"rockets?|missiles?|munitions?|cluster|bombs?|shells?|drones?|uavs?"
"""Things whose owner is said to have used them: "Azerbaijani rockets were fired"."""

OWNED_ARMS: Final = (
    r"(?: (?:forces'?|army(?:'s)?|military(?:'s)?|cluster|ballistic|cruise|guided|artillery|precision-guided|smerch|grad|scud|tochka|[\w]*\d[\w-]*)){0,3}"
    r" (?:rockets?|missiles?|munitions?|bombs?|bomblets|shells)\b(?!(?:'s?)? (?:launch\w*|depots?|systems?|batter\w+|stocks?|sites?|positions?|"
    r"forces|units?|plants?|factor\w+|use|strikes?|attacks?|fire\b))"
)
"""Weapons right behind the name that owns them, with no act at all: "Stepanakert: Azerbaijani cluster bombs"."""

SELF_SAID: Final = re.compile(
    r"^(?:'s [\w ]+?)?(?: (?:has|have|had|now|also|officials?|forces|army|\w+ly))* "
    r"(?:(?:says?|said|states|stated|claims|claimed|confirms|confirmed|announces|announced|reports|reported|admits|admitted|acknowledges|"
    r"acknowledged|concedes|conceded|boasts|boasted)(?: that)? (?:it|its (?:own )?[\w ]{0,20}?(?:forces|army|troops|military|artillery|units?))"
    r"|(?:admits|admitted|acknowledges|acknowledged|concedes|conceded|confesses|confessed)(?: to)?(?: that)?(?: having| responsibility for)?)(?: has| had| have|'s own)?$"
)
"""Between a side and an act, where the side is said to speak of what it did itself: "Armenia admits shelling"."""

FORCES: Final = (
    r"forces?|army|armies|troops|military|militants|units?|side|authorities|government|regime|artillery|air force|aviation|gunners|"
    r"fighters|soldiers|aircraft|jets?|drones?|uavs?|rockets?|missiles?|munitions?|bombs?|shells?|fire|launchers?|cluster|batter(?:y|ies)"
)
"""What makes "Azerbaijani ..." a doer, and not a town or its people."""

NO_DOER_BEFORE: Final = r"(?:in|on|at|to|into|onto|near|across|inside|towards?|against|within|over|outside|between|around|of|than|for|with|as)"
"""Words after which the name of a side is a place, or one that something happens to."""

LOOSE_GAP: Final = (
    r"\bon (?:the )?(?:\d{1,2}(?:st|nd|rd|th)? \w+|\w+day)(?: \d{4})?\b|\bin (?:january|february|march|april|may|june|july|august|"
    r"september|october|november|december)(?: \d{4})?\b"
)
"""Days between the doer and the act: "Azerbaijan on Sunday fired"."""

GAP_STOPS: Final = re.compile(
    r"\b(?:where|when|because|since|if|whether|by|against|in|at|on|near|from|after|before|said to be|says?|said|states|stated|told|"
    r"claims|claimed|alleges|reports|denies|denied|rejects|rejected|calls|called|admits|confirms|confirmed|accuses|accused(?! of)|blames)\b|[:\"]"
)
"""What parts a name from an act that follows: the name is a speaker, a place, or belongs to another statement."""

BOTH_SIDES: Final = re.compile(r"\b(?:both|the two|the warring|all) (?:sides|parties|armies)\b'?")
BOTH_SAY: Final = re.compile(r"\b(?:accuse|blame|deny|reject|say|claim|report|state|call|agree|have agreed|were asked)\b")
"""All sides named as one doer, and what they can be said to do without doing it."""

BE: Final = r"(?:was|were|been|being|is|are|be|got|gets)"


@dataclass(frozen=True)
class HedgeWords:
    """Words that hedge without a speaker. firmness : as in HEDGES."""

    pattern: str
    firmness: int


HEDGE_WORDS: Final = (
    HedgeWords(r"accused of|accus(?:e|es|ing)(?: each other| the other(?: side)?) of|accusations?|alleged(?:ly)?|allegations?|suspected|blamed|supposed(?:ly)?|purported(?:ly)?|unverified|unconfirmed|claimed|claims? (?:of|that)", HEDGES["alleges"]),
    HedgeWords(r"may have|might have|could have|may be|might be|could be|possibl[ey]|perhaps|may|might", HEDGES["may be"]),
    HedgeWords(r"consistent with|points? to|pointing to|suggests?", HEDGES["consistent with"]),
    HedgeWords(r"appear(?:s|ed|ing)? to|apparent(?:ly)?|seems? to|seemingly|believed to|thought to|likely|probabl[ey]", HEDGES["appears to"]),
    HedgeWords(r"preliminary|preliminarily|initial(?:ly)?", HEDGES["preliminary"]),
    HedgeWords(r"reportedly|reported|reports? (?:of|that|say)|(?:is|are|was|were) said to(?: have)?|media say", HEDGES["reports"]),
)  # fmt: skip


@dataclass(frozen=True)
class Speech:
    """Verbs with which somebody says something. needs_name : only with a known speaker right before it."""

    pattern: str
    firmness: int
    needs_name: bool = True


SPEECH: Final = (
    Speech(r"says?|said|told|saying", SAID, needs_name=False),
    Speech(r"states|stated|stating|reports|reported|writes|wrote|found|finds|documented|documents|concluded|concludes|determined|identified|identifies|attributed|attributes|calls|called|condemned|condemns|describes|described|speaks of|spoke of|warned|warns|saw", SAID),
    Speech(r"believes?|thinks?|assess(?:es|ed)|suspects?", HEDGES["appears to"]),
    Speech(r"claims?|claimed|claiming|alleges?|alleged|accuses?|accused|accusing|blames?|blamed|blaming|names", HEDGES["alleges"]),
    Speech(r"denies|denied|deny|denying|rejects|rejected|refutes|refuted|dismisses|dismissed", DENYING),
    Speech(r"confirms?|confirmed|verified|verifies|proved|proves|established|establishes|admits|admitted|acknowledges|acknowledged", FINDING),
)  # fmt: skip

CONFIRMING: Final = (
    r"confirmed|confirms|confirm|verified|verifies|proven|proved|proves|proof|established|undisputed|indisputabl[ey]|conclusive(?:ly)?|"
    r"undoubted(?:ly)?|findings?|evidence proves|the fact that|is known to have|irrefutabl[ey]|undeniabl[ey]|(?:no|without|beyond)(?: a| any)? doubt|"
    r"certainly(?! (?:and|of)\b)|definitely|fact(?=:)"
)
NOT_CONFIRMING: Final = r"(?:not|never|no|un|without|neither|nor|could not be|cannot be|yet to be|independently unverified)"


@dataclass(frozen=True)
class WeaponWords:
    """Words for a weapon family. category : "" for a weapon that no claim of any dataset can name by family."""

    pattern: str
    category: str
    words: str


WEAPON_WORDS: Final = (
    WeaponWords(r"cluster (?:munitions?|bombs?|weapons?|rockets?|attacks?|strikes?|shells?|missiles?|warheads?|ammunition)|cluster-(?:munitions?|bombs?|bombed|bombing)|bomblets?|submunitions?", "cluster_munition", "cluster munitions"),
    WeaponWords(r"ballistic missiles?|ballistic", "ballistic_missile", "ballistic missiles"),
    WeaponWords(r"drones?|uavs?|kamikaze drones?|loitering munitions?", "drone", "drones"),
    WeaponWords(r"air-?strikes?|air strikes?|air raids?|warplanes?|fighter jets?", "air_strike", "air strikes"),
    WeaponWords(r"(?:white )?phosphorus|chemical (?:weapons?|agents?)|thermobaric|vacuum bombs?|incendiary (?:weapons?|munitions?)|napalm", "", "that weapon"),
)  # fmt: skip

PEOPLE: Final = (
    r"people|persons?|civilians?|child(?:ren)?|women|woman|men|man|residents?|soldiers?|servicemen|journalists?|others|inhabitants|"
    r"villagers|adults?|locals|patients?|family members"
)

NUMBER_WORDS: Final[Mapping[str, int]] = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
    **{
        f"{tens}{between}{units}": high + low
        for tens, high in (("twenty", 20), ("thirty", 30), ("forty", 40), ("fifty", 50))
        for between in ("-", " ")
        for low, units in enumerate(("one", "two", "three", "four", "five", "six", "seven", "eight", "nine"), 1)
    },
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "a dozen": 12, "dozens": 24, "scores": 40, "hundreds": 200,
    "thousands": 2_000,
}  # fmt: skip
"""Numbers in words, longer ones before those that they begin with; of the vague ones the least that they can mean."""

VAGUE_NUMBERS: Final = frozenset({"dozens", "scores", "hundreds", "thousands"})


@dataclass(frozen=True)
class LegalTerm:
    """A finding of law, intent or history that no claim of a strike holds. instead : what can be said of it."""

    pattern: str
    instead: str
    only_mark: bool = False


LEGAL_TERMS: Final = (
    LegalTerm(r"war[ -]?crimes?|crimes? of war", "“X calls it a war crime”"),
    LegalTerm(r"genocid\w+", "“X calls it genocide”"),
    LegalTerm(r"ethnic(?:ally)? cleans\w+", "“X speaks of ethnic cleansing”"),
    LegalTerm(r"crimes? against humanity", "“X speaks of crimes against humanity”"),
    LegalTerm(r"illegal(?:ly)?|unlawful(?:ly)?|criminal(?:ly)?|violat(?:ed|es|ing|ions?)|breach(?:ed|es|ing)?", "name who says which rule was broken"),
    LegalTerm(r"massacr\w+|slaughter\w*|atrocit\w+|carnage|bloodbath|barbari\w+|butcher\w+", "give the number that a source gives"),
    LegalTerm(r"terror|terroris\w+|terror attacks?", "name the act: “a reported strike”"),
    LegalTerm(r"indiscriminate(?:ly)?|disproportionate(?:ly)?", "“X calls it indiscriminate”"),
    LegalTerm(r"deliberate(?:ly)?|intentional(?:ly)?|on purpose|purposely|systematic(?:ally)?", "“X says that it was deliberate”"),
    LegalTerm(r"liberat\w+", "“came under the control of ...”"),
    LegalTerm(r"occup(?:ied|ation|iers?|ying)", "name who held the place, and who calls it occupied"),
    LegalTerm(r"aggressors?|aggression|invad(?:ed|ers?|ing)|invasion", "“X speaks of aggression”"),
    LegalTerm(r"guilty|culprits?|perpetrators?|murder\w*", "name who blames whom"),
    LegalTerm(r"cowardly|ruthless(?:ly)?|brutal(?:ly)?|heinous|savage(?:ly)?|vicious(?:ly)?|merciless(?:ly)?|senseless", "leave the adjective to those who are quoted", only_mark=True),
    LegalTerm(r"banned|outlawed|prohibited", "say by which treaty, and who has joined it", only_mark=True),
    LegalTerm(r"separatists?|rebels?|so-called|puppet|regime", "use the words of the dataset for the side", only_mark=True),
)  # fmt: skip

SUPERLATIVES: Final = r"first|last|worst|deadliest|bloodiest|heaviest|largest|biggest|most intense"
