"""The rivals, as plain Streamlit apps: a bare st_folium map, and the same map rebuilt by a slider.

`?map=bare` shows the polygons of the shipped regions alone; `?map=slider` adds CircleMarkers behind a day slider.
Both take Leaflet from our own server, since the stock map shows nothing without internet.
"""

import datetime as dt
import json

import folium
import streamlit as st
from streamlit_folium import st_folium

from benchmarks.sizes import RIVAL_REPORTS
from benchmarks.synthetic import synthetic
from ui.datasets import open_catalogue

POLYGONS = ("regions/countries.geojson", "regions/azerbaijan-districts.geojson", "regions/armenia-provinces.geojson")


class LocalMap(folium.Map):
    """A stock folium map with its scripts from this machine."""

    default_js = [("leaflet", "/strikemap/assets/leaflet.js")]  # noqa: RUF012 - folium's own form
    default_css = [("leaflet", "/strikemap/assets/leaflet.css")]  # noqa: RUF012


@st.cache_data
def polygons() -> list[dict]:
    """The region layers, as they ship."""
    folder = open_catalogue().dataset().folder
    return [json.loads((folder / name).read_text(encoding="utf-8")) for name in POLYGONS]


def bare_map() -> LocalMap:
    """The polygons and nothing else."""
    found = LocalMap(location=(39.95, 46.75), zoom_start=8, tiles=None)
    for layer in polygons():
        folium.GeoJson(layer).add_to(found)
    return found


st.set_page_config(layout="wide")
shown = bare_map()
if st.query_params.get("map") == "slider":
    dataset = open_catalogue().dataset()
    _, reports = synthetic(dataset, RIVAL_REPORTS)
    last = st.slider("Until", dataset.first_day, dataset.last_day, dataset.last_day, dt.timedelta(1), key="until")
    for report in reports[reports["day_last"].dt.date <= last].itertuples():
        folium.CircleMarker((report.lat, report.lon), radius=3).add_to(shown)
    st.caption(f"shown until {last}")
st_folium(shown, key="rival", use_container_width=True, height=700, returned_objects=[])
