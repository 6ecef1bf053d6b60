"""The card of a report for the browser: every word as text, ready for JSON."""

from __future__ import annotations

from typing import Any

from strikemap.catalogue import Catalogue
from strikemap.model.vocabulary import ATTRIBUTION, DENIAL, PARTIES
from strikemap.query.card import DENIALS, VOICES, Card, ClaimLine, Fact, card_of
from strikemap.query.citations import Citation
from strikemap.query.view import View
from strikemap.query.wording import labels_of, upper_first

NOT_STATED = "not stated"


def card_content(catalogue: Catalogue, view: View, event_id: str) -> dict[str, Any]:
    """What the browser draws as the card of a report (see browser/cards.js).

    Returns place, when, where (lines), parts ({title, lead, hedge, lines}), summary, claims ({title, lines of {text,
    source}}) and sources ([words, web address or ""]), to which the claims point by position. Raises KeyError for a
    report that is not known on the View's day.
    """
    dataset = catalogue.dataset(view.dataset)
    card = card_of(dataset, catalogue.reports(view), event_id, view.known, labels_of(dataset))
    cited = list(dict.fromkeys(line.source for fact in card.facts for line in fact.claims))
    number = {source: at for at, source in enumerate(cited)}
    names = " · ".join(f"{title}: {name}" for title, name in card.names)
    return {
        "place": card.place,
        "when": card.date + (f", {card.time} local time" if card.time else ""),
        "where": [each for each in (card.precision, names) if each],
        "parts": [_weapon(card), _blame(card), _denials(card), _harm(card), _grade(card), *_missing(card)],
        "summary": f"{_many(card.claims, 'claim')}, {_many(card.sources, 'source')}",
        "claims": [_fact(fact, number) for fact in card.facts],
        "sources": [[_cite(source), source.url] for source in cited],
    }


def _part(title: str, *lines: str, lead: str = "", hedge: str = "") -> dict[str, Any]:
    return {"title": title, "lead": lead, "hedge": hedge, "lines": [each for each in lines if each]}


def _weapon(card: Card) -> dict[str, Any]:
    lead = ": ".join(filter(None, [upper_first(card.weapon), card.model]))
    return _part("Weapon", *_voices(card.identified, VOICES), card.made_in, card.grade_of_weapon, lead=lead or NOT_STATED)


def _blame(card: Card) -> dict[str, Any]:
    return _part("Blamed, as reported", *_voices(card.fact(ATTRIBUTION), VOICES), lead=card.blamed or NOT_STATED, hedge=card.hedge_of_blame)


def _denials(card: Card) -> dict[str, Any]:
    fact = card.fact(DENIAL)
    if fact is None:
        return _part(card.answer, "No denial of this strike was seen.")
    said = (f"{_who(each)}: “{each.hedge}” {each.value}, {each.published}" for each in fact.voices(DENIALS))
    return _part(card.answer, *said)


def _harm(card: Card) -> dict[str, Any]:
    numbers = [("Killed", card.killed), ("of them civilians", card.civilians_killed), ("injured", card.injured)]
    return _part(
        "Harm",
        "; ".join(f"{title}: {number or NOT_STATED}" for title, number in numbers),
        f"In words: {card.words}" if card.words else "",
        f"What was hit: {card.target or NOT_STATED}",
    )


def _grade(card: Card) -> dict[str, Any]:
    return _part(card.standing, upper_first(card.grade_reason), card.voices_told, *card.cautions)


def _missing(card: Card) -> list[dict[str, Any]]:
    return [_part("Not stated by anyone we read", ", ".join(card.not_stated))] if card.not_stated else []


def _voices(fact: Fact | None, most: int) -> list[str]:
    return [f"{_who(each)}: “{each.hedge}”, {each.published}, {each.basis}" for each in (fact.voices(most) if fact else ())]


def _who(line: ClaimLine) -> str:
    if not line.party:
        return line.claimant
    return f"{line.claimant} ({'a party: ' if line.party in PARTIES else ''}{line.party})"


def _fact(fact: Fact, number: dict[Citation, int]) -> dict[str, Any]:
    notes = ", ".join(filter(None, [fact.grade and f"graded {fact.grade}", "claims differ" if fact.contested else ""]))
    return {
        "title": upper_first(fact.title) + (f" ({notes})" if notes else ""),
        "lines": [{"text": _claim(line), "source": number[line.source]} for line in fact.claims],
    }


def _claim(line: ClaimLine) -> str:
    parts = [
        f"{_who(line)}: “{line.hedge}” {line.value}",
        f"relayed by {line.relayed_by}" if line.relayed_by else "",
        line.published,
        line.basis,
        "repeats an earlier claim, adds no voice" if line.repeats else "",
        line.audit,
    ]
    return "; ".join(filter(None, parts)) + "."


def _cite(source: Citation) -> str:
    return ", ".join(filter(None, [source.publisher, source.title, source.published]))


def _many(number: int, word: str) -> str:
    return f"{number:,} {word}" + ("" if number == 1 else "s")
