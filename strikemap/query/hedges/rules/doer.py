"""Who fired: a side is said to have done something, more firmly than the claims shown put it, or though none blames it."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from strikemap.model.vocabulary import ATTRIBUTION, DENIAL, HEDGES, SIDES
from strikemap.query.hedges.finding import Note, Severity, Wording
from strikemap.query.hedges.phrases import DENIALS, STRUCK, SUBJECTS, say_blame
from strikemap.query.hedges.reading import Part
from strikemap.query.hedges.shown import Shown, Speaker, firmest
from strikemap.query.hedges.statements import Statement, statements
from strikemap.query.hedges.words import DENYING, FINDING, OWN_VOICE, SAID
from strikemap.query.wording import upper_first

NOBODY, BARE, FIRMER, OTHER_SPEAKER, NEGATED = (
    "doer-nobody", "doer-own-voice", "doer-firmer", "doer-speaker", "doer-negated",
)  # fmt: skip


def look(part: Part, shown: Shown) -> Iterator[Note]:
    """What a part says of who fired, statement by statement."""
    spoken_of = shown.spoken_of(part.letters)
    for each in statements(part, shown):
        blames = _blames(shown, spoken_of, each)
        if each.negated and each.firmness != DENYING:
            if not each.speakers:
                yield _negated(each, shown, spoken_of)
        elif each.firmness == DENYING:
            continue
        elif blames.empty:
            yield _nobody(each, shown, spoken_of)
        elif each.speakers:
            yield from _as_said(each, shown, blames, spoken_of)
        elif each.firmness == OWN_VOICE:
            yield _own_voice(each, shown, blames, spoken_of)
        elif each.firmness > firmest(blames):
            yield _note(FIRMER, "refuse", each, problem=_firmer_words(blames), shown=shown, claims=blames)


def _blames(shown: Shown, spoken_of: pd.DataFrame, each: Statement) -> pd.DataFrame:
    claims = shown.claims_on(spoken_of.index, ATTRIBUTION)
    return claims[claims["value"].isin(each.side.blamed)]


def _nobody(each: Statement, shown: Shown, spoken_of: pd.DataFrame) -> Note:
    others = shown.claims_on(spoken_of.index, ATTRIBUTION)
    side = " or ".join(shown.side_word(value) for value in each.side.blamed)
    sides = sorted({shown.side_word(str(value)) for value in others["value"]})
    if spoken_of.empty:
        problem = f"No report shown is of that place and day, so no claim shown blames {side}."
    elif sides:
        problem = f"No claim shown blames {side}; the claims shown blame {' and '.join(sides)}."
    else:
        problem = f"No claim shown blames {side}; none of them names any side."
    return Note(NOBODY, "refuse", each.start, each.end, problem, shown.wordings(others), suggestion_of(others, shown))


def _own_voice(each: Statement, shown: Shown, blames: pd.DataFrame, spoken_of: pd.DataFrame) -> Note:
    """Without a hedge: only looked at where every report spoken of is confirmed, refused elsewhere."""
    blamed = spoken_of[spoken_of.index.isin(blames["event_id"])]
    confirmed = blamed["grade"].eq("confirmed") & blamed["blamed"].isin(each.side.blamed)
    if confirmed.all():
        problem = "This is said without a source. The reports behind it are graded confirmed; say who found it all the same."
        return _note(BARE, "mark", each, problem=problem, shown=shown, claims=blames)
    weakest = _weakest_first(blames[blames["event_id"].isin(blamed.index[~confirmed])], blamed)
    problem = (
        "This is said as a fact, without a source or a hedge, which is firmer than any source: "
        f"{int((~confirmed).sum()):,} of the {len(blamed):,} reports behind it are not graded confirmed."
    )
    return _note(BARE, "refuse", each, problem=problem, shown=shown, claims=weakest)


def _weakest_first(blames: pd.DataFrame, reports: pd.DataFrame) -> pd.DataFrame:
    """Claims that a report rests on, those with the weakest hedge first; then the others."""
    rests_on = blames["hedge"] == blames["event_id"].map(reports["blamed_hedge"])
    keys = pd.DataFrame({"other": ~rests_on, "firmness": blames["firmness"], "evidence": -blames["evidence"]})
    return blames.loc[keys.sort_values(["other", "firmness", "evidence"], kind="stable").index]


def _as_said(each: Statement, shown: Shown, blames: pd.DataFrame, spoken_of: pd.DataFrame) -> Iterator[Note]:
    """With a speaker: whether it is his claim, and whether he puts it so firmly."""
    speaker = each.speakers[0]
    if not speaker.is_known:
        if each.firmness > firmest(blames):
            yield _note(FIRMER, "refuse", each, problem=_firmer_words(blames), shown=shown, claims=blames)
        else:
            problem = "Who says so is none of the claimants of this dataset, so it cannot be compared."
            yield _note(OTHER_SPEAKER, "mark", each, problem=problem, shown=shown, claims=blames)
        return
    own = shown.by_speaker(blames, speaker)
    if own.empty:
        problem = f"None of the claims shown in which {speaker.name} speaks blames that side for it; others do."
        yield _note(OTHER_SPEAKER, "refuse", each, problem=problem, shown=shown, claims=blames)
    elif each.firmness > max(firmest(own), SAID if firmest(own) >= HEDGES["reports"] else 0):
        yield _too_firm_for(speaker, each, shown, own, spoken_of)


def _too_firm_for(speaker: Speaker, each: Statement, shown: Shown, own: pd.DataFrame, spoken_of: pd.DataFrame) -> Note:
    grades = spoken_of.loc[spoken_of.index.isin(own["event_id"]), "grade"]
    severity: Severity = "mark" if each.firmness == FINDING and grades.eq("confirmed").all() else "refuse"
    problem = f"{speaker.name} does not put it so firmly: the claim shown says “{_firmest_hedge(own)}”."
    return _note(FIRMER, severity, each, problem=problem, shown=shown, claims=own)


def _negated(each: Statement, shown: Shown, spoken_of: pd.DataFrame) -> Note:
    denials = shown.claims_on(spoken_of.index, DENIAL)
    own = denials[denials["value"].isin(each.side.blamed) & denials["hedge"].isin(DENIALS)]
    problem = "This is said as a fact. A denial is a claim of the side that denies." if len(own) else (
        "This is said as a fact, and no claim shown denies it."
    )
    # the firmest denial first, as DENIALS lists them
    hedge = next((hedge for hedge in DENIALS if own["hedge"].eq(hedge).any()), "")
    side = upper_first(shown.side_word(each.side.blamed[0]))
    suggestion = f"{DENIALS[hedge].format(side=side)}." if hedge else "Leave it out."
    return Note(NEGATED, "refuse", each.start, each.end, problem, shown.wordings(own), suggestion)


def _firmer_words(blames: pd.DataFrame) -> str:
    return f"This is firmer than any claim shown: the firmest says “{_firmest_hedge(blames)}”."


def _firmest_hedge(claims: pd.DataFrame) -> str:
    return str(claims.sort_values("firmness", ascending=False)["hedge"].iloc[0])


def _note(  # noqa: PLR0913  # the fields of a Note, and what two of them are made from
    rule: str, severity: Severity, each: Statement, *, problem: str, shown: Shown, claims: pd.DataFrame
) -> Note:
    support = (*shown.wordings(claims), *_denial_of(shown, claims))
    return Note(rule, severity, each.start, each.end, problem, support, suggestion_of(claims, shown))


def _denial_of(shown: Shown, claims: pd.DataFrame) -> tuple[Wording, ...]:
    """The denial of a side that those claims blame, by itself; the firmest one."""
    denials = shown.claims_on(claims["event_id"], DENIAL)
    blamed = {SIDES.get(str(value), str(value)) for value in claims["value"]}
    own = denials[denials["bloc"].isin(blamed)].sort_values("hedge", key=lambda hedges: hedges != "denies", kind="stable")
    return shown.wordings(own, most=1)


def suggestion_of(blames: pd.DataFrame, shown: Shown) -> str:
    """A sentence that the first of those claims carries, with the denial of the side where there is one."""
    if blames.empty:
        return "Say that no source shown names a side."
    first = blames.iloc[0]
    same = blames[(blames["hedge"] == first["hedge"]) & (blames["value"] == first["value"])]
    weapon = str(shown.reports.loc[first["event_id"], "weapon_category"])
    side = shown.side_word(str(first["value"]))
    words = say_blame(str(first["hedge"]), list(same["claimant"]), side, SUBJECTS.get(weapon, STRUCK))
    denied = bool(shown.reports.loc[first["event_id"], "denied"])
    return f"{upper_first(words)}{f'; {side} denies it' if denied else ''}."
