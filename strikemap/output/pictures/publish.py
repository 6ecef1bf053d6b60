"""A picture leaves: made, checked against its sources, stamped with its record, noted in the register."""

from __future__ import annotations

import urllib.parse
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from strikemap.catalogue import Catalogue
from strikemap.errors import AddressError
from strikemap.output.pictures.compose import make_picture
from strikemap.output.pictures.facts import PictureFacts
from strikemap.output.pictures.spec import SPEC_KEYS, PictureSpec, read_spec
from strikemap.output.pictures.style import HouseStyle
from strikemap.output.proof.metadata import fingerprint
from strikemap.output.proof.register import Register
from strikemap.query.hedge import Overstatement, check_words
from strikemap.query.select import select, shown
from strikemap.query.view import DEFAULTED, IGNORED_KEYS, PART_BY_KEY, View, quote, read_view

CHECKED: Final = ("title", "caption", "alt", "credit")
"""Words of a picture that are compared with the claims shown; so are those of its notes."""


@dataclass(frozen=True)
class Published:
    """A picture as it leaves. width, height : pixels. note : "" or why it could not be noted in the register."""

    content: bytes
    facts: PictureFacts
    width: int
    height: int
    note: str = ""


def publish(
    catalogue: Catalogue, view: View, spec: PictureSpec, kind: str, scale: int = 1, *,
    style: HouseStyle | None = None, register: Register | None = None,
) -> Published:  # fmt: skip
    """Make the picture of a View as a file, and note it in the register (None = it is not noted).

    kind : png, svg, pdf or webp. scale : 1, 2 or 4, of PNG and WebP. Raises what `make_picture` and `Page.encoded` raise.
    """
    page = make_picture(catalogue, view, spec, style)
    content = page.encoded(kind, scale)
    note = "" if register is None else register.remember(page.facts, fingerprint(content))
    return Published(content, page.facts, *page.pixels_of(scale), note)


@dataclass(frozen=True)
class Finding:
    """Words of a picture that say more than the claims shown. part : title, caption, alt or note, as in the address."""

    part: str
    found: Overstatement


def words_found(catalogue: Catalogue, view: View, spec: PictureSpec) -> tuple[Finding, ...]:
    """What the words written for a picture say more firmly than the claims it shows; () = nothing, also where none are written."""
    written = [(part, getattr(spec, part)) for part in CHECKED if getattr(spec, part)]
    written += [("note", note.words) for note in spec.notes if note.words]
    if not written:
        return ()
    dataset, reports = catalogue.dataset(view.dataset), catalogue.reports(view)
    seen = shown(select(reports, view, dataset.first_day, dataset.last_day))
    return tuple(Finding(part, each) for part, text in written for each in check_words(text, dataset, reports, seen, view))


def redrawing(catalogue: Catalogue) -> Callable[[str, str, int], bytes]:
    """A function that draws a picture again from its query, kind and scale, with the data that are open now."""

    def redraw(query: str, kind: str, scale: int) -> bytes:
        pairs = urllib.parse.parse_qsl(query, keep_blank_values=True)
        view, spec = read_question(catalogue, pairs)
        return publish(catalogue, view.but(data=""), spec, kind, scale).content

    return redraw


def read_question(catalogue: Catalogue, pairs: list[tuple[str, str]]) -> tuple[View, PictureSpec]:
    """The View and the spec in the (key, value) pairs of a picture's address. Raises AddressError where a part cannot be used."""
    known = {*PART_BY_KEY, *SPEC_KEYS, *IGNORED_KEYS}
    if unknown := [key for key, _ in pairs if key not in known]:
        raise AddressError(f"{quote(unknown[0])} is no part of a picture's address; known are {', '.join((*PART_BY_KEY, *SPEC_KEYS))}")
    own = [pair for pair in pairs if pair[0] in PART_BY_KEY]
    named = dict(own).get("dataset", "")
    view, notice = read_view(own, catalogue.vocabulary(named if named in catalogue.names else ""))
    if notice:
        raise AddressError(notice.removesuffix(DEFAULTED) + " No picture was made; correct the address.")
    return view, read_spec(pairs)
