"""The ASGI app: the pages, the routes beside them, and what every answer carries. `streamlit run app.py` starts it."""

import streamlit as st

from strikemap.http import routes
from strikemap.http.security import HEADERS_MIDDLEWARE
from ui.datasets import open_catalogue, warmed

app = st.App("ui/main.py", routes=routes(open_catalogue()), middleware=[HEADERS_MIDDLEWARE], lifespan=warmed)
