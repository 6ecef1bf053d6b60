"""Regions: which districts, provinces and the former oblast were reported hit, how often, by what, and what is not known so closely."""

import streamlit as st
from markupsafe import Markup

from strikemap.query.regions.outlines import levels_of
from strikemap.query.select import shown
from strikemap.query.wording import labels_of, why_empty
from ui.address import carry_over, current_view
from ui.datasets import open_catalogue
from ui.empty import empty_result
from ui.filters import side_panel
from ui.notices import show_note
from ui.regions import answer, asked_of, beside_map, dress, picture_of_map, region_map
from ui.settle import settle
from ui.trends import hidden_side

catalogue = open_catalogue()
carry_over("regions")
view, notice = current_view(catalogue)
dataset = catalogue.dataset(view.dataset)
labels = labels_of(dataset)
reports = catalogue.reports(view)

dress()
show_note(notice)
head = st.container()
if not levels_of(dataset):
    st.html('<p class="sm-note">This dataset outlines no regions: add a layer whose areas have a region_id.</p>')
    side_panel(view, dataset, reports, labels)
    st.stop()
asked = asked_of(view, dataset, reports, labels)
with head:
    st.html(
        Markup('<div class="sm-head sm-picture"><h1 class="sm-title">Which regions were reported hit, and how often?</h1><p class="sm-summary" role="status">{}</p></div>').format(
            answer(asked)
        )
    )
    show_note(hidden_side(asked))
middle, right = st.columns([760, 380], gap="small")
with middle:
    region_map(asked, catalogue.vocabulary(dataset.name))
side_panel(view, dataset, reports, labels)
with right:
    if shown(asked.selected).empty:
        empty_result(view, why_empty(catalogue.reports, view, dataset.first_day, dataset.last_day), dataset, labels)
    else:
        beside_map(asked)
picture_of_map(asked)
settle()
