"""Read the tables of a dataset: good rows with their types, and a problem for every row or file that is set aside."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import numpy as np
import pandas as pd
import pandera.errors
import pandera.pandas as pa

from strikemap.model.checks import defects
from strikemap.model.checks.defect import RowDefect
from strikemap.model.problems import Problem
from strikemap.model.schema import BLANK, DTYPES, DUPLICATE, NOT_A_DATE, Kind, facts_of

NOT_A_NUMBER = "not_a_number"

_WHOLE = r"[+-]?\d{1,15}"
"""Longer numbers lose digits on their way through JSON and spreadsheets."""

_OF_PANDERA = {"not_nullable": BLANK, "field_uniqueness": DUPLICATE}
"""Checks that pandera names itself, to the defect that puts them into words."""

_SAVE_AS_CSV = "Save it as CSV in UTF-8, with commas between the cells."


@dataclass(frozen=True)
class TableRead:
    """A table as far as it can be trusted, and what was wrong with the rest."""

    table: pd.DataFrame
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class _Cell:
    """One cell as it was found: table, position of its record, declared column, text."""

    table: str
    position: int
    declared: pa.Column
    value: str


class _UnusableFileError(Exception):
    """The whole file cannot be used."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def read_table(folder: Path, schema: pa.DataFrameSchema) -> TableRead:
    """Read one table of a dataset folder.

    A file that is missing, cut short or of the wrong shape gives an empty table and one problem. A row with a cell that
    cannot be trusted is set aside with a problem for each such cell. Rows keep their position in the file as index.
    """
    name = f"{schema.name}.csv"
    try:
        text, uneven = _read_text(folder / name, schema)
    except _UnusableFileError as unusable:
        return TableRead(empty_table(schema), (unusable.problem,))
    typed, unreadable = _with_types(text, schema)
    good, unfit = _fitting(typed, text, schema)
    order = sorted([*uneven, *unreadable, *unfit], key=lambda problem: (problem.row or 0, problem.column))
    return TableRead(good, tuple(order))


def empty_table(schema: pa.DataFrameSchema) -> pd.DataFrame:
    """A table of that schema without rows."""
    return pd.DataFrame(
        {name: pd.Series(dtype=DTYPES[facts_of(column).kind]) for name, column in schema.columns.items()}
    )


def _unusable(defect: str, name: str, message: str, remedy: str = "", column: str = "") -> _UnusableFileError:
    return _UnusableFileError(defects()[defect].problem(name, message, remedy=remedy, column=column))


def _read_text(file: Path, schema: pa.DataFrameSchema) -> tuple[pd.DataFrame, list[Problem]]:
    """Every cell as text, one row per record, and a problem for each record whose cells do not fit the header."""
    records = _records(file)
    if not records:
        raise _unusable("cut_short", file.name, "the file is empty.")
    header, *rows = records
    extra = _check_header(header, schema, file.name)
    # a blank line is no record, but a spreadsheet counts it
    filled = {position: row for position, row in enumerate(rows) if row}
    if filled and len(last := filled[max(filled)]) < len(header):
        raise _unusable("cut_short", file.name, f"its last row has {len(last)} cells, the header {len(header)}.")
    uneven = [
        defects()["wrong_number_of_cells"].problem(
            file.name, f"the row has {len(row)} cells, the header {len(header)}.", position=position, value=row[0]
        )
        for position, row in filled.items()
        if len(row) != len(header)
    ]
    even = {position: row for position, row in filled.items() if len(row) == len(header)}
    table = pd.DataFrame(list(even.values()), columns=header, index=list(even), dtype="str")
    return table[list(schema.columns)], [*extra, *uneven]


def _records(file: Path) -> list[list[str]]:
    try:
        content = file.read_bytes()
    except OSError as error:
        raise _unusable("missing_file", file.name, "the table is missing or may not be read.") from error
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if content.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise _unusable("unreadable_file", file.name, "it is UTF-16, as some spreadsheets write it.", _SAVE_AS_CSV) from error
        raise _unusable("unreadable_file", file.name, f"byte {error.start} is not UTF-8.") from error
    if "\0" in text:
        raise _unusable("unreadable_file", file.name, f"sign {text.index(chr(0)) + 1:,} is a NUL, which no text holds.", _SAVE_AS_CSV)
    if text.lstrip()[:9].lower().startswith(("<!doctype", "<html")):
        raise _unusable("unreadable_file", file.name, "it is a web page, perhaps of a link that needs a login.", "Download the table itself.")
    if text and not text.endswith("\n"):
        raise _unusable(
            "cut_short", file.name, "it does not end with a line break, so its end may be missing.",
            "Take it from a fresh copy of the project; if it is whole, add a line break at its end.",
        )  # fmt: skip
    try:
        return list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        raise _unusable(
            "cut_short", file.name, f"a quotation mark is not closed or stands in the wrong place ({error})."
        ) from error


def _check_header(header: list[str], schema: pa.DataFrameSchema, name: str) -> list[Problem]:
    if len(header) == 1 and any(sign in header[0] for sign in ";\t|"):
        raise _unusable("wrong_columns", name, f"its header is one cell, {header[0][:60]!r}: the cells are not parted by commas.", _SAVE_AS_CSV)
    if twice := sorted({column for column in header if header.count(column) > 1}):
        raise _unusable("wrong_columns", name, f"the header names {', '.join(twice)} twice.", column=twice[0])
    if missing := [column for column in schema.columns if column not in header]:
        raise _unusable("wrong_columns", name, f"the header lacks {', '.join(missing)}.", column=missing[0])
    return [
        defects()["wrong_columns"].problem(name, "no schema knows this column; it is not used.", column=column)
        for column in header
        if column not in schema.columns
    ]


def _with_types(text: pd.DataFrame, schema: pa.DataFrameSchema) -> tuple[pd.DataFrame, list[Problem]]:
    """The same rows with the types of the schema, without those that hold a number or day that cannot be read."""
    typed: dict[str, pd.Series] = {}
    unreadable = pd.Series(data=False, index=text.index)
    problems: list[Problem] = []
    for column, declared in schema.columns.items():
        facts = facts_of(declared)
        typed[column] = _converted(text[column], facts.kind)
        if DTYPES[facts.kind] != "str":
            lost = typed[column].isna() & (text[column] != "")
            unreadable |= lost
            defect = NOT_A_DATE if facts.kind == "day" else NOT_A_NUMBER
            problems += [
                _cell_problem(defect, _Cell(str(schema.name), int(position), declared, str(value)))
                for position, value in zip(text.index[lost], text.loc[lost, column], strict=True)
            ]
    return pd.DataFrame(typed)[~unreadable], problems


def _converted(cells: pd.Series[str], kind: Kind) -> pd.Series[Any]:
    """Cells as numbers or days; what cannot be read becomes missing, as a blank does."""
    if kind == "whole":
        return pd.to_numeric(cells.where(cells.str.fullmatch(_WHOLE)), errors="coerce").astype("Int64")
    if kind == "decimal":
        numbers = pd.to_numeric(cells.where(cells != ""), errors="coerce").astype("float64")
        return numbers.where(np.isfinite(numbers))
    if kind == "day":
        # the length keeps "2020-9-4" out, which could be read in two ways elsewhere
        days = pd.to_datetime(cells.where(cells.str.len() == len("2020-10-04")), format="%Y-%m-%d", errors="coerce")
        return days.astype("datetime64[us]")
    return cells


def _fitting(typed: pd.DataFrame, text: pd.DataFrame, schema: pa.DataFrameSchema) -> tuple[pd.DataFrame, list[Problem]]:
    """The rows that fit the schema, and a problem for every cell that does not."""
    try:
        return schema.validate(typed, lazy=True), []
    except pandera.errors.SchemaErrors as errors:
        found = list(dict.fromkeys(_failures(errors.failure_cases)))
    problems = [
        _cell_problem(
            defect, _Cell(str(schema.name), position, schema.columns[column], str(text.loc[position, column]))
        )
        for defect, position, column in found
    ]
    return typed.drop(index=sorted({position for _, position, _ in found})), problems


def _failures(cases: pd.DataFrame) -> Iterator[tuple[str, int, str]]:
    """(defect, position of the row, column) of each failure; a check of whole rows names its column after a colon."""
    for check, column, index in zip(cases["check"], cases["column"], cases["index"], strict=True):
        defect, _, named = str(check).partition(":")
        yield _OF_PANDERA.get(defect, defect), int(index), named or str(column)


def _cell_problem(defect: str, cell: _Cell) -> Problem:
    kind = cast("type[RowDefect]", defects()[defect])
    facts = facts_of(cell.declared)
    message = kind.message.format(meaning=cell.declared.description, allowed="; ".join(facts.allowed))
    return kind.problem(
        f"{cell.table}.csv", message, position=cell.position, column=cell.declared.name, value=cell.value
    )
