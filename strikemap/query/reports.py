"""The reports table of a dataset as it was known on a day: resolved events, named, with the text that search reads."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from strikemap.model.dataset import Dataset
from strikemap.model.events import resolve
from strikemap.query.naming import place_names
from strikemap.query.view import Names


def reports_of(dataset: Dataset, known_on: dt.date | None, names: Names = "sources") -> pd.DataFrame:
    """The events of a dataset with `place_name`, `region_ids` (";"-joined) and `search` (casefolded text).

    Indexed by event_id. A report whose place is not in the gazetteer keeps its place_id as its name.
    """
    events = resolve(dataset.claims, dataset.places, known_on)
    named = events.assign(
        place_name=_looked_up(events["place_id"], place_names(dataset.places, names)),
        region_ids=events["place_id"].map(dataset.places.set_index("place_id")["region_ids"]).fillna("").astype(str),
    )
    return named.assign(search=_search_text(named, dataset, known_on))


def _looked_up(place_ids: pd.Series, names: pd.Series) -> pd.Series:
    return place_ids.map(names).fillna(place_ids).replace("", "Place not stated").astype(str)


def _search_text(events: pd.DataFrame, dataset: Dataset, known_on: dt.date | None) -> pd.Series:
    """Everything a reader may search for: names in all forms, weapon, words, claimants, publishers; casefolded."""
    forms = ["name", "name_armenian", "name_azerbaijani", "name_russian", "name_english", "admin_region"]
    places = dataset.places.set_index("place_id")[forms].astype(str).agg(" ".join, axis=1)
    own = events[["place_name", "weapon_category", "weapon_model", "producer", "target_type", "words"]]
    text = own.astype(str).agg(" ".join, axis=1) + " " + events["place_id"].map(places).fillna("")
    text = text.str.cat(events.index.to_series(), sep=" ").str.replace("_", " ", regex=False)
    said = _claimants_text(dataset.claims, known_on).reindex(events.index).fillna("")
    return (text + " " + said).str.casefold()


def _claimants_text(claims: pd.DataFrame, known_on: dt.date | None) -> pd.Series:
    if known_on is not None:
        claims = claims[pd.to_datetime(claims["published_on"]) <= pd.Timestamp(known_on)]
    words = claims[["claimant", "relayed_by", "value_words", "value"]].fillna("").astype(str).agg(" ".join, axis=1)
    return words.groupby(claims["event_id"]).agg(" ".join)
