"""What every export format promises: the rows of the View, nothing lost, nothing shifted, the same bytes each time."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import subprocess
import sys
from pathlib import Path

import pytest

from strikemap.catalogue import Catalogue
from strikemap.errors import ExportError
from strikemap.model.dataset import Dataset
from strikemap.output.exports.about import about_of
from strikemap.output.exports.export import Export
from strikemap.output.exports.registry import EXPORTS, export_for_file, find_export
from strikemap.output.exports.rows import export_rows
from strikemap.output.exports.text import spreadsheet_safe, storable
from strikemap.query.select import select, shown
from strikemap.query.view import View
from tests.unit.output.exports.hostile import NOTHING, TEXTS, hostile_catalogue, tiny_catalogue
from tests.unit.output.exports.readers import READERS, ROOT, plain, sheet

ROWS = [each for each in EXPORTS if each.name in READERS]
IN_PROCESS = [each for each in ROWS if each.name != "python"]
"""The formats that hold all that is in memory; the snippet reads the folder "data", and has tests of its own."""

DAYS = {"first": dt.date(2020, 10, 3), "last": dt.date(2020, 10, 6)}
VIEWS = {
    "whole war": View(),
    "the article's days": View(**DAYS, weapon=("cluster_munition",)),
    "as known on a day": View(**DAYS, known=dt.date(2020, 10, 8)),
    "Armenian names": View(**DAYS, names="armenian"),
    "until a day, one side": View(last=DAYS["last"], mode="until", by=("Azerbaijan",)),
    "nothing": NOTHING,
}

each_format = pytest.mark.parametrize("entry", ROWS, ids=lambda each: each.name)
each_in_process = pytest.mark.parametrize("entry", IN_PROCESS, ids=lambda each: each.name)
each_export = pytest.mark.parametrize("entry", EXPORTS, ids=lambda each: each.name)
each_view = pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)


@pytest.fixture(scope="module")
def catalogue(shipped: Dataset) -> Catalogue:
    return Catalogue(shipped)


@pytest.fixture(scope="module")
def opened_again(shipped: Dataset) -> Catalogue:
    return Catalogue(shipped)


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    return tiny_catalogue(tmp_path_factory.mktemp("exports") / "tiny")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    return hostile_catalogue(tmp_path_factory.mktemp("exports") / "hostile")


@each_view
@each_format
def test_the_rows_are_the_reports_of_the_view_with_every_date_and_its_precision(
    entry: Export, view: View, catalogue: Catalogue
) -> None:
    dataset = catalogue.dataset()
    selected = shown(select(catalogue.reports(view), view, dataset.first_day, dataset.last_day))
    found = [plain(row) for row in READERS[entry.name](entry.export(catalogue, view))]
    assert [row["event_id"] for row in found] == list(selected.index)
    for column in ("window_status", "occurred", "grade", "radius_m"):
        assert [row[column] for row in found] == [str(each) for each in selected[column]]
    assert found == [plain(row) for row in export_rows(catalogue, view).astype(object).to_dict("records")]
    assert (len(found) == 0) == (view == NOTHING)


@each_view
@each_export
def test_the_same_view_gives_the_same_bytes(
    entry: Export, view: View, catalogue: Catalogue, opened_again: Catalogue
) -> None:
    assert entry.export(catalogue, view) == entry.export(opened_again, view)


def test_another_process_writes_the_same_bytes(tiny: Catalogue) -> None:
    program = """
import hashlib, sys
from pathlib import Path
from strikemap.catalogue import Catalogue
from strikemap.output.exports.registry import EXPORTS
from strikemap.query.view import View
catalogue = Catalogue.of_folder(Path(sys.argv[1]))
print([hashlib.sha256(each.export(catalogue, View())).hexdigest() for each in EXPORTS])
"""
    done = subprocess.run(
        [sys.executable, "-c", program, tiny.dataset().folder],
        cwd=ROOT, capture_output=True, text=True, check=True, env={"PYTHONHASHSEED": "12", "TZ": "Asia/Tokyo"},
    )  # fmt: skip
    here = [hashlib.sha256(each.export(tiny, View())).hexdigest() for each in EXPORTS]
    assert done.stdout.strip() == str(here)


@each_in_process
def test_a_report_without_a_place_and_an_open_date_are_kept(entry: Export, tiny: Catalogue) -> None:
    found = {str(row["event_id"]): plain(row) for row in READERS[entry.name](entry.export(tiny, View()))}
    assert list(found) == ["e1", "e2", "e3"]
    assert [found["e2"][name] for name in ("place_id", "place_name", "lon", "lat", "radius_m")] == [""] * 5
    assert [found["e2"][name] for name in ("occurred", "day_first", "day_last")] == [
        "2020-10",
        "2020-10-01",
        "2020-10-31",
    ]
    assert [found["e3"][name] for name in ("occurred", "day_first", "day_last")] == ["2020-10-05/..", "2020-10-05", ""]
    assert [found["e1"][name] for name in ("killed_min", "killed_max", "injured_min", "injured_max")] == [
        "1",
        "2",
        "",
        "",
    ]


@each_format
def test_what_was_published_later_is_in_no_export(entry: Export, catalogue: Catalogue) -> None:
    view = VIEWS["as known on a day"]
    later = set(catalogue.dataset().claims.query("published_on > '2020-10-08'")["source_id"]) - set(
        catalogue.dataset().claims.query("published_on <= '2020-10-08'")["source_id"]
    )
    found = {
        each
        for row in READERS[entry.name](entry.export(catalogue, view))
        for each in (row["source_ids"] or "").split(";")
    }
    assert found
    assert later
    assert not found & later


@each_in_process
def test_hostile_text_stays_the_text_it_is(entry: Export, hostile: Catalogue) -> None:
    found = READERS[entry.name](entry.export(hostile, View()))
    wanted = [storable(text) for text in TEXTS]
    if entry.has_raw:
        wanted = [spreadsheet_safe(text) for text in wanted]
    if entry.name == "xlsx":  # written so that Excel does not read a coded letter in it
        wanted = [text.replace("_x0041_", "_x005F_x0041_") for text in wanted]
    line_ends = str.maketrans({"\r": "\n"}) if entry.name in ("kml", "xlsx", "hxl") else {}
    for column in ("weapon_model", "place_name", "words"):
        said = [str(row[column]).replace("\r\n", "\n").translate(line_ends) for row in found]
        assert said == [text.replace("\r\n", "\n").translate(line_ends) for text in wanted]


@each_export
def test_every_export_carries_what_it_is_and_whom_to_credit(entry: Export, catalogue: Catalogue) -> None:
    view = VIEWS["the article's days"].but(known=dt.date(2020, 10, 8), by=("Azerbaijan",))
    content = words_in(entry, entry.export(catalogue, view))
    about = about_of(catalogue, view)
    for words in (about.title, about.counts, about.filters, about.known, about.notice, about.credit, about.licence):
        assert words in content, words
    assert catalogue.dataset().version in content
    assert about.link in content


def words_in(entry: Export, content: bytes) -> str:
    """All text of a file, whatever packs it."""
    if entry.name == "xlsx":
        return "\n".join(row["about"] for row in sheet(content, "About"))
    if entry.name == "kml":
        return "\n".join(
            READERS["kml"](content.replace(b"Placemark>", b"Other>").replace(b"Document>", b"Placemark>"))[0].values()
        )
    if entry.name == "bibtex":
        return content.decode().replace("\\%", "%").replace("\\&", "&").replace("\\_", "_")
    text = content.decode(errors="replace")
    return text.replace("&amp;", "&") if entry.name == "geopackage" else text


def test_a_view_that_hides_one_side_says_so(catalogue: Catalogue) -> None:
    filters = about_of(catalogue, View(by=("Azerbaijan",))).filters
    assert "for which Azerbaijan is blamed" in filters
    assert "among them all that blame the Armenian side" in filters
    assert about_of(catalogue, View()).filters == ""
    both_sides = about_of(catalogue, View(grade=("weak",))).filters
    assert "The filters leave out" in both_sides
    assert "all that blame" not in both_sides


def test_a_format_that_holds_no_more_says_how_many_there_are_and_what_to_use(catalogue: Catalogue) -> None:
    small = dataclasses.replace(find_export("kml"), limit=158)
    with pytest.raises(ExportError, match=r"159 reports are more than the 158 that KML is made for.*use GeoJSON"):
        small.export(catalogue, View())
    assert dataclasses.replace(small, limit=159).export(catalogue, View())


@each_export
def test_an_entry_describes_itself(entry: Export, shipped: Dataset) -> None:
    assert entry.help.endswith(".")
    assert find_export(entry.name.upper()) is entry
    assert export_for_file(f"out.{entry.suffix}") is entry
    name = entry.file_name(shipped, VIEWS["the article's days"])
    assert name == f"karabakh-2020_2020-10-03_2020-10-06_filtered_{shipped.version}.{entry.suffix}"
    assert entry.limit is None or entry.instead


def test_a_format_that_does_not_exist_is_answered_with_the_nearest() -> None:
    with pytest.raises(ExportError, match="Did you mean geojson"):
        find_export("geojsn")
    with pytest.raises(ExportError, match="does not say its format"):
        export_for_file("out.doc")


@pytest.mark.parametrize("entry", [each for each in EXPORTS if not each.has_raw], ids=lambda each: each.name)
def test_raw_is_refused_where_it_means_nothing(entry: Export, catalogue: Catalogue) -> None:
    with pytest.raises(ExportError, match="has no raw form"):
        entry.export(catalogue, View(), raw=True)


def test_a_file_name_holds_plain_signs_only(tmp_path: Path) -> None:
    catalogue = hostile_catalogue(tmp_path / "named")
    dataset = dataclasses.replace(catalogue.dataset(), name='../a "b"\r\nX: y')
    assert find_export("csv").file_name(dataset, View()).startswith("..-a-b-X-y_2020-10-01_2020-10-31_")
