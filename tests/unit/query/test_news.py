"""What changed of what a View shows: between two days of knowledge, and day by day."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pandas as pd
import pytest

from strikemap.catalogue import Catalogue
from strikemap.model.dataset import Dataset
from strikemap.query.changes import Changes
from strikemap.query.news import compare_days, concerned, news_of, say_between, sentence_between, shown_then
from strikemap.query.view import View

STEPANAKERT = "2020-10-03-stepanakert-3"
OCT_8, OCT_23 = dt.date(2020, 10, 8), dt.date(2020, 10, 23)
VIEWS = [View(), View(weapon=("cluster_munition",)), View(grade=("weak",)), View(first=dt.date(2020, 10, 3), last=dt.date(2020, 10, 6), by=("Azerbaijan",))]


@pytest.fixture(scope="module")
def catalogue(shipped: Dataset) -> Catalogue:
    return Catalogue(shipped)


@pytest.mark.parametrize("view", VIEWS)
def test_every_change_of_a_day_is_found_by_comparing_the_days_around_it(catalogue: Catalogue, view: View) -> None:
    news = news_of(catalogue, view, most=1_000)
    assert news
    for entry in news[::7]:
        found = compare_days(catalogue, view, entry.day - dt.timedelta(days=1), entry.day).changes
        assert {*entry.changes.rows} == {*found.rows}


def test_days_on_which_nothing_shown_changed_have_no_entry(catalogue: Catalogue) -> None:
    view = View(weapon=("cluster_munition",))
    days = [each.day for each in news_of(catalogue, view, most=1_000)]
    assert len(days) > 1
    for earlier, later in pairwise(sorted(days)):
        quiet = compare_days(catalogue, view, earlier, later - dt.timedelta(days=1))
        assert quiet.changes.rows == ()


def test_the_latest_days_come_first_and_no_more_than_asked_for(catalogue: Catalogue) -> None:
    days = [each.day for each in news_of(catalogue, View(), most=5)]
    assert days == sorted(days, reverse=True)
    assert len(days) == 5
    assert len(news_of(catalogue, View())) <= 50


def test_a_day_of_knowledge_ends_the_news(catalogue: Catalogue) -> None:
    news = news_of(catalogue, View(known=OCT_8))
    assert news[0].day == OCT_8
    assert news[0].before == dt.date(2020, 10, 7)
    assert news[0].titles[STEPANAKERT] == "Stepanakert / Khankendi, 3\N{EN DASH}4 Oct 2020, day not certain"


def test_between_8_and_23_october_the_counts_are_those_of_the_two_tables(catalogue: Catalogue) -> None:
    found = compare_days(catalogue, View(), OCT_8, OCT_23)
    assert len(found.changes.of("added")) == len(found.after) - len(found.before)
    assert sentence_between(OCT_8, OCT_23, found.changes).startswith(f"Between 8 and 23 Oct 2020, {len(found.changes.of('added'))} reports were added, ")


def test_reports_graded_anew_since_the_article_are_those_whose_grade_differs(catalogue: Catalogue) -> None:
    found = compare_days(catalogue, View(), dt.date(2020, 10, 6), None)
    regraded = found.before["grade"] != found.after["grade"].reindex(found.before.index)
    assert len(found.changes.of("regraded")) == regraded.sum() > 0


def test_what_is_added_only_by_a_filter_is_counted_apart(catalogue: Catalogue) -> None:
    view = View(grade=("confirmed",))
    found = compare_days(catalogue, view, OCT_8, None)
    added = {each.event_id for each in found.changes.of("added")}
    known = {*catalogue.reports(View(known=OCT_8)).index}
    assert found.came == len(added & known) > 0
    assert f"Of those added, {found.came} " in found.by_the_filters


def test_until_today_the_claims_without_a_day_count_too(catalogue: Catalogue) -> None:
    found = compare_days(catalogue, View(), dt.date(2030, 1, 1), None)
    pd.testing.assert_index_equal(found.after.index, shown_then(catalogue, View(), None).index)
    assert any(catalogue.reports(View()).loc[each.event_id, "undated_claims"] for each in found.changes.rows)


def test_reports_shown_then_or_today_are_those_whose_days_are_offered(catalogue: Catalogue) -> None:
    view = View(weapon=("cluster_munition",), known=OCT_8)
    on_screen = shown_then(catalogue, view, OCT_8)
    found = concerned(catalogue, view, on_screen)
    assert {*on_screen.index} < {*found}
    assert {*shown_then(catalogue, view, None).index} <= {*found}


@pytest.mark.parametrize(
    ("since", "until", "words"),
    [
        (OCT_8, OCT_23, "Between 8 and 23 Oct 2020"),
        (dt.date(2020, 9, 27), OCT_8, "Between 27 Sep and 8 Oct 2020"),
        (OCT_8, dt.date(2021, 7, 15), "Between 8 Oct 2020 and 15 Jul 2021"),
        (OCT_8, None, "Between 8 Oct 2020 and today"),
    ],
)
def test_two_days_are_said_in_words(since: dt.date, until: dt.date | None, words: str) -> None:
    assert say_between(since, until) == words
    assert sentence_between(since, until, Changes((), ())) == f"{words}, no report was added, removed or graded anew."
