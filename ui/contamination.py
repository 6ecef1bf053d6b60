"""The parts of the page Contamination: sightings on a map and in a list, and, when asked for, illustrative sourced figures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pandas as pd
import streamlit as st
from markupsafe import Markup

from strikemap.model.dates import say_date
from strikemap.output.charts.contamination import (
    band_chart,
    figures_alt,
    footprint_chart,
    sightings_alt,
    sightings_chart,
)
from strikemap.query.contamination import LEAST_RADIUS_M, Sighting, places_of
from strikemap.query.footprint import Figure, figures_of, footprint_sentence
from strikemap.query.regions.outlines import ALL, regions_at
from ui.address import beside, go_beside, latest
from ui.background import source_links
from ui.behind import Asked, map_link
from ui.chart import Told, show_chart, theme_of_page
from ui.filters import show_value
from ui.plain import table

SHOWN: Final = "illustrative"
"""Key of the address: whether illustrative figures are shown."""

MOST_LISTED: Final = 400


def picture(asked: Asked, sightings: list[Sighting]) -> None:
    """The sightings as discs; words alone where none has a place."""
    places = places_of(sightings)
    if places.empty:
        st.caption("No sighting shown can be placed, so there is no map.")
        return
    says = f"{asked.scope}; {int(places['sightings'].sum()):,} sightings placed"
    chart = sightings_chart(places, regions_at(asked.dataset, ALL), theme_of_page(), title="Unexploded ordnance, as reported", says=says)
    show_chart(chart, "u_map", Told(sightings_alt(places, asked.scope), places, "unexploded-ordnance"))


def sightings_list(asked: Asked, sightings: Sequence[Sighting]) -> None:
    """Every sighting with who reports it, how firmly, and how closely its place is known."""
    if not sightings:
        return
    head = ["Report", "Who says so", "How firmly", "Rests on", "In few words", "Placed", "Sources"]
    st.html(table(head, [_row(asked, each) for each in sightings[:MOST_LISTED]]))
    if len(sightings) > MOST_LISTED:
        st.caption(f"The first {MOST_LISTED:,} of {len(sightings):,}. Narrow the days or a filter to list the others.")
    st.caption(f"Nothing is placed more closely than within {LEAST_RADIUS_M / 1000:g} km, or within the radius of its report where that is larger.")


def _row(asked: Asked, each: Sighting) -> list[object]:
    link = map_link(asked.view.but(event=each.event_id), f"{say_date(each.occurred)}, {each.place}")
    placed = f"within {each.radius_m / 1000:g} km" if each.placed else Markup('<span class="sm-quiet">not on the map: no place of its own</span>')
    return [link, each.claimant, Markup('<span class="sm-hedge">{}</span>').format(each.hedge), each.basis, each.words, placed, source_links(each.sources)]


def illustrative(asked: Asked) -> None:
    """Figures of footprint and failure, off until asked for, each with its source and the word that says what it is."""
    figures = figures_of(asked.dataset)
    st.html(Markup('<p class="sm-lede">{}</p>').format(footprint_sentence(figures)))
    show_value("u_shown", bool(figures) and beside(SHOWN, ("1",), "") == "1")
    st.toggle(
        "Show illustrative figures", key="u_shown", disabled=not figures,
        on_change=lambda: go_beside(latest(asked.view), **{SHOWN: "1" if st.session_state["u_shown"] else ""}),
        help="Figures that a source gives for a weapon, drawn to scale beside the map and never on it." if figures else "No source read gives a figure.",
    )  # fmt: skip
    if not (figures and st.session_state["u_shown"]):
        return
    long, bands = [each for each in figures if each.length_m is not None], [each for each in figures if each.low is not None]
    for shown, chart, key in ((long, footprint_chart, "u_long"), (bands, band_chart, "u_band")):
        if shown:
            show_chart(chart(shown, theme_of_page()), key, Told(figures_alt(shown), _numbers(shown), f"illustrative-{key[2:]}"))
    rows: list[list[object]] = [[each.name, f"{each.length_m:,} m" if each.length_m is not None else "no sourced figure", each.band or "no sourced figure", each.note, source_links(each.sources)] for each in figures]
    st.html(table(["Weapon", "Footprint (illustrative)", "Failed (illustrative)", "Remarks", "Sources"], rows))


def _numbers(figures: Sequence[Figure]) -> pd.DataFrame:
    return pd.DataFrame(
        [{"weapon": each.name, "illustrative": "yes", "footprint_m": each.length_m, "failed_min": each.low, "failed_max": each.high, "source": each.source_words} for each in figures]
    )
