"""When reports became known: days of publication, what a day of knowledge leaves out, and every state a report has been in."""

from __future__ import annotations

import bisect
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import pandas as pd

from strikemap.model.dataset import Dataset
from strikemap.query.reports import reports_of
from strikemap.query.view import Names

STATE_KEYS: Final = ["event_id", "known_on"]

_SIGN: Final = "\N{SECTION SIGN}"
"""Stands between a report and the number of one of its states, while both are resolved like reports of their own."""


def claims_about(claims: pd.DataFrame, event_ids: pd.Index) -> pd.DataFrame:
    """The claims about those reports. A report without any claim, as in a flat dataset, has none."""
    # the reports may be a million and the claims few: it is the few that are kept to be compared with
    spoken_of = pd.Index(claims["event_id"].unique())
    if len(event_ids) > len(spoken_of):
        event_ids = event_ids[event_ids.isin(spoken_of)]
    return claims[claims["event_id"].isin(event_ids)]


def days_of(claims: pd.DataFrame) -> tuple[dt.date, ...]:
    """The days on which something new was published, in order; () where no claim has a day of publication."""
    days = claims["published_on"].dropna().unique()
    return tuple(day.date() for day in pd.DatetimeIndex(days).sort_values())


@dataclass(frozen=True)
class Steps:
    """The days of new publications on both sides of a day of knowledge; None = there is none on that side."""

    before: dt.date | None
    after: dt.date | None


def steps_from(days: Sequence[dt.date], known: dt.date | None) -> Steps:
    """The next days of new publications. days : in order. known : None = today, which lies behind every publication."""
    if known is None:
        return Steps(days[-1] if days else None, None)
    at, behind = bisect.bisect_left(days, known), bisect.bisect_right(days, known)
    return Steps(days[at - 1] if at else None, days[behind] if behind < len(days) else None)


@dataclass(frozen=True)
class LeftOut:
    """Claims that a day of knowledge leaves out: those published later, and those without a day of publication."""

    later: int
    undated: int


def left_out(claims: pd.DataFrame, known: dt.date | None) -> LeftOut:
    """What does not count on that day; nothing where no day is set (None), though `undated` then still says how many there are."""
    published = claims["published_on"]
    later = 0 if known is None else int((published > pd.Timestamp(known)).sum())
    return LeftOut(later, int(published.isna().sum()))


def states_of(dataset: Dataset, names: Names = "sources") -> pd.DataFrame:
    """Every state that every report has been in: one row per report and day on which it can have changed.

    Such days are those on which something about it was published, or a person set its grade. Indexed by (event_id, known_on),
    sorted; columns as in the reports table. Claims without a day of publication are in no state. A report is not yet there while
    only denials of it are known.
    """
    states = _named_states(dataset)
    # a report is decided by its own claims alone; so its states are resolved side by side, as if they were reports
    side_by_side = replace(dataset, claims=_claims_by_state(dataset.claims, states), overrides=_overrides_by_state(dataset.overrides, states))
    found = reports_of(side_by_side, None, names)
    whose = states.set_index("state").reindex(found.index)
    undated = dataset.claims.loc[dataset.claims["published_on"].isna(), "event_id"].value_counts()
    search = [
        text.replace(_as_searched(name), _as_searched(own))
        for text, name, own in zip(found["search"], found.index, whose["event_id"], strict=True)
    ]
    return (
        found.assign(
            undated_claims=whose["event_id"].map(undated).fillna(0).astype("int64"),
            search=pd.Series(search, index=found.index, dtype="str"),
        )
        .set_index(pd.MultiIndex.from_arrays([whose["event_id"].astype("str"), whose["known_on"]], names=STATE_KEYS))
        .sort_index()
    )


def _as_searched(text: str) -> str:
    """The text as it stands among what a search reads."""
    return text.replace("_", " ").casefold()


def _named_states(dataset: Dataset) -> pd.DataFrame:
    """The states by report and day: `event_id`, `known_on`, and `state`, a name that no two of them share."""
    published = dataset.claims[["event_id", "published_on"]].rename(columns={"published_on": "known_on"})
    graded = dataset.overrides[["event_id", "day"]].rename(columns={"day": "known_on"})
    days = pd.concat([published, graded] if len(graded) else [published]).dropna().drop_duplicates()
    days = days.sort_values(STATE_KEYS, ignore_index=True)
    return days.assign(state=days["event_id"] + _SIGN + days.index.astype("str"))


def _claims_by_state(claims: pd.DataFrame, states: pd.DataFrame) -> pd.DataFrame:
    """A copy of each claim for each state that it is known in, under the name of the state."""
    pairs = claims.merge(states, on="event_id")
    pairs = pairs[pairs["published_on"] <= pairs["known_on"]]
    if pairs.empty:
        # what is left of a join without rows is no text column any more
        return claims.iloc[:0]
    behind = _SIGN + pairs["state"]
    return pairs.assign(
        event_id=pairs["state"],
        claim_id=pairs["claim_id"] + behind,
        origin_claim_id=(pairs["origin_claim_id"] + behind).where(pairs["origin_claim_id"] != "", ""),
    )[claims.columns]


def _overrides_by_state(overrides: pd.DataFrame, states: pd.DataFrame) -> pd.DataFrame:
    """A copy of each grade that a person set for each state that it is in force in, under the name of the state."""
    pairs = overrides.merge(states, on="event_id")
    return pairs[pairs["day"] <= pairs["known_on"]].assign(event_id=lambda rows: rows["state"])[overrides.columns]


def as_known(states: pd.DataFrame, day: dt.date) -> pd.DataFrame:
    """The reports table as known on a day: the last state that each report was in by then.

    states : made by `states_of`. The same table as `reports_of(dataset, day)` makes, without resolving it again.
    """
    event_ids = states.index.get_level_values("event_id")
    by_then = np.asarray(states.index.get_level_values("known_on") <= pd.Timestamp(day))
    known = states[by_then]
    last = ~known.index.get_level_values("event_id").duplicated(keep="last")
    found = known[last]
    return found.set_index(pd.Index(event_ids[by_then][last], name="event_id", dtype="str"))
