"""Compare: two spans of days, two sides blamed or two kinds of claimants; two maps with one camera, and their differences."""

import streamlit as st
from markupsafe import Markup

from strikemap.query.compare import UNEVEN
from strikemap.query.wording import labels_of
from ui.address import carry_over, current_view
from ui.compare import PARTS, both_maps, choose, difference_table, not_compared, two_views
from ui.datasets import open_catalogue
from ui.filters import side_panel
from ui.notices import show_note
from ui.settle import settle
from ui.trends import one_of

catalogue = open_catalogue()
carry_over("compare")
view, notice = current_view(catalogue)
dataset = catalogue.dataset(view.dataset)
labels = labels_of(dataset)
reports = catalogue.reports(view)
two, complaint = two_views(view, dataset, reports, labels)

for note in (notice, complaint):
    show_note(note)
side_panel(view, dataset, reports, labels)
st.html(
    Markup('<div class="sm-head sm-picture"><h1 class="sm-title">How do two selections differ?</h1><p class="sm-summary" role="status">{} <b>{}</b></p></div>').format(
        two.said, UNEVEN
    )
)
choose(two)
show_note(not_compared(two))
both_maps(two)
part = one_of(view, "split", PARTS, "Differences by")
difference_table(two, part)
settle()
