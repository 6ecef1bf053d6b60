"""The preview: a picture as it will leave, drawn again only when something of it has changed."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from strikemap.errors import StrikemapError
from strikemap.output.pictures.compose import Composition, make_picture
from strikemap.output.pictures.facts import PictureFacts
from strikemap.output.pictures.frame import MapFrame
from strikemap.output.pictures.pen import Box
from strikemap.output.pictures.spec import PictureSpec
from strikemap.output.pictures.style import style_of
from strikemap.query.view import View
from ui.datasets import open_catalogue

KEPT = 32
"""Previews kept for all readers together, about 300 kB each."""


@dataclass(frozen=True)
class Drawn:
    """A picture on the screen.

    image : WebP at scale 1. pixels : its width and height. page : the same in design pixels, in which frame and names are
    measured. frame : the one map of the picture; None where it has several, on which nothing is placed by hand.
    names : key of each name on the map, and the box of its letters.
    """

    image: bytes
    facts: PictureFacts
    pixels: tuple[int, int]
    page: tuple[float, float]
    frame: MapFrame | None
    names: tuple[tuple[str, Box], ...]


def draw(view: View, spec: PictureSpec) -> Drawn:
    """The picture of a View for the screen. Raises PictureError, AssetError or AddressError where there can be none."""
    dataset = open_catalogue().dataset(view.dataset)
    return _drawn(dataset.version, style_of(dataset, spec.style).digest, view.but(data=""), spec)


@st.cache_data(max_entries=KEPT, show_spinner=False)
def _drawn(version: str, style_digest: str, view: View, spec: PictureSpec) -> Drawn:  # noqa: ARG001  # they belong to the question
    if spec.arrange:
        page, frame, names = make_picture(open_catalogue(), view, spec), None, ()
    else:
        composition = Composition(open_catalogue(), view, spec)
        page, frame, names = composition.page(view), composition.frame, composition.placed_names
    return Drawn(
        image=page.encoded("webp"), facts=page.facts, pixels=page.pixels_of(1), page=(page.plan.width, page.plan.height),
        frame=frame, names=names,
    )  # fmt: skip


def draw_or_say(view: View, spec: PictureSpec) -> tuple[Drawn | None, str]:
    """The picture and "", or None and the reason why there can be none."""
    try:
        return draw(view, spec), ""
    except StrikemapError as error:
        return None, str(error)
