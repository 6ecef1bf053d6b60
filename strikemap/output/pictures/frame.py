"""The map area of a picture: where it stands on the page, and what of the world it shows."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from strikemap.model.dataset import Dataset
from strikemap.output.layers.strikes import TILE_PX, mercator_px
from strikemap.output.pictures.pen import Box
from strikemap.query.view import View

SCREEN_MAP: Final = (620.0, 500.0)
"""Width and height in pixels of the map on the screen for which the camera of a View is meant."""

EARTH_M: Final = 40_075_016.686
"""Circumference of the earth at the equator, metres (WGS84)."""


@dataclass(frozen=True)
class MapFrame:
    """A box on the page in design pixels and the camera over it. World pixels are Web Mercator at zoom 0, 256 wide."""

    box: Box
    zoom: float
    centre_x: float
    centre_y: float

    @property
    def scale(self) -> float:
        """Design pixels per world pixel."""
        return float(2.0**self.zoom)

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the box."""
        return self.box[2] - self.box[0], self.box[3] - self.box[1]

    @property
    def offset(self) -> tuple[float, float]:
        """What to add to scaled world pixels to come to the page."""
        middle_x, middle_y = (self.box[0] + self.box[2]) / 2, (self.box[1] + self.box[3]) / 2
        return middle_x - self.centre_x * self.scale, middle_y - self.centre_y * self.scale

    def world_box(self, slack: float = 0.0) -> Box:
        """What the box shows, in world pixels, with `slack` design pixels around it."""
        (wide, high), scale = self.size, self.scale
        half_x, half_y = (wide / 2 + slack) / scale, (high / 2 + slack) / scale
        return self.centre_x - half_x, self.centre_y - half_y, self.centre_x + half_x, self.centre_y + half_y

    def on_page(self, world: NDArray[np.float64]) -> NDArray[np.float64]:
        """World pixels of shape (n, 2) to design pixels of the page."""
        return np.asarray(world * self.scale + np.array(self.offset), dtype=np.float64)

    def place(self, lon: NDArray[np.float64], lat: NDArray[np.float64]) -> NDArray[np.float64]:
        """Points in degrees WGS84 to design pixels of the page, shape (n, 2)."""
        return self.on_page(np.column_stack(mercator_px(lon, lat, 0.0)))

    def degrees(self, x: float, y: float) -> tuple[float, float]:
        """Longitude and latitude (degrees WGS84) of a point of the page in design pixels."""
        offset_x, offset_y = self.offset
        lon = (x - offset_x) / self.scale / TILE_PX * 360 - 180
        return lon, latitude_of((y - offset_y) / self.scale)

    def metre(self, lat: float) -> float:
        """Design pixels per metre at a latitude: Mercator grows with it."""
        return TILE_PX * self.scale / (EARTH_M * math.cos(math.radians(lat)))

    @property
    def middle_latitude(self) -> float:
        """Latitude of the middle of the box, degrees."""
        return latitude_of(self.centre_y)


def latitude_of(world_y: float) -> float:
    """Latitude in degrees of a world pixel at zoom 0."""
    return math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * world_y / TILE_PX))))


def frame_of(view: View, dataset: Dataset, box: Box) -> MapFrame:
    """The frame in which a box shows at least what the screen shows at the View's camera, or the dataset's own."""
    camera = dataset.settings["camera"]
    lat, lon, zoom = (
        (view.lat, view.lon, view.zoom) if view.lat is not None else (camera["lat"], camera["lon"], camera["zoom"])
    )
    growth = min((box[2] - box[0]) / SCREEN_MAP[0], (box[3] - box[1]) / SCREEN_MAP[1])
    x, y = mercator_px(np.array([float(lon or 0)]), np.array([float(lat or 0)]), 0.0)
    return MapFrame(box, float(zoom or 0) + math.log2(growth), float(x[0]), float(y[0]))
