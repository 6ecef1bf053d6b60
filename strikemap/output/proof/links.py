"""A link that opens a picture again: short enough to be sent."""

from __future__ import annotations

import urllib.parse
from typing import Final

from strikemap.errors import AddressError
from strikemap.output.pictures.facts import picture_query
from strikemap.output.pictures.spec import PictureSpec
from strikemap.query.view import View

MAX_LINK: Final = 2_000
"""Longest link, in characters: messengers, mail programs and QR codes take that much."""

LONGEST_NAMED: Final = 3


def link_of(view: View, spec: PictureSpec, base: str) -> str:
    """The whole address of a picture, its page's address being `base` ("https://desk.example/picture").

    Raises AddressError where it would be longer than MAX_LINK, naming the parts to shorten.
    """
    query = picture_query(view, spec)
    link = f"{base}?{query}" if query else base
    if len(link) <= MAX_LINK:
        return link
    sizes: dict[str, int] = {}
    for part in query.split("&"):
        key = urllib.parse.unquote_plus(part.partition("=")[0])
        sizes[key] = sizes.get(key, 0) + len(part) + 1
    longest = sorted(sizes.items(), key=lambda each: (-each[1], each[0]))[:LONGEST_NAMED]
    raise AddressError(
        f"The link would have {len(link):,} characters, and at most {MAX_LINK:,} can be sent safely. Shorten "
        + ", ".join(f"{key} ({size:,})" for key, size in longest)
        + ". Letters other than a to z take up to six or nine characters each in a link."
    )
