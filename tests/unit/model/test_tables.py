"""Reading a table: what is kept as it is, what is set aside, and what makes the whole file useless."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from strikemap.model.dataset import Dataset
from strikemap.model.schema import CLAIMS, DTYPES, PLACES, SOURCES, TABLES, facts_of
from strikemap.model.tables import empty_table, read_table
from tests.tiny import ROWS, changed, write_rows, write_tiny


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    return write_tiny(tmp_path / "tiny")


@pytest.mark.parametrize("word", ["NA", "null", "None", "nan", "007", "TRUE", "=1+1", "<b>"])
def test_words_stay_as_they_are_written(tiny: Path, word: str) -> None:
    changed("sources", 0, publisher=word)(tiny)
    assert list(read_table(tiny, SOURCES).table["publisher"]) == [word]


def test_a_blank_number_is_missing_and_a_zero_is_zero(tiny: Path) -> None:
    changed("claims", 3, value_min="0", value_max="")(tiny)
    row = read_table(tiny, CLAIMS).table.set_index("claim_id").loc["e1.killed.1"]
    assert row["value_min"] == 0
    assert row["value_max"] is pd.NA


def test_a_blank_day_is_missing(tiny: Path) -> None:
    changed("claims", 3, published_on="")(tiny)
    assert read_table(tiny, CLAIMS).table.set_index("claim_id").loc["e1.killed.1", "published_on"] is pd.NaT


@pytest.mark.parametrize(
    ("column", "value"),
    [("value_min", "1.5"), ("value_min", "1e3"), ("value_min", "9" * 17), ("published_on", "04.10.2020"),
     ("published_on", "2020-13-01"), ("published_on", "2020-9-4"), ("published_on", "2020-10-04T10:00")],
)  # fmt: skip
def test_a_row_with_a_cell_that_cannot_be_read_is_set_aside_and_told(tiny: Path, column: str, value: str) -> None:
    changed("claims", 3, **{column: value})(tiny)
    read = read_table(tiny, CLAIMS)
    assert len(read.table) == len(ROWS["claims"]) - 1
    assert [(problem.row, problem.column) for problem in read.problems] == [(5, column)]


@pytest.mark.parametrize("value", ["47,5", "nan", "inf", "east"])
def test_a_coordinate_that_is_no_number_is_set_aside(tiny: Path, value: str) -> None:
    changed("places", 0, lon=value)(tiny)
    read = read_table(tiny, PLACES)
    assert read.table.empty
    assert [problem.column for problem in read.problems] == ["lon"]


def test_a_date_claim_has_to_hold_a_date(tiny: Path) -> None:
    changed("claims", 2, value="the third of October")(tiny)
    read = read_table(tiny, CLAIMS)
    assert [(problem.row, problem.column, problem.value) for problem in read.problems] == [
        (4, "value", "the third of October")
    ]


def test_rows_keep_their_place_in_the_file(tiny: Path) -> None:
    changed("claims", 1, hedge="shouts")(tiny)
    assert list(read_table(tiny, CLAIMS).table.index) == [0, 2, 3, 4]


def test_every_bad_cell_of_a_row_is_told(tiny: Path) -> None:
    changed("claims", 0, hedge="shouts", claimant="", basis="rumour")(tiny)
    assert [problem.column for problem in read_table(tiny, CLAIMS).problems] == ["basis", "claimant", "hedge"]


@pytest.mark.parametrize("share", [0.0, 0.2, 0.5, 0.8, 0.99])
def test_a_table_that_is_cut_short_is_empty_with_one_problem(tiny: Path, share: float) -> None:
    file = tiny / "claims.csv"
    content = file.read_bytes()
    file.write_bytes(content[: int(len(content) * share)])
    read = read_table(tiny, CLAIMS)
    assert read.table.empty
    assert len(read.problems) == 1


def test_a_byte_order_mark_and_windows_line_ends_are_no_trouble(tiny: Path) -> None:
    file = tiny / "sources.csv"
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    read = read_table(tiny, SOURCES)
    assert (len(read.table), read.problems) == (1, ())


def test_a_column_that_no_schema_knows_is_told_and_the_rest_is_used(tiny: Path) -> None:
    file = tiny / "sources.csv"
    head, row, _ = file.read_text(encoding="utf-8").split("\n")
    file.write_text(f"{head},mood\n{row},sad\n", encoding="utf-8")
    read = read_table(tiny, SOURCES)
    assert len(read.table) == 1
    assert [problem.column for problem in read.problems] == ["mood"]


def test_a_header_with_a_column_twice_cannot_be_trusted(tiny: Path) -> None:
    file = tiny / "sources.csv"
    file.write_text(file.read_text(encoding="utf-8").replace("author", "title", 1) + "", encoding="utf-8")
    assert read_table(tiny, SOURCES).table.empty


def test_a_table_without_rows_is_no_problem(tiny: Path) -> None:
    write_rows(tiny, "sources", [])
    read = read_table(tiny, SOURCES)
    assert (len(read.table), read.problems) == (0, ())


@pytest.mark.parametrize("schema", TABLES, ids=lambda schema: schema.name)
def test_an_empty_table_has_the_columns_and_types_of_its_schema(schema: object, shipped: Dataset) -> None:
    empty, full = empty_table(schema), shipped.table(schema.name)
    assert empty.dtypes.astype(str).to_dict() == full.dtypes.astype(str).to_dict()


@pytest.mark.parametrize("schema", TABLES, ids=lambda schema: schema.name)
def test_every_column_says_what_it_means(schema: object) -> None:
    for column in schema.columns.values():
        assert column.description
        assert facts_of(column).kind in DTYPES


def test_a_blank_line_is_no_record_and_does_not_shift_the_rows_below(tiny: Path) -> None:
    changed("claims", 1, hedge="shouts")(tiny)
    file = tiny / "claims.csv"
    head, first, *others = file.read_text(encoding="utf-8").split("\n")
    file.write_text("\n".join([head, first, "", *others]), encoding="utf-8")
    read = read_table(tiny, CLAIMS)
    assert len(read.table) == len(ROWS["claims"]) - 1
    assert [problem.row for problem in read.problems] == [4]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("source_id,publisher\n".encode("utf-16"), "it is UTF-16"),
        (b"source_id,publisher\ns1,A\0B\n", "sign 25 is a NUL"),
        (b"<!DOCTYPE html><html>Sign in</html>\n", "it is a web page"),
        (b"source_id;publisher;type\n", "not parted by commas"),
        (b"source_id,publisher,publisher\n", "names publisher twice"),
    ],
)  # fmt: skip
def test_a_file_of_another_kind_is_named_as_what_it_is(tiny: Path, content: bytes, words: str) -> None:
    (tiny / "sources.csv").write_bytes(content)
    read = read_table(tiny, SOURCES)
    assert read.table.empty
    (problem,) = read.problems
    assert words in str(problem)
