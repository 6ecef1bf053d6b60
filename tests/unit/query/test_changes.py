"""What changed between two states of knowledge is counted, listed and said in words."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from strikemap.model.dataset import Dataset
from strikemap.query.changes import ASPECTS, CHANGE_WORDS, Change, changes_between, pin_notice
from strikemap.query.reports import reports_of
from strikemap.query.view import View
from strikemap.query.wording import labels_of

STEPANAKERT = "2020-10-03-stepanakert-3"


@pytest.fixture(scope="module")
def reports(shipped: Dataset) -> pd.DataFrame:
    return reports_of(shipped, None)


def test_nothing_differs_from_itself(reports: pd.DataFrame) -> None:
    same = changes_between(reports, reports.copy())
    assert same.rows == ()
    assert same.sentence == "No report was added, removed or graded anew."
    assert same.compared == ("regraded", "toll", "blamed", "weapon")


def test_added_removed_and_graded_anew_against_a_list_of_grades(reports: pd.DataFrame) -> None:
    grades = dict(zip(reports.index, reports["grade"], strict=True))
    gone, first, second = "2020-01-01-nowhere-1", *list(grades)[:2]
    before = {name: grade for name, grade in grades.items() if name != first} | {gone: "weak", second: "discounted"}
    found = changes_between(before, reports)
    assert found.of("added") == (Change(first, "added", "", grades[first]),)
    assert found.of("removed") == (Change(gone, "removed", "weak", ""),)
    assert found.of("regraded") == (Change(second, "regraded", "discounted", grades[second]),)
    assert found.sentence == "1 report was added, 1 was removed, 1 was graded anew."
    assert found.compared == ("regraded",)


def test_the_denial_of_7_october_changes_what_is_known_of_stepanakert(shipped: Dataset) -> None:
    before, after = (reports_of(shipped, dt.date(2020, 10, day)) for day in (4, 8))
    found = changes_between(before, after, labels_of(shipped))
    of_stepanakert = {each.kind: (each.before, each.after) for each in found.rows if each.event_id == STEPANAKERT}
    assert of_stepanakert["blamed"][1] == "Azerbaijan (appears to), denied"
    assert len(found.of("added")) == len(after) - len(before)
    assert found.of("removed") == ()


def test_a_toll_a_side_and_a_weapon_are_said_before_and_after(reports: pd.DataFrame) -> None:
    before, after = reports.loc[[STEPANAKERT]].copy(), reports.loc[[STEPANAKERT]].copy()
    before[["killed_min", "killed_max", "blamed", "weapon_category", "weapon_model"]] = [pd.NA, pd.NA, "not_stated", "not_stated", "not_stated"]
    after[["killed_min", "killed_max", "injured_min", "injured_max"]] = [40, pd.NA, 3, 5]
    found = {each.kind: (each.before, each.after) for each in changes_between(before, after).rows}
    assert found["toll"][0] == "not stated"
    assert found["toll"][1].startswith("at least 40 killed, 3\N{EN DASH}5 injured")
    assert found["blamed"][0] == "not stated"
    assert found["weapon"][0] == "not stated"
    assert "cluster munition" in found["weapon"][1]


def test_missing_beside_missing_is_no_change_and_missing_is_not_zero(reports: pd.DataFrame) -> None:
    quiet = reports[reports["killed_min"].isna() & reports["killed_max"].isna()]
    assert len(quiet) > 0
    assert changes_between(quiet, quiet.copy()).rows == ()
    zero = quiet.assign(killed_min=pd.array([0] * len(quiet), dtype="Int64"), killed_max=pd.array([0] * len(quiet), dtype="Int64"))
    found = changes_between(quiet, zero).of("toll")
    assert len(found) == len(quiet)
    assert found[0].after.startswith("0 killed")


def test_the_first_state_can_be_empty(reports: pd.DataFrame) -> None:
    assert len(changes_between({}, reports).of("added")) == len(reports)
    assert len(changes_between(reports.iloc[:0], reports).of("added")) == len(reports)
    assert len(changes_between(reports, reports.iloc[:0]).of("removed")) == len(reports)


GRADED = st.dictionaries(st.text(min_size=1, max_size=4), st.sampled_from(["fair", "weak", "contested"]), max_size=12)


@given(GRADED, GRADED)
def test_changes_turn_the_one_state_into_the_other(before: dict[str, str], after: dict[str, str]) -> None:
    table = pd.DataFrame({"grade": pd.array(list(after.values()), dtype="str")}, index=pd.Index(list(after), dtype="str"))
    found = changes_between(before, table)
    state = dict(before)
    for change in found.rows:
        if change.kind == "removed":
            assert state.pop(change.event_id) == change.before
        else:
            assert state.get(change.event_id, "") == change.before
            state[change.event_id] = change.after
    assert state == after


def test_every_kind_has_words() -> None:
    assert list(CHANGE_WORDS) == ["added", "removed", *(aspect.kind for aspect in ASPECTS)]


def test_a_link_made_with_other_data_says_so(shipped: Dataset) -> None:
    assert pin_notice(View(), shipped) == ""
    assert pin_notice(View(data=shipped.version), shipped) == ""
    said = pin_notice(View(data="0123456789ab"), shipped)
    assert said.startswith(f"This link was made with data version 0123456789ab; {shipped.version} is open now")
