"""The Excel workbook, read with openpyxl: text is text, dates do not move, and nothing says when it was written."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
import zipfile
from pathlib import Path

import openpyxl
import pytest

from strikemap.catalogue import Catalogue
from strikemap.errors import ExportError
from strikemap.model.dataset import Dataset
from strikemap.output.exports import workbook
from strikemap.output.exports.about import about_of
from strikemap.output.exports.registry import find_export
from strikemap.query.view import View
from tests.tiny import write_tiny
from tests.unit.output.exports.hostile import NOTHING, hostile_catalogue, tiny_catalogue
from tests.unit.output.exports.readers import sheet

XLSX = find_export("xlsx")


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    return tiny_catalogue(tmp_path_factory.mktemp("workbook") / "tiny")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return XLSX.export(hostile_catalogue(tmp_path_factory.mktemp("workbook") / "hostile"), View())


def test_no_cell_is_a_formula_or_an_error(hostile: bytes) -> None:
    kinds = {
        cell.data_type
        for page in openpyxl.load_workbook(io.BytesIO(hostile))
        for row in page.iter_rows()
        for cell in row
    }
    assert kinds <= {"s", "n", "d", "b", "inlineStr"}
    parts = zipfile.ZipFile(io.BytesIO(hostile))
    assert not [name for name in parts.namelist() if b"<f>" in parts.read(name)]


def test_text_that_looks_like_a_formula_stays_text_when_it_is_edited(hostile: bytes) -> None:
    page = openpyxl.load_workbook(io.BytesIO(hostile))["Reports"]
    column = [cell.value for cell in page[1]].index("weapon_model") + 1
    marked = {
        page.cell(row, column).value: bool(page.cell(row, column).quotePrefix) for row in range(2, page.max_row + 1)
    }
    assert marked["=cmd|' /C calc'!A0"]
    assert marked["#REF!"]
    assert not marked["<script>alert(1)</script>"]


def test_edtf_dates_are_text_and_days_are_days(tiny: Catalogue) -> None:
    rows = sheet(XLSX.export(tiny, View()), "Reports")
    assert [row["occurred"] for row in rows] == ["2020-10-03", "2020-10", "2020-10-05/.."]
    assert [row["day_first"] for row in rows] == [
        dt.datetime(2020, 10, 3),
        dt.datetime(2020, 10, 1),
        dt.datetime(2020, 10, 5),
    ]
    assert [row["day_last"] for row in rows] == [dt.datetime(2020, 10, 3), dt.datetime(2020, 10, 31), None]
    assert [row["injured_min"] for row in rows] == [None, None, None]


def test_days_before_excel_can_count_are_text(tmp_path: Path) -> None:
    dataset = tiny_catalogue(tmp_path / "old").dataset()
    claims = dataset.claims.assign(value=dataset.claims["value"].replace("2020-10-03", "1877-04-24"))
    old = Catalogue(dataclasses.replace(dataset, claims=claims, first_day=dt.date(1870, 1, 1)))
    rows = {row["event_id"]: row for row in sheet(XLSX.export(old, View()), "Reports")}
    assert rows["e1"]["day_first"] == "1877-04-24"
    assert rows["e2"]["day_first"] == "2020-10-01"


def test_the_sheets_hold_the_claims_and_sources_known_on_the_day(shipped: Dataset) -> None:
    catalogue = Catalogue(shipped)
    view = View(first=dt.date(2020, 10, 3), last=dt.date(2020, 10, 6), known=dt.date(2020, 10, 8))
    content = XLSX.export(catalogue, view)
    assert openpyxl.load_workbook(io.BytesIO(content)).sheetnames == ["Reports", "Claims", "Sources", "About"]
    reports, claims, sources = (sheet(content, name) for name in ("Reports", "Claims", "Sources"))
    ids = {row["event_id"] for row in reports}
    known = shipped.claims[shipped.claims["event_id"].isin(ids) & (shipped.claims["published_on"] <= "2020-10-08")]
    assert {row["claim_id"] for row in claims} == set(known["claim_id"])
    assert {row["source_id"] for row in sources} == set(known["source_id"])
    assert {each for row in reports for each in row["source_ids"].split(";")} == set(known["source_id"])
    assert dict.fromkeys(row["hedge"] for row in claims).keys() == set(known["hedge"])


def test_the_about_sheet_says_all_of_it(tiny: Catalogue) -> None:
    rows = sheet(XLSX.export(tiny, View()), "About")
    assert {row["part"]: row["about"] for row in rows} == about_of(tiny, View()).said()


def test_an_empty_selection_gives_a_workbook_with_headers(tiny: Catalogue) -> None:
    content = XLSX.export(tiny, NOTHING)
    assert [sheet(content, name) for name in ("Reports", "Claims", "Sources")] == [[], [], []]
    assert openpyxl.load_workbook(io.BytesIO(content))["Claims"]["A1"].value == "claim_id"


def test_text_too_long_for_a_cell_is_cut_where_everybody_sees_it(tmp_path: Path) -> None:
    dataset = Catalogue.of_folder(write_tiny(tmp_path / "long")).dataset()
    long = Catalogue(dataclasses.replace(dataset, sources=dataset.sources.assign(accessed_note="word " * 10_000)))
    (row,) = sheet(XLSX.export(long, View()), "Sources")
    assert len(row["accessed_note"]) == 32_767
    assert row["accessed_note"].endswith("[cut here; whole in the other formats]")


def test_too_many_claims_are_refused_with_their_number(tiny: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MOST_CLAIMS", 9)
    with pytest.raises(ExportError, match=r"10 claims are more than the 9 that XLSX is made for.*use CSV"):
        XLSX.export(tiny, View())


def test_nothing_in_a_workbook_says_when_it_was_written(tiny: Catalogue) -> None:
    parts = zipfile.ZipFile(io.BytesIO(XLSX.export(tiny, View())))
    assert {each.date_time for each in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert b"modified" not in parts.read("docProps/core.xml")
    assert parts.testzip() is None
