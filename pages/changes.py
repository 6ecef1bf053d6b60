"""What changed: between two days of knowledge, or two versions of the data; which reports, in which way, and since when."""

from pathlib import Path

import streamlit as st
from markupsafe import Markup

from strikemap.query.balance import filters_sentence
from strikemap.query.wording import labels_of
from ui.address import carry_over, current_view
from ui.changes import asked_of, change_list, choose, picture, ways
from ui.datasets import open_catalogue
from ui.filters import side_panel
from ui.notices import show_note
from ui.settle import settle

catalogue = open_catalogue()
carry_over("changes")
view, notice = current_view(catalogue)
dataset = catalogue.dataset(view.dataset)
reports = catalogue.reports(view)
asked, complaint = asked_of(catalogue, view)

st.html(Path(__file__).parent.parent / "ui" / "changes.css")
for note in (notice, complaint):
    show_note(note)
side_panel(view, dataset, reports, labels_of(dataset))
st.html(
    Markup(
        '<div class="sm-head sm-picture"><h1 class="sm-title">What changed in what is known?</h1>'
        '<p class="sm-summary" role="status"><b>{}</b> {} {}</p></div>'
    ).format(asked.sentence, asked.found.shown_sentence, asked.found.by_the_filters)
)
choose(asked)
show_note(filters_sentence(dataset, reports, view))
picture(asked)
ways(asked)
change_list(asked)
settle()
