"""The tables of a dataset: each column with its type, meaning, unit and what it may hold.

Reading, checking and the documents all use these values. A schema is a pandera DataFrameSchema; what pandera has no word
for stands in the metadata of its columns (see `Facts`). Days are local days; ids are text; a blank number is missing, never 0.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal, cast

import pandas as pd
import pandera.pandas as pa

from strikemap.model.dates import is_date
from strikemap.model.vocabulary import ATTRIBUTES, BASES, GRADED, GRADES, HEDGES, PARTIES, WEAPONS

Kind = Literal["text", "whole", "decimal", "day", "edtf", "list"]
"""What a cell is: text, a whole number, a decimal number, a day, an EDTF date kept as text, a list joined by ";"."""

DTYPES: Final[Mapping[Kind, str]] = {
    "text": "str", "edtf": "str", "list": "str", "whole": "Int64", "decimal": "float64", "day": "datetime64[us]",
}  # fmt: skip
"""Kind of cell to the type of its column. Texts hold "" where nothing is stated; numbers and days hold a missing value."""

BLANK: Final = "blank_required"
UNKNOWN_VALUE: Final = "unknown_value"
NOT_A_DATE: Final = "impossible_date"
OUT_OF_RANGE: Final = "out_of_range"
OUTSIDE_WORLD: Final = "coordinate_outside_world"
MIN_ABOVE_MAX: Final = "min_above_max"
DUPLICATE: Final = "duplicate_id"
"""Names of the pandera checks; each is the name of the defect in `strikemap.model.checks` that puts it into words."""


@dataclass(frozen=True)
class Facts:
    """What a column is, beyond what pandera checks: kept under "facts" in its metadata.

    unit : of numbers, "" for a plain count. allowed : every value the column may hold, () = any.
    refers_to : "table.column" that each value has to stand in, "" = nothing.
    """

    kind: Kind
    unit: str = ""
    required: bool = False
    allowed: tuple[str, ...] = ()
    refers_to: str = ""


def facts_of(column: pa.Column) -> Facts:
    """The declared facts of a column of one of our schemas."""
    return cast("Facts", (column.metadata or {})["facts"])


def _text(meaning: str, *, required: bool = False, refers_to: str = "") -> pa.Column:
    return _column(meaning, Facts("text", required=required, refers_to=refers_to))


def _id(meaning: str) -> pa.Column:
    return _column(meaning, Facts("text", required=True), unique=True)


def _choice(meaning: str, allowed: Iterable[str], *, required: bool = True) -> pa.Column:
    return _column(meaning, Facts("text", required=required, allowed=tuple(allowed)))


def _list(meaning: str, *, required: bool = False, refers_to: str = "") -> pa.Column:
    return _column(meaning, Facts("list", required=required, refers_to=refers_to))


def _edtf(meaning: str, *, required: bool = False) -> pa.Column:
    return _column(meaning, Facts("edtf", required=required), pa.Check(_are_dates, name=NOT_A_DATE, error=NOT_A_DATE))


def _day(meaning: str, *, required: bool = False) -> pa.Column:
    return _column(meaning, Facts("day", required=required))


def _whole(meaning: str, unit: str = "", *, required: bool = False) -> pa.Column:
    return _column(meaning, Facts("whole", unit, required), pa.Check.ge(0, name=OUT_OF_RANGE, error=OUT_OF_RANGE))


def _decimal(meaning: str, unit: str, low: float, high: float) -> pa.Column:
    return _column(meaning, Facts("decimal", unit), pa.Check.in_range(low, high, name=OUT_OF_RANGE, error=OUT_OF_RANGE))


def _degrees(meaning: str, unit: str, most: float) -> pa.Column:
    within = pa.Check.in_range(-most, most, name=OUTSIDE_WORLD, error=OUTSIDE_WORLD)
    return _column(meaning, Facts("decimal", unit, required=True), within)


def _column(meaning: str, facts: Facts, *checks: pa.Check, unique: bool = False) -> pa.Column:
    own = list(checks)
    is_text = DTYPES[facts.kind] == "str"
    if facts.required and is_text:
        own.append(pa.Check(_are_filled, name=BLANK, error=BLANK))
    if facts.allowed:
        # a blank where a value is required is told as a blank, not as an unknown value
        own.append(pa.Check.isin([*facts.allowed, ""], name=UNKNOWN_VALUE, error=UNKNOWN_VALUE))
    return pa.Column(
        DTYPES[facts.kind], own, unique=unique, report_duplicates="exclude_first", description=meaning,
        nullable=not (facts.required or is_text), metadata={"facts": facts},
    )  # fmt: skip


def _are_filled(column: pd.Series) -> pd.Series:
    return column != ""


def _are_dates(column: pd.Series) -> pd.Series:
    return column.map(is_date).astype(bool)


def _value_is_a_date(claims: pd.DataFrame) -> pd.Series:
    readable = pd.Series(data=True, index=claims.index)
    dates = claims["attribute"] == "date"
    readable[dates] = _are_dates(claims.loc[dates, "value"])
    return readable


def _min_is_not_above_max(claims: pd.DataFrame) -> pd.Series:
    return ~(claims["value_min"] > claims["value_max"]).fillna(value=False).astype(bool)


def _table(
    name: str, one_row: str, columns: dict[str, pa.Column], checks: Iterable[pa.Check] = ()
) -> pa.DataFrameSchema:
    return pa.DataFrameSchema(columns, checks=list(checks), name=name, title=one_row, strict="filter")


CLAIMS: Final = _table(
    "claims",
    "one fact, asserted by one claimant, read in one source",
    {
        "claim_id": _id("id of the claim: report, attribute and a number"),
        "event_id": _text("the report it belongs to", required=True),
        "attribute": _choice("what the claim is about", ATTRIBUTES),
        "value": _text(
            'what it says: an EDTF date, a place id, a word of the vocabulary, "yes" or "no", a side; blank for numbers of people'
        ),
        "value_min": _whole("least number claimed; blank = open or not stated"),
        "value_max": _whole("greatest number claimed; blank = open or not stated"),
        "value_words": _text("a quantity that the source keeps in words, or the content in a few words of our own"),
        "hedge": _choice("how firmly the claimant puts it", HEDGES),
        "claimant": _text("who asserts it", required=True),
        "claimant_party": _choice("the side the claimant speaks for", PARTIES),
        "relayed_by": _text("who printed it, where that is somebody else"),
        "source_id": _text("where we read it", required=True, refers_to="sources.source_id"),
        "published_on": _day("local day of publication; blank = unknown"),
        "basis": _choice("what the claim rests on", BASES),
        "origin_claim_id": _text("the claim that this one only repeats", refers_to="claims.claim_id"),
        "counts_with": _text("the organisation whose voice a quoted witness is; blank = the claimant's own"),
    },
    [
        pa.Check(_value_is_a_date, name=f"{NOT_A_DATE}:value", error=f"{NOT_A_DATE}:value"),
        pa.Check(_min_is_not_above_max, name=f"{MIN_ABOVE_MAX}:value_min", error=f"{MIN_ABOVE_MAX}:value_min"),
    ],
)

SOURCES: Final = _table(
    "sources",
    "a thing we read",
    {
        "source_id": _id("id of the source"),
        "publisher": _text("who published it", required=True),
        "title": _text("its title; in brackets: our description where the copy shows no title"),
        "author": _text("its author"),
        "published": _edtf("day of publication; blank = unknown"),
        "url": _text("where it can be read"),
        "type": _choice(
            "kind of source", ["news", "ngo_investigation", "dataset", "government_statement", "intergovernmental"]
        ),
        "party_affiliation": _choice(
            "the side whose officials or state media it is, or whose statements it carries", PARTIES
        ),
        "accessed_note": _text("what was seen of it, and which dates are inferred"),
    },
)

PLACES: Final = _table(
    "places",
    "a named place",
    {
        "place_id": _id("id of the place"),
        "name": _text("its name as the tables use it", required=True),
        "name_armenian": _text("Armenian-side form; in brackets: Armenian letters"),
        "name_azerbaijani": _text("Azerbaijani-side form; in brackets: Azerbaijani letters"),
        "name_russian": _text("Russian form"),
        "name_english": _text("the form most of our sources use", required=True),
        "lat": _degrees("latitude WGS84", "degrees north", 90),
        "lon": _degrees("longitude WGS84", "degrees east", 180),
        "admin_region": _text("district or area by its common name"),
        "region_ids": _list("regions that the place counts with, as in [labels.region] of dataset.toml"),
        "coordinate_quality": _choice(
            "how closely the point gives the place", ["exact", "neighbourhood", "settlement", "district"]
        ),
        "coord_source": _text("where the point is from: geonames:<id>, natural_earth or a source id"),
        "coord_uncertainty_m": _whole("radius that should contain the place meant", "metres", required=True),
        "population_est": _whole("inhabitants, where a source says so"),
        "population_year": _whole("year of that number", "year"),
        "population_source_id": _text("source of that number", refers_to="sources.source_id"),
        "notes": _text("what stands in for what, and other remarks"),
    },
)

MUNITIONS: Final = _table(
    "munitions",
    "a weapon: a carrier, or what it carries",
    {
        "weapon_id": _id("id of the weapon"),
        "name": _text("its name", required=True),
        "aliases": _list("other names"),
        "kind": _choice("what it is", ["rocket", "missile", "submunition", "drone"]),
        "weapon_category": _choice("its family", WEAPONS),
        "producer_country": _text("country that made it"),
        "carrier_of": _list("weapons it carries", refers_to="munitions.weapon_id"),
        "carried_by": _list("weapons that carry it", refers_to="munitions.weapon_id"),
        "delivery_system": _text("launcher"),
        "submunition_type": _text("kind of submunition"),
        "submunitions_per_munition": _whole("submunitions in one munition"),
        "footprint_m": _whole("area it covers, as a length", "metres"),
        "reported_dud_rate_min": _decimal("lowest share said not to explode", "fraction", 0, 1),
        "reported_dud_rate_max": _decimal("highest share said not to explode", "fraction", 0, 1),
        "self_destruct": _choice(
            "whether its submunitions destroy themselves", ["yes", "no", "unknown"], required=False
        ),
        "max_range_km": _decimal("greatest range", "kilometres", 0, 20_000),
        "source_ids": _list("sources", required=True, refers_to="sources.source_id"),
        "notes": _text("remarks"),
    },
)

TREATY_STATUS: Final = _table(
    "treaty_status",
    "a state and the Convention on Cluster Munitions",
    {
        "iso3": _id("ISO 3166 code of the state"),
        "country": _text("its name", required=True),
        "status": _choice(
            "status today, as far as the material shows", ["state_party", "signatory", "not_signed", "withdrawn"]
        ),
        "date_signed": _edtf("day of signature"),
        "date_ratified_or_acceded": _edtf("day or year in which it became bound"),
        "date_precision": _choice("precision of that date", ["day", "year"], required=False),
        "instrument": _text("how it became bound, or left"),
        "party_in_oct_2020": _choice("whether it was a party in October 2020", ["yes", "no"]),
        "source_ids": _list("sources", required=True, refers_to="sources.source_id"),
        "notes": _text("remarks"),
    },
)

TREATY_COUNTS: Final = _table(
    "treaty_counts",
    "the number of parties and signatories on a day",
    {
        "as_of": _edtf("the day", required=True),
        "states_parties": _whole("parties", required=True),
        "signatories": _whole("signatories that are not parties"),
        "source_ids": _list("sources", required=True, refers_to="sources.source_id"),
        "notes": _text("remarks"),
    },
)

TRANSFERS: Final = _table(
    "transfers",
    "a reported delivery",
    {
        "transfer_id": _id("id of the row"),
        "supplier": _text("state that delivered", required=True),
        "recipient": _text("state that received", required=True),
        "system": _text("what was delivered", required=True),
        "since": _edtf("first year or day"),
        "until": _edtf("last year or day"),
        "quantity_reported": _text("quantity as the source words it"),
        "source_ids": _list("sources", required=True, refers_to="sources.source_id"),
        "notes": _text("remarks"),
    },
)

EDGES: Final = _table(
    "edges",
    "a relation between two names, as somebody put it",
    {
        "edge_id": _id("id of the row"),
        "kind": _choice(
            "kind of relation",
            ["production", "transfer", "diplomatic_support", "military_support", "mediation", "treaty", "no_treaty"],
        ),
        "from": _text("a state, an authority or a body", required=True),
        "to": _text("the same, a treaty, or weapon:<weapon_id>", required=True),
        "since": _edtf('start; blank = not stated, ".." = open'),
        "until": _edtf('end; blank = not stated, ".." = open at the time of the source'),
        "hedge": _text("how firmly the claimant puts it", required=True),
        "claimant": _text('who asserts it; "(see source)" where the page names no origin', required=True),
        "source_id": _text("where we read it", required=True, refers_to="sources.source_id"),
        "note": _text("remarks, and denials"),
    },
)

CONTEXT: Final = _table(
    "context",
    "a turning point of the history",
    {
        "context_id": _id("id of the row"),
        "date": _edtf("when, as precisely as the sources say", required=True),
        "title": _text("its name in a few words", required=True),
        "summary": _text("what happened", required=True),
        "source_ids": _list("sources", required=True, refers_to="sources.source_id"),
    },
)

SEED_CLAIMS: Final = _table(
    "seed_claims",
    "an assertion or a silence of the article behind this map",
    {
        "seed_id": _id("id of the assertion"),
        "kind": _text("kind of assertion", required=True),
        "event_id": _text("the report it speaks of", refers_to="claims.event_id"),
        "statement": _text("the assertion in our words", required=True),
        "claimant": _text("who asserts it"),
        "hedge": _text("how firmly"),
        "date": _edtf("the day it speaks of"),
        "place_id": _text("the place it speaks of", refers_to="places.place_id"),
        "what_must_show_it": _text("the part of the screen that shows it"),
        "trap": _text("the usual mistake"),
        "shown_at": _text("address, from the start page on, that shows it"),
    },
)

AUDIT: Final = _table(
    "audit",
    "the check of a claim by a second reader",
    {
        "claim_id": _id("the claim; one that was taken out after the check keeps its row here"),
        "status": _choice("outcome", ["checked", "mended", "not found"]),
        "verdict": _text("what was right or wrong before mending", required=True),
        "page_says": _text("what the page says, in our words"),
        "url_seen": _text("page that was seen"),
        "pass": _choice("round of checking", ["1", "2"]),
    },
)

ATTACKS: Final = _table(
    "attacks",
    "a report that is part of one attack with other reports, so that its toll is not added twice",
    {
        "attack_id": _text("id of the attack", required=True),
        "event_id": _column("the report; in one attack at most", Facts("text", required=True, refers_to="claims.event_id"), unique=True),
        "note": _text("why it counts with the others"),
    },
)

OVERRIDES: Final = _table(
    "overrides",
    "a grade that a person sets over the rule",
    {
        "event_id": _text("the report", required=True, refers_to="claims.event_id"),
        "attribute": _choice("the attribute whose grade is set; blank = the report itself", GRADED, required=False),
        "grade": _choice("the grade set", GRADES),
        "name": _text("the name of the person who sets it and answers for it", required=True),
        "reason": _text("why, in words that a reader will see", required=True),
        "day": _day("day on which it was set; it counts from then on", required=True),
    },
)

POPULATIONS: Final = _table(
    "populations",
    "how many people were counted in a region",
    {
        "region_id": _id("the region, as in the outlines of the layers; a region without a row has no sourced population"),
        "people": _whole("people counted", required=True),
        "as_of": _edtf("the day of the count", required=True),
        "counted_by": _text("who counted", required=True),
        "counts": _choice("whom the count means: those registered there, displaced ones too, or those who lived there", ["registered", "resident"]),
        "published_by": _text("where we read it", required=True),
        "url": _text("its address", required=True),
        "note": _text("what to keep in mind when a rate is made of it"),
    },
)

TABLES: Final[tuple[pa.DataFrameSchema, ...]] = (
    CLAIMS, SOURCES, PLACES, MUNITIONS, TREATY_STATUS, TREATY_COUNTS, TRANSFERS, EDGES, CONTEXT, SEED_CLAIMS, AUDIT, ATTACKS,
    OVERRIDES, POPULATIONS,
)  # fmt: skip
"""Every table of a dataset folder; the file of a table is its name with ".csv"."""
