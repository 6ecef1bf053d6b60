"""The ban on a chosen day: who had joined, signed, or done neither, and for whom it was in force."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from strikemap.model.dataset import Dataset, load_dataset
from strikemap.query.treaty import (
    IN_FORCE,
    JOINED,
    LEFT,
    OUTSIDE,
    PARTY,
    SIGNED,
    UNCLEAR,
    UNDATED,
    force_sentence,
    in_force_from,
    treaty_day,
    treaty_on,
    treaty_sentence,
)
from tests.tiny import write_tiny

ARTICLE = dt.date(2020, 10, 6)


def status_on(dataset: Dataset, country: str, day: dt.date) -> str:
    return next(each.status for each in treaty_on(dataset, day).states if each.country == country)


def test_110_states_had_joined_and_13_signed_when_the_article_was_written(shipped: Dataset) -> None:
    treaty = treaty_on(shipped, ARTICLE)
    published = shipped.treaty_counts.set_index("as_of").loc["2020-10-27"]
    assert (len(treaty.of(*PARTY)), len(treaty.of(SIGNED))) == (110, 13)
    assert (len(treaty.of(*PARTY)), len(treaty.of(SIGNED))) == (int(published["states_parties"]), int(published["signatories"]))


@pytest.mark.parametrize("row", [1, 3])
def test_other_published_totals_are_met_too(shipped: Dataset, row: int) -> None:
    published = treaty_on(shipped, ARTICLE).published[row]
    assert len(treaty_on(shipped, published.day).of(*PARTY)) in (published.parties, published.parties - len(treaty_on(shipped, published.day).of(UNCLEAR)))


def test_the_first_sentence_names_the_states_that_had_done_neither(shipped: Dataset) -> None:
    words = treaty_sentence(treaty_on(shipped, treaty_day(shipped)))
    first = words.partition(";")[0]
    for country in ("Armenia", "Azerbaijan", "Israel", "Turkey", "Russia", "Iran", "the United States"):
        assert country in first
    assert first.startswith("On 6 Oct 2020, by the lists read, none of ")


@pytest.mark.parametrize(
    ("deposited", "in_force"),
    [("2010-02-16", "2010-08-01"), ("2008-12-03", "2010-08-01"), ("2010-08-23", "2011-02-01"), ("2020-09-15", "2021-03-01"), ("2012-12-31", "2013-06-01")],
)
def test_it_is_in_force_from_the_first_day_of_the_sixth_month(deposited: str, in_force: str) -> None:
    assert in_force_from(dt.date.fromisoformat(deposited)) == dt.date.fromisoformat(in_force)


def test_joining_and_being_bound_are_told_apart(shipped: Dataset) -> None:
    assert status_on(shipped, "Antigua and Barbuda", dt.date(2010, 8, 22)) == SIGNED
    assert status_on(shipped, "Antigua and Barbuda", dt.date(2010, 8, 23)) == JOINED
    assert status_on(shipped, "Antigua and Barbuda", dt.date(2011, 1, 31)) == JOINED
    assert status_on(shipped, "Antigua and Barbuda", dt.date(2011, 2, 1)) == IN_FORCE


def test_nobody_is_bound_before_the_thirtieth_instrument_has_taken_effect(shipped: Dataset) -> None:
    assert treaty_on(shipped, dt.date(2010, 7, 31)).numbers[IN_FORCE] == 0
    assert treaty_on(shipped, dt.date(2010, 8, 1)).numbers[IN_FORCE] > 0


def test_a_year_alone_leaves_the_status_within_it_open(shipped: Dataset) -> None:
    assert status_on(shipped, "Switzerland", dt.date(2012, 6, 30)) == UNCLEAR
    assert status_on(shipped, "Switzerland", dt.date(2012, 12, 31)) == UNDATED
    assert status_on(shipped, "Switzerland", dt.date(2013, 6, 1)) == IN_FORCE
    words = force_sentence(treaty_on(shipped, dt.date(2012, 6, 30)))
    assert "is not clear" in words


def test_a_state_that_withdrew_is_out_from_that_day(shipped: Dataset) -> None:
    assert status_on(shipped, "Lithuania", dt.date(2025, 3, 5)) in PARTY
    assert status_on(shipped, "Lithuania", dt.date(2025, 3, 6)) == LEFT
    assert "Lithuania had withdrawn" in force_sentence(treaty_on(shipped, dt.date(2025, 3, 6)))


def test_nothing_is_said_of_days_before_signature(shipped: Dataset) -> None:
    treaty = treaty_on(shipped, dt.date(2008, 6, 1))
    assert {each.status for each in treaty.states} == {OUTSIDE}
    assert "no state could have signed" in treaty_sentence(treaty)


def test_every_state_has_a_source(shipped: Dataset) -> None:
    assert [each.country for each in treaty_on(shipped, ARTICLE).states if not each.sources] == []


def test_a_dataset_without_lists_says_no_state_is_outside(tmp_path: Path) -> None:
    folder = write_tiny(tmp_path / "tiny")
    treaty = treaty_on(load_dataset(folder), ARTICLE)
    assert treaty_sentence(treaty) == "The lists of this dataset name no state."
