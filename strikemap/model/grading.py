"""The grade of a report, and by the same rule of each of its attributes: one table of rules, first match wins.

A grade says how well the strike and the side that fired are supported. It is computed from claims, never typed in; it is no
finding of law. `RULES` is what the code applies and what docs/claims-and-grades.md explains; a test compares the two.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd

from strikemap.model.vocabulary import BLOC_WORDS

SUPPORT_COLUMNS: Final = {
    "disproved": "an independent finding on site or from footage says that it did not happen, or that another side fired",
    "admitted": "the side blamed confirms it itself",
    "firm_on_site": "an independent body states it firmly after a visit or from remnants",
    "contradicted": "voices contradict each other: for a report they blame different sides, for an attribute their values cannot both be true",
    "denied": "the side blamed denies this strike; a denial in general, or silence, does not count",
    "evidence_names_side": "an independent body with footage, remnants or a visit names the side",
    "independents": "number of independent voices",
    "blocs": "number of party blocs among the voices; several offices of one bloc are one voice",
}
"""What a rule may look at. A support table has these columns; bool but for the last two."""


@dataclass(frozen=True)
class Rule:
    """One rule: the grade it gives, when, in words and as a test of a support table (one bool per row)."""

    grade: str
    words: str
    holds: Callable[[pd.DataFrame], pd.Series]


RULES: Final[tuple[Rule, ...]] = (
    Rule(
        "discounted",
        "an independent finding on site or from footage says that it did not happen, or that only another side can have fired",
        lambda support: support["disproved"],
    ),
    Rule(
        "confirmed",
        "the side blamed confirms it itself, or an independent body states it firmly after a visit or from remnants; "
        "a denial does not lower it but is shown next to it",
        lambda support: support["admitted"] | support["firm_on_site"],
    ),
    Rule(
        "contested",
        "voices contradict each other, or the side blamed denies this strike and no independent body with footage or site "
        "evidence names the side",
        lambda support: support["contradicted"] | (support["denied"] & ~support["evidence_names_side"]),
    ),
    Rule(
        "fair",
        "two independent voices, or one and a party, or both sides",
        lambda support: support["independents"] + support["blocs"].clip(upper=2) >= _ENOUGH,
    ),
    Rule(
        "weak",
        "all else: one voice, or any number of offices of one side",
        lambda support: pd.Series(data=True, index=support.index),
    ),
)

_ENOUGH = 2
"""Voices that make a grade fair: independent ones, or blocs."""


def grade(support: pd.DataFrame) -> pd.Series:
    """The grade of each row of a support table: that of the first rule that holds."""
    held = [rule.holds(support).to_numpy(dtype=bool) for rule in RULES]
    names = [rule.grade for rule in RULES]
    return pd.Series(np.select(held, names, default=names[-1]), index=support.index, dtype="str")


def grade_reasons(support: pd.DataFrame, grades: pd.Series, printings: pd.Series, party_only: pd.Series) -> pd.Series:
    """Why each report has its grade, in plain words.

    support, grades : as for `grade`. printings : most printings of any one claim. party_only : the bloc a report rests on
    alone, or "". Returns e.g. "one independent claimant and a party; five printings of one text count once".
    """
    rows = zip(support.to_dict("records"), grades, printings, party_only, strict=True)
    return pd.Series(
        [_reason(row, str(each), int(n), str(bloc)) for row, each, n, bloc in rows], index=support.index, dtype="str"
    )


def _reason(support: Mapping[Hashable, Any], grade_given: str, printings: int, party_only: str) -> str:
    parts = [_main_reason(support, grade_given, party_only)]
    if support["denied"] and grade_given in ("confirmed", "fair"):
        parts.append("the side blamed denies it")
    if printings > 1:
        parts.append(f"{number_word(printings)} printings of one text count once")
    return "; ".join(parts)


def _main_reason(support: Mapping[Hashable, Any], grade_given: str, party_only: str) -> str:
    independents, blocs = int(support["independents"]), int(support["blocs"])
    if grade_given == "discounted":
        return SUPPORT_COLUMNS["disproved"]
    if grade_given == "confirmed":
        return (
            SUPPORT_COLUMNS["admitted"]
            if support["admitted"]
            else "an independent body names the side after a visit or from remnants"
        )
    if grade_given == "contested":
        if support["contradicted"]:
            return "claimants blame different sides"
        return "the side blamed denies it, and no independent body with footage or site evidence names the side"
    return _voices_in_words(independents, blocs, party_only)


def _voices_in_words(independents: int, blocs: int, party_only: str) -> str:
    """Who speaks, counted in words: "two independent claimants and a party", "officials of the Azerbaijani side alone"."""
    parts = []
    if independents:
        parts.append(f"{number_word(independents)} independent claimant{'s' if independents > 1 else ''}")
    if blocs:
        parts.append("a party" if blocs == 1 else "both sides")
    if len(parts) > 1:
        return " and ".join(parts)
    if independents:
        return parts[0] + (" alone" if independents == 1 else "")
    if blocs > 1:
        return "both sides report it"
    if party_only:
        return f"{BLOC_WORDS.get(party_only, party_only)} alone"
    return "a party, and others whose basis does not count" if blocs else "nobody whose basis counts"


_NUMBER_WORDS = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)


def number_word(number: int) -> str:
    """A small number in words, a greater one in figures."""
    return _NUMBER_WORDS[number] if number < len(_NUMBER_WORDS) else f"{number:,}"
