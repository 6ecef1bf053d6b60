"""CSV and HXL: two forms of text, columns that say whom to credit, hashtags."""

from __future__ import annotations

import io
import re

import hxl
import pandas as pd
import pytest

from strikemap.catalogue import Catalogue
from strikemap.model.dataset import Dataset
from strikemap.output.exports.about import about_of
from strikemap.output.exports.comma_separated import TAIL
from strikemap.output.exports.hxl import HASHTAGS
from strikemap.output.exports.registry import find_export
from strikemap.output.exports.text import spreadsheet_safe, storable
from strikemap.query.view import View
from tests.unit.output.exports.hostile import NOTHING, TEXTS, hostile_catalogue
from tests.unit.output.exports.readers import from_csv, from_hxl

CSV, HXL = find_export("csv"), find_export("hxl")


@pytest.fixture(scope="module")
def catalogue(shipped: Dataset) -> Catalogue:
    return Catalogue(shipped)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    return hostile_catalogue(tmp_path_factory.mktemp("csv") / "hostile")


def test_raw_is_the_text_as_it_stands(hostile: Catalogue) -> None:
    raw = from_csv(CSV.export(hostile, View(), raw=True))
    safe = from_csv(CSV.export(hostile, View()))
    assert [row["weapon_model"] for row in raw] == [storable(text) for text in TEXTS]
    assert [row["weapon_model"] for row in safe] == [spreadsheet_safe(storable(text)) for text in TEXTS]
    assert {row["credit"] for row in raw} == {"=HYPERLINK(credit)"}
    assert {row["credit"] for row in safe} == {"'=HYPERLINK(credit)"}


def test_the_form_for_spreadsheets_begins_with_a_byte_order_mark_the_raw_one_does_not(catalogue: Catalogue) -> None:
    mark = b"\xef\xbb\xbf"
    assert CSV.export(catalogue, View()).startswith(mark + b"event_id,window_status,")
    assert CSV.export(catalogue, View(), raw=True).startswith(b"event_id,window_status,")
    assert HXL.export(catalogue, View()).startswith(b"event_id,window_status,")


def test_every_row_says_whom_to_credit_and_the_first_one_all_of_it(catalogue: Catalogue) -> None:
    about = about_of(catalogue, View())
    first, *others = from_csv(CSV.export(catalogue, View(), raw=True))
    for row in (first, *others):
        assert (row["credit"], row["notice"]) == (about.credit, about.notice)
        assert (row["data_version"], row["link"]) == (about.data_version, about.link)
    assert first["about"] == about.line
    assert {row["about"] for row in others} == {""}
    assert list(first)[-len(TAIL) :] == list(TAIL)


def test_pandas_reads_numbers_as_numbers_and_missing_as_missing(catalogue: Catalogue) -> None:
    for raw in (False, True):
        table = pd.read_csv(io.BytesIO(CSV.export(catalogue, View(), raw=raw)))
        reports = catalogue.reports(View())
        assert table["killed_min"].isna().tolist() == reports["killed_min"].isna().tolist()
        assert table["killed_min"].sum() == reports["killed_min"].sum()
        assert table["lon"].tolist() == reports["lon"].tolist()


def test_an_empty_selection_is_a_header_alone(catalogue: Catalogue) -> None:
    assert len(CSV.export(catalogue, NOTHING).splitlines()) == 1
    assert len(HXL.export(catalogue, NOTHING).splitlines()) == 2
    assert from_csv(CSV.export(catalogue, NOTHING)) == []


def test_the_second_row_of_hxl_is_hashtags(catalogue: Catalogue) -> None:
    second = HXL.export(catalogue, View()).decode().splitlines()[1].split(",")
    assert second == list(HASHTAGS.values())
    assert [tag for tag in second if not re.fullmatch(r"#[a-z][a-z0-9_]*(\+[a-z][a-z0-9_]*)*", tag)] == []
    assert len(set(second)) == len(second)


def test_a_humanitarian_tool_finds_the_columns_by_their_hashtags(catalogue: Catalogue) -> None:
    content = HXL.export(catalogue, View(), raw=True)
    source = hxl.data(io.BytesIO(content))
    drones = source.with_rows("#cause+weapon+type=drone")
    wanted = catalogue.reports(View()).query("weapon_category == 'drone'").index.tolist()
    assert [row.get("#event+id") for row in drones] == wanted
    assert len(from_hxl(content)) == 159
