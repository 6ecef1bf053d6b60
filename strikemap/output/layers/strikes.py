"""The strikes layer: the columns the browser needs to draw any window of the timeline by itself.

A small selection is sent report by report. A large one is sent as grid cells of the viewport, so that what goes to the
browser grows with the screen and not with the dataset; the format and the drawing are the same (docs/structure.md, strikes.json).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from strikemap.model.vocabulary import GRADES
from strikemap.query.window import OPEN_END, OPEN_START, day_number, day_numbers
from strikemap.query.wording import Labels, hover_lines

MAX_REPORTS = 5_000
"""Up to this many reports are sent one by one; about what one screen can show apart."""

CELL_PX = 32
"""Edge of a grid cell in screen pixels: wide enough for a disc with its number."""

TILE_PX = 256
MERCATOR_LAT = 85.0511
"""Latitude at which Web Mercator ends, degrees."""

MAX_BINS = 400
"""Most bins of a timeline: a bar narrower than two pixels cannot be read."""

PLACE, DISTRICT, CELL = 0, 1, 2


@dataclass(frozen=True)
class Viewport:
    """What the screen shows: a box in degrees WGS84 and a Leaflet zoom."""

    west: float
    south: float
    east: float
    north: float
    zoom: float


@dataclass(frozen=True)
class Axis:
    """The timeline: first and last day, both included, and the days in one bin."""

    first: dt.date
    last: dt.date
    bin_days: int


def axis_of(first: dt.date, last: dt.date) -> Axis:
    """The timeline of a dataset: a bin is a day, or as many days as keep it readable."""
    days = (last - first).days + 1
    return Axis(first, last, max(1, -(-days // MAX_BINS)))


def strike_columns(
    reports: pd.DataFrame, axis: Axis, weapons: Sequence[str], labels: Labels, viewport: Viewport | None
) -> dict[str, Any]:
    """The data of the strikes layer for one selection, ready for JSON.

    reports : matching reports (see select.matching), indexed by event_id, points in degrees WGS84.
    weapons : the values that weapon codes stand for; grades stand in the order of GRADES.
    labels : words for hover labels. viewport : used only for a large selection; None = the whole world.
    Returns stacks (where), rows (when, how many) and, for cells, a histogram of the whole selection.
    """
    days = _days(reports, axis)
    placed = ~np.isnan(reports["lon"].to_numpy(dtype=float))
    undated = (days.first == OPEN_START) & (days.last == OPEN_END)
    totals = {"total": len(reports), "undated": int(undated.sum()), "unplaced": int((~placed).sum())}
    grade = _codes(reports["grade"], GRADES)
    if len(reports) <= MAX_REPORTS:
        weapon = _codes(reports["weapon_category"], weapons)
        return totals | {"complete": True, **_single(reports, days, grade, weapon, labels), "hist": None}
    days = days.snapped(axis.bin_days)
    inside = placed & _inside(reports, viewport)
    cells = _cells(reports[inside], viewport, days.at(inside), grade[inside])
    return totals | {"complete": False, **cells, "hist": _grouped(days, {"grade": grade})}


@dataclass(frozen=True)
class _Days:
    """First and last possible day of each report, in days since the axis began; open ends as OPEN_START, OPEN_END."""

    first: NDArray[np.int64]
    last: NDArray[np.int64]

    def at(self, mask: NDArray[np.bool_]) -> _Days:
        return _Days(self.first[mask], self.last[mask])

    def snapped(self, bin_days: int) -> _Days:
        """Spans widened to whole bins: for a window of whole bins, certain and possible stay exactly what they were."""
        first = np.where(self.first == OPEN_START, OPEN_START, self.first // bin_days * bin_days)
        last = np.where(self.last == OPEN_END, OPEN_END, self.last // bin_days * bin_days + bin_days - 1)
        return _Days(first, last)


def _days(reports: pd.DataFrame, axis: Axis) -> _Days:
    start = day_number(axis.first)
    first = day_numbers(reports["day_first"], OPEN_START)
    last = day_numbers(reports["day_last"], OPEN_END)
    return _Days(np.where(first == OPEN_START, first, first - start), np.where(last == OPEN_END, last, last - start))


def day_columns(reports: pd.DataFrame, axis: Axis) -> pd.DataFrame:
    """First and last possible day of each report, in days since the axis began and widened to whole bins; index as `reports`."""
    days = _days(reports, axis).snapped(axis.bin_days)
    return pd.DataFrame({"first": days.first, "last": days.last}, index=reports.index)


def _codes(values: pd.Series, known: Sequence[str]) -> NDArray[np.int64]:
    """The position of each value in `known`; a value not in it takes the last position ("not stated", "discounted")."""
    codes = pd.Categorical(values, categories=list(known)).codes.astype(np.int64)
    return np.where(codes < 0, len(known) - 1, codes)


def _single(
    reports: pd.DataFrame, days: _Days, grade: NDArray[np.int64], weapon: NDArray[np.int64], labels: Labels
) -> dict[str, Any]:
    """One row per report; reports at one place share a stack. A report without a place has stack -1."""
    placed = ~np.isnan(reports["lon"].to_numpy(dtype=float))
    district = (reports["place_precision"] == "district").to_numpy()
    key = np.where(placed, reports["place_id"].astype(str) + np.where(district, "|district", ""), "")
    codes, keys = pd.factorize(pd.Series(key).where(placed), use_na_sentinel=True)
    heads = reports[placed].assign(stack=codes[placed]).drop_duplicates("stack").sort_values("stack")
    stacks = {
        "key": [str(each) for each in keys],
        "lon": _decimals(heads["lon"], 5),
        "lat": _decimals(heads["lat"], 5),
        "radius_m": [int(each) for each in heads["radius_m"].fillna(0)],
        "kind": [DISTRICT if each == "district" else PLACE for each in heads["place_precision"]],
        "name": heads["place_name"].tolist(),
    }
    line1, line2 = hover_lines(reports, labels)
    rows = {
        "stack": codes.tolist(), "first": or_null(days.first), "last": or_null(days.last),
        "weapon": weapon.tolist(), "grade": grade.tolist(), "n": [1] * len(reports),
        "id": reports.index.tolist(), "line1": line1, "line2": line2,
    }
    return {"stacks": stacks, "rows": rows}


def _inside(reports: pd.DataFrame, viewport: Viewport | None) -> NDArray[np.bool_]:
    if viewport is None:
        return np.ones(len(reports), dtype=bool)
    lon, lat = reports["lon"].to_numpy(dtype=float), reports["lat"].to_numpy(dtype=float)
    return (
        (lon >= viewport.west) & (lon <= viewport.east) & (lat >= viewport.south) & (lat <= viewport.north)
    )


def _cells(
    reports: pd.DataFrame, viewport: Viewport | None, days: _Days, grade: NDArray[np.int64]
) -> dict[str, Any]:
    """Reports gathered into screen cells: one stack per cell, one row per cell, span of days and grade."""
    zoom = 2.0 if viewport is None else viewport.zoom
    lon, lat = reports["lon"].to_numpy(dtype=float), reports["lat"].to_numpy(dtype=float)
    x, y = mercator_px(lon, lat, zoom)
    cell = (np.floor(y / CELL_PX).astype(np.int64) << 32) | np.floor(x / CELL_PX).astype(np.int64)
    codes, keys = pd.factorize(cell, sort=True)
    counts = np.bincount(codes, minlength=len(keys))
    stacks = {
        "key": [f"cell:{each:x}" for each in keys],
        "lon": _decimals(np.bincount(codes, lon, len(keys)) / np.maximum(counts, 1), 5),
        "lat": _decimals(np.bincount(codes, lat, len(keys)) / np.maximum(counts, 1), 5),
        "radius_m": [0] * len(keys),
        "kind": [CELL] * len(keys),
        "name": [""] * len(keys),
    }
    rows = _grouped(days, {"stack": codes.astype(np.int64), "grade": grade})
    rows |= {"weapon": [0] * len(rows["n"]), "id": None, "line1": None, "line2": None}
    return {"stacks": stacks, "rows": rows}


def mercator_px(
    lon: NDArray[np.float64], lat: NDArray[np.float64], zoom: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Web Mercator pixels of points in degrees WGS84 at a Leaflet zoom; y grows to the south, as on the screen."""
    world = TILE_PX * 2.0**zoom
    sine = np.sin(np.radians(np.clip(lat, -MERCATOR_LAT, MERCATOR_LAT)))
    x = (lon + 180.0) / 360.0 * world
    y = (0.5 - np.log((1 + sine) / (1 - sine)) / (4 * np.pi)) * world
    return x, y


def _grouped(days: _Days, parts: Mapping[str, NDArray[np.int64]]) -> dict[str, Any]:
    """Count the reports that share their span of days and their parts; sorted, so the bytes are stable."""
    frame = pd.DataFrame({"first": days.first, "last": days.last, **parts})
    grouped = frame.groupby(list(frame.columns), sort=True).size()
    index = grouped.index.to_frame(index=False)
    columns: dict[str, Any] = {name: index[name].tolist() for name in parts}
    return {
        "first": or_null(index["first"].to_numpy()), "last": or_null(index["last"].to_numpy()),
        **columns, "n": grouped.tolist(),
    }


def or_null(days: NDArray[np.int64]) -> list[int | None]:
    """Days as JSON has them: an open end is null."""
    return [None if each in (OPEN_START, OPEN_END) else int(each) for each in days.tolist()]


def _decimals(values: Any, digits: int) -> list[float]:
    return [float(each) for each in np.round(np.asarray(values, dtype=float), digits)]
