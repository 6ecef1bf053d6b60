"""The reports table of a dataset as it was known on a day: resolved events, named, with the text that search reads."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from strikemap.model.dataset import Dataset
from strikemap.model.events import known_claims, resolve
from strikemap.model.overrides import with_overrides
from strikemap.query.naming import place_names
from strikemap.query.speakers import speakers_of
from strikemap.query.view import Names


def reports_of(dataset: Dataset, known_on: dt.date | None, names: Names = "sources") -> pd.DataFrame:
    """The events of a dataset with `place_name`, `region_ids` and `said_by` (";"-joined) and `search` (casefolded text).

    Indexed by event_id. A report whose place is not in the gazetteer keeps its place_id as its name.
    """
    events = with_overrides(resolve(dataset.claims, dataset.places, known_on), dataset.overrides, known_on)
    named = events.assign(
        place_name=_looked_up(events["place_id"], place_names(dataset.places, names)),
        region_ids=events["place_id"].map(dataset.places.set_index("place_id")["region_ids"]).astype("str").fillna(""),
    )
    named = named.assign(said_by=speakers_of(dataset.claims, known_on).reindex(named.index).fillna("").astype("str"))
    return named.assign(search=_search_text(named, dataset, known_on))


def _looked_up(place_ids: pd.Series, names: pd.Series) -> pd.Series:
    return place_ids.map(names).astype("str").fillna(place_ids).replace("", "Place not stated").astype("str")


def _search_text(events: pd.DataFrame, dataset: Dataset, known_on: dt.date | None) -> pd.Series:
    """Everything a reader may search for: names in all forms, weapon, words, claimants, publishers; casefolded."""
    forms = ["name", "name_armenian", "name_azerbaijani", "name_russian", "name_english", "admin_region"]
    names = _joined(dataset.places.set_index("place_id"), forms)
    own = _joined(events, ["place_name", "weapon_category", "weapon_model", "producer", "target_type", "words"])
    text = own + " " + events["place_id"].map(names).astype("str").fillna("")
    text = text.str.cat(events.index.to_series().astype("str"), sep=" ").str.replace("_", " ", regex=False)
    said = _claimants_text(dataset.claims, known_on).reindex(events.index).astype("str").fillna("")
    return (text + " " + said).str.casefold()


def _claimants_text(claims: pd.DataFrame, known_on: dt.date | None) -> pd.Series:
    known = known_claims(claims, known_on)
    words = _joined(known, ["claimant", "relayed_by", "value_words", "value"])
    return words.groupby(known["event_id"]).agg(" ".join)


def _joined(table: pd.DataFrame, columns: list[str]) -> pd.Series:
    """Columns of text side by side, with a space between; also of a table without rows."""
    first, *rest = (table[column].astype("str").fillna("") for column in columns)
    for other in rest:
        first = first.str.cat(other, sep=" ")
    return first
