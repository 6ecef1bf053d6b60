"""The words that claims are made of: attributes, hedges, bases, parties, weapon families, grades."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

OCCURRENCE: Final = "occurrence"
ATTRIBUTION: Final = "attributed_to"
DENIAL: Final = "denial"

HARM: Final = ("killed", "injured", "civilian_killed")
"""Attributes that count people."""

ATTRIBUTES: Final = (
    OCCURRENCE, "date", "place", "weapon_category", "weapon_model", "weapon_producer", ATTRIBUTION, DENIAL,
    "target_type", *HARM, "military_objective_seen", "unexploded_ordnance",
)  # fmt: skip
"""What a claim can be about."""

GRADED: Final = ("weapon_category", "weapon_model", "target_type", *HARM)
"""Attributes with a grade of their own: a shelling can be confirmed and its weapon only alleged."""

ATTRIBUTE_WORDS: Final[Mapping[str, str]] = {
    OCCURRENCE: "the strike",
    "date": "date",
    "place": "place",
    "weapon_category": "weapon",
    "weapon_model": "weapon model",
    "weapon_producer": "producer",
    ATTRIBUTION: "side blamed",
    DENIAL: "denial",
    "target_type": "what was hit",
    "killed": "killed",
    "injured": "injured",
    "civilian_killed": "civilians killed",
    "military_objective_seen": "military objective seen",
    "unexploded_ordnance": "unexploded ordnance",
}

HEDGES: Final[Mapping[str, int]] = {
    "no comment": 0,
    "does not address": 0,
    "could not verify": 1,
    "was not able to identify": 1,
    "alleges": 2,
    "may be": 3,
    "states as alternatives": 3,
    "consistent with": 4,
    "appears to": 5,
    "preliminary": 6,
    "reports": 7,
    "admits a strike on the airfield, not on homes": 7,
    "states": 8,
    "saw": 9,
    "confirms": 10,
    "confirmed on site": 10,
    "denies in general": 8,
    "denies intent": 8,
    "denies": 8,
}
"""How firmly a claimant puts it, from not at all (0) to confirmed (10). Equal numbers are equally firm."""

LEAST_FIRM: Final = 6
"""Hedges from this number on are firm: the claimant says it, without "appears", "may" or "consistent with"."""

SAYS_NOTHING: Final = frozenset(hedge for hedge, firmness in HEDGES.items() if firmness <= HEDGES["could not verify"])
"""Hedges of a claimant that has looked, or was asked, and does not say it: such a claim supports nothing."""

DENIALS_OF_THE_STRIKE: Final = frozenset({"denies", "denies intent"})
"""Denials that concern this strike; a denial in general, or silence, does not contest it."""

SITE_BASES: Final = frozenset({"field_visit", "remnants"})
FOOTAGE_BASES: Final = frozenset({"footage_analysis"})
OTHER_INDEPENDENT_BASES: Final = frozenset({"witness", "correspondent", "official_statement"})
"""`official_statement` of a claimant of no party is that of an official of a third state."""

BASES: Final[Mapping[str, str]] = {
    "field_visit": "visit to the site",
    "remnants": "remnants examined",
    "footage_analysis": "analysis of footage",
    "witness": "witness",
    "correspondent": "correspondent",
    "official_statement": "official statement",
    "other_media": "other media",
    "unknown": "basis not stated",
}
"""What a claim rests on, in words."""

BLOCS: Final[Mapping[str, str]] = {"Azerbaijan": "Azerbaijan", "Armenia": "Armenia", "NK de facto": "Armenia"}
"""Party to bloc: Armenia and the de facto authorities of Nagorno-Karabakh speak as one side."""

SIDES: Final[Mapping[str, str]] = {
    "Azerbaijan": "Azerbaijan", "Armenia": "Armenia", "NK de facto forces": "Armenia", "NK de facto": "Armenia",
}  # fmt: skip
"""Side named in an attribution to bloc."""

PARTIES: Final = ("none", "Azerbaijan", "Armenia", "NK de facto")
BLOC_WORDS: Final[Mapping[str, str]] = {"Azerbaijan": "the Azerbaijani side", "Armenia": "the Armenian side"}

WEAPONS: Final = (
    "cluster_munition", "ballistic_missile", "rocket_artillery", "tube_artillery", "drone", "air_strike", "small_arms",
)  # fmt: skip
CARRIED_WITHIN: Final[Mapping[str, str]] = {"cluster_munition": "rocket_artillery"}
"""A cluster munition can come in a rocket: "rockets" beside "cluster munition" says less, it does not contradict."""

TARGETS: Final = (
    "residential", "school", "hospital", "religious_site", "market", "power", "road_bridge", "industrial", "military",
    "media", "mixed",
)  # fmt: skip

WIDE_TARGETS: Final = frozenset({"mixed"})
"""A target that says "several kinds": it does not contradict any of them."""

SUBMUNITIONS: Final = ("M095", "M85", "9N235", "9N210")
"""Bomblets by their own names. A rocket named beside a bomblet is what carries it; two different bomblets contradict."""

NOT_STATED: Final = "not_stated"
DISPUTED: Final = "disputed"
"""Blamed side where voices with equally good support name different sides."""

GRADES: Final = ("confirmed", "fair", "weak", "contested", "discounted")

AUDIT_WORDS: Final[Mapping[str, str]] = {
    "checked": "checked by a second reader",
    "mended": "mended after a second reader's check",
    "not found": "page not found by a second reader",
    "": "not checked by a second reader",
}
