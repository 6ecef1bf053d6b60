"""Reports adding up: what had certainly happened by a day, and what may have happened by then, as an outline above it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final

import altair as alt
import pandas as pd

from strikemap.model.dates import say_day, say_short_day
from strikemap.output.charts.look import dressed
from strikemap.output.charts.mirrored import CERTAIN, POSSIBLE, Fills, Plan, bars, marks_axis
from strikemap.output.looks import colours

CUMULATIVE_FOOT: Final = "Dotted: reports that may have happened by then. Each report counts once up to any one day."
TICKS: Final = 8


def cumulative_chart(table: pd.DataFrame, turns: Mapping[dt.date, str], theme: str, *, title: str, says: str) -> Any:
    """The chart of `trends.cumulative_of`; a bar is chosen by `day`, the last day of its bin."""
    days = [each.isoformat() for each in table["last"]]
    whole = table.assign(day=days, until=[f"until {say_day(each)}" for each in table["last"]])
    sure = whole.assign(status=CERTAIN, n=whole[CERTAIN], low=0, high=whole[CERTAIN])
    perhaps = whole.assign(status=POSSIBLE, n=whole[POSSIBLE], low=whole[CERTAIN], high=whole[CERTAIN] + whole[POSSIBLE])
    pieces = pd.concat([sure, perhaps], ignore_index=True).drop(columns=["last", CERTAIN, POSSIBLE])
    pieces = pieces[pieces["n"] > 0].assign(words="reports")
    marks = colours()["marks"][theme]
    y = alt.Y("low:Q", title="reports so far", axis=alt.Axis(tickMinStep=1))
    tips = (alt.Tooltip("until:N", title="days"), alt.Tooltip("status:N", title="by then"), alt.Tooltip("n:Q", title="reports"))
    chart = bars(pieces, Fills(("reports",), (marks["tint"],), (marks["ink"],)), Plan(_x(table, turns, theme), y, tips, ("day",)))
    return dressed(chart, theme, title=title, says=says, foot=CUMULATIVE_FOOT)


def _x(table: pd.DataFrame, turns: Mapping[dt.date, str], theme: str) -> alt.X:
    ends = list(table["last"])
    step = max(1, -(-len(ends) // TICKS))
    words = {each.isoformat(): say_short_day(each) for each in ends[step - 1 :: step]}
    lines = {end.isoformat(): "" for day in turns if (end := next((each for each in ends if each >= day >= ends[0]), None))}
    words = lines | words
    axis = marks_axis(sorted(words), words, sorted(lines), theme)
    return alt.X("day:O", scale=alt.Scale(domain=[each.isoformat() for each in ends], paddingInner=0.15), axis=axis)
