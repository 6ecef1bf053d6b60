"""The words and the proof of a picture, apart from its drawing: what it shows, who says so, which data made it."""

from __future__ import annotations

import hashlib
import urllib.parse
from dataclasses import dataclass
from typing import Final

from strikemap import __version__
from strikemap.output.pictures.spec import PictureSpec, write_spec
from strikemap.query.view import View, write_view

CODE_LETTERS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O or U, so that a code read off paper is typed right."""

CODE_LENGTH: Final = 10


@dataclass(frozen=True)
class PictureFacts:
    """What stands in a picture, in its alternative text and in the metadata of its file.

    ids : reports with a mark inside the map of the picture; all_ids : reports certain or possible in the window, whether
    their place lies inside the map or not, or is not known; grades : the grade of each of all_ids, in the same order.
    Where a selection is too large to be named one by one, ids, all_ids and grades are empty and `digest` stands for them.
    digest : hash over every report shown, with its grade. as_of : the day of knowledge, in words. style_digest : hash of
    the house style, "" for our own.
    """

    view: View
    spec: PictureSpec
    dataset: str
    dataset_title: str
    data_version: str
    title: str
    summary: str
    caption: str
    alt: str
    credit: str
    sources: tuple[str, ...]
    notice: str
    as_of: str
    ids: tuple[str, ...]
    all_ids: tuple[str, ...]
    grades: tuple[str, ...]
    digest: str
    style_digest: str = ""
    program_version: str = __version__

    @property
    def query(self) -> str:
        """The address of the picture without its host: View, data version and picture parts."""
        return picture_query(self.view.but(dataset=self.dataset, data=self.data_version), self.spec)

    @property
    def code(self) -> str:
        """The short code printed in the picture, like "K7QF3-M2PWX": the same for the same View, data and version."""
        return code_of(self.query, self.program_version, self.style_digest)


def picture_query(view: View, spec: PictureSpec) -> str:
    """The query of an address that opens this picture again."""
    return urllib.parse.urlencode([*write_view(view), *write_spec(spec)])


def code_of(query: str, program_version: str = __version__, style_digest: str = "") -> str:
    """The short code of a picture: 50 bits of a hash over its address, its house style and the program's version."""
    asked = f"{style_digest}\n{query}" if style_digest else query
    number = int.from_bytes(hashlib.sha256(f"{program_version}\n{asked}".encode()).digest()[:8]) >> 14
    letters = "".join(CODE_LETTERS[number >> 5 * place & 31] for place in reversed(range(CODE_LENGTH)))
    return f"{letters[:5]}-{letters[5:]}"
