"""Steps from maker to alleged user: typed, sourced, and missing where nobody speaks of them."""

from __future__ import annotations

import pandas as pd
import pytest

from strikemap.catalogue import Catalogue
from strikemap.model.dataset import Dataset
from strikemap.output.charts.export import chart_svg
from strikemap.output.charts.supply import (
    STEP_KINDS,
    supply_alt,
    supply_chart,
    used_alt,
    used_chart,
)
from strikemap.query.balance import claims_behind
from strikemap.query.munitions import FAMILY_WORDS, USE_WORDS, Use, counted, counted_families, uses_of
from strikemap.query.select import select, shown
from strikemap.query.supply import (
    DELIVERY,
    MANUFACTURE,
    NOT_ORIGIN,
    USE,
    Chain,
    Step,
    between,
    chains_of,
    chains_sentence,
    steps_of,
)
from strikemap.query.view import View
from strikemap.query.wording import labels_of


@pytest.fixture(scope="module")
def reports(shipped: Dataset) -> pd.DataFrame:
    return shown(select(Catalogue(shipped).reports(View()), View(), shipped.first_day, shipped.last_day))


@pytest.fixture(scope="module")
def uses(shipped: Dataset, reports: pd.DataFrame) -> list[Use]:
    return uses_of(shipped, reports, claims_behind(shipped, reports.index, None))


@pytest.fixture(scope="module")
def steps(shipped: Dataset, uses: list[Use]) -> list[Step]:
    return steps_of(shipped, uses)


@pytest.fixture(scope="module")
def chains(shipped: Dataset, steps: list[Step], uses: list[Use]) -> list[Chain]:
    return chains_of(shipped, steps, uses)


def test_a_step_whose_table_names_nobody_who_says_it_has_no_hedge(steps: list[Step]) -> None:
    nameless = [each for each in steps if each.kind == MANUFACTURE and each.claimant == NOT_ORIGIN]
    assert nameless
    assert {each.hedge for each in nameless} == {""}


def test_the_transfer_of_lar_160_is_one_step_with_its_claimant_and_years(steps: list[Step]) -> None:
    (step,) = [each for each in steps if each.kind == DELIVERY and each.key == "lar160"]
    assert (step.start, step.end, step.when, step.claimant, step.hedge) == ("Israel", "Azerbaijan", "2008 to 2009", "Human Rights Watch", "states")
    assert len(step.sources) == 2


def test_each_reported_delivery_stands_once_though_two_tables_tell_of_it(shipped: Dataset, steps: list[Step]) -> None:
    deliveries = [each for each in steps if each.kind == DELIVERY]
    alone = [row for row in shipped.edges.to_dict("records") if row["kind"] == "transfer" and "ambassador" in row["note"]]
    assert len(deliveries) == len(shipped.transfers) + len(alone) == 18


def test_every_manufacture_and_delivery_has_a_source_and_every_use_its_reports(steps: list[Step]) -> None:
    assert [each.words for each in steps if each.kind in (MANUFACTURE, DELIVERY) and not each.sources] == []
    assert [each.words for each in steps if each.kind == USE and not each.events] == []


def test_manufacture_is_not_taken_for_transfer(chains: list[Chain]) -> None:
    (m095,) = [each for each in chains if each.key == "m095"]
    assert (m095.made_in, m095.supplier, m095.recipient, m095.user) == ("Israel", "", "", "the Azerbaijani side")


def test_transfer_is_not_taken_for_use(chains: list[Chain]) -> None:
    (harop,) = [each for each in chains if each.key == "harop"]
    assert (harop.recipient, harop.user, harop.reports) == ("Azerbaijan", "", 0)


def test_a_delivery_to_one_side_is_no_step_towards_the_other(chains: list[Chain]) -> None:
    by_user = {each.user: each for each in chains if each.words.startswith("BM-30 Smerch")}
    assert by_user["the Azerbaijani side"].recipient == "Azerbaijan"
    assert by_user["the Armenian side"].recipient == ""


def test_the_words_say_what_is_missing(chains: list[Chain]) -> None:
    words = chains_sentence(chains)
    assert "LAR-160 series cluster rocket" in words
    assert "Manufacture is not transfer, and transfer is not use." in words
    assert "M095 DPICM bomblet: made in Israel; delivered by not found to not found" in supply_alt(chains)


@pytest.mark.parametrize(
    ("since", "until", "words"),
    [("", "", "not stated"), ("2008", "2009", "2008 to 2009"), ("2018", "2018", "2018"), ("2016", "", "2016 to end not stated"),
     ("", "2020-10-03", "start not stated to 3 Oct 2020"), ("2010-08-01", "..", "1 Aug 2010 on, open at the time"), ("", "..", "open at the time")],
)  # fmt: skip
def test_an_end_that_is_not_stated_is_said_to_be_so(since: str, until: str, words: str) -> None:
    assert between(since, until) == words


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_kinds_of_steps_are_drawn_as_different_lines(chains: list[Chain], theme: str) -> None:
    chart = supply_chart(chains, theme, title="From maker to alleged user", says="")
    drawn = chart_svg(chart).decode()
    for kind in STEP_KINDS:
        assert f">{kind}<" in drawn
    assert len({tuple(each) for each in chart.to_dict()["layer"][0]["encoding"]["strokeDash"]["scale"]["range"]}) == len(STEP_KINDS)
    assert ">not found<" in drawn
    assert ">none reported<" in drawn


def test_bars_carry_their_numbers_by_name_and_by_family(shipped: Dataset, reports: pd.DataFrame, uses: list[Use]) -> None:
    for table, footings in ((counted(uses), USE_WORDS), (counted_families(reports, labels_of(shipped)), FAMILY_WORDS)):
        drawn = chart_svg(used_chart(table, footings, "light", title="Weapons", says="n")).decode()
        assert "no measure of guilt" in " ".join(drawn.split())
        assert "Azerbaijani side" in drawn
    assert "M095 DPICM bomblet, the Azerbaijani side blamed: 1" in used_alt(counted(uses), "n")
