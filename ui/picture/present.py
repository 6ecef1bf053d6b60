"""The clean frame: the picture alone on the page, exact in pixels, for the system's own screenshot."""

from __future__ import annotations

import base64
import re

import streamlit as st
from markupsafe import Markup

from strikemap.errors import AddressError, PictureError, StrikemapError
from strikemap.output.pictures.publish import publish, words_found
from strikemap.output.pictures.spec import MAX_EDGE_PX, MIN_EDGE_PX, PictureSpec
from strikemap.output.pictures.style import style_of
from strikemap.query.view import View
from ui.address import PRESENT, current_spec, current_view
from ui.datasets import open_catalogue

FRAMES = {"16x9": (1280, 720), "4x3": (960, 720), "1x1": (720, 720), "4x5": (576, 720), "9x16": (405, 720)}
"""Width and height in CSS pixels: the largest of each ratio in 1280 x 720, which any screen of today shows whole."""

SHARP = 2
"""Pixels of the picture for each CSS pixel along an edge."""

KEPT = 8

_ALONE = """
<style>
html, body, .stApp, [data-testid="stAppViewContainer"], [data-testid="stMain"] { overflow: hidden !important; background: %s !important; }
.stApp * { visibility: hidden !important; }
.sm-present { position: fixed; z-index: 1000000; top: 0; left: 0; width: %dpx; height: %dpx; margin: 0; display: block; max-width: none; visibility: visible !important; }
p.sm-present { box-sizing: border-box; padding: 2rem; overflow: auto; }
</style>
"""


def asked() -> bool:
    """Whether the address asks for the picture alone."""
    return PRESENT in st.query_params


def present() -> None:
    """Show the picture of the address and nothing else; where there can be none, the reason in its place."""
    view, notice = current_view(open_catalogue())
    spec, complaint = current_spec()
    dataset = open_catalogue().dataset(view.dataset)
    width, height = FRAMES["16x9"]
    paper = "#ffffff"
    try:
        width, height = frame_size(st.query_params[PRESENT])
        style = style_of(dataset, spec.style)
        paper = style.marks["paper"]
        if notice or complaint:
            raise AddressError(notice or complaint)
        _refuse_firmer(view, spec)
        content, alt = _drawn(dataset.version, style.digest, view.but(data=""), spec.but(size=f"{width}x{height}"))
    except StrikemapError as error:
        shown = Markup('<p class="sm-present" role="alert">{}</p>').format(error)
    else:
        source = f"data:image/png;base64,{base64.b64encode(content).decode()}"
        shown = Markup('<img class="sm-present" src="{}" alt="{}" width="{}" height="{}">').format(source, alt, width, height)
    st.html(_ALONE % (paper, width, height))
    st.html(shown)


def _refuse_firmer(view: View, spec: PictureSpec) -> None:
    """Raise PictureError, with the source's own wording, where words of the picture are firmer than their source."""
    for each in words_found(open_catalogue(), view, spec):
        if each.found.severity == "refuse":
            sources = "; ".join(map(str, each.found.support)) or "no claim shown says it"
            raise PictureError(f"The {each.part} is firmer than its source: “{each.found.words}”. {each.found.problem} The sources say: {sources}.")


def frame_size(name: str) -> tuple[int, int]:
    """Width and height in CSS pixels. Raises AddressError where the name is no size."""
    if name in FRAMES:
        return FRAMES[name]
    if (found := re.fullmatch(r"(\d{3,4})x(\d{3,4})", name)) and all(
        MIN_EDGE_PX <= int(each) <= MAX_EDGE_PX // SHARP for each in found.groups()
    ):
        return int(found[1]), int(found[2])
    raise AddressError(
        f"present={name[:20]!r} is no size; use one of {', '.join(FRAMES)}, or pixels like 1280x720, each edge"
        f" {MIN_EDGE_PX} to {MAX_EDGE_PX // SHARP}."
    )


@st.cache_data(max_entries=KEPT, show_spinner=False)
def _drawn(version: str, style_digest: str, view: View, spec: PictureSpec) -> tuple[bytes, str]:  # noqa: ARG001  # they belong to the question
    made = publish(open_catalogue(), view, spec, "png", SHARP)
    return made.content, made.facts.alt
