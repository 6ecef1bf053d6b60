"""Where the reports of a View stand: gathered by place, or by cell of the map where they are too many; static for all windows."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from strikemap.model.vocabulary import GRADES, NOT_STATED, WEAPONS
from strikemap.output.layers.strikes import CELL, CELL_PX, DISTRICT, MAX_REPORTS, PLACE
from strikemap.output.pictures.frame import MapFrame
from strikemap.output.pictures.pen import Box

SINGLE_R: Final = 8.0
LABEL: Final = (25.0, 19.0)
LABEL_GAP: Final = 2.0
TURNS: Final = 16
STEPS: Final = (10.0, 16.0, 22.0, 29.0, 37.0, 46.0, 56.0, 68.0, 82.0)
MARGIN: Final = 60.0
REACH: Final = 48.0

OUT, SURE, MAYBE = 0, 1, 2
"""State of a report in a window: outside or undated, certain, possible."""

Ints = NDArray[np.int64]


@dataclass
class Group:
    """Stacks that share one mark. x, y on the page; dx, dy : how far a district's label stands aside."""

    kind: int
    members: list[int]
    total: int
    x: float
    y: float
    r: float
    dx: float = 0.0
    dy: float = 0.0


@dataclass(frozen=True)
class Stacks:
    """Matching reports by stack. stack : of each report, -1 without a mark here; place, radius and kind of each stack."""

    stack: Ints
    grade: Ints
    weapon: Ints
    points: NDArray[np.float64]
    lat: NDArray[np.float64]
    radius_m: NDArray[np.float64]
    kind: Ints
    complete: bool
    grown: float
    groups: tuple[Group, ...] = field(default=())
    most: int = 1

    def radius(self, count: float) -> float:
        """The area of a disc grows with its count; the smallest still holds its number."""
        least, largest, each = (9.0, 23.0, 9.0) if self.complete else (12.0, 16.0, 9.0)
        growth = min(each, (largest * largest - least * least) / max(1, self.most))
        return math.sqrt(least * least + growth * count) * self.grown


def stacks_of(reports: pd.DataFrame, frame: MapFrame, grown: float) -> Stacks:
    """The stacks of matching reports (index event_id, points in degrees WGS84) on a frame, laid out by all of them.

    Nothing depends on the window, so a mark stands where it stands in every frame of a film.
    """
    complete = len(reports) <= MAX_REPORTS
    lon, lat = (reports[each].to_numpy(dtype=float) for each in ("lon", "lat"))
    placed = ~np.isnan(lon)
    stack = _by_place(reports, placed) if complete else _by_cell(frame.place(lon, lat), placed, frame, grown)
    number = int(stack.max(initial=-1)) + 1
    on = stack >= 0
    first = np.full(number, -1)
    rows = np.flatnonzero(on)
    first[stack[rows][::-1]] = rows[::-1]
    totals = np.bincount(stack[on], minlength=number)
    if complete:
        places = np.column_stack([lon[first], lat[first]])
    else:
        sums = [np.bincount(stack[on], values[on], number) for values in (lon, lat)]
        places = np.column_stack([each / np.maximum(totals, 1) for each in sums])
    district = (reports["place_precision"].to_numpy()[first] == "district") if complete else np.zeros(number, dtype=bool)
    found = Stacks(
        stack=stack,
        grade=_codes(reports["grade"], GRADES),
        weapon=_codes(reports["weapon_category"], (*WEAPONS, NOT_STATED)),
        points=frame.place(places[:, 0], places[:, 1]) if number else np.zeros((0, 2)),
        lat=places[:, 1] if number else np.zeros(0),
        radius_m=np.nan_to_num(reports["radius_m"].to_numpy(dtype=float)[first]) if complete else np.zeros(number),
        kind=np.where(district, DISTRICT, PLACE) if complete else np.full(number, CELL),
        complete=complete,
        grown=grown,
        most=int(totals.max(initial=1)),
    )
    return replace(found, groups=tuple(_groups(found, totals, frame)))


def _by_place(reports: pd.DataFrame, placed: NDArray[np.bool_]) -> Ints:
    district = (reports["place_precision"] == "district").to_numpy()
    key = np.where(placed, reports["place_id"].astype(str) + np.where(district, "|district", ""), "")
    return np.asarray(pd.factorize(pd.Series(key).where(placed), use_na_sentinel=True)[0], dtype=np.int64)


def _by_cell(page: NDArray[np.float64], placed: NDArray[np.bool_], frame: MapFrame, grown: float) -> Ints:
    west, north, east, south = frame.box
    edge = CELL_PX * grown
    columns, rows = math.ceil((east - west) / edge), math.ceil((south - north) / edge)
    with np.errstate(invalid="ignore"):
        column = np.floor((page[:, 0] - west) / edge)
        row = np.floor((page[:, 1] - north) / edge)
        seen = placed & (column >= 0) & (row >= 0) & (column < columns) & (row < rows)
    cell = np.full(len(page), -1, dtype=np.int64)
    cell[seen] = (row[seen] * columns + column[seen]).astype(np.int64)
    used = np.zeros(columns * rows, dtype=bool)
    used[cell[seen]] = True
    number = np.cumsum(used) - 1
    cell[seen] = number[cell[seen]]
    return cell


def _codes(values: pd.Series, known: tuple[str, ...]) -> Ints:
    """The position of each value in `known`; one that is not in it takes the last ("not stated", "discounted")."""
    found = values.astype("category").cat
    position = {value: at for at, value in enumerate(known)}
    lookup = np.array([position.get(str(each), len(known) - 1) for each in found.categories] + [len(known) - 1])
    return np.asarray(lookup[found.codes.to_numpy()], dtype=np.int64)


def _groups(stacks: Stacks, totals: Ints, frame: MapFrame) -> list[Group]:
    """The marks: stacks that would cover each other's numbers are joined, labels of districts step aside."""
    single = [
        Group(
            int(stacks.kind[at]), [at], int(totals[at]), float(stacks.points[at, 0]), float(stacks.points[at, 1]),
            SINGLE_R * stacks.grown if stacks.complete and totals[at] == 1 else stacks.radius(int(totals[at])),
        )
        for at in range(len(totals))
    ]  # fmt: skip
    if not stacks.complete:
        return [_inside_cell(group, frame, stacks.grown) for group in single]
    places = _merged([group for group in single if group.kind == PLACE], stacks)
    districts = _merged([group for group in single if group.kind == DISTRICT], stacks)
    _place_labels(districts, places, stacks.grown, frame.box)
    return [*places, *districts]


def _inside_cell(group: Group, frame: MapFrame, grown: float) -> Group:
    """The disc of a cell stays inside its cell, so that no number is covered."""
    edge = CELL_PX * grown
    room = max(0.0, edge / 2 - group.r)

    def settled(value: float, start: float) -> float:
        middle = start + (math.floor((value - start) / edge) + 0.5) * edge
        return middle + min(room, max(-room, value - middle))

    group.x, group.y = settled(group.x, frame.box[0]), settled(group.y, frame.box[1])
    return group


def _touching(one: Group, two: Group, grown: float) -> bool:
    if one.kind == DISTRICT:
        return abs(one.x - two.x) < LABEL[0] * 0.8 * grown and abs(one.y - two.y) < LABEL[1] * 0.8 * grown
    big, small = (one, two) if one.r >= two.r else (two, one)
    return math.hypot(one.x - two.x, one.y - two.y) < max(big.r * 0.7 + small.r * 0.5, small.r + 10 * grown)


def _merged(groups: list[Group], stacks: Stacks) -> list[Group]:
    """Join groups until none touches another."""
    current = groups
    for _ in range(6):
        following = _merged_once(current, stacks)
        if len(following) == len(current):
            return following
        current = following
    return current


def _merged_once(groups: list[Group], stacks: Stacks) -> list[Group]:
    reach = REACH * stacks.grown
    squares: dict[tuple[int, int], list[Group]] = {}
    kept: list[Group] = []
    for group in sorted(groups, key=lambda each: (-each.total, each.members[0])):
        column, row = math.floor(group.x / reach), math.floor(group.y / reach)
        near = (each for dx in (-1, 0, 1) for dy in (-1, 0, 1) for each in squares.get((column + dx, row + dy), ()))
        host = next((each for each in near if _touching(each, group, stacks.grown)), None)
        if host is None:
            own = replace(group)
            kept.append(own)
            squares.setdefault((column, row), []).append(own)
            continue
        host.members = host.members + group.members
        host.total += group.total
        if host.kind == PLACE:
            host.r = stacks.radius(host.total)
    return kept


def _place_labels(districts: list[Group], places: list[Group], grown: float, box: Box) -> None:
    """Each district label takes the nearest free spot around its district's seat; on the map, where the seat is on it."""
    spots = [(0.0, 0.0)] + [
        (math.cos(angle) * step * grown, math.sin(angle) * step * grown)
        for step in STEPS
        for turn in range(TURNS)
        # below and beside first: names of towns usually stand there less than above
        for angle in [(-1 if turn % 2 else 1) * math.ceil(turn / 2) * 2 * math.pi / TURNS + math.pi / 4]
    ]
    done: list[Group] = []
    for label in sorted(districts, key=lambda each: -each.total):
        inside = box if _holds(box, label.x, label.y, 0.0) else None
        free = (
            (dx, dy)
            for dx, dy in spots
            if (inside is None or _holds(inside, label.x + dx, label.y + dy, LABEL[0] / 2 * grown))
            and _is_free(label.x + dx, label.y + dy, places, done, grown)
        )
        label.dx, label.dy = next(free, (0.0, 0.0))
        label.r = LABEL[0] / 2 * grown
        done.append(label)


def _holds(box: Box, x: float, y: float, room: float) -> bool:
    return box[0] + room <= x <= box[2] - room and box[1] + room <= y <= box[3] - room


def _is_free(x: float, y: float, places: list[Group], labels: list[Group], grown: float) -> bool:
    half_wide, half_high = (LABEL[0] / 2 + LABEL_GAP) * grown, (LABEL[1] / 2 + LABEL_GAP) * grown
    for place in places:
        near_x, near_y = max(0.0, abs(place.x - x) - half_wide), max(0.0, abs(place.y - y) - half_high)
        if math.hypot(near_x, near_y) < place.r + 1:
            return False
    wide, high = (LABEL[0] + LABEL_GAP * 2) * grown, (LABEL[1] + LABEL_GAP) * grown
    return all(abs(each.x + each.dx - x) >= wide or abs(each.y + each.dy - y) >= high for each in labels)
