"""A still strip: what a film shows, as a few small maps in one picture, for readers who want nothing to move."""

from __future__ import annotations

from strikemap.catalogue import Catalogue
from strikemap.output.pictures.encode import Page
from strikemap.output.pictures.multiples import Panels
from strikemap.output.pictures.spec import PictureSpec
from strikemap.output.pictures.style import HouseStyle
from strikemap.query.view import View


def strip(catalogue: Catalogue, view: View, spec: PictureSpec, style: HouseStyle | None = None) -> Page:
    """The days of a View in up to STRIP equal parts, a small map for each, ready to be encoded.

    The same picture as that of the spec with arrange=strip and without its notes, which have no room on small maps. Raises what `make_picture` raises.
    """
    arranged = spec.but(arrange="strip", notes=())
    return Panels(catalogue, view, arranged, style).page(view)
