"""What the tests of the base map share: the shipped layers, and metres instead of degrees."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import geopandas as gpd
import shapely
from shapely.geometry.base import BaseGeometry

DATA = Path(__file__).parents[3] / "data"
LAYERS = sorted(
    str(path.relative_to(DATA))
    for folder in ("basemap", "lines", "regions")
    for path in (DATA / folder).glob("*.geojson")
)
UTM_38N = "EPSG:32638"


@cache
def layer(name: str) -> gpd.GeoDataFrame:
    """A shipped layer, in lon, lat (EPSG:4326)."""
    return gpd.read_file(DATA / name)


def named(name: str, key: str) -> dict[Any, BaseGeometry]:
    """The geometries of a layer in lon, lat (EPSG:4326), by one of its columns."""
    table = layer(name)
    return dict(zip(table[key], table.geometry, strict=True))


def in_metres(geometry: BaseGeometry) -> BaseGeometry:
    """A geometry in lon, lat, in metres of UTM zone 38 north, which is true to some 0.1 % here."""
    return gpd.GeoSeries([geometry], crs="EPSG:4326").to_crs(UTM_38N).iloc[0]


def outline(geometry: BaseGeometry) -> BaseGeometry:
    """A line as it is, a polygon as its outer ring."""
    return geometry if geometry.geom_type == "LineString" else geometry.exterior


def mean_distance(one: BaseGeometry, other: BaseGeometry, step: float = 250.0) -> float:
    """How far one line runs from another in the mean, both in metres, measured every step along the first."""
    spots = shapely.line_interpolate_point(one, [step * i for i in range(int(one.length / step) + 1)])
    return float(shapely.distance(spots, other).mean())
