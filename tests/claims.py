"""Claims and places by hand: a test names only what it is about."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pandas as pd
import pandera.pandas as pa

from strikemap.model.events import resolve
from strikemap.model.schema import CLAIMS, DTYPES, PLACES, facts_of

REPORT = "r"
_PARTY_BASIS = "official_statement"

HRW_ON_SITE = {"claimant": "Human Rights Watch", "basis": "field_visit", "hedge": "states"}
AMNESTY_FOOTAGE = {"claimant": "Amnesty International", "basis": "footage_analysis", "hedge": "appears to"}
REPORTER = {"claimant": "A newspaper", "basis": "correspondent", "hedge": "saw"}
AZERBAIJAN = {"claimant": "Ministry in Baku", "claimant_party": "Azerbaijan", "basis": _PARTY_BASIS}
ARMENIA = {"claimant": "Ministry in Yerevan", "claimant_party": "Armenia", "basis": _PARTY_BASIS}
DE_FACTO = {"claimant": "Ministry in Stepanakert", "claimant_party": "NK de facto", "basis": _PARTY_BASIS}


def _typed(rows: list[dict[str, Any]], schema: pa.DataFrameSchema) -> pd.DataFrame:
    """A table of that schema; what a row does not name is blank or missing."""
    kinds = {name: DTYPES[facts_of(column).kind] for name, column in schema.columns.items()}
    blank = {name: "" if dtype == "str" else None for name, dtype in kinds.items()}
    return pd.DataFrame([blank | row for row in rows], columns=list(kinds)).astype(kinds)


def claim(attribute: str = "occurrence", value: str = "yes", **others: Any) -> dict[str, Any]:
    """One claim of the report "r", published on 5 Oct 2020, of a claimant of no party and no stated basis."""
    return {
        "event_id": REPORT, "attribute": attribute, "value": value, "value_min": None, "value_max": None, "value_words": "",
        "hedge": "states", "claimant": "Somebody", "claimant_party": "none", "relayed_by": "", "source_id": "s",
        "published_on": "2020-10-05", "basis": "unknown", "origin_claim_id": "", "counts_with": "",
    } | others  # fmt: skip


def people(attribute: str, low: int | None, high: int | None, **others: Any) -> dict[str, Any]:
    """A claim about a number of people; None = that end is open."""
    return claim(attribute, "", value_min=low, value_max=high, **others)


def table(*claims: dict[str, Any]) -> pd.DataFrame:
    """A claims table of these claims; ids are given as in the shipped data: report.attribute.number."""
    seen: Counter[str] = Counter()
    rows = []
    for each in claims:
        stem = f"{each['event_id']}.{each['attribute']}"
        seen[stem] += 1
        rows.append({"claim_id": f"{stem}.{seen[stem]}"} | each)
    return _typed(rows, CLAIMS)


def places(**points: tuple[float, float, int]) -> pd.DataFrame:
    """A gazetteer of settlements: place_id = (lat, lon, radius in metres)."""
    rows = [
        {"place_id": name, "name": name, "name_english": name, "lat": lat, "lon": lon, "coord_uncertainty_m": radius,
         "coordinate_quality": "settlement"}
        for name, (lat, lon, radius) in points.items()
    ]  # fmt: skip
    return _typed(rows, PLACES)


TOWN = places(town=(40.0, 47.0, 1000), suburb=(40.0, 47.02, 1000), elsewhere=(40.5, 48.0, 1000))


def report(*claims: dict[str, Any], known_on: Any = None) -> pd.Series:
    """The one report that these claims make together."""
    reports = resolve(table(*claims), TOWN, known_on)
    assert list(reports.index) == [REPORT]
    return reports.loc[REPORT]
