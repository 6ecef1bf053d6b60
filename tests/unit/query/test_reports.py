"""The reports table of a day, also of a day on which nothing was known."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from strikemap.model.dataset import Dataset, load_dataset
from strikemap.query.card import card_of
from strikemap.query.reports import reports_of
from strikemap.query.view import View
from strikemap.query.wording import hover_lines, labels_of, why_empty

DATA = Path(__file__).parent.parent.parent.parent / "data"
STEPANAKERT = "2020-10-03-stepanakert-3"


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return load_dataset(DATA)


def test_before_the_first_publication_there_is_no_report(dataset: Dataset) -> None:
    reports = reports_of(dataset, dt.date(2020, 9, 1))
    assert len(reports) == 0
    assert {"place_name", "region_ids", "search"} <= set(reports.columns)


def test_without_a_gazetteer_a_report_keeps_the_id_of_its_place(dataset: Dataset) -> None:
    reports = reports_of(replace(dataset, places=dataset.places.iloc[:0]), None)
    assert reports.loc[STEPANAKERT, "place_name"] == "stepanakert"


def test_search_knows_every_form_of_a_name_and_the_claimants(dataset: Dataset) -> None:
    search = reports_of(dataset, None).loc[STEPANAKERT, "search"]
    for word in ("stepanakert", "xankəndi", "ստեփանակերտ", "степанакерт", "amnesty", "m095"):
        assert word in search


def test_search_knows_nothing_that_was_published_later(dataset: Dataset) -> None:
    assert "telegraph" in reports_of(dataset, None).loc[STEPANAKERT, "search"]
    assert "telegraph" not in reports_of(dataset, dt.date(2020, 10, 4)).loc[STEPANAKERT, "search"]


def test_the_card_on_the_day_of_the_denial_holds_hedge_denial_and_what_nobody_states(dataset: Dataset) -> None:
    day = dt.date(2020, 10, 8)
    card = card_of(dataset, reports_of(dataset, day), STEPANAKERT, day, labels_of(dataset))
    assert (card.blamed, card.blamed_hedge, card.denied) == ("Azerbaijan", "appears to", True)
    assert (card.killed, card.injured) == ("", "")
    assert {"killed", "injured"} <= set(card.not_stated)
    amnesty = next(line for line in card.fact("attributed_to").claims if line.claimant == "Amnesty International")
    assert (amnesty.published, amnesty.basis, amnesty.party) == ("5 Oct 2020", "analysis of footage", "")


def test_a_card_shows_no_claim_that_was_published_later(dataset: Dataset) -> None:
    day = dt.date(2020, 10, 4)
    card = card_of(dataset, reports_of(dataset, day), STEPANAKERT, day, labels_of(dataset))
    assert card.fact("denial") is None
    assert "5 Oct 2020" not in {line.published for fact in card.facts for line in fact.claims}


def test_hover_lines_carry_the_hedge(dataset: Dataset) -> None:
    first, second = hover_lines(reports_of(dataset, None).loc[[STEPANAKERT]], labels_of(dataset))
    assert first == ["3\N{EN DASH}4 Oct 2020, day not certain · Stepanakert / Khankendi"]
    assert second == ["Cluster munition · fair · Azerbaijan blamed (appears to)"]


def test_an_empty_result_names_the_part_that_empties_it(dataset: Dataset) -> None:
    view = View(weapon=("small_arms",), q="no such words")
    reasons = why_empty(lambda other: reports_of(dataset, other.known), view, dataset.first_day, dataset.last_day)
    assert [(each.part, each.lifted) for each in reasons] == [("q", View(weapon=("small_arms",)))]
