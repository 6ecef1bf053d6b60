"""The background of a war in rows a page can show: weapons, the ban, transfers, relations, history, each with its sources."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pandas as pd

from strikemap.model.dataset import Dataset
from strikemap.model.dates import day_span, say_date
from strikemap.query.citations import Citation, citations, cited

RELATIONS = {
    "diplomatic_support": "diplomatic support",
    "military_support": "military support",
    "transfer": "transfer",
    "production": "production",
    "mediation": "mediation",
    "treaty": "treaty",
}
"""Kinds of relation in words, in the order of the page."""


@dataclass(frozen=True)
class Munition:
    """One weapon: a carrier or what it carries, never both in one row. Numbers are words; "" = no sourced figure."""

    name: str
    kind: str
    producer: str
    carries: str
    carried_by: str
    failure: str
    note: str
    sources: tuple[Citation, ...]


@dataclass(frozen=True)
class Relation:
    """One typed edge between two names, as somebody put it."""

    kind: str
    start: str
    end: str
    when: str
    hedge: str
    claimant: str
    note: str
    sources: tuple[Citation, ...]


@dataclass(frozen=True)
class Transfer:
    """One reported delivery."""

    supplier: str
    recipient: str
    system: str
    when: str
    quantity: str
    note: str
    sources: tuple[Citation, ...]


@dataclass(frozen=True)
class TurningPoint:
    """One dated line of the history."""

    when: str
    title: str
    summary: str
    sources: tuple[Citation, ...]


@dataclass(frozen=True)
class Membership:
    """One state and the Convention on Cluster Munitions on a day, with the note and sources behind it."""

    country: str
    status: str
    signed: str
    joined: str
    note: str
    sources: tuple[Citation, ...]


@dataclass(frozen=True)
class Treaty:
    """The Convention on a day: its parties, its signatories, and the states named outside it."""

    day: dt.date
    parties: tuple[Membership, ...]
    signatories: tuple[Membership, ...]
    outside: tuple[Membership, ...]


def _rows(table: pd.DataFrame) -> list[dict[str, str]]:
    return [
        {str(key): "" if pd.isna(value) else str(value) for key, value in row.items()}
        for row in table.to_dict("records")
    ]


def munition_rows(dataset: Dataset) -> list[Munition]:
    """Every weapon of the dataset, carriers and submunitions apart."""
    known, rows = citations(dataset), _rows(dataset.munitions)
    names = {row["weapon_id"]: row["name"] for row in rows}

    def named(ids: str) -> str:
        return ", ".join(names.get(each, each) for each in ids.split(";") if each)

    return [
        Munition(
            name=row["name"], kind=row["kind"],
            producer=row["producer_country"], carries=named(row["carrier_of"]), carried_by=named(row["carried_by"]),
            failure=_share(row["reported_dud_rate_min"], row["reported_dud_rate_max"]),
            note=row["notes"], sources=cited(row["source_ids"], known),
        )
        for row in rows
    ]  # fmt: skip


def _share(low: str, high: str) -> str:
    """A band of failure in per cent as its source gives it; "" where no figure is sourced."""
    ends = [f"{float(each) * 100:.1f}".removesuffix(".0") for each in dict.fromkeys((low, high)) if each]
    return "\N{EN DASH}".join(ends) + " %" if ends else ""


def _between(since: str, until: str) -> str:
    """Two EDTF ends in words; an end that is not stated is said to be so."""
    if not since and not until:
        return "not stated"
    if since and since == until:
        return say_date(since)
    start = say_date(since) if since else "start not stated"
    end = {"": "end not stated", "..": "open at the time"}.get(until) or say_date(until)
    return f"{start} to {end}" if until != ".." else f"{start} on ({end})" if since else end


def transfer_rows(dataset: Dataset) -> list[Transfer]:
    """Every reported delivery."""
    known = citations(dataset)
    return [
        Transfer(
            supplier=row["supplier"], recipient=row["recipient"], system=row["system"],
            when=_between(row["since"], row["until"]), quantity=row["quantity_reported"], note=row["notes"],
            sources=cited(row["source_ids"], known),
        )
        for row in _rows(dataset.transfers)
    ]  # fmt: skip


def relation_rows(dataset: Dataset) -> list[Relation]:
    """Every edge but transfers (they have a table of their own), in the order of RELATIONS."""
    known = citations(dataset)
    names = {f"weapon:{row['weapon_id']}": row["name"] for row in _rows(dataset.munitions)}
    order = list(RELATIONS)
    rows = [row for row in _rows(dataset.edges) if row["kind"] != "transfer"]
    rows.sort(key=lambda row: order.index(row["kind"]) if row["kind"] in order else len(order))
    return [
        Relation(
            kind=RELATIONS.get(row["kind"], row["kind"].replace("_", " ")), start=row["from"],
            end=names.get(row["to"], row["to"]), when=_between(row["since"], row["until"]), hedge=row["hedge"],
            claimant=row["claimant"], note=row["note"], sources=cited(row["source_id"], known),
        )
        for row in rows
    ]  # fmt: skip


def history_rows(dataset: Dataset) -> list[TurningPoint]:
    """The turning points, earliest first."""
    known = citations(dataset)
    rows = sorted(_rows(dataset.context), key=lambda row: str(day_span(row["date"]).first))
    return [TurningPoint(say_date(row["date"]), row["title"], row["summary"], cited(row["source_ids"], known)) for row in rows]


OCTOBER_2020 = dt.date(2020, 10, 1)
"""The column `party_in_oct_2020` holds from this day on, for states whose day of joining was not seen."""

CLOSED_FOR_SIGNATURE = dt.date(2010, 8, 1)
"""The Convention entered into force; since then a state can accede, but no longer sign."""


def treaty_on(dataset: Dataset, day: dt.date) -> Treaty:
    """Who had joined the Convention by a day: a party once it ratified or acceded, a signatory once it signed.

    Where only a year or nothing is known of a joining, the column `party_in_oct_2020` decides from October 2020 on, and
    before that the state counts from the last day of the year. A signature without a day counts from August 2010 on.
    """
    known = citations(dataset)
    members: dict[str, list[Membership]] = {"party": [], "signatory": [], "outside": []}
    for row in _rows(dataset.treaty_status):
        status = _status_on(row, day)
        members[status].append(
            Membership(
                country=row["country"], status=status, signed=_said(row["date_signed"]),
                joined=_said(row["date_ratified_or_acceded"]), note=row["notes"], sources=cited(row["source_ids"], known),
            )
        )  # fmt: skip
    return Treaty(day, tuple(members["party"]), tuple(members["signatory"]), tuple(members["outside"]))


def _said(date: str) -> str:
    return say_date(date) if date else ""


def _status_on(row: dict[str, str], day: dt.date) -> str:
    withdrawn = _by(row["instrument"].removeprefix("withdrawal "), day) if "withdrawal" in row["instrument"] else False
    known_party = row["party_in_oct_2020"] == "yes" and day >= OCTOBER_2020
    if not withdrawn and (known_party or _by(row["date_ratified_or_acceded"], day)):
        return "party"
    signed = _by(row["date_signed"], day) or (row["status"] == "signatory" and day >= CLOSED_FOR_SIGNATURE)
    return "signatory" if signed and not withdrawn else "outside"


def _by(date: str, day: dt.date) -> bool:
    last = day_span(date).last if date else None
    return last is not None and last <= day
