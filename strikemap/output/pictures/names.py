"""The names on the map of a picture, placed greedily: towns with reports first, then by rank."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import shapely
from numpy.typing import NDArray

from strikemap.output.pictures.fonts import Type, own_families, width_of
from strikemap.output.pictures.geography import Layer
from strikemap.output.pictures.ground import Ground
from strikemap.output.pictures.pen import Box, Pen
from strikemap.output.pictures.placement import Sheet, Spot, spots_around, text_box

LINE: Final = 1.14
"""Height of a line of text, in sizes of its letters."""

GAP: Final = 3.5
MARGIN: Final = 1.5
LONG_NAME: Final = 84.0
"""Design pixels from which a pair of names is rather set on two lines."""

MARKED_FIRST: Final = 1.5
"""Ranks by which a place with reports goes before the others."""

LINE_COST: Final = (0.0, 3.0, 8.0)
SECOND_LAYOUT_COST: Final = 1.5
SMALL_SIZE: Final = 11.0
SMALLER_COST: Final = 12.0
HEAVY: Final = 2
LINES_TO_CLEAR: Final[Mapping[str, int]] = {"border": 2, "outline": 1, "front": 2, "water": 1}
DISTRICT_NAMES_FROM: Final = 9.0
SHALLOW: Final = 9.0
ANCHORS: Final = 16
"""How finely an area is searched for a place for its name, along its longer side."""

PLACE_SIZES: Final = ((14.0, 600, 2.6), (13.0, 600, 2.3), (12.0, 400, 2.0), (11.0, 400, 1.7))
"""Size, weight and radius of the dot by level, largest towns first."""


@dataclass(frozen=True)
class Name:
    """A name as it is drawn: lines of one style, aligned at (x, y), and the dot of its town, if any. key : how it is moved by hand."""

    key: str
    lines: tuple[str, ...]
    style: Type
    spot: Spot
    colour: str
    halo: str
    dot: tuple[float, float, float] | None = None

    def draw(self, pen: Pen, dot: str, rim: str, shift: tuple[float, float] = (0.0, 0.0)) -> None:
        """Draw the dot and the lines, moved by `shift` design pixels."""
        if self.dot is not None:
            x, y, r = self.dot
            pen.disc(x, y, r, fill=dot, stroke=rim, width=1.0)
        step = self.style.size * LINE
        first = self.spot.y - (len(self.lines) - 1) * step / 2
        for number, line in enumerate(self.lines):
            x, y = self.spot.x + shift[0], first + number * step + shift[1]
            pen.text(x, y, line, self.style, self.colour, align=self.spot.align, halo=self.halo)


@dataclass
class Namer:
    """Places the names over one ground. form : the View's naming; grown : how much larger than on the screen letters are."""

    ground: Ground
    sheet: Sheet
    marks: list[Box]
    form: str
    grown: float = 1.0

    def names(self) -> list[Name]:
        """Every name that found a place, in the order of drawing."""
        for role, weight in LINES_TO_CLEAR.items():
            for layer in self.ground.shown(role):
                self.sheet.keep_clear_of(self.ground.runs(_edges(layer)), weight)
        towns = self._towns()
        self.written: set[str] = set()
        self.named: set[int] = set()
        found = [name for town in towns if town.level == 0 for name in self._town(town)]
        found += [n for layer in self.ground.shown("outline") for n in self._areas(layer, self._area_style(600, 10.5), "areaName")]
        found += [n for layer in self.ground.shown("border") for n in self._areas(layer, self._area_style(400, 11.5), "country")]
        found += [n for layer in self.ground.shown("water") for n in self._waters(layer)]
        found += [name for town in towns if town.level > 0 for name in self._town(town)]
        if self.ground.frame.zoom >= DISTRICT_NAMES_FROM:
            style = Type(10.5 * self.grown, self._sans)
            found += [n for layer in self.ground.shown("district") for n in self._areas(layer, style, "districtName")]
        return found

    @property
    def _sans(self) -> str:
        return own_families()["sans"]

    def _area_style(self, weight: int, least: float) -> Type:
        size = min(15.0, max(9.0, least + (self.ground.frame.zoom - 6) * 0.9))
        return Type(size * self.grown, self._sans, weight)

    # ---- towns

    def _towns(self) -> list[_Town]:
        frame = self.ground.frame
        found = []
        for layer in self.ground.shown("places"):
            points = frame.on_page(shapely.get_coordinates(layer.shapes))
            for (x, y), properties in zip(points.tolist(), layer.properties, strict=True):
                inside = frame.box[0] < x < frame.box[2] and frame.box[1] < y < frame.box[3]
                if inside and float(properties.get("min_zoom") or 0) <= frame.zoom and (name := name_of(properties, self.form)):
                    found.append(self._town_at(x, y, name, float(properties.get("rank") or 4)))
        return sorted(found, key=lambda town: (town.order, town.y))

    def _town_at(self, x: float, y: float, name: str, rank: float) -> _Town:
        over = [(_away(box, x, y), at) for at, box in enumerate(self.marks) if _holds(box, x, y)]
        away, mark = min(over, default=(0.0, -1))
        order = rank - MARKED_FIRST + min(0.9, away / 40) if mark >= 0 else rank
        return _Town(x, y, name, max(0, min(len(PLACE_SIZES) - 1, round(rank) - 1)), order, mark)

    def _town(self, town: _Town) -> list[Name]:
        # a mark over several towns carries the name of the first: a second name would seem to name the mark too
        if town.mark >= 0 and town.mark in self.named:
            return []
        size, weight, dot = PLACE_SIZES[town.level]
        own: Box = (town.x - dot, town.y - dot, town.x + dot, town.y + dot)
        around = self.marks[town.mark] if town.mark >= 0 else own
        # among crowded marks a town with reports is rather named in smaller letters than not at all
        sizes = [size, SMALL_SIZE] if town.mark >= 0 and size > SMALL_SIZE else [size]
        best: tuple[Spot, tuple[str, ...], Type] | None = None
        for smaller, each in enumerate(sizes):
            style = Type(each * self.grown, self._sans, weight)
            found = self._layouts(town.name, style, around, smaller * SMALLER_COST, HEAVY if town.level < 2 else 1)  # noqa: PLR2004
            if found and (best is None or found[0].cost < best[0].cost):
                best = found
        if best is None or (town.mark < 0 and not self.sheet.is_free(own)):
            return []
        spot, lines, style = best
        self.sheet.take(spot.box, *([] if town.mark >= 0 else [own]))
        if town.mark >= 0:
            self.named.add(town.mark)
        self.written.update(town.name.split(" / "))
        palette = self.ground.palette
        bare = None if town.mark >= 0 else (town.x, town.y, dot)
        return [Name(town.name, lines, style, spot, palette["place"][town.level], palette["halo"], bare)]

    def _layouts(
        self, name: str, style: Type, around: Box, extra: float, heaviest: int
    ) -> tuple[Spot, tuple[str, ...], Type] | None:
        """A short pair on one line, a long one rather on two."""
        first, _, second = name.partition(" / ")
        ways: list[tuple[str, ...]] = [(name,)]
        if second:
            broken = (f"{first} /", second)
            ways = [broken, (name,)] if width_of(name, style) > LONG_NAME * self.grown else [(name,), broken]
        spots: list[tuple[Spot, tuple[str, ...]]] = []
        for turn, lines in enumerate(ways):
            width = max(width_of(line, style) for line in lines) + 2 * MARGIN
            height = len(lines) * style.size * LINE
            cost = turn * SECOND_LAYOUT_COST + extra
            spots += [(spot, lines) for spot in spots_around(around, width, height, GAP, cost)]
        chosen = self.sheet.best([spot for spot, _ in spots], LINE_COST, heaviest)
        return None if chosen is None else (chosen, next(lines for spot, lines in spots if spot is chosen), style)

    # ---- areas and water

    def _areas(self, layer: Layer, style: Type, colour: str) -> list[Name]:
        found = []
        for shape, properties in zip(layer.shapes, layer.properties, strict=True):
            written = name_of(properties, self.form)
            if not written or (layer.role == "outline" and not properties.get("label")):
                continue
            if layer.role == "district" and any(part in self.written for part in written.split(" / ")):
                continue
            text = written.upper() if layer.role != "district" else written
            found += self._in_area(text, shape, style, colour, avoid=layer.role == "border")
        return found

    def _waters(self, layer: Layer) -> list[Name]:
        found = []
        for shape, properties in zip(layer.shapes, layer.properties, strict=True):
            if name := name_of(properties, self.form):
                size = 14.0 if properties.get("kind") == "sea" else 11.5
                style = Type(size * self.grown, own_families()["serif"], 400, italic=True)
                found += self._in_area(name, shape, style, "waterName", avoid=False)
        return found

    def _in_area(self, text: str, shape: Any, style: Type, colour: str, *, avoid: bool) -> list[Name]:
        """In the middle of what can be seen of the area, at whatever place is free.

        avoid : not inside an area whose standing is disputed, where the name of one country would read as a verdict.
        """
        width, height = width_of(text, style) + 8, style.size * 1.5
        for anchor_x, anchor_y in self._anchors(shape, width, height, avoid=avoid):
            box = text_box("center", anchor_x, anchor_y, width, height)
            if self.sheet.is_free(box) and self.sheet.line_under(box) == 0:
                self.sheet.take(box)
                spot = Spot("center", anchor_x, anchor_y, box, 0.0)
                halo = self.ground.palette["waterHalo" if colour == "waterName" else "halo"]
                return [Name(text, (text,), style, spot, self.ground.palette[colour], halo)]
        return []

    def _anchors(self, shape: Any, width: float, height: float, *, avoid: bool) -> list[tuple[float, float]]:
        """Points inside the visible part of an area with room for such a name, the deepest first."""
        frame = self.ground.frame
        seen = shapely.clip_by_rect(shape, *frame.world_box(-6))
        if shapely.is_empty(seen):
            return []
        seen = shapely.simplify(seen, 3 / frame.scale)
        west, north, east, south = shapely.bounds(seen)
        step = max(east - west, south - north) / ANCHORS
        if step <= 0 or (east - west) * frame.scale < width:
            return []
        x, y = np.meshgrid(np.arange(west + step / 2, east, step), np.arange(north + step / 2, south, step))
        points = shapely.points(x.ravel(), y.ravel())
        half_x, half_y = width / 2 / frame.scale, height / 2 / frame.scale
        boxes = shapely.box(x.ravel() - half_x, y.ravel() - half_y, x.ravel() + half_x, y.ravel() + half_y)
        shapely.prepare(seen)
        keep = shapely.contains(seen, boxes) if width < SHALLOW * 40 else shapely.contains(seen, points)
        if avoid and (disputed := self._disputed()) is not None:
            keep &= ~shapely.intersects(disputed, boxes)
        depth = shapely.distance(shapely.boundary(seen), points[keep])
        page = frame.on_page(np.column_stack([x.ravel()[keep], y.ravel()[keep]]))
        return [(float(px), float(py)) for px, py in page[np.argsort(-depth, kind="stable")]]

    def _disputed(self) -> Any:
        areas = [shape for layer in self.ground.geography.of("outline") for shape in layer.shapes if "Polygon" in shape.geom_type]
        return shapely.union_all(areas) if areas else None


@dataclass(frozen=True)
class _Town:
    x: float
    y: float
    name: str
    level: int
    order: float
    mark: int


def name_of(properties: Mapping[str, Any], form: str) -> str:
    """The name of a feature in a naming choice; districts and waters have their own country's name beside the English one."""
    own = (properties.get("name_az") or properties.get("name_hy")) if form == "local" else ""
    return str(properties.get(f"label_{form}") or own or properties.get("name_en") or properties.get("label") or properties.get("name") or "")


def _edges(layer: Layer) -> NDArray[np.object_]:
    if layer.role != "water":
        return layer.lines
    lakes = [shape for shape, own in zip(layer.shapes, layer.properties, strict=True) if own.get("kind") != "sea"]
    return np.asarray(shapely.boundary(np.array(lakes, dtype=object)), dtype=object)


def _holds(box: Box, x: float, y: float) -> bool:
    return box[0] < x < box[2] and box[1] < y < box[3]


def _away(box: Box, x: float, y: float) -> float:
    return float(np.hypot((box[0] + box[2]) / 2 - x, (box[1] + box[3]) / 2 - y))
