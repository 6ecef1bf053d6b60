"""Online tiles: off until this reader, in this visit, turns them on; a link never does."""

from __future__ import annotations

from typing import Any

import streamlit as st

from strikemap.output.tiles import Tiles, tile_providers
from ui.plain import markdown

_KEY = "tiles"


def chosen_tiles() -> dict[str, Any] | None:
    """What the map's frame needs of the chosen provider, or None (the default): no tiles, no requests."""
    tiles = _providers().get(st.session_state.get(_KEY))
    return tiles and {"url": tiles.url, "attribution": tiles.attribution, "max_zoom": tiles.max_zoom}


def tiles_menu() -> None:
    """A menu of named providers, with what choosing one means."""
    providers = _providers()
    st.selectbox(
        "Online map tiles", [None, *providers], key=_KEY, persist_state="session",
        format_func=lambda name: name or "None: stays offline",
    )  # fmt: skip
    if tiles := providers.get(st.session_state.get(_KEY)):
        st.caption(markdown(tiles.warning))


def _providers() -> dict[str | None, Tiles]:
    return {each.name: each for each in tile_providers()}
