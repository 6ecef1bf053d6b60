"""Page settings and the list of pages; runs the chosen one."""

from pathlib import Path

import streamlit as st

from ui.agree import agree
from ui.notices import show_problems
from ui.picture import present

ROOT = Path(__file__).parent.parent
PAGES = ROOT / "pages"

# the one ink for what sources say, as on the map; told apart from the paper at 4.5 to 1 in both themes
INK = {"light": "#7a1f25", "dark": "#e3a19b"}

st.set_page_config(page_title="Strikemap", page_icon=ROOT / "ui" / "icon.svg", layout="wide", initial_sidebar_state=288)
st.html(ROOT / "ui" / "style.css")
st.html(f"<style>:root {{ --sm-ink: {INK[st.context.theme.type or 'light']}; }}</style>")

page = st.navigation(
    {
        "": [
            st.Page(PAGES / "map.py", title="Map", default=True),
            st.Page(PAGES / "picture.py", title="Picture"),
            st.Page(PAGES / "stories.py", title="Stories"),
        ],
        "Compare and count": [
            st.Page(PAGES / "trends.py", title="Trends"),
            st.Page(PAGES / "regions.py", title="Regions"),
            st.Page(PAGES / "compare.py", title="Compare"),
        ],
        "How it is known": [
            st.Page(PAGES / "changes.py", title="What changed"),
            st.Page(PAGES / "method.py", title="Method"),
            st.Page(PAGES / "data.py", title="Sources and data"),
            st.Page(PAGES / "verify.py", title="Verify"),
        ],
        "Background": [
            st.Page(PAGES / "story.py", title="The article"),
            st.Page(PAGES / "weapons.py", title="Weapons"),
            st.Page(PAGES / "contamination.py", title="Contamination"),
            st.Page(PAGES / "ban.py", title="The ban"),
            st.Page(PAGES / "background.py", title="Background"),
        ],
    },
    position="hidden" if present.asked() else "top",
    expanded=True,  # on a phone every page stands in the list, none behind "view more"
)
if present.asked():
    present.present()
    st.stop()
show_problems()
page.run()
agree()
