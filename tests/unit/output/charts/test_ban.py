"""The maps of the ban: every state of the tables is on them, and the words travel with them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
import shapely

from strikemap.model.dataset import Dataset, load_dataset
from strikemap.output.charts.ban import NO_LIST, around_chart, ban_alt, fills, lands_of, world_chart
from strikemap.output.charts.export import chart_svg
from strikemap.query.treaty import STATUS_WORDS, treaty_on
from tests.tiny import write_tiny

ARTICLE = dt.date(2020, 10, 6)


def test_every_state_of_the_tables_can_be_drawn(shipped: Dataset) -> None:
    known = {each.iso3 for each in lands_of(shipped)}
    assert {each.iso3 for each in treaty_on(shipped, ARTICLE).states} - known == set()


def test_every_land_has_a_shape_and_a_point_within_the_world(shipped: Dataset) -> None:
    lands = lands_of(shipped)
    assert len(lands) == 239
    assert [each.name for each in lands if each.geometry.is_empty] == []
    assert all(-180 <= each.lon <= 180 and -90 <= each.lat <= 90 for each in lands)


def test_crimea_is_drawn_with_ukraine(shipped: Dataset) -> None:
    simferopol = shapely.Point(34.1, 44.95)
    assert [each.iso3 for each in lands_of(shipped) if each.geometry.intersects(simferopol)] == ["UKR"]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_map_carries_its_day_its_numbers_and_its_notice(shipped: Dataset, theme: str) -> None:
    treaty = treaty_on(shipped, ARTICLE)
    drawn = chart_svg(world_chart(lands_of(shipped), treaty, theme, title="The ban on 6 Oct 2020", says="110 joined")).decode()
    for words in ("The ban on 6 Oct 2020", "110 joined", "imply no endorsement", STATUS_WORDS["outside"]):
        assert words in " ".join(drawn.split("\n"))


def test_the_states_around_the_war_are_named_where_they_had_done_neither(shipped: Dataset) -> None:
    treaty = treaty_on(shipped, ARTICLE)
    drawn = chart_svg(around_chart(lands_of(shipped), treaty, (47.2, 39.95), "light", title="Around the war")).decode()
    for country in ("Armenia", "Azerbaijan", "Iran", "Turkey", "Israel", "Russia", "Georgia"):
        assert f">{country}<" in drawn
    assert ">Iraq<" not in drawn


def test_each_status_has_a_fill_of_its_own_but_those_that_mean_out() -> None:
    for theme in ("light", "dark"):
        known = fills(theme)
        assert set(known) == {*STATUS_WORDS.values(), NO_LIST}
        assert len({known[STATUS_WORDS[each]] for each in ("in_force", "joined", "signed", "outside", "unclear")} | {known[NO_LIST]}) == 6


def test_the_words_for_those_who_cannot_see_it_have_the_numbers(shipped: Dataset) -> None:
    assert "signed, not joined 13" in ban_alt(treaty_on(shipped, ARTICLE), "")


def test_a_dataset_without_the_shapes_has_no_map(tmp_path: Path) -> None:
    assert lands_of(load_dataset(write_tiny(tmp_path / "tiny"))) == ()
