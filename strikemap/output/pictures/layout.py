"""Where the parts of a picture stand on its page, in design pixels: one plan for wide pages, one for tall ones."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from strikemap.errors import PictureError
from strikemap.output.pictures.fonts import Type, shortened, wrapped
from strikemap.output.pictures.pen import Box
from strikemap.output.pictures.spec import PRINT_DPI, Size
from strikemap.output.pictures.style import HouseStyle

SCREEN_EDGE: Final = 1_200.0
"""Edge of the square page, pixels, on which a design pixel is a pixel."""

LEAST_UNIT: Final = 0.62
"""Smallest size of a design pixel, pixels: the small print is then 9 px."""

PRINT_SMALL_PT: Final = 6.2
"""Size of the small print on paper, points."""

SMALL, BODY, LARGE = 14.5, 17.0, 36.0
LEGEND_WIDE: Final = 268.0
WIDE_FROM: Final = 1.2
"""Width to height from which the legend stands beside the map."""

MAP_LEAST: Final = 200.0
"""Least width and height of the map, design pixels: less holds no mark with its name."""

LINE: Final = 1.3
COLUMN_RATIO: Final = 0.92
"""Height to width of the map where the page is as high as it needs."""

GROWN: Final = 1.15
"""How much larger than on the screen marks and names are: a picture is seen smaller than it is."""

SOURCE_LINES: Final = 2
NARROW: Final = 420.0
"""Width of the small print, design pixels, below which the sources may take twice as many lines."""

BARS_HIGH: Final = 62.0
CODE_EDGE: Final = 66.0


@dataclass(frozen=True)
class Texts:
    """The words to be set: those of the longest moment, so that nothing moves from one frame of a film to the next."""

    title: str
    summary: str
    notice: str
    sources: tuple[str, ...]
    credit: str
    as_of: str


@dataclass(frozen=True)
class Layout:
    """Boxes of the parts and how their words are set. unit : pixels of a design pixel at scale 1."""

    unit: float
    width: float
    height: float
    margin: float
    title: Box
    title_style: Type
    title_lines: int
    summary: Box
    summary_style: Type
    summary_lines: int
    map: Box
    legend: Box
    legend_columns: int
    bars: Box
    foot: Box
    foot_style: Type
    foot_lines: tuple[int, int, int, int]
    code: Box
    is_wide: bool


def unit_of(size: Size) -> float:
    """Pixels of a design pixel: from points on paper, from the area of the page on a screen."""
    if size.mm_wide:
        return PRINT_SMALL_PT / 72 * PRINT_DPI / SMALL
    return max(LEAST_UNIT, math.sqrt(size.width * size.height) / SCREEN_EDGE)


def layout_of(size: Size, texts: Texts, style: HouseStyle, legend_high: Callable[[float, int], float]) -> Layout:
    """Plan a page. legend_high : height of the legend in a box of a width, in so many columns.

    Raises PictureError where the map would become too small to be read, saying how much room is wanted.
    """
    unit = unit_of(size)
    width = size.width / unit
    margin = 30.0 if width > 700 else 18.0  # noqa: PLR2004  # design pixels of a column
    inner = width - 2 * margin
    wide = bool(size.height) and size.width / size.height >= WIDE_FROM and inner > LEGEND_WIDE + MAP_LEAST * 2
    title_style, title_lines = _title(texts.title, style, inner)
    summary_style = Type(BODY if width > 500 else SMALL + 0.5, style.sans)  # noqa: PLR2004
    summary_lines = min(4, len(wrapped(texts.summary, summary_style, inner)))
    top = margin + title_lines * title_style.size * 1.16
    summary_top = top + 7
    map_top = summary_top + summary_lines * summary_style.size * LINE + 12
    foot_style = Type(SMALL * (0.9 if width > 500 else 0.93), style.sans)  # noqa: PLR2004
    foot_wide = inner - CODE_EDGE - 22
    foot_lines = _foot_lines(texts, foot_style, foot_wide)
    foot_high = max(CODE_EDGE + 4 + SMALL, sum(foot_lines) * foot_style.size * LINE + 4)
    columns = 1 if wide else max(1, min(4, int(inner // 215)))
    legend_foot = 0.0 if wide else legend_high(inner, columns) + 16
    below = BARS_HIGH + 26 + legend_foot + foot_high + margin + 14
    height = size.height / unit if size.height else map_top + inner * COLUMN_RATIO + below
    map_foot = height - below
    map_right = width - margin - (LEGEND_WIDE + 18 if wide else 0)
    _refuse_small(map_right - margin, map_foot - map_top, size)
    bars_top = map_foot + 10
    legend_top = map_top if wide else bars_top + BARS_HIGH + 16
    foot_top = height - margin - foot_high
    return Layout(
        unit=unit, width=width, height=height, margin=margin,
        title=(margin, margin, width - margin, top), title_style=title_style, title_lines=title_lines,
        summary=(margin, summary_top, width - margin, map_top - 12), summary_style=summary_style, summary_lines=summary_lines,
        map=(margin, map_top, map_right, map_foot),
        legend=(map_right + 18, map_top, width - margin, map_foot) if wide else (margin, legend_top, width - margin, legend_top + legend_foot),
        legend_columns=columns,
        bars=(margin, bars_top, map_right if wide else width - margin, bars_top + BARS_HIGH),
        foot=(margin, foot_top, margin + foot_wide, height - margin), foot_style=foot_style, foot_lines=foot_lines,
        code=(width - margin - CODE_EDGE, foot_top, width - margin, foot_top + CODE_EDGE),
        is_wide=wide,
    )  # fmt: skip


def _title(title: str, style: HouseStyle, inner: float) -> tuple[Type, int]:
    """The largest size at which the title stands in two lines (three in a narrow column)."""
    most = 2 if inner > 600 else 3  # noqa: PLR2004
    for size in (LARGE, 32.0, 28.0, 25.0, 22.0, 20.0):
        setting = Type(size, style.serif, 700)
        if len(lines := wrapped(title, setting, inner)) <= most and not any(line.endswith("-") for line in lines):
            return setting, len(lines)
    return Type(20.0, style.serif, 700), min(5, len(wrapped(title, Type(20.0, style.serif, 700), inner)))


def _foot_lines(texts: Texts, style: Type, width: float) -> tuple[int, int, int, int]:
    """Lines of notice, sources, credit and as-of."""
    sources = source_lines(texts.sources, style, width, SOURCE_LINES if width > NARROW else SOURCE_LINES * 2)
    return (
        len(wrapped(texts.notice, style, width)), len(sources), len(wrapped(texts.credit, style, width)),
        len(wrapped(texts.as_of, style, width)),
    )  # fmt: skip


def source_lines(sources: tuple[str, ...], style: Type, width: float, most: int = SOURCE_LINES) -> list[str]:
    """The publishers on which most rests, as many as stand in so many lines; the others are counted."""
    if not sources:
        return ["Sources: none is named for what is shown."]

    def lines_of(number: int) -> list[str]:
        left = len(sources) - number
        return wrapped("Sources: " + ", ".join(sources[:number]) + (f" and {left} more" if left else "") + ".", style, width)

    # the fewest that do not fit, sought by halves: a hundred publishers need seven trials
    too_many = bisect_left(range(1, len(sources) + 1), most + 1, key=lambda number: len(lines_of(number))) + 1
    if too_many > 1:
        return lines_of(too_many - 1)
    return shortened(wrapped(f"Sources: {sources[0]}.", style, width), most, style, width)


def _refuse_small(wide: float, high: float, size: Size) -> None:
    if wide >= MAP_LEAST and high >= MAP_LEAST:
        return
    name = f"{size.width} x {size.height} px" if size.height else f"{size.width} px wide"
    raise PictureError(
        f"a picture of {name} has no room for its map beside title, legend, sources and date: {max(0, round(wide))} x"
        f" {max(0, round(high))} of at least {MAP_LEAST:.0f} x {MAP_LEAST:.0f} would be left. Choose a larger or higher size."
    )
