"""The states of the world by what they had done about the Convention on a day: one map of all, one of the states around a war."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import altair as alt
import numpy as np
import shapely
from shapely.geometry import mapping, shape
from shapely.geometry.base import BaseGeometry

from strikemap.model.dataset import Dataset
from strikemap.output.charts.look import dressed
from strikemap.output.looks import colours
from strikemap.output.pictures.marks import mixed
from strikemap.query.treaty import (
    IN_FORCE,
    JOINED,
    LEFT,
    OUTSIDE,
    SIGNED,
    STATUS_WORDS,
    UNCLEAR,
    UNDATED,
    State,
    Treaty,
)

WORLD: Final = "regions/world.geojson"
"""File of the shapes, below the dataset folder."""

NO_LIST: Final = "in no list read, or a territory"
HEIGHT_PX: Final = 300
SMALL_DEG2: Final = 0.35
"""A state smaller than this, in square degrees, gets a dot."""

OCHRE: Final = "#a37102"
"""Neither signed nor joined: away from the blue of the ban, and no colour of a side or of a report."""

AROUND_DEG: Final = (15.0, 10.5)
"""How far the second map reaches from the middle of a dataset: degrees of longitude and of latitude."""

NAME_DEG: Final = (5.0, 1.3)
"""Two names nearer to each other than this, in degrees, are set one above the other."""

FOOT: Final = "By the lists read. Shapes: made with Natural Earth, coarse. Borders and names imply no endorsement."


@dataclass(frozen=True)
class Land:
    """One country or territory as it is drawn. lon, lat : a point inside, degrees; area : square degrees."""

    iso3: str
    name: str
    lon: float
    lat: float
    area: float
    geometry: BaseGeometry


@lru_cache(maxsize=4)
def lands_of(dataset: Dataset) -> tuple[Land, ...]:
    """The shapes of a dataset's world file, EPSG:4326; () where it has none, or none that can be read."""
    try:
        features = json.loads((dataset.folder / WORLD).read_bytes())["features"]
        return tuple(_land(each) for each in features)
    except (OSError, ValueError, KeyError, TypeError, shapely.errors.ShapelyError):
        return ()


def _land(feature: Any) -> Land:
    told = feature["properties"]
    # what draws the map takes the inside of a ring to lie to its right, unlike RFC 7946
    turned = shapely.orient_polygons(shape(feature["geometry"]), exterior_cw=True)
    return Land(str(told["iso3"]), str(told["name_en"]), float(told["lon"]), float(told["lat"]), float(told["area"]), turned)


def fills(theme: str) -> dict[str, str]:
    """The fill of each status in its words: the more bound, the stronger; what nobody lists is bare land."""
    paper, marks = colours()["paper"][theme], colours()["marks"][theme]
    strong, land = paper["waterName"], paper["land"]
    shares = {IN_FORCE: 0.0, JOINED: 0.3, UNDATED: 0.3, SIGNED: 0.5}
    known = {status: mixed(strong, land, share) for status, share in shares.items()}
    known |= {UNCLEAR: mixed(marks["soft"], land, 0.6), OUTSIDE: mixed(OCHRE, land, 0.35), LEFT: mixed(OCHRE, land, 0.35)}
    return {words: known[status] for status, words in STATUS_WORDS.items()} | {NO_LIST: land}


def world_chart(lands: Sequence[Land], treaty: Treaty, theme: str, *, title: str, says: str) -> Any:
    """The whole world; states too small to be seen as dots."""
    states = {each.iso3: each for each in treaty.states}
    dots = [each for each in lands if each.area < SMALL_DEG2 and each.iso3 in states]
    layers = [_areas(lands, states, theme), *([_dots(dots, states, theme)] if dots else [])]
    chart = alt.layer(*layers).project(type="equalEarth").properties(height=HEIGHT_PX)
    return dressed(chart, theme, title=title, says=says, foot=FOOT)


def around_chart(lands: Sequence[Land], treaty: Treaty, middle: tuple[float, float], theme: str, *, title: str) -> Any:
    """The states around a point, those that had done neither by name. middle : longitude and latitude, degrees."""
    states = {each.iso3: each for each in treaty.states}
    near = _cut(lands, middle)
    layers = [_areas(near, states, theme, legend=False), *_names(near, states, theme)]
    chart = alt.layer(*layers).project(type="identity", reflectY=True).properties(height=HEIGHT_PX)
    return dressed(chart, theme, title=title, says="The same colours. By name: neither signed nor joined.")


def ban_alt(treaty: Treaty, says: str) -> str:
    """The map in words, with its numbers."""
    parts = [f"{words} {treaty.numbers[status]:,}" for status, words in STATUS_WORDS.items() if treaty.numbers[status]]
    return f"Map of the world by status. {says} States by status: {'; '.join(parts)}."


def _cut(lands: Sequence[Land], middle: tuple[float, float]) -> list[Land]:
    """The lands around a point, on a plane that keeps lengths at its latitude; what lies beyond the frame is cut off."""
    lon, lat = middle
    frame = shapely.box(lon - AROUND_DEG[0], lat - AROUND_DEG[1], lon + AROUND_DEG[0], lat + AROUND_DEG[1])
    narrow = np.array([np.cos(np.radians(lat)), 1.0])
    near = []
    for each in lands:
        inside = shapely.make_valid(each.geometry).intersection(frame)
        if parts := [part for part in shapely.get_parts(inside) if part.geom_type == "Polygon" and not part.is_empty]:
            flat = shapely.transform(shapely.MultiPolygon(parts), lambda positions: positions * narrow)
            x, y = shapely.maximum_inscribed_circle(flat, tolerance=0.1).coords[0]
            near.append(Land(each.iso3, each.name, float(x), float(y), each.area, flat))
    return near


def _row(land: Land, states: dict[str, State]) -> dict[str, Any]:
    state = states.get(land.iso3)
    told = {"name": state.country if state else land.name, "status": STATUS_WORDS[state.status] if state else NO_LIST}
    return told | {"joined": (state.joined if state else "") or "not stated", "force": (state.force if state else "") or "not stated"}


_TIPS: Final = (("name", "state"), ("status", "status"), ("joined", "ratified or acceded"), ("force", "in force for it from"))


def _areas(lands: Sequence[Land], states: dict[str, State], theme: str, *, legend: bool = True) -> Any:
    marks = colours()["marks"][theme]
    features = [{"type": "Feature", "geometry": mapping(each.geometry), "properties": _row(each, states)} for each in lands]
    shown = alt.Legend(orient="bottom", columns=2, symbolType="square", symbolSize=160, labelLimit=330, symbolStrokeColor=marks["soft"])
    return (
        # a plain value: of an object of its own the library would look at each coordinate several times
        alt.Chart({"values": features})
        .mark_geoshape(strokeWidth=0.6, stroke=colours()["paper"][theme]["border"])
        .encode(
            fill=alt.Fill("properties.status:N", title=None, scale=_scale(features, theme), legend=shown if legend else None),
            tooltip=[alt.Tooltip(f"properties.{field}:N", title=title) for field, title in _TIPS],
        )
    )  # fmt: skip


def _scale(features: Sequence[dict[str, Any]], theme: str) -> alt.Scale:
    present = {each["properties"]["status"] for each in features}
    shown = {words: fill for words, fill in fills(theme).items() if words in present}
    return alt.Scale(domain=list(shown), range=list(shown.values()))


def _dots(lands: Sequence[Land], states: dict[str, State], theme: str) -> Any:
    known = fills(theme)
    rows = [_row(each, states) | {"lon": each.lon, "lat": each.lat} for each in lands]
    return (
        alt.Chart(alt.InlineData(values=[each | {"ink": known[each["status"]]} for each in rows]))
        .mark_circle(size=26, opacity=1, stroke=colours()["marks"][theme]["soft"], strokeWidth=0.6)
        .encode(
            longitude="lon:Q", latitude="lat:Q", color=alt.Color("ink:N", scale=None),
            tooltip=[alt.Tooltip(f"{field}:N", title=title) for field, title in _TIPS],
        )
    )  # fmt: skip


def _names(lands: Sequence[Land], states: dict[str, State], theme: str) -> list[Any]:
    marks = colours()["marks"][theme]
    rows = _apart(
        [
            {"lon": each.lon, "lat": each.lat, "name": states[each.iso3].country}
            for each in lands
            if each.iso3 in states and states[each.iso3].status == OUTSIDE
        ]
    )
    if not rows:
        return []
    text = alt.Chart(alt.InlineData(values=rows)).encode(longitude="lon:Q", latitude="lat:Q", text="name:N")
    look: dict[str, Any] = {"fontSize": 11.5, "fontWeight": 600}
    halo = text.mark_text(**look, color=marks["paper"], stroke=marks["paper"], strokeWidth=3)
    return [halo, text.mark_text(**look, color=marks["text"])]


def _apart(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Names that would lie on each other, each moved half a line away from the other."""
    for at, one in enumerate(rows):
        for other in rows[at + 1 :]:
            if abs(one["lon"] - other["lon"]) < NAME_DEG[0] and abs(gap := one["lat"] - other["lat"]) < NAME_DEG[1]:
                move = (NAME_DEG[1] - abs(gap)) / 2
                up, down = (one, other) if gap >= 0 else (other, one)
                up["lat"], down["lat"] = up["lat"] + move, down["lat"] - move
    return rows
