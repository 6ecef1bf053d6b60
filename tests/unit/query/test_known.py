"""When reports became known: days, what a day leaves out, every state of a report, and how one of them grew."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from strikemap.model.dataset import Dataset
from strikemap.query.growth import attack_of, growth_of, steps_on
from strikemap.query.known import LeftOut, Steps, as_known, claims_about, days_of, left_out, states_of, steps_from
from strikemap.query.reports import reports_of
from strikemap.query.wording import labels_of
from tests.claims import ARMENIA, AZERBAIJAN, DE_FACTO, claim, table

STEPANAKERT = "2020-10-03-stepanakert-3"
OCT_8 = dt.date(2020, 10, 8)


@pytest.fixture(scope="module")
def states(shipped: Dataset) -> pd.DataFrame:
    return states_of(shipped)


@pytest.mark.parametrize(
    "day", [dt.date(2020, 9, 26), dt.date(2020, 9, 27), dt.date(2020, 10, 3), OCT_8, dt.date(2020, 10, 31), dt.date(2021, 7, 15), dt.date(2030, 1, 1)]
)
def test_the_last_state_of_each_report_is_the_report_of_that_day(states: pd.DataFrame, shipped: Dataset, day: dt.date) -> None:
    assert_frame_equal(as_known(states, day), reports_of(shipped, day))


def test_names_and_search_follow_the_naming_asked_for(shipped: Dataset) -> None:
    assert_frame_equal(as_known(states_of(shipped, "azerbaijani"), OCT_8), reports_of(shipped, OCT_8, "azerbaijani"))


def test_the_days_of_a_report_are_those_of_its_claims(shipped: Dataset) -> None:
    days = days_of(claims_about(shipped.claims, pd.Index([STEPANAKERT])))
    assert [each.isoformat() for each in days] == ["2020-10-04", "2020-10-05", "2020-10-06", "2020-10-08", "2021-01-14"]


@given(st.lists(st.dates(dt.date(2020, 1, 1), dt.date(2021, 1, 1)), unique=True).map(sorted), st.dates(dt.date(2020, 1, 1), dt.date(2021, 1, 1)))
def test_steps_go_to_the_nearest_other_day_on_each_side(days: list[dt.date], known: dt.date) -> None:
    found = steps_from(days, known)
    assert found.before == max((day for day in days if day < known), default=None)
    assert found.after == min((day for day in days if day > known), default=None)


def test_from_today_only_the_last_publication_lies_behind() -> None:
    assert steps_from([OCT_8], None) == Steps(OCT_8, None)
    assert steps_from([], None) == Steps(None, None)


def test_known_later_and_undated_claims_are_all_claims(shipped: Dataset) -> None:
    found = left_out(shipped.claims, OCT_8)
    known = (shipped.claims["published_on"] <= pd.Timestamp(OCT_8)).sum()
    assert found.undated > 0
    assert known + found.later + found.undated == len(shipped.claims)


def test_today_leaves_nothing_out_but_still_counts_what_has_no_day(shipped: Dataset) -> None:
    assert left_out(shipped.claims, None) == LeftOut(0, int(shipped.claims["published_on"].isna().sum()))


def test_reports_without_claims_have_no_days_of_publication(shipped: Dataset) -> None:
    flat = pd.Index([f"s{number}" for number in range(1_000)])
    assert claims_about(shipped.claims, flat).empty
    assert days_of(claims_about(shipped.claims, flat)) == ()


def test_seven_days_of_the_cluster_attack_on_stepanakert_are_those_of_the_kept_table(shared: Path, shipped: Dataset) -> None:
    known = pd.read_csv(shared / "facts" / "known_on.csv", dtype=str, keep_default_na=False)
    attack = attack_of(shipped, STEPANAKERT)
    assert {*attack} == {STEPANAKERT, *known["linked_event_ids"][0].split(";")}
    days = [dt.date.fromisoformat(day) for day in known["as_known_on"]]
    assert len(days) == 7
    for row, step in zip(known.to_dict("records"), steps_on(shipped, (STEPANAKERT, *attack), days), strict=True):
        yes = {True: "yes", False: "no"}
        found = {
            "grade": step.grade, "denied": yes[step.denied], "original_claimants_n": str(step.claimants),
            "party_claimants_n": str(step.of_parties), "independent_claimants_n": str(step.independent),
            "independent_attributing_n": str(step.naming_independently), "footage_analysis": yes[step.footage],
            "on_site": yes[step.on_site],
        }  # fmt: skip
        assert found == {key: row[key] for key in found}, row["as_known_on"]


def hedges_of(text: str) -> list[str]:
    """The wordings of the side, without who says them: "alleges (side); states (use)" gives ["alleges"]."""
    sides = [each for each in text.split("; ") if not each.endswith("(use)") and each != "denied"]
    return [re.sub(r" \((?!on site|footage).*\)", "", each) for each in sides]


def test_the_hedges_of_the_seven_days_are_those_of_the_kept_table(shared: Path, shipped: Dataset) -> None:
    known = pd.read_csv(shared / "facts" / "known_on.csv", dtype=str, keep_default_na=False)
    days = [dt.date.fromisoformat(day) for day in known["as_known_on"]]
    for text, step in zip(known["hedge"], steps_on(shipped, attack_of(shipped, STEPANAKERT), days), strict=True):
        kept = hedges_of(text)
        plain = [each.removesuffix(" (footage)") for each in step.hedges] if "(footage)" not in text else list(step.hedges)
        assert plain[0] == kept[0], step.day
        assert set(kept) <= set(plain), step.day
        assert step.denied == ("denied" in text)


def test_every_day_of_the_kept_table_is_a_day_of_the_attack(shared: Path, shipped: Dataset) -> None:
    kept = pd.read_csv(shared / "facts" / "known_on.csv", dtype=str)["as_known_on"]
    assert {*kept} <= {step.day.isoformat() for step in growth_of(shipped, attack_of(shipped, STEPANAKERT))}


def test_the_steps_of_a_report_say_who_newly_spoke_and_in_whose_words(shipped: Dataset) -> None:
    steps = {step.day: step for step in growth_of(shipped, (STEPANAKERT,))}
    labels = labels_of(shipped)
    assert steps[dt.date(2020, 10, 6)].new == ("NK foreign ministry (de facto)", "The Daily Telegraph", "T. Ripley, defence analyst")
    assert steps[dt.date(2020, 10, 4)].sentence(labels) == (
        "Azerbaijan, according to NK ombudsman (de facto) and Ministry of Foreign Affairs of Armenia alone."
    )
    assert steps[OCT_8].sentence(labels) == (
        "Azerbaijan: Amnesty International “appears to” (footage) and The Daily Telegraph “states”; denied by Azerbaijani officials."
    )


@pytest.mark.parametrize("hedge", ["denies in general", "no comment", "does not address"])
def test_a_denial_in_general_or_silence_is_not_told_as_a_denial(shipped: Dataset, hedge: str) -> None:
    blaming = claim("attributed_to", "Azerbaijan", **ARMENIA)
    own = dataset_of(shipped, blaming, claim("denial", "Azerbaijan", **(AZERBAIJAN | {"hedge": hedge})))
    (step,) = growth_of(own, ["r"])
    assert (step.denied, step.denied_by) == (False, ())
    assert "denied" not in step.sentence(labels_of(own))


def test_a_denial_for_the_side_by_another_of_its_names_is_told(shipped: Dataset) -> None:
    blaming = claim("attributed_to", "NK de facto forces", **AZERBAIJAN)
    own = dataset_of(shipped, blaming, claim("denial", "NK de facto", **(DE_FACTO | {"hedge": "denies"})))
    (step,) = growth_of(own, ["r"])
    assert (step.denied, step.denied_by) == (True, ("Ministry in Stepanakert",))
    assert step.sentence(labels_of(own)).endswith("; denied by Ministry in Stepanakert.")


def dataset_of(shipped: Dataset, *claims: dict[str, Any]) -> Dataset:
    """The shipped places and words, with these claims alone."""
    return replace(shipped, claims=table(*claims))


def test_a_report_that_stands_alone_is_its_own_attack(shipped: Dataset) -> None:
    assert attack_of(shipped, "2020-10-04-ganja-1") == ("2020-10-04-ganja-1",)


def test_the_grade_of_a_step_is_that_of_the_report_on_its_day(shipped: Dataset, states: pd.DataFrame) -> None:
    for event_id in ("2020-10-28-barda-1", STEPANAKERT):
        for step in growth_of(shipped, (event_id,)):
            row = as_known(states, step.day).loc[event_id]
            assert (step.grade, step.blamed, step.denied) == (row["grade"], row["blamed"], row["denied"])
            assert step.independent == row["independent_claimants"]


def test_a_grade_set_by_a_person_counts_from_its_day_on(shipped: Dataset) -> None:
    row = {"event_id": STEPANAKERT, "attribute": "", "grade": "weak", "name": "A. Reader", "reason": "a test", "day": pd.Timestamp(2020, 10, 7)}
    overrides = pd.concat([shipped.overrides, pd.DataFrame([row])], ignore_index=True).astype(shipped.overrides.dtypes.to_dict())
    set_by_hand = replace(shipped, overrides=overrides)
    states = states_of(set_by_hand)
    grades = [as_known(states, dt.date(2020, 10, day)).loc[STEPANAKERT, "grade"] for day in (6, 7, 8)]
    assert grades == ["fair", "weak", "weak"]
    for day in (dt.date(2020, 10, 6), dt.date(2020, 10, 7), OCT_8):
        assert_frame_equal(as_known(states, day), reports_of(set_by_hand, day))


def test_a_dataset_without_claims_has_no_states(shipped: Dataset) -> None:
    states = states_of(replace(shipped, claims=shipped.claims.iloc[:0]))
    assert states.empty
    assert as_known(states, OCT_8).empty
