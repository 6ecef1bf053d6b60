"""The rivals behind the same server and routes as ours: `streamlit run benchmarks/rival_app.py`."""

from pathlib import Path

import streamlit as st

from strikemap.http import routes
from ui.datasets import open_catalogue, warmed

app = st.App(Path(__file__).parent / "rival.py", routes=routes(open_catalogue()), lifespan=warmed)
