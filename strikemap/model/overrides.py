"""Grades set by a person over the rule: each needs a name, a reason and a day, and says so wherever the grade is shown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable
from typing import Final

import pandas as pd

from strikemap.model.vocabulary import ATTRIBUTE_WORDS

SET_BY: Final = "grade_set_by"
"""Column of the reports table: "NAME: REASON" where a person set the grade of the report or of one of its attributes, else ""."""


def with_overrides(events: pd.DataFrame, overrides: pd.DataFrame, known_on: dt.date | None) -> pd.DataFrame:
    """The events with the grades that persons set, as far as they were set by a day of knowledge.

    events : as `strikemap.model.events.resolve` gives them. overrides : the table of that name. Of several for one report and
    attribute the last day wins. `grade_reason` then begins with "grade set by NAME: REASON" and ends with what the rule gives,
    and a column SET_BY is added; what the rule computed is in no other way changed.
    """
    valid = _valid(overrides, events.index, known_on)
    grades, reasons = events["grade"].to_dict(), events["grade_reason"].to_dict()
    # a table that is kept elsewhere must not change through the dicts in it
    by_attribute = {event: dict(found) for event, found in events["grade_by_attribute"].items()}
    set_by: dict[Hashable, str] = dict.fromkeys(events.index, "")
    for row in valid.to_dict("records"):
        event, attribute, who = row["event_id"], row["attribute"], f"{row['name']}: {row['reason']}"
        held = by_attribute[event] if attribute else grades
        key = attribute or event
        what = f"grade of {ATTRIBUTE_WORDS.get(attribute, attribute)}" if attribute else "grade"
        told = f"{what} set by {who} (the rule gives {held.get(key, 'none')})"
        held[key] = row["grade"]
        reasons[event] = f"{told}; {reasons[event]}"
        set_by[event] = "; ".join(filter(None, [who, set_by[event]]))
    return events.assign(
        grade=pd.Series(grades, dtype="str").reindex(events.index),
        grade_reason=pd.Series(reasons, dtype="str").reindex(events.index),
        grade_by_attribute=pd.Series(list(by_attribute.values()), index=events.index, dtype=object),
        **{SET_BY: pd.Series(list(set_by.values()), index=events.index, dtype="str")},
    )


def _valid(overrides: pd.DataFrame, events: pd.Index, known_on: dt.date | None) -> pd.DataFrame:
    """The overrides in force, one for each report and attribute, those of whole reports last so that they are told first."""
    valid = overrides[overrides["event_id"].isin(events)]
    if known_on is not None:
        valid = valid[(valid["day"] <= pd.Timestamp(known_on)).to_numpy()]
    last = valid.sort_values(["day", "name"], kind="stable").drop_duplicates(["event_id", "attribute"], keep="last")
    return last.sort_values(["event_id", "attribute"], ascending=[True, False])
