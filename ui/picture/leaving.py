"""What leaves: the picture as a file, its words, its link, and the command that makes it again."""

from __future__ import annotations

import re
import shlex
import urllib.parse
from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from strikemap.errors import AddressError
from strikemap.model.dataset import Dataset
from strikemap.output.pictures.encode import MEDIA_TYPES
from strikemap.output.pictures.publish import publish
from strikemap.output.pictures.spec import MAX_PIXELS, PictureSpec, write_spec
from strikemap.output.pictures.style import style_of
from strikemap.output.proof.links import link_of
from strikemap.output.proof.register import Register
from strikemap.query.view import View, write_view
from strikemap.query.window import window_of
from ui.datasets import DATA, open_catalogue
from ui.notices import show_note
from ui.picture.copying import copy_row
from ui.picture.drawing import Drawn
from ui.plain import markdown

_NOTES = "register_notes"


@dataclass(frozen=True)
class File:
    """One way to take the picture away."""

    kind: str
    scale: int
    title: str


FILES = (
    File("png", 1, "PNG"), File("png", 2, "PNG 2x"), File("png", 4, "PNG 4x"),
    File("svg", 1, "SVG"), File("pdf", 1, "PDF"), File("webp", 1, "WebP"),
)  # fmt: skip


def downloads(drawn: Drawn, view: View, spec: PictureSpec, dataset: Dataset, *, refused: bool) -> None:
    """One button for each kind of file; the file is made when it is asked for. refused : words are firmer than their sources."""
    if refused:
        show_note("Downloads wait until no words of the picture are firmer than their sources.")
    told: list[str] = st.session_state.setdefault(_NOTES, [])
    while told:
        show_note(told.pop())
    width, height = drawn.pixels
    st.html('<p class="sm-eyebrow">Download</p>')
    with st.container(horizontal=True, gap="small", key="p_downloads"):
        for file in FILES:
            too_large = width * height * file.scale**2 > MAX_PIXELS
            st.download_button(
                file.title,
                data=_making(view, spec, file, told),
                file_name=file_name(dataset, view, spec, file),
                mime=MEDIA_TYPES[file.kind],
                key=f"p_get_{file.kind}_{file.scale}",
                on_click="ignore",
                disabled=refused or too_large,
                help=f"{width * file.scale:,} x {height * file.scale:,} px are more than can be drawn at once" if too_large else None,
            )


def _making(view: View, spec: PictureSpec, file: File, told: list[str]) -> Callable[[], bytes]:
    catalogue = open_catalogue()

    def make() -> bytes:
        made = publish(catalogue, view.but(data=""), spec, file.kind, file.scale, register=Register())
        if made.note:
            told.append(made.note)
        return made.content

    return make


def file_name(dataset: Dataset, view: View, spec: PictureSpec, file: File) -> str:
    """Dataset, days, size and scale: "karabakh-2020_2020-10-03_2020-10-06_16x9_2x.png"."""
    window = window_of(view, dataset.first_day, dataset.last_day)
    scale = "" if file.scale == 1 else f"{file.scale}x"
    parts = [dataset.name, f"{window.first or 'until'}_{window.last}", spec.size, scale]
    return "_".join(re.sub(r"[^A-Za-z0-9._-]+", "-", part) for part in parts if part) + f".{file.kind}"


def copies(drawn: Drawn, view: View, spec: PictureSpec, dataset: Dataset) -> None:
    """Buttons that copy the words, the link and the command; and what is wrong with the link, if it is too long."""
    facts = drawn.facts
    texts = {"caption": facts.caption, "alternative text": facts.alt, "credit": facts.credit}
    try:
        texts["link"] = link_of(view.but(dataset=dataset.name, data=dataset.version), spec, page_address(dataset, spec))
    except AddressError as error:
        show_note(str(error))
    texts["command"] = command_of(view, spec, dataset)
    copy_row("p_copies", texts)
    st.caption(f"Short code in the picture: {markdown(facts.code)}. The file says in its metadata what it shows, how it is hedged, and which data made it.")


def page_address(dataset: Dataset, spec: PictureSpec, page: str = "picture") -> str:
    """The address of a page of ours: at the desk's own Strikemap where the house style names it, else where it was opened."""
    own = style_of(dataset, spec.style).address
    base = own or urllib.parse.urlsplit(str(st.context.url or ""))._replace(path="", query="", fragment="").geturl()
    return f"{base}/{page}"


def command_of(view: View, spec: PictureSpec, dataset: Dataset) -> str:
    """The command line that makes the same picture."""
    query = urllib.parse.urlencode(write_view(view.but(data="")))
    parts = ["python", "-m", "strikemap", "picture", f"{dataset.name}.png"]
    # the command's own default is the folder that we ship
    parts += [] if dataset.folder.resolve() == DATA.resolve() else ["--data", str(dataset.folder)]
    parts += ["--view", query] if query else []
    for key, value in write_spec(spec):
        parts.append(f"--{key}={value}")
    return shlex.join(parts)
