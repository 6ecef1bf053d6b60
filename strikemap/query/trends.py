"""Reports over time: per day or week and kind, certain and possible apart, and the tolls as ranges that nothing is added to twice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from strikemap.model.vocabulary import HARM
from strikemap.query.select import shown
from strikemap.query.window import OPEN_END, OPEN_START, UNDATED, day_number, day_numbers

Step = Literal["day", "week"]
STEP_DAYS: Final[dict[Step, int]] = {"day": 1, "week": 7}

PARTS: Final[dict[str, str]] = {
    "grade": "grade", "weapon": "weapon_category", "target": "target_type", "by": "blamed",
}  # fmt: skip
"""What reports can be told apart by: the part of the View, and its column of the reports table."""



@dataclass(frozen=True)
class Trend:
    """Reports of a selection by bin and value.

    table : columns `first`, `last` (days of the bin), `value`, `certain`, `possible`; one row per bin and value that occurs.
    A report whose whole span lies in one bin is certain there; one whose span touches several is possible in each of them, so
    possible numbers must not be added up: `spanning` counts these reports once. undated : matching reports without any day;
    they are in no bin. total : reports certain or possible in the View's window.
    """

    table: pd.DataFrame
    step: Step
    total: int
    spanning: int
    undated: int


def trend_of(selected: pd.DataFrame, part: str, first: dt.date, last: dt.date, step: Step) -> Trend:
    """Count the reports shown per bin and value of one part.

    selected : made by `select`, with `window_status`. part : a key of PARTS. first, last : days of the axis, both included;
    what lies before or after it is counted at no bin.
    """
    seen = shown(selected)
    bins = _bins(first, last, step)
    start, width = day_number(first), STEP_DAYS[step]
    low, high = _span(seen, start, width, len(bins))
    values = seen[PARTS[part]].astype("category").cat
    codes, names = values.codes.to_numpy().astype(np.int64), [str(each) for each in values.categories]
    certain, possible = _counted(low, high, codes, len(names), len(bins))
    rows = np.argwhere((certain + possible) > 0)
    table = pd.DataFrame(
        {
            "first": [bins[at][0] for at, _ in rows],
            "last": [bins[at][1] for at, _ in rows],
            "value": [names[code] for _, code in rows],
            "certain": [int(certain[at, code]) for at, code in rows],
            "possible": [int(possible[at, code]) for at, code in rows],
        }
    )
    undated = int((selected["window_status"] == UNDATED).sum())
    return Trend(table, step, len(seen), int((low != high).sum()), undated)


def cumulative_of(selected: pd.DataFrame, first: dt.date, last: dt.date, step: Step) -> pd.DataFrame:
    """Reports up to the end of each bin: columns `last`, `certain` (over by then) and `possible` (begun by then, not over)."""
    seen = shown(selected)
    bins = _bins(first, last, step)
    ends = np.array([day_number(end) for _, end in bins])
    begun = np.searchsorted(np.sort(day_numbers(seen["day_first"], OPEN_START)), ends, side="right")
    over = np.searchsorted(np.sort(day_numbers(seen["day_last"], OPEN_END)), ends, side="right")
    return pd.DataFrame({"last": [end for _, end in bins], "certain": over, "possible": begun - over})


@dataclass(frozen=True)
class Toll:
    """People of one kind in a set of reports: a range over what is stated, never a sum over what is not.

    least : sum of the lowest figures; most : sum of the highest ones. stated : attacks with a figure; open_top : of them, those
    without a highest one ("at least 40"), so that `most` is no limit; unknown : attacks of which nobody states a figure.
    merged : reports that are parts of one attack with another one and were not added a second time.
    """

    kind: str
    least: int
    most: int
    stated: int
    open_top: int
    unknown: int
    merged: int


def toll_of(reports: pd.DataFrame, attack_of: pd.Series, kind: str) -> Toll:
    """The toll of the reports given (index event_id). kind : killed, injured or civilian_killed.

    attack_of : event_id to attack_id for reports that are parts of one attack; others stand for themselves. Of the records of
    one attack the lowest figure that all allow and the highest that any names are taken, once.
    """
    if kind not in HARM:
        raise ValueError(f"{kind!r} is none of {', '.join(HARM)}")
    attack = reports.index.to_series().map(attack_of).fillna(reports.index.to_series())
    grouped = reports[[f"{kind}_min", f"{kind}_max"]].astype("Float64").groupby(attack.to_numpy())
    least, most = grouped[f"{kind}_min"].max(), grouped[f"{kind}_max"].max()
    any_figure = least.notna() | most.notna()
    return Toll(
        kind=kind,
        least=int(least.sum()),
        most=int(most.fillna(least).sum()),
        stated=int(any_figure.sum()),
        open_top=int((any_figure & most.isna()).sum()),
        unknown=int((~any_figure).sum()),
        merged=len(reports) - len(least),
    )


@dataclass(frozen=True)
class Around:
    """Reports before and after a turning point, over as many days on either side. Its own day belongs to neither."""

    day: dt.date
    label: str
    days: int
    certain_before: int
    possible_before: int
    certain_after: int
    possible_after: int


def around(selected: pd.DataFrame, turns: Sequence[tuple[dt.date, str]], days: int) -> list[Around]:
    """Count the reports shown in the days before and after each turning point.

    A report is certain on a side when its whole span lies there, possible when its span only touches it.
    """
    seen = shown(selected)
    low, high = day_numbers(seen["day_first"], OPEN_START), day_numbers(seen["day_last"], OPEN_END)
    found = []
    for day, label in turns:
        at = day_number(day)
        before, after = _inside(low, high, at - days, at - 1), _inside(low, high, at + 1, at + days)
        found.append(Around(day, label, days, *before, *after))
    return found


def _inside(low: NDArray[np.int64], high: NDArray[np.int64], start: int, end: int) -> tuple[int, int]:
    certain = (low >= start) & (high <= end)
    touching = (low <= end) & (high >= start)
    return int(certain.sum()), int((touching & ~certain).sum())


def _bins(first: dt.date, last: dt.date, step: Step) -> list[tuple[dt.date, dt.date]]:
    width = STEP_DAYS[step]
    number = -(-((last - first).days + 1) // width)
    starts = [first + dt.timedelta(days=width * at) for at in range(number)]
    return [(start, min(last, start + dt.timedelta(days=width - 1))) for start in starts]


def _span(seen: pd.DataFrame, start: int, width: int, bins: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """First and last bin that each report may lie in; an open end reaches to the end of the axis."""
    first, last = day_numbers(seen["day_first"], OPEN_START), day_numbers(seen["day_last"], OPEN_END)
    low = np.where(first == OPEN_START, -1, np.floor_divide(first - start, width))
    high = np.where(last == OPEN_END, bins, np.floor_divide(last - start, width))
    return low, high


def _counted(
    low: NDArray[np.int64], high: NDArray[np.int64], codes: NDArray[np.int64], values: int, bins: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Certain and possible reports, each of shape (bins, values)."""
    sure = (low == high) & (low >= 0) & (low < bins)
    certain = np.bincount(low[sure] * values + codes[sure], minlength=bins * values).reshape(bins, values)
    wide = (low != high) & (high >= 0) & (low < bins)
    begin, end, own = np.clip(low[wide], 0, bins - 1), np.clip(high[wide], 0, bins - 1), codes[wide]
    steps = np.zeros((bins + 1, values), dtype=np.int64)
    np.add.at(steps, (begin, own), 1)
    np.add.at(steps, (end + 1, own), -1)
    return certain, np.cumsum(steps, axis=0)[:bins]
