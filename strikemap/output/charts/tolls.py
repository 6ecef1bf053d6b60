"""Tolls as ranges: from the sum of the lowest figures to that of the highest, with what is stated and what is not in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import altair as alt
import pandas as pd

from strikemap.output.charts.look import dressed
from strikemap.output.charts.mirrored import CHOSEN, labels_expression
from strikemap.output.charts.trend import value_words
from strikemap.output.looks import colours
from strikemap.query.trends import TOLL_WORDS, Toll, say_toll
from strikemap.query.wording import Labels

TOLL_FOOT: Final = "Sums over reports that state a figure; no totals of the war. Not stated is not 0. Dotted: no upper figure for some."
ROW_PX: Final = 42


def tolls_chart(tolls: Sequence[tuple[str, Toll]], labels: Labels, theme: str, *, title: str, says: str) -> Any:
    """Range bars, one row for each kind and side blamed; rows without any figure are said in words. Chosen by `side`."""
    marks = colours()["marks"][theme]
    rows = pd.DataFrame([_row(side, toll, labels) for side, toll in tolls if toll.stated])
    words = dict(zip(rows["row"], rows["words"], strict=True)) if len(rows) else {}
    chosen = alt.selection_point(name=CHOSEN, fields=["side"])
    axis = alt.Axis(title=None, labelExpr=labels_expression(words), labelLimit=265, labelLineHeight=14, ticks=False, domain=False)
    chart = (
        alt.Chart(rows)
        .mark_bar(height=14, fill=marks["tint"], stroke=marks["ink"])
        .encode(
            x=alt.X("least:Q", title="people, as reported", axis=alt.Axis(tickMinStep=1), scale=alt.Scale(zero=True)),
            x2="most:Q",
            y=alt.Y("row:O", sort=None, axis=axis),
            strokeDash=alt.StrokeDash("open:N", scale=alt.Scale(domain=["closed", "open"], range=[[1, 0], [2, 2]]), legend=None),
            strokeWidth=alt.when(chosen, empty=False).then(alt.value(2.6)).otherwise(alt.value(1.4)),
            tooltip=[alt.Tooltip("what:N", title="toll"), alt.Tooltip("range:N", title="range"), alt.Tooltip("rests:N", title="rests on")],
        )
        .add_params(chosen)
        .properties(height=max(ROW_PX, ROW_PX * len(rows)))
    )
    return dressed(chart, theme, title=title, says=says, foot=TOLL_FOOT)


def _row(side: str, toll: Toll, labels: Labels) -> dict[str, Any]:
    what = f"{TOLL_WORDS[toll.kind].capitalize()}, {side_words(side, labels)}"
    return {
        "row": f"{toll.kind} {side}", "side": side, "what": what, "range": say_toll(toll), "least": toll.least, "most": toll.most,
        "open": "open" if toll.open_top else "closed", "rests": rests_on(toll),
        "words": f"{what}|{say_toll(toll)} ({toll.stated:,} stated, {toll.unknown:,} not)",
    }  # fmt: skip


def side_words(side: str, labels: Labels) -> str:
    """A side blamed, in the words of a row."""
    words = value_words(side, "by", labels)
    return "side not stated" if side == "not_stated" else f"{words} blamed"


def rests_on(toll: Toll) -> str:
    """What a range rests on: how many attacks state a figure, how many none, which ends are open, what was not added twice."""
    parts = [f"{toll.stated:,} stated", f"{toll.unknown:,} not stated"]
    if toll.open_top:
        parts.append(f"{toll.open_top:,} without an upper figure")
    if toll.open_low:
        parts.append(f"{toll.open_low:,} without a lower figure")
    if toll.merged:
        parts.append(f"{toll.merged:,} not added a second time")
    return ", ".join(parts)
