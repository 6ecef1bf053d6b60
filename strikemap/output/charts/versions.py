"""Changes between two versions of the data: one bar for each kind, with its number."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import altair as alt
import pandas as pd

from strikemap.output.charts.changes import LANE_WORDS
from strikemap.output.charts.look import dressed
from strikemap.output.charts.mirrored import CHOSEN
from strikemap.output.looks import colours
from strikemap.query.changes import Kind

BAR_PX = 26


def versions_chart(numbers: Mapping[Kind, int], theme: str, *, title: str, says: str) -> Any:
    """How many reports changed in which way; every kind has its bar, and 0 is written as 0. A bar is chosen by `kind`."""
    marks = colours()["marks"][theme]
    rows = pd.DataFrame([{"kind": kind, "words": words, "n": numbers.get(kind, 0)} for kind, words in LANE_WORDS.items()])
    chosen = alt.selection_point(name=CHOSEN, fields=["kind"])
    base = alt.Chart(rows).encode(
        y=alt.Y("words:N", sort=list(LANE_WORDS.values()), title=None, axis=alt.Axis(domain=False, ticks=False)),
        x=alt.X("n:Q", title="reports", axis=alt.Axis(tickMinStep=1)),
    )
    bars = base.transform_filter("datum.n > 0").mark_bar(strokeWidth=0.9).encode(fill=alt.value(marks["tint"]), stroke=alt.value(marks["ink"])).add_params(chosen)
    texts = base.mark_text(align="left", dx=6).encode(text=alt.Text("n:Q", format=",d"))
    return dressed((bars + texts).properties(height=BAR_PX * len(rows)), theme, title=title, says=says)
