"""GeoJSON as RFC 7946 asks for it: WGS84, at most 7 decimals, a bounding box, no crs member; one feature per line."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from typing import Any

import pandas as pd

from strikemap.output.exports.columns import COLUMNS, SEPARATORS, Column
from strikemap.output.exports.export import Content, Export
from strikemap.output.exports.rows import is_placed

CHUNK = 50_000
"""Rows that are turned into text at a time: a million reports need not stand in memory twice."""


def geojson_bytes(content: Content) -> bytes:
    """A FeatureCollection of points with `bbox` (where anything has a place) and a member `about`.

    Lists are arrays, days are texts like "2020-10-04", what is not stated is null. A report without a place has no geometry.
    """
    head = {"type": "FeatureCollection", **_bbox(content.rows), "about": content.about.said()}
    file = io.BytesIO()
    file.write(_json(head)[:-1].encode() + b',"features":[')
    for number, lines in enumerate(_chunks(content.rows)):
        file.write((",\n" if number else "\n").encode() + ",\n".join(lines).encode())
    file.write(b"\n]}\n")
    return file.getvalue()


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def _bbox(rows: pd.DataFrame) -> dict[str, list[float]]:
    placed = rows.loc[is_placed(rows), ["lon", "lat"]]
    if placed.empty:
        return {}
    return {"bbox": [*placed.min().astype(float), *placed.max().astype(float)]}


def _chunks(rows: pd.DataFrame) -> Iterator[list[str]]:
    for start in range(0, len(rows), CHUNK):
        yield _features(rows.iloc[start : start + CHUNK])


def _features(rows: pd.DataFrame) -> list[str]:
    """One feature per row, as text: each column is written once, then the rows are joined."""
    ids = _cells(rows["event_id"], _json, "null")
    columns = [_cells(rows[each.name], _writer(each), "[]" if each.kind in SEPARATORS else "null") for each in COLUMNS]
    template = ",".join(f'"{each.name}":%s' for each in COLUMNS)
    return [
        f'{{"type":"Feature","id":{event_id},"geometry":{geometry},"properties":{{{template % cells}}}}}'
        for event_id, geometry, cells in zip(ids, _geometries(rows), zip(*columns, strict=True), strict=True)
    ]


def _geometries(rows: pd.DataFrame) -> list[str]:
    places = zip(rows["lon"].tolist(), rows["lat"].tolist(), is_placed(rows).tolist(), strict=True)
    return [
        f'{{"type":"Point","coordinates":{_json([lon, lat])}}}' if placed else "null" for lon, lat, placed in places
    ]


def _cells(column: pd.Series, write: Callable[[Any], str], missing: str) -> list[str]:
    """The cells of a column as JSON; each distinct value is written once, a missing one as `missing`."""
    codes, distinct = pd.factorize(column)
    words = [*(write(each) for each in distinct), missing]
    return [words[code] for code in codes]


def _writer(column: Column) -> Callable[[Any], str]:
    if separator := SEPARATORS.get(column.kind):
        return lambda text: _json(text.split(separator))
    return {
        "day": lambda day: f'"{day:%Y-%m-%d}"',
        "whole": lambda number: str(int(number)),
        "truth": lambda truth: "true" if truth else "false",
        "decimal": lambda number: _json(float(number)),
    }.get(column.kind, _json)


EXPORT = Export(
    name="geojson",
    title="GeoJSON",
    help="Points with everything said about each report, for maps and GIS (RFC 7946).",
    suffix="geojson",
    media_type="application/geo+json",
    function=geojson_bytes,
)
