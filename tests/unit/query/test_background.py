"""The background tables: the ban on a day, and each line with the sources behind it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from strikemap.model.dataset import Dataset, load_dataset
from strikemap.query.article import assertions, shown_in
from strikemap.query.background import history_rows, munition_rows, relation_rows, transfer_rows, treaty_on

DATA = Path(__file__).parent.parent.parent.parent / "data"


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return load_dataset(DATA)


def test_the_ban_had_110_parties_and_13_signatories_when_the_article_was_written(dataset: Dataset) -> None:
    treaty = treaty_on(dataset, dt.date(2020, 10, 6))
    published = dataset.treaty_counts.set_index("as_of").iloc[0]
    assert (len(treaty.parties), len(treaty.signatories)) == (110, 13)
    assert (len(treaty.parties), len(treaty.signatories)) == (int(published["states_parties"]), int(published["signatories"]))


@pytest.mark.parametrize("country", ["Armenia", "Azerbaijan", "Israel"])
def test_the_three_states_of_the_article_stand_outside_the_ban(dataset: Dataset, country: str) -> None:
    assert country in [each.country for each in treaty_on(dataset, dt.date(2020, 10, 6)).outside]


def test_a_state_that_ratified_later_was_a_signatory_then(dataset: Dataset) -> None:
    assert "Nigeria" in [each.country for each in treaty_on(dataset, dt.date(2020, 10, 6)).signatories]
    assert "Nigeria" in [each.country for each in treaty_on(dataset, dt.date(2023, 3, 1)).parties]


def test_a_state_that_withdrew_is_outside_from_that_day(dataset: Dataset) -> None:
    assert "Lithuania" in [each.country for each in treaty_on(dataset, dt.date(2025, 3, 5)).parties]
    assert "Lithuania" in [each.country for each in treaty_on(dataset, dt.date(2025, 3, 6)).outside]


def test_nobody_had_joined_before_the_ban_existed(dataset: Dataset) -> None:
    treaty = treaty_on(dataset, dt.date(2008, 1, 1))
    assert (treaty.parties, treaty.signatories) == ((), ())


def test_carrier_and_submunition_are_two_rows(dataset: Dataset) -> None:
    rows = {each.name: each for each in munition_rows(dataset)}
    assert rows["M095 DPICM bomblet"].kind == "submunition"
    assert "LAR-160" in rows["M095 DPICM bomblet"].carried_by
    assert rows["LAR-160 series cluster rocket"].kind == "rocket"


def test_no_failure_figure_stands_where_no_source_gives_one(dataset: Dataset) -> None:
    rows = {each.name: each for each in munition_rows(dataset)}
    assert rows["M095 DPICM bomblet"].failure == ""
    assert rows["M85 DPICM bomblet"].failure == "9.6\N{EN DASH}12.2 %"


def test_every_line_of_the_background_has_a_source(dataset: Dataset) -> None:
    for rows in (munition_rows, transfer_rows, relation_rows, history_rows):
        assert [each for each in rows(dataset) if not each.sources] == [], rows.__name__


def test_history_is_told_from_its_beginning(dataset: Dataset) -> None:
    assert [each.when for each in history_rows(dataset)][:3] == ["Feb 1988", "1991", "May 1994"]


def test_every_section_that_the_article_leads_to_says_what_the_article_says(dataset: Dataset) -> None:
    sections = {each.shown_at.partition("#")[2] for each in assertions(dataset) if each.shown_at.startswith("/background")}
    assert sections == {"munitions", "treaty", "history", "relations", "transfers"}
    assert all(shown_in(dataset, f"#{section}") for section in sections)
