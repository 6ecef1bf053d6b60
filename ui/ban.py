"""The parts of the page on the ban: the day it is asked about, two maps, the states in a table, the rule they follow."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import pandas as pd
import streamlit as st
from markupsafe import Markup

from strikemap.model.dataset import Dataset
from strikemap.model.dates import say_day
from strikemap.output.charts.ban import WORLD, around_chart, ban_alt, lands_of, world_chart
from strikemap.query.treaty import (
    ADOPTED,
    ARTICLE_17,
    MILESTONES,
    OUTSIDE,
    PARTY,
    RULE_WORDS,
    SIGNED,
    STATUS_WORDS,
    State,
    Treaty,
    last_day,
    published_sentence,
    treaty_day,
    treaty_on,
)
from strikemap.query.view import View
from ui.address import beside, go_beside, latest
from ui.background import source_links
from ui.chart import Told, show_chart, theme_of_page
from ui.filters import show_value
from ui.plain import link, table

DAY: Final = "day"
"""Key of the address: the day that is asked about."""

KEPT: Final = 32
"""Drawings kept: one for each day that people are looking at."""

OWN_WORDS: Final = "the day this map asks about"
NOT_STATED: Final = Markup('<span class="sm-quiet">not stated</span>')


@dataclass(frozen=True)
class Asked:
    """What the page is asked: the ban on a day."""

    view: View
    dataset: Dataset
    treaty: Treaty


def asked_of(view: View, dataset: Dataset) -> tuple[Asked, str]:
    """The ban on the day of the address, or on the dataset's own; and one plain notice where the address names no day of it."""
    said = beside(DAY, (), "")
    first, last, own = ADOPTED, last_day(dataset), treaty_day(dataset)
    try:
        day = dt.date.fromisoformat(said) if said else own
    except ValueError:
        return Asked(view, dataset, treaty_on(dataset, own)), f"Part of this link was not used: day is not a day like 2020-10-06. {say_day(own)} is shown instead."
    if not first <= day <= last:
        return Asked(view, dataset, treaty_on(dataset, own)), (
            f"Part of this link was not used: the lists read speak of {say_day(first)} to {say_day(last)}. {say_day(own)} is shown instead."
        )
    return Asked(view, dataset, treaty_on(dataset, day)), ""


def _go(asked: Asked, day: dt.date) -> None:
    go_beside(latest(asked.view), **{DAY: "" if day == treaty_day(asked.dataset) else day.isoformat()})


def choose_day(asked: Asked) -> None:
    """Any day, and the days on which something about the ban changed."""
    own, last = treaty_day(asked.dataset), last_day(asked.dataset)
    stones = {
        **{day: f"{say_day(day)}: {stone}" for day, stone in MILESTONES.items()},
        last: f"{say_day(last)}: latest list read",
        own: f"{say_day(own)}: {OWN_WORDS}",
    }
    with st.container(horizontal=True, vertical_alignment="bottom", key="b_choices"):
        show_value("b_day", asked.treaty.day)
        st.date_input(
            "As of", min_value=ADOPTED, max_value=last, key="b_day", format="YYYY-MM-DD", width=150,
            on_change=lambda: _go(asked, st.session_state["b_day"]),
        )  # fmt: skip
        show_value("b_stone", asked.treaty.day if asked.treaty.day in stones else None)
        st.pills(
            "Days that matter", sorted(stones), key="b_stone", format_func=lambda day: stones[day], label_visibility="collapsed", width="stretch",
            on_change=lambda: _go(asked, st.session_state["b_stone"] or own),
        )  # fmt: skip


def maps(asked: Asked) -> None:
    """The world, and the states around the war; words alone where the dataset has no shapes."""
    theme = theme_of_page()
    if not lands_of(asked.dataset):
        st.caption(f"No map: {WORLD} is missing from the dataset folder, or cannot be read. The table below has every state.")
        return
    says = f"{len(asked.treaty.of(*PARTY)):,} joined, {len(asked.treaty.of(SIGNED)):,} signed only, of {len(asked.treaty.states):,} states listed."
    wide, near = st.columns([3, 2])
    numbers = pd.DataFrame(
        [{"iso3": each.iso3, "state": each.country, "status": STATUS_WORDS[each.status], "joined": each.joined, "in_force_from": each.force} for each in asked.treaty.states]
    )
    with wide:
        chart = _world(asked.dataset, asked.treaty.day, theme, says)
        show_chart(chart, "b_world", Told(ban_alt(asked.treaty, says), numbers, f"ban-{asked.treaty.day}"))
    with near:
        around = _around(asked.dataset, asked.treaty.day, theme)
        named = ", ".join(each.country for each in asked.treaty.of(OUTSIDE))
        show_chart(around, "b_around", Told(f"Map of the states around the war, same colours. Neither signed nor joined: {named or 'none listed'}.", numbers, f"ban-around-{asked.treaty.day}"))


@lru_cache(maxsize=KEPT)
def _world(dataset: Dataset, day: dt.date, theme: str, says: str) -> Any:
    return world_chart(lands_of(dataset), treaty_on(dataset, day), theme, title=f"The ban on {say_day(day)}", says=says)


@lru_cache(maxsize=KEPT)
def _around(dataset: Dataset, day: dt.date, theme: str) -> Any:
    camera = dataset.settings["camera"]
    return around_chart(lands_of(dataset), treaty_on(dataset, day), (camera["lon"], camera["lat"]), theme, title="Around the war")


def published(asked: Asked) -> None:
    """The published total whose day is nearest, to compare."""
    nearest = asked.treaty.nearest
    if nearest:
        st.html(Markup('<p class="sm-quiet">To compare: {} ({}).</p>').format(published_sentence(asked.treaty), source_links(nearest.sources)))


def rule() -> None:
    """How a status comes about, in words, with its source."""
    stones = "; ".join(f"{say_day(day)}, {stone}" for day, stone in MILESTONES.items())
    st.html(
        Markup('<p class="sm-quiet">The Convention: {}. Adopted means that its text was agreed; signed, that a state means to join; '
               "joined, that it ratified, accepted, approved or acceded. {} Source: {}. What a status means for what was fired in this war is "
               "a question of law, and this page does not answer it.</p>").format(
            stones, RULE_WORDS, link(ARTICLE_17.url, ARTICLE_17.publisher)
        )
    )  # fmt: skip


def outside_table(asked: Asked) -> None:
    """The states that had done neither, as far as the tables name them."""
    outside = asked.treaty.of(OUTSIDE)
    if outside:
        st.html(table(["State", "Status on that day", "Joined later", "Note", "Sources"], [[each.country, STATUS_WORDS[each.status], each.joined or "no", each.note, source_links(each.sources)] for each in outside]))


def states_table(asked: Asked) -> None:
    """All other states of the tables, by status."""
    for status, words_ in STATUS_WORDS.items():
        states = asked.treaty.of(status)
        if not states or status == OUTSIDE:
            continue
        opened = st.expander(f"{words_[:1].upper()}{words_[1:]}: {len(states):,}", key=f"b_{status}", on_change="rerun")
        if opened.open:
            with opened:
                st.html(_rows(states))


def _rows(states: Sequence[State]) -> Markup:
    head = ["State", "Signed", "Ratified or acceded", "In force for it from", "Note", "Sources"]
    return table(
        head,
        [[each.country, each.signed or NOT_STATED, each.joined or NOT_STATED, each.force or NOT_STATED, each.note, source_links(each.sources)] for each in states],
    )
