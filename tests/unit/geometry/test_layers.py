"""Every layer of the base map is GeoJSON as RFC 7946 wants it, and fits its neighbours."""

from __future__ import annotations

import json
import re

import pytest
import shapely

from strikemap.build.basemap.geojson import polygons_of
from tests.unit.geometry.layers import DATA, LAYERS, layer, named

WORLD = "regions/world.geojson"


@pytest.mark.parametrize("name", LAYERS)
def test_geometry_is_valid_and_not_empty(name: str) -> None:
    geometries = layer(name).geometry
    assert len(geometries) > 0
    assert geometries.is_valid.all()
    assert not geometries.is_empty.any()


@pytest.mark.parametrize("name", LAYERS)
def test_outer_rings_turn_counter_clockwise(name: str) -> None:
    polygons = [part for each in layer(name).geometry for part in polygons_of(each)]
    assert all(shapely.is_ccw(polygon.exterior) for polygon in polygons)
    assert not any(shapely.is_ccw(hole) for polygon in polygons for hole in polygon.interiors)


def test_the_world_reaches_round_the_globe_and_no_further() -> None:
    west, south, east, north = layer(WORLD).total_bounds
    assert (west, east) == (-180, 180)
    assert -90 <= south < -50
    assert 80 < north <= 90


@pytest.mark.parametrize("name", [each for each in LAYERS if each != WORLD])
def test_longitude_comes_first_and_lies_in_the_region(name: str) -> None:
    west, south, east, north = layer(name).total_bounds
    assert west >= 25
    assert east <= 65
    assert south >= 25
    assert north <= 55
    assert not (west > 36 and east < 44 and south > 44), "latitudes stand where longitudes belong"


@pytest.mark.parametrize("name", LAYERS)
def test_coordinates_have_at_most_five_decimals(name: str) -> None:
    text = (DATA / name).read_text(encoding="utf-8")
    assert not re.search(r"\d\.\d{6,}[,\]]", text)


@pytest.mark.parametrize("name", LAYERS)
def test_layer_is_a_feature_collection_without_a_crs_member(name: str) -> None:
    collection = json.loads((DATA / name).read_text(encoding="utf-8"))
    assert collection["type"] == "FeatureCollection"
    assert set(collection) == {"type", "features"}


@pytest.mark.parametrize("name", LAYERS)
def test_a_note_lies_beside_the_layer(name: str) -> None:
    assert (DATA / name).with_suffix(".md").is_file()


@pytest.mark.parametrize("name", ["countries", "azerbaijan-districts", "armenia-provinces"])
def test_neighbours_share_their_edges(name: str) -> None:
    assert shapely.coverage_is_valid(layer(f"regions/{name}.geojson").geometry.array)


@pytest.mark.parametrize(("iso", "parts"), [("AZ", "azerbaijan-districts"), ("AM", "armenia-provinces")])
def test_districts_fill_their_country_to_its_border(iso: str, parts: str) -> None:
    country = named("regions/countries.geojson", "iso")[iso]
    whole = shapely.union_all(layer(f"regions/{parts}.geojson").geometry.array)
    assert whole.symmetric_difference(country).area < 1e-9


def test_seas_begin_where_the_land_ends() -> None:
    land = layer("basemap/land.geojson").geometry.iloc[0]
    lakes = layer("basemap/lakes.geojson")
    seas = shapely.union_all(lakes[lakes["kind"] == "sea"].geometry.array)
    assert land.intersection(seas).area < 1e-6
    assert abs(land.area + seas.area - 40 * 30) < 0.01


@pytest.mark.parametrize(
    ("lake", "lon", "lat"),
    [
        ("Lake Sevan", 45.3, 40.35),
        ("Mingachevir Reservoir", 46.8, 40.88),
        ("Caspian Sea", 50.5, 39.5),
        ("Lake Van", 42.9, 38.6),
    ],
)
def test_lake_lies_where_it_is(lake: str, lon: float, lat: float) -> None:
    assert named("basemap/lakes.geojson", "name_en")[lake].contains(shapely.Point(lon, lat))


def test_kura_passes_below_mingachevir_and_reaches_the_caspian() -> None:
    kura = named("basemap/rivers.geojson", "name_en")["Kura"]
    assert kura.distance(shapely.Point(47.06, 40.76)) < 0.05
    assert kura.distance(named("basemap/lakes.geojson", "name_en")["Caspian Sea"]) < 0.02


def test_aras_is_one_line_that_runs_on_the_border_and_into_the_kura() -> None:
    aras = named("basemap/rivers.geojson", "name_en")["Aras"]
    iran = named("regions/countries.geojson", "iso")["IR"].boundary
    on_the_border = shapely.get_coordinates(aras.intersection(shapely.box(46.0, 38.8, 47.5, 39.6)))
    assert max(iran.distance(shapely.Point(each)) for each in on_the_border) < 0.001
    assert aras.distance(named("basemap/rivers.geojson", "name_en")["Kura"]) < 0.02
