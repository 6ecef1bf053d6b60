"""Bars that keep certain and possible apart: certain ones stand above a line, possible ones hang below it in dotted outline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import altair as alt
import pandas as pd

from strikemap.model.vocabulary import GRADES, NOT_STATED, WEAPONS
from strikemap.output.charts.look import GRADE_ORDER, grade_fills, weapon_colours
from strikemap.output.looks import colours

CERTAIN, POSSIBLE = "certain", "possible"

CHOSEN: Final = "chosen"
"""Name of the selection: what the reader chose stands under it in the state of the chart."""

DOTTED: Final = [2, 2]

Y_TITLE: Final = "certain above, possible below"

PLOT_PX: Final = 300


@dataclass(frozen=True)
class Fills:
    """How the values of one part look: their words, fills and outlines, in the order in which they are stacked."""

    words: tuple[str, ...]
    fills: tuple[str, ...]
    lines: tuple[str, ...]


def order_of(values: Sequence[str], part: str) -> list[str]:
    """Values in the order of the vocabulary; others by their name; "not stated" last."""
    known: Sequence[str] = {"grade": GRADE_ORDER, "weapon": WEAPONS}.get(part, ())
    first = [each for each in known if each in values]
    rest = sorted(each for each in values if each not in known and each != NOT_STATED)
    return [*first, *rest, *([NOT_STATED] if NOT_STATED in values else [])]


def fills_of(values: Sequence[str], words: Sequence[str], part: str, theme: str) -> Fills:
    """The look of values given in their order. There is no colour for the side blamed: it would turn a claim into fact."""
    marks = colours()["marks"][theme]
    if part == "grade":
        known = grade_fills(theme)
        fills = [known.get(each, marks["line"]) for each in values]
        lines = [marks["soft"] if each == GRADES[-1] else marks["ink"] for each in values]
    elif part == "by":
        fills, lines = [marks["tint"]] * len(values), [marks["ink"]] * len(values)
    else:
        palette = weapon_colours(theme)
        own = [*WEAPONS, NOT_STATED] if part == "weapon" else [*[each for each in values if each != NOT_STATED][: len(WEAPONS)]]
        chosen = {each: palette[at] for at, each in enumerate(own)} | {NOT_STATED: palette[-1]}
        fills = lines = [chosen.get(each, palette[-1]) for each in values]
    return Fills(tuple(words), tuple(fills), tuple(lines))


def stacked(table: pd.DataFrame, by: str, order: Sequence[str]) -> pd.DataFrame:
    """One row per bar piece: columns of the table, `status`, `n`, `low` and `high` (below the line negative).

    table : columns `by`, `value`, `certain`, `possible`; within one `by` the values stand on each other in their order.
    """
    rank = {value: at for at, value in enumerate(order)}
    long = table.melt([each for each in table.columns if each not in (CERTAIN, POSSIBLE)], [CERTAIN, POSSIBLE], "status", "n")
    long = long[long["n"] > 0].assign(rank=long["value"].map(rank)).sort_values([by, "status", "rank"], kind="stable")
    high = long.groupby([by, "status"])["n"].cumsum()
    sign = long["status"].map({CERTAIN: 1, POSSIBLE: -1}).astype("int64")
    return long.assign(low=(high - long["n"]) * sign, high=high * sign).drop(columns="rank").reset_index(drop=True)


def laned(table: pd.DataFrame, order: Sequence[str]) -> tuple[pd.DataFrame, dict[str, tuple[float, int]]]:
    """The same, each value in a lane of its own on one scale; and for each value its base line and its highest bar."""
    pieces = stacked(table.assign(lane=table["value"] + table["first"].astype(str)), "lane", order).drop(columns="lane")
    bases: dict[str, tuple[float, int]] = {}
    at = 0.0
    for value in reversed(order):
        own = pieces[pieces["value"] == value]
        deep, tall = (-float(own["high"].min()) if len(own) else 0.0), (int(own["high"].max()) if len(own) else 0)
        at += max(deep, 0.0) + 1.5
        bases[value] = (at, max(tall, 0))
        at += max(tall, 0)
    base = pieces["value"].map({value: found[0] for value, found in bases.items()}).astype(float)
    return pieces.assign(low=pieces["low"] + base, high=pieces["high"] + base), bases


@dataclass(frozen=True)
class Plan:
    """Where bars stand and how they answer. tips : what is said of a bar; fields : what a chosen bar is known by."""

    x: alt.X
    y: alt.Y
    tips: tuple[alt.Tooltip, ...]
    fields: tuple[str, ...]


def bars(pieces: pd.DataFrame, fills: Fills, plan: Plan) -> Any:
    """The bars of `stacked` or `laned` pieces, with a column `words` for the value in words."""
    chosen = alt.selection_point(name=CHOSEN, fields=list(plan.fields))
    several = len(set(fills.fills)) > 1
    legend = alt.Legend(title=None, orient="bottom", columns=3, symbolType="square", labelLimit=180) if several else None
    return (
        alt.Chart(pieces)
        .mark_bar()
        .encode(
            x=plan.x,
            y=plan.y,
            y2="high:Q",
            fill=alt.Fill("words:N", scale=alt.Scale(domain=list(fills.words), range=list(fills.fills)), legend=legend),
            stroke=alt.Stroke("words:N", scale=alt.Scale(domain=list(fills.words), range=list(fills.lines)), legend=None),
            fillOpacity=alt.FillOpacity("status:N", scale=alt.Scale(domain=[CERTAIN, POSSIBLE], range=[1, 0]), legend=None),
            strokeDash=alt.StrokeDash("status:N", scale=alt.Scale(domain=[CERTAIN, POSSIBLE], range=[[1, 0], DOTTED]), legend=None),
            strokeWidth=alt.when(chosen, empty=False).then(alt.value(2.6)).otherwise(alt.value(0.9)),
            order="low:Q",
            tooltip=list(plan.tips),
        )
        .add_params(chosen)
        .properties(height=PLOT_PX)
    )


def counts_axis(title: str = Y_TITLE) -> alt.Y:
    """The axis of numbers: what hangs below the line is a number, too, and never negative."""
    return alt.Y("low:Q", title=title, axis=alt.Axis(labelExpr="format(abs(datum.value), ',d')", tickMinStep=1))


def labels_expression(words: Mapping[str, str]) -> str:
    """A Vega expression that gives each value of an axis its words; "|" parts lines. Words are data: they are quoted."""
    pairs = ", ".join(f"{_quoted(value)}: {_quoted(text)}" for value, text in words.items())
    return f"split(({{{pairs}}})[datum.value] || '', '|')"


def _quoted(text: str) -> str:
    safe = "".join(each if each.isalnum() or each in " .,-+()|:" else f"\\u{ord(each):04x}" for each in text if ord(each) < _PLANE)
    return f"'{safe}'"


_PLANE: Final = 0x10000
"""Letters beyond are not written into an expression."""


def marks_axis(values: Sequence[str], words: Mapping[str, str], turns: Sequence[str], theme: str) -> alt.Axis:
    """An axis of days as words: no clock and no time zone takes part. turns : days that get a dashed line."""
    marks: Any = colours()["marks"][theme]
    is_turn = "indexof([" + ",".join(_quoted(each) for each in turns) + "], datum.value) >= 0"
    return alt.Axis(
        values=list(values), labelExpr=labels_expression(words), title=None, labelAngle=0, labelOverlap=False, grid=True,
        gridDash=[3, 3],
        gridColor=alt.condition(is_turn, alt.value(marks["soft"]), alt.value("transparent")),
    )  # fmt: skip
