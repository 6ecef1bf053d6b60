"""The table of the reports shown: one row each, in words, with ranges; nothing stated stays missing."""

from __future__ import annotations

import pandas as pd

from strikemap.model.dates import say_date
from strikemap.model.vocabulary import NOT_STATED
from strikemap.query.rulebook import set_by_hand
from strikemap.query.window import CERTAIN
from strikemap.query.wording import Labels, say_range


def report_table(shown: pd.DataFrame, labels: Labels) -> pd.DataFrame:
    """Columns Date, Place, Weapon, Grade, Blamed (in the source's hedge), Killed, Injured, In the window, Voices, Id.

    A span of days stands for itself in the narrow column; the card says that the day is not certain.
    shown : reports of a selection with `window_status`. A value that no source states is missing (None), never 0.
    """
    return pd.DataFrame(
        {
            "Date": [say_date(text).removesuffix(", day not certain") for text in shown["occurred"]],
            "Place": shown["place_name"],
            "Weapon": [_stated(value, value.replace("_", " ")) for value in shown["weapon_category"]],
            "Grade": _grades(shown, labels),
            "Blamed": [_blamed(*pair, labels) for pair in zip(shown["blamed"], shown["blamed_hedge"], strict=True)],
            "Killed": [say_range(*pair) for pair in zip(shown["killed_min"], shown["killed_max"], strict=True)],
            "Injured": [say_range(*pair) for pair in zip(shown["injured_min"], shown["injured_max"], strict=True)],
            "In these days": ["certain" if each == CERTAIN else "possible" for each in shown["window_status"]],
            "Independent claimants": shown["independent_claimants"],
            "Report": shown.index,
        },
        index=shown.index,
    )


def _grades(shown: pd.DataFrame, labels: Labels) -> list[str]:
    """The grade of each report, with the mark of those that a person set; the card says who and why."""
    by_hand = set_by_hand(shown).index
    words = [labels.of("grade", value) for value in shown["grade"]]
    return [f"{grade}, set by a person" if hand else grade for grade, hand in zip(words, shown.index.isin(by_hand), strict=True)]


def _stated(value: str, words: str) -> str | None:
    return None if value == NOT_STATED else words[:1].upper() + words[1:]


def _blamed(side: str, hedge: str, labels: Labels) -> str | None:
    if side == NOT_STATED:
        return None
    return f"{labels.of('by', side)} ({hedge})" if hedge else labels.of("by", side)
