"""A dataset small enough to check by eye: one report with two claims, in the square region of one place."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

from strikemap.build import strikes
from strikemap.model.dataset import load_dataset
from strikemap.model.schema import TABLES

SETTINGS = """
name = "tiny"
title = "A tiny dataset"
first_day = 2020-10-01
last_day = 2020-10-31
[camera]
lat = 40.0
lon = 47.0
zoom = 8
[labels.region]
square = "the square"
[[layers]]
id = "districts"
title = "Districts"
file = "regions/districts.geojson"
kind = "regions"
[[layers]]
id = "strikes"
title = "Reported strikes"
file = "strikes.geojson"
kind = "strikes"
"""

ROWS: dict[str, list[dict[str, str]]] = {
    "claims": [
        {"claim_id": "e1.occurrence.1", "event_id": "e1", "attribute": "occurrence", "value": "yes", "hedge": "states",
         "claimant": "A ministry", "claimant_party": "Armenia", "source_id": "s1", "published_on": "2020-10-04",
         "basis": "official_statement"},
        {"claim_id": "e1.place.1", "event_id": "e1", "attribute": "place", "value": "town", "hedge": "states",
         "claimant": "A ministry", "claimant_party": "Armenia", "source_id": "s1", "published_on": "2020-10-04",
         "basis": "official_statement"},
        {"claim_id": "e1.date.1", "event_id": "e1", "attribute": "date", "value": "2020-10-03", "hedge": "states",
         "claimant": "A ministry", "claimant_party": "Armenia", "source_id": "s1", "published_on": "2020-10-04",
         "basis": "official_statement"},
        {"claim_id": "e1.killed.1", "event_id": "e1", "attribute": "killed", "value": "", "value_min": "1", "value_max": "2",
         "hedge": "states", "claimant": "A ministry", "claimant_party": "Armenia", "source_id": "s1",
         "published_on": "2020-10-04", "basis": "official_statement"},
        {"claim_id": "e1.occurrence.2", "event_id": "e1", "attribute": "occurrence", "value": "yes", "hedge": "states",
         "claimant": "A ministry", "claimant_party": "Armenia", "relayed_by": "An agency", "source_id": "s1",
         "published_on": "2020-10-05", "basis": "official_statement", "origin_claim_id": "e1.occurrence.1"},
    ],
    "sources": [
        {"source_id": "s1", "publisher": "An agency", "type": "news", "party_affiliation": "none", "published": "2020-10-04"},
    ],
    "places": [
        {"place_id": "town", "name": "Town", "name_english": "Town", "lat": "40.0", "lon": "47.0", "region_ids": "square",
         "coordinate_quality": "settlement", "coord_uncertainty_m": "1000"},
    ],
    "audit": [{"claim_id": "e1.killed.1", "status": "checked", "verdict": "supported", "pass": "1"}],
}  # fmt: skip
"""Rows of the tables that are not empty; cells not named are blank."""

SQUARE = [[[46.9, 39.9], [47.1, 39.9], [47.1, 40.1], [46.9, 40.1], [46.9, 39.9]]]


def write_tiny(folder: Path) -> Path:
    """Write the whole dataset into a folder, which is made; returns the folder."""
    (folder / "regions").mkdir(parents=True)
    (folder / "dataset.toml").write_text(SETTINGS, encoding="utf-8")
    for schema in TABLES:
        write_rows(folder, str(schema.name), ROWS.get(str(schema.name), []))
    feature = {
        "type": "Feature",
        "properties": {"region_id": "square"},
        "geometry": {"type": "Polygon", "coordinates": SQUARE},
    }
    write_layer(folder, "regions/districts.geojson", [feature])
    strikes.build(load_dataset(folder))
    return folder


def write_rows(folder: Path, table: str, rows: list[dict[str, str]]) -> None:
    """Write a table with the columns of its schema."""
    columns = next(list(schema.columns) for schema in TABLES if schema.name == table)
    with (folder / f"{table}.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n", restval="")
        writer.writeheader()
        writer.writerows(rows)


def write_layer(folder: Path, name: str, features: list[object]) -> None:
    """Write a layer file."""
    (folder / name).write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")


def changed(table: str, row: int, **cells: str) -> Callable[[Path], None]:
    """What changes cells of one row of a table (row 0 = the first below the header)."""

    def change(folder: Path) -> None:
        rows = [dict(each) for each in ROWS[table]]
        rows[row] |= cells
        write_rows(folder, table, rows)

    return change
