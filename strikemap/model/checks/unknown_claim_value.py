"""A claim whose value is none of the words that its attribute knows."""

from collections.abc import Iterator, Mapping
from typing import Final

from strikemap.model.checks.defect import DatasetDefect
from strikemap.model.dataset import Dataset
from strikemap.model.problems import Problem
from strikemap.model.vocabulary import ATTRIBUTION, HARM, OCCURRENCE, SIDES, TARGETS, WEAPONS

WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    OCCURRENCE: ("yes", "no"),
    "weapon_category": WEAPONS,
    "target_type": TARGETS,
    ATTRIBUTION: tuple(SIDES),
    "unexploded_ordnance": ("yes", "no"),
    **dict.fromkeys(HARM, ("",)),
}
"""Attributes with a closed vocabulary; numbers of people stand in their own columns."""


class UnknownClaimValue(DatasetDefect):
    """The value of a claim is none of the words that its attribute knows, so no filter can find it."""

    title = "A claim with a value outside the vocabulary"
    description = "The value of a claim is none of the words that its attribute knows, so filters and grades miss it."
    remedy = "Use one of the words; for people use value_min, value_max and value_words and leave value blank."

    @classmethod
    def find(cls, dataset: Dataset) -> Iterator[Problem]:
        """Every claim whose value its attribute does not know."""
        for attribute, words in WORDS.items():
            said = dataset.claims.loc[dataset.claims["attribute"] == attribute, "value"]
            for position, value in said[~said.isin(words)].items():
                message = f"{attribute} knows only: {', '.join(word or 'a blank' for word in words)}."
                yield cls.problem("claims.csv", message, position=int(str(position)), column="value", value=value)
