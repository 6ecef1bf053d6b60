"""A story as it is told: what its placeholders stand for comes from the claims that its step's day of knowledge has."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final
from urllib.parse import urlencode

import pandas as pd

from strikemap.catalogue import Catalogue
from strikemap.model.dates import say_day
from strikemap.model.vocabulary import PARTIES
from strikemap.query.card import Card, ClaimLine, card_of
from strikemap.query.citations import Citation, citations
from strikemap.query.counts import Counts, count
from strikemap.query.drafts import drafts_of
from strikemap.query.hedges.phrases import say_names
from strikemap.query.select import select, shown
from strikemap.query.stories.script import Step, Story
from strikemap.query.view import View, write_view
from strikemap.query.wording import count_sentence, labels_of

NOT_STATED: Final = "not stated"

_PLACEHOLDER: Final = re.compile(r"\{(?P<name>\w*)(?::(?P<event>[\w-]*))?\}")
_PARAGRAPHS: Final = re.compile(r"\n\s*\n")


class UnknownValueError(ValueError):
    """A placeholder that stands for nothing; the message says why, in a few words."""


@dataclass(frozen=True)
class Cited:
    """One source of a step. about, claim : what is claimed in it, and of what; "" and None where it is cited as a whole."""

    source: Citation
    about: str = ""
    claim: ClaimLine | None = None

    @property
    def words(self) -> str:
        """Who says what how firmly: "Amnesty International, side blamed: “appears to” Azerbaijan"; "" for a whole source."""
        if self.claim is None:
            return ""
        side = f" (a party: {self.claim.party})" if self.claim.party in PARTIES else ""
        return f"{self.claim.claimant}{side}, {self.about}: “{self.claim.hedge}” {self.claim.value}"


@dataclass(frozen=True)
class Told:
    """One step in words. query : address of its View, without the host. known : its day of knowledge, in words.

    alt : its picture for readers who cannot see it. picture : parts of its address. standing : (name, words) of the report that the View selects, as known on that day, and of what the map shows.
    """

    number: int
    view: View
    query: str
    known: str
    heading: str
    paragraphs: tuple[str, ...]
    standing: tuple[tuple[str, str], ...]
    cited: tuple[Cited, ...]
    alt: str
    picture: str = ""


def tell(catalogue: Catalogue, story: Story) -> tuple[Told, ...]:
    """Every step of a story that has no problems, in words."""
    return tuple(Teller(catalogue, step).told() for step in story.steps)


class Teller:
    """One step, and what is known of its View."""

    def __init__(self, catalogue: Catalogue, step: Step) -> None:
        self.step = step
        self.view = step.view
        self.dataset = catalogue.dataset(step.view.dataset)
        self.labels = labels_of(self.dataset)
        self.reports: pd.DataFrame = catalogue.reports(step.view)
        self._cards: dict[str, Card] = {}

    @cached_property
    def selected(self) -> pd.DataFrame:
        """The reports that match the View, with their place in its window."""
        return select(self.reports, self.view, self.dataset.first_day, self.dataset.last_day)

    @cached_property
    def counts(self) -> Counts:
        """What the View shows, counted."""
        return count(self.selected, len(self.reports))

    @property
    def seen(self) -> pd.DataFrame:
        """The reports that the View shows."""
        return shown(self.selected)

    def card(self, event: str) -> Card:
        """The card of a report as known on the step's day. Raises UnknownValueError where it was not known then."""
        if event not in self.reports.index:
            raise UnknownValueError(f"no report {event!r} was known on {self.known}" if event else "the View selects no report")
        if event not in self._cards:
            self._cards[event] = card_of(self.dataset, self.reports, event, self.view.known, self.labels)
        return self._cards[event]

    @property
    def known(self) -> str:
        """The day of knowledge, in words."""
        return say_day(self.view.known) if self.view.known else "today"

    def told(self) -> Told:
        """The step in words. Raises UnknownValueError where a placeholder stands for nothing."""
        return Told(
            number=self.step.number,
            view=self.view,
            query=urlencode(write_view(self.view)),
            known=self.known,
            heading=self.filled(self.step.heading),
            paragraphs=tuple(" ".join(each.split()) for each in _PARAGRAPHS.split(self.filled(self.step.text))),
            standing=tuple(self._standing()),
            cited=tuple(self._cited()),
            alt=drafts_of(self.dataset, self.reports, self.selected, self.view).alt,
            picture=self.filled(self.step.picture),
        )

    def filled(self, text: str) -> str:
        """A text with its placeholders filled. Raises UnknownValueError, naming the one that stands for nothing."""
        return _PLACEHOLDER.sub(self._value, text)

    def _value(self, match: re.Match[str]) -> str:
        name, event = match["name"], match["event"]
        if name in VIEW_VALUES and event is None:
            return VIEW_VALUES[name](self)
        if name not in CARD_VALUES:
            known = ", ".join(sorted({*VIEW_VALUES, *CARD_VALUES}))
            raise UnknownValueError(f"{match.group()} stands for nothing; known are {known}")
        if not (words := CARD_VALUES[name](self.card(event or self.view.event))):
            raise UnknownValueError(f"{match.group()} is not stated by anyone on {self.known}")
        return words

    def _standing(self) -> Iterator[tuple[str, str]]:
        if self.view.event:
            card = self.card(self.view.event)
            yield "Report", f"{card.place}, {card.date}"
            yield "Grade", f"{card.grade}, denied" if card.denied else card.grade
            yield "Side blamed", f"{card.blamed}; in the best-supported claim: “{card.blamed_hedge}”" if card.blamed else NOT_STATED
            yield "Voices", f"{card.voices}; independent claimants: {card.independent_claimants}"
        yield "On the map", count_sentence(self.counts)

    def _cited(self) -> Iterator[Cited]:
        known = citations(self.dataset)
        events = self.dataset.claims.set_index("claim_id")["event_id"]
        for each in self.step.cites:
            if each in events.index:
                yield self._claim(str(events[each]), each)
            else:
                yield Cited(known[each])

    def _claim(self, event: str, claim_id: str) -> Cited:
        """One claim in words. Raises UnknownValueError where it did not exist on the step's day."""
        for fact in self.card(event).facts:
            for line in fact.claims:
                if line.claim_id == claim_id:
                    return Cited(line.source, fact.title, line)
        raise UnknownValueError(f"claim {claim_id!r} was not published by {self.known}")


def _claimants(card: Card) -> str:
    """Everybody who is the origin of a claim on the card, in the order of the alphabet."""
    return say_names(sorted({line.claimant for fact in card.facts for line in fact.claims if not line.repeats}))


CARD_VALUES: Final[Mapping[str, Callable[[Card], str]]] = {
    "grade": lambda card: card.grade,
    "hedge": lambda card: card.blamed_hedge,
    "side": lambda card: card.blamed,
    "claimants": _claimants,
    "voices": lambda card: str(card.voices),
    "independent": lambda card: str(card.independent_claimants),
    "denied": lambda card: "denied" if card.denied else "not denied",
    "model": lambda card: card.model,
    "producer": lambda card: card.producer,
    "place": lambda card: card.place,
    "date": lambda card: card.date,
    "killed": lambda card: card.killed,
    "injured": lambda card: card.injured,
    "sources": lambda card: str(card.sources),
}
"""What a placeholder like {grade}, or {grade:EVENT} of another report, says of a report as known on the step's day."""

VIEW_VALUES: Final[Mapping[str, Callable[[Teller], str]]] = {
    "known": lambda teller: teller.known,
    "shown": lambda teller: f"{teller.counts.shown:,}",
    "reports": lambda teller: f"{len(teller.reports):,}",
}
"""What a placeholder says of the step's View: its day, the reports it shows, all reports known on its day."""
