"""Before and after each turning point: certain reports above a line, possible ones below it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import altair as alt
import pandas as pd

from strikemap.model.dates import say_days, say_short_day
from strikemap.output.charts.look import dressed
from strikemap.output.charts.mirrored import Fills, Plan, bars, counts_axis, stacked
from strikemap.output.looks import colours
from strikemap.query.trends import Around

AROUND_FOOT: Final = "The day itself is in neither bar. Counts are of reports, no measure of how much was fired."
BEFORE, AFTER = "before", "after"


def around_chart(found: Sequence[Around], theme: str, *, title: str, says: str) -> Any:
    """Two bars for each turning point; a bar is chosen by `turn` (its day) and `value` (before or after)."""
    marks = colours()["marks"][theme]
    order = [f"{say_short_day(each.day)}, {each.label}" for each in found]
    rows = [
        {"turn": each.day.isoformat(), "at": words, "value": value, "days": say_days(*span), "certain": certain, "possible": possible}
        for each, words in zip(found, order, strict=True)
        for value, span, certain, possible in (
            (BEFORE, each.before, each.certain_before, each.possible_before),
            (AFTER, each.after, each.certain_after, each.possible_after),
        )
    ]
    table = pd.DataFrame(rows, columns=["turn", "at", "value", "days", "certain", "possible"])
    pieces = stacked(table.assign(bar=table["turn"] + table["value"]), "bar", [BEFORE, AFTER]).drop(columns="bar")
    fills = Fills((BEFORE, AFTER), (marks["tint"], marks["ink"]), (marks["ink"], marks["ink"]))
    x = alt.X("at:O", title=None, axis=alt.Axis(labelAngle=0), scale=alt.Scale(domain=order, paddingInner=0.4))
    tips = (alt.Tooltip("days:N", title="days"), alt.Tooltip("status:N", title="in these days"), alt.Tooltip("n:Q", title="reports"))
    plan = Plan(x, counts_axis(), tips, ("turn", "value"))
    chart = bars(pieces.assign(words=pieces["value"]), fills, plan).encode(
        xOffset=alt.XOffset("value:N", sort=[BEFORE, AFTER], scale=alt.Scale(domain=[BEFORE, AFTER]))
    )
    return dressed(chart, theme, title=title, says=says, foot=AROUND_FOOT)
