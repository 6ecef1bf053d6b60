"""Words like "confirmed", "verified" and "proven": only where a report shown is graded confirmed, or the source itself says so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from strikemap.model.vocabulary import ATTRIBUTION, GRADES, HEDGES, OCCURRENCE
from strikemap.query.hedges.finding import Note
from strikemap.query.hedges.reading import Part
from strikemap.query.hedges.rules.doer import suggestion_of
from strikemap.query.hedges.shown import Shown
from strikemap.query.hedges.statements import speeches
from strikemap.query.hedges.words import CONFIRMING, FINDING, NOT_CONFIRMING

RULE: Final = "confirmed"

_WORD: Final = re.compile(rf"\b(?:{CONFIRMING})\b")
_OF_A_GRADE: Final = re.compile(rf"(?:\bgraded? (?:as )?(?:(?:{'|'.join(GRADES)})(?: [\d,]+)?(?:, | or | and )?)*|\b(?:full|solid) )$")
_NOT: Final = re.compile(rf"\b{NOT_CONFIRMING}(?: yet| been| be| independently| fully| \w+ly)*[ -]$")


def look(part: Part, shown: Shown) -> Iterator[Note]:
    """Words of confirmation that are neither a grade nor taken back by "not"."""
    for match in _WORD.finditer(part.letters):
        before = part.letters[: match.start()]
        if not _OF_A_GRADE.search(before) and not _NOT.search(before):
            yield from _compared(match, part, shown)


def _compared(match: re.Match[str], part: Part, shown: Shown) -> Iterator[Note]:
    spoken_of = shown.spoken_of(part.letters)
    confirmed = spoken_of["grade"].eq("confirmed")
    if len(spoken_of) and confirmed.all():
        return
    said = [each for each in speeches(part.letters, shown) if each.start <= match.start() < each.end]
    claims = shown.claims[shown.claims["event_id"].isin(spoken_of.index)]
    for each in said:
        speaker = each.cover.speaker
        if speaker is not None and (shown.by_speaker(claims, speaker)["firmness"] >= HEDGES["confirms"]).any():
            return
        if each.cover.firmness < FINDING:
            return
    blames = claims[claims["attribute"].isin([ATTRIBUTION])].sort_values(["evidence", "firmness"], ascending=False)
    best = claims[claims["attribute"].isin([ATTRIBUTION, OCCURRENCE])].sort_values(["evidence", "firmness"], ascending=False)
    number = int(confirmed.sum())
    problem = (
        f"Only {number:,} of the {len(spoken_of):,} reports this speaks of are graded confirmed."
        if number
        else "No report this speaks of is graded confirmed."
    )
    yield Note(
        RULE, "mark" if number else "refuse", match.start(), match.end(), problem, shown.wordings(best),
        f"Say “reported”, or name the source: {suggestion_of(blames, shown)}",
    )  # fmt: skip
