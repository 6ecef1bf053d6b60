"""The background of a war: its turning points and the relations between states, each with its date, claimant and sources."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import pandas as pd

from strikemap.errors import DateError
from strikemap.model.dataset import Dataset
from strikemap.model.dates import DaySpan, day_span, say_date
from strikemap.model.vocabulary import BLOC_WORDS, BLOCS
from strikemap.query.article import shown_in
from strikemap.query.citations import Citation, citations, cited
from strikemap.query.supply import between
from strikemap.query.wording import in_a_row

KIND_WORDS: Final[Mapping[str, str]] = {
    "diplomatic_support": "diplomatic support or closeness",
    "military_support": "military support",
    "transfer": "delivery of arms",
    "treaty": "treaty or statement",
    "no_treaty": "outside a treaty",
    "mediation": "mediation",
}
"""Kinds of relation between states, in the order of the page. Who made a weapon is no relation between states."""

BESIDE: Final = frozenset({"diplomatic_support", "military_support", "transfer"})
"""Kinds that put one beside another; who mediates stands between, and a treaty can be one of enemies."""

FIRST_TOLD: Final = 4
"""Turning points that say where the table begins."""

OPEN_END: Final = ".."
HISTORY, RELATIONS = "#history", "#relations"
"""Sections of the page to which assertions of the article lead."""


@dataclass(frozen=True)
class TurningPoint:
    """One dated line of the history.

    date : EDTF as written; span : the first and last day that it allows. claimant : who says so, where it is an assertion of the
    article and not a line of the table.
    """

    id: str
    date: str
    span: DaySpan
    title: str
    summary: str
    claimant: str
    sources: tuple[Citation, ...]

    @property
    def when(self) -> str:
        """The date in words, with its uncertainty."""
        return say_date(self.date)


@dataclass(frozen=True)
class Relation:
    """One tie between two names, as somebody put it.

    since, until : the days that either end allows, open where it is not stated. is_open : it was going on when it was told.
    said : the day on which the source was published, None where that is not known.
    """

    id: str
    kind: str
    start: str
    end: str
    when: str
    since: DaySpan
    until: DaySpan
    is_open: bool
    said: dt.date | None
    hedge: str
    claimant: str
    note: str
    sources: tuple[Citation, ...]

    @property
    def pair(self) -> str:
        """From whom to whom; of a state that stays outside a treaty no arrow, which would read as joining."""
        if self.kind == "no_treaty":
            return f"{self.start}, outside: {self.end}"
        return f"{self.start} \N{RIGHTWARDS ARROW} {self.end}"

    @property
    def is_undated(self) -> bool:
        """Whether neither end has a day."""
        return self.since == self.until == DaySpan(None, None)


def _rows(table: pd.DataFrame) -> list[dict[str, str]]:
    return [{str(key): "" if pd.isna(value) else str(value) for key, value in row.items()} for row in table.to_dict("records")]


def _span(text: str) -> DaySpan:
    """The days of one end; one that cannot be read was told by the checks and is open here."""
    try:
        return day_span(text)
    except DateError:
        return DaySpan(None, None)


def history_of(dataset: Dataset) -> list[TurningPoint]:
    """The turning points of the table, and what the article says of the history with a first day; earliest first."""
    known = citations(dataset)
    found = [
        TurningPoint(row["context_id"], row["date"], _span(row["date"]), row["title"], row["summary"], "", cited(row["source_ids"], known))
        for row in _rows(dataset.context)
    ]
    dates = dict(zip(dataset.seed_claims["seed_id"], dataset.seed_claims["date"].fillna(""), strict=True))
    article = str(dataset.settings.get("article", ""))
    found += [
        TurningPoint(
            each.id, dates[each.id], _span(dates[each.id]), each.statement, f"So the article puts it; the claimant {each.hedge}.",
            each.claimant, cited(article, known),
        )
        for each in shown_in(dataset, HISTORY)
        if _span(dates[each.id]).first
    ]  # fmt: skip
    return sorted(found, key=lambda each: (each.span.first or dt.date.min, each.span.last or dt.date.max))


def relations_of(dataset: Dataset) -> list[Relation]:
    """Every tie between states, in the order of KIND_WORDS, then of the table."""
    known = citations(dataset)
    published = {str(key): _span(str(day)).first for key, day in zip(dataset.sources["source_id"], dataset.sources["published"].fillna(""), strict=True)}
    order = list(KIND_WORDS)
    rows = [row for row in _rows(dataset.edges) if row["kind"] in KIND_WORDS]
    rows.sort(key=lambda row: order.index(row["kind"]))
    return [
        Relation(
            id=row["edge_id"], kind=row["kind"], start=row["from"], end=row["to"], when=between(row["since"], row["until"]),
            since=_span(row["since"]), until=_span(row["until"]), is_open=row["until"] == OPEN_END, said=published.get(row["source_id"]),
            hedge=row["hedge"], claimant=row["claimant"], note=row["note"], sources=cited(row["source_id"], known),
        )
        for row in rows
    ]  # fmt: skip


def kinds_in(relations: Sequence[Relation]) -> list[str]:
    """The kinds that occur, in the order of the page."""
    return [kind for kind in KIND_WORDS if any(each.kind == kind for each in relations)]


def background_sentence(points: Sequence[TurningPoint], relations: Sequence[Relation]) -> str:
    """What the page holds, with its numbers: turning points, ties, and how many of these nobody dates."""
    dated = [each for each in points if each.span.first]
    undated = sum(each.is_undated for each in relations)
    speakers = len({each.claimant for each in relations})
    span = f" from {say_date(str(dated[0].date))} to {say_date(str(dated[-1].date))}" if dated else ""
    return (
        f"{len(points)} turning points{span}, and {len(relations)} statements about who supported, armed, bound or mediated, by"
        f" {speakers} claimants; {undated} of them without a date."
    )


def roots_sentence(points: Sequence[TurningPoint]) -> str:
    """Where the table begins: its first turning points, each with its date as written; "" where none has a date."""
    first = [f"{each.title} ({each.when})" for each in points if each.span.first][:FIRST_TOLD]
    return f"It begins with: {'; '.join(first)}." if first else ""


def beside_sentence(relations: Sequence[Relation]) -> str:
    """Whom statements of support, closeness or delivered arms name beside each side, most often named first; "" where none does."""
    named = {side: _beside(relations, side) for side in BLOC_WORDS}
    told = [f"beside {side} {in_a_row(others)}" for side, others in named.items() if others]
    return f"Statements of support, closeness or delivered arms name {', and '.join(told)}." if told else ""


def _beside(relations: Sequence[Relation], side: str) -> list[str]:
    """The other ends of those ties of a side, with the number of statements; its own offices are no other end."""
    ends = [(each.start, each.end) for each in relations if each.kind in BESIDE]
    others = Counter(one if other == side else other for one, other in ends if side in (one, other) and not {one, other} <= BLOCS.keys())
    return [f"{name} ({number})" for name, number in others.most_common()]


def ties_sentence(relations: Sequence[Relation], kind: str) -> str:
    """Who is said to stand in ties of a kind, and how many statements that rests on: "Turkey -> Azerbaijan (3)"."""
    pairs: dict[str, int] = {}
    for each in relations:
        if each.kind == kind:
            pairs[each.pair] = pairs.get(each.pair, 0) + 1
    return ", ".join(f"{pair} ({number})" for pair, number in pairs.items())
