"""Where a name may stand on the map of a picture: never over another name or a mark, over a line only where nothing is left."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from strikemap.output.pictures.pen import Box, Points

CELL: Final = 4.0
"""Design pixels; how finely the lines of the map are remembered."""

SLIDES: Final = (-0.14, 0.14, -0.28, 0.28, -0.42, 0.42)
"""Of a mark's height: beside a large mark there is room to give way up and down."""

LARGE_MARK: Final = 12.0


@dataclass(frozen=True)
class Spot:
    """A place for a text: its box, how it is aligned at (x, y), and how gladly it is taken (0 = best)."""

    align: str
    x: float
    y: float
    box: Box
    cost: float


@dataclass
class Sheet:
    """What is taken on the map so far. marks : discs (x, y, r) and boxes of the reports' marks; screen : the map's box."""

    screen: Box
    discs: NDArray[np.float64]
    taken: list[Box]
    inked: NDArray[np.uint8] = field(init=False)

    def __post_init__(self) -> None:
        """Begin with a map without lines."""
        wide, high = self.screen[2] - self.screen[0], self.screen[3] - self.screen[1]
        self.inked = np.zeros((math.ceil(high / CELL) + 1, math.ceil(wide / CELL) + 1), dtype=np.uint8)

    def keep_clear_of(self, runs: Iterable[Points], weight: int) -> None:
        """Remember lines: weight 1 for a fine one, 2 for a heavy one."""
        for run in runs:
            steps = np.maximum(1, np.ceil(np.hypot(*np.diff(run, axis=0).T) / CELL)).astype(int)
            along = np.concatenate([[0.0], np.cumsum(steps)])
            at = np.arange(along[-1] + 1)
            columns = np.floor((np.interp(at, along, run[:, 0]) - self.screen[0]) / CELL).astype(int)
            rows = np.floor((np.interp(at, along, run[:, 1]) - self.screen[1]) / CELL).astype(int)
            inside = (columns >= 0) & (rows >= 0) & (columns < self.inked.shape[1]) & (rows < self.inked.shape[0])
            cells = (rows[inside], columns[inside])
            self.inked[cells] = np.maximum(self.inked[cells], weight)

    def line_under(self, box: Box) -> int:
        """The weight of the heaviest line that runs through the box, 0 for none."""
        west, north = (max(0, int((box[at] - self.screen[at]) / CELL)) for at in (0, 1))
        east, south = (max(0, int((box[at + 2] - self.screen[at]) / CELL)) for at in (0, 1))
        part = self.inked[north : south + 1, west : east + 1]
        return int(part.max()) if part.size else 0

    def is_free(self, box: Box) -> bool:
        """Whether a text may stand there: wholly on the map, over no other text, mark or furniture."""
        if box[0] < self.screen[0] or box[1] < self.screen[1] or box[2] > self.screen[2] or box[3] > self.screen[3]:
            return False
        if any(box[0] < east and box[2] > west and box[1] < south and box[3] > north for west, north, east, south in self.taken):
            return False
        if not len(self.discs):
            return True
        x, y, r = self.discs.T
        near_x, near_y = np.clip(x, box[0], box[2]), np.clip(y, box[1], box[3])
        return bool(((x - near_x) ** 2 + (y - near_y) ** 2 >= r**2).all())

    def best(self, spots: Sequence[Spot], line_cost: Sequence[float], heaviest: int) -> Spot | None:
        """The cheapest free spot; it is laid over a line only where that is cheaper than what else is left."""
        found: Spot | None = None
        least = math.inf
        for spot in spots:
            if spot.cost >= least:
                continue
            weight = self.line_under(spot.box)
            whole = spot.cost + line_cost[weight]
            if whole < least and weight <= heaviest and self.is_free(spot.box):
                found, least = spot, whole
        return found

    def take(self, *boxes: Box) -> None:
        """Nothing else may stand in these boxes."""
        self.taken.extend(boxes)


def text_box(align: str, x: float, y: float, width: float, height: float) -> Box:
    """The box of a text of that size, aligned at x, its middle height at y."""
    west = x - {"left": 0.0, "center": 0.5, "right": 1.0}[align] * width
    return west, y - height / 2, west + width, y + height / 2


def spots_around(mark: Box, width: float, height: float, gap: float, cost: float = 0.0) -> list[Spot]:
    """Around a mark, cheapest where a reader looks for the name first: right, left, above, below, then the corners."""
    west, north, east, south = mark
    middle_x, middle_y, high = (west + east) / 2, (north + south) / 2, south - north
    right, left = east + gap, west - gap
    above, below = north - height / 2 - gap * 0.3, south + height / 2 + gap * 0.3
    slides = () if high < LARGE_MARK else tuple(share * high for share in SLIDES)
    corner = max(0.0, (east - west) * 0.146 - 2)
    found = [
        ("left", right, middle_y, 0.0), ("right", left, middle_y, 1.0),
        ("center", middle_x, above, 2.0), ("center", middle_x, below, 2.0),
        *(("left", right, middle_y + slide, 3.0) for slide in slides),
        *(("right", left, middle_y + slide, 3.5) for slide in slides),
        ("left", right - gap - corner, above + 2 + corner, 4.0), ("left", right - gap - corner, below - 2 - corner, 4.0),
        ("right", left + gap + corner, above + 2 + corner, 5.0), ("right", left + gap + corner, below - 2 - corner, 5.0),
    ]  # fmt: skip
    return [Spot(align, x, y, text_box(align, x, y, width, height), own + cost) for align, x, y, own in found]
