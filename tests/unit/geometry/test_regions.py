"""Regions have the names the tables use, and the errors of the package are mended."""

from __future__ import annotations

import re

import pytest
import shapely

from strikemap.model.dataset import Dataset
from tests.unit.geometry.layers import in_metres, layer, named

DISTRICTS, PROVINCES = "regions/azerbaijan-districts.geojson", "regions/armenia-provinces.geojson"
TOLERANCE_M = 5000
"""How far a place may lie outside its own polygon: the polygons are those of a map 1:10,000,000."""


def test_there_are_78_districts_and_11_provinces_with_a_name_each() -> None:
    ids = [*layer(DISTRICTS)["region_id"], *layer(PROVINCES)["region_id"]]
    assert len(layer(DISTRICTS)) == 78
    assert len(layer(PROVINCES)) == 11
    assert len(set(ids)) == 89
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", each) for each in ids)


def test_every_region_of_the_gazetteer_can_be_drawn(shipped: Dataset) -> None:
    used = {each for cell in shipped.places["region_ids"] for each in str(cell).split(";") if each}
    known = {*layer(DISTRICTS)["region_id"], *layer(DISTRICTS)["part_of"], *layer(PROVINCES)["region_id"]}
    known |= set(layer("lines/oblast-1991.geojson")["region_id"])
    beyond = {each for each in used if each.startswith("iran-")}  # Iran has no districts here
    assert used - known - beyond == set()


def test_places_lie_in_the_region_they_name_or_just_beside_it(shipped: Dataset) -> None:
    polygons = (
        named(DISTRICTS, "region_id") | named(PROVINCES, "region_id") | named("lines/oblast-1991.geojson", "region_id")
    )
    for row in shipped.places.to_dict("records"):
        regions = [polygons[each] for each in str(row["region_ids"]).split(";") if each in polygons]
        if regions and row["coordinate_quality"] == "settlement":
            spot = in_metres(shapely.Point(float(row["lon"]), float(row["lat"])))
            assert min(in_metres(each).distance(spot) for each in regions) < TOLERANCE_M, row["place_id"]


def test_lachin_is_lachin_and_lankaran_lies_by_the_sea() -> None:
    districts = named(DISTRICTS, "region_id")
    assert districts["lachin"].contains(shapely.Point(46.3, 39.7))
    assert districts["lankaran"].representative_point().x > 48
    table = layer(DISTRICTS).set_index("region_id")
    assert table.loc["lachin", "name_az"] == "Laçın"  # noqa: RUF001  as it is written
    assert table.loc["lachin", "iso"] == "AZ-LAC"
    assert table.loc["lachin", "mended"].startswith("name and code")


def test_iso_codes_are_used_once() -> None:
    codes = [each for each in layer(DISTRICTS)["iso"] if each]
    assert len(codes) == len(set(codes)) == 77  # the city of Shusha has none


@pytest.mark.parametrize(
    ("region", "lon", "lat"),
    [
        ("khankendi", 46.752, 39.816),
        ("ganja", 46.361, 40.682),
        ("nakhchivan-city", 45.41, 39.21),
        ("fuzuli", 47.145, 39.6),
    ],
)
def test_town_lies_in_its_district(region: str, lon: float, lat: float) -> None:
    assert named(DISTRICTS, "region_id")[region].contains(shapely.Point(lon, lat))


def test_nakhchivan_has_eight_units_apart_from_the_rest() -> None:
    table = layer(DISTRICTS)
    there = shapely.union_all(table[table["part_of"] == "nakhchivan"].geometry.array)
    rest = shapely.union_all(table[table["part_of"] != "nakhchivan"].geometry.array)
    assert (table["part_of"] == "nakhchivan").sum() == 8
    assert there.distance(rest) > 0.2


@pytest.mark.parametrize(
    ("iso", "place", "lon", "lat"),
    [
        ("UA", "Simferopol", 34.1, 44.95),
        ("GE", "Sukhumi", 41.02, 43.0),
        ("GE", "Tskhinvali", 43.97, 42.23),
        ("CY", "Kyrenia", 33.32, 35.3),
        ("AZ", "Stepanakert", 46.75, 39.82),
    ],
)
def test_countries_keep_to_the_borders_the_united_nations_recognise(
    iso: str, place: str, lon: float, lat: float
) -> None:
    assert named("regions/countries.geojson", "iso")[iso].contains(shapely.Point(lon, lat)), place


def test_label_points_lie_inside() -> None:
    for name in (DISTRICTS, PROVINCES, "regions/countries.geojson"):
        table = layer(name)
        spots = shapely.points(table["label_lon"], table["label_lat"])
        assert shapely.contains(table.geometry.array, spots).all(), name
