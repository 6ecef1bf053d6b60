"""Reports over time and tolls, on tables small enough to add up by eye."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from strikemap.model.dataset import Dataset
from strikemap.query.counts import count
from strikemap.query.hedge import check_words, is_refused
from strikemap.query.reports import reports_of
from strikemap.query.select import select, shown
from strikemap.query.trends import (
    MAX_BINS,
    OTHERS,
    PARTS,
    Step,
    around,
    cumulative_of,
    folded,
    peak_of,
    peak_sentence,
    say_toll,
    toll_of,
    tolls_by_side,
    trend_of,
)
from strikemap.query.view import View
from strikemap.query.window import Window, window_status
from strikemap.query.wording import labels_of

D1, D2, D3, D7, D8, D10 = (dt.date(2020, 10, day) for day in (1, 2, 3, 7, 8, 10))
NONE = pd.Series(dtype="str")


def table_of(*rows: tuple[str, str, str], first: dt.date = D1, last: dt.date = D10) -> pd.DataFrame:
    """Reports a, b, c ... of (first day, last day, weapon); "" = not known. Selected in the window given."""
    days = [pd.to_datetime([row[at] or None for row in rows]).astype("datetime64[us]") for at in (0, 1)]
    made = pd.DataFrame(
        {"day_first": days[0], "day_last": days[1], "weapon_category": [row[2] for row in rows]},
        index=[chr(ord("a") + at) for at in range(len(rows))],
    )
    return made.assign(window_status=window_status(made["day_first"], made["day_last"], Window(first, last)))


def numbers(selected: pd.DataFrame, step: Step = "day", first: dt.date = D1, last: dt.date = D10) -> list[tuple[str, str, int, int]]:
    table = trend_of(selected, "weapon", first, last, step).table
    return [(f"{row.first:%d}", row.value, row.certain, row.possible) for row in table.itertuples()]


def test_a_report_of_one_day_is_certain_in_its_bar() -> None:
    selected = table_of(("2020-10-01", "2020-10-01", "drone"), ("2020-10-01", "2020-10-01", "drone"), ("2020-10-03", "2020-10-03", "drone"))
    assert numbers(selected) == [("01", "drone", 2, 0), ("03", "drone", 1, 0)]


def test_a_spanning_report_is_possible_in_each_day_and_counted_once() -> None:
    selected = table_of(("2020-10-01", "2020-10-03", "drone"))
    assert numbers(selected) == [("01", "drone", 0, 1), ("02", "drone", 0, 1), ("03", "drone", 0, 1)]
    trend = trend_of(selected, "weapon", D1, D10, "day")
    assert (trend.total, trend.spanning) == (1, 1)


def test_a_span_within_one_week_is_certain_of_that_week() -> None:
    assert numbers(table_of(("2020-10-01", "2020-10-03", "drone")), "week") == [("01", "drone", 1, 0)]


def test_an_open_end_reaches_to_the_end_of_the_axis() -> None:
    assert numbers(table_of(("2020-10-09", "", "drone"))) == [("09", "drone", 0, 1), ("10", "drone", 0, 1)]
    assert numbers(table_of(("", "2020-10-02", "drone"))) == [("01", "drone", 0, 1), ("02", "drone", 0, 1)]


def test_an_undated_report_is_in_no_bar_and_is_counted() -> None:
    trend = trend_of(table_of(("", "", "drone")), "weapon", D1, D10, "day")
    assert (len(trend.table), trend.total, trend.undated) == (0, 0, 1)


def test_the_last_week_is_cut_and_a_report_that_reaches_beyond_it_is_only_possible_there() -> None:
    selected = table_of(("2020-10-08", "2020-10-10", "drone"), ("2020-10-09", "2020-10-12", "drone"))
    trend = trend_of(selected, "weapon", D1, D10, "week")
    assert trend.bins == ((D1, D7), (D8, D10))
    assert numbers(selected, "week") == [("08", "drone", 1, 1)]


def test_reports_before_the_axis_are_counted_apart() -> None:
    selected = table_of(("2020-10-01", "2020-10-01", "drone"), ("2020-10-08", "2020-10-08", "drone"))
    trend = trend_of(selected, "weapon", D7, D10, "day")
    assert (int(trend.table["certain"].sum()), trend.off_axis) == (1, 1)


def test_not_stated_is_a_value_of_its_own() -> None:
    assert numbers(table_of(("2020-10-01", "2020-10-01", "not_stated"))) == [("01", "not_stated", 1, 0)]


def test_a_long_axis_gets_wider_bars() -> None:
    last = D1 + dt.timedelta(days=3_999)
    trend = trend_of(table_of(("2020-10-01", "2020-10-01", "drone"), last=last), "weapon", D1, last, "day")
    assert trend.width == 10
    assert len(trend.bins) == MAX_BINS


def test_the_rarest_values_are_put_together_and_not_stated_is_not() -> None:
    rows = [("2020-10-01", "2020-10-01", value) for value in ["a", "a", "a", "b", "b", "c", "d", "not_stated"]]
    told = folded(trend_of(table_of(*rows), "weapon", D1, D10, "day"), 4)
    assert dict(zip(told.table["value"], told.table["certain"], strict=True)) == {"a": 3, "b": 2, OTHERS: 2, "not_stated": 1}
    assert told.others == ("c", "d")


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("step", ["day", "week"])
@pytest.mark.parametrize("view", [View(), View(first=D3, last=D8), View(last=D8, mode="until"), View(weapon=("drone",))])
def test_bars_and_spanning_reports_add_up_to_what_is_counted(shipped: Dataset, part: str, step: Step, view: View) -> None:
    reports = reports_of(shipped, None)
    selected = select(reports, view, shipped.first_day, shipped.last_day)
    trend = trend_of(selected, part, view.first or shipped.first_day, view.last or shipped.last_day, step)
    assert trend.table["certain"].sum() + trend.spanning + trend.off_axis == trend.total == count(selected, len(reports)).shown


@pytest.mark.parametrize("part", PARTS)
def test_a_bar_shows_the_reports_that_its_view_selects(shipped: Dataset, part: str) -> None:
    reports = reports_of(shipped, None)
    selected = select(reports, View(), shipped.first_day, shipped.last_day)
    bars = trend_of(selected, part, shipped.first_day, shipped.last_day, "week").table
    assert len(bars)
    for row in bars.itertuples():
        view = View(first=row.first, last=row.last, **{part: (row.value,)})
        counts = count(select(reports, view, shipped.first_day, shipped.last_day), len(reports))
        assert (counts.certain, counts.possible) == (row.certain, row.possible)


def test_the_highest_bar_and_its_most_frequent_value() -> None:
    rows = [("2020-10-02", "2020-10-02", value) for value in ("drone", "drone", "tube_artillery")]
    peak = peak_of(trend_of(table_of(*rows, ("2020-10-01", "2020-10-01", "drone")), "weapon", D1, D10, "day"))
    assert peak is not None
    assert (peak.bins, peak.certain, peak.leading, peak.of_value) == (((D2, D2),), 3, ("drone",), 2)


def test_without_a_certain_report_there_is_no_highest_bar(shipped: Dataset) -> None:
    trend = trend_of(table_of(("2020-10-01", "2020-10-03", "drone")), "weapon", D1, D10, "day")
    assert peak_of(trend) is None
    assert peak_sentence(trend, labels_of(shipped)).startswith("No report lies certainly within one day")


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("step", ["day", "week"])
def test_the_sentence_of_the_page_is_no_firmer_than_its_sources(shipped: Dataset, part: str, step: Step) -> None:
    reports = reports_of(shipped, None)
    selected = select(reports, View(), shipped.first_day, shipped.last_day)
    said = peak_sentence(trend_of(selected, part, shipped.first_day, shipped.last_day, step), labels_of(shipped))
    found = [each for each in check_words(said, shipped, reports, shown(selected), View()) if each.rule != "numbers"]
    assert not is_refused(tuple(found)), found


def test_cumulative_counts_what_is_over_and_what_has_begun() -> None:
    table = cumulative_of(table_of(("2020-10-01", "2020-10-01", "drone"), ("2020-10-01", "2020-10-03", "drone")), D1, D3, "day")
    assert list(zip(table["certain"], table["possible"], strict=True)) == [(1, 1), (1, 1), (2, 0)]


def test_a_report_that_may_lie_before_the_window_is_never_certain_in_it() -> None:
    table = cumulative_of(table_of(("2020-10-01", "2020-10-03", "drone"), first=D2), D2, D10, "day")
    assert list(zip(table["certain"], table["possible"], strict=True))[-1] == (0, 1)


def test_before_and_after_leave_the_day_itself_out() -> None:
    rows = [("2020-10-01", "2020-10-01"), ("2020-10-02", "2020-10-02"), ("2020-10-03", "2020-10-03"), ("2020-10-01", "2020-10-03"), ("", "")]
    found = around(table_of(*((*row, "drone") for row in rows)), [(D2, "truce")], 3)[0]
    assert (found.certain_before, found.possible_before, found.certain_after, found.possible_after) == (1, 1, 1, 1)


def tolls(*rows: tuple[int | None, int | None]) -> pd.DataFrame:
    """Reports a, b, c ... with (least, greatest) killed."""
    return pd.DataFrame(
        {"killed_min": pd.array([row[0] for row in rows], dtype="Int64"), "killed_max": pd.array([row[1] for row in rows], dtype="Int64")},
        index=[chr(ord("a") + at) for at in range(len(rows))],
    )


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([(1, 2), (3, 3)], "4\N{EN DASH}5"),
        ([(None, None)], "not stated"),
        ([(0, 0)], "0"),
        ([(40, None)], "at least 40"),
        ([(40, None), (1, 3)], "41 to 43 or more"),
        ([(None, 4)], "up to 4"),
        ([(None, 4), (1, 1)], "1\N{EN DASH}5"),
    ],
)
def test_a_toll_is_a_range_and_a_blank_is_never_0(rows: list[tuple[int | None, int | None]], words: str) -> None:
    assert say_toll(toll_of(tolls(*rows), NONE, "killed")) == words


def test_what_is_not_stated_is_counted() -> None:
    toll = toll_of(tolls((1, 2), (None, None), (None, None)), NONE, "killed")
    assert (toll.stated, toll.unknown) == (1, 2)


def test_reports_of_one_attack_are_added_once() -> None:
    toll = toll_of(tolls((14, 21), (2, 2), (5, 5)), pd.Series({"a": "x", "b": "x"}), "killed")
    assert (toll.least, toll.most, toll.stated, toll.merged) == (19, 26, 2, 1)


def test_one_open_end_opens_the_attack() -> None:
    toll = toll_of(tolls((40, None), (21, 26)), pd.Series({"a": "x", "b": "x"}), "killed")
    assert (toll.least, toll.open_top, say_toll(toll)) == (40, 1, "at least 40")


def test_an_unknown_kind_of_harm_is_refused() -> None:
    with pytest.raises(ValueError, match="is none of"):
        toll_of(tolls((1, 1)), NONE, "sadness")


def test_the_two_reports_of_barda_on_28_october_count_as_one_attack(shipped: Dataset) -> None:
    reports = reports_of(shipped, None)
    barda = reports[reports.index.str.startswith("2020-10-28-barda")]
    attack_of = shipped.attacks.set_index("event_id")["attack_id"]
    killed = dict(tolls_by_side(barda, attack_of))
    toll = next(toll for side, toll in tolls_by_side(barda, attack_of) if toll.kind == "killed")
    assert (len(barda), toll.stated, toll.merged, toll.least, toll.most) == (2, 1, 1, 14, 21)
    assert set(killed) == {"Armenia"}


def test_the_cluster_attack_on_stepanakert_is_one_attack_as_the_facts_have_it(shipped: Dataset, shared: object) -> None:
    linked = pd.read_csv(f"{shared}/facts/known_on.csv").iloc[0]
    own = shipped.attacks.loc[shipped.attacks["attack_id"] == "stepanakert-2020-10-03", "event_id"]
    assert set(own) == {linked["event_id"], *linked["linked_event_ids"].split(";")}


def test_a_million_reports_fold_into_bars_without_a_loop_over_them(scattered: Callable[[int], pd.DataFrame]) -> None:
    trend = trend_of(scattered(200_000), "weapon", D1, D10, "day")
    assert trend.table["certain"].sum() + trend.spanning + trend.off_axis == 200_000


@pytest.fixture
def scattered() -> Callable[[int], pd.DataFrame]:
    def make(size: int) -> pd.DataFrame:
        random = np.random.default_rng(1)
        first = np.datetime64("2020-10-01") + random.integers(0, 10, size)
        last = np.minimum(first + random.integers(0, 2, size), np.datetime64("2020-10-10"))
        days = [pd.Series(each.astype("datetime64[us]")) for each in (first, last)]
        table = pd.DataFrame({"day_first": days[0], "day_last": days[1], "weapon_category": random.choice(["drone", "air_strike"], size)})
        return table.assign(window_status=window_status(table["day_first"], table["day_last"], Window(D1, D10)))

    return make
