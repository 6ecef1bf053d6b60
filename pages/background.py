"""Background: where the war comes from, who stood by whom and who says so, on one axis, tied to the map."""

import streamlit as st
from markupsafe import Markup

from strikemap.query.article import shown_in
from strikemap.query.background import (
    HISTORY,
    RELATIONS,
    background_sentence,
    beside_sentence,
    history_of,
    relations_of,
    roots_sentence,
)
from strikemap.query.select import select
from ui.address import carry_over, current_view
from ui.article import said_in_article
from ui.background import axis, chosen_kinds, history_table, relations_table, war_days
from ui.datasets import open_catalogue
from ui.follow_hash import follow_hash
from ui.notices import show_note

catalogue = open_catalogue()
carry_over("background")
view, notice = current_view(catalogue)
dataset = catalogue.dataset(view.dataset)
points, relations = history_of(dataset), relations_of(dataset)

show_note(notice)
st.html(
    Markup(
        '<div class="sm-head sm-picture"><h1 class="sm-title">Where does this war come from, and who stands by whom?</h1>'
        '<p class="sm-summary" role="status">{} {} They are claims, told with their sources; none is a finding of ours.</p>'
        '<p class="sm-quiet">{}</p></div>'
    ).format(roots_sentence(points), beside_sentence(relations), background_sentence(points, relations))
)
kinds = chosen_kinds(view, relations)
shown = [each for each in relations if each.kind in kinds]
axis(dataset, view, points, shown)

st.header("Turning points", anchor=HISTORY.removeprefix("#"))
if said := said_in_article(shown_in(dataset, HISTORY)):
    st.html(said)
war_days(dataset, view, points, select(catalogue.reports(view), view.but(first=None, last=None), dataset.first_day, dataset.last_day))
history_table(dataset, view, points)

st.header("The states around the war", anchor=RELATIONS.removeprefix("#"))
if said := said_in_article(shown_in(dataset, RELATIONS)):
    st.html(said)
st.html(
    '<p class="sm-lede">Statements about one pair can contradict each other: they are claims, and denials stand in the note. Who made and '
    'delivered which weapon stands under <a href="./weapons#transfers" target="_self">Weapons</a>, who joined the ban under '
    '<a href="./ban" target="_self">The ban</a>.</p>'
)
relations_table(shown)
follow_hash()
