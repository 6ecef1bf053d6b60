"""Reports over time: per day or week and kind, certain and possible apart, and the tolls as ranges that nothing is added to twice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from strikemap.model.dates import say_days
from strikemap.model.vocabulary import HARM, NOT_STATED
from strikemap.query.select import shown
from strikemap.query.window import CERTAIN, OPEN_END, OPEN_START, UNDATED, day_number, day_numbers
from strikemap.query.wording import Labels, say_range

Step = Literal["day", "week"]
STEP_DAYS: Final[dict[Step, int]] = {"day": 1, "week": 7}

MAX_BINS: Final = 400
"""Most bins of a chart: a bar narrower than two pixels cannot be read."""

PARTS: Final[dict[str, str]] = {
    "weapon": "weapon_category", "target": "target_type", "by": "blamed", "grade": "grade",
}  # fmt: skip
"""What reports can be told apart by: the part of the View, and its column of the reports table."""

PHRASES: Final[dict[str, str]] = {
    "weapon": "with {}", "target": "on {}", "by": "for which {} is blamed", "grade": "graded {}",
}  # fmt: skip
"""How a value is said of reports; the words of the dataset are made for these."""

OTHERS: Final = "other_values"
"""Stands in a folded trend for the values that are too rare to be told apart in a chart."""

MANY_DAYS: Final = 3
"""Days of the most reports that are named one by one; more are counted."""

Bin = tuple[dt.date, dt.date]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Trend:
    """Reports of a selection by bin and value.

    table : columns `first`, `last` (days of the bin), `value`, `certain`, `possible`; one row per bin and value that occurs.
    A report whose whole span lies in one bin is certain there; one whose span touches several, or reaches beyond the axis, is
    possible in each bin it touches, so possible numbers must not be added up over bins: `spanning` counts these reports once.
    bins : first and last day of every bin; the last one may be cut short. width : days of a whole bin. total : reports
    certain or possible in the View's window. off_axis : of them, those wholly before or after the axis. undated : matching
    reports without any day; they are in no bin. others : the values that OTHERS stands for.
    """

    table: pd.DataFrame
    part: str
    bins: tuple[Bin, ...]
    width: int
    total: int
    spanning: int
    off_axis: int
    undated: int
    others: tuple[str, ...] = ()


def trend_of(selected: pd.DataFrame, part: str, first: dt.date, last: dt.date, step: Step) -> Trend:
    """Count the reports shown per bin and value of one part.

    selected : made by `select`, with `window_status`. part : a key of PARTS. first, last : days of the axis, both included.
    """
    seen = shown(selected[[*_SPAN, PARTS[part]]])
    bins, width = _bins(first, last, step)
    low, high = _span(seen, first, last, width)
    values = seen[PARTS[part]].astype("category").cat
    codes, names = values.codes.to_numpy().astype(np.int64), [str(each) for each in values.categories]
    certain, possible = _counted(low, high, codes, len(names), len(bins))
    at, code = np.nonzero(certain + possible)
    table = pd.DataFrame(
        {
            "first": [bins[each][0] for each in at],
            "last": [bins[each][1] for each in at],
            "value": [names[each] for each in code],
            "certain": certain[at, code],
            "possible": possible[at, code],
        }
    )
    off = (high < 0) | (low >= len(bins))
    return Trend(
        table=table, part=part, bins=tuple(bins), width=width, total=len(seen), spanning=int(((low != high) & ~off).sum()),
        off_axis=int(off.sum()), undated=int((selected["window_status"] == UNDATED).sum()),
    )  # fmt: skip


def folded(trend: Trend, most: int) -> Trend:
    """The same numbers with at most so many values: the rarest ones are put together as OTHERS, "not stated" never is."""
    weight = trend.table.groupby("value")["certain"].sum().sort_values(ascending=False, kind="stable")
    stated = [str(value) for value in weight.index if value != NOT_STATED]
    room = most - (NOT_STATED in weight.index)
    if len(stated) <= room:
        return trend
    rare = stated[room - 1 :]
    table = trend.table.assign(value=trend.table["value"].where(~trend.table["value"].isin(rare), OTHERS))
    summed = table.groupby(["first", "last", "value"], as_index=False, sort=True)[["certain", "possible"]].sum()
    return replace(trend, table=summed, others=tuple(sorted(rare)))


@dataclass(frozen=True)
class Peak:
    """The bins in which most reports certainly lie: how many in each, and of the first the most frequent values."""

    bins: tuple[Bin, ...]
    certain: int
    leading: tuple[str, ...]
    of_value: int


def peak_of(trend: Trend) -> Peak | None:
    """The highest certain bin, or None where no report certainly lies in one."""
    by_bin = trend.table.groupby(["first", "last"], sort=True)["certain"].sum()
    if by_bin.empty or by_bin.max() == 0:
        return None
    highest = [(first, last) for first, last in by_bin.index[by_bin == by_bin.max()]]
    own = trend.table[trend.table["first"] == highest[0][0]]
    most = int(own["certain"].max())
    return Peak(tuple(highest), int(by_bin.max()), tuple(own.loc[own["certain"] == most, "value"]), most)


def peak_sentence(trend: Trend, labels: Labels) -> str:
    """When was most reported, and of what: the days, how many reports certainly lie on them, the most frequent value, and n."""
    peak, n = peak_of(trend), f"n{_THIN}={_THIN}{trend.total:,}"
    if peak is None:
        return f"No report lies certainly within one {_bin_word(trend)} ({n})."
    days = [say_days(*each) for each in peak.bins[:MANY_DAYS]]
    more = len(peak.bins) - len(days)
    when = _listed([*days, f"{more} more"] if more else days)
    number = f"{peak.certain:,} {'report' if peak.certain == 1 else 'reports'}" + (" each" if len(peak.bins) > 1 else "")
    start = f"Most was reported for {when}: {number} certainly of {'that' if len(peak.bins) == 1 else 'each such'} {_bin_word(trend)}"
    if len(peak.bins) == 1:
        phrases = [PHRASES[trend.part].format(labels.of(trend.part, each)) for each in peak.leading]
        first, *rest = phrases
        some = _listed([f"{peak.of_value:,} of them {first}", *(f"{peak.of_value:,} {each}" for each in rest)])
        start += f", {some}" if peak.of_value < peak.certain else f", all of them {first}"
    return f"{start} ({n}; {_apart(trend)})."


_THIN: Final = "\N{NO-BREAK SPACE}"
_SPAN: Final = ["day_first", "day_last", "window_status"]


def _apart(trend: Trend) -> str:
    """The reports that lie in no single bin, each counted once."""
    parts = [f"{trend.spanning:,} may lie in more than one {_bin_word(trend)} and stand apart as possible"]
    if trend.off_axis:
        parts.append(f"{trend.off_axis:,} lie before or after these days")
    if trend.undated:
        parts.append(f"{trend.undated:,} without a day are in no bar")
    return "; ".join(parts)


def _bin_word(trend: Trend) -> str:
    return {1: "day", STEP_DAYS["week"]: "week"}.get(trend.width, f"span of {trend.width} days")


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def cumulative_of(selected: pd.DataFrame, first: dt.date, last: dt.date, step: Step) -> pd.DataFrame:
    """Reports up to the end of each bin: columns `last`, `certain` (over by then) and `possible` (begun by then, perhaps not over).

    A report that is only possible in the View's window is never certain here. For one end of a bin each report is counted
    once, so certain and certain + possible are the least and the most that had happened by then.
    """
    seen = shown(selected[_SPAN])
    sure = seen[seen["window_status"] == CERTAIN]
    bins, _ = _bins(first, last, step)
    ends = np.array([day_number(end) for _, end in bins])
    begun = np.searchsorted(np.sort(day_numbers(seen["day_first"], OPEN_START)), ends, side="right")
    over = np.searchsorted(np.sort(day_numbers(sure["day_last"], OPEN_END)), ends, side="right")
    return pd.DataFrame({"last": [end for _, end in bins], "certain": over, "possible": begun - over})


@dataclass(frozen=True)
class Toll:
    """People of one kind in a set of reports: a range over what is stated, never a sum over what is not.

    least : sum of the lowest figures; most : sum of the highest ones. stated : attacks with a figure; open_top : of them, those
    without a highest one ("at least 40"), so that `most` is no limit; open_low : those without a lowest one ("up to 4"),
    which add nothing to `least`. unknown : attacks of which nobody states a figure. merged : reports that are parts of one
    attack with another one and were not added a second time.
    """

    kind: str
    least: int
    most: int
    stated: int
    open_top: int
    open_low: int
    unknown: int
    merged: int


def toll_of(reports: pd.DataFrame, attack_of: pd.Series, kind: str) -> Toll:
    """The toll of the reports given (index event_id). kind : killed, injured or civilian_killed.

    attack_of : event_id to attack_id for reports that are parts of one attack; others stand for themselves. Of the records of
    one attack the lowest figure that all allow and the highest that any names are taken, once; one open end opens it.
    """
    if kind not in HARM:
        raise ValueError(f"{kind!r} is none of {', '.join(HARM)}")
    figures = pd.DataFrame(
        {end: reports[f"{kind}_{end}"].to_numpy(dtype="float64", na_value=np.nan) for end in ("min", "max")}, index=reports.index
    )
    figures["open"] = figures["min"].notna() & figures["max"].isna()
    part = figures.index.isin(attack_of.index)
    joined = figures[part].groupby(attack_of.reindex(figures.index[part]).to_numpy()).agg({"min": "max", "max": "max", "open": "any"})
    attacks = pd.concat([figures[~part], joined])
    least, most = attacks["min"], attacks["max"].where(~attacks["open"].astype(bool))
    named = attacks[["min", "max"]].max(axis=1)
    stated = named.notna()
    return Toll(
        kind=kind,
        least=int(least.sum()),
        most=int(named.sum()),
        stated=int(stated.sum()),
        open_top=int((stated & most.isna()).sum()),
        open_low=int((stated & least.isna()).sum()),
        unknown=int((~stated).sum()),
        merged=len(figures) - len(attacks),
    )


def tolls_by_side(reports: pd.DataFrame, attack_of: pd.Series) -> list[tuple[str, Toll]]:
    """The tolls of each kind for each side blamed, in the order of HARM and then of the number of reports."""
    sides = [str(each) for each in reports["blamed"].value_counts().index]
    of_side = {side: reports[(reports["blamed"] == side).to_numpy()] for side in sides}
    return [(side, toll_of(of_side[side], attack_of, kind)) for kind in TOLL_ORDER for side in sides if len(of_side[side])]


TOLL_ORDER: Final = ("killed", "civilian_killed", "injured")
TOLL_WORDS: Final = {"killed": "killed", "civilian_killed": "civilians killed", "injured": "injured"}

NO_TOTALS: Final = (
    "These are sums over the reports shown that state a figure. They are not totals of the war: many deaths are in no report,"
    " and what nobody states is not counted as 0."
)


def say_toll(toll: Toll) -> str:
    """The range in words: "93-104", "at least 40", "40 to 61 or more", "up to 4", "not stated"."""
    if not toll.stated:
        return "not stated"
    if toll.open_top:
        return f"at least {toll.least:,}" if toll.most == toll.least else f"{toll.least:,} to {toll.most:,} or more"
    return str(say_range(pd.NA if toll.open_low == toll.stated else toll.least, toll.most))


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

    @property
    def before(self) -> Bin:
        """First and last day of the days before."""
        return self.day - dt.timedelta(days=self.days), self.day - dt.timedelta(days=1)

    @property
    def after(self) -> Bin:
        """First and last day of the days after."""
        return self.day + dt.timedelta(days=1), self.day + dt.timedelta(days=self.days)


def around(reports: pd.DataFrame, turns: Sequence[tuple[dt.date, str]], days: int) -> list[Around]:
    """Count reports in the days before and after each turning point.

    reports : made by `select.matching`, of all days: a window that cuts one side off would make it look quiet. A report is
    certain on a side when its whole span lies there, possible when its span only touches it; undated ones are in neither.
    """
    low, high = day_numbers(reports["day_first"], OPEN_START), day_numbers(reports["day_last"], OPEN_END)
    dated = (low != OPEN_START) | (high != OPEN_END)
    low, high = low[dated], high[dated]
    found = []
    for day, label in turns:
        at = day_number(day)
        before, after = _inside(low, high, at - days, at - 1), _inside(low, high, at + 1, at + days)
        found.append(Around(day, label, days, *before, *after))
    return found


def _inside(low: Ints, high: Ints, start: int, end: int) -> tuple[int, int]:
    certain = (low >= start) & (high <= end)
    touching = (low <= end) & (high >= start)
    return int(certain.sum()), int((touching & ~certain).sum())


def _bins(first: dt.date, last: dt.date, step: Step) -> tuple[list[Bin], int]:
    """The bins of an axis and the days of a whole one, which grows where there would be too many to be read."""
    days = (last - first).days + 1
    width = max(STEP_DAYS[step], -(-days // MAX_BINS))
    starts = [first + dt.timedelta(days=width * at) for at in range(-(-days // width))]
    return [(start, min(last, start + dt.timedelta(days=width - 1))) for start in starts], width


def _span(seen: pd.DataFrame, axis_first: dt.date, axis_last: dt.date, width: int) -> tuple[Ints, Ints]:
    """First and last bin that each report may lie in; -1 before the axis, the number of bins after its last day."""
    start, days = day_number(axis_first), (axis_last - axis_first).days + 1
    bins = -(-days // width)
    first, last = day_numbers(seen["day_first"], OPEN_START) - start, day_numbers(seen["day_last"], OPEN_END) - start

    def bin_of(day: Ints) -> Ints:
        return np.where(day < 0, -1, np.where(day >= days, bins, day // width))

    return bin_of(first), bin_of(last)


def _counted(low: Ints, high: Ints, codes: Ints, values: int, bins: int) -> tuple[Ints, Ints]:
    """Certain and possible reports, each of shape (bins, values)."""
    sure = (low == high) & (low >= 0) & (low < bins)
    certain = np.bincount(low[sure] * values + codes[sure], minlength=bins * values).reshape(bins, values)
    wide = (low != high) & (high >= 0) & (low < bins)
    begin, end, own = np.clip(low[wide], 0, bins - 1), np.clip(high[wide], 0, bins - 1), codes[wide]
    size = (bins + 1) * values
    steps = np.bincount(begin * values + own, minlength=size) - np.bincount((end + 1) * values + own, minlength=size)
    return certain, np.cumsum(steps.reshape(bins + 1, values), axis=0)[:bins]
