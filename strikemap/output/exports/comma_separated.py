"""CSV: one row per report, for spreadsheets (guarded, the default) and for programs (raw)."""

from __future__ import annotations

import pandas as pd
import pyarrow as pa
import pyarrow.csv

from strikemap.output.exports.about import About
from strikemap.output.exports.columns import COLUMNS
from strikemap.output.exports.export import Content, Export
from strikemap.output.exports.tables import arrow_table
from strikemap.output.exports.text import each_distinct, spreadsheet_safe

BYTE_ORDER_MARK = "\ufeff".encode()
"""Spreadsheets read a file without it in an old code page."""

TAIL = {
    "credit": "#meta+credit",
    "notice": "#meta+notice",
    "data_version": "#meta+version",
    "link": "#meta+link",
    "about": "#meta+about",
}
"""Columns after those of the report, and their hashtags: who is to be credited and what was asked, on every row; `about` says
the rest once, on the first row."""


def csv_bytes(content: Content, second_row: dict[str, str] | None = None) -> bytes:
    """The rows as CSV (UTF-8, commas, text in quotation marks, missing cells bare).

    second_row : a cell for every column, written between the names and the rows.
    """
    table = _with_tail(_guarded(content.rows, raw=content.raw), content.about, raw=content.raw)
    sink = pa.BufferOutputStream()
    if not content.raw:
        sink.write(BYTE_ORDER_MARK)
    for head in ({name: name for name in table.column_names}, second_row or {}):
        if head:
            line = pa.table({name: [head[name]] for name in table.column_names})
            pyarrow.csv.write_csv(line, sink, pyarrow.csv.WriteOptions(include_header=False))
    pyarrow.csv.write_csv(table, sink, pyarrow.csv.WriteOptions(include_header=False))
    return bytes(sink.getvalue())


def _guarded(rows: pd.DataFrame, *, raw: bool) -> pd.DataFrame:
    texts = [] if raw else [each.name for each in COLUMNS if each.is_text]
    return rows.assign(**{name: each_distinct(rows[name], spreadsheet_safe) for name in texts})


def _with_tail(rows: pd.DataFrame, about: About, *, raw: bool) -> pa.Table:
    """The rows with the columns of TAIL behind them."""
    table = arrow_table(rows)
    said = about.said() | {"about": about.text}
    for name in TAIL:
        words = said.get(name, "") if raw else spreadsheet_safe(said.get(name, ""))
        once = name == "about"
        repeated = pa.repeat(pa.scalar(words, pa.string()), min(len(table), 1) if once else len(table))
        table = table.append_column(
            name, pa.chunked_array([repeated, pa.nulls(len(table) - len(repeated), pa.string())])
        )
    return table


EXPORT = Export(
    name="csv",
    title="CSV",
    help="One row per report. Safe to open in a spreadsheet; raw is for programs.",
    suffix="csv",
    media_type="text/csv; charset=utf-8",
    function=csv_bytes,
    has_raw=True,
)
