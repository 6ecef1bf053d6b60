"""Draws the reports: shape says the weapon family, fill says the grade; several at one place are a disc divided by grade."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from matplotlib.path import Path
from numpy.typing import NDArray

from strikemap.model.vocabulary import GRADES, NOT_STATED, WEAPONS
from strikemap.output.layers.strikes import CELL, DISTRICT
from strikemap.output.looks import symbols
from strikemap.output.pictures.fonts import Type
from strikemap.output.pictures.frame import MapFrame
from strikemap.output.pictures.pen import Box, Pen, circle, joined, rounded
from strikemap.output.pictures.stacks import LABEL, MAYBE, OUT, SINGLE_R, SURE, Group, Ints, Stacks

TAU: Final = math.tau
TOO_FAR: Final = 24.0
FULL_WEAPONS: Final = (*WEAPONS, NOT_STATED)


@dataclass(frozen=True)
class Piece:
    """A share of a rim: reports of one grade (and ink) in one state."""

    grade: int
    ink: str
    possible: bool
    n: int


@dataclass(frozen=True)
class Item:
    """A mark as it is drawn now. row : the report where it is one alone, else -1."""

    group: Group
    head: int
    x: float
    y: float
    r: float
    count: int
    row: int


@dataclass(frozen=True)
class MarkPen:
    """Draws marks with one set of colours. looks : looks.colours()["marks"] of a theme; grown : how large beside the screen."""

    pen: Pen
    looks: Mapping[str, Any]
    sans: str
    grown: float = 1.0

    def ink_of(self, weapon: int, by_weapon: bool) -> str:  # noqa: FBT001
        """The one ink, or the colour of a weapon family."""
        return str(self.looks["weapons"][weapon % len(self.looks["weapons"])]) if by_weapon else str(self.looks["ink"])

    def tint_of(self, ink: str) -> str:
        """The lighter fill of "fair", opaque so that the base map does not colour it."""
        return str(self.looks["tint"]) if ink == self.looks["ink"] else mixed(ink, self.looks["paper"], 0.55)

    def single(self, x: float, y: float, weapon: str, grade: str, *, ink: str, r: float = SINGLE_R, possible: bool = False, halo: bool = True) -> None:
        """One report."""
        r *= self.grown
        shape = symbols()["weapon_shapes"].get(weapon, "hexagon")
        path = shape_path(shape, x, y, r)
        width = max(0.9, min(1.5, r * 0.19)) * self.grown * (0.75 if shape == "dots" else 1.0)
        if halo:
            self.pen.path(path, stroke=self.looks["halo"], width=3.6 * self.grown)
        fill = {"confirmed": ink, "fair": self.tint_of(ink)}.get(grade, self.looks["paper"])
        self.pen.path(path, fill=fill)
        if grade == "contested":
            left = rounded((x - 2 * r, y - 2 * r, x, y + 2 * r), 0)
            self.pen.path(path, fill=ink, clip=left)
        alpha = 0.5 if grade == "discounted" else 1.0
        if grade == "discounted":
            cross = [np.array([[x - r * 0.62, y - r * 0.62], [x + r * 0.62, y + r * 0.62]]), np.array([[x + r * 0.62, y - r * 0.62], [x - r * 0.62, y + r * 0.62]])]
            self.pen.path(joined(cross, closed=False), stroke=ink, width=width, alpha=alpha)
        dash = [each * self.grown for each in symbols()["possible_dash"]] if possible else ()
        if possible:
            self.pen.path(path, stroke=self.looks["paper"], width=width)
        self.pen.path(path, stroke=ink, width=width, dash=dash, alpha=alpha)

    def disc(self, x: float, y: float, r: float, pieces: Sequence[Piece], text: str) -> None:
        """Several reports at one place: their number, and a rim divided by grade."""
        self.pen.disc(x, y, r + 1.6 * self.grown, fill=self.looks["halo"])
        self.pen.disc(x, y, r - 0.5, fill=self.looks["paper"])
        for shape in self._rim(x, y, r, pieces):
            shape.draw(self.pen)
        self.number(x, y, r, text)

    def number(self, x: float, y: float, r: float, text: str) -> None:
        """The number inside a disc, as large as it fits."""
        unit = r / self.grown
        size = min(13.0 if unit > 15 else 11.5, (unit - rim_width(unit)) * 2 / (len(text) * 0.6)) * self.grown  # noqa: PLR2004  # design pixels of a large disc
        self.pen.text(x, y, text, Type(round(size * 2) / 2, self.sans, 600), self.looks["text"], align="center")

    def cells(self, discs: Sequence[tuple[float, float, float, Sequence[Piece], str]]) -> None:
        """Many discs that do not overlap, drawn by layers: hundreds of them cost little more than one."""
        if not discs:
            return
        self.pen.path(joined_paths([circle(x, y, r + 1.6 * self.grown) for x, y, r, _, _ in discs]), fill=self.looks["halo"])
        self.pen.path(joined_paths([circle(x, y, r - 0.5) for x, y, r, _, _ in discs]), fill=self.looks["paper"])
        by_look: dict[_Look, list[Path]] = {}
        for x, y, r, pieces, _ in discs:
            for shape in self._rim(x, y, r, pieces):
                by_look.setdefault(shape.look, []).append(shape.path)
        for look, paths in sorted(by_look.items(), key=lambda item: item[0].order):
            _Shape(joined_paths(paths), look).draw(self.pen)
        for x, y, r, _, text in discs:
            self.number(x, y, r, text)

    def _rim(self, x: float, y: float, r: float, pieces: Sequence[Piece]) -> list[_Shape]:
        width = rim_width(r / self.grown) * self.grown
        turns = shares([piece.n for piece in pieces], min(0.2, 4.5 * self.grown / (TAU * r)))
        gap = 0.7 * self.grown / r if len(pieces) > 1 else 0.0
        found: list[_Shape] = []
        start = -math.pi / 2
        for piece, turn in zip(pieces, turns, strict=True):
            end = start + turn * TAU
            found += self._rim_piece(x, y, r, width, piece, start + gap, end - gap)
            start = end
        return found

    def _rim_piece(self, x: float, y: float, r: float, width: float, piece: Piece, start: float, end: float) -> list[_Shape]:
        name, ink = GRADES[piece.grade], piece.ink
        inner = r - width
        found = []
        if name in ("confirmed", "fair"):
            fill = ink if name == "confirmed" else self.tint_of(ink)
            found.append(_Shape(band(x, y, inner, r, start, end), _Look(0, fill=fill)))
        elif name == "contested":
            found.append(_Shape(band(x, y, inner, inner + width / 2, start, end), _Look(0, fill=ink)))
        if name != "confirmed" or piece.possible:
            colour = self.looks["paper"] if name == "confirmed" else ink
            dash = tuple(each * self.grown for each in symbols()["possible_dash"]) if piece.possible or name == "discounted" else ()
            line = (0.6 if name == "discounted" else 1.0) * self.grown
            found.append(_Shape(band(x, y, inner + 0.5, r - 0.5, start, end), _Look(1, stroke=colour, width=line, dash=dash)))
        return found

    def label(self, x: float, y: float, pieces: Sequence[Piece], text: str) -> None:
        """Reports of which only the district is known: a hatched label, never a point."""
        wide, high = LABEL[0] * self.grown, LABEL[1] * self.grown
        g = self.grown
        box: Box = (x - wide / 2, y - high / 2, x + wide / 2, y + high / 2)
        ink = pieces[0].ink
        self.pen.box((box[0] - g, box[1] - g, box[2] + g, box[3] + g), 4 * g, fill=self.looks["halo"])
        outline = rounded(box, 3 * g)
        self.pen.path(outline, fill=self.looks["paper"])
        hatch = [np.array([[left, box[3]], [left + high, box[1]]]) for left in np.arange(box[0] - high, box[2], 4 * g)]
        self.pen.path(joined(hatch, closed=False), stroke=ink, width=0.7 * g, alpha=0.3, clip=outline)
        self.pen.box((x - 8 * g, box[1] + 2 * g, x + 8 * g, box[3] - 5 * g), 3 * g, fill=self.looks["halo"])
        self._strip(pieces, (box[0] + 2.5 * g, box[3] - 5.5 * g, box[2] - 2.5 * g, box[3] - 2 * g))
        self.pen.path(outline, stroke=ink, width=g, dash=(3 * g, 2 * g))
        self.pen.text(x, y - 1.5 * g, text, Type(11 * g, self.sans, 600), self.looks["text"], align="center")

    def _strip(self, pieces: Sequence[Piece], box: Box) -> None:
        """The rim of a label: the same grades in the same fills, along its foot."""
        left, top, right, foot = box
        start = left
        for piece, turn in zip(pieces, shares([piece.n for piece in pieces], 0.14), strict=True):
            end = start + turn * (right - left)
            name, ink = GRADES[piece.grade], piece.ink
            self.pen.box((start, top, end, foot), fill={"confirmed": ink, "fair": self.tint_of(ink)}.get(name, self.looks["paper"]))
            if name == "contested":
                self.pen.box((start, (top + foot) / 2, end, foot), fill=ink)
            dash = [each * self.grown for each in symbols()["possible_dash"]] if piece.possible else ()
            self.pen.box((start + 0.4, top + 0.4, end - 0.4, foot - 0.4), stroke=ink, width=(0.4 if name == "discounted" else 0.8) * self.grown, dash=dash)
            start = end

    def radius(self, x: float, y: float, r: float) -> None:
        """The circle within which a report lies."""
        self.pen.disc(x, y, r, fill=self.looks["radius"])
        self.pen.path(circle(x, y, r), stroke=self.looks["ink"], width=0.8 * self.grown, dash=(3 * self.grown, 3 * self.grown), alpha=0.3)

    def leader(self, group: Group) -> None:
        """A hairline from a label that had to step far aside to the middle of its district; it ends without a point."""
        x, y = group.x + group.dx, group.y + group.dy
        line = np.array([[x, y], [x - group.dx * 0.8, y - group.dy * 0.8]])
        self.pen.path(joined([line], closed=False), stroke=self.looks["ink"], width=0.7 * self.grown, alpha=0.45)


@dataclass(frozen=True)
class _Look:
    order: int
    fill: str | None = None
    stroke: str | None = None
    width: float = 1.0
    dash: tuple[float, ...] = ()


@dataclass(frozen=True)
class _Shape:
    path: Path
    look: _Look

    def draw(self, pen: Pen) -> None:
        pen.path(self.path, fill=self.look.fill, stroke=self.look.stroke, width=self.look.width, dash=self.look.dash)


def draw_marks(pen: Pen, marks: MarkPen, stacks: Stacks, state: Ints, frame: MapFrame, *, by_weapon: bool, selected: int = -1) -> None:
    """Draw the marks of one window. state : OUT, SURE or MAYBE for each matching report; selected : row of the open report."""
    items = items_of(stacks, state, frame)
    by_weapon = by_weapon and stacks.complete
    for item in items:
        if item.group.kind not in (CELL, DISTRICT):
            r = float(stacks.radius_m[item.head]) * frame.metre(float(stacks.lat[item.head]))
            if r > item.r + 1:
                marks.radius(item.x - item.group.dx, item.y - item.group.dy, r)
    counted = _counted(stacks, state, by_weapon=by_weapon)
    if not stacks.complete:
        marks.cells([(i.x, i.y, i.r, _pieces(marks, i.group, counted, by_weapon=False), short_number(i.count)) for i in items])
        return
    chosen = int(stacks.stack[selected]) if selected >= 0 else -1
    for item in items:
        if item.row >= 0 and item.group.kind != DISTRICT:
            weapon = int(stacks.weapon[item.row])
            marks.single(
                item.x, item.y, FULL_WEAPONS[weapon], GRADES[int(stacks.grade[item.row])],
                ink=marks.ink_of(weapon, by_weapon), possible=bool(state[item.row] == MAYBE),
            )  # fmt: skip
        else:
            pieces = _pieces(marks, item.group, counted, by_weapon=by_weapon)
            if item.group.kind == DISTRICT:
                if math.hypot(item.group.dx, item.group.dy) > TOO_FAR * marks.grown:
                    marks.leader(item.group)
                marks.label(item.x, item.y, pieces, short_number(item.count))
            else:
                marks.disc(item.x, item.y, item.r, pieces, short_number(item.count))
        if chosen in item.group.members:
            pen.path(circle(item.x, item.y, item.r + 3.5 * marks.grown), stroke=marks.looks["halo"], width=4.8 * marks.grown)
            pen.path(circle(item.x, item.y, item.r + 3.5 * marks.grown), stroke=marks.looks["select"], width=2.4 * marks.grown)


def items_of(stacks: Stacks, state: Ints, frame: MapFrame) -> list[Item]:
    """What stands on the map in one window: labels first, then discs from large to small, single marks last."""
    in_window = (state != OUT) & (stacks.stack >= 0)
    shown = np.bincount(stacks.stack[in_window], minlength=len(stacks.points))
    latest = np.full(len(stacks.points), -1)
    latest[stacks.stack[in_window]] = np.flatnonzero(in_window)
    west, north, east, south = frame.box
    found: list[Item] = []
    for group in stacks.groups:
        count = int(shown[group.members].sum())
        if not count:
            continue
        # the mark stands where most is reported in the window, never at a place where nothing is
        head = group.members[int(np.argmax(shown[group.members]))]
        if stacks.complete:
            x, y = float(stacks.points[head, 0]) + group.dx, float(stacks.points[head, 1]) + group.dy
        else:
            x, y = group.x, group.y
        if not (west <= x <= east and north <= y <= south):
            continue
        row = int(latest[head]) if stacks.complete and count == 1 else -1
        alone = SINGLE_R * stacks.grown if row >= 0 else stacks.radius(count)
        r = group.r if group.kind == DISTRICT else alone
        found.append(Item(group, head, x, y, r, count, row))
    rank = {DISTRICT: 1000.0}
    return sorted(found, key=lambda item: -rank.get(item.group.kind, 0.0 if item.row >= 0 else item.r))


def rows_inside(stacks: Stacks, state: Ints, frame: MapFrame) -> NDArray[np.bool_]:
    """Which matching reports are in the window and have a mark inside the map."""
    drawn = np.zeros(len(stacks.points) + 1, dtype=bool)
    for item in items_of(stacks, state, frame):
        drawn[item.group.members] = True
    return np.asarray(drawn[stacks.stack] & (state != OUT) & (stacks.stack >= 0), dtype=bool)


def _counted(stacks: Stacks, state: Ints, *, by_weapon: bool) -> NDArray[np.int64]:
    """Reports by stack, state (certain, possible) and slot (grade, or weapon and grade)."""
    slots = len(FULL_WEAPONS) * len(GRADES) if by_weapon else len(GRADES)
    slot = stacks.weapon * len(GRADES) + stacks.grade if by_weapon else stacks.grade
    on = (state != OUT) & (stacks.stack >= 0)
    at = (stacks.stack[on] * 2 + (state[on] - SURE)) * slots + slot[on]
    return np.bincount(at, minlength=len(stacks.points) * 2 * slots).reshape(-1, 2, slots)


def _pieces(marks: MarkPen, group: Group, counted: NDArray[np.int64], *, by_weapon: bool) -> list[Piece]:
    """The grades of a group, from firm to weak: certain ones first, then possible ones with a dotted outline."""
    own = counted[group.members].sum(axis=0)
    order = [
        weapon * len(GRADES) + grade
        for weapon in range(own.shape[1] // len(GRADES))
        for grade in symbols()["grade_order"]
    ]
    return [
        Piece(slot % len(GRADES), marks.ink_of(slot // len(GRADES), by_weapon), bool(possible), int(own[possible, slot]))
        for possible in (0, 1)
        for slot in order
        if own[possible, slot]
    ]


def shape_path(name: str, x: float, y: float, r: float) -> Path:
    """One of the shapes of looks.symbols() around (x, y), of radius r."""
    shape = symbols()["shapes"].get(name, symbols()["shapes"]["hexagon"])
    if isinstance(shape, list):
        points = np.array([*shape, shape[0]], dtype=float) * r + [x, y]
        return joined([points], closed=True)
    if "circle" in shape:
        return circle(x, y, r * shape["circle"])
    dots = shape["dots"]
    angles = (np.arange(dots["count"]) + 0.5) * TAU / dots["count"]
    spots = np.column_stack([np.cos(angles), np.sin(angles)]) * r * dots["ring"] + [x, y]
    return joined_paths([circle(float(dx), float(dy), r * dots["radius"]) for dx, dy in spots])


def joined_paths(paths: Sequence[Path]) -> Path:
    """Several paths as one."""
    return Path.make_compound_path(*paths)


def band(x: float, y: float, inner: float, outer: float, start: float, end: float) -> Path:
    """A piece of a ring between two angles, radians, clockwise on the page."""
    steps = max(2, math.ceil(abs(end - start) / 0.1) + 1)
    angles = np.linspace(start, end, steps)
    turn = np.column_stack([np.cos(angles), np.sin(angles)])
    points = np.vstack([turn * outer, turn[::-1] * inner, turn[:1] * outer])
    return joined([points + np.array([x, y])], closed=True)


def shares(values: Sequence[int], least: float) -> list[float]:
    """Shares of the whole turn, but never less than can be seen."""
    total = sum(values)
    raised = [max(each / total, least) if each else 0.0 for each in values]
    over = sum(raised) - 1
    if over <= 0:
        return raised
    room = sum(max(0.0, each - least) for each in raised)
    return [each - over * (each - least) / room if each > least and room > 0 else each for each in raised]


def rim_width(r: float) -> float:
    """Width of the rim of a disc of that radius, design pixels."""
    return 4.5 if r > 16 else 3.4 if r > 11 else 3.1  # noqa: PLR2004  # radii of a large and a middling disc


def short_number(count: int) -> str:
    """Counts inside a disc: 940, 1k, 38k, 1m."""
    if count < 1_000:  # noqa: PLR2004
        return str(count)
    return f"{round(count / 1_000)}k" if count < 999_500 else f"{round(count / 1_000_000)}m"  # noqa: PLR2004


def mixed(colour: str, other: str, share: float) -> str:
    """Two hex colours mixed; share : of the other one."""
    one, two = ([int(each[at : at + 2], 16) for at in (1, 3, 5)] for each in (colour, other))
    return "#" + "".join(f"{round(a * (1 - share) + b * share):02x}" for a, b in zip(one, two, strict=True))
