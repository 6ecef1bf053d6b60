"""The timeline below the map of a picture: reports per day by grade, the window in full strength, the turning points named."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from strikemap.model.dates import say_day
from strikemap.model.vocabulary import GRADES
from strikemap.output.layers.strikes import Axis
from strikemap.output.looks import symbols
from strikemap.output.pictures.fonts import Type, width_of
from strikemap.output.pictures.marks import MarkPen
from strikemap.output.pictures.pen import Box, Pen, joined
from strikemap.query.window import OPEN_END, OPEN_START, Window, day_number

FAINT: Final = 0.28
LABEL_HIGH: Final = 17.0
GAP_BETWEEN_LABELS: Final = 6.0


@dataclass(frozen=True)
class Histogram:
    """Reports per bin and grade, shape (bins, grades); only those that know their bin. spans : reports that cover several."""

    axis: Axis
    bars: NDArray[np.int64]
    spans: int


def histogram_of(first: NDArray[np.int64], last: NDArray[np.int64], grade: NDArray[np.int64], axis: Axis) -> Histogram:
    """Count reports by day. first, last : day numbers since 1970, OPEN_START or OPEN_END where not known."""
    start, bins = day_number(axis.first), -(-((axis.last - axis.first).days + 1) // axis.bin_days)
    dated = ~((first == OPEN_START) & (last == OPEN_END))
    begin = np.floor_divide(np.where(first == OPEN_START, start - 1, first) - start, axis.bin_days)
    end = np.floor_divide(np.where(last == OPEN_END, start + bins * axis.bin_days, last) - start, axis.bin_days)
    sure = dated & (begin == end) & (begin >= 0) & (begin < bins)
    counted = np.bincount(begin[sure] * len(GRADES) + grade[sure], minlength=bins * len(GRADES))
    touching = dated & ~sure & (end >= 0) & (begin < bins)
    return Histogram(axis, counted.reshape(bins, len(GRADES)), int(touching.sum()))


def draw_bars(pen: Pen, marks: MarkPen, box: Box, histogram: Histogram, window: Window, ticks: Sequence[Mapping[str, Any]]) -> None:
    """Bars, axis, window and turning points in a box."""
    west, north, east, south = box
    axis = histogram.axis
    foot, top = south - LABEL_HIGH, north + LABEL_HIGH
    wide = (east - west) / len(histogram.bars)
    inside = _bins_inside(axis, len(histogram.bars), window)
    if inside.any():
        low, high = int(np.argmax(inside)), len(inside) - int(np.argmax(inside[::-1]))
        pen.box((west + low * wide, top - 2, west + high * wide, foot), fill=marks.looks["line"], alpha=0.35)
    _draw_stacks(pen, marks, histogram, (west, top, east, foot), inside)
    baseline = np.array([[west, foot], [east, foot]])
    pen.lines([baseline], marks.looks["soft"], 1.0, cap="butt")
    if inside.any():
        edges = (west + low * wide, west + high * wide)
        pen.lines([np.array([[x, top - 2], [x, foot]]) for x in edges], marks.looks["text"], 1.2, cap="butt")
    _draw_ticks(pen, marks, (west, north, east, foot), axis, ticks)
    _draw_days(pen, marks, (west, foot, east, south), axis)


def _bins_inside(axis: Axis, bins: int, window: Window) -> NDArray[np.bool_]:
    days = np.arange(bins) * axis.bin_days + day_number(axis.first)
    low = -np.inf if window.first is None else day_number(window.first)
    high = np.inf if window.last is None else day_number(window.last)
    return np.asarray((days + axis.bin_days - 1 >= low) & (days <= high), dtype=bool)


def _draw_stacks(pen: Pen, marks: MarkPen, histogram: Histogram, box: Box, inside: NDArray[np.bool_]) -> None:
    """The bars of one grade and strength as one path, so that a long axis costs no more than a short one."""
    west, top, east, foot = box
    most = max(1, int(histogram.bars.sum(axis=1).max(initial=0)))
    wide = (east - west) / len(histogram.bars)
    gap = 2.0 if wide >= 6 else 1.0 if wide >= 3 else 0.0  # noqa: PLR2004  # design pixels of a bar
    base = np.full(len(histogram.bars), foot)
    left = west + np.arange(len(histogram.bars)) * wide + gap / 2
    for code in symbols()["grade_order"]:
        high = histogram.bars[:, code] * (foot - top) / most
        for strong in (True, False):
            at = np.flatnonzero((high > 0) & (inside == strong))
            if len(at):
                _draw_grade(pen, marks, GRADES[code], (left[at], base[at] - high[at], left[at] + wide - gap, base[at]), 1.0 if strong else FAINT)
        base = base - high


def _draw_grade(pen: Pen, marks: MarkPen, grade: str, edges: tuple[NDArray[Any], ...], alpha: float) -> None:
    ink, paper = str(marks.looks["ink"]), str(marks.looks["paper"])
    west, north, east, south = edges
    fill = {"confirmed": ink, "fair": marks.tint_of(ink)}.get(grade, paper)
    pen.path(_boxes(west, north, east, south), fill=fill, alpha=alpha)
    if grade == "contested":
        pen.path(_boxes(west, north, (west + east) / 2, south), fill=ink, alpha=alpha)
    if grade != "confirmed":
        inner = (west + 0.45, north + 0.45, np.maximum(west + 0.5, east - 0.45), south)
        pen.path(_boxes(*inner), stroke=ink, width=0.5 if grade == "discounted" else 0.9, alpha=alpha)


def _boxes(west: NDArray[np.float64], north: NDArray[np.float64], east: NDArray[np.float64], south: NDArray[np.float64]) -> Any:
    corners = np.stack([
        np.column_stack([west, south]), np.column_stack([west, north]), np.column_stack([east, north]),
        np.column_stack([east, south]), np.column_stack([west, south]),
    ], axis=1)  # fmt: skip
    return joined(list(corners), closed=True)


def _draw_ticks(pen: Pen, marks: MarkPen, box: Box, axis: Axis, ticks: Sequence[Mapping[str, Any]]) -> None:
    """Turning points: a dotted line each, and their words where they do not touch the words before."""
    west, north, east, foot = box
    setting = Type(11.5, marks.sans)
    taken = west - GAP_BETWEEN_LABELS
    days = (axis.last - axis.first).days + 1
    for tick in sorted(ticks, key=lambda each: str(each["day"])):
        day = tick["day"] if isinstance(tick["day"], dt.date) else dt.date.fromisoformat(str(tick["day"]))
        if not axis.first <= day <= axis.last:
            continue
        x = west + ((day - axis.first).days + 0.5) / days * (east - west)
        pen.lines([np.array([[x, north + LABEL_HIGH - 2], [x, foot]])], marks.looks["soft"], 0.8, dash=(1.2, 2.4))
        long = width_of(str(tick["label"]), setting)
        left = min(max(west, x - long / 2), east - long)
        if left >= taken + GAP_BETWEEN_LABELS:
            pen.text(left, north + LABEL_HIGH / 2 - 1, str(tick["label"]), setting, marks.looks["soft"])
            taken = left + long


def _draw_days(pen: Pen, marks: MarkPen, box: Box, axis: Axis) -> None:
    west, foot, east, south = box
    setting = Type(11.5, marks.sans)
    y = (foot + south) / 2 + 1
    first, last = say_day(axis.first), say_day(axis.last)
    pen.text(west, y, first, setting, marks.looks["soft"])
    pen.text(east, y, last, setting, marks.looks["soft"], align="right")
    days = (axis.last - axis.first).days + 1
    low, high = west + width_of(first, setting) + 14, east - width_of(last, setting) - 14
    step = next(each for each in (1, 7, 14, 28, 91, 182, 365, 3650, 36500) if each * (east - west) / days >= 46)  # noqa: PLR2004  # room for "12 Oct"
    taken = low
    for number in range(0, days, step):
        day = axis.first + dt.timedelta(days=number)
        words = say_day(day).removesuffix(f" {day.year}") if days < 400 else str(day.year)  # noqa: PLR2004  # longer axes are labelled by years
        x = west + (number + 0.5) / days * (east - west)
        half = width_of(words, setting) / 2
        if x - half >= taken and x + half <= high:
            pen.text(x, y, words, setting, marks.looks["soft"], align="center")
            taken = x + half + 10
