"""The card of one report: what is said about it, by whom, how firmly, and what nobody says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from strikemap.model.dataset import Dataset
from strikemap.model.dates import say_date, time_of_day
from strikemap.model.events import known_claims
from strikemap.model.vocabulary import (
    ATTRIBUTE_WORDS,
    ATTRIBUTES,
    AUDIT_WORDS,
    BASES,
    DENIAL,
    HEDGES,
    NOT_STATED,
    SIDES,
)
from strikemap.query.citations import Citation, citations, cited
from strikemap.query.wording import Labels, say_range

PRECISION_WORDS = {
    "exact": "exact place",
    "neighbourhood": "neighbourhood known",
    "settlement": "town known, street not",
    "district": "only the district known; the point is a stand-in",
}


@dataclass(frozen=True)
class ClaimLine:
    """One claim in words. `party` is "" for a claimant of no side; `repeats` names the claim that it only repeats."""

    claim_id: str
    value: str
    hedge: str
    claimant: str
    party: str
    relayed_by: str
    published: str
    basis: str
    repeats: str
    audit: str
    source: Citation


VOICES, DENIALS = 2, 4
"""Voices named under the weapon and the side blamed, and under the denial; all of them stand in the list of claims."""


@dataclass(frozen=True)
class Fact:
    """One attribute of a report: the value shown, its own grade, whether claims contradict each other, and its claims."""

    attribute: str
    title: str
    shown: str
    grade: str
    contested: bool
    claims: tuple[ClaimLine, ...]

    def voices(self, most: int) -> list[ClaimLine]:
        """The first claim of each claimant, repeats of others left out."""
        first: dict[str, ClaimLine] = {}
        for line in self.claims:
            if not line.repeats:
                first.setdefault(line.claimant, line)
        return list(first.values())[:most]


@dataclass(frozen=True)
class Card:
    """Everything the card says, in words; "" = not stated."""

    event_id: str
    place: str
    names: tuple[tuple[str, str], ...]
    date: str
    time: str
    precision: str
    weapon: str
    model: str
    producer: str
    target: str
    blamed: str
    blamed_hedge: str
    denied: bool
    killed: str
    injured: str
    civilians_killed: str
    words: str
    grade: str
    grade_reason: str
    one_party: str
    independent_claimants: int
    voices: int
    undated_claims: int
    first_published: str
    facts: tuple[Fact, ...]
    not_stated: tuple[str, ...]

    def fact(self, attribute: str) -> Fact | None:
        """The fact of that attribute, where anybody says anything of it."""
        return next((each for each in self.facts if each.attribute == attribute), None)

    @property
    def identified(self) -> Fact | None:
        """What is said of the weapon, by its model where anybody names one."""
        return self.fact("weapon_model") or self.fact("weapon_category")

    @property
    def made_in(self) -> str:
        """Where the weapon is said to be made."""
        return f"Made in, as reported: {self.producer or 'not stated'}"

    @property
    def grade_of_weapon(self) -> str:
        """The grade of the weapon, where it is not that of the report: the strike can be sure and its weapon not."""
        graded = (found for each in ("weapon_model", "weapon_category") if (found := self.fact(each)) and found.grade)
        fact = next(graded, None)
        if fact is None or fact.grade == self.grade:
            return ""
        return f"For the {fact.title}: {fact.grade}{'; claims differ' if fact.contested else ''}"

    @property
    def hedge_of_blame(self) -> str:
        """How firmly the side is blamed, said as a claim."""
        return f"best-supported claim: “{self.blamed_hedge}”" if self.blamed and self.blamed_hedge else ""

    @property
    def answer(self) -> str:
        """What heads the words of those blamed."""
        return "Denied" if self.denied else "Answer of those blamed"

    @property
    def standing(self) -> str:
        """The grade, and whether the side blamed denies it."""
        return f"Grade: {self.grade}{', denied' if self.denied else ''}"

    @property
    def voices_told(self) -> str:
        """How many speak, and since when."""
        since = f"; first published {self.first_published}" if self.first_published else ""
        return f"Independent claimants: {self.independent_claimants}; voices in all: {self.voices}{since}."

    @property
    def cautions(self) -> tuple[str, ...]:
        """What else to know of the grade: one party alone, claims without a day."""
        alone = f"Rests on the officials of {self.one_party} alone." if self.one_party else ""
        undated = f"{self.undated_claims} of its claims have no day of publication; they count only in what is known today."
        return tuple(filter(None, (alone, undated if self.undated_claims else "")))

    @property
    def sources(self) -> int:
        """Number of different sources behind the card."""
        return len({line.source.source_id for fact in self.facts for line in fact.claims})

    @property
    def claims(self) -> int:
        """Number of claims on the card, repeats included."""
        return sum(len(fact.claims) for fact in self.facts)


def card_of(dataset: Dataset, reports: pd.DataFrame, event_id: str, known_on: dt.date | None, labels: Labels) -> Card:
    """The card of a report as known on a day.

    reports : the whole reports table of that day. Raises KeyError when the report is not in it.
    """
    report: pd.Series = reports.loc[[event_id]].iloc[0]
    facts = _facts(dataset, report, event_id, known_on, labels)
    return Card(
        event_id=event_id,
        place=str(report["place_name"]),
        names=_names(dataset, str(report["place_id"])),
        date=say_date(str(report["occurred"])),
        time=str(report["time_local"]) if _is_stated(report["time_local"]) else "",
        precision=_precision(report),
        weapon=_words("weapon", report["weapon_category"], labels),
        model=_stated(report["weapon_model"]),
        producer=_stated(report["producer"]),
        target=_words("target", report["target_type"], labels),
        blamed=_words("by", report["blamed"], labels),
        blamed_hedge=_stated(report["blamed_hedge"]),
        denied=bool(report["denied"]),
        killed=say_range(report["killed_min"], report["killed_max"]) or "",
        injured=say_range(report["injured_min"], report["injured_max"]) or "",
        civilians_killed=say_range(report["civilian_killed_min"], report["civilian_killed_max"]) or "",
        words=_stated(report["words"]),
        grade=labels.of("grade", str(report["grade"])),
        grade_reason=_stated(report["grade_reason"]),
        one_party=_stated(report["party_only"]),
        independent_claimants=int(report["independent_claimants"]),
        voices=int(report["voices"]),
        undated_claims=int(report["undated_claims"]),
        first_published=say_date(str(report["first_published"])[:10]) if _is_stated(report["first_published"]) else "",
        facts=facts,
        not_stated=tuple(ATTRIBUTE_WORDS.get(each, each.replace("_", " ")) for each in report["not_stated"]),
    )


def _is_stated(value: Any) -> bool:
    return not pd.isna(value) and str(value) not in ("", NOT_STATED)


def _stated(value: Any) -> str:
    return str(value) if _is_stated(value) else ""


def _words(part: str, value: Any, labels: Labels) -> str:
    if not _is_stated(value):
        return ""
    return labels.of(part, str(value)) if part == "by" else str(value).replace("_", " ")


def _precision(report: pd.Series) -> str:
    if pd.isna(report["lon"]):
        return "place not stated"
    words = PRECISION_WORDS.get(str(report["place_precision"]), "precision not stated")
    radius_m = report["radius_m"]
    return words if pd.isna(radius_m) else f"{words} (within {float(radius_m) / 1000:g} km)"


def _names(dataset: Dataset, place_id: str) -> tuple[tuple[str, str], ...]:
    """(language, name) of a place in every form we hold."""
    found = dataset.places[dataset.places["place_id"] == place_id]
    if found.empty:
        return ()
    place = found.iloc[0]
    forms = {"Armenian side": "name_armenian", "Azerbaijani side": "name_azerbaijani", "Russian": "name_russian"}
    return tuple((title, str(place[column])) for title, column in forms.items() if _is_stated(place[column]))


def _facts(
    dataset: Dataset, report: pd.Series, event_id: str, known_on: dt.date | None, labels: Labels
) -> tuple[Fact, ...]:
    claims = known_claims(dataset.claims[dataset.claims["event_id"] == event_id], known_on)
    known = citations(dataset)
    audit = dict(zip(dataset.audit["claim_id"], dataset.audit["status"], strict=True))
    place_names = dict(zip(dataset.places["place_id"], dataset.places["name_english"], strict=True))
    by_attribute = dict(iter(claims.groupby("attribute", observed=True)))
    grades = report["grade_by_attribute"]
    return tuple(
        Fact(
            attribute=attribute,
            title=ATTRIBUTE_WORDS[attribute],
            shown=_shown(attribute, report, labels),
            grade=labels.of("grade", grades[attribute]) if attribute in grades else "",
            contested=attribute in report["contested"],
            claims=_lines(by_attribute[attribute], known, audit, place_names),
        )
        for attribute in ATTRIBUTES
        if attribute in by_attribute
    )


_COLUMN = {"attributed_to": "blamed", "weapon_producer": "producer"}


def _shown(attribute: str, report: pd.Series, labels: Labels) -> str:
    if attribute == "date":
        return say_date(str(report["occurred"]))
    if attribute == "place":
        return str(report["place_name"])
    if f"{attribute}_min" in report.index:
        return say_range(report[f"{attribute}_min"], report[f"{attribute}_max"]) or ""
    part = {"attributed_to": "by", "target_type": "target", "weapon_category": "weapon"}.get(attribute, "")
    column = _COLUMN.get(attribute, attribute)
    return _words(part, report[column], labels) if column in report.index else ""


def _lines(
    claims: pd.DataFrame, known: Mapping[str, Citation], audit: dict[str, str], place_names: dict[str, str]
) -> tuple[ClaimLine, ...]:
    """The claims of one attribute: voices of no party first, then the firmest, repeats last."""
    rows = [
        {str(key): "" if pd.isna(value) else value for key, value in row.items()} for row in claims.to_dict("records")
    ]
    rows.sort(
        key=lambda row: (
            row["origin_claim_id"] != "",
            row["claimant_party"] != "none",
            -HEDGES.get(str(row["hedge"]), 0),
            str(row["published_on"]) or "9999",
            str(row["claim_id"]),
        )
    )
    return tuple(_line(row, known, audit, place_names) for row in rows)


def _line(
    row: dict[str, object], known: Mapping[str, Citation], audit: dict[str, str], place_names: dict[str, str]
) -> ClaimLine:
    party, relayed = str(row["claimant_party"]), str(row["relayed_by"])
    published = str(row["published_on"])[:10]
    return ClaimLine(
        claim_id=str(row["claim_id"]),
        value=_value(row, place_names),
        hedge=str(row["hedge"]),
        claimant=str(row["claimant"]),
        party="" if party == "none" else party,
        relayed_by="" if relayed == row["claimant"] else relayed,
        published=say_date(published) if published else "day of publication not stated",
        basis=BASES.get(str(row["basis"]), str(row["basis"])),
        repeats=str(row["origin_claim_id"]),
        audit=AUDIT_WORDS.get(audit.get(str(row["claim_id"]), ""), ""),
        source=cited(str(row["source_id"]), known)[0],
    )


def _value(row: dict[str, object], place_names: dict[str, str]) -> str:
    """What the claim asserts, in words; a number keeps its range, words stay words."""
    attribute, value, words = str(row["attribute"]), str(row["value"]), str(row["value_words"])
    number = say_range(_number(row["value_min"]), _number(row["value_max"]))
    if attribute == "date":
        clock = time_of_day(value)
        said = say_date(value) + (f", {clock}" if clock else "")
    elif attribute == "place":
        said = place_names.get(value, value)
    elif attribute == "occurrence":
        said = {"yes": "it happened", "no": "it did not happen"}.get(value, value)
    elif attribute == DENIAL:
        said = f"{value}\N{RIGHT SINGLE QUOTATION MARK}s part" if value in SIDES else value
    else:
        said = number or value.replace("_", " ")
    return " \N{EN DASH} ".join(dict.fromkeys(each for each in (said, words) if each))


def _number(value: object) -> object:
    return None if value == "" else value
