"""Day by day: reports that an independent claimant speaks for, and those that nobody independent does."""

from __future__ import annotations

from typing import Any, Final

import altair as alt
import pandas as pd

from strikemap.model.dates import say_short_day
from strikemap.output.charts.look import dressed
from strikemap.output.looks import colours

HEARD: Final = "with an independent claimant"
UNHEARD: Final = "without one"
FOOT: Final = "Silence in what was read, not absence of events."
TICK_DAYS: Final = 8
HEIGHT_PX: Final = 150


def silence_chart(table: pd.DataFrame, theme: str, *, title: str, says: str) -> Any:
    """Bars per day. table : as `strikemap.query.silence.silence_by_day` gives it."""
    marks = colours()["marks"][theme]
    # days as text: a browser would read a date at midnight of its own zone, and move it
    rows = table.assign(day=[each.isoformat() for each in table["day"]]).melt("day", var_name="kind", value_name="reports")
    rows = rows.assign(words=rows["kind"].map({"heard": HEARD, "unheard": UNHEARD}), rank=rows["kind"].map({"heard": 0, "unheard": 1}))
    days = [each.isoformat() for each in table["day"]]
    ticks = days[:: max(1, -(-len(days) // TICK_DAYS))]
    short = {each: say_short_day(day) for each, day in zip(days, table["day"], strict=True)}
    says_tick = " : ".join(f"datum.value == '{each}' ? '{short[each]}'" for each in ticks) + " : ''"
    chart = (
        alt.Chart(rows)
        .mark_bar(stroke=marks["ink"], strokeWidth=0.8)
        .encode(
            x=alt.X("day:O", title=None, scale=alt.Scale(domain=days), axis=alt.Axis(values=ticks, labelExpr=says_tick, labelAngle=0)),
            y=alt.Y("reports:Q", title="reports", axis=alt.Axis(tickMinStep=1, tickCount=4)),
            color=alt.Color(
                "words:N", title=None, legend=alt.Legend(orient="bottom"),
                scale=alt.Scale(domain=[HEARD, UNHEARD], range=[marks["ink"], marks["paper"]]),
            ),
            order=alt.Order("rank:Q"),
            tooltip=[alt.Tooltip("day:O"), alt.Tooltip("words:N", title="reports"), alt.Tooltip("reports:Q", title="number")],
        )
        .properties(height=HEIGHT_PX)
    )  # fmt: skip
    return dressed(chart, theme, title=title, says=says, foot=FOOT)


def silence_alt(table: pd.DataFrame, scope: str) -> str:
    """The chart in words, with its numbers."""
    spoken = table["heard"] + table["unheard"] > 0
    silent = int((spoken & (table["heard"] == 0)).sum())
    return (
        f"Bars of reports per day, {scope}: {int(table['heard'].sum()):,} {HEARD} and {int(table['unheard'].sum()):,} {UNHEARD}; "
        f"on {silent} of the {int(spoken.sum())} days with reports no independent claimant speaks for any."
    )
