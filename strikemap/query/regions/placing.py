"""Which region a report lies in: by the name that its source gives, near a border also possibly in the next; never by force.

The outlines are coarse (docs/regions.md), so a name goes before a drawing, and a drawing alone counts only with room to spare.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd
import shapely

from strikemap.model.checks.outside_region import TOLERANCE_M
from strikemap.query.regions.outlines import METRES_PER_DEGREE, Region, Regions

COARSE: Final = "coarse"
OUTSIDE: Final = "outside"
UNPLACED: Final = "unplaced"
"""Why a report stands in no region: only a larger one is known, it lies in none of this map, it has no place."""

MOST_POSSIBLE: Final = 3
"""Regions that one place may possibly lie in; a place that could lie in more is too coarse for this map."""

_In = tuple[str, bool]
"""A region, and whether a place certainly lies in it."""

_PLACE: Final = ["lon", "lat", "radius_m", "place_precision", "region_ids"]


@dataclass(frozen=True)
class Placed:
    """Where reports lie.

    pairs : columns event_id, region_id, sure; one row for each region that a report lies in, certainly (sure) or possibly.
    apart : columns event_id, why (COARSE, OUTSIDE, UNPLACED), known (the regions that are known, joined by ";"); one row for each
    report in no region. Every report is in pairs or apart, never in both.
    """

    pairs: pd.DataFrame
    apart: pd.DataFrame


def place_reports(reports: pd.DataFrame, regions: Regions) -> Placed:
    """Find the regions of each report.

    reports : indexed by event_id, with lon, lat (degrees WGS84), radius_m (metres), place_precision and region_ids.
    """
    codes, places = _distinct(reports)
    found = [_Place(*row) for row in places.itertuples(index=False)]
    reached = zip(found, _reached(found, regions.regions, regions.middle_lat), _reached(found, regions.whole, regions.middle_lat), strict=True)
    answers = [_answer(place, near, around, regions) for place, near, around in reached]
    by_place: dict[int, list[int]] = {}
    for row, code in enumerate(codes):
        by_place.setdefault(int(code), []).append(row)
    pairs: list[tuple[str, str, bool]] = []
    apart: list[tuple[str, str, str]] = []
    ids = [str(each) for each in reports.index]
    for code, rows in by_place.items():
        answer = answers[code]
        if isinstance(answer, str):
            apart += [(ids[row], answer, found[code].region_ids) for row in rows]
        else:
            pairs += [(ids[row], region_id, sure) for row in rows for region_id, sure in answer]
    return Placed(
        pd.DataFrame(pairs, columns=["event_id", "region_id", "sure"]).astype({"event_id": "str", "region_id": "str", "sure": bool}),
        pd.DataFrame(apart, columns=["event_id", "why", "known"]).astype("str"),
    )


@dataclass(frozen=True)
class _Place:
    """One place as reports know it."""

    lon: float
    lat: float
    radius_m: float
    precision: str
    region_ids: str

    @property
    def named(self) -> frozenset[str]:
        return frozenset(each for each in self.region_ids.split(";") if each)

    @property
    def has_point(self) -> bool:
        return not np.isnan(self.lon)


@dataclass(frozen=True)
class _Near:
    """A region near a place. away : metres from the point, 0 inside; inside : metres to its border from within, 0 outside."""

    region_id: str
    away: float
    inside: float


def _distinct(reports: pd.DataFrame) -> tuple[np.ndarray, pd.DataFrame]:
    table = reports[_PLACE].astype({"lon": float, "lat": float, "place_precision": "str", "region_ids": "str"})
    table = table.assign(radius_m=pd.to_numeric(table["radius_m"]).astype("float64").fillna(0.0))
    codes = table.groupby(_PLACE, dropna=False, sort=False).ngroup().to_numpy()
    heads = table.assign(code=codes).drop_duplicates("code").sort_values("code")
    return codes, heads[_PLACE]


def _reached(places: list[_Place], regions: Sequence[Region], middle_lat: float) -> list[list[_Near]]:
    """The regions within radius and error of the outlines of each place."""
    scale = np.array([METRES_PER_DEGREE * np.cos(np.radians(middle_lat)), METRES_PER_DEGREE])
    near: list[list[_Near]] = [[] for _ in places]
    placed = [at for at, place in enumerate(places) if place.has_point]
    if not placed or not regions:
        return near
    points = shapely.points(np.array([(places[at].lon, places[at].lat) for at in placed]) * scale)
    areas = np.array([each.flat for each in regions])
    reach = np.array([places[at].radius_m + TOLERANCE_M for at in placed])
    which, area = shapely.STRtree(areas).query(points, predicate="dwithin", distance=reach)
    away = shapely.distance(points[which], areas[area])
    edge = shapely.distance(points[which], shapely.boundary(areas)[area])
    for one, two, metres, border in zip(which, area, away, edge, strict=True):
        near[placed[one]].append(_Near(regions[two].region_id, float(metres), float(border) if metres == 0 else 0.0))
    return near


def _answer(place: _Place, near: list[_Near], around: list[_Near], regions: Regions) -> list[_In] | str:
    """The regions that a place lies in, certainly or possibly; or why there is none."""
    named = sorted(place.named & regions.ids)
    if len(named) > 1:
        return _possible(named)
    if named:
        across = [] if place.precision == "district" else _over_the_border(place, around, named[0], regions)
        return _possible(named + [each for each in across if each in regions.ids]) if across else [(named[0], True)]
    if not place.has_point and not place.named:
        return UNPLACED
    shared = frozenset[str]().union(*(regions.overlapping.get(each, frozenset()) for each in place.named))
    if shared:
        far = place.precision != "district" and not any(each.region_id in shared for each in near)
        return _by_outline(place, near, shared) or (OUTSIDE if far else COARSE)
    if not place.named:
        return _by_outline(place, near, regions.ids) or OUTSIDE
    # named to a region that is not of this map, and near one that is
    return OUTSIDE if place.precision == "district" else _possible(_over_the_border(place, near, "", regions)) or OUTSIDE


def _possible(found: list[str]) -> list[_In]:
    return [(region_id, False) for region_id in found]


def _over_the_border(place: _Place, near: list[_Near], own: str, regions: Regions) -> list[str]:
    """Other regions that the radius reaches, not those that share ground with its own.

    An outline that holds the point itself contradicts the name, so it is wrong there.
    """
    found = (each.region_id for each in near if each.region_id != own and 0 < each.away <= place.radius_m)
    return sorted(each for each in found if own not in regions.overlapping.get(each, frozenset()))


def _by_outline(place: _Place, near: list[_Near], among: frozenset[str]) -> list[_In]:
    """By drawing alone: certain only where radius and the error of the outlines fit inside; else possible in each that is reached."""
    room = place.radius_m + TOLERANCE_M
    if inside := [each.region_id for each in near if each.region_id in among and each.inside >= room]:
        return [(inside[0], True)]
    found = sorted(each.region_id for each in near if each.region_id in among)
    return _possible(found) if len(found) <= MOST_POSSIBLE else []
