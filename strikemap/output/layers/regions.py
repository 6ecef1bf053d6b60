"""The layer of regions: for each region how many reports by day, small and sent once, so that the browser colours any window itself.

What is sent grows with regions and days, not with the dataset: reports with the same region and days are one row.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from strikemap.catalogue import Catalogue
from strikemap.model.vocabulary import GRADES
from strikemap.output.layers.strikes import axis_of, day_columns, or_null
from strikemap.query.regions.counting import MEASURES, Measure, people_words, scale_of
from strikemap.query.regions.outlines import layers_of, regions_at
from strikemap.query.regions.placing import ROW, Placed, numbered
from strikemap.query.select import matching
from strikemap.query.view import View


@dataclass(frozen=True)
class Asked:
    """What a map of regions shows beside its View: which regions, which measure, and the weapon of a share."""

    level: str
    measure: Measure
    weapon: str = ""


def region_columns(catalogue: Catalogue, view: View, asked: Asked) -> dict[str, Any]:
    """The data of the regions for any window of the View, ready for JSON (docs/regions.md)."""
    dataset = catalogue.dataset(view.dataset)
    regions = regions_at(dataset, asked.level)
    matched = matching(numbered(catalogue.reports(view)), view)
    placed = catalogue.placed(view, asked.level)
    axis = axis_of(dataset.first_day, dataset.last_day)
    days = day_columns(matched, axis)
    people = {str(region_id): int(number) for region_id, number in dataset.populations.set_index("region_id")["people"].items()}
    words = people_words(dataset.populations)
    undated = (matched["day_first"].isna() & matched["day_last"].isna()).sum()
    return {
        "axis": {
            "first": axis.first.isoformat(), "last": axis.last.isoformat(), "bin_days": axis.bin_days,
            "ticks": [{key: str(tick.get(key, "")) for key in ("day", "label", "detail")} for tick in dataset.settings.get("ticks", [])],
        },
        "total": len(matched), "undated": int(undated), "unplaced": 0, "complete": True,
        "measure": asked.measure, "measure_words": MEASURES[asked.measure],
        "breaks": scale_of(dataset.populations, matched, placed, asked.measure),
        "layers": [layer["id"] for layer in layers_of(dataset) if any(each.layer == layer["id"] for each in regions.regions)],
        "regions": {
            "id": [each.region_id for each in regions.regions],
            "name": [each.name for each in regions.regions],
            "people": [people.get(each.region_id) for each in regions.regions],
            "people_words": [words.get(each.region_id, "") for each in regions.regions],
        },
        "hist": _grouped(days.assign(grade=_codes(matched["grade"], GRADES))),
        "rows": _grouped(_pairs(matched, placed, days, asked.weapon)),
        "apart": _grouped(days[matched[ROW].isin(placed.apart[ROW]).to_numpy()]),
    }  # fmt: skip


def _pairs(matched: pd.DataFrame, placed: Placed, days: pd.DataFrame, weapon: str) -> pd.DataFrame:
    """One row for each report and region: the days of the report, the position of the region, and what is counted."""
    at = np.full(placed.size, -1)
    at[matched[ROW].to_numpy()] = np.arange(len(matched))
    own = at[placed.pairs[ROW].to_numpy()]
    pairs, own = placed.pairs[own >= 0], own[own >= 0]
    with_weapon = (matched["weapon_category"] == weapon).to_numpy()
    found: pd.DataFrame = days.iloc[own]
    return found.assign(
        region=pairs["region_id"].cat.codes.to_numpy(), sure=pairs["sure"].to_numpy(dtype=np.int64), of_weapon=with_weapon[own].astype(np.int64)
    )


def _codes(values: pd.Series, known: Sequence[str]) -> np.ndarray:
    return pd.Categorical(values, categories=list(known)).codes.astype(np.int64)


def _grouped(table: pd.DataFrame) -> dict[str, Any]:
    """Count the rows that are alike; sorted, so that the bytes are stable."""
    sizes = table.groupby(list(table.columns), sort=True).size()
    index = sizes.index.to_frame(index=False)
    columns = {name: or_null(index[name].to_numpy()) if name in ("first", "last") else index[name].tolist() for name in table.columns}
    return columns | {"n": sizes.tolist()}
