"""Who reports each strike: officials of a side, independent claimants, or others of no party."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Final

import pandas as pd

from strikemap.model.events import known_claims, original_claims
from strikemap.model.vocabulary import ATTRIBUTION, BLOC_WORDS, HEDGES, OCCURRENCE

INDEPENDENT, OTHER_SPEAKERS = "independent", "others"

SPEAKER_WORDS: Final[Mapping[str, str]] = {
    **BLOC_WORDS, INDEPENDENT: "an independent claimant", OTHER_SPEAKERS: "another claimant of no party",
}  # fmt: skip
"""Who speaks, in words that follow "reported by". Independent as in docs/claims-and-grades.md."""


def speakers_of(claims: pd.DataFrame, known_on: dt.date | None) -> pd.Series:
    """Who reports each strike as known on a day: keys of SPEAKER_WORDS, ";"-joined and sorted, by event_id.

    Who says that a strike happened or names the side that fired reports it; a denial, "no comment" and "does not address" do
    not, and a claim that it did not happen does not.
    """
    known = original_claims(known_claims(claims, known_on))
    speaking = known[
        known["attribute"].isin([OCCURRENCE, ATTRIBUTION])
        & ~((known["attribute"] == OCCURRENCE) & (known["value"] == "no"))
        & (known["firmness"] > HEDGES["no comment"])
    ]
    speaker = speaking["bloc"].where(speaking["bloc"] != "", speaking["independent"].map({True: INDEPENDENT, False: OTHER_SPEAKERS}))
    pairs = pd.DataFrame({"event_id": speaking["event_id"], "speaker": speaker}).drop_duplicates().sort_values(["event_id", "speaker"])
    return pairs.groupby("event_id")["speaker"].agg(";".join)
