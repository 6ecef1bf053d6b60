"""Trends: when was most reported, and of what; how it adds up; before and after the truces; tolls as ranges."""

import streamlit as st
from markupsafe import Markup

from strikemap.query.select import select, shown
from strikemap.query.wording import labels_of, why_empty
from ui.address import carry_over, current_view
from ui.datasets import open_catalogue
from ui.empty import empty_result
from ui.filters import side_panel
from ui.notices import show_note
from ui.settle import settle
from ui.trends import (
    AROUND,
    CHARTS,
    OF_TOLLS,
    QUESTIONS,
    SPLITS,
    STEPS,
    Asked,
    adding_up,
    around_truces,
    hidden_side,
    of_sum,
    of_trend,
    of_truces,
    one_of,
    over_time,
    tolls,
    trend_asked,
    truces,
)

catalogue = open_catalogue()
carry_over("trends")
view, notice = current_view(catalogue)
dataset = catalogue.dataset(view.dataset)
labels = labels_of(dataset)
reports = catalogue.reports(view)
selected = select(reports, view, dataset.first_day, dataset.last_day)
asked = Asked(view, dataset, reports, selected, labels)

show_note(notice)
side_panel(view, dataset, reports, labels)
head = st.container()
with st.container(horizontal=True, key="t_choices"):
    chart = one_of(view, "chart", CHARTS, "Chart")
    if chart == "time":
        part = one_of(view, "split", SPLITS, "Told apart by")
    if chart in ("time", "sum"):
        step = one_of(view, "per", STEPS, "Per")
    if chart == "truces":
        days = int(one_of(view, "around", AROUND, "On either side"))
if chart == "time":
    trend = trend_asked(asked, part, step)
    answer = of_trend(asked, trend)
elif chart == "sum":
    answer = of_sum(asked)
elif chart == "truces":
    found = truces(asked, days)
    answer = of_truces(found, days)
else:
    answer = OF_TOLLS
with head:
    st.html(
        Markup('<div class="sm-head sm-picture"><h1 class="sm-title">{}</h1><p class="sm-summary" role="status">{}</p></div>').format(
            QUESTIONS[chart], answer
        )
    )
    show_note(hidden_side(asked))
if shown(selected).empty:
    empty_result(view, why_empty(catalogue.reports, view, dataset.first_day, dataset.last_day), dataset, labels)
elif chart == "time":
    over_time(asked, trend)
elif chart == "sum":
    adding_up(asked, step)
elif chart == "truces":
    around_truces(asked, found, days)
else:
    tolls(asked)
st.html(
    Markup('<p class="sm-quiet">{}</p>').format(
        "The number of reports is no measure of guilt, intensity or harm: the material of the two sides is uneven."
    )
)
settle()
