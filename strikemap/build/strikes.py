"""Build strikes.geojson: the reports, resolved from the claims as known today, one point each (RFC 7946)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

import pandas as pd

from strikemap.build.files import write_whole
from strikemap.errors import BuildError
from strikemap.model.dataset import Dataset
from strikemap.model.events import resolve
from strikemap.model.overrides import with_overrides
from strikemap.model.vocabulary import NOT_STATED

STRIKES: Final = "strikes.geojson"
INPUTS: Final = ("claims.csv", "places.csv")
DECIMALS: Final = 5
"""Decimals of a degree that are written: about a metre, finer than any point we hold."""


def build(dataset: Dataset) -> Path:
    """Write strikes.geojson into the folder of a dataset, whole or not at all; returns its path.

    Raises BuildError when claims.csv or places.csv have problems: a file made of half the claims would look whole.
    """
    if problems := [problem for problem in dataset.problems if problem.file in INPUTS]:
        raise BuildError(f"{STRIKES} is not made again, because its inputs have problems. The first: {problems[0]}")
    file = dataset.folder / STRIKES
    write_whole(file, strikes_geojson(dataset))
    return file


def strikes_geojson(dataset: Dataset) -> bytes:
    """The reports of a dataset as a GeoJSON FeatureCollection, one feature per line, sorted by event_id.

    Properties are the columns of the reports table with `place_name` and `region_ids`; null where nothing is stated. A
    report without a place has no geometry. The same claims and places give the same bytes.
    """
    reports = with_overrides(resolve(dataset.claims, dataset.places, None), dataset.overrides, None)
    places = dataset.places.set_index("place_id")
    reports = reports.assign(
        place_name=reports["place_id"].map(places["name_english"]),
        region_ids=reports["place_id"].map(places["region_ids"]),
    )
    lines = ",\n".join(_feature_line(row) for row in reports.reset_index().to_dict("records"))
    return f'{{"type":"FeatureCollection","features":[\n{lines}\n]}}\n'.encode()


def _feature_line(row: dict[Any, Any]) -> str:
    lon, lat = row.pop("lon"), row.pop("lat")
    placed = not pd.isna(lon)
    feature = {
        "type": "Feature",
        "id": row["event_id"],
        "geometry": {"type": "Point", "coordinates": [round(lon, DECIMALS), round(lat, DECIMALS)]} if placed else None,
        "properties": {str(name): _plain(name, value) for name, value in row.items()},
    }
    return json.dumps(feature, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def _plain(name: object, value: Any) -> Any:
    """A cell as JSON knows it: days as text, lists as lists, null where nothing is stated."""
    if name == "region_ids":
        return [] if pd.isna(value) else [each for each in value.split(";") if each]
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, dict):
        return dict(sorted(value.items()))
    if pd.isna(value) or value in ("", NOT_STATED):
        return None
    return value.date().isoformat() if isinstance(value, pd.Timestamp) else value
