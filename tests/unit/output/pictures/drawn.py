"""Pictures of the shipped war for the tests: each is planned once in a run."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET
from functools import cache
from pathlib import Path

import numpy as np
import pypdf
from numpy.typing import NDArray
from PIL import Image

from strikemap.catalogue import Catalogue
from strikemap.output.pictures.compose import Composition
from strikemap.output.pictures.encode import Page
from strikemap.output.pictures.spec import PictureSpec
from strikemap.query.view import View

DATA = Path(__file__).parents[4] / "data"
SVG = "{http://www.w3.org/2000/svg}"

CLUSTER = View(weapon=("cluster_munition",))
SQUARE = PictureSpec(size="1x1")


@cache
def catalogue() -> Catalogue:
    """The shipped war."""
    return Catalogue.of_folder(DATA)


@cache
def composition(view: View = CLUSTER, spec: PictureSpec = SQUARE) -> Composition:
    """A picture, planned."""
    return Composition(catalogue(), view, spec)


@cache
def page(view: View = CLUSTER, spec: PictureSpec = SQUARE) -> Page:
    """A picture, ready to be encoded."""
    return composition(view, spec).page(view)


@cache
def file(kind: str, view: View = CLUSTER, spec: PictureSpec = SQUARE) -> bytes:
    """A picture as a file."""
    return page(view, spec).encoded(kind)


def svg_words(content: bytes) -> str:
    """Every text element of an SVG, one after the other, without spaces: lines are broken where they have to be."""
    root = ET.fromstring(content)  # noqa: S314  # our own file
    return squeezed("".join("".join(each.itertext()) for each in root.iter(f"{SVG}text")))


def pdf_words(content: bytes) -> str:
    """The text that a PDF reader finds, without spaces."""
    return squeezed(pypdf.PdfReader(io.BytesIO(content)).pages[0].extract_text())


def squeezed(text: str) -> str:
    """A text without its spaces."""
    return "".join(text.split())


def pixels(content: bytes) -> NDArray[np.uint8]:
    """The pixels of a PNG, shape (height, width, 3)."""
    return np.asarray(Image.open(io.BytesIO(content)).convert("RGB"))
