"""The relief lies where it says, in the rows of Web Mercator."""

from __future__ import annotations

import json
import math
import tomllib

import numpy as np
import pytest
from PIL import Image

from strikemap.build.basemap.relief import latitude, mercator_y
from tests.unit.geometry.layers import DATA


@pytest.fixture(scope="module")
def about() -> dict[str, list[float]]:
    return json.loads((DATA / "basemap" / "relief.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def picture() -> np.ndarray:
    with Image.open(DATA / "basemap" / "relief.webp") as image:
        return np.asarray(image.convert("L"), dtype=float)


def test_bounds_are_those_of_the_dataset(about) -> None:
    layers = tomllib.loads((DATA / "dataset.toml").read_text(encoding="utf-8"))["layers"]
    (bounds,) = [layer["bounds"] for layer in layers if layer["kind"] == "relief"]
    assert bounds == about["bounds"]


def test_picture_has_the_shape_of_its_bounds_in_web_mercator(about, picture) -> None:
    west, south, east, north = about["bounds"]
    height, width = picture.shape
    assert width / height == pytest.approx(
        math.radians(east - west) / (mercator_y(north) - mercator_y(south)), rel=0.001
    )


def test_mercator_and_back_is_the_same_latitude() -> None:
    assert latitude(mercator_y(40.0)) == pytest.approx(40.0)


@pytest.mark.parametrize(
    ("flat", "lon", "lat"),
    [("Caspian", 51.0, 40.8), ("Kura plain", 48.0, 40.1), ("Lake Sevan", 45.4, 40.32), ("Lake Urmia", 45.4, 37.95)],
)
def test_plains_and_lakes_lie_level_where_they_are(about, picture, flat: str, lon: float, lat: float) -> None:
    assert roughness(about, picture, lon, lat) < 8, flat


@pytest.mark.parametrize(
    ("rough", "lon", "lat"), [("Great Caucasus", 46.0, 42.2), ("Zangezur", 46.1, 39.15), ("Talysh", 48.4, 38.75)]
)
def test_mountains_are_rough_where_they_are(about, picture, rough: str, lon: float, lat: float) -> None:
    assert roughness(about, picture, lon, lat) > 12, rough


def roughness(about, picture: np.ndarray, lon: float, lat: float) -> float:
    """How much the grey varies within some 10 km of a point in lon, lat."""
    west, south, east, north = about["bounds"]
    height, width = picture.shape
    column = int((lon - west) / (east - west) * width)
    row = int((mercator_y(north) - mercator_y(lat)) / (mercator_y(north) - mercator_y(south)) * height)
    return float(picture[row - 16 : row + 17, column - 16 : column + 17].std())
