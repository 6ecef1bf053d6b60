"""Online tiles: off until this reader, in this visit, turns them on; a link never does."""

from __future__ import annotations

from typing import Any

import streamlit as st

from strikemap.output.tiles import tile_providers
from ui.plain import markdown

_KEY = "tiles"


def tiles_choice() -> dict[str, Any] | None:
    """A menu of named providers in the side panel; returns what the map's frame needs, or None (the default)."""
    providers = {each.name: each for each in tile_providers()}
    with st.sidebar:
        chosen = st.selectbox(
            "Online map tiles", [None, *providers], key=_KEY, persist_state="session",
            format_func=lambda name: name or "None: nothing leaves this machine",
        )  # fmt: skip
        if chosen is None:
            return None
        tiles = providers[chosen]
        st.caption(markdown(tiles.warning))
    return {"url": tiles.url, "attribution": tiles.attribution, "max_zoom": tiles.max_zoom}
