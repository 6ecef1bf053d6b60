"""What each side is said to have used, by whom, and how one link leads to the reports."""

from __future__ import annotations

import pandas as pd
import pytest

from benchmarks.synthetic import synthetic
from strikemap.catalogue import Catalogue
from strikemap.model.dataset import Dataset
from strikemap.query.balance import claims_behind
from strikemap.query.hedge import check_words
from strikemap.query.munitions import (
    BOTH,
    ONE,
    PARTY,
    Finder,
    Use,
    counted,
    counted_families,
    munitions_of,
    said_lines,
    uses_of,
)
from strikemap.query.select import select, shown
from strikemap.query.view import View
from strikemap.query.wording import labels_of


@pytest.fixture(scope="module")
def reports(shipped: Dataset) -> pd.DataFrame:
    table = Catalogue(shipped).reports(View())
    return shown(select(table, View(), shipped.first_day, shipped.last_day))


@pytest.fixture(scope="module")
def uses(shipped: Dataset, reports: pd.DataFrame) -> list[Use]:
    return uses_of(shipped, reports, claims_behind(shipped, reports.index, None))


def of(uses: list[Use], key: str, side: str) -> list[Use]:
    return [each for each in uses if each.key == key and each.side == side]


def test_the_weapon_and_the_side_each_have_their_claimant_and_hedge(uses: list[Use]) -> None:
    (use,) = of(uses, "m095", "Azerbaijan")
    assert use.event_id == "2020-10-03-stepanakert-3"
    assert use.names == (("Amnesty International", "states"),)
    assert ("Amnesty International", "appears to") in use.blames
    assert use.denies
    assert of(uses, "m095", "Armenia") == []


def test_a_doubtful_type_keeps_its_hedge(uses: list[Use]) -> None:
    (use,) = of(uses, "m85", "Azerbaijan")
    assert use.names == (("T. Ripley, defence analyst", "appears to"),)
    (lora,) = of(uses, "lora", "Azerbaijan")
    assert (lora.names[0][1], lora.footing) == ("may be", PARTY)


def test_who_says_so_needs_both_the_weapon_and_the_side(uses: list[Use]) -> None:
    assert {each.footing for each in of(uses, "9m55k", "Armenia")} == {BOTH}
    (polonez,) = of(uses, "polonez", "Azerbaijan")
    assert polonez.footing == ONE


def test_every_report_is_counted_once_for_a_weapon_and_a_side(uses: list[Use]) -> None:
    numbers = counted(uses)
    assert numbers["reports"].sum() == len({(each.event_id, each.key, each.side) for each in uses}) == len(uses)


def test_both_sides_stand_in_the_words_and_nothing_is_firmer_than_its_source(shipped: Dataset, reports: pd.DataFrame, uses: list[Use]) -> None:
    lines = said_lines(uses, len(reports))
    assert lines[0].startswith("The Azerbaijani side is reported to have used LAR-160 series cluster rocket (n = 3, according to Human Rights Watch")
    assert lines[1].startswith("The Armenian side is reported to have used 9M55K Smerch cluster rocket (n = 5, according to Human Rights Watch")
    assert lines[2] == f"120 of {len(reports)} reports name no model together with a side."
    table = Catalogue(shipped).reports(View())
    selected = select(table, View(), shipped.first_day, shipped.last_day)
    assert [each.words for each in check_words(" ".join(lines), shipped, table, selected, View()) if each.severity == "refuse"] == []


def test_as_known_on_the_third_day_nobody_had_named_m095(shipped: Dataset) -> None:
    view = View(known=pd.Timestamp("2020-10-03").date())
    found = shown(select(Catalogue(shipped).reports(view), view, shipped.first_day, shipped.last_day))
    early = uses_of(shipped, found, claims_behind(shipped, found.index, view.known))
    assert [each for each in early if each.key == "m095"] == []
    assert [each for each in early if each.key == "lar160"]


def test_a_link_shows_exactly_the_reports_or_there_is_none(shipped: Dataset, reports: pd.DataFrame, uses: list[Use]) -> None:
    finder, table = Finder(View(), reports), Catalogue(shipped).reports(View())
    events = {each.event_id for each in of(uses, "lar160", "Azerbaijan")}
    view = finder.exactly(events, ["LAR-160 series cluster rocket", "LAR-160"], "Azerbaijan")
    assert view
    assert set(shown(select(table, view, shipped.first_day, shipped.last_day)).index) == events
    assert finder.exactly(events, ["rocket"], "Azerbaijan") is None
    assert Finder(View(q="barda"), reports).exactly(events, ["LAR-160"]) is None


def test_families_are_those_of_the_reports(shipped: Dataset, reports: pd.DataFrame) -> None:
    numbers = counted_families(reports, labels_of(shipped))
    for side, blamed in (("Azerbaijan", ["Azerbaijan"]), ("Armenia", ["Armenia", "NK de facto forces"])):
        own = reports[reports["blamed"].isin(blamed) & (reports["weapon_category"] == "cluster_munition")]
        found = numbers[(numbers["side"] == side) & (numbers["key"] == "cluster_munition")]
        assert found["reports"].sum() == len(own)


def test_carriers_and_submunitions_are_kept_apart(shipped: Dataset) -> None:
    known = {each.weapon: each for each in munitions_of(shipped)}
    assert known["m095"].is_submunition
    assert not known["lar160"].is_submunition
    assert known["lar160"].carries == "M095 DPICM bomblet, M85 DPICM bomblet"
    assert known["m095"].carried_by == "LAR-160 series cluster rocket"
    assert (known["m095"].failure, known["m85"].failure) == ("", "9.6\N{EN DASH}12.2 %")
    assert [each.name for each in known.values() if not each.sources] == []


def test_families_of_reports_without_claims_are_counted_as_the_table_has_them(shipped: Dataset) -> None:
    _, many = synthetic(shipped, 20_000)
    sides = ["Azerbaijan", "Armenia", "NK de facto forces", "disputed", "not_stated"]
    many = many.assign(blamed=[sides[at % len(sides)] for at in range(len(many))])
    numbers = counted_families(many, labels_of(shipped))
    assert numbers["reports"].sum() == 12_000
    assert numbers.loc[numbers["side"] == "Armenia", "reports"].sum() == 8_000
