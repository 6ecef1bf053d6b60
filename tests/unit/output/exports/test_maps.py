"""GeoJSON, KML, GeoPackage and GeoParquet, read strictly by programs that are not ours."""

from __future__ import annotations

import datetime as dt
import io
import json
import math
import sqlite3
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pyogrio
import pytest
from geojson_validator import validate_geometries, validate_structure

from strikemap.catalogue import Catalogue
from strikemap.model.dataset import Dataset
from strikemap.output.exports.about import about_of
from strikemap.output.exports.registry import find_export
from strikemap.query.view import View
from tests.unit.output.exports.hostile import NOTHING, hostile_catalogue, tiny_catalogue
from tests.unit.output.exports.readers import KML, from_arrow, from_fastkml, from_gdal_kml, from_kml, read_file

DAYS = View(first=dt.date(2020, 10, 3), last=dt.date(2020, 10, 6))


@pytest.fixture(scope="module")
def catalogue(shipped: Dataset) -> Catalogue:
    return Catalogue(shipped)


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    return tiny_catalogue(tmp_path_factory.mktemp("maps") / "tiny")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    return hostile_catalogue(tmp_path_factory.mktemp("maps") / "hostile")


def exported(name: str, catalogue: Catalogue, view: View) -> bytes:
    return find_export(name).export(catalogue, view)


def strict_json(content: bytes) -> Any:
    """Parsed as RFC 8259 has it: UTF-8 without a mark, no NaN, no key twice in one object."""

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        assert len({key for key, _ in pairs}) == len(pairs)
        return dict(pairs)

    def refuse(word: str) -> None:
        raise AssertionError(word)

    assert not content.startswith(b"\xef\xbb\xbf")
    return json.loads(content.decode("utf-8"), object_pairs_hook=once, parse_constant=refuse)


def check_rfc_7946(found: dict[str, Any]) -> None:
    """The rules of RFC 7946 for a collection of points."""
    assert found["type"] == "FeatureCollection"
    assert isinstance(found["features"], list)
    assert not {"crs", "coordinates", "geometries", "geometry", "properties"} & found.keys()
    points = []
    for feature in found["features"]:
        assert feature.keys() == {"type", "id", "geometry", "properties"}
        assert feature["type"] == "Feature"
        assert isinstance(feature["id"], str)
        assert isinstance(feature["properties"], dict)
        if feature["geometry"] is not None:
            assert feature["geometry"].keys() == {"type", "coordinates"}
            assert feature["geometry"]["type"] == "Point"
            points.append(feature["geometry"]["coordinates"])
    for lon, lat in points:
        assert -180 <= lon <= 180
        assert -90 <= lat <= 90
        assert all(math.isfinite(each) and round(each, 7) == each for each in (lon, lat))
    if points:
        lons, lats = zip(*points, strict=True)
        assert found["bbox"] == [min(lons), min(lats), max(lons), max(lats)]
    else:
        assert "bbox" not in found


@pytest.mark.parametrize("view", [View(), DAYS, NOTHING], ids=["all", "days", "nothing"])
def test_geojson_obeys_rfc_7946(view: View, catalogue: Catalogue, tiny: Catalogue, hostile: Catalogue) -> None:
    for each in (catalogue, tiny, hostile):
        found = strict_json(exported("geojson", each, view))
        check_rfc_7946(found)
        assert validate_structure(found) == {}
        if found["features"]:
            shapes = validate_geometries(found)
            assert (shapes["invalid"], shapes["problematic"]) == ({}, {})


def test_geojson_has_seven_decimals_at_most(shipped: Dataset) -> None:
    catalogue = Catalogue(shipped)
    reports = catalogue.reports(View())
    fine = Catalogue(shipped)
    fine.add(shipped, reports.assign(lon=reports["lon"] + 1 / 3_000_000_000, lat=reports["lat"] + 1 / 3))
    content = exported("geojson", fine, View())
    check_rfc_7946(strict_json(content))
    assert strict_json(content)["features"][0]["geometry"]["coordinates"] == [47.06139, 40.4608333]


def test_geopandas_reads_the_points_and_the_missing_ones(tiny: Catalogue) -> None:
    for name, suffix in (("geojson", ".geojson"), ("geopackage", ".gpkg")):
        table = read_file(exported(name, tiny, View()), suffix)
        assert table.crs == "EPSG:4326"
        assert table.geometry.isna().tolist() == [False, True, False]
        assert table.geometry.dropna().map(lambda point: (point.x, point.y)).tolist() == [(47.0, 40.0)] * 2


def test_a_geopackage_holds_dates_without_a_time_and_says_what_it_is(tiny: Catalogue, tmp_path: Path) -> None:
    file = tmp_path / "export.gpkg"
    file.write_bytes(exported("geopackage", tiny, View()))
    info = pyogrio.read_info(file)
    kinds = dict(zip(info["fields"], info["ogr_types"], strict=True))
    assert {kinds[name] for name in ("day_first", "day_last", "first_published")} == {"OFTDate"}
    assert {kinds[name] for name in ("killed_min", "injured_max")} == {"OFTInteger64"}
    assert kinds["occurred"] == "OFTString"
    assert info["layer_name"] == "reports"
    about = about_of(tiny, View())
    assert info["dataset_metadata"] == about.said()
    assert info["layer_metadata"] == about.said() | {"DESCRIPTION": about.title}
    with sqlite3.connect(file) as database:
        assert database.execute("pragma integrity_check").fetchone() == ("ok",)
        assert database.execute("select event_id, day_last, injured_min from reports order by event_id").fetchall() == [
            ("e1", "2020-10-03", None), ("e2", "2020-10-31", None), ("e3", None, None),
        ]  # fmt: skip
    database.close()


def test_the_clock_of_other_geopackages_goes_on(tiny: Catalogue) -> None:
    exported("geopackage", tiny, View())
    assert pyogrio.get_gdal_config_option("OGR_CURRENT_DATE") is None


def test_geoparquet_has_typed_columns_and_says_what_it_is(tiny: Catalogue) -> None:
    content = exported("geoparquet", tiny, View())
    schema = pq.read_schema(io.BytesIO(content))
    assert {schema.field(name).type for name in ("day_first", "day_last", "first_published")} == {pa.date32()}
    assert schema.field("killed_min").type == pa.int64()
    assert schema.field("denied").type == pa.bool_()
    geo = json.loads(schema.metadata[b"geo"])
    assert geo["columns"]["geometry"]["encoding"] == "WKB"
    assert {
        key.decode().removeprefix("strikemap."): words.decode()
        for key, words in schema.metadata.items()
        if key.startswith(b"strikemap.")
    } == about_of(tiny, View()).said()
    rows = from_arrow(content)
    assert [row["day_last"] for row in rows] == [dt.date(2020, 10, 3), dt.date(2020, 10, 31), None]
    assert [row["injured_min"] for row in rows] == [None] * 3
    assert [row["geometry"] is None for row in rows] == [False, True, False]


@pytest.mark.parametrize("name", ["geopackage", "geoparquet"])
def test_an_empty_selection_keeps_its_columns(name: str, tiny: Catalogue) -> None:
    content = exported(name, tiny, NOTHING)
    table = gpd.read_parquet(io.BytesIO(content)) if name == "geoparquet" else read_file(content, ".gpkg")
    assert len(table) == 0
    assert {"event_id", "day_first", "killed_min", "source_urls", "geometry"} <= set(table.columns)


ORDER = {
    "Document": ["name", "description", "Style", "ExtendedData", "Placemark"],
    "Placemark": ["name", "description", "TimeSpan", "styleUrl", "ExtendedData", "Point"],
    "TimeSpan": ["begin", "end"],
    "Data": ["value"],
}
"""The order that the schema of KML 2.2 asks for, of the elements that we use."""


@pytest.mark.parametrize("view", [View(), NOTHING], ids=["all", "nothing"])
def test_kml_has_its_elements_in_the_order_of_the_schema(view: View, tiny: Catalogue, hostile: Catalogue) -> None:
    for each in (tiny, hostile):
        root = ET.fromstring(exported("kml", each, view))  # noqa: S314 - our own file
        assert [child.tag for child in root] == [f"{KML}Document"]
        for name, order in ORDER.items():
            for element in root.iter(KML + name):
                tags = [child.tag.removeprefix(KML) for child in element]
                assert tags == sorted(tags, key=order.index)
        ids = [style.get("id") for style in root.iter(f"{KML}Style")]
        assert {url.text for url in root.iter(f"{KML}styleUrl")} <= {f"#{each}" for each in ids}


def test_kml_has_the_days_of_each_report_as_a_time_span(tiny: Catalogue) -> None:
    content = exported("kml", tiny, View())
    root = ET.fromstring(content)  # noqa: S314 - our own file
    spans = [(span.findtext(f"{KML}begin"), span.findtext(f"{KML}end")) for span in root.iter(f"{KML}TimeSpan")]
    assert spans == [("2020-10-03", "2020-10-03"), ("2020-10-01", "2020-10-31"), ("2020-10-05", None)]
    one, two, three = from_fastkml(content)
    assert (one.times.begin.dt, one.times.end.dt) == (dt.date(2020, 10, 3), dt.date(2020, 10, 3))
    assert (three.times.begin.dt, three.times.end) == (dt.date(2020, 10, 5), None)
    assert (one.geometry.x, one.geometry.y) == (47.0, 40.0)
    assert two.geometry is None


def test_gdal_reads_kml_without_moving_a_day(tiny: Catalogue) -> None:
    table = from_gdal_kml(exported("kml", tiny, View()))
    assert table["begin"].tolist() == [pd.Timestamp(2020, 10, 3), pd.Timestamp(2020, 10, 1), pd.Timestamp(2020, 10, 5)]
    assert table["occurred"].tolist() == ["2020-10-03", "2020-10", "2020-10-05/.."]


def test_a_balloon_shows_text_as_text_and_asks_nobody_for_an_image(hostile: Catalogue) -> None:
    content = exported("kml", hostile, View())
    root = ET.fromstring(content)  # noqa: S314
    assert root.findtext(f".//{KML}BalloonStyle/{KML}text") == "$[description]"
    for element in root.iter(f"{KML}description"):
        text = element.text or ""
        assert "<script" not in text
        assert "$[" not in text
        assert {tag.split(">")[0] for tag in text.split("<")[1:]} <= {"p", "/p", "b", "/b"}
    assert not [
        element for element in root.iter() if element.tag.removeprefix(KML) in ("Icon", "href", "NetworkLink", "Link")
    ]
    assert len(from_kml(content)) == len(list(root.iter(f"{KML}Placemark")))


def test_a_report_says_what_is_not_stated(tiny: Catalogue) -> None:
    balloon = from_fastkml(exported("kml", tiny, View()))[0].description
    assert "<b>Killed</b>: 1\N{EN DASH}2</p>" in balloon
    assert "<b>Injured</b>: not stated</p>" in balloon
    assert "<b>Side blamed</b>: not stated</p>" in balloon
