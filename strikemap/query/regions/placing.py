"""Which region a report lies in: by the name that its source gives, near a border also possibly in the next; never by force.

The outlines are coarse (docs/regions.md), so a name goes before a drawing, and a drawing alone counts only with room to spare.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from strikemap.model.checks.outside_region import TOLERANCE_M
from strikemap.query.regions.outlines import ALL, METRES_PER_DEGREE, Region, Regions

COARSE: Final = "coarse"
OUTSIDE: Final = "outside"
UNPLACED: Final = "unplaced"
"""Why a report stands in no region: only a larger one is known, it lies in none of this map, it has no place."""

MOST_POSSIBLE: Final = 3
"""Regions that one place may possibly lie in; a place that could lie in more is too coarse for this map."""

ROW: Final = "row"
"""Column that keeps the position of a report in the table that was placed, through filters."""

_PLACE: Final = ["lon", "lat", "radius_m", "exact", "region_ids"]

Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Placed:
    """Where the reports of a table lie; `row` is the position of a report in it.

    pairs : columns row, region_id (categorical), sure; one row for each region that a report lies in, certainly (sure) or possibly.
    apart : columns row, why (COARSE, OUTSIDE, UNPLACED), known (the regions that are known, joined by ";"); one row for each
    report in no region. Every report is in pairs or apart, never in both. size : reports of the table.
    """

    pairs: pd.DataFrame
    apart: pd.DataFrame
    size: int


def numbered(reports: pd.DataFrame) -> pd.DataFrame:
    """The reports with the position of each as the column ROW."""
    return reports.assign(**{ROW: np.arange(len(reports))})


def place_reports(reports: pd.DataFrame, regions: Regions) -> Placed:
    """Find the regions of each report.

    reports : with lon, lat (degrees WGS84), radius_m (metres), place_precision and region_ids.
    """
    codes, places = _distinct(reports)
    found = _Answers(len(places), [each.region_id for each in regions.regions])
    near = _near(places, regions.regions, regions.middle_lat)
    around = near if regions.level == ALL else _near(places, regions.whole, regions.middle_lat)
    alike = places.assign(placed=places["lon"].notna()).groupby(["region_ids", "exact", "placed"], sort=False)
    number = alike.ngroup().to_numpy()
    for at, head in enumerate(alike.head(1).itertuples(index=False)):
        named = frozenset(filter(None, str(head.region_ids).split(";")))
        group = _Group(number == at, named, exact=bool(head.exact), placed=bool(head.placed))
        _answer(group, near, around, regions, found)
    return found.of_reports(codes, places["region_ids"])


def _distinct(reports: pd.DataFrame) -> tuple[Ints, pd.DataFrame]:
    """The number of the place of each report, and the places, one row each; exact : more than the district is known."""
    table = pd.DataFrame({
        "lon": reports["lon"].to_numpy(dtype=float, na_value=np.nan), "lat": reports["lat"].to_numpy(dtype=float, na_value=np.nan),
        "radius_m": reports["radius_m"].to_numpy(dtype=float, na_value=0.0),
        "exact": (reports["place_precision"] != "district").to_numpy(dtype=bool),
        "region_ids": reports["region_ids"].astype("category").to_numpy(),
    })  # fmt: skip
    codes = table.groupby(_PLACE, dropna=False, sort=False, observed=True).ngroup().to_numpy().astype(np.int64)
    first = np.unique(codes, return_index=True)[1]
    return codes, table.iloc[first].astype({"region_ids": "str"}).reset_index(drop=True)


@dataclass(frozen=True)
class _Group:
    """Places whose sources name the same regions. exact : more than the district is known of them; placed : they have a point."""

    members: Mask
    named: frozenset[str]
    exact: bool
    placed: bool


@dataclass(frozen=True)
class _Near:
    """Pairs of a place and a region within its radius and the error of the outlines.

    region : position in names. touched : the radius of the place reaches the region; holds : the region holds the point itself;
    safe : the radius and the error of the outlines fit inside the region.
    """

    names: NDArray[np.str_]
    place: Ints
    region: Ints
    touched: Mask
    holds: Mask
    safe: Mask

    def of(self, members: Mask, among: Iterable[str]) -> Mask:
        """Which pairs are of these places and of these regions."""
        return members[self.place] & np.isin(self.names, sorted(among))[self.region]

    def over_the_border(self, members: Mask) -> Mask:
        """Which pairs are of these places and a region that their radius reaches.

        An outline that holds the point itself contradicts the name of its region, so it is wrong there.
        """
        return members[self.place] & self.touched & ~self.holds


def _near(places: pd.DataFrame, regions: Sequence[Region], middle_lat: float) -> _Near:
    scale = np.array([METRES_PER_DEGREE * np.cos(np.radians(middle_lat)), METRES_PER_DEGREE])
    placed = np.flatnonzero(~np.isnan(places["lon"].to_numpy()))
    if not len(placed) or not regions:
        none, nothing = np.zeros(0, dtype=np.int64), np.zeros(0, dtype=bool)
        return _Near(np.array([], dtype=str), none, none, nothing, nothing, nothing)
    points = shapely.points(places[["lon", "lat"]].to_numpy()[placed] * scale)
    radius = places["radius_m"].to_numpy()[placed]
    areas = np.array([each.flat for each in regions])
    borders = shapely.boundary(areas)
    # prepared, so that a distance is compared, not measured
    shapely.prepare(areas)
    shapely.prepare(borders)
    which, area = shapely.STRtree(areas).query(points, predicate="dwithin", distance=radius + TOLERANCE_M)
    own, reach = points[which], radius[which]
    holds = shapely.contains(areas[area], own)
    safe = holds.copy()
    safe[holds] = ~shapely.dwithin(borders[area[holds]], own[holds], reach[holds] + TOLERANCE_M)
    touched = shapely.dwithin(areas[area], own, reach)
    return _Near(np.array([each.region_id for each in regions]), placed[which], area, touched, holds, safe)


class _Answers:
    """The regions of places as they are found."""

    def __init__(self, places: int, region_ids: Sequence[str]) -> None:
        self._places = places
        self._region_ids = list(region_ids)
        self._found: list[pd.DataFrame] = []
        self._why = np.full(places, "", dtype=object)

    def add(self, places: Ints, regions: Iterable[str] | str, *, sure: bool) -> None:
        """Each place lies in the region beside it, or all in the one named."""
        self._found.append(pd.DataFrame({"place": places, "region_id": regions, "sure": sure}))

    def leave(self, members: Mask, why: str) -> None:
        """These places lie in no region."""
        self._why[members] = why

    def of_reports(self, codes: Ints, known: pd.Series) -> Placed:
        """The answers for the reports at these places."""
        found = pd.concat(self._found, ignore_index=True) if self._found else pd.DataFrame({"place": [], "region_id": [], "sure": []})
        reports = pd.DataFrame({"place": codes, ROW: np.arange(len(codes))})
        pairs = reports.merge(found.astype({"place": np.int64, "sure": bool}), on="place").drop(columns="place")
        pairs["region_id"] = pd.Categorical(pairs["region_id"], categories=self._region_ids)
        why = self._why[codes]
        apart = np.flatnonzero(why != "")
        told = {ROW: apart, "why": why[apart].astype(str), "known": known.to_numpy()[codes[apart]].astype(str)}
        return Placed(pairs.sort_values([ROW, "region_id"], ignore_index=True), pd.DataFrame(told), len(codes))


def _answer(group: _Group, near: _Near, around: _Near, regions: Regions, found: _Answers) -> None:
    """Find the regions of the places of one group."""
    own = sorted(group.named & regions.ids)
    shared = frozenset[str]().union(*(regions.overlapping.get(each, frozenset()) for each in group.named))
    if len(own) > 1:
        for region_id in own:
            found.add(np.flatnonzero(group.members), region_id, sure=False)
    elif own:
        _named(group, around, own[0], regions, found)
    elif shared:
        left = _by_outline(group, near, shared, found)
        far = np.full(len(left), group.exact and group.placed)
        far[near.place[near.of(group.members, shared)]] = False
        found.leave(left & far, OUTSIDE)
        found.leave(left & ~far, COARSE)
    elif not group.named:
        found.leave(_by_outline(group, near, regions.ids, found), OUTSIDE if group.placed else UNPLACED)
    else:
        _named_elsewhere(group, near, found)


def _named(group: _Group, around: _Near, own: str, regions: Regions, found: _Answers) -> None:
    """Places named to one region: certain there, but near a border possible on both sides, whatever the level."""
    places = np.flatnonzero(group.members)
    across = around.over_the_border(group.members) & group.exact
    beside = [each for each in around.names if each != own and own not in regions.overlapping.get(each, frozenset())]
    across &= around.of(group.members, beside)
    unsure = np.isin(places, around.place[across])
    found.add(places[~unsure], own, sure=True)
    found.add(places[unsure], own, sure=False)
    across &= around.of(group.members, regions.ids)
    found.add(around.place[across], around.names[around.region[across]], sure=False)


def _named_elsewhere(group: _Group, near: _Near, found: _Answers) -> None:
    """Places named to a region that is not of this map: possible in one of it whose border is near."""
    across = near.over_the_border(group.members) & group.exact
    found.add(near.place[across], near.names[near.region[across]], sure=False)
    left = group.members.copy()
    left[near.place[across]] = False
    found.leave(left, OUTSIDE)


def _by_outline(group: _Group, near: _Near, among: Iterable[str], found: _Answers) -> Mask:
    """By drawing alone: certain only where radius and the error of the outlines fit inside; else possible in each that is reached.

    Returns the places that are left.
    """
    own = near.of(group.members, among)
    safe = own & near.safe
    certain, first = np.unique(near.place[safe], return_index=True)
    found.add(certain, near.names[near.region[safe][first]], sure=True)
    left = group.members.copy()
    left[certain] = False
    rest = own & left[near.place]
    number = np.bincount(near.place[rest], minlength=len(left))
    few = rest & (number[near.place] <= MOST_POSSIBLE)
    found.add(near.place[few], near.names[near.region[few]], sure=False)
    left[near.place[few]] = False
    return left
