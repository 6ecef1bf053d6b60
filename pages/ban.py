"""The ban on cluster munitions: who had signed, joined, or done neither on a chosen day, and for whom it was in force."""

import streamlit as st
from markupsafe import Markup

from strikemap.query.article import shown_in
from strikemap.query.treaty import force_sentence, treaty_sentence
from ui.address import carry_over, current_view
from ui.article import said_in_article
from ui.ban import asked_of, choose_day, maps, outside_table, published, rule, states_table
from ui.datasets import open_catalogue
from ui.follow_hash import follow_hash
from ui.notices import show_note

catalogue = open_catalogue()
carry_over("ban")
view, notice = current_view(catalogue)
dataset = catalogue.dataset(view.dataset)
asked, complaint = asked_of(view, dataset)

for note in (notice, complaint):
    show_note(note)
st.html(
    Markup('<div class="sm-head sm-picture"><h1 class="sm-title">Who had joined the ban?</h1><p class="sm-summary" role="status"><b>{}</b> {}</p></div>').format(
        treaty_sentence(asked.treaty), force_sentence(asked.treaty)
    )
)
choose_day(asked)
maps(asked)
published(asked)
if said := said_in_article(shown_in(dataset, "#treaty")):
    st.html(said)
st.header("Neither signed nor joined, among the states in our tables", anchor="treaty")
outside_table(asked)
st.header("All other states in our tables", anchor="states")
states_table(asked)
rule()
follow_hash()
