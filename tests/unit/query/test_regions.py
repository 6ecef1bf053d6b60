"""Regions: a name goes before a drawing, a border makes both sides possible, and nothing is forced into a region or lost."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from strikemap.catalogue import Catalogue
from strikemap.model.dataset import Dataset, load_dataset
from strikemap.output.layers.regions import Asked, region_columns
from strikemap.query.regions.counting import (
    apart_sentence,
    breaks_of,
    count_apart,
    count_regions,
    first_sentence,
    say_rate,
    say_share,
    scale_of,
    with_people,
)
from strikemap.query.regions.outlines import ALL, Regions, levels_of, regions_at
from strikemap.query.regions.placing import COARSE, OUTSIDE, UNPLACED, numbered, place_reports
from strikemap.query.regions.profile import profile_of
from strikemap.query.select import matching, select, shown
from strikemap.query.view import View
from strikemap.query.wording import labels_of
from tests.tiny import SETTINGS, write_layer, write_tiny

TRUCES = View(first=dt.date(2020, 10, 18), last=dt.date(2020, 10, 26))


def box(west: float, south: float, east: float, north: float) -> dict[str, Any]:
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def area(region_id: str, *edges: float) -> dict[str, Any]:
    return {"type": "Feature", "properties": {"region_id": region_id, "name_en": region_id.title()}, "geometry": box(*edges)}


@pytest.fixture
def drawn(tmp_path: Path) -> Dataset:
    """Two districts side by side, west and east of 47 degrees, and a former area over the north of both."""
    folder = write_tiny(tmp_path / "two")
    outline = '[[layers]]\nid = "former"\ntitle = "A former area"\nfile = "regions/former.geojson"\nkind = "outline"\n'
    (folder / "dataset.toml").write_text(SETTINGS + outline, encoding="utf-8")
    write_layer(folder, "regions/districts.geojson", [area("west", 46, 39, 47, 41), area("east", 47, 39, 48, 41)])
    write_layer(folder, "regions/former.geojson", [area("north", 46.1, 40.5, 47.9, 41)])
    return load_dataset(folder)


def reports(*rows: dict[str, Any]) -> pd.DataFrame:
    blank = {"lon": 46.5, "lat": 39.5, "radius_m": 1_000, "place_precision": "settlement", "region_ids": ""}
    return pd.DataFrame([blank | row for row in rows], index=[f"r{at}" for at in range(len(rows))])


def placed_in(regions: Regions, **row: Any) -> tuple[set[tuple[str, bool]], list[str]]:
    found = place_reports(reports(row), regions)
    return set(zip(found.pairs["region_id"], found.pairs["sure"], strict=True)), list(found.apart["why"])


def test_all_layers_that_outline_regions_are_levels_and_all_of_them_together_is_the_first(drawn: Dataset) -> None:
    assert list(levels_of(drawn)) == [ALL, "districts", "former"]
    assert regions_at(drawn, ALL).ids == {"west", "east", "north"}
    assert regions_at(drawn, "districts").ids == {"west", "east"}


def test_where_a_later_layer_lies_above_a_region_the_region_ends_there(drawn: Dataset) -> None:
    whole = {each.region_id: each.area for each in regions_at(drawn, ALL).regions}
    assert not whole["west"].overlaps(whole["north"])
    assert whole["west"].area < next(each for each in regions_at(drawn, "districts").regions if each.region_id == "west").area.area


def test_a_place_that_a_source_names_to_a_region_lies_there(drawn: Dataset) -> None:
    assert placed_in(regions_at(drawn, "districts"), region_ids="west") == ({("west", True)}, [])


def test_near_a_border_within_its_radius_a_place_is_uncertain_for_both_sides(drawn: Dataset) -> None:
    found, _ = placed_in(regions_at(drawn, "districts"), region_ids="west", lon=46.995, radius_m=1_000)
    assert found == {("west", False), ("east", False)}
    found, _ = placed_in(regions_at(drawn, "districts"), region_ids="west", lon=46.95, radius_m=1_000)
    assert found == {("west", True)}


def test_an_outline_that_holds_the_point_of_a_place_named_elsewhere_is_wrong_there(drawn: Dataset) -> None:
    assert placed_in(regions_at(drawn, "districts"), region_ids="west", lon=47.01)[0] == {("west", True)}


def test_where_only_the_district_is_known_its_stand_in_point_makes_no_neighbour_possible(drawn: Dataset) -> None:
    row = {"region_ids": "west", "lon": 46.99, "radius_m": 30_000, "place_precision": "district"}
    assert placed_in(regions_at(drawn, "districts"), **row)[0] == {("west", True)}


def test_a_place_named_to_two_regions_is_possible_in_both_and_certain_in_none(drawn: Dataset) -> None:
    assert placed_in(regions_at(drawn, "districts"), region_ids="west;east")[0] == {("west", False), ("east", False)}


def test_a_report_known_only_to_a_larger_area_is_counted_apart_and_not_forced_into_a_district(drawn: Dataset) -> None:
    row = {"region_ids": "north", "lat": 40.75, "lon": 46.6, "radius_m": 25_000, "place_precision": "district"}
    found, why = placed_in(regions_at(drawn, "districts"), **row | {"radius_m": 60_000})
    assert not found or all(not sure for _, sure in found)
    assert placed_in(regions_at(drawn, ALL), **row) == ({("north", True)}, [])
    assert why in ([], [COARSE])


def test_by_drawing_alone_a_place_is_certain_only_with_room_for_its_radius_and_the_error_of_the_outline(drawn: Dataset) -> None:
    districts = regions_at(drawn, "districts")
    assert placed_in(districts, region_ids="north", lat=40.75, lon=46.6)[0] == {("west", True)}
    assert placed_in(districts, region_ids="north", lat=40.75, lon=46.95)[0] == {("west", False), ("east", False)}


def test_reports_outside_every_region_and_without_a_place_are_counted_apart(drawn: Dataset) -> None:
    districts = regions_at(drawn, "districts")
    assert placed_in(districts, region_ids="far-away", lon=60.0) == (set(), [OUTSIDE])
    assert placed_in(districts, region_ids="", lon=float("nan"), lat=float("nan"), radius_m=None) == (set(), [UNPLACED])


def of(catalogue: Catalogue, level: str, view: View) -> tuple[pd.DataFrame, Any, Regions]:
    dataset = catalogue.dataset()
    regions = regions_at(dataset, level)
    selected = select(numbered(catalogue.reports(view)), view, dataset.first_day, dataset.last_day)
    return selected, catalogue.placed(view, level), regions


@pytest.fixture(scope="module")
def catalogue(shipped: Dataset) -> Catalogue:
    return Catalogue(shipped)


def levels(catalogue: Catalogue) -> Iterable[str]:
    return levels_of(catalogue.dataset())


def test_every_report_stands_in_a_region_or_is_counted_apart_at_every_level(catalogue: Catalogue) -> None:
    for level in levels(catalogue):
        selected, placed, _ = of(catalogue, level, View())
        inside, apart = set(placed.pairs["row"]), set(placed.apart["row"])
        assert inside | apart == set(selected["row"]), level
        assert not inside & apart, level


def test_a_report_is_certain_in_one_region_at_most(catalogue: Catalogue) -> None:
    for level in levels(catalogue):
        _, placed, _ = of(catalogue, level, View())
        for row, own in placed.pairs.groupby("row"):
            assert not own["sure"].any() or len(own) == 1, (level, row)


def test_which_districts_were_reported_hit_between_the_second_and_the_third_truce(catalogue: Catalogue) -> None:
    selected, placed, regions = of(catalogue, ALL, TRUCES)
    counted = count_regions(selected, placed, regions, "").set_index("region_id")
    assert counted.loc["nagorno-karabakh", "certain"] == 10
    assert set(counted.index[counted["certain"] > 0]) == {
        "nagorno-karabakh", "aghdam", "goranboy", "lachin", "tartar", "gabala", "kurdamir", "siyazan",
    }  # fmt: skip
    sentence = first_sentence(count_regions(selected, placed, regions, ""))
    assert sentence.startswith("Reports certainly name 8 regions: Former Nagorno-Karabakh oblast (10), Aghdam District (2)")


def test_the_town_of_lachin_stays_in_lachin_though_the_outline_of_shusha_holds_its_point(catalogue: Catalogue) -> None:
    selected, placed, _ = of(catalogue, "districts", View())
    town = selected["row"][(selected["place_id"] == "lachin").to_numpy()]
    own = placed.pairs[placed.pairs["row"].isin(town)]
    assert set(zip(own["region_id"], own["sure"], strict=True)) == {("lachin", True)}


def test_what_is_only_known_to_the_former_oblast_is_said_at_the_level_of_districts(catalogue: Catalogue) -> None:
    selected, placed, _ = of(catalogue, "districts", View())
    apart = count_apart(selected, placed)
    sentence = apart_sentence(apart, labels_of(catalogue.dataset()))
    assert f"{apart.coarse['nagorno-karabakh']} only known to be in the former Nagorno-Karabakh oblast" in sentence
    assert apart.total == len(placed.apart)


def test_a_rate_needs_a_sourced_population_and_is_never_0_without_one(catalogue: Catalogue) -> None:
    selected, placed, regions = of(catalogue, ALL, View())
    counted = with_people(count_regions(selected, placed, regions, ""), catalogue.dataset().populations).set_index("region_id")
    assert say_rate(counted.loc["tartar"]) == "no sourced population"
    goranboy = counted.loc["goranboy"]
    assert goranboy["rate"] == pytest.approx(goranboy["certain"] * 100_000 / 105_400)


def test_every_population_belongs_to_an_outline_and_says_who_counted_and_where_it_is_read(catalogue: Catalogue) -> None:
    dataset = catalogue.dataset()
    outlined = frozenset[str]().union(*(regions_at(dataset, level).ids for level in levels_of(dataset)))
    assert set(dataset.populations["region_id"]) <= outlined
    for column in ("counted_by", "published_by", "url", "as_of"):
        assert (dataset.populations[column] != "").all(), column


def test_too_few_reports_give_no_share() -> None:
    assert say_share(4, 2) == "2 of 4: too few for a share"
    assert say_share(8, 1).startswith("13")


@pytest.mark.parametrize("values", [[1.0], [1.0, 77.0], [0.2, 3.1, 39.0], [], [1.0, 2.0], [5.0, 5.0]])
def test_a_scale_has_few_classes_and_its_lowest_holds_the_lowest_value(values: list[float]) -> None:
    breaks = breaks_of(values)
    assert 1 <= len(breaks) <= 5
    assert breaks == sorted(set(breaks))
    assert not values or breaks[0] <= min(values)


def test_the_scale_does_not_change_with_the_window(catalogue: Catalogue) -> None:
    found = [
        scale_of(catalogue.dataset().populations, matching(numbered(catalogue.reports(view)), view), of(catalogue, ALL, view)[1], "count")
        for view in (View(), TRUCES)
    ]
    assert found[0] == found[1]


def in_window(rows: dict[str, Any], low: int, high: int) -> dict[tuple[int, bool], int]:
    """What the browser counts: by region and whether certain."""
    found: dict[tuple[int, bool], int] = {}
    for first, last, region, sure, n in zip(*(rows[key] for key in ("first", "last", "region", "sure", "n")), strict=True):
        start, end = (-(10**6) if first is None else first), (10**6 if last is None else last)
        if (first is None and last is None) or start > high or end < low:
            continue
        key = (region, bool(sure and start >= low and end <= high))
        found[key] = found.get(key, 0) + n
    return found


@pytest.mark.parametrize(("first", "last"), [(27, 71), (48, 56), (30, 30), (60, 65)])
def test_the_rows_sent_once_give_in_every_window_what_the_page_counts(catalogue: Catalogue, first: int, last: int) -> None:
    start = dt.date(2020, 9, 1)
    view = View(first=start + dt.timedelta(first - 1), last=start + dt.timedelta(last - 1))
    selected, placed, regions = of(catalogue, ALL, view)
    payload = region_columns(catalogue, view, Asked(ALL, "count"))
    axis = dt.date.fromisoformat(payload["axis"]["first"])
    assert view.first
    assert view.last
    found = in_window(payload["rows"], (view.first - axis).days, (view.last - axis).days)
    counted = count_regions(selected, placed, regions, "").set_index("region_id")
    for at, region_id in enumerate(payload["regions"]["id"]):
        told = counted.loc[region_id] if region_id in counted.index else {"certain": 0, "possible": 0}
        assert (found.get((at, True), 0), found.get((at, False), 0)) == (told["certain"], told["possible"]), region_id


def test_the_profile_of_a_region_holds_its_reports_once_each_and_its_tolls_are_ranges(catalogue: Catalogue) -> None:
    selected, placed, regions = of(catalogue, ALL, View())
    attack_of = catalogue.dataset().attacks.set_index("event_id")["attack_id"]
    found = profile_of(selected, placed, "barda", attack_of)
    counted = count_regions(selected, placed, regions, "").set_index("region_id").loc["barda"]
    assert (len(found.certain), len(found.possible)) == (counted["certain"], counted["possible"])
    for values in found.parts.values():
        assert sum(len(ids) for ids in values.values()) == len(found.reports)
    killed = next(toll for toll in found.tolls if toll.kind == "killed")
    assert killed.least <= killed.most
    assert killed.stated + killed.unknown + killed.merged == len(found.certain)
    assert set(found.reports.index) <= set(shown(selected).index)
