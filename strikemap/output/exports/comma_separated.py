"""CSV: one row per report, for spreadsheets (guarded, the default) and for programs (raw)."""

from __future__ import annotations

import io

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

CHUNK = 50_000
"""Rows that are turned into text at a time."""

TAIL = {
    "credit": "#meta+credit",
    "notice": "#meta+notice",
    "data_version": "#meta+version",
    "link": "#meta+link",
    "about": "#meta+about",
}
"""Columns after those of the report, and their hashtags: who is to be credited and what was asked, on every row; `about` says
the rest once, on the first row."""


def csv_bytes(content: Content, second_row: dict[str, str] | None = None, mark: bytes = b"") -> bytes:
    """The rows as CSV (UTF-8, commas, text in quotation marks, missing cells bare).

    second_row : a plain word for every column, written between the names and the rows. mark : what the file begins with.
    """
    file = io.BytesIO()
    names = [*(each.name for each in COLUMNS), *TAIL]
    file.write(mark + (",".join(names) + "\n").encode())
    if second_row:
        file.write((",".join(second_row[name] for name in names) + "\n").encode())
    for start in range(0, len(content.rows), CHUNK):
        rows = content.rows.iloc[start : start + CHUNK]
        guarded = rows if content.raw else _guarded(rows)
        _write(_with_tail(guarded, content.about, first=start == 0, raw=content.raw), file)
    return file.getvalue()


def _write(table: pa.Table, file: io.BytesIO) -> None:
    pyarrow.csv.write_csv(table, file, pyarrow.csv.WriteOptions(include_header=False))


def _guarded(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(
        **{each.name: each_distinct(rows[each.name], spreadsheet_safe) for each in COLUMNS if each.is_text}
    )


def _with_tail(rows: pd.DataFrame, about: About, *, first: bool, raw: bool) -> pa.Table:
    """Some of the rows with the columns of TAIL behind them; `first` says that they are the first ones."""
    table = arrow_table(rows)
    said = about.said() | {"about": about.line}
    for name in TAIL:
        words = said.get(name, "") if raw else spreadsheet_safe(said.get(name, ""))
        filled = int(first) if name == "about" else len(table)
        cells = [pa.repeat(pa.scalar(words, pa.string()), filled), pa.nulls(len(table) - filled, pa.string())]
        table = table.append_column(name, pa.chunked_array(cells))
    return table


def _for_spreadsheets(content: Content) -> bytes:
    return csv_bytes(content, mark=b"" if content.raw else BYTE_ORDER_MARK)


EXPORT = Export(
    name="csv",
    title="CSV",
    help="One row per report. Safe to open in a spreadsheet; raw is for programs.",
    suffix="csv",
    media_type="text/csv; charset=utf-8",
    function=_for_spreadsheets,
    has_raw=True,
)
