"""The background: turning points and ties, each with its date as written and its sources; what is open stays open."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace

import pandas as pd
import pytest

from strikemap.model.dataset import Dataset
from strikemap.output.charts.axis import axis_chart, war_chart
from strikemap.query.article import assertions, shown_in
from strikemap.query.background import (
    background_sentence,
    beside_sentence,
    history_of,
    kinds_in,
    relations_of,
    roots_sentence,
    ties_sentence,
)
from strikemap.query.history import THE_WAR, is_within, stretches, within

WAR = (dt.date(2020, 9, 27), dt.date(2020, 11, 10))


def test_every_line_has_a_source(shipped: Dataset) -> None:
    assert [each.id for each in (*history_of(shipped), *relations_of(shipped)) if not each.sources] == []


def test_history_is_told_from_its_beginning(shipped: Dataset) -> None:
    assert [each.when for each in history_of(shipped)][:4] == ["Feb 1988", "1990s", "1991", "May 1994"]


def test_a_decade_is_ten_years_and_not_its_first_day(shipped: Dataset) -> None:
    decade = next(each for each in history_of(shipped) if each.date == "199X")
    assert (decade.span.first, decade.span.last) == (dt.date(1990, 1, 1), dt.date(1999, 12, 31))
    assert decade.claimant == "Middle East Eye"
    drawn = next(each for each in stretches(history_of(shipped), (), WAR, "the war") if each.id == decade.id)
    assert (drawn.first, drawn.last, drawn.shape) == (dt.date(1990, 1, 1), dt.date(1999, 12, 31), "days")


@pytest.mark.parametrize(
    ("date", "first", "last"),
    [("2020-10~", "2020-10-01", "2020-10-31"), ("1994?", "1994-01-01", "1994-12-31"), ("2020-10-09/2020-10-15", "2020-10-09", "2020-10-15")],
)
def test_an_uncertain_date_is_drawn_over_all_its_days(shipped: Dataset, date: str, first: str, last: str) -> None:
    dataset = replace(shipped, context=shipped.context.head(1).assign(date=date))
    point = next(each for each in history_of(dataset) if not each.claimant)
    assert (str(point.span.first), str(point.span.last)) == (first, last)


def test_a_date_that_cannot_be_read_does_not_break_the_axis(shipped: Dataset) -> None:
    dataset = replace(shipped, context=shipped.context.head(2).assign(date=["next week", ".."]))
    found = stretches(history_of(dataset), (), WAR, "the war")
    assert {each.id for each in found} == {"S14", THE_WAR}


def test_turning_points_of_the_war_stand_on_its_own_axis_alone(shipped: Dataset) -> None:
    points = history_of(shipped)
    inside = {each.id for each in within(points, WAR)}
    outside = {each.id for each in stretches(points, (), WAR, "the war")}
    assert inside.isdisjoint(outside)
    assert len(inside) + len(outside) == len(points) + 1
    assert "2020-10-fall-of-hadrut" in inside
    assert not any(is_within(each, WAR) for each in points if each.span.last and each.span.last.year != 2020)


def test_a_tie_without_a_date_is_drawn_on_the_day_it_was_told_and_says_so(shipped: Dataset) -> None:
    tie = next(each for each in relations_of(shipped) if each.id == "diplomatic-support-armenia-iran-1")
    assert tie.is_undated
    drawn = next(each for each in stretches((), relations_of(shipped), WAR, "the war") if each.id == tie.id)
    assert (drawn.shape, drawn.first, drawn.last) == ("told", dt.date(2020, 10, 6), dt.date(2020, 10, 6))
    assert "told on 6 Oct 2020" in drawn.when


def test_a_tie_that_was_going_on_ends_open_on_the_day_it_was_told(shipped: Dataset) -> None:
    drawn = {each.id: each for each in stretches((), relations_of(shipped), WAR, "the war")}["military-support-armenia-nk-de-facto-1"]
    assert (drawn.first, drawn.last, drawn.open_end, drawn.open_start) == (dt.date(1991, 1, 1), dt.date(2020, 10, 8), True, False)


def test_a_tie_with_an_end_alone_begins_open(shipped: Dataset) -> None:
    drawn = {each.id: each for each in stretches((), relations_of(shipped), WAR, "the war")}["military-support-armenia-nk-de-facto-2"]
    assert (drawn.last, drawn.open_start) == (dt.date(2020, 10, 28), True)


def test_every_tie_with_any_day_is_drawn_and_none_is_manufacture(shipped: Dataset) -> None:
    ties = relations_of(shipped)
    drawn = {each.id for each in stretches((), ties, WAR, "the war")} - {THE_WAR}
    missing = [each for each in ties if each.id not in drawn]
    assert len(drawn) > 40
    assert all(each.is_undated and each.said is None for each in missing)
    assert "production" not in kinds_in(ties)


def test_both_sides_stand_among_those_supported(shipped: Dataset) -> None:
    said = ties_sentence(relations_of(shipped), "military_support")
    assert "Turkey \N{RIGHTWARDS ARROW} Azerbaijan (3)" in said
    assert "Armenia \N{RIGHTWARDS ARROW} NK de facto (2)" in said


def test_the_first_sentence_counts_what_has_no_date(shipped: Dataset) -> None:
    ties = relations_of(shipped)
    assert f"{sum(each.is_undated for each in ties)} of them without a date" in background_sentence(history_of(shipped), ties)
    assert sum(each.is_undated for each in ties) > 0


def test_every_section_that_the_article_leads_to_says_what_the_article_says(shipped: Dataset) -> None:
    sections = {each.shown_at for each in assertions(shipped) if "#" in each.shown_at and not each.shown_at.startswith("/story")}
    assert sections == {
        "/weapons#munitions", "/weapons#transfers", "/ban#treaty", "/background#history", "/background#relations",
        "/data?source=Middle+East+Eye#sources",
    }  # fmt: skip
    assert all(shown_in(shipped, f"#{section.partition('#')[2]}") for section in sections)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_axes_are_drawn_without_a_time(shipped: Dataset, theme: str) -> None:
    points = history_of(shipped)
    years = axis_chart(stretches(points, relations_of(shipped), WAR, "the war"), WAR, theme, title="Years", says="n").to_dict()
    days = [(dt.date(2020, 9, 27) + dt.timedelta(days=at), at % 3) for at in range(45)]
    war = war_chart(within(points, WAR), days, theme, title="Days", says="n").to_dict()
    for chart in (years, war):
        text = json.dumps(chart)
        assert '"temporal"' not in text
        assert '"id"' in text


def test_hostile_words_stay_words(shipped: Dataset) -> None:
    context = pd.concat([shipped.context.head(1).assign(title="'); alert(1); ('|<b>x</b>")])
    found = stretches(history_of(replace(shipped, context=context)), (), WAR, "the war")
    chart = axis_chart(found, WAR, "light", title="Years", says="n").to_dict()
    expressions = [layer["encoding"]["y"]["axis"]["labelExpr"] for layer in chart["layer"] if "y" in layer.get("encoding", {})]
    assert expressions
    assert not any("alert(1); (" in each for each in expressions)


def test_who_is_named_beside_each_side_is_counted_from_the_table(shipped: Dataset) -> None:
    table = shipped.edges[shipped.edges["kind"].isin(["diplomatic_support", "military_support", "transfer"])]
    turkey = int(((table["from"] == "Turkey") & (table["to"] == "Azerbaijan")).sum())
    said = beside_sentence(relations_of(shipped))
    beside_azerbaijan, beside_armenia = said.split(", and beside Armenia")
    assert f"Turkey ({turkey})" in beside_azerbaijan
    assert "Russia" in beside_armenia
    assert "Iran" in beside_armenia
    assert "NK de facto" not in said


def test_a_state_outside_a_treaty_is_not_drawn_as_joining_it(shipped: Dataset) -> None:
    outside = [each for each in relations_of(shipped) if each.kind == "no_treaty"]
    assert {each.start for each in outside} >= {"Armenia", "Azerbaijan", "Israel"}
    assert all("outside" in each.pair and "\N{RIGHTWARDS ARROW}" not in each.pair for each in outside)


def test_the_roots_are_the_first_turning_points_with_their_dates(shipped: Dataset) -> None:
    assert roots_sentence(history_of(shipped)).startswith("It begins with: The conflict opens (Feb 1988); ")
