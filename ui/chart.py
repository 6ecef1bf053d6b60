"""A chart on a page: drawn, told in words, linked to the reports behind it, and taken away as SVG, PNG or CSV."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from strikemap.output.charts.export import chart_png, chart_svg
from strikemap.output.charts.mirrored import CHOSEN


def theme_of_page() -> str:
    """The theme in which the reader has the page: light or dark."""
    return st.context.theme.type or "light"


@dataclass(frozen=True)
class Told:
    """What goes with a chart. alt : what it shows, in words, with its numbers; table : the numbers; name : of its files."""

    alt: str
    table: pd.DataFrame
    name: str


def show_chart(chart: Any, key: str, told: Told, on_select: Callable[[], None] | None = None) -> None:
    """Show a chart in our look (strikemap.output.charts.look.dressed) with its files behind one quiet button.

    on_select : called when the reader chooses something in it; what was chosen stands in st.session_state[key].
    """
    chosen: dict[str, Any] = {"on_select": on_select} if on_select else {}
    st.altair_chart(chart, theme=None, key=key, alt=told.alt, **chosen)
    with st.popover("Take away", type="tertiary", icon=":material/download:"):
        _file("SVG", lambda: chart_svg(chart), f"{told.name}.svg", "image/svg+xml", key)
        _file("PNG", lambda: chart_png(chart), f"{told.name}.png", "image/png", key)
        _file("CSV", lambda: told.table.to_csv(index=False).encode(), f"{told.name}.csv", "text/csv", key)


def _file(title: str, make: Callable[[], bytes], file: str, media: str, key: str) -> None:
    st.download_button(title, make, file, media, key=f"{key}_{title}", on_click="ignore", width="stretch")


def chosen_in(key: str) -> dict[str, Any]:
    """What the reader chose in the chart shown under a key, {} where nothing."""
    held = st.session_state.get(key)
    found = held["selection"].get(CHOSEN) if held and "selection" in held else None
    return dict(found[0]) if found else {}


def stay() -> None:
    """A choice in a chart makes the page again; what was chosen stands in its state."""
