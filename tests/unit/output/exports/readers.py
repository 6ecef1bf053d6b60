"""Each format read back by a program that is not ours, into one row of plain values per report."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
import tempfile
import warnings
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from typing import Any

import geopandas as gpd
import hxl
import openpyxl
import pandas as pd
import pyarrow.parquet as pq

from strikemap.output.exports.columns import COLUMNS

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it says that lxml is absent, which it does not need for reading
    import fastkml

ROOT = Path(__file__).parents[4]
KML = "{http://www.opengis.net/kml/2.2}"
Row = dict[str, Any]


def from_csv(content: bytes) -> list[Row]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))


def from_hxl(content: bytes) -> list[Row]:
    found = hxl.data(io.BytesIO(content))
    names = [column.header for column in found.columns]
    return [dict(zip(names, row.values, strict=True)) for row in found]


def from_geojson(content: bytes) -> list[Row]:
    rows = []
    for feature in json.loads(content)["features"]:
        row = feature["properties"]
        rows.append(row | {name: _joined(name, cell) for name, cell in row.items() if isinstance(cell, list)})
    return rows


def _joined(name: str, cells: list[str]) -> str:
    return (" " if name == "source_urls" else ";").join(cells)


def from_geopackage(content: bytes) -> list[Row]:
    return _rows(read_file(content, ".gpkg"))


def from_geoparquet(content: bytes) -> list[Row]:
    return _rows(gpd.read_parquet(io.BytesIO(content)))


def from_arrow(content: bytes) -> list[Row]:
    return pq.read_table(io.BytesIO(content)).to_pylist()


def from_xlsx(content: bytes) -> list[Row]:
    return sheet(content, "Reports")


def sheet(content: bytes, name: str) -> list[Row]:
    header, *rows = openpyxl.load_workbook(io.BytesIO(content))[name].iter_rows(values_only=True)
    return [dict(zip(header, row, strict=True)) for row in rows]


def from_kml(content: bytes) -> list[Row]:
    return [
        {data.get("name"): data.findtext(f"{KML}value") for data in placemark.iter(f"{KML}Data")}
        for placemark in ET.fromstring(content).iter(f"{KML}Placemark")  # noqa: S314 - our own file
    ]


def from_gdal_kml(content: bytes) -> gpd.GeoDataFrame:
    return read_file(content, ".kml")


def from_fastkml(content: bytes) -> list[Any]:
    """The placemarks as fastkml sees them."""
    text = re.sub(r"^<\?xml.*?\?>", "", content.decode())
    return list(fastkml.KML.from_string(text).features[0].features)


def from_python(content: bytes) -> list[Row]:
    """What the snippet leaves in `rows`, run as a program of its own beside the dataset folder."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "rows.pickle"
        program = Path(folder) / "snippet.py"
        program.write_bytes(content + f"rows.to_pickle({str(out)!r})\n".encode())
        done = subprocess.run(
            [sys.executable, program],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
            env={"PYTHONPATH": str(ROOT)},
        )
        assert done.returncode == 0, done.stderr
        return _rows(pd.read_pickle(out))  # noqa: S301 - written a line above


def read_file(content: bytes, suffix: str) -> gpd.GeoDataFrame:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"export{suffix}"
        file.write_bytes(content)
        return gpd.read_file(file)


def _rows(table: pd.DataFrame) -> list[Row]:
    names = [each.name for each in COLUMNS]
    return table[names].astype(object).where(table[names].notna(), None).to_dict("records")


READERS: dict[str, Callable[[bytes], list[Row]]] = {
    "csv": from_csv,
    "hxl": from_hxl,
    "geojson": from_geojson,
    "kml": from_kml,
    "xlsx": from_xlsx,
    "geopackage": from_geopackage,
    "geoparquet": from_geoparquet,
    "python": from_python,
}
"""Formats with a row per report. The two citation lists hold sources and have tests of their own."""


def plain(row: Row) -> dict[str, str]:
    """A row as text, cell by cell, so that readers with and without types can be compared; "" = missing."""
    return {each.name: _plain(row.get(each.name), each.kind) for each in COLUMNS}


def _plain(cell: Any, kind: str) -> str:
    if cell is None or cell == "" or pd.isna(cell):
        return ""
    if kind == "day":
        return str(cell)[:10]
    if kind == "decimal":
        return f"{float(cell):.7f}"
    if kind == "whole":
        return str(int(float(cell)))
    return str(cell).lower() if kind == "truth" else str(cell)
