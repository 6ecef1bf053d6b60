"""The rows of an export: the reports certain or possible in the window of a View, typed as `columns` says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from strikemap.catalogue import Catalogue
from strikemap.model.vocabulary import NOT_STATED
from strikemap.output.exports.address import view_of_query
from strikemap.output.exports.columns import COLUMNS, Column, Kind
from strikemap.output.exports.sources import claims_behind, sources_by_report
from strikemap.output.exports.text import each_distinct, storable
from strikemap.query.select import select, shown
from strikemap.query.view import View

DECIMALS = 7
"""Decimals of a degree that are written: about a centimetre, the most that RFC 7946 asks for."""


def export_rows(catalogue: Catalogue, view: View) -> pd.DataFrame:
    """The reports that a View shows, with the columns of `columns.COLUMNS`, indexed by event_id, in the order of the dataset.

    Days are naive midnights, numbers of people nullable; a value that no source states is missing, never 0.
    """
    dataset = catalogue.dataset(view.dataset)
    found = shown_reports(catalogue, view)
    cited = sources_by_report(dataset, claims_behind(dataset, view, found.index)).reindex(found.index)
    table = found.assign(
        event_id=found.index.to_series(),
        place_name=found["place_name"].where(found["place_id"] != ""),
        source_ids=cited["source_ids"],
        source_urls=cited["source_urls"],
    )
    return pd.DataFrame({column.name: _typed(table, column) for column in COLUMNS}).rename_axis(index=None)


def shown_reports(catalogue: Catalogue, view: View) -> pd.DataFrame:
    """The part of the reports table that a View shows: certain or possible in its window."""
    dataset = catalogue.dataset(view.dataset)
    return shown(select(catalogue.reports(view), view, dataset.first_day, dataset.last_day))


def rows_of_query(catalogue: Catalogue, query: str) -> pd.DataFrame:
    """The rows of the View that a query writes down. Raises AddressError when a part of it cannot be used."""
    return export_rows(catalogue, view_of_query(catalogue, query))


def _typed(table: pd.DataFrame, column: Column) -> pd.Series:
    """One column in its type; a flat dataset may lack it, and then nothing is stated."""
    if column.name not in table:
        return pd.Series([None] * len(table), index=table.index, dtype=_DTYPES[column.kind])
    found = table[column.name]
    if column.is_text:
        return each_distinct(found, _stated_text(column))
    if column.kind == "day":
        return found.astype("datetime64[s]")
    if column.kind == "whole":
        return found.round().astype("Int64") if found.dtype.kind == "f" else found.astype("Int64")
    if column.kind == "decimal":
        return found.astype("float64").round(DECIMALS)
    return found.astype("boolean")


_DTYPES: Mapping[Kind, Any] = {
    "text": "str", "list": "str", "links": "str", "edtf": "str", "day": "datetime64[s]", "whole": "Int64",
    "decimal": "float64", "truth": "boolean",
}  # fmt: skip


def _stated_text(column: Column) -> Callable[[Any], str | None]:
    """What writes a value of that column: lists joined, what is not stated missing."""

    def write(value: Any) -> str | None:
        text = ";".join(value) if isinstance(value, tuple) else str(value)
        return column.blank if text in ("", NOT_STATED) else storable(text)

    return write


def is_placed(rows: pd.DataFrame) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Which rows have a point."""
    return np.asarray(rows["lon"].notna() & rows["lat"].notna(), dtype=bool)
