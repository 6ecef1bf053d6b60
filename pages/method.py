"""Method: what share rests on one party, what is contested and by whom, who repeats whom, the rule, the balance, the silence."""

from pathlib import Path

import streamlit as st
from markupsafe import Markup

from strikemap.query.balance import claims_behind, filters_sentence
from strikemap.query.counts import count
from strikemap.query.lineage import echo_sentence, lineage_of
from strikemap.query.rulebook import hand_sentence
from strikemap.query.select import select, shown
from strikemap.query.wording import labels_of, support_sentence, why_empty
from ui.address import carry_over, current_view
from ui.behind import Asked
from ui.datasets import open_catalogue
from ui.empty import empty_result
from ui.filters import side_panel
from ui.follow_hash import follow_hash
from ui.method import balance, contested, lineage, resting, rule, silence
from ui.notices import show_note
from ui.settle import settle

SECTIONS = {
    "contested": "Contested",
    "lineage": "Who repeats whom",
    "grades": "Grades",
    "balance": "Balance",
    "silence": "Silence",
}

catalogue = open_catalogue()
carry_over("method")
view, notice = current_view(catalogue)
dataset = catalogue.dataset(view.dataset)
labels = labels_of(dataset)
reports = catalogue.reports(view)
selected = select(reports, view, dataset.first_day, dataset.last_day)
on_screen = shown(selected)
asked = Asked(view, dataset, on_screen, claims_behind(dataset, on_screen.index, view.known), labels)
outlets = lineage_of(on_screen, asked.claims, dataset.sources)

st.html(Path(__file__).parent.parent / "ui" / "method.css")
show_note(notice)
side_panel(view, dataset, reports, labels)
st.html(
    Markup('<div class="sm-head sm-picture"><h1 class="sm-title">Who says so, and how sure is it?</h1><p class="sm-summary" role="status">{} {}</p></div>').format(
        support_sentence(count(selected, len(reports))), echo_sentence(outlets)
    )
)
show_note(filters_sentence(dataset, reports, view))
show_note(hand_sentence(on_screen))
st.html(
    Markup('<p class="sm-sections">{} · <a href="./data#sources" target="_self">Sources</a></p>').format(
        Markup(" · ").join(Markup('<a href="#{}" target="_self">{}</a>').format(anchor, title) for anchor, title in SECTIONS.items())
    )
)
if on_screen.empty:
    empty_result(view, why_empty(catalogue.reports, view, dataset.first_day, dataset.last_day), dataset, labels)
else:
    resting(asked)
    st.header("Contested, and by whom", anchor="contested")
    contested(asked)
    st.header("Who repeats whom", anchor="lineage")
    lineage(asked, outlets)
    st.header("Grades by the written rule", anchor="grades")
    rule(asked)
    st.header("Claims by and about each side", anchor="balance")
    balance(asked)
    st.header("Silence", anchor="silence")
    silence(asked)
follow_hash()
settle()
