"""The card of the selected report, beside the map."""

from __future__ import annotations

import pandas as pd
import streamlit as st
from markupsafe import Markup

from strikemap.model.dataset import Dataset
from strikemap.model.vocabulary import ATTRIBUTION, DENIAL, PARTIES
from strikemap.query.article import about
from strikemap.query.card import DENIALS, VOICES, Card, ClaimLine, Fact, card_of
from strikemap.query.view import View
from strikemap.query.wording import Labels, upper_first
from ui.address import go
from ui.article import said_in_article
from ui.copy_link import copy_link
from ui.notices import show_note
from ui.plain import link

NOT_STATED = Markup('<span class="sm-quiet">not stated</span>')


def card_panel(view: View, dataset: Dataset, reports: pd.DataFrame, labels: Labels) -> None:
    """Draw the card of the View's report, or say how to open one."""
    if not view.event:
        st.caption("Choose a report on the map or in the list to see how it is known.")
        return
    if view.event not in reports.index:
        show_note("This report was not yet known on the day of knowledge that is set.")
        return
    st.html(card_html(card_of(dataset, reports, view.event, view.known, labels)))
    if said := said_in_article(about(dataset, view.event)):
        st.html(said)
    with st.container(horizontal=True):
        copy_link("Copy link to this card")
        st.button("Close", on_click=go, args=[view.but(event="")], key="close_card")


def card_html(card: Card) -> Markup:
    """The whole card; every word from data is escaped."""
    parts = [_head(card), _weapon(card), _blame(card), _harm(card), _grade(card), _missing(card), _claims(card)]
    return Markup('<article class="sm-card" aria-label="Card of the selected report">{}</article>').format(
        Markup("").join(parts)
    )


def _head(card: Card) -> Markup:
    names = Markup(" · ").join(Markup("{}: {}").format(title, name) for title, name in card.names)
    return Markup('<h2>{}</h2><p>{}{}</p><p>{}</p><p class="sm-quiet">{}</p>').format(
        card.place, card.date, f", {card.time} local time" if card.time else "", card.precision, names
    )


def _weapon(card: Card) -> Markup:
    if not (card.weapon or card.model):
        return Markup("<h3>Weapon</h3><p>{}</p>").format(NOT_STATED)
    lead = ": ".join(filter(None, [upper_first(card.weapon), card.model]))
    own_grade = Markup('<p class="sm-quiet">{}</p>').format(card.grade_of_weapon) if card.grade_of_weapon else ""
    return Markup('<h3>Weapon</h3><p class="sm-lead">{}</p>{}<p>{}</p>{}').format(lead, _by_whom(card.identified), card.made_in, own_grade)


def _by_whom(fact: Fact | None) -> Markup:
    """Who says so, in the words of the first two voices."""
    voices = fact.voices(VOICES) if fact else ()
    return Markup("").join(Markup('<p class="sm-quiet">{}</p>').format(_voice(each)) for each in voices)


def _voice(line: ClaimLine) -> Markup:
    side = f" ({_side(line.party)})" if line.party else ""
    return Markup("{}{}: <q>{}</q>, {}, {}").format(line.claimant, side, line.hedge, line.published, line.basis)


def _side(party: str) -> str:
    return f"a party: {party}" if party in PARTIES else party


def _blame(card: Card) -> Markup:
    if not card.blamed:
        blamed = Markup("<p>{}</p>").format(NOT_STATED)
    else:
        blamed = Markup('<p class="sm-lead">{}</p><p class="sm-hedge">{}</p>{}').format(
            card.blamed, card.hedge_of_blame, _by_whom(card.fact(ATTRIBUTION))
        )
    return Markup("<h3>Blamed, as reported</h3>{}{}").format(blamed, _denials(card))


def _denials(card: Card) -> Markup:
    fact = card.fact(DENIAL)
    if fact is None:
        return Markup('<p class="sm-quiet">No denial of this strike was seen.</p>')
    lines = Markup("").join(
        Markup("<p>{}{}: <span class=sm-hedge>“{}”</span> {}, {}</p>").format(
            each.claimant, f" ({_side(each.party)})" if each.party else "", each.hedge, each.value, each.published
        )
        for each in fact.voices(DENIALS)
    )
    return Markup("<h3>{}</h3>{}").format(card.answer, lines)


def _harm(card: Card) -> Markup:
    cells = [("Killed", card.killed), ("of them civilians", card.civilians_killed), ("Injured", card.injured)]
    grid = Markup("").join(Markup("<div>{}<b>{}</b></div>").format(title, number or NOT_STATED) for title, number in cells)
    hit = Markup("<p>What was hit: {}</p>").format(card.target or NOT_STATED)
    words = Markup("<p>In words: {}</p>").format(card.words) if card.words else Markup("")
    return Markup('<h3>Harm</h3><div class="sm-grid">{}</div>{}{}').format(grid, words, hit)


def _grade(card: Card) -> Markup:
    cautions = Markup("").join(Markup("<p>{}</p>").format(each) for each in card.cautions)
    return Markup("<h3>{}</h3><p>{}</p><p class=sm-quiet>{}</p>{}").format(card.standing, upper_first(card.grade_reason), card.voices_told, cautions)


def _missing(card: Card) -> Markup:
    if not card.not_stated:
        return Markup("")
    return Markup("<h3>Not stated by anyone we read</h3><p class=sm-quiet>{}</p>").format(", ".join(card.not_stated))


def _claims(card: Card) -> Markup:
    groups = Markup("").join(
        Markup("<h3>{}{}</h3><ul>{}</ul>").format(
            upper_first(fact.title),
            _fact_note(fact),
            Markup("").join(_claim(line) for line in fact.claims),
        )
        for fact in card.facts
    )
    return Markup("<details><summary>{} claims, {} sources</summary>{}</details>").format(card.claims, card.sources, groups)


def _fact_note(fact: Fact) -> str:
    notes = [fact.grade and f"graded {fact.grade}", "claims differ" if fact.contested else ""]
    said = ", ".join(filter(None, notes))
    return f" ({said})" if said else ""


def _claim(line: ClaimLine) -> Markup:
    side = f" ({_side(line.party)})" if line.party else ""
    relayed = f", relayed by {line.relayed_by}" if line.relayed_by else ""
    repeats = " Repeats an earlier claim; adds no voice." if line.repeats else ""
    return Markup(
        '<li>{value}<br><b>{claimant}</b>{side}: <span class="sm-hedge">“{hedge}”</span>{relayed}. {published}, {basis}.'
        '{repeats}<br>{source} <span class="sm-quiet">{audit}</span></li>'
    ).format(
        value=line.value, claimant=line.claimant, side=side, hedge=line.hedge, relayed=relayed, published=line.published,
        basis=line.basis, repeats=repeats, source=link(line.source.url, line.source.title or line.source.publisher),
        audit=line.audit,
    )  # fmt: skip
