"""Window arithmetic: which reports lie certainly, possibly or not at all between two local days."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from strikemap.query.view import View

CERTAIN, POSSIBLE, OUTSIDE, UNDATED = "certain", "possible", "outside", "undated"
STATUSES = (CERTAIN, POSSIBLE, OUTSIDE, UNDATED)

OPEN_START = np.int64(-(2**40))
OPEN_END = np.int64(2**40)
"""Day numbers that stand for "no first day known" and "no last day known"; far outside any calendar."""

Days = NDArray[np.int64]


@dataclass(frozen=True)
class Window:
    """Days [first, last], both included; None = open on that side."""

    first: dt.date | None
    last: dt.date | None


def window_of(view: View, first_day: dt.date | None, last_day: dt.date | None) -> Window:
    """The window a View asks for, given the first and last day of its dataset (None = the dataset has no dates)."""
    last = view.last or last_day
    return Window(None, last) if view.mode == "until" else Window(view.first or first_day, last)


def day_number(day: dt.date) -> int:
    """Days since 1 Jan 1970, a plain count: no clock and no time zone take part."""
    return day.toordinal() - dt.date(1970, 1, 1).toordinal()


def day_numbers(days: pd.Series, missing: np.int64) -> Days:
    """A column of naive midnights as day numbers; missing days become `missing`."""
    values = days.to_numpy(dtype="datetime64[D]")
    return np.where(np.isnat(values), missing, values.astype(np.int64))


def window_status(day_first: pd.Series, day_last: pd.Series, window: Window) -> pd.Categorical[str]:
    """The status of each span of days in a window.

    certain: day_first >= window.first and day_last <= window.last; possible: the spans touch otherwise;
    outside: they do not touch; undated: neither end of the span is known.
    Returns one of STATUSES per row; certain + possible + outside + undated = rows, always.
    """
    first, last = day_numbers(day_first, OPEN_START), day_numbers(day_last, OPEN_END)
    low = OPEN_START if window.first is None else np.int64(day_number(window.first))
    high = OPEN_END if window.last is None else np.int64(day_number(window.last))
    undated = (first == OPEN_START) & (last == OPEN_END)
    certain = (first >= low) & (last <= high)
    touching = (first <= high) & (last >= low)
    status = np.full(len(first), STATUSES.index(OUTSIDE), dtype=np.int8)
    status[touching] = STATUSES.index(POSSIBLE)
    status[certain] = STATUSES.index(CERTAIN)
    status[undated] = STATUSES.index(UNDATED)
    return pd.Categorical.from_codes(status, categories=pd.Index(STATUSES))
