"""The map: what is reported, where and when; its list; the card of one report."""

import streamlit as st
from markupsafe import Markup

from strikemap.query.balance import hiding_sentence
from strikemap.query.counts import count
from strikemap.query.select import select, shown
from strikemap.query.window import window_of
from strikemap.query.wording import (
    count_sentence,
    labels_of,
    support_sentence,
    title_of,
    why_empty,
)
from ui.address import carry_over, current_view
from ui.card import card_panel
from ui.datasets import open_catalogue
from ui.empty import empty_result
from ui.filters import side_panel
from ui.known import growth_panel, known_bar
from ui.map_panel import map_panel
from ui.notices import show_note
from ui.picture.link import picture_link
from ui.report_list import list_preview, report_list
from ui.settle import settle, settled
from ui.tiles import chosen_tiles

# letters of a title that stand in one line above the map; a longer one is set smaller
ONE_LINE = 58

catalogue = open_catalogue()
carry_over("map")
view, notice = current_view(catalogue)
dataset = catalogue.dataset(view.dataset)
labels = labels_of(dataset)
reports = catalogue.reports(view)
selected = select(reports, view, dataset.first_day, dataset.last_day)
counts = count(selected, len(reports))
on_screen = shown(selected)

show_note(notice)
middle, right = st.columns([760, 380], gap="small")
# the map first: its frame starts to load while the rest is made
with middle:
    title = title_of(view, window_of(view, dataset.first_day, dataset.last_day), labels)
    st.html(
        Markup('<div class="sm-head{}"><h1 class="sm-title">{}</h1><p class="sm-summary" role="status">{}. {} {}</p></div>').format(
            " sm-long" if len(title) > ONE_LINE else "", title, count_sentence(counts), support_sentence(counts),
            hiding_sentence(dataset, reports, on_screen, view),
        )
    )
    map_panel(view, dataset, catalogue.vocabulary(dataset.name), chosen_tiles())
    known_bar(catalogue, view, on_screen)
side_panel(view, dataset, reports, labels)
with right:
    if view.event and st.session_state.get("card_of") != view.event:
        st.session_state["side"] = "Card"
    elif not view.event and st.session_state.get("card_of"):
        st.session_state["side"] = "Reports"
    st.session_state["card_of"] = view.event
    picture_link()
    list_tab, card_tab = st.tabs(["Reports", "Card"], key="side", on_change="rerun")
    with list_tab:
        if on_screen.empty:
            empty_result(view, why_empty(catalogue.reports, view, dataset.first_day, dataset.last_day), dataset, labels)
        elif settled():
            report_list(view, on_screen, labels)
        else:
            list_preview(on_screen, labels)
    with card_tab:
        card_panel(view, dataset, reports, labels)
        growth_panel(view, dataset, labels)
settle()
