"""An empty result, said in a sentence, with the filters that empty it offered for lifting."""

from __future__ import annotations

import streamlit as st

from strikemap.model.dataset import Dataset
from strikemap.query.view import View
from strikemap.query.window import window_of
from strikemap.query.wording import PART_TITLES, EmptyReason, Labels, empty_sentence
from ui.address import go
from ui.notices import show_note


def empty_result(view: View, reasons: list[EmptyReason], dataset: Dataset, labels: Labels) -> None:
    """Say that nothing matches, and offer to lift each part that alone empties the result."""
    window = window_of(view, dataset.first_day, dataset.last_day)
    show_note(empty_sentence(view, window, labels, reasons))
    for reason in reasons:
        st.button(
            f"Lift {PART_TITLES[reason.part]} ({reason.reports:,})",
            key=f"lift_{reason.part}",
            on_click=go,
            args=[reason.lifted],
        )
    if not reasons:
        st.button("Show all reports", key="lift_all", on_click=go, args=[View(dataset=view.dataset)])
