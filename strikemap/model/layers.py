"""Look at the layer files of a dataset: whether each is there, whole, and of the shape its kind can draw."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from strikemap.model.checks import defects
from strikemap.model.problems import Problem

_AREAS: Final = frozenset({"Polygon", "MultiPolygon"})
_LINES: Final = frozenset({"LineString", "MultiLineString"})

GEOMETRIES: Final[Mapping[str, frozenset[str]]] = {
    "land": _AREAS,
    "water": _AREAS,
    "regions": _AREAS,
    "outline": _AREAS | _LINES,
    "rivers": _LINES,
    "line": _LINES,
    "places": frozenset({"Point"}),
    "strikes": frozenset({"Point"}),
}
"""What a layer of each kind draws. Kind "relief" is an image."""

MAY_LACK_GEOMETRY: Final = frozenset({"strikes"})
"""A report without a place is counted and listed; it has no mark."""

REMEDY_STRIKES: Final = "Make it again with: python -m strikemap build data"
MOST_LON: Final = 180
MOST_LAT: Final = 90
"""Ends of the world, degrees WGS84."""

_RIFF_HEADER_BYTES = 8


def layer_problems(folder: Path, layer: Mapping[str, Any]) -> Iterator[Problem]:
    """What is wrong with the file of one layer of dataset.toml; nothing where it can be drawn."""
    name = str(layer["file"])
    remedy = REMEDY_STRIKES if layer["kind"] == "strikes" else ""
    try:
        content = (folder / name).read_bytes()
    except OSError:
        yield defects()["missing_file"].problem(name, "the layer is missing or may not be read.", remedy=remedy)
        return
    if layer["kind"] == "relief":
        yield from _image_problems(name, content)
    else:
        yield from _geojson_problems(name, content, str(layer["kind"]), remedy)


def _image_problems(name: str, content: bytes) -> Iterator[Problem]:
    if content[:4] != b"RIFF" or content[8:12] != b"WEBP":
        yield defects()["unreadable_file"].problem(name, "this is no WebP image.")
    elif len(content) < (stated := int.from_bytes(content[4:8], "little") + _RIFF_HEADER_BYTES):
        yield defects()["cut_short"].problem(name, f"it has {len(content):,} of the {stated:,} bytes that it states.")


def _geojson_problems(name: str, content: bytes, kind: str, remedy: str) -> Iterator[Problem]:
    try:
        whole = json.loads(content)
    except ValueError:
        yield defects()["cut_short"].problem(name, "it does not end as a GeoJSON file does.", remedy=remedy)
        return
    if (
        not isinstance(whole, dict)
        or whole.get("type") != "FeatureCollection"
        or not isinstance(whole.get("features"), list)
    ):
        yield defects()["wrong_layer"].problem(name, "it is no FeatureCollection.", remedy=remedy)
        return
    for number, feature in enumerate(whole["features"]):
        if message := _feature_fault(feature, kind):
            label = feature.get("id", number) if isinstance(feature, dict) else number
            yield defects()["wrong_layer"].problem(name, message, feature=label, remedy=remedy)


def _feature_fault(feature: Any, kind: str) -> str:
    """What keeps a feature from being drawn, or ""."""
    if not isinstance(feature, dict) or not isinstance(feature.get("properties"), dict):
        return "it is no feature with properties."
    geometry = feature.get("geometry")
    if geometry is None:
        return "" if kind in MAY_LACK_GEOMETRY else "it has no geometry."
    found = geometry.get("type") if isinstance(geometry, dict) else None
    allowed = GEOMETRIES[kind]
    if found not in allowed:
        return f"its geometry is {found!r}; a layer of kind {kind} draws {', '.join(sorted(allowed))}."
    if not all(_in_world(lon, lat) for lon, lat in _positions(geometry.get("coordinates"))):
        return "a coordinate lies outside the world, or is no pair of longitude and latitude."
    return ""


def _positions(coordinates: Any) -> Iterator[tuple[Any, Any]]:
    """Every (lon, lat) of nested GeoJSON coordinates; a position of the wrong shape comes as (None, None)."""
    if not isinstance(coordinates, list) or not coordinates:
        yield None, None
    elif isinstance(coordinates[0], list):
        for each in coordinates:
            yield from _positions(each)
    else:
        yield (coordinates[0], coordinates[1]) if len(coordinates) > 1 else (None, None)


def _in_world(lon: Any, lat: Any) -> bool:
    return (
        isinstance(lon, int | float) and isinstance(lat, int | float) and abs(lon) <= MOST_LON and abs(lat) <= MOST_LAT
    )
