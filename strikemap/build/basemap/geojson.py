"""Write layers as GeoJSON that is the same bytes every time: RFC 7946, compact, in a stable order."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import box
from shapely.geometry.base import BaseGeometry

from strikemap.build.files import write_whole

DECIMALS = 5
"""Decimals of a degree that are written: about one metre."""
CORE = box(42.0, 36.8, 51.8, 43.2)
"""The region in detail, west, south, east, north in degrees (EPSG:4326)."""
WIDE = box(25.0, 25.0, 65.0, 55.0)
"""What a screen of 1440 by 900 can show at zoom 6, with a margin, in degrees (EPSG:4326)."""

Feature = tuple[Mapping[str, Any], BaseGeometry]
"""Properties, and a geometry in lon, lat (EPSG:4326)."""


def write_layer(path: Path, features: Iterable[Feature]) -> None:
    """Write features as a GeoJSON FeatureCollection, one feature a line, in the order given.

    Polygons get the winding of RFC 7946 (outer rings counter-clockwise). The file appears whole or not at all.
    """
    lines = ",\n".join(_feature(properties, geometry) for properties, geometry in features)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, ('{"type":"FeatureCollection","features":[\n' + lines + "\n]}\n").encode())


def read_layer(path: Path) -> list[Feature]:
    """The features of a GeoJSON file: properties, and geometries in lon, lat (EPSG:4326)."""
    collection = json.loads(path.read_text(encoding="utf-8"))
    return [(each["properties"], shapely.geometry.shape(each["geometry"])) for each in collection["features"]]


def polygons_of(geometry: BaseGeometry) -> list[BaseGeometry]:
    """The polygons in a geometry, without the lines and points that a clip along an edge leaves behind."""
    parts = shapely.get_parts(geometry, return_index=False)
    flat = [inner for part in parts for inner in shapely.get_parts(part)]
    return [each for each in flat if each.geom_type == "Polygon" and not each.is_empty]


def clipped(geometry: BaseGeometry, area: BaseGeometry) -> BaseGeometry:
    """The polygons of a geometry inside an area, all in lon, lat; a single polygon stays one."""
    parts = polygons_of(geometry.intersection(area))
    return parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)


def _feature(properties: Mapping[str, Any], geometry: BaseGeometry) -> str:
    shape = json.loads(shapely.to_geojson(shapely.orient_polygons(geometry, exterior_cw=False)))
    shape["coordinates"] = _rounded(shape["coordinates"])
    feature = {"type": "Feature", "properties": dict(properties), "geometry": shape}
    return json.dumps(feature, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def _rounded(coordinates: Any) -> Any:
    if isinstance(coordinates, float | int):
        return round(float(coordinates), DECIMALS)
    return [_rounded(each) for each in coordinates]
