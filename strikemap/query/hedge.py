"""Compare words for a View with the claims it shows: `check_words`. Rules over claims, no language model; docs/hedges.md."""

from __future__ import annotations

import pandas as pd

from strikemap.model.dataset import Dataset
from strikemap.query.counts import count
from strikemap.query.hedges.finding import Note, Overstatement, Severity, Wording
from strikemap.query.hedges.reading import Part, Reading, read_words
from strikemap.query.hedges.rules import RULES
from strikemap.query.hedges.shown import shown_of
from strikemap.query.view import View

__all__ = ["Overstatement", "Severity", "Wording", "check_words", "is_refused"]


def check_words(
    text: str, dataset: Dataset, reports: pd.DataFrame, shown: pd.DataFrame, view: View
) -> tuple[Overstatement, ...]:
    """What a title or caption says more firmly than the claims shown, in the order of the text; () = nothing.

    reports : the whole table as known on the View's day; shown : the part of it in the View, made by `select.shown`.
    """
    counts = count(shown, len(reports))
    allowed = (counts.shown, counts.certain, counts.possible, counts.one_party, len(reports))
    compared = shown_of(dataset, shown, view, allowed)
    # what the reader searched for stands in the title as a quote of his own, and says nothing of the reports
    reading = read_words(text, leave_out=[f"“{view.q}”"] if view.q else [])
    found = [
        _overstatement(note, part, reading) for part in reading.parts for rule in RULES for note in rule(part, compared)
    ]
    return tuple(sorted(set(found), key=lambda each: (each.start, each.end, each.rule)))


def is_refused(found: tuple[Overstatement, ...]) -> bool:
    """Whether anything found is stronger than its source, and not only to be looked at."""
    return any(each.severity == "refuse" for each in found)


def _overstatement(note: Note, part: Part, reading: Reading) -> Overstatement:
    start, end = reading.span(part.start + note.start, part.start + note.end)
    return Overstatement(
        rule=note.rule, severity=note.severity, start=start, end=end, words=reading.text[start:end], problem=note.problem,
        support=note.support, suggestion=note.suggestion,
    )  # fmt: skip
