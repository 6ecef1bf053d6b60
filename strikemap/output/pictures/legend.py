"""The legend of a picture: what shapes, fills, marks and lines stand for, in the words of the legend on the screen."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Final

import numpy as np

from strikemap.model.vocabulary import GRADES
from strikemap.output.looks import colours, symbols
from strikemap.output.pictures.fonts import Type, wrapped
from strikemap.output.pictures.geography import Geography, Layer
from strikemap.output.pictures.marks import MarkPen, Piece
from strikemap.output.pictures.pen import Box, Pen
from strikemap.output.pictures.style import HouseStyle

GRADE_WORDS: Final[Mapping[str, str]] = {
    "confirmed": "confirmed: on site or admitted",
    "fair": "fair: two voices, not one party",
    "contested": "contested: denied or disputed",
    "weak": "weak: one voice or one party",
    "discounted": "discounted: found not to be so",
}
"""What each fill stands for, in the words of the legend on the screen."""

ROW: Final = 20.0
TEXT: Final = 14.0
INDENT: Final = 32.0
HEAD_ROOM: Final = 5.0
"""Design pixels: height of a row, size of its letters, where they begin, room above a head."""

Sample = Callable[[float, float], None]
"""Draws what a row explains, around a point."""


@dataclass(frozen=True)
class LegendRow:
    """One row: a head in bold, or a sample with its words."""

    words: str
    sample: Sample | None = None

    @property
    def is_head(self) -> bool:
        """Whether it is the head of a group."""
        return self.sample is None


def legend_rows(
    marks: MarkPen, style: HouseStyle, weapons: Sequence[tuple[str, str, int]], lines: Sequence[Layer], geography: Geography,
    *, grades: Collection[str], by_weapon: bool, has_cells: bool,
) -> list[LegendRow]:  # fmt: skip
    """The rows of the legend.

    weapons : (family, words, code) of the families that occur; grades : those that occur; lines : layers drawn as lines.
    """
    pen = marks.pen
    ink = str(style.marks["ink"])
    rows = [LegendRow("Shape: weapon, as reported")] if not has_cells else []
    for family, words, code in weapons if not has_cells else ():
        rows.append(LegendRow(words, _single(marks, family, "confirmed", marks.ink_of(code, by_weapon))))
    rows += [LegendRow("Fill: how well supported")] if grades else []
    shown = [GRADES[at] for at in symbols()["grade_order"] if GRADES[at] in grades]
    rows += [LegendRow(GRADE_WORDS[grade], _single(marks, "tube_artillery", grade, ink)) for grade in shown]
    rows.append(LegendRow("Marks"))
    sample = [Piece(0, ink, possible=False, n=3), Piece(1, ink, possible=False, n=2), Piece(2, ink, possible=False, n=3)]
    where = "near each other" if has_cells else "at one place"
    rows.append(LegendRow(f"reports {where}; rim: grades", lambda x, y: marks.disc(x, y, 9.5, sample, "8")))
    if not has_cells:
        rows.append(LegendRow("only the district is known", lambda x, y: _small(marks).label(x, y, sample[:1], "3")))
        rows.append(LegendRow("dotted: possibly on these days", _single(marks, "tube_artillery", "weak", ink, possible=True)))
        rows.append(LegendRow("the report lies within the circle", lambda x, y: marks.radius(x, y, 8.5)))
    if lines:
        rows.append(LegendRow("Lines"))
        rows += [LegendRow(_line_words(layer), _line_sample(pen, style, layer, geography)) for layer in lines]
    return rows


def _single(marks: MarkPen, weapon: str, grade: str, ink: str, *, possible: bool = False) -> Sample:
    r = 6.6 / marks.grown
    return lambda x, y: marks.single(x, y, weapon, grade, ink=ink, r=r, possible=possible, halo=False)


def _small(marks: MarkPen) -> MarkPen:
    return MarkPen(marks.pen, marks.looks, marks.sans, 0.8)


def _line_words(layer: Layer) -> str:
    hint = ", ".join(filter(None, [str(layer.settings.get("valid") or ""), "approximate" if layer.settings.get("approximate") else ""]))
    return f"{layer.settings['title']}: {hint}" if hint else str(layer.settings["title"])


def _line_sample(pen: Pen, style: HouseStyle, layer: Layer, geography: Geography) -> Sample:
    looks, palette = colours()["dashes"], style.paper
    look: tuple[str, float, Sequence[float], str] = {
        "border": (palette["border"], 1.4, (), "round"),
        "district": (palette["district"], 0.9, (), "round"),
        "front": (palette["contact"], looks["front"]["width"], looks["front"]["dash"], looks["front"]["cap"]),
    }.get(layer.role) or (
        palette["outline"], geography.dashes[layer.id]["width"], geography.dashes[layer.id]["dash"], geography.dashes[layer.id]["cap"],
    )  # fmt: skip

    def draw(x: float, y: float) -> None:
        colour, width, dash, cap = look
        pen.lines([np.array([[x - 12, y], [x + 12, y]])], colour, width, dash, cap)

    return draw


def legend_high(rows: Sequence[LegendRow], style: HouseStyle, wide: float, columns: int) -> float:
    """Height of the legend in so many columns of a box of that width, design pixels."""
    return max((sum(high for _, high in column) for column in _columns(rows, style, wide / columns, columns)), default=0.0)


def draw_legend(pen: Pen, box: Box, columns: int, style: HouseStyle, rows: Sequence[LegendRow]) -> None:
    """The legend; where the box is lower than it needs, its rows move closer together."""
    wide = (box[2] - box[0]) / columns
    tight = min(1.0, (box[3] - box[1]) / max(1.0, legend_high(rows, style, box[2] - box[0], columns)))
    for at, column in enumerate(_columns(rows, style, wide, columns)):
        x, y = box[0] + at * wide, box[1]
        for row, high in column:
            _draw_row(pen, (x, y), row, style, wide, tight)
            y += high * tight


def _columns(rows: Sequence[LegendRow], style: HouseStyle, wide: float, columns: int) -> list[list[tuple[LegendRow, float]]]:
    """The rows with their heights, in columns whose highest is as low as it can be; no group is torn."""
    groups: list[list[tuple[LegendRow, float]]] = []
    for row in rows:
        if row.is_head or not groups:
            groups.append([])
        groups[-1].append((row, _row_high(row, style, wide)))
    ways = combinations(range(1, len(groups)), min(columns, len(groups)) - 1)
    dealt = ([[row for group in groups[a:b] for row in group] for a, b in pairwise((0, *cuts, len(groups)))] for cuts in ways)
    return min(dealt, key=lambda way: max(sum(high for _, high in column) for column in way), default=[])


def _text_of(style: HouseStyle, row: LegendRow) -> Type:
    return Type(TEXT, style.sans, 600 if row.is_head else 400)


def _row_high(row: LegendRow, style: HouseStyle, wide: float) -> float:
    lines = len(wrapped(row.words, _text_of(style, row), wide - INDENT - 6))
    return ROW + (lines - 1) * TEXT * 1.1 + (HEAD_ROOM if row.is_head else 0.0)


def _draw_row(pen: Pen, at: tuple[float, float], row: LegendRow, style: HouseStyle, wide: float, tight: float) -> None:
    x, y = at[0], at[1] + (ROW / 2 + (HEAD_ROOM if row.is_head else 0.0)) * tight
    text = _text_of(style, row)
    if row.sample is not None:
        row.sample(x + 13, y)
        x += INDENT
    for number, line in enumerate(wrapped(row.words, text, wide - INDENT - 6)):
        pen.text(x, y + number * TEXT * 1.1, line, text, style.marks["text"])
