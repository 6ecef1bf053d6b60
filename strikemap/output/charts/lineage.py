"""Who repeats whom, drawn: outlets on the left, whose words they carry in the middle, and the voices these count as."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from typing import Any, Final

import altair as alt
import numpy as np
import pandas as pd

from strikemap.output.charts.look import dressed
from strikemap.output.looks import colours
from strikemap.query.lineage import Strand

COLUMNS: Final = ("carried by", "whose words", "counts as")
ROW_PX: Final = 30
COLUMN_AT: Final = (0.92, 1.56, 2.08)
"""Where the dots of each column stand on a width of 3: names before the first, above the second and after the third."""

LETTERS: Final = 20
"""Letters of a name in one line: three columns have to stand side by side on a phone."""

MOST_LINES: Final = 2
FOOT: Final = "Dashed: prints what another outlet had first. Full dot: an independent voice; ring: a party, or a basis that does not count."

LINE_PX: Final = 12
SIDES: Final[Sequence[Mapping[str, Any]]] = (
    {"align": "right", "baseline": "middle", "dx": -8}, {"align": "center", "baseline": "line-bottom", "dy": -8}, {"align": "left", "baseline": "middle", "dx": 8},
)  # fmt: skip
"""How the names of each column stand at their dot."""

_Nodes = list[list[tuple[str, bool]]]


def lineage_chart(strands: Sequence[Strand], theme: str, *, title: str, says: str) -> Any:
    """The lineage of one report: as many lines as ways in which its statements reached us, and as many ends as voices."""
    marks = colours()["marks"][theme]
    nodes, lines = _nodes(strands), _lines(strands)
    x = alt.X("column:Q", axis=None, scale=alt.Scale(domain=[0, 3]))
    y = alt.Y("at:Q", axis=None, scale=alt.Scale(domain=[-1.1, _high(strands) - 0.3], reverse=True))
    links = alt.Chart(lines).mark_rule(color=marks["soft"], strokeWidth=1.2).encode(
        x=x, x2="column2:Q", y=y, y2="at2:Q",
        strokeDash=alt.StrokeDash("repeats:N", legend=None, scale=alt.Scale(domain=[False, True], range=[[1, 0], [3, 3]])),
    )  # fmt: skip
    dots = alt.Chart(nodes).mark_point(size=55, stroke=marks["ink"], strokeWidth=1.6, opacity=1, filled=True).encode(
        x=x, y=y, tooltip=[alt.Tooltip("name:N", title=" ")],
        fill=alt.Fill("full:N", legend=None, scale=alt.Scale(domain=[False, True], range=[marks["paper"], marks["ink"]])),
    )  # fmt: skip

    def names(column: int, **ink: Any) -> Any:
        return alt.Chart(nodes[nodes["column"] == COLUMN_AT[column]]).mark_text(
            **SIDES[column], lineHeight=LINE_PX, fontSize=11.5, lineBreak="\n", **ink
        ).encode(x=x, y=y, text="short:N")  # fmt: skip

    halos = [names(column, stroke=marks["paper"], strokeWidth=4, color=marks["paper"]) for column in range(len(COLUMNS))]
    written = [names(column, color=marks["text"]) for column in range(len(COLUMNS))]
    heads = [
        alt.Chart(pd.DataFrame({"column": [COLUMN_AT[column]], "at": [-0.85], "name": [words]}))
        .mark_text(align=SIDES[column]["align"], fontSize=12, fontWeight=600, color=marks["soft"])
        .encode(x=x, y=y, text="name:N")
        for column, words in enumerate(COLUMNS)
    ]
    chart = alt.layer(links, *halos, dots, *written, *heads).properties(height=int(ROW_PX * (_high(strands) + 1)))
    return dressed(chart, theme, title=title, says=says, foot=FOOT)


def lineage_alt(strands: Sequence[Strand]) -> str:
    """The same in words."""
    outlets, claimants, voices = (len(each) for each in _layers(strands))
    lines = [f"{each.outlet} carries {each.claimant}, which counts as {each.voice}" for each in strands]
    return f"{outlets} outlets, {claimants} claimants, {voices} voices. {'; '.join(lines)}."


def _layers(strands: Sequence[Strand]) -> _Nodes:
    """Outlets, claimants and voices, each once; whether its dot is full."""
    # claimants of one voice, and outlets of one claimant, stand together, so that few lines cross
    order = sorted(strands, key=lambda each: (not each.independent, each.voice, each.claimant, each.repeats))
    return [
        list(dict.fromkeys((each.outlet, False) for each in order)),
        list(dict.fromkeys((each.claimant, each.independent) for each in order)),
        list(dict.fromkeys((each.voice, each.independent) for each in order)),
    ]


def _high(strands: Sequence[Strand]) -> int:
    return max(len(each) for each in _layers(strands))


def _places(layer: list[tuple[str, bool]], high: int) -> list[float]:
    """Rows of the names of one column, spread over the height of the tallest."""
    step = high / len(layer)
    return [float(each) for each in (np.arange(len(layer)) + 0.5) * step - 0.5]


def _nodes(strands: Sequence[Strand]) -> pd.DataFrame:
    high = _high(strands)
    return pd.DataFrame(
        [
            {"column": COLUMN_AT[column], "at": at, "name": name, "short": _short(name), "full": full}
            for column, layer in enumerate(_layers(strands))
            for (name, full), at in zip(layer, _places(layer, high), strict=True)
        ]
    )


def _lines(strands: Sequence[Strand]) -> pd.DataFrame:
    """From each outlet to whose words it carries, and from there to the voice."""
    high = _high(strands)
    outlets, claimants, voices = (
        {name: at for (name, _), at in zip(layer, _places(layer, high), strict=True)} for layer in _layers(strands)
    )
    carried = [(0, outlets[each.outlet], claimants[each.claimant], each.repeats) for each in strands]
    counted = dict.fromkeys((1, claimants[each.claimant], voices[each.voice], False) for each in strands)
    return pd.DataFrame(
        [
            {"column": COLUMN_AT[column], "column2": COLUMN_AT[column + 1], "at": start, "at2": end, "repeats": repeats}
            for column, start, end, repeats in [*carried, *counted]
        ]
    )


def _short(name: str) -> str:
    return "\n".join(textwrap.wrap(name, LETTERS, max_lines=MOST_LINES, placeholder="\N{HORIZONTAL ELLIPSIS}"))
