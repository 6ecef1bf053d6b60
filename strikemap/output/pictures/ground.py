"""Draws the paper of the map: land, relief, water, borders and lines, from the bottom up, as the browser does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import shapely
from numpy.typing import NDArray

from strikemap.output.looks import colours
from strikemap.output.pictures.frame import MapFrame
from strikemap.output.pictures.geography import Geography, Layer, Shapes
from strikemap.output.pictures.pen import Pen, Points, joined

FINE_LINES_FROM: Final = 5.5
"""Zoom; further out the lines of one small area would be a blot."""

SLACK: Final = 24.0
"""Design pixels around the map in which a line is still drawn, so that its cut end is never seen."""

THIN: Final = 0.35
"""Design pixels within which a line may leave its points: less than can be printed."""


@dataclass(frozen=True)
class Ground:
    """The paper under one frame. palette : colours of looks.colours()["paper"]; ids : layers switched on."""

    geography: Geography
    frame: MapFrame
    palette: Mapping[str, Any]
    ids: frozenset[str]
    theme: str = "light"

    def shown(self, role: str) -> list[Layer]:
        """The layers of a role that are drawn here."""
        return [layer for layer in self.geography.of(role) if layer.is_shown(self.ids, self.frame.zoom)]

    def draw(self, pen: Pen) -> None:
        """Draw everything but names."""
        inside = pen.within(self.frame.box)
        self._sheet(inside)
        for layer in self.shown("land"):
            self._area(inside, layer.shapes, fill=self.palette["land"], stroke=self.palette["shore"], width=0.9)
        self._relief(inside)
        for layer in self.shown("outline"):
            if self._is_tinted(layer):
                self._area(inside, layer.shapes, fill=self.palette["tint"])
        self._rivers(inside)
        for layer in self.shown("water"):
            self._area(inside, layer.shapes, fill=self.palette["water"], stroke=self.palette["shore"], width=self._grown(0.8))
        for layer in self.shown("district"):
            inside.lines(self.runs(layer.lines), self.palette["district"], self._grown(0.8))
        for layer in self.shown("border"):
            inside.lines(self.runs(layer.lines), self.palette["border"], self._grown(1.4))
        if self.frame.zoom >= FINE_LINES_FROM:
            self._fine_lines(inside)

    def _grown(self, width: float) -> float:
        """Widths grow slowly with the zoom so that a line keeps its place in the order of things."""
        return width * min(1.45, max(0.7, 1 + (self.frame.zoom - 8) * 0.1))

    def _is_tinted(self, layer: Layer) -> bool:
        return self.geography.of("outline").index(layer) > 0

    def _sheet(self, pen: Pen) -> None:
        """Inside the land file's extent lies the sea; beyond it the sheet of paper ends, as a printed map's does."""
        lands = self.geography.of("land")
        pen.box(self.frame.box, fill=self.palette["page"] if lands else self.palette["land"])
        if lands:
            bounds = shapely.total_bounds(lands[0].shapes)
            corners = self.frame.on_page(bounds.reshape(2, 2))
            edge = (float(corners[0, 0]), float(corners[0, 1]), float(corners[1, 0]), float(corners[1, 1]))
            box = self.frame.box
            seen = (max(edge[0], box[0]), max(edge[1], box[1]), min(edge[2], box[2]), min(edge[3], box[3]))
            if seen[0] < seen[2] and seen[1] < seen[3]:
                pen.box(seen, fill=self.palette["sea"])

    def _relief(self, pen: Pen) -> None:
        relief, zoom = self.geography.relief, self.frame.zoom
        if relief is None or relief.settings["id"] not in self.ids:
            return
        # close by, the picture's own pixels would begin to show; far off, it would be a patch amid plain paper
        strength = min(1.0, 1 - (zoom - 8) * 0.36, 1 - (7 - zoom) * 0.4)
        if strength < 0.1:  # noqa: PLR2004  # too faint to be seen
            return
        corners = self.frame.on_page(np.array(relief.box).reshape(2, 2))
        box = (float(corners[0, 0]), float(corners[0, 1]), float(corners[1, 0]), float(corners[1, 1]))
        pen.image(box, relief.pictures[self.theme], strength)

    def _rivers(self, pen: Pen) -> None:
        for layer in self.shown("river"):
            for shape, properties in zip(layer.shapes, layer.properties, strict=True):
                if float(properties.get("min_zoom") or 0) > self.frame.zoom:
                    continue
                width = max(0.6, 1.5 - 0.16 * float(properties.get("rank") or 8))
                pen.lines(self.runs(np.array([shape], dtype=object)), self.palette["river"], self._grown(width))

    def _fine_lines(self, pen: Pen) -> None:
        for layer in self.shown("outline"):
            dash = self.geography.dashes[layer.id]
            pen.lines(self.runs(layer.lines), self.palette["outline"], self._grown(dash["width"]), dash["dash"], dash["cap"])
        front = colours()["dashes"]["front"]
        for layer in self.shown("front"):
            runs = self.runs(layer.lines)
            width = self._grown(front["width"])
            pen.lines(runs, self.palette["casing"], width + 2.6, cap="butt")
            pen.lines(runs, self.palette["contact"], width, front["dash"], front["cap"])

    def runs(self, lines: Shapes) -> list[Points]:
        """The lines inside the frame, thinned, on the page."""
        return [self.frame.on_page(shapely.get_coordinates(each)) for each in self._seen(lines)]

    def _seen(self, shapes: Shapes) -> NDArray[np.object_]:
        """Simple parts of shapes that the frame shows, in world pixels."""
        if not len(shapes):
            return shapes
        box = self.frame.world_box(SLACK)
        thin = shapely.simplify(shapely.clip_by_rect(shapes, *box), THIN / self.frame.scale, preserve_topology=False)
        parts = shapely.get_parts(thin)
        return np.asarray(parts[~shapely.is_empty(parts)], dtype=object)

    def rings(self, shapes: Shapes) -> list[Points]:
        """The rings of areas inside the frame, on the page."""
        parts = self._seen(shapes)
        areas = parts[shapely.get_type_id(parts) == shapely.GeometryType.POLYGON]
        return [self.frame.on_page(shapely.get_coordinates(ring)) for ring in shapely.get_rings(areas)]

    def _area(self, pen: Pen, shapes: Shapes, **look: Any) -> None:
        if rings := self.rings(shapes):
            pen.path(joined(rings, closed=True), **look)
