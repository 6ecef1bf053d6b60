"""Unexploded ordnance as reported: who saw what, near which place, and never closer than a set radius.

A sighting stands at the place of its report, with the radius within which that place may lie, and at least LEAST_RADIUS_M. That no
sighting is listed for a place does not mean that it is safe.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from strikemap.model.dataset import Dataset
from strikemap.model.events import original_claims
from strikemap.model.vocabulary import BASES
from strikemap.query.citations import Citation, citations, cited

UNEXPLODED: Final = "unexploded_ordnance"
LEAST_RADIUS_M: Final = 1_000
"""Radius, in metres, below which no sighting is placed, whatever its source says."""

NOT_SAFE: Final = "That nothing is reported from a place does not mean that it is safe."

_SPOKEN: Final = re.compile(r"unexploded|did not explode|not exploded|failed to explode|\bduds?\b", re.IGNORECASE)


@dataclass(frozen=True)
class Sighting:
    """One claim of unexploded ordnance. placed : whether it is said of the place of its report.

    lon, lat : the middle of that place, degrees WGS84, None where it has none; radius_m : how far the place may lie from it, in
    metres, at least LEAST_RADIUS_M.
    """

    event_id: str
    claimant: str
    hedge: str
    basis: str
    words: str
    published: str
    occurred: str
    place: str
    lon: float | None
    lat: float | None
    radius_m: int
    placed: bool
    sources: tuple[Citation, ...]


def sightings_of(dataset: Dataset, reports: pd.DataFrame, claims: pd.DataFrame) -> list[Sighting]:
    """Every sighting on the reports, by date: claims about unexploded ordnance, then others whose words speak of it.

    reports : those shown. claims : the known claims behind them. The second kind is not placed: it may speak of another place.
    """
    originals = original_claims(claims)
    said = originals[(originals["attribute"] == UNEXPLODED) & (originals["value"] != "no")]
    spoken = (originals["attribute"] != UNEXPLODED) & originals["value_words"].str.contains(_SPOKEN)
    known = citations(dataset)
    found = [
        _sighting(row, reports.loc[row["event_id"]], known, placed=placed)
        for rows, placed in ((said, True), (originals[spoken], False))
        for row in rows.to_dict("records")
    ]
    return sorted(found, key=lambda each: (not each.placed, each.occurred, each.place, each.claimant))


def _sighting(claim: Mapping[Any, Any], report: pd.Series, known: Mapping[str, Citation], *, placed: bool) -> Sighting:
    has_place = not pd.isna(report["lon"]) and not pd.isna(report["lat"])
    own = 0 if pd.isna(report["radius_m"]) else int(report["radius_m"])
    day = claim["published_on"]
    return Sighting(
        event_id=str(claim["event_id"]), claimant=str(claim["claimant"]), hedge=str(claim["hedge"]),
        basis=BASES.get(str(claim["basis"]), str(claim["basis"])), words=str(claim["value_words"]),
        published="" if pd.isna(day) else pd.Timestamp(day).date().isoformat(), occurred=str(report["occurred"]),
        place=str(report["place_name"]), lon=float(report["lon"]) if has_place else None, lat=float(report["lat"]) if has_place else None,
        radius_m=max(LEAST_RADIUS_M, own), placed=placed and has_place, sources=cited(str(claim["source_id"]), known),
    )  # fmt: skip


def places_of(sightings: list[Sighting]) -> pd.DataFrame:
    """The sightings that are placed, by place: columns place, lon, lat (degrees), radius_m (the widest), sightings, reports."""
    rows = pd.DataFrame(
        [[each.place, each.lon, each.lat, each.radius_m, each.event_id] for each in sightings if each.placed],
        columns=["place", "lon", "lat", "radius_m", "event_id"],
    )
    grouped = rows.groupby(["place", "lon", "lat"], sort=False)
    return grouped.agg(radius_m=("radius_m", "max"), sightings=("event_id", "size"), reports=("event_id", "nunique")).reset_index()


def sightings_sentence(sightings: list[Sighting], reports: int) -> str:
    """How many claimants report unexploded ordnance, on how many reports and near which places."""
    if not sightings:
        return f"None of these {reports:,} reports speaks of unexploded ordnance. {NOT_SAFE}"
    placed = [each for each in sightings if each.placed]
    number, claimants = len({each.event_id for each in sightings}), list(dict.fromkeys(each.claimant for each in sightings))
    places = list(dict.fromkeys(each.place for each in placed))
    near = f", near {_listed(places)}" if places else ""
    rest = len(sightings) - len(placed)
    unplaced = f" {rest:,} more {'claim speaks' if rest == 1 else 'claims speak'} of it without a place of its own." if rest else ""
    return (
        f"Unexploded ordnance is reported in {number:,} of {reports:,} reports{near}, according to {_listed(claimants, '; ')}.{unplaced} {NOT_SAFE}"
    )


NAMED: Final = 4
"""Places and claimants that the sentence names; the list has all."""


def _listed(names: list[str], comma: str = ", ") -> str:
    more = len(names) - NAMED
    if more > 0:
        return f"{comma.join(names[:NAMED])} and {more:,} more"
    return names[0] if len(names) == 1 else comma.join(names[:-1]) + " and " + names[-1]
