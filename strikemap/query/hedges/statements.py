"""Find in words who is said to do what, and which hedge or speaker covers it. Patterns over folded letters, no grammar."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from strikemap.model.vocabulary import SIDES
from strikemap.query.hedges.reading import Part
from strikemap.query.hedges.shown import UNKNOWN, Shown, SideWords, Speaker
from strikemap.query.hedges.words import (
    ACT_NOUNS,
    ACT_VERBS,
    ARMS,
    BE,
    BOTH_SAY,
    BOTH_SIDES,
    FORCES,
    GAP_STOPS,
    HEDGE_WORDS,
    LOOSE_GAP,
    NO_DOER_BEFORE,
    OWN_VOICE,
    OWNED_ARMS,
    SAID,
    SELF_SAID,
    SPEECH,
)

MOST_BETWEEN: Final = 7
"""Words between a doer and the act."""

NEAR: Final = 4
"""Words over which a hedge without a speaker reaches: "allegedly, the army of Azerbaijan fired"."""

_ACT: Final = re.compile(rf"\b(?:{ACT_VERBS}|{ACT_NOUNS})\b")
_NEGATION: Final = re.compile(r"\b(?:not|never|n't|no)\b")
_ADVERBS: Final = r"(?:(?:has|have|had|also|now|then|later|both|again|since|officially|publicly|\w+ly) ){0,3}"


_NAMES_A_THING: Final = re.compile(r"(?:identified|found|named|described|documented|verified) by\b")
"""Speech about a thing, that says nothing of who fired it: "bomblets identified by HRW"."""


@dataclass(frozen=True)
class Agent:
    """A side named in a part. start, end : in the letters of the part."""

    side: SideWords
    start: int
    end: int


@dataclass(frozen=True)
class Cover:
    """What hedges a statement. firmness : as in HEDGES. speaker : None for a hedge without one."""

    firmness: int
    speaker: Speaker | None
    words: str


@dataclass(frozen=True)
class Statement:
    """A side is said to have done something. start, end : from the first to the last of side and act, in the part."""

    side: SideWords
    act: str
    start: int
    end: int
    covers: tuple[Cover, ...]
    negated: bool

    @property
    def firmness(self) -> int:
        """How firmly the words put it; OWN_VOICE where nothing hedges it."""
        return min((cover.firmness for cover in self.covers), default=OWN_VOICE)

    @property
    def speakers(self) -> tuple[Speaker, ...]:
        """Who is named as saying so."""
        return tuple(cover.speaker for cover in self.covers if cover.speaker is not None)


def statements(part: Part, shown: Shown) -> Iterator[Statement]:
    """Every side in a part that is said to do something, each act once."""
    agents = list(_agents(part.letters, shown.sides))
    told: list[tuple[int, int]] = []
    for act in _ACT.finditer(part.letters):
        agent = _doer_before(part.letters, agents, act) or _doer_after(part.letters, agents, act)
        if agent is None:
            continue
        start, end = min(agent.start, act.start()), max(agent.end, act.end())
        negated = _NEGATION.search(part.letters[min(agent.end, act.start()) : act.start()]) is not None
        told.append((start, end))
        yield Statement(agent.side, act.group(), start, end, _covering(part.letters, (start, end), shown), negated)
    yield from _by_both_sides(part.letters, shown)
    for each in _by_owned_arms(part.letters, agents, shown):
        if all(each.end <= low or each.start >= high for low, high in told):
            yield each


def _by_owned_arms(letters: str, agents: Sequence[Agent], shown: Shown) -> Iterator[Statement]:
    """Whose weapons they were, said without any act: "Stepanakert: Azerbaijani cluster bombs"."""
    for agent in agents:
        owned = re.match(OWNED_ARMS, letters[agent.end :])
        if owned and _is_of_a_side(letters, agent) and not _is_made_or_denied(letters[: agent.start]):
            end = agent.end + owned.end()
            yield Statement(agent.side, owned.group().strip(), agent.start, end, _covering(letters, (agent.start, end), shown), negated=False)


def _by_both_sides(letters: str, shown: Shown) -> Iterator[Statement]:
    """Both sides as the doer are each side as the doer: "both sides shelled Stepanakert"."""
    for both in BOTH_SIDES.finditer(letters):
        act = _ACT.search(letters, both.end())
        if act is None:
            continue
        gap = letters[both.end() : act.start()]
        if len(gap.split()) > MOST_BETWEEN or GAP_STOPS.search(gap) or BOTH_SAY.search(gap) or _is_passive(letters, act):
            continue
        covering = _covering(letters, (both.start(), act.end()), shown)
        if any(each.speaker for each in covering):
            continue  # who says it of both is named
        negated = _NEGATION.search(gap) is not None
        for side in _one_of_each_bloc(shown.sides):
            yield Statement(side, act.group(), both.start(), act.end(), covering, negated)


def _one_of_each_bloc(sides: Sequence[SideWords]) -> Iterable[SideWords]:
    """The widest name of each bloc: the forces that go by it are all meant."""
    widest: dict[str, SideWords] = {}
    for side in sorted(sides, key=lambda each: len(each.blamed)):
        widest[SIDES.get(side.blamed[0], side.blamed[0])] = side
    return widest.values()


def _covering(letters: str, span: tuple[int, int], shown: Shown) -> tuple[Cover, ...]:
    return tuple(cover for cover in covers(letters, *span, shown) if not _NAMES_A_THING.match(cover.words))


def _is_made_or_denied(before: str) -> bool:
    """Whether weapons are only spoken of: "no Azerbaijani rockets", "whether Armenian missiles", "types of Armenian rockets"."""
    return re.search(r"\b(?:no|not|whether|types? of|kinds? of|about) (?:the )?$", before) is not None


def acts(part: Part) -> Iterator[re.Match[str]]:
    """Every act in a part, whoever does it."""
    return _ACT.finditer(part.letters)


@lru_cache(maxsize=64)
def _side_pattern(side: SideWords) -> re.Pattern[str]:
    return re.compile(side.pattern)


def _agents(letters: str, sides: Sequence[SideWords]) -> Iterator[Agent]:
    for side in sides:
        for match in _side_pattern(side).finditer(letters):
            if letters[match.end() : match.end() + 1] != "-":
                yield Agent(side, match.start(), match.end())


def _doer_before(letters: str, agents: Sequence[Agent], act: re.Match[str]) -> Agent | None:
    """The side that stands before an act as its doer, the nearest one."""
    passive = _is_passive(letters, act)
    before = [agent for agent in agents if agent.end <= act.start()]
    for agent in sorted(before, key=lambda each: -each.end):
        gap = re.sub(LOOSE_GAP, "", letters[agent.end : act.start()])
        if not passive and SELF_SAID.match(gap.rstrip()):
            return agent
        if len(gap.split()) > MOST_BETWEEN or GAP_STOPS.search(gap):
            return None
        if passive:
            return agent if re.match(rf"(?: \S+)? (?:{ARMS})\b", gap) and _is_of_a_side(letters, agent) else None
        if _can_do(letters, agent, gap):
            return agent
    return None


def _is_passive(letters: str, act: re.Match[str]) -> bool:
    before, after = letters[: act.start()], letters[act.end() :]
    if re.match(r"responsible|behind|to blame|guilty", act.group()):
        return False
    return re.search(rf"\b{BE} (?:\w+ )?$", before) is not None or re.match(r" by\b", after) is not None


def _can_do(letters: str, agent: Agent, gap: str) -> bool:
    """Whether a name before an act is a doer: not a place, not the end of "in Azerbaijan", not the town of a side."""
    before = letters[: agent.start].rstrip()
    if re.search(rf"\b(?:{FORCES}) of(?: the)?$", before):
        return True
    if re.search(rf"\b{NO_DOER_BEFORE}(?: the| both)?$", before) or _ends_with_act(before):
        return False
    if _is_of_a_side(letters, agent):
        words = gap.split()
        return not words or re.search(rf"^(?:\S+ ){{0,2}}(?:{FORCES})\b", gap.strip()) is not None or _are_describing(words)
    return True


def _ends_with_act(before: str) -> bool:
    """Whether the side is what something is done to: "shelled Armenia"."""
    last = re.search(r"([\w-]+)(?: the)?$", before)
    return last is not None and _ACT.fullmatch(last[1]) is not None


def _is_of_a_side(letters: str, agent: Agent) -> bool:
    """Whether a name says whose something is: "Armenian", "Armenia's"."""
    name = letters[agent.start : agent.end]
    return name.endswith(("'s", "s'")) or name in {word.casefold() for word in agent.side.adjectives}


def _are_describing(words: Sequence[str]) -> bool:
    """Whether words between "Armenian" and "strikes" can describe the strikes, and name no town or people."""
    return len(words) <= 2 and all(re.fullmatch(_DESCRIBING, word) for word in words)  # noqa: PLR2004


_DESCRIBING: Final = r"\w+ing|\w+ed|heavy|new|cross-border|air|aerial|night|drone|rocket|missile|artillery|cluster|ballistic|munitions?|bomb|mortar|tank|\w+ly"


def _doer_after(letters: str, agents: Sequence[Agent], act: re.Match[str]) -> Agent | None:
    """The side that stands after "by" behind an act."""
    for agent in sorted(agents, key=lambda each: each.start):
        link = letters[act.end() : agent.start]
        if agent.start < act.end() or not re.search(r"\b(?:by|from)(?: \S+){0,3} ?$", link):
            continue
        if len(link.split()) <= MOST_BETWEEN + 3 and not _ACT.search(link) and not _says_by(link):
            return agent if _is_force_or_name(letters, agent) else None
    return None


def _says_by(link: str) -> bool:
    """Whether "by" belongs to a speech: "shelled, as reported by Armenia"."""
    return re.search(r"\b(?:reported|published|said|claimed|identified|according|denied|cited|carried|held|controlled) (?:\w+ )?by\b", link) is not None


def _is_force_or_name(letters: str, agent: Agent) -> bool:
    if not _is_of_a_side(letters, agent):
        return True
    return re.match(rf"(?: \S+){{0,2}} (?:{FORCES})\b", letters[agent.end :]) is not None


def covers(letters: str, start: int, end: int, shown: Shown) -> Iterator[Cover]:
    """What hedges the statement at [start, end): hedges near it, and the speech that it stands in."""
    for words in HEDGE_WORDS:
        for match in re.finditer(rf"\b(?:{words.pattern})\b", letters):
            if _is_near(letters, match, start, end) and not _is_negated(letters, match):
                yield Cover(words.firmness, None, match.group())
    if speech := _speech_around(letters, start, end, shown):
        yield speech


def _is_near(letters: str, match: re.Match[str], start: int, end: int) -> bool:
    if match.end() <= start:
        between = letters[match.end() : start]
        return len(between.split()) <= NEAR and '"' not in between
    if match.start() >= end:
        return len(letters[end : match.start()].split()) <= NEAR - 1
    return True


def _is_negated(letters: str, match: re.Match[str]) -> bool:
    """Whether a hedge is taken back: "not alleged but proven"."""
    return re.search(r"\b(?:not|no longer|beyond)(?: just| merely| only)? $", letters[: match.start()]) is not None


def _speech_around(letters: str, start: int, end: int, shown: Shown) -> Cover | None:
    """The nearest speech before a statement, or one that follows it."""
    before = [speech for speech in speeches(letters, shown) if speech.end <= start or speech.start <= start < speech.end]
    if before and not _is_over(letters[before[-1].end : start]):
        return before[-1].cover
    after = [speech for speech in speeches(letters, shown) if speech.start >= end and _trails(letters, end, speech)]
    return after[0].cover if after else None


def _is_over(between: str) -> bool:
    """Whether a speech has ended before what follows: the quote is closed and the sentence goes on by itself."""
    return re.search(r"\b(?:where|which is|and in fact|in fact)\b", between) is not None


@dataclass(frozen=True)
class SpeechAt:
    """A speech in a part: where it stands and what it covers."""

    start: int
    end: int
    cover: Cover


def _trails(letters: str, end: int, speech: SpeechAt) -> bool:
    """Whether a speech closes what is said before it: ", HRW said." or "according to HRW", and not "which HRW says is"."""
    if re.match(r"according to|by the account of|in the words of|\w+ by\b", letters[speech.start :]):
        return True
    between, rest = letters[end : speech.start].rstrip(), letters[speech.end :]
    return between.endswith((",", '"', "-")) and re.match(r"\s*(?:$|[.,;)\"]|on \d|in |after |before |last |today)", rest) is not None


def speeches(letters: str, shown: Shown) -> list[SpeechAt]:
    """Every speech of a part, in its order: who says it and how firmly."""
    found = [
        *_verbs_of_speech(letters, shown), *_verbs_before_names(letters, shown), *_prepositions_of_speech(letters, shown),
        *_headings(letters, shown),
    ]  # fmt: skip
    return sorted(found, key=lambda each: each.start)


def _verbs_of_speech(letters: str, shown: Shown) -> Iterator[SpeechAt]:
    """Speech with a verb: "Amnesty International says", "Armenia accuses", "a witness said"."""
    stops = rf"(?:{_ALL_SPEECH}|{ACT_VERBS}|by)\b|{shown.speaker_pattern}"
    more = rf"(?: (?!{stops})[\w'()-]+,?){{0,5}}?"
    name = rf"(?P<name>{shown.speaker_pattern})(?:'s)?{more},? {_ADVERBS}"
    for kind in SPEECH:
        verb = rf"(?P<verb>{kind.pattern})\b"
        taken: set[int] = set()
        for match in re.finditer(name + verb, letters):
            if re.search(rf"\b{BE} $", letters[: match.start("verb")]) or _describes_an_act(letters, match):
                continue
            taken.add(match.start("verb"))
            yield SpeechAt(match.start(), match.end(), Cover(kind.firmness, shown.speakers[match["name"]], match.group()))
        for match in () if kind.needs_name else re.finditer(rf"\b{verb}", letters):
            passive = re.search(rf"\b{BE} $", letters[: match.start()])
            if match.start() not in taken and not passive:
                yield SpeechAt(match.start(), match.end(), Cover(kind.firmness, UNKNOWN, match.group()))


def _verbs_before_names(letters: str, shown: Shown) -> Iterator[SpeechAt]:
    """Speech that follows with its verb first: "..., says Amnesty"."""
    verb = r"(?<=[,\"-] )(?:says?|said|writes?|wrote|reports?|reported|states?|stated)"
    for match in re.finditer(rf"{verb} (?:the )?(?P<name>{shown.speaker_pattern})(?=\s*(?:$|[.,;)\"]))", letters):
        yield SpeechAt(match.start(), match.end(), Cover(SAID, shown.speakers[match["name"]], match.group()))


def _describes_an_act(letters: str, match: re.Match[str]) -> bool:
    """Whether what looks like speech describes what is said to be the side's own: "Azerbaijan's alleged use of"."""
    between = letters[match.end("name") : match.start("verb")]
    owned = re.fullmatch(rf"'s? {_ADVERBS}", between) is not None
    return owned and re.match(rf" (?:[\w-]+ ){{0,3}}?(?:{ACT_NOUNS}|{ARMS})\b", letters[match.end() :]) is not None


_ALL_SPEECH: Final = "|".join(kind.pattern for kind in SPEECH)


def _prepositions_of_speech(letters: str, shown: Shown) -> Iterator[SpeechAt]:
    """Speech without one: "according to HRW", "identified by Amnesty International", "by the account of the ministry"."""
    opening = (
        r"\b(?P<how>according to(?: a preliminary statement of| reports of)?|by the account of|in the words of|"
        rf"(?:{_ALL_SPEECH}|accused|blamed) by)"
    )
    for match in re.finditer(rf"{opening}(?: (?:the |an? )?(?P<name>{shown.speaker_pattern}))?", letters):
        speaker = shown.speakers[match["name"]] if match["name"] else UNKNOWN
        firmness = next((kind.firmness for kind in SPEECH if re.match(rf"(?:{kind.pattern}) by", match["how"])), SPEECH[0].firmness)
        yield SpeechAt(match.start(), match.end(), Cover(firmness, speaker, match.group()))


def _headings(letters: str, shown: Shown) -> Iterator[SpeechAt]:
    """A name and a colon: "Amnesty International: ..." at the beginning, where the name can only be a speaker's."""
    match = re.match(rf"\W*(?P<name>{shown.speaker_pattern})(?: \([^)]*\))?: ", letters)
    if match and shown.speakers[match["name"]].is_known:
        yield SpeechAt(match.start(), match.end(), Cover(SPEECH[0].firmness, shown.speakers[match["name"]], match.group()))
