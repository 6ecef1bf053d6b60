"""The map for other pages: the element that frames it, and the whole of it as one file."""

from __future__ import annotations

import urllib.parse
from collections.abc import Callable

import streamlit as st

from strikemap.model.dataset import Dataset
from strikemap.output.pages.oembed import SIZE, frame_markup
from strikemap.output.pages.standalone import standalone_html
from strikemap.output.pictures.publish import publish
from strikemap.output.pictures.spec import PictureSpec
from strikemap.query.view import View, write_view
from ui.datasets import open_catalogue
from ui.picture.copying import copy_row
from ui.picture.drawing import Drawn
from ui.picture.leaving import page_address


def embed_tab(drawn: Drawn, view: View, spec: PictureSpec, dataset: Dataset) -> None:
    """Draw the snippet and the button for the file."""
    query = urllib.parse.urlencode(write_view(view.but(dataset=dataset.name)))
    snippet = str(frame_markup(f"{page_address(dataset, spec, 'embed')}?{query}", drawn.facts.title, *SIZE))
    st.html('<h2 class="sm-part">In a page of yours</h2>')
    st.caption("The living map with its timeline, served from this Strikemap; readers without scripts see a still.")
    st.code(snippet, language=None, wrap_lines=True)
    copy_row("p_copy_embed", {"snippet": snippet})
    st.html('<h2 class="sm-part">As one file</h2>')
    st.caption("One HTML file with map, timeline, cards and sources inside. It opens by a double click, with the network off.")
    st.download_button(
        "Stand-alone HTML", data=_making(view), file_name=f"{dataset.name}.html", mime="text/html", key="p_get_html", on_click="ignore"
    )


def _making(view: View) -> Callable[[], bytes]:
    catalogue = open_catalogue()

    def make() -> bytes:
        still = publish(catalogue, view.but(data=""), PictureSpec(), "webp").content
        return standalone_html(catalogue, view.but(data=""), still)

    return make
