"""The Convention on Cluster Munitions on a day: which states it was in force for, which had joined, signed, or done neither.

A status is told only as far as the lists read tell it: where a state is known to have joined in a year, but not on which day,
its status within that year is not clear, and it is counted apart.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from strikemap.model.dataset import Dataset
from strikemap.model.dates import OPEN, DaySpan, day_span, say_date, say_day
from strikemap.query.citations import Citation, citations, cited
from strikemap.query.wording import in_a_row

ADOPTED: Final = dt.date(2008, 5, 30)
OPENED: Final = dt.date(2008, 12, 3)
"""First day on which a state could sign."""

FORCE: Final = dt.date(2010, 8, 1)
"""The Convention entered into force; since then a state can accede, but no longer sign."""

MILESTONES: Final[Mapping[dt.date, str]] = {ADOPTED: "adopted in Dublin", OPENED: "opened for signature in Oslo", FORCE: "in force"}

ARTICLE_17: Final = Citation(
    "article-17", "Convention on Cluster Munitions, Article 17, as printed in Ireland's Act No. 20 of 2008, Schedule 1", "",
    "2008", "https://www.irishstatutebook.ie/2008/en/act/pub/0020/print.html", "none",
)  # fmt: skip
RULE_WORDS: Final = (
    "The Convention enters into force for a state on the first day of the sixth month after it deposited its instrument, and for "
    "nobody before 1 August 2010, the first day of the sixth month after the thirtieth instrument."
)

OCTOBER_2020: Final = dt.date(2020, 10, 1)
"""The column `party_in_oct_2020` holds from this day on, for states whose day of joining was not seen."""

IN_FORCE, JOINED, UNDATED = "in_force", "joined", "undated"
SIGNED, UNCLEAR, OUTSIDE, LEFT = "signed", "unclear", "outside", "left"

STATUS_WORDS: Final[Mapping[str, str]] = {
    IN_FORCE: "party, in force for it",
    JOINED: "joined, not yet in force for it",
    UNDATED: "joined; whether in force for it not clear",
    SIGNED: "signed, not joined",
    UNCLEAR: "not clear from the lists read",
    OUTSIDE: "neither signed nor joined",
    LEFT: "withdrew",
}
"""What a state can be on a day, in words, from the most bound to the least."""

PARTY: Final = (IN_FORCE, JOINED, UNDATED)
"""Who counts as a party in the published totals: whoever has deposited an instrument."""

ARTICLED: Final = frozenset({"United States", "United Kingdom", "Netherlands", "Philippines", "Bahamas", "Maldives"})
"""Countries whose names take "the" in a sentence."""


@dataclass(frozen=True)
class State:
    """One state on a day. signed, joined, force : dates in words, "" = not stated; force is worked out by Article 17."""

    iso3: str
    country: str
    status: str
    signed: str
    joined: str
    force: str
    note: str
    sources: tuple[Citation, ...]


@dataclass(frozen=True)
class Published:
    """A total that somebody published for a day."""

    day: dt.date
    parties: int
    signatories: int | None
    sources: tuple[Citation, ...]


@dataclass(frozen=True)
class Treaty:
    """The states of the tables on a day, by name; published : totals by others, by day."""

    day: dt.date
    states: tuple[State, ...]
    published: tuple[Published, ...]

    def of(self, *statuses: str) -> tuple[State, ...]:
        """The states with one of these statuses."""
        return tuple(each for each in self.states if each.status in statuses)

    @property
    def numbers(self) -> Mapping[str, int]:
        """How many states have each status."""
        found = Counter(each.status for each in self.states)
        return {status: found[status] for status in STATUS_WORDS}

    @property
    def nearest(self) -> Published | None:
        """The published total whose day is nearest."""
        return min(self.published, key=lambda each: abs((each.day - self.day).days), default=None)


def treaty_on(dataset: Dataset, day: dt.date) -> Treaty:
    """Every state of the tables as it stood on a day."""
    known = citations(dataset)
    rows = dataset.treaty_status.fillna("").astype("str").to_dict("records")
    states = [_state({str(key): str(value) for key, value in row.items()}, day, known) for row in rows]
    return Treaty(day, tuple(sorted(states, key=lambda each: each.country)), _published(dataset, known))


def treaty_day(dataset: Dataset) -> dt.date:
    """The day that a dataset asks about by itself: `treaty_day` of its settings, or its last day."""
    day = dataset.settings.get("treaty_day", dataset.last_day)
    return day if isinstance(day, dt.date) else dataset.last_day


def last_day(dataset: Dataset) -> dt.date:
    """The last day that the lists read speak of."""
    ends = [each.day for each in _published(dataset, citations(dataset))]
    return max([*ends, treaty_day(dataset)])


def in_force_from(deposited: dt.date) -> dt.date:
    """The day on which the Convention enters into force for a state that deposits its instrument on a day: Article 17."""
    months = deposited.year * 12 + deposited.month - 1 + 6
    return max(FORCE, dt.date(months // 12, months % 12 + 1, 1))


def _state(row: Mapping[str, str], day: dt.date, known: Mapping[str, Citation]) -> State:
    joined = _span("" if _left(row) else row["date_ratified_or_acceded"])
    return State(
        iso3=row["iso3"], country=row["country"], status=_status(row, joined, day), signed=_said(row["date_signed"]),
        joined=_said("" if _left(row) else row["date_ratified_or_acceded"]), force=_say_force(joined), note=row["notes"],
        sources=cited(row["source_ids"], known),
    )  # fmt: skip


def _status(row: Mapping[str, str], joined: DaySpan, day: dt.date) -> str:
    left, signed = _span(_left(row)), _span(row["date_signed"])
    if left.last and left.last <= day:
        return LEFT
    is_party = row["party_in_oct_2020"] == "yes"
    if (joined.last and joined.last <= day) or (is_party and day >= OCTOBER_2020):
        return _bound(joined, day)
    may_have_joined = (joined.first and joined.first <= day) or (joined == OPEN and is_party)
    if may_have_joined and day >= OPENED:
        return UNCLEAR
    if (signed.last and signed.last <= day) or (row["status"] == "signatory" and day >= FORCE):
        return SIGNED
    # whoever joined without acceding has signed, on a day that the lists read do not name
    may_have_signed = signed == OPEN and row["status"] != "not_signed" and row["instrument"] != "accession" and day >= OPENED
    return UNCLEAR if may_have_signed else OUTSIDE


def _bound(joined: DaySpan, day: dt.date) -> str:
    """Whether the Convention is in force for a state that has joined by a day."""
    if day < FORCE or (joined.first and in_force_from(joined.first) > day):
        return JOINED
    return IN_FORCE if joined.last and in_force_from(joined.last) <= day else UNDATED


def _left(row: Mapping[str, str]) -> str:
    """The day of withdrawal, as EDTF; "" where a state has not withdrawn."""
    kind, _, date = row["instrument"].partition(" ")
    return date if kind == "withdrawal" else ""


def _span(date: str) -> DaySpan:
    return day_span(date) if date else OPEN


def _said(date: str) -> str:
    return say_date(date) if date else ""


def _say_force(joined: DaySpan) -> str:
    if joined.first is None or joined.last is None:
        return ""
    first, last = in_force_from(joined.first), in_force_from(joined.last)
    return say_day(first) if first == last else f"between {say_day(first)} and {say_day(last)}"


def _published(dataset: Dataset, known: Mapping[str, Citation]) -> tuple[Published, ...]:
    rows = dataset.treaty_counts.astype({"signatories": "object"}).to_dict("records")
    found = []
    for row in rows:
        day = day_span(str(row["as_of"])).last
        number = row["signatories"]
        if day:
            signatories = int(number) if isinstance(number, int) else None
            found.append(Published(day, int(row["states_parties"]), signatories, cited(str(row["source_ids"]), known)))
    return tuple(sorted(found, key=lambda each: each.day))


def treaty_sentence(treaty: Treaty) -> str:
    """Who had not joined by the day, by name, and how many had: by the lists read."""
    day = say_day(treaty.day)
    if not treaty.states:
        return "The lists of this dataset name no state."
    if treaty.day < OPENED:
        return f"On {day} no state could have signed the Convention on Cluster Munitions: it was opened for signature on {say_day(OPENED)}."
    named = [each for each in treaty.of(OUTSIDE) if _is_named(each)]
    parties, signed = len(treaty.of(*PARTY)), treaty.numbers[SIGNED]
    had = f"{parties:,} {'state' if parties == 1 else 'states'} had joined it and {signed:,} more had signed it without joining"
    if not named:
        return f"On {day}, by the lists read, {had}: the Convention on Cluster Munitions."
    return f"On {day}, by the lists read, none of {_listed(named)} had signed or joined the Convention on Cluster Munitions; {had}."


def force_sentence(treaty: Treaty) -> str:
    """For how many of the parties it was in force, and what the lists leave open."""
    if treaty.day < OPENED or not treaty.states:
        return ""
    said = [f"It was in force for {treaty.numbers[IN_FORCE]:,} of them" if treaty.day >= FORCE else f"It was in force for nobody before {say_day(FORCE)}"]
    if treaty.day >= FORCE and (late := treaty.of(JOINED)):
        said.append(f"not yet for {_some(late)}")
    if undated := treaty.of(UNDATED):
        said.append(f"for {_some(undated)} the lists read give no day to tell by")
    if unclear := treaty.of(UNCLEAR):
        said.append(f"what {_some(unclear)} had done by then is not clear from them")
    if left := treaty.of(LEFT):
        said.append(f"{_some(left)} had withdrawn")
    return "; ".join(said) + "."


def published_sentence(treaty: Treaty) -> str:
    """The published total whose day is nearest, to compare; "" where the dataset has none."""
    found = treaty.nearest
    if found is None:
        return ""
    signed = "" if found.signatories is None else f" and {found.signatories:,} signatories"
    return f"published for {say_day(found.day)}: {found.parties:,} states parties{signed}"


NAMED: Final = 4
"""States that a sentence names; the rest are counted, and stand in the table."""


def _is_named(state: State) -> bool:
    """Whether the tables speak of a state because it stayed outside, and not because it joined later."""
    return not (state.joined or state.signed)


def _some(states: Sequence[State]) -> str:
    """The first states by name, the rest as a number."""
    more = len(states) - NAMED
    return _listed(states) if more <= 0 else f"{', '.join(each.country for each in states[:NAMED])} and {more:,} more"


def _listed(states: Sequence[State]) -> str:
    return in_a_row([f"the {each.country}" if each.country in ARTICLED else each.country for each in states])
