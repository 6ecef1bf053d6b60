"""The charts of changes: each kind in its lane, the span compared in solid ink, small bars as easy to choose as tall ones."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import Any

import pandas as pd
import pytest

from strikemap.output.charts.changes import LANE_WORDS, MOST_DAYS, changes_alt, changes_chart
from strikemap.output.charts.export import chart_svg
from strikemap.output.charts.versions import versions_chart
from strikemap.query.changes import CHANGE_WORDS

DAYS = [dt.date(2020, 10, 4), dt.date(2020, 10, 5), dt.date(2020, 12, 11)]


def table(*rows: tuple[dt.date, str, int]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["day", "kind", "n"])


PLAIN = table((DAYS[0], "added", 9), (DAYS[1], "added", 3), (DAYS[1], "regraded", 1), (DAYS[2], "weapon", 2))


def drawn(numbers: pd.DataFrame, since: dt.date = DAYS[0], until: dt.date | None = DAYS[1]) -> dict[str, Any]:
    return changes_chart(numbers, since, until, "light", title="A title", says="Something").to_dict()


def layer(chart: dict[str, Any], at: int) -> list[dict[str, Any]]:
    return chart["datasets"][chart["layer"][at]["data"]["name"]]


def test_every_kind_has_a_lane() -> None:
    assert {*LANE_WORDS} == {*CHANGE_WORDS}


def test_bars_are_as_high_as_their_numbers_and_lanes_do_not_touch() -> None:
    bars = layer(drawn(PLAIN), 0)
    assert [each["high"] - each["low"] for each in bars] == [9, 3, 1, 2]
    spans = sorted({each["low"]: max(other["high"] for other in bars if other["low"] == each["low"]) for each in bars}.items())
    assert len(spans) == 3
    assert all(top < base for (_, top), (base, _) in pairwise(spans))


def test_only_the_days_after_the_first_and_up_to_the_second_are_solid() -> None:
    assert [each["asked"] for each in layer(drawn(PLAIN), 0)] == [False, True, True, False]
    assert [each["asked"] for each in layer(drawn(PLAIN, until=None), 0)] == [False, True, True, True]


def test_each_day_is_chosen_by_its_whole_height_and_says_all_its_changes() -> None:
    hits = layer(drawn(PLAIN), 1)
    assert [each["day"] for each in hits] == [each.isoformat() for each in DAYS]
    assert len({(each["low"], each["high"]) for each in hits}) == 1
    assert hits[1]["said"] == "3 added, 1 graded anew"


def test_a_day_after_a_long_gap_has_a_line_and_the_year_stands_where_it_changes() -> None:
    days = [*DAYS, dt.date(2021, 7, 15)]
    axis = drawn(table(*((day, "added", 1) for day in days)))["layer"][0]["encoding"]["x"]["axis"]
    assert "2020-12-11" in axis["gridColor"]["condition"]["test"]
    assert "2020-10-05" not in axis["gridColor"]["condition"]["test"]
    assert axis["labelExpr"].count("2020'") == 1
    assert "15 Jul|2021" in axis["labelExpr"]


def test_a_chart_of_very_many_days_draws_the_latest() -> None:
    many = [dt.date(2015, 1, 1) + dt.timedelta(days=each) for each in range(MOST_DAYS + 50)]
    hits = layer(drawn(table(*((day, "added", 1) for day in many))), 1)
    assert [hits[0]["day"], hits[-1]["day"], len(hits)] == [many[50].isoformat(), many[-1].isoformat(), MOST_DAYS]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_chart_is_a_file_with_its_words(theme: str) -> None:
    svg = chart_svg(changes_chart(PLAIN, DAYS[0], None, theme, title="A title", says="Something")).decode()
    for words in ("A title", "Something", "graded anew", "11 Dec", ">9<"):
        assert words in svg, words


def test_the_words_for_those_who_do_not_see_it_hold_its_numbers() -> None:
    said = changes_alt(PLAIN, "All reports.")
    assert said == "Changes on 3 days of publication: 12 added, 1 graded anew, 2 weapon changed. Most on 4 Oct 2020: 9. All reports."
    assert changes_alt(PLAIN.iloc[:0], "All reports.") == "No day of publication changed anything. All reports."


def test_between_versions_every_kind_has_a_bar_and_nought_is_written() -> None:
    svg = chart_svg(versions_chart({"added": 7}, "light", title="A title", says="Something")).decode()
    assert svg.count(">0<") >= len(LANE_WORDS) - 1
    assert ">7<" in svg
    assert "graded anew" in svg
