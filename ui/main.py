"""Page settings and the list of pages; runs the chosen one."""

from pathlib import Path

import streamlit as st

from ui.notices import show_problems

ROOT = Path(__file__).parent.parent
PAGES = ROOT / "pages"

st.set_page_config(page_title="Strikemap", page_icon=":material/crisis_alert:", layout="wide", initial_sidebar_state=288)
st.html(ROOT / "ui" / "style.css")

page = st.navigation(
    [
        st.Page(PAGES / "map.py", title="Map", icon=":material/map:", default=True),
        st.Page(PAGES / "story.py", title="The article", icon=":material/newspaper:"),
        st.Page(PAGES / "background.py", title="Background", icon=":material/history_edu:"),
        st.Page(PAGES / "data.py", title="Sources and data", icon=":material/source:"),
    ],
    position="top",
)
show_problems()
page.run()
