"""The rows of an export as an Arrow table and as points: what the tabular formats are written from."""

from __future__ import annotations

from typing import Final

import geopandas as gpd
import pandas as pd
import pyarrow as pa
import shapely

from strikemap.output.exports.columns import COLUMNS, Kind
from strikemap.output.exports.rows import is_placed

CRS: Final = "EPSG:4326"

ARROW_TYPES: Final[dict[Kind, pa.DataType]] = {
    "text": pa.string(), "list": pa.string(), "links": pa.string(), "edtf": pa.string(), "day": pa.date32(),
    "whole": pa.int64(), "decimal": pa.float64(), "truth": pa.bool_(),
}  # fmt: skip
"""A day is a date without time, so no reader can shift it by a time zone."""


def arrow_table(rows: pd.DataFrame) -> pa.Table:
    """The rows with the types of ARROW_TYPES; missing cells are null."""
    arrays = [pa.Array.from_pandas(rows[each.name], type=ARROW_TYPES[each.kind]) for each in COLUMNS]
    return pa.table(arrays, names=[each.name for each in COLUMNS])


def points(rows: pd.DataFrame) -> gpd.GeoDataFrame:
    """The rows with their place as a point (degrees WGS84), no geometry where there is none; days are dates without time."""
    days = {each.name: rows[each.name].astype(pd.ArrowDtype(pa.date32())) for each in COLUMNS if each.kind == "day"}
    geometry = shapely.points(rows["lon"].to_numpy(), rows["lat"].to_numpy())
    geometry[~is_placed(rows)] = None
    return gpd.GeoDataFrame(rows.assign(**days), geometry=geometry, crs=CRS)
