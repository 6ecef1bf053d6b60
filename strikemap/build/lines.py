"""Draw the approximate outlines of the former oblast, of the de facto area, and the line of contact.

They are this project's own drawing: district borders where these serve, and between them control points set by hand
from the gazetteer, each with its reason in control_points.csv. Nothing here tells who ought to hold what.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import shapely
from shapely.geometry import LineString, Point
from shapely.geometry.base import BaseGeometry
from shapely.ops import split

from strikemap.build.basemap.geojson import read_layer, write_layer
from strikemap.errors import BuildError

CONTROL_POINTS: Final = Path(__file__).with_name("control_points.csv")

OBLAST_WHOLE: Final = ("khojaly", "khankendi", "shusha-city")
"""Today's districts that lie in the former oblast as a whole."""
OBLAST_PARTLY: Final[Mapping[str, tuple[str, Point]]] = {
    "shusha": ("lachin", Point(46.76, 39.72)),
    "khojavend": ("jabrayil", Point(47.03, 39.517)),
    "tartar": ("tartar", Point(46.813, 40.215)),
    "kalbajar": ("kalbajar", Point(46.544, 40.053)),
}
"""Districts of which a part was in it: the cut that divides them, and a spot (lon, lat) on the side of the oblast: south
of Shusha, Hadrut, Martakert, and Vank."""
DE_FACTO_WHOLE: Final = (*OBLAST_WHOLE, "shusha", "khojavend", "kalbajar", "lachin", "gubadli", "zangilan", "jabrayil")
"""Districts that the de facto authorities held as a whole, or up to the line of contact."""
DE_FACTO_PARTLY: Final = ("tartar", "aghdam", "aghjabadi", "fuzuli")
"""Districts that the line of contact divided; of Aghjabadi only a corner of its generalised polygon lies across it."""
_IN_DE_FACTO: Final = Point(46.752, 39.816)
"""Stepanakert, lon and lat."""


def build_lines(folder: Path) -> None:
    """Write the three files of lines/ below a dataset folder that has its regions/ already.

    Reads regions/azerbaijan-districts.geojson and control_points.csv, all in lon, lat (EPSG:4326).
    Raises BuildError when a district is missing.
    """
    districts = _districts(folder)
    cuts = read_cuts()
    de_facto = _de_facto(districts, cuts["contact"])
    write_layer(folder / "lines" / "oblast-1991.geojson", [(_OBLAST, _oblast(districts, cuts))])
    write_layer(folder / "lines" / "de-facto-1994-2020.geojson", [(_DE_FACTO, de_facto)])
    write_layer(folder / "lines" / "contact-line-1994-2020.geojson", [(_CONTACT, _contact_line(de_facto, districts))])


def read_control_points() -> list[dict[str, str]]:
    """Our own points: the cut they belong to, lon and lat (EPSG:4326), places to either side, and the reason."""
    with CONTROL_POINTS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read_cuts() -> dict[str, LineString]:
    """The cuts by name, as lines in lon, lat (EPSG:4326)."""
    points: dict[str, list[tuple[float, float]]] = {}
    for row in read_control_points():
        points.setdefault(row["cut"], []).append((float(row["lon"]), float(row["lat"])))
    return {name: LineString(each) for name, each in points.items()}


def _oblast(districts: Mapping[str, BaseGeometry], cuts: Mapping[str, LineString]) -> BaseGeometry:
    parts = [districts[name] for name in OBLAST_WHOLE]
    parts += [_side(districts[name], cuts[cut], spot) for name, (cut, spot) in OBLAST_PARTLY.items()]
    return _one_piece(parts)


def _de_facto(districts: Mapping[str, BaseGeometry], cut: LineString) -> BaseGeometry:
    whole = _one_piece([districts[name] for name in (*DE_FACTO_WHOLE, *DE_FACTO_PARTLY)])
    return _side(whole, cut, _IN_DE_FACTO)


def _contact_line(de_facto: BaseGeometry, districts: Mapping[str, BaseGeometry]) -> BaseGeometry:
    """The edge of the de facto area inside Azerbaijan: what is left of its outline without the state border."""
    # a corner that was computed lies next to the border, not on it: a band of about a centimetre takes it along
    state_border = shapely.union_all(list(districts.values())).boundary.buffer(1e-7)
    parts = [part for part in shapely.get_parts(de_facto.exterior.difference(state_border)) if part.length > 0]
    line = shapely.line_merge(shapely.MultiLineString(parts))
    longest = max(shapely.get_parts(line), key=lambda part: float(part.length))
    first, last = shapely.get_point(longest, 0), shapely.get_point(longest, -1)
    return longest if first.x < last.x else longest.reverse()


def _side(area: BaseGeometry, cut: LineString, inside: Point) -> BaseGeometry:
    """The piece of an area, cut along a line, that holds a point."""
    pieces = [piece for piece in split(area, cut).geoms if piece.contains(inside)]
    if not pieces:
        raise BuildError(f"no piece of the area holds {inside.wkt}. Check control_points.csv against the districts")
    return pieces[0]


def _one_piece(parts: Sequence[BaseGeometry]) -> BaseGeometry:
    """The union of polygons without the pinholes that shared corners can leave."""
    largest = max(shapely.get_parts(shapely.union_all(list(parts))), key=lambda part: float(part.area))
    return shapely.Polygon(largest.exterior)


def _districts(folder: Path) -> dict[str, BaseGeometry]:
    layer = read_layer(folder / "regions" / "azerbaijan-districts.geojson")
    districts = {str(properties["region_id"]): geometry for properties, geometry in layer}
    missing = sorted({*DE_FACTO_WHOLE, *DE_FACTO_PARTLY} - set(districts))
    if missing:
        raise BuildError(f"regions/azerbaijan-districts.geojson lacks {', '.join(missing)}; run make data again")
    return districts


def _words(region_id: str, name: str, valid_from: str, valid_to: str, drawn_from: str) -> dict[str, Any]:
    return {
        "region_id": region_id,
        "name_en": name,
        "valid_from": valid_from,
        "valid_to": valid_to,
        "approximate": True,
        "drawn_from": drawn_from,
    }


_OBLAST: Final = _words(
    "nagorno-karabakh",
    "Former Nagorno-Karabakh Autonomous Oblast",
    "1923-07-07",
    "1991-11-26",
    "Borders of the present districts of Khojaly, Shusha and Khojavend; in Tartar and Kalbajar districts, of which "
    "the oblast held a part, and around Lachin and Jabrayil, control points of this project between towns that belonged "
    "to it and towns that did not.",
) | {
    "label": "Nagorno-Karabakh",
    "label_sources": "Nagorno-Karabakh",
    "label_armenian": "Nagorno-Karabakh",
    "label_azerbaijani": "Nagorno-Karabakh",
    "label_local": "Լեռնային Ղարաբաղ / Dağl\N{LATIN SMALL LETTER DOTLESS I}q Qarabağ",
}
_DE_FACTO: Final = _words(
    "",
    "Area under the de facto authorities",
    "1994-05-12",
    "2020-09-27",
    "Borders of the present districts held as a whole; to the east the line of contact as drawn by this project.",
)
_CONTACT: Final = _words(
    "",
    "Line of contact",
    "1994-05-12",
    "2020-09-27",
    "In the north borders of Kalbajar and Tartar districts along the Murov ridge; in the east control points of this "
    "project between places that one side or the other is reported to have held in September 2020.",
)
