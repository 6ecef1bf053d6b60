"""The way from the map to the picture of what it shows."""

from __future__ import annotations

import streamlit as st

from ui.address import whole_address


def picture_link() -> None:
    """Draw a quiet link that keeps the View."""
    with st.container(key="picture_link"):
        st.page_link("../pages/picture.py", label="Make a picture", icon=":material/image:", query_params=whole_address())
