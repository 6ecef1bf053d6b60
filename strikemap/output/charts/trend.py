"""Reports per day or week and value: certain as bars above a line, possible below it in dotted outline."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, Final

import altair as alt
import pandas as pd

from strikemap.model.dates import say_days, say_short_day
from strikemap.model.vocabulary import NOT_STATED
from strikemap.output.charts.look import dressed
from strikemap.output.charts.mirrored import (
    Plan,
    bars,
    counts_axis,
    fills_of,
    labels_expression,
    laned,
    marks_axis,
    order_of,
    stacked,
)
from strikemap.query.trends import OTHERS, Trend, folded
from strikemap.query.wording import Labels

MOST_VALUES: Final = 8
"""Values that can be told apart in one stack."""

TICKS: Final = 8
CLEAR: Final = 3
"""Shares of the axis (of 45 parts) within which a label would touch that of a turning point."""

PART_WORDS: Final[Mapping[str, str]] = {"weapon": "weapon", "target": "what was hit", "by": "side blamed", "grade": "grade"}

TREND_FOOT: Final = "Claims by the sources, not findings. Possible reports may lie in several bars: do not add them up."


def value_words(value: str, part: str, labels: Labels, others: Sequence[str] = ()) -> str:
    """A value in the words of a legend."""
    if value == OTHERS:
        return f"{len(others)} other kinds"
    words = "not stated" if value == NOT_STATED else labels.of(part, value)
    return words[:1].upper() + words[1:]


def trend_chart(trend: Trend, labels: Labels, turns: Mapping[dt.date, str], theme: str, *, title: str, says: str) -> Any:  # noqa: PLR0913
    """The chart of a trend. turns : words for turning points that get a line of their own, by day.

    Sides blamed stand one below the other in one ink; other values stand on each other. A bar is chosen by `first` (the first
    day of its bin) and `value`.
    """
    told = folded(trend, MOST_VALUES)
    order = order_of(list(told.table["value"].unique()), trend.part)
    words = {value: value_words(value, trend.part, labels, told.others) for value in order}
    table = _written(told.table)
    y = counts_axis()
    if trend.part == "by":
        pieces, bases = laned(table, order)
        y = _lanes_axis(bases, words)
    else:
        pieces = stacked(table, "first", order)
    pieces = pieces.assign(words=pieces["value"].map(words), days=pieces["first"].map(_days_of(told)))
    tips = (
        alt.Tooltip("days:N", title="days"), alt.Tooltip("words:N", title=PART_WORDS[trend.part]),
        alt.Tooltip("status:N", title="in these days"), alt.Tooltip("n:Q", title="reports"),
    )  # fmt: skip
    fills = fills_of(order, [words[each] for each in order], trend.part, theme)
    chart = bars(pieces, fills, Plan(_x(trend, turns, theme), y, tips, ("first", "value")))
    return dressed(chart, theme, title=title, says=says, foot=TREND_FOOT)


def _written(table: pd.DataFrame) -> pd.DataFrame:
    """Days as text: a browser would read a date at midnight of its own zone, and move it."""
    return table.assign(first=[each.isoformat() for each in table["first"]]).drop(columns="last")


def _days_of(trend: Trend) -> dict[str, str]:
    return {first.isoformat(): say_days(first, last) for first, last in trend.bins}


def _x(trend: Trend, turns: Mapping[dt.date, str], theme: str) -> alt.X:
    days = [first.isoformat() for first, _ in trend.bins]
    places = {at: words for day, words in sorted(turns.items()) if (at := _bin_at(trend, day)) is not None}
    step = max(1, -(-len(days) // TICKS))
    gap = len(days) * CLEAR / 45
    plain = [at for at in range(0, len(days), step) if all(abs(at - other) > gap for other in places)]
    words = {days[at]: say_short_day(trend.bins[at][0]) for at in plain}
    for at, label in places.items():
        words[days[at]] = f"{say_short_day(trend.bins[at][0])}|{label}"
    shown = sorted(words)
    axis = marks_axis(shown, words, [days[at] for at in places], theme)
    return alt.X("first:O", scale=alt.Scale(domain=days, paddingInner=0.15), axis=axis)


def _bin_at(trend: Trend, day: dt.date) -> int | None:
    return next((at for at, (first, last) in enumerate(trend.bins) if first <= day <= last), None)




def _lanes_axis(bases: Mapping[str, tuple[float, int]], words: Mapping[str, str]) -> alt.Y:
    """The base line of each lane bears its name, its highest bar the number."""
    ticks = {f"{base:g}": words[value] for value, (base, _) in bases.items()}
    ticks |= {f"{base + tall:g}": f"{tall}" for base, tall in bases.values() if tall > 1}
    axis = alt.Axis(
        values=[float(each) for each in ticks], labelExpr=labels_expression(ticks), title="certain above each line, possible below",
        labelLimit=120, gridDash=[1, 0],
    )  # fmt: skip
    return alt.Y("low:Q", axis=axis, scale=alt.Scale(nice=False))
