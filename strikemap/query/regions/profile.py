"""The profile of one region: its reports in the days of a View, by weapon, grade and side blamed, and what they rest on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from strikemap.query.regions.placing import ROW, Placed
from strikemap.query.select import shown
from strikemap.query.trends import TOLL_ORDER, Toll, toll_of
from strikemap.query.window import CERTAIN

PARTS: Final = {"weapon": "weapon_category", "grade": "grade", "by": "blamed"}
"""What the reports of a region are told apart by: the part of the View, and its column."""


@dataclass(frozen=True)
class Profile:
    """Reports of one region in the window.

    reports : certain and possible ones, in the order of their days. certain, possible : their ids. parts : for each of PARTS, the
    ids by value, the most frequent first. tolls : of the reports that are certain, with what nobody states. heard : ids of reports
    for which an independent claimant speaks.
    """

    reports: pd.DataFrame
    certain: tuple[str, ...]
    possible: tuple[str, ...]
    near_border: tuple[str, ...]
    parts: dict[str, dict[str, tuple[str, ...]]]
    tolls: tuple[Toll, ...]
    heard: tuple[str, ...]


def profile_of(selected: pd.DataFrame, placed: Placed, region_id: str, attack_of: pd.Series) -> Profile:
    """The profile of a region. selected : from `select`, of numbered reports; attack_of : event_id to attack_id, so that no toll is added twice."""
    on = shown(selected)
    pairs = placed.pairs[(placed.pairs["region_id"] == region_id).to_numpy()]
    of_region, surely = np.zeros(placed.size, dtype=bool), np.zeros(placed.size, dtype=bool)
    of_region[pairs[ROW]] = True
    surely[pairs.loc[pairs["sure"], ROW]] = True
    own = on[of_region[on[ROW].to_numpy()]].sort_values(["day_first", "day_last"], kind="stable")
    sure = surely[own[ROW].to_numpy()]
    certain = sure & (own["window_status"] == CERTAIN).to_numpy()
    return Profile(
        reports=own,
        certain=_ids(own[certain]),
        possible=_ids(own[~certain]),
        near_border=_ids(own[~sure]),
        parts={part: _by_value(own, column) for part, column in PARTS.items()},
        tolls=tuple(toll_of(own[certain], attack_of, kind) for kind in TOLL_ORDER),
        heard=_ids(own[(own["independent_claimants"] > 0).to_numpy(dtype=bool)]),
    )


def _by_value(reports: pd.DataFrame, column: str) -> dict[str, tuple[str, ...]]:
    values = reports[column].astype("str")
    return {str(value): _ids(reports[(values == value).to_numpy()]) for value in values.value_counts().index}


def _ids(reports: pd.DataFrame) -> tuple[str, ...]:
    return tuple(str(each) for each in reports.index)
