"""How long the footprint of a cluster munition is, and how many submunitions fail: only what a source gives for that very weapon.

Nothing here is measured at any place of this map. It is illustrative, and says so together with its source, wherever it goes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from strikemap.model.dataset import Dataset
from strikemap.query.citations import Citation, citations, cited
from strikemap.query.munitions import say_share

ILLUSTRATIVE: Final = "illustrative"


@dataclass(frozen=True)
class Figure:
    """The sourced figures of one weapon. length_m : its footprint as a length, metres; low, high : share that fails, 0 to 1.

    None where no source gives that figure.
    """

    weapon: str
    name: str
    length_m: int | None
    low: float | None
    high: float | None
    note: str
    sources: tuple[Citation, ...]

    @property
    def source_words(self) -> str:
        """Who published the figures, in words that travel with them."""
        return "; ".join(dict.fromkeys(f"{each.publisher}, {each.published}" for each in self.sources))

    @property
    def band(self) -> str:
        """The band of failure in words; "" where no source gives one."""
        return say_share(self.low, self.high)


def figures_of(dataset: Dataset) -> list[Figure]:
    """The weapons for which a source gives a footprint or a failure band; a row without a source gives none."""
    known = citations(dataset)
    found = [
        Figure(
            weapon=str(row["weapon_id"]), name=str(row["name"]), length_m=None if pd.isna(row["footprint_m"]) else int(row["footprint_m"]),
            low=_share(row["reported_dud_rate_min"], row["reported_dud_rate_max"]),
            high=_share(row["reported_dud_rate_max"], row["reported_dud_rate_min"]),
            note=str(row["notes"]), sources=cited(str(row["source_ids"]), known),
        )
        for row in dataset.munitions.to_dict("records")
    ]  # fmt: skip
    return [each for each in found if each.sources and (each.length_m is not None or each.low is not None)]


def _share(value: Any, other: Any) -> float | None:
    """One end of a band; where a source gives a single figure, both ends are that."""
    given = other if pd.isna(value) else value
    return None if pd.isna(given) else float(given)


def footprint_sentence(figures: Sequence[Figure]) -> str:
    """What can be shown, or that no source gives it."""
    long = [each.name for each in figures if each.length_m is not None]
    bands = [each.name for each in figures if each.low is not None]
    footprint = f"A footprint is sourced for {', '.join(long)}" if long else "No source read gives a footprint for any weapon of this dataset, so none is drawn"
    band = f"a share that fails to explode is sourced for {', '.join(bands)}" if bands else "no share that fails to explode is sourced"
    return f"{footprint}; {band}."
