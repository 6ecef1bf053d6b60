"""Labels have both names where they differ, and a place that was not located is not named on the map."""

from __future__ import annotations

import json

import pytest

from strikemap.build.basemap.letters import own_letters
from strikemap.build.basemap.places import NEVER, gazetteer_labels
from strikemap.model.dataset import Dataset
from tests.unit.geometry.layers import DATA


@pytest.fixture(scope="module")
def places() -> list[dict[str, object]]:
    collection = json.loads((DATA / "basemap" / "places.geojson").read_text(encoding="utf-8"))
    return [feature["properties"] for feature in collection["features"]]


@pytest.fixture(scope="module")
def ours(places: list[dict[str, object]]) -> dict[object, dict[str, object]]:
    return {each["place_id"]: each for each in places if each["place_id"]}


def test_every_place_of_the_gazetteer_is_there_once(places, shipped: Dataset) -> None:
    there = [each["place_id"] for each in places if each["place_id"]]
    assert sorted(there) == sorted(shipped.places["place_id"])


@pytest.mark.parametrize(
    ("place", "sources", "local"),
    [
        ("stepanakert", "Stepanakert / Khankendi", "Ստեփանակերտ / Xankəndi"),
        ("shushi", "Shusha / Shushi", "Շուշի / Şuşa"),
        ("martakert", "Martakert / Aghdara", "Մարտակերտ / Ağdərə"),
        ("martuni", "Martuni / Khojavend", "Մարտունի / Xocavənd"),
        ("askeran", "Askeran / Asgaran", "Ասկերան / Əsgəran"),
        ("hadrut", "Hadrut", "Հադրութ / Hadrut"),
    ],
)
def test_town_of_nagorno_karabakh_has_both_names(ours, place: str, sources: str, local: str) -> None:
    assert ours[place]["label_sources"] == sources
    assert ours[place]["label_local"] == local


def test_order_of_the_names_follows_the_choice(ours) -> None:
    assert ours["stepanakert"]["label_armenian"] == "Stepanakert / Khankendi"
    assert ours["stepanakert"]["label_azerbaijani"] == "Khankendi / Stepanakert"


@pytest.mark.parametrize(
    "name", ["Aghdam / Akna", "Fuzuli / Varanda", "Jabrayil / Jrakan", "Zangilan / Kovsakan", "Gubadli / Sanasar"]
)
def test_seat_of_a_district_around_has_both_names(places, name: str) -> None:
    assert name in [each["label_sources"] for each in places]


def test_labels_of_the_gazetteer_are_those_of_the_tables(ours, shipped: Dataset) -> None:
    seats = {each for each, properties in ours.items() if properties["geonameid"]}
    for place, labels in gazetteer_labels(shipped.places).items():
        if place not in seats:
            assert labels.items() <= ours[place].items()


def test_place_that_was_not_located_is_never_drawn(ours, shipped: Dataset) -> None:
    for row in shipped.places.to_dict("records"):
        properties = ours[row["place_id"]]
        if row["coordinate_quality"] != "settlement" and not properties["geonameid"]:
            assert properties["kind"] == "stand_in"
            assert properties["min_zoom"] == NEVER


def test_no_two_towns_stand_on_one_spot() -> None:
    collection = json.loads((DATA / "basemap" / "places.geojson").read_text(encoding="utf-8"))
    drawn = [each for each in collection["features"] if each["properties"]["min_zoom"] < NEVER]
    spots = [tuple(each["geometry"]["coordinates"]) for each in drawn]
    assert len(spots) == len(set(spots))


def test_label_is_never_empty(places) -> None:
    for form in ("sources", "armenian", "azerbaijani", "local"):
        assert all(each[f"label_{form}"] for each in places)


@pytest.mark.parametrize(
    ("country", "name", "alternates", "own"),
    [
        ("AZ", "Lankaran", ["Lenkoran", "Lənkəran", "Lankaran"], "Lənkəran"),
        ("AZ", "Aghstafa", ["Akstafa", "Aqstafa", "Ağstafa"], "Ağstafa"),
        ("AZ", "Qax", ["Kakhi", "Qakh"], "Qax"),
        ("AM", "Gyumri", ["Ալեքսանդրապոլ", "Լենինական", "Գյումրի"], "Գյումրի"),
        ("AM", "Hrazdan", ["հրազդան", "Հրազդան"], "Հրազդան"),
        ("GE", "Rustavi", ["რუსთავი"], "რუსთავი"),
        ("IR", "Tabriz", ["تبریز"], "Tabriz"),
    ],
)
def test_name_in_its_own_letters_is_the_one_that_reads_the_same(
    country: str, name: str, alternates: list[str], own: str
) -> None:
    assert own_letters(country, name, alternates) == own


def test_former_name_is_not_taken_for_the_present_one() -> None:
    assert own_letters("AM", "Vanadzor", ["Կիրովական", "Ղարաքիլիսա"]) == "Vanadzor"
