"""The twin of the map in text: a table of the reports shown, with the same selection."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st
from markupsafe import Markup

from strikemap.query.table import report_table
from strikemap.query.view import View
from strikemap.query.wording import Labels
from ui.address import go, latest
from ui.plain import table

KEY = "reports"

HEIGHT_PX = 620

PREVIEW_ROWS = 17
PREVIEW_COLUMNS = ["Date", "Place", "Weapon"]
NOT_STATED = Markup('<span class="sm-quiet">not stated</span>')

MOST_ROWS = 2_000
"""Rows sent to the browser; more would be neither read nor selected from."""


def report_list(view: View, shown: pd.DataFrame, labels: Labels) -> None:
    """Draw the table of the reports shown; choosing a row opens its card and marks it on the map."""
    part = shown.head(MOST_ROWS)
    ids = list(part.index)

    def chosen() -> None:
        rows = st.session_state[KEY]["selection"]["rows"]
        go(latest(view).but(event=ids[rows[0]] if rows else ""))

    _mark(view.event, ids)
    st.dataframe(
        report_table(part, labels),
        key=KEY,
        hide_index=True,
        height=HEIGHT_PX,
        on_select=chosen,
        selection_mode="single-row",
        alt="The reports shown on the map, one row each",
        placeholder="not stated",
        column_config={
            "Date": st.column_config.TextColumn(width=106),
            "Place": st.column_config.TextColumn(width=128),
            "Weapon": st.column_config.TextColumn(width=118),
        },
        lazy=False,
    )
    if len(shown) > len(part):
        st.caption(f"The first {len(part):,} of {len(shown):,} reports. Narrow the days or a filter to list the others.")


def list_preview(shown: pd.DataFrame, labels: Labels) -> None:
    """Draw the first rows as a plain table, in the place where the sortable one follows."""
    first = report_table(shown.head(PREVIEW_ROWS), labels)[PREVIEW_COLUMNS]
    rows = [[NOT_STATED if cell is None else cell for cell in row] for row in first.itertuples(index=False)]
    st.html(Markup('<div class="sm-preview">{}</div>').format(table(PREVIEW_COLUMNS, rows)))


def _mark(event: str, ids: list[str]) -> None:
    """Show the View's selection in the table, whoever made it."""
    rows = [ids.index(event)] if event in ids else []
    held: Mapping[str, Mapping[str, list[int]]] | None = st.session_state.get(KEY)
    if held is None or list(held["selection"]["rows"]) != rows:
        st.session_state[KEY] = {"selection": {"rows": rows, "columns": [], "cells": []}}
