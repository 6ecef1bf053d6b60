"""Changes as tables: per day and kind, and row by row with the day, the newly heard, and the attack they belong to."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from strikemap.catalogue import Catalogue
from strikemap.model.dataset import Dataset
from strikemap.query.change_table import READING_ORDER, by_day, change_table, days_of_changes, newly_heard, tallies
from strikemap.query.changes import CHANGE_WORDS
from strikemap.query.news import compare_days, compare_versions, every_news, page_query, sentence_of_versions
from strikemap.query.view import View
from tests.tiny import changed, write_tiny

OCT_5, OCT_23 = dt.date(2020, 10, 5), dt.date(2020, 10, 23)


@pytest.fixture(scope="module")
def catalogue(shipped: Dataset) -> Catalogue:
    return Catalogue(shipped)


@pytest.fixture(scope="module")
def table(catalogue: Catalogue, shipped: Dataset) -> pd.DataFrame:
    found = compare_days(catalogue, View(), OCT_5, OCT_23)
    days = days_of_changes(every_news(catalogue, View()), OCT_5, OCT_23)
    return change_table(found, shipped, days, newly_heard(shipped.claims, OCT_5, OCT_23))


def test_every_kind_of_change_has_its_place_in_the_reading_order() -> None:
    assert {*READING_ORDER} == {*CHANGE_WORDS}


def test_changes_per_day_are_those_of_the_news(catalogue: Catalogue) -> None:
    news = every_news(catalogue, View())
    found = by_day(news)
    assert list(found["day"]) == sorted(found["day"])
    assert found["n"].sum() == sum(len(each.changes.rows) for each in news)
    of_oct_8 = found[found["day"] == dt.date(2020, 10, 8)].set_index("kind")["n"]
    assert of_oct_8.to_dict() == {"added": 6, "regraded": 1, "blamed": 2}


def test_without_news_there_is_a_table_without_rows() -> None:
    assert list(by_day(()).columns) == ["day", "kind", "n"]
    assert by_day(()).empty


def test_each_change_between_two_days_is_a_row_with_the_day_it_became_known(table: pd.DataFrame, catalogue: Catalogue) -> None:
    assert len(table) == len(compare_days(catalogue, View(), OCT_5, OCT_23).changes.rows)
    assert list(table["kind"].unique()) == [kind for kind in READING_ORDER if kind in {*table["kind"]}]
    row = table[(table["event_id"] == "2020-10-02-lachin-bridge-1") & (table["kind"] == "regraded")].iloc[0]
    assert (row["before"], row["after"], row["became_known"], row["newly_heard"]) == ("weak", "fair", dt.date(2020, 10, 6), "BBC News")
    assert all(OCT_5 < day <= OCT_23 for day in table["became_known"])


def test_an_added_report_says_with_which_known_ones_it_counts_as_one_attack(catalogue: Catalogue, shipped: Dataset) -> None:
    found = compare_days(catalogue, View(), dt.date(2020, 10, 1), OCT_23)
    table = change_table(found, shipped).set_index("event_id")
    members = shipped.attacks.groupby("attack_id")["event_id"].agg(tuple)
    for group in members:
        for event_id in set(group) & set(table.index[table["kind"] == "added"]):
            already = {each for each in group if each != event_id and each in found.before.index}
            assert {*filter(None, table.loc[[event_id], "one_attack_with"].iloc[0].split(";"))} == already
    assert (table.loc[table["kind"] != "added", "one_attack_with"] == "").all()


def test_nobody_who_was_heard_before_is_newly_heard(shipped: Dataset) -> None:
    found = newly_heard(shipped.claims, OCT_5, OCT_23)
    before = shipped.claims[shipped.claims["published_on"] <= pd.Timestamp(OCT_5)]
    assert {*found["2020-10-03-stepanakert-3"]} == {"NK foreign ministry (de facto)", "The Daily Telegraph", "T. Ripley, defence analyst", "Azerbaijani officials"}
    for event_id, names in found.items():
        assert not {*names} & {*before.loc[before["event_id"] == event_id, "claimant"]}


def test_claims_without_a_day_are_newly_heard_only_until_today(shipped: Dataset) -> None:
    late = dt.date(2030, 1, 1)
    undated = {*shipped.claims.loc[shipped.claims["published_on"].isna(), "event_id"]}
    assert newly_heard(shipped.claims, late, dt.date(2031, 1, 1)) == {}
    assert {*newly_heard(shipped.claims, late, None)} <= undated
    assert newly_heard(shipped.claims, late, None)


def test_the_rows_of_each_kind_are_counted(table: pd.DataFrame) -> None:
    counted = tallies(table)
    assert sum(counted.values()) == len(table)
    assert list(counted) == [kind for kind in READING_ORDER if kind in counted]


def test_two_versions_of_a_dataset_are_compared_report_by_report(tmp_path_factory: pytest.TempPathFactory) -> None:
    earlier, later = (write_tiny(tmp_path_factory.mktemp(name) / "tiny") for name in ("earlier", "later"))
    changed("claims", 3, value_max="5")(later)
    one, other = Catalogue.of_folder(earlier), Catalogue.of_folder(later)
    found = compare_versions(one, other, View())
    (row,) = change_table(found, other.dataset()).to_dict("records")
    assert (row["event_id"], row["kind"], row["before"], row["after"]) == ("e1", "toll", "1\N{EN DASH}2 killed", "1\N{EN DASH}5 killed")
    assert row["became_known"] is None
    versions = (one.dataset().version, other.dataset().version)
    assert sentence_of_versions(*versions, found.changes) == f"From data version {versions[0]} to {versions[1]}, 1 report with other numbers of people."


def test_the_same_version_twice_is_said(shipped: Dataset, catalogue: Catalogue) -> None:
    found = compare_versions(catalogue, catalogue, View())
    assert sentence_of_versions(shipped.version, shipped.version, found.changes) == f"Both are data version {shipped.version}: nothing differs."


def test_the_page_is_linked_with_both_days_or_with_the_version() -> None:
    assert page_query(View(known=OCT_23, weapon=("drone",)), OCT_5) == "known=2020-10-23&weapon=drone&since=2020-10-05"
    assert page_query(View(), None, "0123456789ab") == "against=0123456789ab"
