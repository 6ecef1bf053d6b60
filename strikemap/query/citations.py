"""Cite a source: who published it, when, where to read it, and for which side it speaks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from strikemap.model.dataset import Dataset
from strikemap.model.dates import say_date

KEPT_DATASETS: Final = 8


@dataclass(frozen=True)
class Citation:
    """One source as a reader needs it; `url` may be "", `affiliation` is "none" or the party it speaks for."""

    source_id: str
    publisher: str
    title: str
    published: str
    url: str
    affiliation: str


@lru_cache(maxsize=KEPT_DATASETS)
def citations(dataset: Dataset) -> Mapping[str, Citation]:
    """Every source of a dataset by its id; kept for the datasets last used, since every card asks for it."""
    return {
        str(row["source_id"]): Citation(
            source_id=str(row["source_id"]),
            publisher=str(row["publisher"]),
            title=str(row["title"]),
            published=say_date(str(row["published"])) if row["published"] else "day not stated",
            url=str(row["url"]),
            affiliation=str(row["party_affiliation"]) or "none",
        )
        for row in dataset.sources.fillna("").to_dict("records")
    }


def cited(ids: str, known: Mapping[str, Citation]) -> tuple[Citation, ...]:
    """The citations of a ";"-joined list of source ids; an id that is not in the table is cited by its id alone."""
    wanted = [each.strip() for each in ids.split(";") if each.strip()]
    return tuple(known.get(each, Citation(each, each, "", "day not stated", "", "none")) for each in wanted)
