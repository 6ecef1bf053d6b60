"""The map in its frame: told the View, and heard when the reader moved the timeline, the camera or the selection."""

from __future__ import annotations

from typing import Any

import streamlit as st
from streamlit_folium import st_folium

from strikemap.errors import AssetError
from strikemap.model.dataset import Dataset
from strikemap.output.map import ConflictMap, ShownView, frame_state, serial_of, view_after
from strikemap.query.view import View, Vocabulary
from ui.address import go, latest
from ui.plain import markdown

KEY = "map"
_SERIAL = "map_serial"

HEIGHT_PX = 760
"""Height before the style sheet makes the frame fill the window."""


def map_panel(view: View, dataset: Dataset, vocabulary: Vocabulary, tiles: dict[str, Any] | None) -> None:
    """Draw the map of a View. What the reader does in it comes back as a new address, before the page is made again."""

    def heard() -> None:
        message = st.session_state.get(KEY) or {}
        if serial := serial_of(message):
            st.session_state[_SERIAL] = serial
            go(view_after(latest(view), message, dataset, vocabulary))

    try:
        conflict_map = ConflictMap(dataset)
    except AssetError as error:
        st.error(markdown(error), title="The map cannot be drawn; the list beside it is whole", icon=":material/map:")
        return
    state = frame_state(view, dataset, st.session_state.get(_SERIAL, 0)) | {"tiles": tiles}
    with st.container(key="map_frame"):
        st_folium(
            conflict_map,
            key=KEY,
            height=HEIGHT_PX,
            use_container_width=True,
            returned_objects=[],
            feature_group_to_add=ShownView(state),
            on_change=heard,
        )
