"""Window arithmetic holds for every span and every window."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from strikemap.query.window import CERTAIN, OUTSIDE, POSSIBLE, UNDATED, Window, window_status

days = st.dates(dt.date(2020, 9, 1), dt.date(2020, 12, 1))
spans = st.lists(st.tuples(st.none() | days, st.none() | days).filter(lambda s: None in s or s[0] <= s[1]), min_size=1)
windows = st.tuples(days, days).map(sorted).map(lambda pair: Window(*pair))


def statuses(of: list[tuple[dt.date | None, dt.date | None]], window: Window) -> np.ndarray:
    frame = pd.DataFrame(of, columns=["first", "last"]).astype("datetime64[s]")
    return window_status(frame["first"], frame["last"], window)


@given(spans, windows)
def test_every_report_has_exactly_one_status(of: list, window: Window) -> None:
    found = statuses(of, window)
    assert set(found) <= {CERTAIN, POSSIBLE, OUTSIDE, UNDATED}
    assert len(found) == len(of)
    assert [each == (None, None) for each in of] == [status == UNDATED for status in found]


@given(spans, windows, st.integers(0, 20), st.integers(0, 20))
def test_a_wider_window_shows_all_that_a_narrower_one_shows(of: list, narrow: Window, before: int, after: int) -> None:
    wide = Window(narrow.first - dt.timedelta(before), narrow.last + dt.timedelta(after))
    small, large = statuses(of, narrow), statuses(of, wide)
    assert set(large[small == CERTAIN]) <= {CERTAIN}
    assert set(large[small == POSSIBLE]) <= {CERTAIN, POSSIBLE}


@given(spans, windows)
def test_certain_means_every_possible_day_lies_in_the_window(of: list, window: Window) -> None:
    for (first, last), status in zip(of, statuses(of, window), strict=True):
        inside = first is not None and last is not None and window.first <= first and last <= window.last
        assert (status == CERTAIN) == inside


@given(spans, windows)
def test_until_shows_all_that_during_shows(of: list, window: Window) -> None:
    during, until = statuses(of, window), statuses(of, Window(None, window.last))
    assert set(until[np.isin(during, [CERTAIN, POSSIBLE])]) <= {CERTAIN, POSSIBLE}
