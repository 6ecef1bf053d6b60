"""Weapons: what each side is said to have used and who says so; what each weapon is; who made, delivered and is said to have used it."""

from pathlib import Path

import streamlit as st
from markupsafe import Markup

from strikemap.query.article import shown_in
from strikemap.query.balance import filters_sentence
from strikemap.query.munitions import said_lines
from strikemap.query.wording import labels_of, why_empty
from ui.address import carry_over, current_view
from ui.article import said_in_article
from ui.datasets import open_catalogue
from ui.empty import empty_result
from ui.filters import side_panel
from ui.follow_hash import follow_hash
from ui.notices import show_note
from ui.settle import settle
from ui.weapons import each_weapon, supply, used, weapons_of

catalogue = open_catalogue()
carry_over("weapons")
view, notice = current_view(catalogue)
dataset = catalogue.dataset(view.dataset)
labels = labels_of(dataset)
reports = catalogue.reports(view)
weapons = weapons_of(catalogue, view)
on_screen = weapons.asked.shown

for sheet in ("method.css", "weapons.css"):
    st.html(Path(__file__).parent.parent / "ui" / sheet)
show_note(notice)
side_panel(view, dataset, reports, labels)
st.html(
    Markup('<div class="sm-head sm-picture"><h1 class="sm-title">What is each side said to have used?</h1><div role="status">{}</div></div>').format(
        Markup("").join(Markup('<p class="sm-summary">{}</p>').format(each) for each in said_lines(weapons.uses, len(on_screen)))
    )
)
show_note(filters_sentence(dataset, reports, view))
if on_screen.empty:
    empty_result(view, why_empty(catalogue.reports, view, dataset.first_day, dataset.last_day), dataset, labels)
else:
    used(catalogue, weapons)


def section(title: str, anchor: str) -> None:
    """The head of a section, with what the article says that the section shows."""
    st.header(title, anchor=anchor)
    if said := said_in_article(shown_in(dataset, f"#{anchor}")):
        st.html(said)


section("Each weapon", "munitions")
each_weapon(weapons)
section("From maker to alleged user", "transfers")
supply(catalogue, weapons)
follow_hash()
settle()
