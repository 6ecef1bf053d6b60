"""The map of regions as a chart that can be taken away: the colours of the page, its legend, its numbers on the areas."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import altair as alt
import pandas as pd
import shapely
from shapely.geometry import mapping

from strikemap.output.charts.look import dressed
from strikemap.output.looks import colours
from strikemap.query.regions.counting import FEW, Measure
from strikemap.query.regions.outlines import Region, Regions
from strikemap.query.wording import Labels

FOOT: Final = (
    "Claims by the sources, not findings. No report does not mean no strike. Outlines: made with Natural Earth, coarse; they say nothing of"
    " who held or ought to hold what."
)
POSSIBLE: Final = "only possible reports"
NONE: Final = "none reported in these days"
LACKING: Final[Mapping[Measure, str]] = {"count": "", "rate": "no sourced population", "share": f"fewer than {FEW} certain reports"}
HEADS: Final[Mapping[Measure, str]] = {
    "count": "Certain reports", "rate": "Certain reports per 100,000 people", "share": "Share of certain reports",
}  # fmt: skip

HEIGHT_PX: Final = 470
WIDTH_PX: Final = 760
MARGIN_M: Final = 25_000
SIMPLE_M: Final = 400
"""Half a pixel of the chart: finer outlines cannot be seen."""
LETTER_PX: Final = 6.2


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
    """Areas filled by their class, with the number of certain reports on each.

    counted : from `with_people`. breaks : from `scale_of`.
    """
    marks, paper = colours()["marks"][theme], colours()["paper"][theme]
    rows: dict[str, dict[str, Any]] = {str(row["region_id"]): {str(key): value for key, value in row.items()} for row in counted.to_dict("records")}
    words = [class_words(breaks, at, measure) for at in range(len(breaks))]
    domain = [*reversed(words), *([LACKING[measure]] if LACKING[measure] else []), POSSIBLE, NONE]
    fills = [*reversed(inks(breaks, theme)), *([paper["district"]] if LACKING[measure] else []), paper["land"], paper["land"]]
    values = [_feature(each, rows.get(each.region_id), class_of(rows.get(each.region_id), breaks, measure)) for each in _in_sight(regions, rows)]
    areas = (
        alt.Chart(alt.InlineData(values=values))
        .mark_geoshape(strokeWidth=0.7)
        .encode(
            fill=alt.Fill("properties.class:N", title=HEADS[measure], scale=alt.Scale(domain=domain, range=fills), legend=alt.Legend(orient="right", symbolType="square", symbolSize=200, labelLimit=220, symbolStrokeColor=marks["soft"])),
            stroke=alt.condition(f"datum.properties.class == '{POSSIBLE}'", alt.value(marks["ink"]), alt.value(paper["page"])),
            strokeDash=alt.condition(f"datum.properties.class == '{POSSIBLE}'", alt.value([3, 2]), alt.value([1, 0])),
            tooltip=[alt.Tooltip("properties.name:N", title="region"), alt.Tooltip("properties.certain:Q", title="certain"), alt.Tooltip("properties.possible:Q", title="possible")],
        )
    )  # fmt: skip
    chart = areas.project(type="identity", reflectY=True).properties(width="container", height=HEIGHT_PX)
    return dressed(chart, theme, title=title, says=says, foot=FOOT)


def _in_sight(regions: Regions, rows: Mapping[str, Any]) -> list[Region]:
    """The regions with reports and those beside them; all of them where none has any."""
    named = [each.flat for each in regions.regions if each.region_id in rows]
    if not named:
        return list(regions.regions)
    frame = shapely.box(*shapely.total_bounds(named)).buffer(MARGIN_M)
    return [each for each in regions.regions if frame.contains(shapely.centroid(each.flat)) or each.region_id in rows]


def _feature(region: Region, row: Mapping[str, Any] | None, words: str) -> dict[str, Any]:
    area = shapely.transform(shapely.simplify(region.flat, SIMPLE_M), lambda metres: (metres / 100).round())
    return {
        "type": "Feature",
        "geometry": mapping(area),
        "properties": {
            "name": region.name, "class": words, "certain": int(row["certain"]) if row else 0, "possible": int(row["possible"]) if row else 0,
        },
    }  # fmt: skip


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
