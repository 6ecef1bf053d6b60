"""The map of regions as it leaves: its route, its colours, its picture and its table."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import Any

import pandas as pd
import pytest
from starlette.applications import Starlette

from strikemap.catalogue import Catalogue
from strikemap.http.regions import region_routes
from strikemap.model.dataset import Dataset
from strikemap.output.charts.export import chart_svg
from strikemap.output.charts.regions import (
    LACKING,
    NONE,
    POSSIBLE,
    class_of,
    class_words,
    inks,
    region_table,
    regions_alt,
    regions_chart,
)
from strikemap.output.layers.regions import Asked
from strikemap.output.looks import colours
from strikemap.output.map import ConflictMap
from strikemap.output.region_map import RegionMap, region_state
from strikemap.query.regions.counting import count_regions, with_people
from strikemap.query.regions.outlines import ALL, regions_at
from strikemap.query.regions.placing import numbered
from strikemap.query.select import select
from strikemap.query.view import View
from strikemap.query.wording import labels_of
from tests.asgi import ask

BREAKS = [1.0, 2.0, 5.0, 10.0, 30.0]


@pytest.fixture(scope="module")
def catalogue(shipped: Dataset) -> Catalogue:
    return Catalogue(shipped)


@pytest.fixture(scope="module")
def app(catalogue: Catalogue) -> Starlette:
    return Starlette(routes=region_routes(catalogue))


def counted(catalogue: Catalogue) -> pd.DataFrame:
    dataset = catalogue.dataset()
    regions = regions_at(dataset, ALL)
    selected = select(numbered(catalogue.reports(View())), View(), dataset.first_day, dataset.last_day)
    return with_people(count_regions(selected, catalogue.placed(View(), ALL), regions, "drone"), dataset.populations)


def test_the_route_gives_the_regions_of_a_level_and_the_days_of_their_reports(app: Starlette) -> None:
    found = json.loads(ask(app, "/strikemap/regions.json?level=provinces&weapon=drone").body)
    assert found["layers"] == ["provinces"]
    assert len(found["regions"]["id"]) == 11
    assert found["total"] == sum(found["hist"]["n"])


@pytest.mark.parametrize("query", ["level=moon", "measure=guilt", "of=spear", "level=all&from=never"])
def test_a_question_that_cannot_be_read_is_refused_with_what_it_may_be(app: Starlette, query: str) -> None:
    answer = ask(app, f"/strikemap/regions.json?{query}")
    assert answer.status == 400
    assert len(json.loads(answer.body)["error"]) > 20


def test_what_is_sent_stays_small(app: Starlette) -> None:
    assert len(ask(app, "/strikemap/regions.json?level=all").body) < 20_000


def test_the_frame_is_the_same_for_every_view_and_told_what_to_show(catalogue: Catalogue) -> None:
    dataset = catalogue.dataset()
    state = region_state(View(), dataset, Asked(ALL, "share", "drone"), labels_of(dataset), "tartar", 3)
    assert "measure=share&of=drone" in state["query"]
    assert state["weapon_words"] == "with drones"
    assert not {"relief", "strikes"} & set(state["layers"])
    assert "strikemap.mountRegions(" in RegionMap(dataset).get_root().render()
    assert "strikemap.mount(" in ConflictMap(dataset).get_root().render()


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_classes_are_told_apart_by_their_lightness_alone(theme: str) -> None:
    found = [luminance(each) for each in [colours()["paper"][theme]["land"], *inks(BREAKS, theme)]]
    steps = [(max(one, two) + 0.05) / (min(one, two) + 0.05) for one, two in pairwise(found)]
    assert found == sorted(found, reverse=theme == "light")
    assert min(steps) > 1.2


def test_a_region_without_a_population_or_with_only_possible_reports_has_no_colour_of_the_scale() -> None:
    row: dict[str, Any] = {"certain": 3, "possible": 1, "rate": pd.NA, "of_weapon": 1}
    assert class_of(row, BREAKS, "rate") == LACKING["rate"]
    assert class_of(row, BREAKS, "share") == LACKING["share"]
    assert class_of(row | {"certain": 0}, BREAKS, "count") == POSSIBLE
    assert class_of(None, BREAKS, "count") == NONE
    assert class_of(row, BREAKS, "count") == "2 to 4"


def test_the_classes_say_where_they_begin_and_end() -> None:
    assert [class_words(BREAKS, at, "count") for at in range(5)] == ["1", "2 to 4", "5 to 9", "10 to 29", "30 or more"]
    assert class_words([0.0, 0.5], 1, "share") == "50% to 100%"


def test_the_picture_bears_its_scope_its_legend_and_what_it_cannot_say(catalogue: Catalogue) -> None:
    chart = regions_chart(
        regions_at(catalogue.dataset(), ALL), counted(catalogue), BREAKS, "rate", "light", title="By region", says="All days; n = 159 reports"
    )
    drawn = chart_svg(chart).decode()
    for words in ("By region", "n = 159 reports", "no sourced population", "not findings", "10 to under 30"):
        assert words in drawn, words


def test_the_picture_is_told_in_words(catalogue: Catalogue) -> None:
    assert "Former Nagorno-Karabakh oblast 74 certain, 13 possible" in regions_alt(counted(catalogue), "Reports by region", "all days")


def test_the_table_that_leaves_says_who_counted_the_people_and_leaves_unknown_ones_blank(catalogue: Catalogue) -> None:
    dataset = catalogue.dataset()
    table = region_table(counted(catalogue), "drone", dataset.populations, labels_of(dataset)).set_index("region_id")
    assert table.loc["ganja", "population_counted_by"] == "State Statistical Committee of Azerbaijan"
    assert pd.isna(table.loc["tartar", "certain_per_100000"])
    assert "certain_with_drones" in table
    assert json.loads(table.to_json())
