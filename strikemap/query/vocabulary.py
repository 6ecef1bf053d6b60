"""The values that a View of a dataset may name, taken from the dataset itself."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from strikemap.model.dataset import Dataset
from strikemap.query.speakers import SPEAKER_WORDS
from strikemap.query.view import Vocabulary


def vocabulary_of(dataset: Dataset, reports: pd.DataFrame, datasets: frozenset[str]) -> Vocabulary:
    """What stands in the reports table (all of it, as known today) and in the settings of the dataset."""
    regions = {part for ids in reports["region_ids"].unique() for part in str(ids).split(";") if part}
    return Vocabulary(
        datasets=datasets,
        weapon=_values(reports["weapon_category"]),
        by=_values(reports["blamed"]),
        said=frozenset(SPEAKER_WORDS) if "said_by" in reports else frozenset(),
        target=_values(reports["target_type"]),
        grade=_values(reports["grade"]),
        region=frozenset(regions),
        event=frozenset(reports.index),
        layers=frozenset(each["id"] for each in dataset.settings.get("layers", [])),
    )


def _values(column: pd.Series) -> frozenset[str]:
    return frozenset(_texts(column.unique()))


def _texts(values: Iterable[object]) -> Iterable[str]:
    return (str(each) for each in values)
