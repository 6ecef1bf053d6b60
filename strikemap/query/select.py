"""Select the reports a View asks for: each filter can act, and can say itself in words (see wording)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from strikemap.query.view import View
from strikemap.query.window import CERTAIN, POSSIBLE, window_of, window_status

Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Filter:
    """One filter: the part of the View it reads, and the rows of the reports table it keeps."""

    part: str
    keep: Callable[[pd.DataFrame, View], Mask]


def _among(part: str, column: str) -> Filter:
    def keep(reports: pd.DataFrame, view: View) -> Mask:
        return np.asarray(reports[column].isin(getattr(view, part)), dtype=bool)

    return Filter(part, keep)


def _in_list(part: str, column: str) -> Filter:
    """A filter on a column that holds several values in a cell, joined by ";"."""

    def keep(reports: pd.DataFrame, view: View) -> Mask:
        wanted = frozenset(getattr(view, part))
        # few places carry many reports: decide once per distinct list
        lists = reports[column].astype("category")
        wanted_lists = [bool(wanted & set(str(ids).split(";"))) for ids in lists.cat.categories]
        codes = lists.cat.codes.to_numpy()
        return np.append(np.array(wanted_lists, dtype=bool), False)[codes]

    return Filter(part, keep)


def with_text(reports: pd.DataFrame, text: str) -> Mask:
    """Which reports a text search finds: those that have every word of it."""
    keep = np.ones(len(reports), dtype=bool)
    for word in text.casefold().split():
        keep &= reports["search"].str.contains(word, regex=False).to_numpy(dtype=bool, na_value=False)
    return keep


FILTERS: tuple[Filter, ...] = (
    _among("weapon", "weapon_category"),
    _among("by", "blamed"),
    _in_list("said", "said_by"),
    _among("target", "target_type"),
    _among("grade", "grade"),
    _in_list("region", "region_ids"),
    Filter("q", lambda reports, view: with_text(reports, view.q)),
)
"""All filters but the window; they combine by "and" between parts, by "or" within one."""


def active_filters(view: View) -> tuple[Filter, ...]:
    """The filters that a View switches on."""
    return tuple(each for each in FILTERS if getattr(view, each.part))


def matching(reports: pd.DataFrame, view: View) -> pd.DataFrame:
    """The reports that pass every filter of the View but its window, in their own order."""
    keep = np.ones(len(reports), dtype=bool)
    for each in active_filters(view):
        keep &= each.keep(reports, view)
    return reports if keep.all() else reports[keep]


def select(
    reports: pd.DataFrame, view: View, first_day: dt.date | None, last_day: dt.date | None
) -> pd.DataFrame:
    """The matching reports with a column `window_status` (certain, possible, outside or undated).

    reports : events table of strikemap.model with the columns `region_ids` and `search`.
    first_day, last_day : days of the dataset, used where the View names none.
    """
    found = matching(reports, view)
    status = window_status(found["day_first"], found["day_last"], window_of(view, first_day, last_day))
    return found.assign(window_status=status)


def shown(selected: pd.DataFrame) -> pd.DataFrame:
    """The part of a selection that a map, table or picture shows: certain or possible in the window."""
    return selected[selected["window_status"].isin([CERTAIN, POSSIBLE])]
