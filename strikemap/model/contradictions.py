"""Which voices contradict each other: no value of the one can be true beside a value of the other.

A side: different blocs. A weapon: different families, but a cluster munition can come in a rocket. A model: bomblets of
different names; a rocket named beside a bomblet is what carries it. A target: "military" beside any other kind, as a strike
can hit a school and homes. A place: two discs of uncertainty that do not touch. Dates and numbers: spans that do not touch.
"""

from __future__ import annotations

import math
import operator
from collections import defaultdict
from collections.abc import Callable, Mapping
from itertools import combinations, product
from typing import Final

import numpy as np
import pandas as pd

from strikemap.model.dates import day_span
from strikemap.model.vocabulary import ATTRIBUTION, CARRIED_WITHIN, HARM, SIDES, SUBMUNITIONS, WIDE_TARGETS

EARTH_RADIUS_M: Final = 6_371_008.8
"""Mean radius of the Earth (IUGG), metres."""

_BOMBLET: Final = "(" + "|".join(SUBMUNITIONS) + ")"

Compatible = Callable[[str, str], bool]
"""Whether two values can both be true."""

_KEYS = ["event_id", "attribute"]


def contradicting_events(originals: pd.DataFrame, places: pd.DataFrame) -> dict[str, frozenset[str]]:
    """The reports whose voices contradict each other, by attribute.

    originals : as `events.original_claims` gives them (event_id, attribute, voice, said, value_min, value_max).
    """
    compatible: dict[str, Compatible] = {
        "place": _discs_touch(places),
        "weapon_category": _carried,
        "weapon_model": operator.eq,
        "weapon_producer": operator.eq,
        ATTRIBUTION: operator.eq,
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
    said = said[said["attribute"].isin(list(compatible))]
    # nearly all have one value only; the few others are compared voice by voice
    differing = said.drop_duplicates([*_KEYS, "said"])
    differing = differing.loc[differing.duplicated(_KEYS), _KEYS].drop_duplicates()
    said = said.merge(differing, on=_KEYS)
    columns = [said[each].tolist() for each in (*_KEYS, "voice", "said")]
    by_voice: dict[tuple[str, str], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for event_id, attribute, voice, value in zip(*columns, strict=True):
        by_voice[event_id, attribute][voice].add(value)
    found = [key for key, voices in by_voice.items() if _any_opposed(voices, compatible[key[1]])]
    return pd.DataFrame(found, columns=_KEYS, dtype="str")


def _any_opposed(voices: Mapping[str, set[str]], compatible: Compatible) -> bool:
    """Whether any two voices share no pair of compatible values."""
    return any(
        not any(compatible(one, other) for one, other in product(ours, theirs))
        for ours, theirs in combinations(voices.values(), 2)
    )


def _carried(one: str, other: str) -> bool:
    return one == other or CARRIED_WITHIN.get(one) == other or CARRIED_WITHIN.get(other) == one


def _both_hit(one: str, other: str) -> bool:
    return bool({one, other} & WIDE_TARGETS) or (one == "military") == (other == "military")


def _discs_touch(places: pd.DataFrame) -> Compatible:
    """Places can be the same where their discs of uncertainty touch, or where one of them is not in the gazetteer."""
    columns = [places[each].tolist() for each in ("place_id", "lon", "lat", "coord_uncertainty_m")]
    discs = {place_id: (lon, lat, radius_m) for place_id, lon, lat, radius_m in zip(*columns, strict=True)}

    def compatible(one: str, other: str) -> bool:
        if one not in discs or other not in discs:
            return True
        (lon_a, lat_a, radius_a), (lon_b, lat_b, radius_b) = discs[one], discs[other]
        return bool(distance_m(lon_a, lat_a, lon_b, lat_b) <= radius_a + radius_b)

    return compatible


def distance_m(lon_a: float, lat_a: float, lon_b: float, lat_b: float) -> float:
    """Distance on the sphere in metres between two points in degrees WGS84 (haversine formula)."""
    phi_a, phi_b = math.radians(lat_a), math.radians(lat_b)
    half_lat, half_lon = math.sin((phi_b - phi_a) / 2), math.sin(math.radians(lon_b - lon_a) / 2)
    return 2 * EARTH_RADIUS_M * math.asin(math.sqrt(half_lat**2 + math.cos(phi_a) * math.cos(phi_b) * half_lon**2))


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
    by_voice = spans.groupby([*_KEYS, "voice"]).agg(low=("low", "min"), high=("high", "max"))
    # intervals on a line all touch pairwise exactly when the greatest start is not above the least end
    ends = by_voice.groupby(_KEYS).agg(low=("low", "max"), high=("high", "min"))
    return ends.index[ends["low"] > ends["high"]].to_frame(index=False)
