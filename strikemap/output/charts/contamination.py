"""Where unexploded ordnance is reported, as discs within which the place may lie; and what a source says a weapon leaves, to scale."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Any, Final

import altair as alt
import pandas as pd
import shapely
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from strikemap.output.charts.look import dressed
from strikemap.output.looks import colours
from strikemap.query.contamination import NOT_SAFE
from strikemap.query.footprint import ILLUSTRATIVE, Figure
from strikemap.query.regions.outlines import Regions, flattened

HEIGHT_PX: Final = 360
WIDE: Final = 1.35
"""Width of the map to its height: it stands between words and a list."""

MARGIN_M: Final = 25_000
SIMPLE_M: Final = 300
BAR_M: Final = 20_000
UNIT_M: Final = 100.0
"""Coordinates are written in hundreds of metres: finer ones cannot be seen."""

LETTERS: Final = 30
MOST_NAMES: Final = 40
ROW_PX: Final = 46
FOOT: Final = "A disc holds the place of a report, not the ordnance: it may lie anywhere in it, or beyond. Outlines imply no endorsement."
NO_PLACE: Final = "Not of any place on this map."


def sightings_chart(places: pd.DataFrame, regions: Regions, theme: str, *, title: str, says: str) -> Any:
    """The places of sightings as discs of their radius, over the outlines of regions.

    places : as `contamination.places_of` gives it, at least one row.
    """
    marks, paper = colours()["marks"][theme], colours()["paper"][theme]
    middle = regions.middle_lat or float(places["lat"].mean())
    points = [flattened(shapely.Point(lon, lat), middle) for lon, lat in zip(places["lon"], places["lat"], strict=True)]
    discs = [point.buffer(radius) for point, radius in zip(points, places["radius_m"], strict=True)]
    frame = _frame(discs)
    ground = [area for each in regions.regions if not (area := _simple(each.flat, frame)).is_empty]
    told = [
        {"place": row["place"], "radius": f"{row['radius_m'] / 1000:g} km", "sightings": row["sightings"], "reports": row["reports"]}
        for row in places.to_dict("records")
    ]
    tips = [alt.Tooltip(f"properties.{name}", title=name) for name in ("place:N", "radius:N", "sightings:Q", "reports:Q")]
    layers = [
        _shapes([(frame, {})]).mark_geoshape(fill=paper["page"], stroke=paper["neatline"], strokeWidth=0.8),
        *([_shapes([(area, {}) for area in ground]).mark_geoshape(fill=paper["land"], stroke=paper["district"], strokeWidth=0.8)] if ground else []),
        _shapes(list(zip(discs, told, strict=True))).mark_geoshape(fill=marks["ink"], fillOpacity=0.3, stroke=marks["ink"], strokeWidth=1.3).encode(tooltip=tips),
        *_names(points, told, marks),
        *_scale_bar(frame, marks),
    ]
    chart = alt.layer(*layers).project(type="identity", reflectY=True).properties(height=HEIGHT_PX)
    return dressed(chart, theme, title=title, says=says, foot=f"{FOOT} {NOT_SAFE}")


def sightings_alt(places: pd.DataFrame, scope: str) -> str:
    """The discs in words, with their numbers."""
    parts = [f"{row['place']}, within {row['radius_m'] / 1000:g} km: {row['sightings']:,} sightings" for row in places.to_dict("records")]
    return f"Map of sightings of unexploded ordnance, {scope}. {'; '.join(parts)}."


def _frame(discs: Sequence[BaseGeometry]) -> BaseGeometry:
    west, south, east, north = shapely.total_bounds(discs)
    tall = north - south + 2 * MARGIN_M
    wide = max(east - west + 2 * MARGIN_M, tall * WIDE)
    tall = max(tall, wide / WIDE)
    x, y = (west + east) / 2, (south + north) / 2
    return shapely.box(x - wide / 2, y - tall / 2, x + wide / 2, y + tall / 2)


def _simple(area: BaseGeometry, frame: BaseGeometry) -> BaseGeometry:
    return shapely.make_valid(area).intersection(frame).simplify(SIMPLE_M)


def _shapes(shapes: Sequence[tuple[BaseGeometry, dict[str, object]]]) -> Any:
    features = [
        {"type": "Feature", "geometry": mapping(shapely.transform(shape, lambda positions: (positions / UNIT_M).round())), "properties": told}
        for shape, told in shapes
    ]
    return alt.Chart({"values": features})


def _names(points: Sequence[BaseGeometry], told: Sequence[dict[str, Any]], marks: dict[str, Any]) -> list[Any]:
    rows = [
        {"x": point.x / UNIT_M, "y": point.y / UNIT_M, "name": f"{_short(str(each['place']))}  n = {each['sightings']:,}"}
        for point, each in list(zip(points, told, strict=True))[:MOST_NAMES]
    ]
    text = alt.Chart({"values": rows}).encode(longitude="x:Q", latitude="y:Q", text="name:N")
    look: dict[str, Any] = {"align": "left", "dx": 12, "fontSize": 12.5, "fontWeight": 600}
    halo = text.mark_text(**look, color=marks["paper"], stroke=marks["paper"], strokeWidth=3)
    return [halo, text.mark_text(**look, color=marks["text"])]


def _short(name: str) -> str:
    return textwrap.shorten(name, LETTERS, placeholder="\N{HORIZONTAL ELLIPSIS}")


def _scale_bar(frame: BaseGeometry, marks: dict[str, Any]) -> list[Any]:
    west, south, east, north = frame.bounds
    left, low = west + (east - west) * 0.03, south + (north - south) * 0.05
    line = shapely.LineString([(left, low), (left + BAR_M, low)])
    words = [{"x": (left + BAR_M) / UNIT_M, "y": low / UNIT_M, "name": f"{BAR_M // 1000} km"}]
    return [
        _shapes([(line, {})]).mark_geoshape(filled=False, stroke=marks["soft"], strokeWidth=2),
        alt.Chart({"values": words}).mark_text(align="left", dx=6, fontSize=11.5, color=marks["soft"]).encode(longitude="x:Q", latitude="y:Q", text="name:N"),
    ]


def footprint_chart(figures: Sequence[Figure], theme: str) -> Any:
    """Lengths of footprints to one scale. figures : those that have one."""
    marks = colours()["marks"][theme]
    rows = pd.DataFrame([{"name": each.name, "metres": each.length_m, "words": f"{each.length_m:,} m"} for each in figures])
    y = alt.Y("name:N", sort=None, title=None, axis=_quiet())
    bars = alt.Chart(rows).mark_bar(height=10, color=marks["tint"], stroke=marks["ink"], strokeDash=[4, 3]).encode(
        y=y, x=alt.X("metres:Q", title="metres, as a length")
    )  # fmt: skip
    numbers = alt.Chart(rows).mark_text(align="left", dx=6).encode(y=y, x="metres:Q", text="words:N")
    chart = (bars + numbers).properties(height=ROW_PX * len(rows))
    return dressed(chart, theme, title=f"Length of a footprint, {ILLUSTRATIVE}", says=_says(figures), foot=NO_PLACE)


def band_chart(figures: Sequence[Figure], theme: str) -> Any:
    """Shares of submunitions that failed, as bands from the lowest to the highest sourced figure. figures : those that have one."""
    marks = colours()["marks"][theme]
    rows = pd.DataFrame([{"name": each.name, "low": each.low, "high": each.high, "words": each.band} for each in figures])
    y = alt.Y("name:N", sort=None, title=None, axis=_quiet())
    top = max(0.05, float(rows["high"].max()) * 1.35)
    x = alt.X("low:Q", title="share said to have failed to explode", axis=alt.Axis(format="%", tickCount=5), scale=alt.Scale(domain=[0, top]))
    bars = alt.Chart(rows).mark_bar(height=12, color=marks["tint"], stroke=marks["ink"], strokeDash=[4, 3]).encode(y=y, x=x, x2="high:Q")
    numbers = alt.Chart(rows).mark_text(align="left", dx=6).encode(y=y, x="high:Q", text="words:N")
    chart = (bars + numbers).properties(height=ROW_PX * len(rows))
    return dressed(chart, theme, title=f"Share that failed, {ILLUSTRATIVE}", says=_says(figures), foot=NO_PLACE)


def figures_alt(figures: Sequence[Figure]) -> str:
    """The figures in words, with their sources."""
    parts = [
        f"{each.name}: {'; '.join(words for words in (f'footprint {each.length_m:,} m long' if each.length_m is not None else '', f'{each.band} failed' if each.band else '') if words)}"
        f" ({each.source_words})"
        for each in figures
    ]
    return f"Bars, {ILLUSTRATIVE}: {'. '.join(parts)}."


def _says(figures: Sequence[Figure]) -> str:
    """The sources of every figure: they go where the chart goes."""
    return " ".join(f"{each.name}: {each.source_words}." for each in figures)


def _quiet() -> alt.Axis:
    return alt.Axis(ticks=False, domain=False, labelLimit=190)
