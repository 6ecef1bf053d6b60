"""Nudge the camera of a View: what the map of the picture shows is what the map on the screen would show."""

from __future__ import annotations

import math

import numpy as np

from strikemap.model.dataset import Dataset
from strikemap.output.layers.strikes import TILE_PX, mercator_px
from strikemap.output.pictures.frame import SCREEN_MAP, latitude_of
from strikemap.query.view import ZOOM_RANGE, View

STEP = 0.25
"""Of the map's width and height, by which a nudge moves it."""

MOST_LAT = 85.0


def camera_of(view: View, dataset: Dataset) -> tuple[float, float, float]:
    """Latitude, longitude (degrees WGS84) and zoom of a View, or those of its dataset."""
    own = dataset.settings["camera"]
    if view.lat is None or view.lon is None or view.zoom is None:
        return float(own["lat"]), float(own["lon"]), float(own["zoom"])
    return view.lat, view.lon, view.zoom


def zoomed(view: View, dataset: Dataset, by: float) -> View:
    """The View from nearer (by > 0) or further away, within the zooms of the map."""
    lat, lon, zoom = camera_of(view, dataset)
    return view.but(lat=lat, lon=lon, zoom=min(max(zoom + by, ZOOM_RANGE[0]), ZOOM_RANGE[1]))


def moved(view: View, dataset: Dataset, east: int, south: int) -> View:
    """The View a quarter of the map further to a side."""
    lat, lon, zoom = camera_of(view, dataset)
    x, y = mercator_px(np.array([lon]), np.array([lat]), 0.0)
    world = 2.0**zoom
    new_x = float(x[0]) + east * STEP * SCREEN_MAP[0] / world
    new_y = float(y[0]) + south * STEP * SCREEN_MAP[1] / world
    return centred(view, dataset, new_x / TILE_PX * 360 - 180, latitude_of(new_y))


def centred(view: View, dataset: Dataset, lon: float, lat: float) -> View:
    """The View with another middle, degrees WGS84; what lies beyond the map's ends is brought back."""
    zoom = camera_of(view, dataset)[2]
    lon = math.remainder(lon, 360)
    return view.but(lat=min(max(lat, -MOST_LAT), MOST_LAT), lon=lon, zoom=zoom)
