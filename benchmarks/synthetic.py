"""Synthetic datasets: reports scattered around the shipped places over the shipped days, the same at every call."""

from __future__ import annotations

import dataclasses

import numpy as np
import pandas as pd

from strikemap.model.dataset import Dataset
from strikemap.model.vocabulary import GRADES, NOT_STATED, WEAPONS

SEED = 20200927
SPREAD_DEG = 0.35
SPAN_SHARE = 0.1
"""Part of the reports that know a span of up to five days instead of a day."""


def synthetic(shipped: Dataset, size: int) -> tuple[Dataset, pd.DataFrame]:
    """A dataset of `size` reports named synthetic-SIZE, with its reports table (points in degrees WGS84)."""
    name = f"synthetic-{size}"
    dataset = dataclasses.replace(shipped, name=name, title=f"{size:,} synthetic reports", version=name)
    return dataset, _reports(shipped, size)


def _reports(shipped: Dataset, size: int) -> pd.DataFrame:
    random = np.random.default_rng(SEED)
    places = shipped.places[["place_id", "lon", "lat"]].astype({"lon": float, "lat": float})
    chosen = random.integers(0, len(places), size)
    days = (shipped.last_day - shipped.first_day).days + 1
    first = np.sort(random.integers(0, days, size))
    last = np.minimum(first + np.where(random.random(size) < SPAN_SHARE, random.integers(1, 6, size), 0), days - 1)
    start = np.datetime64(shipped.first_day, "D")
    weapons = np.array([*WEAPONS, NOT_STATED])
    day_first, day_last = start + first, start + last
    return pd.DataFrame(
        {
            "occurred": pd.Categorical(day_first.astype(str)),
            "day_first": day_first.astype("datetime64[s]"),
            "day_last": day_last.astype("datetime64[s]"),
            "time_local": "",
            "place_id": pd.Categorical.from_codes(chosen, categories=places["place_id"]),
            "place_name": pd.Categorical.from_codes(chosen, categories=places["place_id"]),
            "lon": places["lon"].to_numpy()[chosen] + random.normal(0, SPREAD_DEG, size),
            "lat": places["lat"].to_numpy()[chosen] + random.normal(0, SPREAD_DEG / 2, size),
            "radius_m": 2_000.0,
            "place_precision": "settlement",
            "weapon_category": pd.Categorical.from_codes(random.integers(0, len(weapons), size), categories=weapons),
            "weapon_model": "", "producer": "", "target_type": "residential", "blamed": NOT_STATED, "blamed_hedge": "",
            "denied": False, "denied_in_general": False,
            **{f"{part}_{end}": pd.array([pd.NA] * size, dtype="Int64")
               for part in ("killed", "injured", "civilian_killed") for end in ("min", "max")},
            "words": "",
            "grade": pd.Categorical.from_codes(random.integers(0, len(GRADES) - 1, size), categories=GRADES),
            "party_only": "", "independent_claimants": 1, "voices": 1, "region_ids": "", "search": "",
        },
        index=pd.Index([f"s{number}" for number in range(size)], name="event_id"),
    )  # fmt: skip
