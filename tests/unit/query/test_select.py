"""Which reports a View selects, and the four counts that always add up. Four reports, by eye."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from strikemap.query.counts import count
from strikemap.query.select import matching, select, shown
from strikemap.query.view import View

FIRST, LAST = dt.date(2020, 9, 27), dt.date(2020, 11, 10)


@pytest.fixture
def reports() -> pd.DataFrame:
    """a: 4 Oct, drone; b: 3 or 4 Oct, cluster; c: some day of October, no place; d: no date at all."""
    rows = {
        "a": ("2020-10-04", "2020-10-04", "drone", "weak", "Armenia", 46.0, "aghdam;tartar", "Azerbaijan", "tartar drone"),
        "b": ("2020-10-03", "2020-10-04", "cluster_munition", "fair", "Azerbaijan", 46.7, "nagorno-karabakh", "", "m095"),
        "c": ("2020-10-01", "2020-10-31", "not_stated", "confirmed", "Armenia", None, "tartar", "", "tartar district"),
        "d": (None, None, "drone", "weak", "not_stated", 46.7, "", "Azerbaijan", ""),
    }
    columns = ["day_first", "day_last", "weapon_category", "grade", "blamed", "lon", "region_ids", "party_only", "search"]
    frame = pd.DataFrame.from_dict(rows, orient="index", columns=columns)
    frame["target_type"] = "residential"
    return frame.assign(
        day_first=pd.to_datetime(frame["day_first"]), day_last=pd.to_datetime(frame["day_last"]),
        lon=frame["lon"].astype(float),
    )  # fmt: skip


def status(reports: pd.DataFrame, view: View) -> dict[str, str]:
    return select(reports, view, FIRST, LAST)["window_status"].astype(str).to_dict()


def test_a_span_inside_the_window_is_certain_one_that_touches_it_possible(reports: pd.DataFrame) -> None:
    view = View(first=dt.date(2020, 10, 4), last=dt.date(2020, 10, 6))
    assert status(reports, view) == {"a": "certain", "b": "possible", "c": "possible", "d": "undated"}


def test_until_a_day_has_no_first_day(reports: pd.DataFrame) -> None:
    view = View(first=dt.date(2020, 10, 4), last=dt.date(2020, 10, 4), mode="until")
    assert status(reports, view) == {"a": "certain", "b": "certain", "c": "possible", "d": "undated"}


def test_a_window_before_everything_leaves_everything_outside(reports: pd.DataFrame) -> None:
    view = View(first=dt.date(2020, 9, 1), last=dt.date(2020, 9, 2))
    assert status(reports, view) == {"a": "outside", "b": "outside", "c": "outside", "d": "undated"}


def test_counts_say_which_they_are(reports: pd.DataFrame) -> None:
    counts = count(select(reports, View(first=dt.date(2020, 10, 4), last=dt.date(2020, 10, 6)), FIRST, LAST), 4)
    assert (counts.certain, counts.possible, counts.outside, counts.undated) == (1, 2, 0, 1)
    assert (counts.total, counts.shown, counts.unplaced, counts.one_party) == (4, 3, 1, 1)


@pytest.mark.parametrize(
    ("view", "ids"),
    [
        (View(weapon=("drone",)), "ad"),
        (View(weapon=("drone", "cluster_munition")), "abd"),
        (View(weapon=("drone",), grade=("weak",), by=("Armenia",)), "a"),
        (View(region=("tartar",)), "ac"),
        (View(region=("aghdam", "nagorno-karabakh")), "ab"),
        (View(q="TARTAR"), "ac"),
        (View(q="tartar drone"), "a"),
        (View(q="t.rtar"), ""),
        (View(weapon=("air_strike",)), ""),
    ],
)
def test_filters_combine_by_and_between_parts_and_by_or_within_one(reports: pd.DataFrame, view: View, ids: str) -> None:
    assert "".join(matching(reports, view).index) == ids


def test_outside_and_undated_reports_are_not_shown(reports: pd.DataFrame) -> None:
    selected = select(reports, View(first=dt.date(2020, 10, 1), last=dt.date(2020, 10, 3)), FIRST, LAST)
    assert list(shown(selected).index) == ["b", "c"]
