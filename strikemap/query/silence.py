"""Silence: days and regions whose reports no independent claimant speaks for, and what no source states.

It is absence in what was read. It is no absence of events, and it does not say that nobody was there.
"""

from __future__ import annotations

import datetime as dt
from typing import Final

import numpy as np
import pandas as pd

from strikemap.query.window import OPEN_END, OPEN_START, day_number, day_numbers

ABSENCE: Final = (
    "This is silence in what was read, not absence of events: most pages were seen only by their opening, and that no "
    "independent claimant is listed means that none was found, not that nobody was there."
)


def silence_by_day(reports: pd.DataFrame, first: dt.date, last: dt.date) -> pd.DataFrame:
    """Each day of an axis with the reports that lie certainly on it: columns day, heard, unheard.

    heard : with an independent claimant; unheard : without one. Days without any report are in it, with 0 read reports.
    """
    start, days = day_number(first), (last - first).days + 1
    day = day_numbers(reports["day_first"], OPEN_START)
    sure = (day == day_numbers(reports["day_last"], OPEN_END)) & (day >= start) & (day < start + days)
    heard = reports["independent_claimants"].to_numpy() > 0
    return pd.DataFrame(
        {
            "day": [first + dt.timedelta(days=at) for at in range(days)],
            "heard": np.bincount(day[sure & heard] - start, minlength=days),
            "unheard": np.bincount(day[sure & ~heard] - start, minlength=days),
        }
    )


def of_several_days(reports: pd.DataFrame) -> int:
    """Reports whose day is not certain, and that `silence_by_day` therefore puts on none."""
    first, last = day_numbers(reports["day_first"], OPEN_START), day_numbers(reports["day_last"], OPEN_END)
    return int((first != last).sum())


def silence_by_region(reports: pd.DataFrame) -> pd.DataFrame:
    """Regions with their reports: columns region, reports, unheard, days, silent_days; the most unheard first.

    unheard : without an independent claimant. days : days with a report that lies certainly on it; silent_days : of them, those
    without any independent claimant in that region. A place that counts with several regions counts in each, so rows must not
    be added up; reports without a region are in no row.
    """
    each = reports[["region_ids", "day_first", "day_last"]].assign(heard=reports["independent_claimants"] > 0)
    rows = each.assign(region=each["region_ids"].astype("str").str.split(";")).explode("region")
    rows = rows[(rows["region"] != "").to_numpy()]
    sure = rows[(rows["day_first"] == rows["day_last"]).to_numpy()]
    by_day = sure.groupby(["region", "day_first"])["heard"].any()
    table = rows.groupby("region").agg(reports=("heard", "size"), heard=("heard", "sum"))
    days = by_day.groupby("region").agg(["size", "sum"]).reindex(table.index, fill_value=0).astype("int64")
    table = table.assign(
        unheard=(table["reports"] - table["heard"]).astype("int64"),
        days=days["size"],
        silent_days=days["size"] - days["sum"],
    )
    order = table.reset_index().sort_values(["unheard", "region"], ascending=[False, True], ignore_index=True)
    return order[["region", "reports", "unheard", "days", "silent_days"]]


def not_stated_in(reports: pd.DataFrame) -> pd.Series:
    """Number of reports for which no source states an attribute, by attribute, most first; empty for a flat dataset."""
    if "not_stated" not in reports:
        return pd.Series(dtype="int64")
    return reports["not_stated"].explode().dropna().value_counts()
