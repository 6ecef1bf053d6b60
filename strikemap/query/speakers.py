"""Who reports each strike: officials of a side, independent claimants, or others of no party."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Final

import pandas as pd

from strikemap.model.events import known_claims, original_claims, speaking
from strikemap.model.vocabulary import BLOC_WORDS

INDEPENDENT, OTHER_SPEAKERS = "independent", "others"

SPEAKER_WORDS: Final[Mapping[str, str]] = {
    **BLOC_WORDS, INDEPENDENT: "an independent claimant", OTHER_SPEAKERS: "another claimant of no party",
}  # fmt: skip
"""Who speaks, in words that follow "reported by". Independent as in docs/claims-and-grades.md."""


def speakers_of(claims: pd.DataFrame, known_on: dt.date | None) -> pd.Series:
    """Who reports each strike as known on a day: keys of SPEAKER_WORDS, ";"-joined and sorted, by event_id.

    Who says that a strike happened or names the side that fired reports it (`events.speaking`); a denial, "no comment" and a
    claim that it did not happen do not.
    """
    said = speaking(original_claims(known_claims(claims, known_on)))
    speaker = said["bloc"].where(said["bloc"] != "", said["independent"].map({True: INDEPENDENT, False: OTHER_SPEAKERS}))
    pairs = pd.DataFrame({"event_id": said["event_id"], "speaker": speaker}).drop_duplicates().sort_values(["event_id", "speaker"])
    return pairs.groupby("event_id")["speaker"].agg(";".join)
