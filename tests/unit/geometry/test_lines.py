"""The three approximate lines keep to what is known, and are this project's own drawing."""

from __future__ import annotations

import shutil
from pathlib import Path

import geopandas as gpd
import pytest
import shapely

from strikemap.build.basemap.geojson import read_layer
from strikemap.build.lines import build_lines, read_control_points
from strikemap.model.dataset import Dataset
from tests.unit.geometry.layers import DATA, UTM_38N, in_metres, layer, mean_distance, outline

OBLAST, DE_FACTO, CONTACT = "oblast-1991", "de-facto-1994-2020", "contact-line-1994-2020"
YARDSTICKS = {OBLAST: "nkao-1991", DE_FACTO: "nk-de-facto-1994-2020", CONTACT: "line-of-contact-1994-2020"}


def drawn(name: str) -> shapely.Geometry:
    return layer(f"lines/{name}.geojson").geometry.iloc[0]


def spots(shipped: Dataset) -> dict[str, shapely.Point]:
    places = shipped.places
    return {
        str(row["place_id"]): shapely.Point(float(row["lon"]), float(row["lat"])) for row in places.to_dict("records")
    }


def test_lines_are_made_from_what_is_committed_byte_by_byte(tmp_path: Path) -> None:
    shutil.copytree(DATA / "regions", tmp_path / "regions")
    build_lines(tmp_path)
    for name in YARDSTICKS:
        assert (tmp_path / "lines" / f"{name}.geojson").read_bytes() == (
            DATA / "lines" / f"{name}.geojson"
        ).read_bytes()


@pytest.mark.parametrize("name", YARDSTICKS)
def test_every_line_says_that_it_is_approximate_when_it_held_and_what_it_was_drawn_from(name: str) -> None:
    ((feature, _),) = read_layer(DATA / "lines" / f"{name}.geojson")
    assert feature["approximate"] is True
    assert feature["valid_from"] < feature["valid_to"] <= "2020-09-27"
    assert "control points of this project" in feature["drawn_from"] or "drawn by this project" in feature["drawn_from"]


def test_nothing_is_drawn_for_the_time_after_the_war() -> None:
    assert sorted(path.stem for path in (DATA / "lines").glob("*.geojson")) == sorted(YARDSTICKS)


@pytest.mark.parametrize("name", YARDSTICKS)
def test_outline_agrees_with_the_yardstick(name: str, shared: Path) -> None:
    theirs = gpd.read_file(shared / "geometry" / f"{YARDSTICKS[name]}.geojson").to_crs(UTM_38N).geometry.iloc[0]
    ours = in_metres(drawn(name))
    there, back = mean_distance(outline(ours), outline(theirs)), mean_distance(outline(theirs), outline(ours))
    print(  # noqa: T201  pytest -s shows the figures
        f"{name}: {ours.area / 1e6:,.0f} km2 (yardstick {theirs.area / 1e6:,.0f}), {outline(ours).length / 1e3:.0f} km "
        f"(yardstick {outline(theirs).length / 1e3:.0f}), mean distance {there:.0f} m there, {back:.0f} m back"
    )
    assert abs(ours.area - theirs.area) <= 0.1 * theirs.area
    assert there < 3000
    assert back < 3000


def test_no_corner_of_ours_off_the_district_borders_is_one_of_the_yardstick(shared: Path) -> None:
    borders = shapely.union_all(layer("regions/azerbaijan-districts.geojson").boundary.array)
    for ours, theirs in YARDSTICKS.items():
        yardstick = gpd.read_file(shared / "geometry" / f"{theirs}.geojson").geometry.array
        corners = {tuple(each) for each in shapely.get_coordinates(drawn(ours)).round(4)}
        own = {each for each in corners if borders.distance(shapely.Point(each)) > 0.001}
        assert own
        assert own.isdisjoint(tuple(each) for each in shapely.get_coordinates(yardstick).round(4))


def test_contact_line_runs_from_the_armenian_border_to_the_aras() -> None:
    line = drawn(CONTACT)
    assert line.geom_type == "LineString"
    assert line.is_simple
    countries = layer("regions/countries.geojson").set_index("iso").geometry
    start, end = shapely.get_point(line, 0), shapely.get_point(line, -1)
    assert start.distance(countries["AM"]) < 0.001
    assert end.distance(countries["IR"]) < 0.001
    assert 180 < in_metres(line).length / 1e3 < 230


def test_contact_line_is_an_edge_of_the_de_facto_area() -> None:
    assert drawn(DE_FACTO).boundary.buffer(1e-4).contains(drawn(CONTACT))


def test_places_of_nagorno_karabakh_lie_in_the_former_oblast(shipped: Dataset) -> None:
    places = shipped.places
    there = places[(places["admin_region"] == "Nagorno-Karabakh") & (places["coordinate_quality"] == "settlement")]
    assert len(there) >= 14
    outside = [each for each in there["place_id"] if not drawn(OBLAST).contains(spots(shipped)[str(each)])]
    assert outside == []


@pytest.mark.parametrize(
    "place", ["lachin", "karvachar", "barda", "tartar", "tapgaragoyunlu", "horadiz", "ganja", "agjakend"]
)
def test_town_of_another_district_lies_outside_the_oblast(place: str, shipped: Dataset) -> None:
    assert not drawn(OBLAST).contains(spots(shipped)[place])


@pytest.mark.parametrize(
    "place", ["chiragli", "garadaghli", "rzalar", "jojugmarjanli", "horadiz", "tartar", "shikharkh", "banovshalar"]
)
def test_place_held_by_azerbaijan_in_september_2020_lies_outside_the_de_facto_area(
    place: str, shipped: Dataset
) -> None:
    assert not drawn(DE_FACTO).contains(spots(shipped)[place])


@pytest.mark.parametrize(
    "lon_lat", [(46.927, 39.991), (47.145, 39.601), (47.028, 39.399), (46.66, 39.084), (46.582, 39.344)]
)
def test_seats_of_the_districts_around_lie_in_the_de_facto_area(lon_lat: tuple[float, float]) -> None:
    assert drawn(DE_FACTO).contains(shapely.Point(lon_lat))


def test_control_points_keep_between_the_places_they_name(shipped: Dataset) -> None:
    places = spots(shipped)
    for row in read_control_points():
        area = drawn(DE_FACTO if row["cut"] == "contact" else OBLAST)
        inside, outside = (filter(None, row[side].split(";")) for side in ("inside", "outside"))
        assert all(area.contains(places[each]) for each in inside), row
        assert not any(area.contains(places[each]) for each in outside), row


def test_control_points_each_have_a_reason() -> None:
    assert all(len(row["reason"]) > 10 for row in read_control_points())
