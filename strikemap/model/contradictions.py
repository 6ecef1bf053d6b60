"""Which voices contradict each other: no value of the one can be true beside a value of the other.

A side: different blocs. A weapon: different families, but a cluster munition can come in a rocket. A model: bomblets of
different names; a rocket named beside a bomblet is what carries it. A target: "military" beside any other kind, as a strike
can hit a school and homes. A place: two discs of uncertainty that do not touch. Dates and numbers: spans that do not touch.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

import numpy as np
import pandas as pd

from strikemap.model.dates import day_span
from strikemap.model.vocabulary import ATTRIBUTION, CARRIED_WITHIN, HARM, SIDES, SUBMUNITIONS, WIDE_TARGETS

EARTH_RADIUS_M: Final = 6_371_008.8
"""Mean radius of the Earth (IUGG), metres."""

_BOMBLET: Final = "(" + "|".join(SUBMUNITIONS) + ")"

Compatible = Callable[[pd.Series, pd.Series], pd.Series]
"""Whether two columns of values can both be true, row by row."""


def contradicting_events(originals: pd.DataFrame, places: pd.DataFrame) -> dict[str, frozenset[str]]:
    """The reports whose voices contradict each other, by attribute.

    originals : as `events.original_claims` gives them (event_id, attribute, voice, said, value_min, value_max).
    """
    compatible: dict[str, Compatible] = {
        "place": _discs_touch(places),
        "weapon_category": _carried,
        "weapon_model": _equal,
        "weapon_producer": _equal,
        ATTRIBUTION: _equal,
        "target_type": _both_hit,
    }
    found = pd.concat([_opposed(_compared(originals), compatible), _apart(_spans(originals))])
    by_attribute = found.groupby("attribute")["event_id"].agg(frozenset).to_dict()
    return {attribute: by_attribute.get(attribute, frozenset()) for attribute in ("date", *compatible, *HARM)}


def _compared(originals: pd.DataFrame) -> pd.DataFrame:
    """What each voice says (event_id, attribute, voice, said), in the terms that are compared: blocs, and bomblets by name."""
    said = originals.loc[originals["said"] != "", ["event_id", "attribute", "voice", "said"]]
    of_sides, of_models = said["attribute"] == ATTRIBUTION, said["attribute"] == "weapon_model"
    sides = said[of_sides]
    models = said[of_models]
    named = models.assign(said=models["said"].str.findall(_BOMBLET)).explode("said")
    return pd.concat(
        [
            said[~of_sides & ~of_models],
            sides.assign(said=sides["said"].map(SIDES).fillna(sides["said"])),
            named[named["said"].notna()],
        ]
    )


def _opposed(said: pd.DataFrame, compatible: Mapping[str, Compatible]) -> pd.DataFrame:
    """The (event_id, attribute) of which two voices share no pair of compatible values."""
    keys = ["event_id", "attribute"]
    said = said[said["attribute"].isin(list(compatible))].drop_duplicates()
    # nearly all have one value only; the others alone need comparing
    differing = said.drop_duplicates([*keys, "said"])
    differing = differing.loc[differing.duplicated(keys), keys].drop_duplicates()
    said = said.merge(differing, on=keys)
    pairs = said.merge(said, on=keys, suffixes=("", "_other"))
    pairs = pairs[pairs["voice"] < pairs["voice_other"]]
    agree = pd.Series(data=False, index=pairs.index)
    for attribute in pairs["attribute"].unique():
        rows = pairs[pairs["attribute"] == attribute]
        agree[rows.index] = compatible[attribute](rows["said"], rows["said_other"])
    agreed = agree.groupby([pairs[each] for each in (*keys, "voice", "voice_other")]).any()
    return agreed.index[~agreed].to_frame(index=False)[keys].drop_duplicates()


def _equal(one: pd.Series, other: pd.Series) -> pd.Series:
    return one == other


def _carried(one: pd.Series, other: pd.Series) -> pd.Series:
    return (one == other) | (one.map(CARRIED_WITHIN) == other) | (other.map(CARRIED_WITHIN) == one)


def _both_hit(one: pd.Series, other: pd.Series) -> pd.Series:
    return one.isin(WIDE_TARGETS) | other.isin(WIDE_TARGETS) | ((one == "military") == (other == "military"))


def _discs_touch(places: pd.DataFrame) -> Compatible:
    """Places can be the same where their discs of uncertainty touch, or where one of them is not in the gazetteer."""
    known = places.set_index("place_id")[["lon", "lat", "coord_uncertainty_m"]].astype("float64")

    def compatible(one: pd.Series, other: pd.Series) -> pd.Series:
        a, b = known.reindex(one.to_numpy()).to_numpy(), known.reindex(other.to_numpy()).to_numpy()
        apart = distance_m(a[:, 0], a[:, 1], b[:, 0], b[:, 1])
        return pd.Series(~(apart > a[:, 2] + b[:, 2]), index=one.index)

    return compatible


def distance_m(lon_a: np.ndarray, lat_a: np.ndarray, lon_b: np.ndarray, lat_b: np.ndarray) -> np.ndarray:
    """Distance on the sphere in metres between points in degrees WGS84 (haversine formula)."""
    phi_a, phi_b = np.radians(lat_a), np.radians(lat_b)
    half = np.sin((phi_b - phi_a) / 2) ** 2 + np.cos(phi_a) * np.cos(phi_b) * np.sin(np.radians(lon_b - lon_a) / 2) ** 2
    return np.asarray(2 * EARTH_RADIUS_M * np.arcsin(np.sqrt(half)))


def _spans(originals: pd.DataFrame) -> pd.DataFrame:
    """Dates and numbers as spans: `low` and `high` of each claim, infinite where open."""
    dates = originals[originals["attribute"] == "date"]
    days = {text: day_span(text) for text in dates["said"].unique()}
    numbers = originals[
        originals["attribute"].isin(HARM) & (originals["value_min"].notna() | originals["value_max"].notna())
    ]
    low = {text: span.first.toordinal() if span.first else -np.inf for text, span in days.items()}
    high = {text: span.last.toordinal() if span.last else np.inf for text, span in days.items()}
    return pd.concat(
        [
            dates.assign(low=dates["said"].map(low).astype("float64"), high=dates["said"].map(high).astype("float64")),
            numbers.assign(
                low=numbers["value_min"].astype("float64").fillna(-np.inf),
                high=numbers["value_max"].astype("float64").fillna(np.inf),
            ),
        ]
    )[["event_id", "attribute", "voice", "low", "high"]]


def _apart(spans: pd.DataFrame) -> pd.DataFrame:
    """The (event_id, attribute) of which two voices' spans do not touch. A voice spans all it ever said: tolls grow."""
    keys = ["event_id", "attribute"]
    by_voice = spans.groupby([*keys, "voice"]).agg(low=("low", "min"), high=("high", "max"))
    # intervals on a line all touch pairwise exactly when the greatest start is not above the least end
    ends = by_voice.groupby(keys).agg(low=("low", "max"), high=("high", "min"))
    return ends.index[ends["low"] > ends["high"]].to_frame(index=False)
