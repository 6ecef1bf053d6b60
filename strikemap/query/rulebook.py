"""The written rule with worked examples, from the table that grades are computed by; and the grades that a person set."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from strikemap.model.grading import RULES
from strikemap.model.overrides import SET_BY


@dataclass(frozen=True)
class Example:
    """A report that a rule gives its grade to. reason : why, as computed."""

    event_id: str
    occurred: str
    place: str
    reason: str
    independent_claimants: int
    voices: int


@dataclass(frozen=True)
class RuleShown:
    """One rule as the screen tells it: its place, the grade, when, the number of reports, and one of them (or None)."""

    number: int
    grade: str
    words: str
    reports: int
    example: Example | None


def rulebook_of(reports: pd.DataFrame) -> tuple[RuleShown, ...]:
    """Every rule in the order in which it is tried, with the reports shown that have its grade.

    The example is the report with most voices among those whose grade nobody set by hand; the first id where several have.
    """
    by_rule = reports.drop(index=set_by_hand(reports).index)
    numbers = reports["grade"].value_counts()
    return tuple(
        RuleShown(at, rule.grade, rule.words, int(numbers.get(rule.grade, 0)), _example(by_rule[(by_rule["grade"] == rule.grade).to_numpy()]))
        for at, rule in enumerate(RULES, start=1)
    )


def _example(reports: pd.DataFrame) -> Example | None:
    if reports.empty or "grade_reason" not in reports:
        return None
    event_id = str(reports["voices"].idxmax())
    report: pd.Series = reports.loc[[event_id]].iloc[0]
    return Example(
        event_id=event_id,
        occurred=str(report["occurred"]),
        place=str(report["place_name"]),
        reason=str(report["grade_reason"]),
        independent_claimants=int(report["independent_claimants"]),
        voices=int(report["voices"]),
    )


def set_by_hand(reports: pd.DataFrame) -> pd.Series:
    """"NAME: REASON" of each report with a grade that a person set; without rows for the others and for a flat dataset."""
    if SET_BY not in reports:
        return pd.Series(dtype="str")
    return reports.loc[(reports[SET_BY] != "").to_numpy(dtype=bool), SET_BY]


def hand_sentence(reports: pd.DataFrame) -> str:
    """The footnote of a picture, list or export that holds such a report; "" where there is none."""
    found = set_by_hand(reports)
    if found.empty:
        return ""
    number = "1 grade is" if len(found) == 1 else f"{len(found):,} reports have a grade"
    said = "; ".join(f"{event}: {words}" for event, words in found.items())
    return f"{number} set by a person, not by the rule ({said})."
