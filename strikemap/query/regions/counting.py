"""The numbers of each region in the window of a View: certain and possible reports, per 100,000 people, the share of a weapon."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
import pandas as pd

from strikemap.model.dates import say_date
from strikemap.query.regions.outlines import Regions
from strikemap.query.regions.placing import COARSE, OUTSIDE, ROW, UNPLACED, Placed
from strikemap.query.select import shown
from strikemap.query.window import CERTAIN
from strikemap.query.wording import Labels, say_range

Measure = Literal["count", "rate", "share"]
MEASURES: Final[dict[Measure, str]] = {"count": "Reports", "rate": "Per 100,000 people", "share": "Share of a weapon"}

PER: Final = 100_000

FEW: Final = 5
"""Reports below which a share says nothing."""

CLASSES: Final = 5
"""Classes of the colour scale: more cannot be told apart in a small region."""

SHARE_BREAKS: Final = (0.0, 0.2, 0.4, 0.6, 0.8)
"""Lower ends of the classes of a share."""

NAMED: Final = 8
"""Regions named one by one in the first sentence; of more, the first few."""

NAMED_OF_MORE: Final = 3

_ROUND: Final = (1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)
"""Numbers that a scale may begin a class with, times a power of ten."""


def states_of_pairs(selected: pd.DataFrame, placed: Placed) -> pd.DataFrame:
    """The pairs of a report shown and a region it lies in: row, region_id, certain (of these days and of this region).

    selected : from `select`, of reports that were `numbered`; `placed` is of these reports.
    """
    on = shown(selected[[ROW, "window_status"]])
    seen, inside = np.zeros(placed.size, dtype=bool), np.zeros(placed.size, dtype=bool)
    seen[on[ROW].to_numpy()] = True
    inside[on[ROW].to_numpy()[(on["window_status"] == CERTAIN).to_numpy()]] = True
    pairs = placed.pairs[seen[placed.pairs[ROW].to_numpy()]]
    own: pd.DataFrame = pairs[[ROW, "region_id"]]
    return own.assign(certain=pairs["sure"].to_numpy() & inside[pairs[ROW].to_numpy()])


def count_regions(selected: pd.DataFrame, placed: Placed, regions: Regions, weapon: str) -> pd.DataFrame:
    """Reports of each region, the most first; regions without any report are left out.

    selected : as in `states_of_pairs`. Columns: region_id, name, certain (certainly in the window and in the region), possible,
    of_weapon (of the certain ones, those reported with that weapon).
    """
    found = states_of_pairs(selected, placed)
    with_weapon = np.zeros(placed.size, dtype=bool)
    with_weapon[selected[ROW].to_numpy()[(selected["weapon_category"] == weapon).to_numpy()]] = True
    code, certain = found["region_id"].cat.codes.to_numpy(), found["certain"].to_numpy()
    ids = list(found["region_id"].cat.categories)
    of_weapon = certain & with_weapon[found[ROW].to_numpy()]
    numbers = {name: np.bincount(code[mask], minlength=len(ids)) for name, mask in (("certain", certain), ("possible", ~certain), ("of_weapon", of_weapon))}
    counts = pd.DataFrame({"region_id": ids, "name": [regions.names[each] for each in ids], **numbers})
    counts = counts[counts["certain"] + counts["possible"] > 0]
    return counts.sort_values(["certain", "possible", "name"], ascending=[False, False, True], ignore_index=True)


def with_people(counted: pd.DataFrame, populations: pd.DataFrame) -> pd.DataFrame:
    """The counts with `people` (missing where none is sourced), `rate` and `rate_most` per 100,000, the latter with possible ones."""
    people = counted["region_id"].map(populations.set_index("region_id")["people"]).astype("Int64")
    people = people.mask(people == 0)
    per = PER / people.astype("Float64")
    return counted.assign(people=people, rate=counted["certain"] * per, rate_most=(counted["certain"] + counted["possible"]) * per)


@dataclass(frozen=True)
class Apart:
    """Reports in the window that stand in no region: known only to a larger one (by its id), outside the map, without a place."""

    coarse: dict[str, int]
    outside: int
    unplaced: int

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.coarse.values()) + self.outside + self.unplaced


def count_apart(selected: pd.DataFrame, placed: Placed) -> Apart:
    """The reports shown in the window that no region of the map holds."""
    seen = np.zeros(placed.size, dtype=bool)
    seen[shown(selected[[ROW, "window_status"]])[ROW].to_numpy()] = True
    apart = placed.apart[seen[placed.apart[ROW].to_numpy()]]
    coarse = apart[apart["why"] == COARSE]["known"].value_counts()
    return Apart(
        {str(known): int(number) for known, number in coarse.items()},
        int((apart["why"] == OUTSIDE).sum()), int((apart["why"] == UNPLACED).sum()),
    )  # fmt: skip


def apart_sentence(apart: Apart, labels: Labels) -> str:
    """What is counted apart, in words; "" where nothing is."""
    parts = [f"{number:,} only known to be in {labels.list('region', tuple(known.split(';')))}" for known, number in apart.coarse.items()]
    if apart.outside:
        parts.append(f"{apart.outside:,} outside the regions of this map")
    if apart.unplaced:
        parts.append(f"{apart.unplaced:,} without a place")
    return f"Counted apart: {', '.join(parts)}." if parts else ""


def first_sentence(counted: pd.DataFrame) -> str:
    """Which regions most reports name, in one sentence; only what is certain is named."""
    certain = counted[counted["certain"] > 0]
    if certain.empty:
        return f"No report lies certainly in a region and in these days; {len(counted):,} regions have possible ones." if len(counted) else (
            "No report lies in a region of this map in these days."
        )
    number = NAMED if len(certain) <= NAMED else NAMED_OF_MORE
    ranked = certain.sort_values(["certain", "possible", "name"], ascending=[False, False, True])
    most = [f"{row.name} ({row.certain:,})" for row in ranked.head(number).itertuples(index=False)]
    more = len(certain) - len(most)
    named = _listed([*most, f"{more:,} more"] if more else most)
    only = len(counted) - len(certain)
    also = f" {only:,} more {'region has' if only == 1 else 'regions have'} only possible ones." if only else ""
    return f"Reports certainly name {len(certain):,} {'region' if len(certain) == 1 else 'regions'}: {named}.{also}"


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def say_rate(row: object) -> str:
    """A rate in words with what possible reports add: "3.0", "3.0 to 4.5"; says so where no population is sourced."""
    low, high = getattr(row, "rate"), getattr(row, "rate_most")  # noqa: B009  # a named tuple made by pandas
    if pd.isna(low):
        return "no sourced population"
    return f"{low:.1f}" if f"{low:.1f}" == f"{high:.1f}" else f"{low:.1f} to {high:.1f}"


def say_share(certain: int, of_weapon: int) -> str:
    """A share with its n; too few reports give no share."""
    if certain < FEW:
        return f"{of_weapon:,} of {certain:,}: too few for a share"
    return f"{int(100 * of_weapon / certain + 0.5)}\N{NO-BREAK SPACE}% ({of_weapon:,} of {certain:,})"


def people_words(populations: pd.DataFrame) -> dict[str, str]:
    """The population of each region that has one, in words: its day, who counted and whom."""
    return {str(row["region_id"]): _say_people(row) for _, row in populations.iterrows()}


def _say_people(row: pd.Series) -> str:
    whom = "people registered there, displaced ones too" if row["counts"] == "registered" else "residents"
    return f"{say_range(row['people'], row['people'])} {whom}, {say_date(str(row['as_of']))}, {row['counted_by']}"


def breaks_of(values: Sequence[float]) -> list[float]:
    """Lower ends of at most CLASSES classes for values above 0, evenly apart as ratios, each a round number.

    Made of the values of the whole time, so that a colour means the same in every window.
    """
    positive = [each for each in values if each > 0]
    if not positive:
        return [1.0]
    low, high = min(positive), max(positive)
    steps = [low * (high / low) ** (at / CLASSES) for at in range(CLASSES)]
    return sorted({_rounded_down(each) for each in steps})


def _rounded_down(value: float) -> float:
    power = 10.0 ** np.floor(np.log10(value) + 1e-9)
    return round(float(power * max(each for each in _ROUND if each <= value / power + 1e-9)), 6)


def scale_of(populations: pd.DataFrame, matched: pd.DataFrame, placed: Placed, measure: Measure) -> list[float]:
    """Lower ends of the classes of a measure, from the certain and possible reports of the whole time.

    matched : every report that passes the filters, whenever it happened; numbered.
    """
    if measure == "share":
        return list(SHARE_BREAKS)
    kept = np.zeros(placed.size, dtype=bool)
    kept[matched[ROW].to_numpy()] = True
    number = placed.pairs.loc[kept[placed.pairs[ROW].to_numpy()], "region_id"].value_counts()
    number = number[number > 0]
    if measure == "count":
        return _whole_steps(breaks_of([1.0, *number.astype(float)]))
    people = populations.set_index("region_id")["people"].astype("Float64")
    rates = (number.rename(index=str) * PER / people).dropna()
    ones = (PER / people.reindex(rates.index)).tolist()
    return breaks_of([*rates.tolist(), *ones])


def _whole_steps(breaks: Sequence[float]) -> list[float]:
    return sorted({float(max(1, round(each))) for each in breaks})
