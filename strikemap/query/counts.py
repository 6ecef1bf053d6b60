"""Count a selection: every number on the screen says which of the counts it is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from strikemap.query.select import shown
from strikemap.query.window import CERTAIN, OUTSIDE, POSSIBLE, UNDATED


@dataclass(frozen=True)
class Counts:
    """Reports of a selection by their place in the window, and what the shown ones rest on.

    certain + possible + outside + undated = total. `unplaced` of the shown reports have no place and so no mark;
    `one_party` of them rest on the officials of one party alone; `in_dataset` counts all reports before any filter.
    """

    certain: int
    possible: int
    outside: int
    undated: int
    unplaced: int
    one_party: int
    in_dataset: int

    @property
    def total(self) -> int:
        """Reports that match the filters, whenever they happened."""
        return self.certain + self.possible + self.outside + self.undated

    @property
    def shown(self) -> int:
        """Reports on the screen: certain or possible in the window."""
        return self.certain + self.possible


def count(selected: pd.DataFrame, in_dataset: int) -> Counts:
    """Count a selection made by `select`; in_dataset is the number of reports before any filter."""
    by_status = selected["window_status"].value_counts()
    on_screen = shown(selected[["window_status", "lon", "party_only"]])
    return Counts(
        certain=int(by_status[CERTAIN]),
        possible=int(by_status[POSSIBLE]),
        outside=int(by_status[OUTSIDE]),
        undated=int(by_status[UNDATED]),
        unplaced=int(np.isnan(on_screen["lon"].to_numpy(dtype=float)).sum()),
        one_party=int((on_screen["party_only"] != "").sum()),
        in_dataset=in_dataset,
    )
