"""The map of regions as a chart that can be taken away: the colours of the page, its legend, its numbers on the areas."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import altair as alt
import numpy as np
import pandas as pd
import shapely
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from strikemap.output.charts.look import dressed
from strikemap.output.looks import colours
from strikemap.query.regions.counting import FEW, Measure
from strikemap.query.regions.outlines import Region, Regions
from strikemap.query.wording import Labels

FOOT: Final = (
    "Numbers: reports certainly there, claims by the sources, not findings. No report does not mean no strike. Outlines: made with Natural Earth, coarse; they say nothing of"
    " who held or ought to hold what."
)
POSSIBLE: Final = "only reports possibly there"
NONE: Final = "none reported in these days"
LACKING: Final[Mapping[Measure, str]] = {"count": "", "rate": "no sourced population", "share": f"fewer than {FEW} reports certainly there"}
HEADS: Final[Mapping[Measure, str]] = {
    "count": "Reports certainly there", "rate": "Reports certainly there, per 100,000 people", "share": "Share of the reports certainly there",
}  # fmt: skip

HEIGHT_PX: Final = 470
WIDTH_PX: Final = 760
MARGIN_M: Final = 25_000
SIMPLE_M: Final = 400
"""Half a pixel of the chart: finer outlines cannot be seen."""
KEPT: Final = 400
"""Areas kept as they are drawn."""

HATCH_STEP: Final = 40
"""Hundreds of metres between two lines of a hatching."""


def class_words(breaks: Sequence[float], at: int, measure: Measure) -> str:
    """A class of the scale in the words of a legend."""
    last = at == len(breaks) - 1
    if measure == "share":
        return f"{breaks[at]:.0%} to {'100%' if last else f'under {breaks[at + 1]:.0%}'}"
    if last:
        return f"{breaks[at]:g} or more"
    if measure == "rate":
        return f"{breaks[at]:g} to under {breaks[at + 1]:g}" if at else f"under {breaks[1]:g}"
    low, high = int(breaks[at]), int(breaks[at + 1]) - 1
    return f"{low}" if low == high else f"{low} to {high}"


def inks(breaks: Sequence[float], theme: str) -> list[str]:
    """The colours of the classes; the strongest always stands for the most, as in the browser."""
    scale = colours()["classes"][theme]
    last = len(scale) - 1
    return [scale[last if len(breaks) == 1 else round(at * last / (len(breaks) - 1))] for at in range(len(breaks))]


def class_of(row: Mapping[str, Any] | None, breaks: Sequence[float], measure: Measure) -> str:
    """The words of the class of a region. row : its counts with people, rate and share; None = no report in these days."""
    if row is None:
        return NONE
    if measure == "rate" and pd.isna(row["rate"]):
        return LACKING["rate"]
    if not row["certain"]:
        return POSSIBLE
    if measure == "share" and row["certain"] < FEW:
        return LACKING["share"]
    value = {"count": row["certain"], "rate": row["rate"], "share": row["of_weapon"] / row["certain"]}[measure]
    at = sum(each <= value + 1e-9 for each in breaks) - 1
    return class_words(breaks, max(at, 0), measure)


def regions_chart(  # noqa: PLR0913
    regions: Regions, counted: pd.DataFrame, breaks: Sequence[float], measure: Measure, theme: str, *, title: str, says: str
) -> Any:
    """Areas filled by their class or hatched, with the number of certain reports on each.

    counted : from `with_people`. breaks : from `scale_of`.
    """
    marks, paper = colours()["marks"][theme], colours()["paper"][theme]
    rows = {str(row["region_id"]): {str(key): value for key, value in row.items()} for row in counted.to_dict("records")}
    words = [class_words(breaks, at, measure) for at in range(len(breaks))]
    drawn = [_Drawn(each, rows.get(each.region_id), class_of(rows.get(each.region_id), breaks, measure)) for each in _in_sight(regions, rows)]
    hatched = {POSSIBLE: marks["ink"]} | ({LACKING[measure]: marks["soft"]} if LACKING[measure] else {})
    fills = dict(zip(reversed(words), reversed(inks(breaks, theme)), strict=True)) | {NONE: paper["land"]}
    layers = [
        _filled(drawn, fills | dict.fromkeys(hatched, paper["land"]), list(fills), HEADS[measure], paper["page"], marks["soft"]),
        *_hatching([each for each in drawn if each.words in hatched], hatched),
        *_numbers([each for each in drawn if each.row and each.row["certain"]], paper["page"], marks["text"]),
    ]
    chart = alt.layer(*layers).project(type="identity", reflectY=True).resolve_scale(stroke="independent", fill="independent")
    return dressed(chart.properties(width=WIDTH_PX, height=HEIGHT_PX), theme, title=title, says=says, foot=FOOT)


@dataclass(frozen=True)
class _Drawn:
    """One region as it is drawn: with its numbers, None where no report is of it in these days, and the words of its class."""

    region: Region
    row: Mapping[str, Any] | None
    words: str


def _filled(drawn: Sequence[_Drawn], fills: Mapping[str, str], told: Sequence[str], head: str, line: str, rim: str) -> Any:  # noqa: PLR0913, PLR0917
    legend = alt.Legend(orient="bottom", columns=3, symbolType="square", symbolSize=220, labelLimit=220, titleLimit=320, symbolStrokeColor=rim, values=list(told))
    fill = alt.Fill("properties.class:N", title=head, scale=alt.Scale(domain=list(fills), range=list(fills.values())), legend=legend)
    tips = [alt.Tooltip(f"properties.{name}", title=title) for name, title in (("name:N", "region"), ("certain:Q", "certain"), ("possible:Q", "possible"))]
    return alt.Chart(alt.InlineData(values=[_feature(each) for each in drawn])).mark_geoshape(stroke=line, strokeWidth=0.7).encode(fill=fill, tooltip=tips)


def _hatching(drawn: Sequence[_Drawn], inks_by_words: Mapping[str, str]) -> list[Any]:
    """Lines across the areas that have no class; the files that leave know no patterns."""
    lines = [
        {"type": "Feature", "geometry": mapping(found), "properties": {"class": each.words}}
        for each in drawn if not (found := _hatch(each.region)).is_empty
    ]  # fmt: skip
    if not lines:
        return []
    legend = alt.Legend(orient="top-left", columns=1, symbolType="stroke", symbolStrokeWidth=2, labelLimit=220)
    scale = alt.Scale(domain=list(inks_by_words), range=list(inks_by_words.values()))
    stroke = alt.Stroke("properties.class:N", title="Hatched", scale=scale, legend=legend)
    return [alt.Chart(alt.InlineData(values=lines)).mark_geoshape(filled=False, strokeWidth=1).encode(stroke=stroke)]


@lru_cache(maxsize=KEPT)
def _hatch(region: Region) -> BaseGeometry:
    area = _page(region)
    west, south, east, north = area.bounds
    tall = north - south
    starts = np.arange(np.floor((west - tall) / HATCH_STEP) * HATCH_STEP, east, HATCH_STEP)
    return shapely.multilinestrings([[(start, south), (start + tall, north)] for start in starts]).intersection(area)


def _numbers(drawn: Sequence[_Drawn], halo: str, ink: str) -> list[Any]:
    values = [{"x": point.x, "y": point.y, "n": int(each.row["certain"])} for each in drawn if each.row for point in [_page(each.region).representative_point()]]
    if not values:
        return []
    text = alt.Chart(alt.InlineData(values=values)).encode(longitude="x:Q", latitude="y:Q", text="n:Q")
    return [text.mark_text(stroke=halo, strokeWidth=3, color=halo), text.mark_text(color=ink)]


def _in_sight(regions: Regions, rows: Mapping[str, Any]) -> list[Region]:
    """The regions with reports and those beside them; all of them where none has any."""
    named = [each.flat for each in regions.regions if each.region_id in rows]
    if not named:
        return list(regions.regions)
    frame = shapely.box(*shapely.total_bounds(named)).buffer(MARGIN_M)
    return [each for each in regions.regions if frame.contains(shapely.centroid(each.flat)) or each.region_id in rows]


@lru_cache(maxsize=KEPT)
def _page(region: Region) -> BaseGeometry:
    """The area in hundreds of metres, without what cannot be seen."""
    return shapely.make_valid(shapely.transform(shapely.simplify(region.flat, SIMPLE_M), lambda metres: (metres / 100).round()))


def _feature(drawn: _Drawn) -> dict[str, Any]:
    row = drawn.row or {"certain": 0, "possible": 0}
    told = {"name": drawn.region.name, "class": drawn.words, "certain": int(row["certain"]), "possible": int(row["possible"])}
    return {"type": "Feature", "geometry": mapping(_page(drawn.region)), "properties": told}


def regions_alt(counted: pd.DataFrame, title: str, scope: str, most: int = 12) -> str:
    """The map in words, with the numbers of the first regions."""
    said = "; ".join(f"{row.name} {row.certain:,} certain, {row.possible:,} possible" for row in counted.head(most).itertuples(index=False))
    more = f"; and {len(counted) - most:,} more regions" if len(counted) > most else ""
    return f"Map: {title}, {scope}. {said or 'No region has a report'}{more}."


def region_table(counted: pd.DataFrame, measure_weapon: str, populations: pd.DataFrame, labels: Labels) -> pd.DataFrame:
    """The ranked table as it leaves: counts, rate with its population, day and counter, share of a weapon with its n."""
    told = populations.set_index("region_id")[["as_of", "counted_by", "counts", "published_by", "url"]]
    table = counted.join(told.add_prefix("population_"), on="region_id")
    table = table.rename(columns={
        "people": "population", "rate": "certain_per_100000", "rate_most": "certain_and_possible_per_100000",
    })  # fmt: skip
    weapon = f"certain_with_{labels.of('weapon', measure_weapon).replace(' ', '_')}" if measure_weapon else ""
    return table.rename(columns={"of_weapon": weapon}) if weapon else table.drop(columns="of_weapon")
