"""Every value that claims give to the attributes of one report, with who says it and why one of them is shown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import pandas as pd

from strikemap.model.events import (
    BEST_FIRST,
    EVIDENCE_WORDS,
    known_claims,
    original_claims,
    root_claims,
    shown_values,
    supported_values,
)
from strikemap.model.vocabulary import ATTRIBUTES, HARM

BETTER: Final[Mapping[str, str]] = {
    "bounded": "it names both a first and a last day",
    "evidence": "it has the best evidence: {evidence}",
    "independents": "more independent voices say it",
    "voices": "more voices say it",
    "firmness": "it is put more firmly",
    "specific": "it says more: the other can be what carried it",
    "first_published": "it was published first",
    "said": "the support is equal; it comes first in the alphabet",
}
"""What makes a value the one that is shown, by the first column of its support in which it is ahead of the next."""

ALL_SHOWN: Final = "numbers are shown as a span over all original claims"
DISPUTED_WORDS: Final = "voices with equal support blame different sides, so none is shown before the other"

Row = Mapping[Hashable, Any]
"""One row of a table of supported values."""


@dataclass(frozen=True)
class ValueSupport:
    """One value of one attribute, and what stands behind it.

    value : as claims write it (a date without its time; for people "14", "40..", "..60" or the words of the source).
    claims : ids of the claims that say it, repeats last. voices : distinct voices, a party bloc as one.
    independents : how many of them are independent. hedge : the firmest. evidence : the best, in words.
    shown : whether the report shows it. why : why it is shown and not another, "" where there is no other.
    """

    value: str
    claims: tuple[str, ...]
    voices: tuple[str, ...]
    independents: int
    hedge: str
    evidence: str
    shown: bool = False
    why: str = ""


def values_of(claims: pd.DataFrame, event_id: str, known_on: dt.date | None) -> dict[str, tuple[ValueSupport, ...]]:
    """The values of one report by attribute, best support first, as known on a day; {} for a report that is not known.

    claims : claims table of a dataset. Attributes stand in the order of the vocabulary; those without a claim are left out.
    """
    known = known_claims(claims[(claims["event_id"] == event_id).to_numpy()], known_on)
    originals = original_claims(known)
    numbers = originals["attribute"].isin(HARM)
    said = originals.assign(said=originals["said"].mask(numbers, _number_texts(originals)), root=root_claims(known))
    repeats = known.assign(root=root_claims(known))[~known["claim_id"].isin(originals["claim_id"])]
    ranked = supported_values(said, leave_out=())
    shown = shown_values(originals).reindex([event_id]).iloc[0]
    by_attribute = {str(key): rows.to_dict("records") for key, rows in ranked.groupby("attribute")}
    return {
        attribute: _compared(
            [_support(row, said, repeats) for row in by_attribute[attribute]], by_attribute[attribute], shown
        )
        for attribute in ATTRIBUTES
        if attribute in by_attribute
    }


def _number_texts(claims: pd.DataFrame) -> pd.Series:
    """A number of people as text: "14", "40..", "..60"; the words of the source where it gives no number."""
    low = claims["value_min"].astype("str").where(claims["value_min"].notna(), "")
    high = claims["value_max"].astype("str").where(claims["value_max"].notna(), "")
    span = low.where(low == high, low + ".." + high)
    return span.where(span != "", claims["value_words"])


def _support(row: Row, originals: pd.DataFrame, repeats: pd.DataFrame) -> ValueSupport:
    said = originals[(originals["attribute"] == row["attribute"]) & (originals["said"] == row["said"])]
    firmest = said.sort_values(["firmness", "claim_id"], ascending=[False, True])
    return ValueSupport(
        value=str(row["said"]),
        claims=(*said["claim_id"], *repeats.loc[repeats["root"].isin(said["root"]), "claim_id"]),
        voices=tuple(sorted(said["voice"].unique())),
        independents=int(said.loc[said["independent"], "voice"].nunique()),
        hedge=str(firmest["hedge"].iloc[0]),
        evidence=EVIDENCE_WORDS[int(said["evidence"].max())],
    )


def _compared(supports: Sequence[ValueSupport], rows: Sequence[Row], shown: pd.Series) -> tuple[ValueSupport, ...]:
    """The same values, each with whether it is shown and why."""
    best, attribute = supports[0], rows[0]["attribute"]
    if attribute not in shown.index:
        why = ALL_SHOWN if attribute in HARM and len(supports) > 1 else ""
        return tuple(replace(each, shown=True, why=why) for each in supports)
    if shown[attribute] != best.value:
        return tuple(replace(each, why=DISPUTED_WORDS) for each in supports)
    why = _why(rows[0], rows[1]) if len(rows) > 1 else ""
    return (replace(best, shown=True, why=why), *supports[1:])


def _why(row: Row, rival: Row) -> str:
    """By what the first value is ahead of the second: the first column of the order in which they differ."""
    ahead = next(
        column
        for column in BEST_FIRST
        if row[column] != rival[column] and not _both_missing(row[column], rival[column])
    )
    return BETTER[ahead].format(evidence=EVIDENCE_WORDS[row["evidence"]])


def _both_missing(one: Any, other: Any) -> bool:
    return bool(pd.isna(one) and pd.isna(other))
