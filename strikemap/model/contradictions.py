"""Which voices contradict each other: no value of the one can be true beside a value of the other.

A side: different blocs. A weapon: different families, but a cluster munition can come in a rocket. A model: bomblets of
different names; a rocket named beside a bomblet is what carries it. A target: "military" beside any other kind, as a strike
can hit a school and homes. A place: two discs of uncertainty that do not touch. Dates and numbers: spans that do not touch.
"""

from __future__ import annotations

from collections.abc import Callable
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
    by_attribute = dict(iter(originals.groupby("attribute")))
    none = originals.iloc[:0]

    def claims(attribute: str) -> pd.DataFrame:
        return by_attribute.get(attribute, none)

    sides = claims(ATTRIBUTION)
    named = {
        "date": _date_spans(claims("date")),
        "place": _opposed(claims("place"), _discs_touch(places)),
        "weapon_category": _opposed(claims("weapon_category"), _carried),
        "weapon_model": _opposed(_bomblets(claims("weapon_model")), _equal),
        "weapon_producer": _opposed(claims("weapon_producer"), _equal),
        ATTRIBUTION: _opposed(sides.assign(said=sides["said"].map(SIDES).fillna(sides["said"])), _equal),
        "target_type": _opposed(claims("target_type"), _both_hit),
    }
    numbers = {attribute: _number_spans(claims(attribute)) for attribute in HARM}
    return named | numbers


def _opposed(claims: pd.DataFrame, compatible: Compatible) -> frozenset[str]:
    """Reports where two voices share no pair of compatible values."""
    said = claims.loc[claims["said"] != "", ["event_id", "voice", "said"]].drop_duplicates()
    # nearly all reports have one value or one voice; only the others need comparing
    several = said.groupby("event_id")[["voice", "said"]].nunique().gt(1).all(axis=1)
    said = said[said["event_id"].isin(several.index[several])]
    pairs = said.merge(said, on="event_id", suffixes=("", "_other"))
    pairs = pairs[pairs["voice"] < pairs["voice_other"]]
    agree = compatible(pairs["said"], pairs["said_other"]).groupby([pairs["event_id"], pairs["voice"], pairs["voice_other"]]).any()
    return frozenset(agree.index[~agree].get_level_values("event_id"))


def _equal(one: pd.Series, other: pd.Series) -> pd.Series:
    return one == other


def _carried(one: pd.Series, other: pd.Series) -> pd.Series:
    return (one == other) | (one.map(CARRIED_WITHIN) == other) | (other.map(CARRIED_WITHIN) == one)


def _both_hit(one: pd.Series, other: pd.Series) -> pd.Series:
    return one.isin(WIDE_TARGETS) | other.isin(WIDE_TARGETS) | ((one == "military") == (other == "military"))


def _bomblets(claims: pd.DataFrame) -> pd.DataFrame:
    """The bomblets that each claim names, one row each; models without a bomblet fall away."""
    named = claims.assign(said=claims["said"].str.findall(_BOMBLET)).explode("said")
    return named[named["said"].notna()]


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


def _date_spans(claims: pd.DataFrame) -> frozenset[str]:
    spans = {text: day_span(text) for text in claims["said"].unique()}
    first = {text: span.first.toordinal() if span.first else -np.inf for text, span in spans.items()}
    last = {text: span.last.toordinal() if span.last else np.inf for text, span in spans.items()}
    return _apart(claims.assign(low=claims["said"].map(first), high=claims["said"].map(last)))


def _number_spans(claims: pd.DataFrame) -> frozenset[str]:
    stated = claims[claims["value_min"].notna() | claims["value_max"].notna()]
    return _apart(
        stated.assign(
            low=stated["value_min"].astype("float64").fillna(-np.inf), high=stated["value_max"].astype("float64").fillna(np.inf)
        )
    )


def _apart(claims: pd.DataFrame) -> frozenset[str]:
    """Reports where the spans of two voices do not touch. A voice spans all it ever said, as a toll grows with the days."""
    by_voice = claims.groupby(["event_id", "voice"]).agg(low=("low", "min"), high=("high", "max"))
    # intervals on a line all touch pairwise exactly when the greatest start is not above the least end
    ends = by_voice.groupby("event_id").agg(low=("low", "max"), high=("high", "min"))
    return frozenset(ends.index[ends["low"] > ends["high"]])
