"""Weapons: what each is, and what each side is said to have used, by whom, how firmly, in which reports.

A use is a claim that names a weapon and a claim that names a side, on one report. They need not be of one claimant, so both stand
beside each other; neither says that the weapon was in that side's hands.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd

from strikemap.model.dataset import Dataset
from strikemap.model.events import asserting, original_claims
from strikemap.model.vocabulary import (
    ATTRIBUTION,
    BLOC_WORDS,
    DENIAL,
    DENIALS_OF_THE_STRIKE,
    SIDES,
    WEAPONS,
)
from strikemap.query.citations import Citation, citations, cited
from strikemap.query.select import with_text
from strikemap.query.view import View, clean_text
from strikemap.query.weapon_names import Named, name_of, names_in
from strikemap.query.wording import Labels

MODEL: Final = "weapon_model"
READ: Final = frozenset({MODEL, ATTRIBUTION, DENIAL})
"""What a use is made of; a repeat is always about the same as the claim that it repeats."""

SUBMUNITION: Final = "submunition"

BOTH, ONE, PARTY, OTHER = "both", "one", "party", "other"
USE_WORDS: Final[Mapping[str, str]] = {
    BOTH: "independent claimants name weapon and side",
    ONE: "independent on weapon or side, not both",
    OTHER: "nobody independent, but not one party alone",
    PARTY: "officials of one party alone",
}
"""Who says so, in words, the best supported first."""

FAMILY_WORDS: Final[Mapping[str, str]] = {
    ONE: "an independent claimant on the report",
    OTHER: USE_WORDS[OTHER],
    PARTY: USE_WORDS[PARTY],
}
"""What a whole report rests on, where families are counted."""

Said = tuple[tuple[str, str], ...]
"""(claimant, hedge) of each, the best supported first."""


@dataclass(frozen=True)
class Use:
    """One report on which a weapon is named and a side blamed.

    key, words : as in `weapon_names.Named`. side : a bloc. footing : a key of USE_WORDS. names, blames, denies : who says which.
    """

    event_id: str
    key: str
    words: str
    side: str
    footing: str
    names: Said
    blames: Said
    denies: Said
    occurred: str


@dataclass(frozen=True)
class Munition:
    """One weapon: a carrier or what it carries, never both in one row. Numbers are words; "" = no sourced figure."""

    weapon: str
    name: str
    kind: str
    producer: str
    carries: str
    carried_by: str
    launcher: str
    range: str
    holds: str
    self_destruct: str
    failure: str
    footprint: str
    note: str
    sources: tuple[Citation, ...]

    @property
    def is_submunition(self) -> bool:
        """Whether it is what a carrier carries."""
        return self.kind == SUBMUNITION


def munitions_of(dataset: Dataset) -> list[Munition]:
    """Every weapon of the dataset, in its order."""
    known = citations(dataset)
    return [_munition(dataset, {str(key): value for key, value in row.items()}, known) for row in dataset.munitions.to_dict("records")]


def _munition(dataset: Dataset, row: Mapping[str, Any], known: Mapping[str, Citation]) -> Munition:
    def named(ids: str) -> str:
        return ", ".join(name_of(dataset, each) for each in ids.split(";") if each)

    return Munition(
        weapon=row["weapon_id"], name=row["name"], kind=row["kind"], producer=row["producer_country"],
        carries=named(row["carrier_of"]), carried_by=named(row["carried_by"]), launcher=row["delivery_system"],
        range=_number(row["max_range_km"], "up to {} km"), holds=_number(row["submunitions_per_munition"], "{} in one"),
        self_destruct=row["self_destruct"], failure=say_share(row["reported_dud_rate_min"], row["reported_dud_rate_max"]),
        footprint=_number(row["footprint_m"], "{} m"), note=row["notes"], sources=cited(row["source_ids"], known),
    )  # fmt: skip


def _number(value: Any, words: str) -> str:
    return "" if pd.isna(value) else words.format(f"{value:,.0f}")


def say_share(low: Any, high: Any) -> str:
    """A band of shares in per cent, as its source gives it; "" where there is no figure."""
    ends = [f"{float(each) * 100:.1f}".removesuffix(".0") for each in dict.fromkeys((low, high)) if not pd.isna(each)]
    return "\N{EN DASH}".join(ends) + " %" if ends else ""


def named_by_event(dataset: Dataset, originals: pd.DataFrame) -> dict[str, list[tuple[Named, dict[str, Any]]]]:
    """Each weapon that a claim on a report names, with that claim."""
    found: dict[str, list[tuple[Named, dict[str, Any]]]] = {}
    for event, claims in _by_event(originals[originals["attribute"] == MODEL]).items():
        for claim in claims:
            found.setdefault(event, []).extend((named, claim) for named in names_in(dataset, claim["value"]))
    return {event: named for event, named in found.items() if named}


def uses_of(dataset: Dataset, reports: pd.DataFrame, claims: pd.DataFrame) -> list[Use]:
    """What each side is said to have used, one entry for each report, weapon and side; by date.

    reports : those shown. claims : the known claims behind them. Claims that say nothing ("could not verify") make no use.
    """
    originals = asserting(original_claims(claims[claims["attribute"].isin(READ)])).sort_values(["independent", "evidence", "firmness", "claim_id"], ascending=[False, False, False, True])
    named = named_by_event(dataset, originals)
    about = originals[originals["event_id"].isin(named)]
    blamed = about[about["attribute"] == ATTRIBUTION]
    blamed = blamed.assign(side=blamed["value"].map(SIDES)).dropna(subset=["side"])
    denied = about[(about["attribute"] == DENIAL) & about["hedge"].isin(DENIALS_OF_THE_STRIKE)]
    blames, denials = _by_event(blamed, "side"), _by_event(denied)
    order = reports.loc[reports.index.isin(named)].sort_values("day_first", kind="stable")
    return [
        use
        for event, report in zip(order.index, order[["occurred"]].to_dict("records"), strict=True)
        for use in _uses(str(event), report, named[event], blames.get(event, []), denials.get(event, []))
    ]


_READ: Final = ["event_id", "value", "claimant", "hedge", "independent", "bloc"]
"""What a use needs of a claim."""


def _by_event(claims: pd.DataFrame, *more: str) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for row in claims[[*_READ, *more]].to_dict("records"):
        found.setdefault(str(row["event_id"]), []).append({str(key): value for key, value in row.items()})
    return found


def _uses(
    event: str, report: Mapping[Any, Any], named: list[tuple[Named, dict[str, Any]]], blames: list[dict[str, Any]], denials: list[dict[str, Any]]
) -> Iterable[Use]:
    for side in dict.fromkeys(each["side"] for each in blames):
        blaming = [each for each in blames if each["side"] == side]
        for weapon in dict.fromkeys(each for each, _ in named):
            naming = [claim for each, claim in named if each == weapon]
            yield Use(
                event_id=event, key=weapon.key, words=weapon.words, side=side, footing=_footing(naming, blaming),
                names=_said(naming), blames=_said(blaming),
                denies=_said([each for each in denials if SIDES.get(each["value"], each["bloc"]) == side]),
                occurred=str(report["occurred"]),
            )  # fmt: skip


def _footing(naming: list[dict[str, Any]], blaming: list[dict[str, Any]]) -> str:
    weapon, side = (any(each["independent"] for each in claims) for claims in (naming, blaming))
    if weapon and side:
        return BOTH
    if weapon or side:
        return ONE
    blocs = {each["bloc"] for each in (*naming, *blaming)}
    return PARTY if len(blocs) == 1 and "" not in blocs else OTHER


def _said(claims: Iterable[Mapping[str, Any]]) -> Said:
    return tuple(dict.fromkeys((str(each["claimant"]), str(each["hedge"])) for each in claims))


def counted(uses: Sequence[Use]) -> pd.DataFrame:
    """Reports by weapon, side and footing: columns key, words, side, footing, reports."""
    columns = ["key", "words", "side", "footing"]
    rows = pd.DataFrame([[getattr(each, column) for column in columns] for each in uses], columns=columns)
    return rows.groupby(columns, sort=False, as_index=False).size().rename(columns={"size": "reports"})


def counted_families(reports: pd.DataFrame, labels: Labels) -> pd.DataFrame:
    """The same by weapon family, as the reports themselves show weapon and side; a side that is not one bloc is left out."""
    known = [*WEAPONS, *sorted(set(reports["weapon_category"].unique()) - set(WEAPONS))]
    sides, footings = list(BLOC_WORDS), list(FAMILY_WORDS)
    bloc = reports["blamed"].astype("category")
    side = np.array([*(sides.index(SIDES[each]) if each in SIDES else -1 for each in bloc.cat.categories), -1])[bloc.cat.codes]
    family = pd.Categorical(reports["weapon_category"], categories=known).codes.astype(np.int64)
    alone = reports["party_only"].astype("category")
    is_alone = np.array([*(each in BLOC_WORDS for each in alone.cat.categories), False])[alone.cat.codes]
    independent = reports["independent_claimants"].to_numpy() > 0
    footing = np.where(is_alone, footings.index(PARTY), np.where(independent, footings.index(ONE), footings.index(OTHER)))
    keep = side >= 0
    cells = (family * len(sides) + side) * len(footings) + footing
    numbers = np.bincount(cells[keep], minlength=len(known) * len(sides) * len(footings))
    found = [
        [weapon, labels.of("weapon", weapon), each, footings[at % len(footings)], int(numbers[at])]
        for at, (weapon, each) in enumerate((weapon, each) for weapon in known for each in sides for _ in footings)
        if numbers[at]
    ]
    return pd.DataFrame(found, columns=["key", "words", "side", "footing", "reports"]).astype({"reports": "int64"})


def said_lines(uses: Sequence[Use], reports: int) -> list[str]:
    """What each side is said to have used, and who says so, in a sentence each; then how many reports say nothing of it.

    uses : of the reports shown. reports : how many these are. Weapons with the best support come first.
    """
    if not reports:
        return []
    if not uses:
        return [f"None of these {reports:,} reports names a model of a weapon and a side."]
    parts = [part for side in BLOC_WORDS if (part := _side_part(side, [each for each in uses if each.side == side]))]
    named = len({each.event_id for each in uses})
    return [*parts, f"{reports - named:,} of {reports:,} reports name no model together with a side."]


NAMED_WEAPONS: Final = 3
"""Weapons of a side that the sentence names; the chart and the tables have all."""


def _side_part(side: str, uses: Sequence[Use]) -> str:
    if not uses:
        return ""
    footings = list(USE_WORDS)
    by_weapon: dict[str, list[Use]] = {}
    for each in uses:
        by_weapon.setdefault(each.words, []).append(each)
    order = sorted(by_weapon.items(), key=lambda pair: (min(footings.index(use.footing) for use in pair[1]), -len(pair[1]), pair[0]))
    named = [f"{words} (n = {len(own):,}, according to {_claimants(own)})" for words, own in order[:NAMED_WEAPONS]]
    more = len(order) - NAMED_WEAPONS
    rest = f" and {more:,} other {'weapon' if more == 1 else 'weapons'}" if more > 0 else ""
    words = BLOC_WORDS[side]
    return f"{words[:1].upper()}{words[1:]} is reported to have used {', '.join(named)}{rest}."


def _claimants(uses: Sequence[Use]) -> str:
    """The best supported claimant by name, the others as a number."""
    order = sorted(uses, key=lambda each: list(USE_WORDS).index(each.footing))
    names = list(dict.fromkeys(claimant for use in order for claimant, _ in use.names))
    return names[0] + (f" and {len(names) - 1:,} more" if len(names) > 1 else "")


class Finder:
    """Finds a View that shows exactly some of the reports of a View, so that one link leads to them."""

    def __init__(self, view: View, reports: pd.DataFrame) -> None:
        """Hold the reports that the View shows; more than MOST_SEARCHED are not searched."""
        self._view = view.but(event="")
        self._reports = reports
        few = reports if len(reports) <= MOST_SEARCHED else reports.iloc[:0]
        self._by = few["blamed"].astype("str").map(SIDES).fillna("").to_numpy()
        self._blamed = [str(each) for each in few["blamed"].unique()]

    def exactly(self, events: Iterable[str], texts: Iterable[str], side: str = "") -> View | None:
        """The View with a text search, and perhaps a side, that shows these reports and no others; None where there is none."""
        if self._view.q or len(self._reports) > MOST_SEARCHED:
            return None
        wanted = self._reports.index.isin(frozenset(events))
        blamed = tuple(each for each in self._blamed if SIDES.get(each) == side) if not self._view.by else ()
        for text in sorted({clean_text(each.casefold()) for each in texts} - {""}, key=lambda each: (len(each), each)):
            found = with_text(self._reports, text)
            if (found == wanted).all():
                return self._view.but(q=text)
            if blamed and ((found & (self._by == side)) == wanted).all():
                return self._view.but(q=text, by=blamed)
        return None


MOST_SEARCHED: Final = 20_000
"""Reports among which a link is looked for; of more, each is listed by itself."""
