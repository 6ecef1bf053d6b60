"""Opening a dataset: what is broken becomes a problem, the rest is there; only a folder without settings is refused."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from strikemap.errors import DatasetError
from strikemap.model.checks import check
from strikemap.model.dataset import Dataset, load_dataset
from strikemap.model.events import resolve
from strikemap.model.schema import TABLES
from tests.tiny import changed, write_layer, write_tiny


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    return write_tiny(tmp_path / "tiny")


def test_a_dataset_knows_its_name_days_and_tables(tiny: Path) -> None:
    dataset = load_dataset(tiny)
    assert (dataset.name, dataset.title) == ("tiny", "A tiny dataset")
    assert (dataset.first_day, dataset.last_day) == (dt.date(2020, 10, 1), dt.date(2020, 10, 31))
    assert {str(schema.name): len(dataset.table(schema.name)) for schema in TABLES if len(dataset.table(schema.name))} == {
        "claims": 5, "sources": 1, "places": 1, "audit": 1,
    }  # fmt: skip
    assert dataset.problems == ()


@pytest.mark.parametrize("schema", TABLES, ids=lambda schema: schema.name)
def test_without_any_one_table_the_others_load(tiny: Path, schema: object) -> None:
    (tiny / f"{schema.name}.csv").unlink()
    dataset = load_dataset(tiny)
    assert dataset.table(schema.name).empty
    assert [problem.file for problem in dataset.problems] == [f"{schema.name}.csv"]
    assert len(resolve(dataset.claims, dataset.places, None)) == (0 if schema.name == "claims" else 1)


def test_a_missing_layer_is_a_problem_with_the_command_that_makes_it(tiny: Path) -> None:
    (tiny / "regions" / "districts.geojson").unlink()
    (tiny / "strikes.geojson").unlink()
    remedies = {problem.file: problem.remedy for problem in load_dataset(tiny).problems}
    assert "python -m strikemap build data --basemap" in remedies["regions/districts.geojson"]
    assert remedies["strikes.geojson"].endswith("python -m strikemap build data")


@pytest.mark.parametrize(
    ("geometry", "words"),
    [
        ({"type": "Point", "coordinates": [47.0, 40.0]}, "its geometry is 'Point'"),
        (
            {"type": "Polygon", "coordinates": [[[4700000, 40], [4700001, 40], [4700001, 41], [4700000, 40]]]},
            "outside the world",
        ),
        ({"type": "Polygon", "coordinates": []}, "outside the world"),
        ({"type": "Polygon", "coordinates": [[["a", "b"]]]}, "outside the world"),
        (None, "it has no geometry"),
    ],
)
def test_a_feature_that_cannot_be_drawn_is_named(tiny: Path, geometry: object, words: str) -> None:
    square = {
        "type": "Feature",
        "properties": {},
        "geometry": {"type": "Polygon", "coordinates": [[[47, 40], [48, 40], [48, 41], [47, 40]]]},
    }
    write_layer(
        tiny, "regions/districts.geojson", [square, {"type": "Feature", "properties": {}, "geometry": geometry}]
    )
    problems = load_dataset(tiny).problems
    assert [(problem.file, problem.feature) for problem in problems] == [("regions/districts.geojson", "1")]
    assert words in problems[0].message


def test_a_feature_with_an_id_is_named_by_it(tiny: Path) -> None:
    write_layer(
        tiny, "regions/districts.geojson", [{"type": "Feature", "id": "aghdam", "properties": {}, "geometry": None}]
    )
    assert [problem.feature for problem in load_dataset(tiny).problems] == ["aghdam"]


@pytest.mark.parametrize(
    "content", [b"", b"[]", b'{"type": "FeatureCollection"}', b'{"type": "FeatureCollection", "features": [', b"<html>"]
)
def test_a_file_that_is_no_geojson_is_a_problem(tiny: Path, content: bytes) -> None:
    (tiny / "regions" / "districts.geojson").write_bytes(content)
    assert [problem.file for problem in load_dataset(tiny).problems] == ["regions/districts.geojson"]


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"RIFF\x64\x00\x00\x00WEBPVP8 ", "16 of the 108 bytes"), (b"\x89PNG", "no WebP image")],
)  # fmt: skip
def test_an_image_that_is_cut_short_or_none_is_a_problem(tiny: Path, content: bytes, words: str) -> None:
    (tiny / "relief.webp").write_bytes(content)
    layer = '[[layers]]\nid = "relief"\ntitle = "Relief"\nfile = "relief.webp"\nkind = "relief"\nbounds = [46, 39, 48, 41]\n'
    with (tiny / "dataset.toml").open("a", encoding="utf-8") as file:
        file.write(layer)
    messages = [problem.message for problem in load_dataset(tiny).problems]
    assert len(messages) == 1
    assert words in messages[0]


def test_a_layer_outside_the_folder_is_not_used(tiny: Path) -> None:
    settings = (tiny / "dataset.toml").read_text(encoding="utf-8")
    (tiny / "dataset.toml").write_text(
        settings.replace("regions/districts.geojson", "../../etc/passwd"), encoding="utf-8"
    )
    dataset = load_dataset(tiny)
    assert [layer["id"] for layer in dataset.settings["layers"]] == ["strikes"]
    assert [problem.file for problem in dataset.problems] == ["dataset.toml"]


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="is no folder"):
        load_dataset(tmp_path / "nowhere")


def test_a_folder_without_settings_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match=r"holds no dataset\.toml"):
        load_dataset(tmp_path)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('name = "tiny"', "name = 3", "name has to be a text"),
        ('name = "tiny"', 'name = "../tiny"', "stands in addresses"),
        ("first_day = 2020-10-01", 'first_day = "soon"', "first_day has to be a day"),
        ("first_day = 2020-10-01", "first_day = 2021-10-01", "first_day is after last_day"),
        ("lat = 40.0", 'lat = "north"', "camera needs the numbers"),
        ("[camera]", "[camera", "cannot be read"),
    ],
)
def test_settings_that_nothing_can_rest_on_are_refused(tiny: Path, old: str, new: str, words: str) -> None:
    settings = (tiny / "dataset.toml").read_text(encoding="utf-8")
    (tiny / "dataset.toml").write_text(settings.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DatasetError, match=words):
        load_dataset(tiny)


def test_the_version_changes_with_any_data_file_and_with_nothing_else(tiny: Path) -> None:
    first = load_dataset(tiny).version
    (tiny / "README.md").write_text("a note", encoding="utf-8")
    assert load_dataset(tiny).version == first
    changed("claims", 0, claimant="Another ministry")(tiny)
    second = load_dataset(tiny).version
    (tiny / "regions" / "more.geojson").write_text("{}", encoding="utf-8")
    assert len({first, second, load_dataset(tiny).version}) == 3


def test_the_shipped_tables_have_no_problem(shipped: Dataset) -> None:
    assert [problem for problem in shipped.problems if problem.file.endswith((".csv", ".toml"))] == []


def test_the_shipped_settings_have_words_for_every_value_of_the_reports(shipped: Dataset) -> None:
    reports = resolve(shipped.claims, shipped.places, None)
    labels = shipped.settings["labels"]
    for part, column in (
        ("weapon", "weapon_category"),
        ("by", "blamed"),
        ("target", "target_type"),
        ("grade", "grade"),
    ):
        assert set(reports[column]) <= set(labels[part]), part


def test_the_shipped_camera_frames_every_report_on_a_map_760_pixels_wide_and_600_high(shipped: Dataset) -> None:
    camera = shipped.settings["camera"]
    degrees_per_pixel = 360 / (256 * 2 ** camera["zoom"])
    points = json.loads((shipped.folder / "strikes.geojson").read_bytes())["features"]
    away = [
        (abs(lon - camera["lon"]) / degrees_per_pixel, abs(lat - camera["lat"]) / (degrees_per_pixel * 0.766))
        for lon, lat in (feature["geometry"]["coordinates"] for feature in points)
    ]
    assert max(x for x, _ in away) < 760 / 2
    assert max(y for _, y in away) < 600 / 2


def test_the_shipped_dataset_has_no_problem_at_all(shipped: Dataset) -> None:
    assert [str(problem) for problem in check(shipped)] == []
