"""The data of the View, in every format that Strikemap writes."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from strikemap.errors import ExportError
from strikemap.model.dataset import Dataset
from strikemap.output.exports.export import Export
from strikemap.output.exports.registry import EXPORTS, find_export
from strikemap.query.select import select, shown
from strikemap.query.view import View
from ui.datasets import open_catalogue
from ui.notices import show_note
from ui.picture.copying import copy_row
from ui.plain import markdown

PYTHON = "python"
WIDE = 820
"""Pixels: a line that can be read, with its button near."""


def data_tab(view: View, dataset: Dataset) -> None:
    """One row for each format: what it is for, and the button that makes the file of exactly this View."""
    catalogue = open_catalogue()
    number = len(shown(select(catalogue.reports(view), view, dataset.first_day, dataset.last_day)))
    st.caption(
        f"{number:,} report{'' if number == 1 else 's'} of this View, with their sources, credits and data version."
        " Cells that a spreadsheet could take for a formula are guarded, unless you ask for the raw text."
    )
    raw = st.toggle("Raw text in CSV and HXL", key="p_raw")
    with st.container(key="p_exports", width=WIDE):
        for entry in EXPORTS:
            _row(entry, view, dataset, number, raw=raw and entry.has_raw)
    try:
        copy_row("p_copy_python", {"as Python": find_export(PYTHON).export(catalogue, view).decode()})
    except ExportError as error:
        show_note(str(error))


def _row(entry: Export, view: View, dataset: Dataset, number: int, *, raw: bool) -> None:
    too_many = entry.limit is not None and number > entry.limit
    words, button = st.columns([4, 1], vertical_alignment="center")
    words.markdown(f"**{markdown(entry.title)}**{' (raw)' if raw else ''}: {markdown(entry.help)}")
    button.download_button(
        "Download",
        data=_making(entry, view, raw=raw),
        file_name=entry.file_name(dataset, view),
        mime=entry.media_type,
        key=f"p_data_{entry.name}",
        on_click="ignore",
        disabled=too_many,
        help=f"{number:,} reports are more than this format is made for. {entry.instead}" if too_many else f"{entry.title} of this View",
        width="stretch",
    )


def _making(entry: Export, view: View, *, raw: bool) -> Callable[[], bytes]:
    catalogue = open_catalogue()
    return lambda: entry.export(catalogue, view, raw)
