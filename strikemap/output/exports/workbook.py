"""An Excel workbook: the reports, the claims behind them, their sources, and what the file is. Text is never a formula."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable
from typing import Any, Final

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ERROR_CODES, Cell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.xml.constants import ARC_CORE
from openpyxl.xml.functions import tostring

from strikemap.output.exports.columns import COLUMNS
from strikemap.output.exports.export import Content, Export, require_at_most
from strikemap.output.exports.text import is_calculated, storable

TITLE: Final = "XLSX"
INSTEAD: Final = "CSV, GeoPackage or GeoParquet"
MOST_REPORTS: Final = 20_000
MOST_CLAIMS: Final = 100_000
"""Beyond these a workbook takes longer to write than a reader waits, and to open than a spreadsheet bears."""

LONGEST_TEXT: Final = 32_767
CUT: Final = " [cut here; whole in the other formats]"
"""Characters that a cell of Excel holds, and what stands at the end of a text that is longer."""

FIRST_DATE: Final = pd.Timestamp(1900, 3, 1)
"""Excel counts days from 1900 and has a 29 February in it; a column with an earlier day is text."""

SAME_TIME: Final = (1980, 1, 1, 0, 0, 0)
WIDTHS: Final = {
    "event_id": 34,
    "occurred": 22,
    "place_name": 34,
    "grade_reason": 50,
    "claim_id": 44,
    "title": 60,
    "about": 110,
}
"""Columns wider than a spreadsheet makes them by itself, in characters."""

_ESCAPE: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
"""An underscore that Excel would read as the beginning of a coded character, as in "_x0041_"."""


def workbook_bytes(content: Content) -> bytes:
    """The sheets Reports, Claims, Sources and About.

    EDTF dates are text as written; first and last days are dates. Raises ExportError where there are too many claims.
    """
    require_at_most(MOST_CLAIMS, len(content.claims), "claims", TITLE, INSTEAD)
    workbook = Workbook(write_only=True)
    _add_table(workbook, "Reports", content.rows[[each.name for each in COLUMNS]])
    _add_table(workbook, "Claims", content.claims)
    _add_table(workbook, "Sources", content.sources)
    _add_rows(workbook.create_sheet("About"), ["part", "about"], content.about.said().items())
    properties = workbook.properties
    properties.title, properties.creator = content.about.title, content.about.program
    properties.description = content.about.text
    file = io.BytesIO()
    workbook.save(file)
    return _without_clock(file.getvalue(), workbook)


def _add_table(workbook: Workbook, title: str, table: pd.DataFrame) -> None:
    columns = [_values(table[name]) for name in table.columns]
    _add_rows(workbook.create_sheet(title), [str(name) for name in table.columns], zip(*columns, strict=True))


def _values(column: pd.Series) -> list[Any]:
    """The cells of a column as Python values; None where nothing is stated."""
    if column.dtype.kind == "M":
        early = (column < FIRST_DATE).any()
        return [None if pd.isna(each) else str(each.date()) if early else each.date() for each in column]
    return [None if pd.isna(each) or each == "" else each for each in column.tolist()]


def _add_rows(sheet: WriteOnlyWorksheet, header: list[str], rows: Iterable[Iterable[Any]]) -> None:
    for number, name in enumerate(header, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = WIDTHS.get(name, 16)
    sheet.freeze_panes = "B2"
    sheet.append([_bold(sheet, name) for name in header])
    for row in rows:
        sheet.append([_text_cell(sheet, value) if isinstance(value, str) else value for value in row])


def _bold(sheet: WriteOnlyWorksheet, name: str) -> Cell:
    cell = WriteOnlyCell(sheet, name)
    cell.font = Font(bold=True)
    return cell


def _text_cell(sheet: WriteOnlyWorksheet, text: str) -> Cell | str:
    """Text as a cell that holds text, whatever it looks like."""
    whole = _ESCAPE.sub("_x005F_", storable(text))
    fitting = whole if len(whole) <= LONGEST_TEXT else whole[: LONGEST_TEXT - len(CUT)] + CUT
    if not (is_calculated(fitting) or fitting in ERROR_CODES):
        return fitting
    cell = WriteOnlyCell(sheet, fitting)
    cell.data_type = "s"
    # the mark of a cell typed with an apostrophe: it stays text when somebody edits it
    cell.quotePrefix = True
    return cell


def _without_clock(content: bytes, workbook: Workbook) -> bytes:
    """The same workbook with no moment of writing in it, so that the same View gives the same bytes."""
    properties = workbook.properties.to_tree()
    for moment in [each for each in properties if each.tag.endswith(("}created", "}modified"))]:
        properties.remove(moment)
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            body = tostring(properties) if part == ARC_CORE else old.read(part)
            entry = zipfile.ZipInfo(part, SAME_TIME)
            entry.external_attr = 0o644 << 16
            new.writestr(entry, body, zipfile.ZIP_DEFLATED)
    return file.getvalue()


EXPORT = Export(
    name="xlsx",
    title=TITLE,
    help="A workbook with the reports, their claims, their sources, and what they are.",
    suffix="xlsx",
    media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    function=workbook_bytes,
    limit=MOST_REPORTS,
    instead=INSTEAD,
)
