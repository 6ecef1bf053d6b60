"""Where a picture was changed: a coarse grid of hashes, boxes of cells that differ, and words for them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

GRID: Final = (16, 9)
"""Columns and rows of the grid."""

BLOCK_DIGITS: Final = 8

ALMOST_ALL: Final = 0.6
"""From this share of changed cells on, no region is named: the picture is another one."""


@dataclass(frozen=True)
class Box:
    """A part of a picture in pixels, from its upper left corner, right and bottom excluded, with a word for where it lies."""

    left: int
    top: int
    right: int
    bottom: int
    words: str


def block_hashes(pixels: NDArray[np.uint8]) -> tuple[str, ...]:
    """Hashes of the cells of the grid, row by row. pixels : (height, width, channels)."""
    height, width = pixels.shape[:2]
    return tuple(
        hashlib.sha256(np.ascontiguousarray(pixels[top:bottom, left:right]).data).hexdigest()[:BLOCK_DIGITS]
        for left, top, right, bottom in _cells(width, height)
    )


def _cells(width: int, height: int) -> Iterator[tuple[int, int, int, int]]:
    columns, rows = GRID
    for row in range(rows):
        for column in range(columns):
            yield (
                width * column // columns, height * row // rows,
                width * (column + 1) // columns, height * (row + 1) // rows,
            )  # fmt: skip


def share_changed(before: Sequence[str], after: Sequence[str]) -> float:
    """The share of cells that differ, 0 to 1; 1 where the two cannot be compared."""
    if len(before) != len(after) or not before:
        return 1.0
    return sum(a != b for a, b in zip(before, after, strict=True)) / len(before)


def changed_boxes(before: Sequence[str], after: Sequence[str], width: int, height: int) -> tuple[Box, ...]:
    """Boxes around the groups of neighbouring cells that differ; none where the two cannot be compared."""
    columns, rows = GRID
    if len(before) != columns * rows or len(after) != columns * rows:
        return ()
    differs = np.array([a != b for a, b in zip(before, after, strict=True)]).reshape(rows, columns)
    return tuple(_box(group, width, height) for group in _groups(differs))


def _groups(differs: NDArray[Any]) -> Iterator[list[tuple[int, int]]]:
    """Groups of cells that touch, corners included."""
    left = {(int(row), int(column)) for row, column in np.argwhere(differs)}
    while left:
        group = [min(left)]
        left.discard(group[0])
        for row, column in group:
            near = {(row + down, column + along) for down in (-1, 0, 1) for along in (-1, 0, 1)} & left
            group += sorted(near)
            left -= near
        yield group


def _box(group: list[tuple[int, int]], width: int, height: int) -> Box:
    columns, rows = GRID
    top, bottom = min(row for row, _ in group), max(row for row, _ in group) + 1
    left, right = min(column for _, column in group), max(column for _, column in group) + 1
    return Box(
        width * left // columns, height * top // rows, width * right // columns, height * bottom // rows,
        _words((left + right) / 2 / columns, (top + bottom) / 2 / rows, (right - left) / columns, (bottom - top) / rows),
    )  # fmt: skip


def _words(x: float, y: float, wide: float, high: float) -> str:
    """Where a box lies, in words; x, y : its middle, wide, high : its extent, all in shares of the picture."""
    across = "" if wide > ALMOST_ALL else ("left", "", "right")[min(2, int(x * 3))]
    down = "" if high > ALMOST_ALL else ("upper", "", "lower")[min(2, int(y * 3))]
    if wide > ALMOST_ALL and high > ALMOST_ALL:
        return "greater"
    if across and down:
        return f"{down} {across}"
    if across:
        return across
    return {"upper": "top", "lower": "bottom", "": "middle"}[down]
