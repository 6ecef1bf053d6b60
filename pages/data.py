"""Sources and data: every source with what rests on it, the credits, and what the data cannot say."""

from pathlib import Path

import streamlit as st
from markupsafe import Markup

from strikemap.model.dates import say_day
from strikemap.query.article import shown_in
from strikemap.query.balance import claims_behind, filters_sentence
from strikemap.query.lineage import source_table
from strikemap.query.select import select, shown
from strikemap.query.wording import labels_of
from ui.address import carry_over, current_view
from ui.article import said_in_article
from ui.behind import Asked
from ui.datasets import open_catalogue
from ui.filters import side_panel
from ui.follow_hash import follow_hash
from ui.notices import show_note
from ui.settle import settle
from ui.sources import sources_panel

catalogue = open_catalogue()
carry_over("data")
view, notice = current_view(catalogue)
dataset = catalogue.dataset(view.dataset)
labels = labels_of(dataset)
reports = catalogue.reports(view)
on_screen = shown(select(reports, view, dataset.first_day, dataset.last_day))
asked = Asked(view, dataset, on_screen, claims_behind(dataset, on_screen.index, view.known), labels)

st.html(Path(__file__).parent.parent / "ui" / "method.css")
show_note(notice)
side_panel(view, dataset, reports, labels)
st.title("Sources and data", anchor=False)
st.caption(f"{dataset.title}, data version {dataset.version}. {dataset.settings.get('credit', '')}")

st.header("What the data cannot say", anchor="limits")
st.html(
    Markup("<ul class='sm-list'>{}</ul>").format(
        Markup("").join(Markup("<li>{}</li>").format(each) for each in dataset.settings.get("limits", []))
    )
)

st.header("Sources", anchor="sources")
if said := said_in_article(shown_in(dataset, "#sources")):
    st.html(said)
show_note(f"Sources of what was published by then: as known on {say_day(view.known)}." if view.known else "")
show_note(filters_sentence(dataset, reports, view))
sources_panel(asked, source_table(dataset, asked.claims))
follow_hash()
settle()
