"""Contamination: where unexploded ordnance is reported, by whom and how closely; and figures a source gives, illustrative and off."""

from pathlib import Path

import streamlit as st
from markupsafe import Markup

from strikemap.query.balance import claims_behind, filters_sentence
from strikemap.query.contamination import sightings_of, sightings_sentence
from strikemap.query.select import select, shown
from strikemap.query.wording import labels_of, why_empty
from ui.address import carry_over, current_view
from ui.behind import Asked
from ui.contamination import illustrative, picture, sightings_list
from ui.datasets import open_catalogue
from ui.empty import empty_result
from ui.filters import side_panel
from ui.follow_hash import follow_hash
from ui.notices import show_note
from ui.settle import settle

catalogue = open_catalogue()
carry_over("contamination")
view, notice = current_view(catalogue)
dataset = catalogue.dataset(view.dataset)
labels = labels_of(dataset)
reports = catalogue.reports(view)
on_screen = shown(select(reports, view, dataset.first_day, dataset.last_day))
claims = claims_behind(dataset, on_screen.index, view.known)
asked = Asked(view, dataset, on_screen, claims, labels)
sightings = sightings_of(dataset, on_screen, claims)

st.html(Path(__file__).parent.parent / "ui" / "method.css")
show_note(notice)
side_panel(view, dataset, reports, labels)
st.html(
    Markup('<div class="sm-head sm-picture"><h1 class="sm-title">Where is unexploded ordnance reported?</h1><p class="sm-summary" role="status">{}</p></div>').format(
        sightings_sentence(sightings, len(on_screen))
    )
)
show_note(filters_sentence(dataset, reports, view))
if on_screen.empty:
    empty_result(view, why_empty(catalogue.reports, view, dataset.first_day, dataset.last_day), dataset, labels)
else:
    picture(asked, sightings)
    st.header("Each sighting", anchor="sightings")
    sightings_list(asked, sightings)
st.header("What a weapon leaves, as far as a source says", anchor="illustrative")
illustrative(asked)
follow_hash()
settle()
