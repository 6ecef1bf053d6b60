"""The app as it ships, with the synthetic datasets open beside the war: `streamlit run benchmarks/app.py`."""

from pathlib import Path

import streamlit as st

from benchmarks.sizes import SIZES
from benchmarks.synthetic import synthetic
from strikemap.http import routes
from strikemap.http.security import HEADERS_MIDDLEWARE
from ui.datasets import open_catalogue, warmed

catalogue = open_catalogue()
for size in SIZES:
    catalogue.add(*synthetic(catalogue.dataset(), size))

MAIN = Path(__file__).parent.parent / "ui" / "main.py"
app = st.App(MAIN, routes=routes(catalogue), middleware=[HEADERS_MIDDLEWARE], lifespan=warmed)
