"""What oEmbed 1.0 asks of a provider: a frame, its size and a picture for one of our addresses (https://oembed.com)."""

from __future__ import annotations

import urllib.parse
import xml.etree.ElementTree as ET  # only written, never read
from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from strikemap.catalogue import Catalogue
from strikemap.errors import AddressError
from strikemap.output.exports.about import query_of
from strikemap.output.pages.words import words_of
from strikemap.query.view import DEFAULTED, View, read_view

SIZE = (960, 640)
"""Width and height of the frame where the asker names none, pixels."""

THUMBNAIL = (1200, 675)
SMALLEST_THUMBNAIL = 356
"""Width in pixels below which a picture of 16:9 would be lower than any picture we make."""

KEPT_SECONDS = 3600
PAGES = ("/", "/embed")
"""Paths whose queries are Views."""


@dataclass(frozen=True)
class Asked:
    """What an asker names: the address, and the largest frame it has room for, pixels."""

    url: str
    max_width: int | None = None
    max_height: int | None = None


def oembed_address(base: str, query: str) -> str:
    """The address that describes the embedded page of a query; base ends with a slash."""
    return f"{base}oembed?{urllib.parse.urlencode({'url': f'{base}embed?{query}', 'format': 'json'})}"


def view_at(catalogue: Catalogue, url: str, base: str) -> View | None:
    """The View of an address of ours; None for any other address. Raises AddressError where a part of ours cannot be used."""
    try:
        asked, own = urllib.parse.urlsplit(url), urllib.parse.urlsplit(base)
        paths = {own.path.rstrip("/") + path for path in PAGES}
        if asked.scheme not in ("http", "https") or asked.netloc.lower() != own.netloc.lower() or (asked.path or "/") not in paths:
            return None
        pairs = urllib.parse.parse_qsl(asked.query)
    except ValueError:
        return None
    named = dict(pairs).get("dataset", "")
    view, notice = read_view(pairs, catalogue.vocabulary(named if named in catalogue.names else ""))
    if notice:
        raise AddressError(notice.removesuffix(DEFAULTED) + " Nothing was described; correct the address.")
    return view


def description(catalogue: Catalogue, view: View, asked: Asked, base: str) -> dict[str, str | int]:
    """The answer of type "rich" for a View, as oEmbed names its parts."""
    dataset = catalogue.dataset(view.dataset)
    title = words_of(catalogue, view).drafts.title
    query = query_of(dataset, view)
    width, height = (min(own, most or own) for own, most in zip(SIZE, (asked.max_width, asked.max_height), strict=True))
    return {
        "version": "1.0",
        "type": "rich",
        "title": title,
        "provider_name": "Strikemap",
        "provider_url": base,
        "cache_age": KEPT_SECONDS,
        "html": str(frame_markup(f"{base}embed?{query}", title, width, height)),
        "width": width,
        "height": height,
        **_thumbnail(base, query, asked),
    }


def frame_markup(address: str, title: str, width: int, height: int) -> Markup:
    """The element that puts the page into another one; narrower than its column where that is narrower."""
    return Markup(
        '<iframe src="{}" title="{}" width="{}" height="{}" loading="lazy" style="border:0;max-width:100%"></iframe>'
    ).format(address, title, width, height)


def _thumbnail(base: str, query: str, asked: Asked) -> dict[str, str | int]:
    """A still of 16:9 that fits; none where it would be too small to be read."""
    width = min(THUMBNAIL[0], asked.max_width or THUMBNAIL[0], (asked.max_height or THUMBNAIL[1]) * 16 // 9)
    if width < SMALLEST_THUMBNAIL:
        return {}
    height = width * 9 // 16
    address = f"{base}picture.png?{query}&size={width}x{height}"
    return {"thumbnail_url": address, "thumbnail_width": width, "thumbnail_height": height}


def as_xml(parts: Mapping[str, str | int]) -> bytes:
    """The answer as XML."""
    root = ET.Element("oembed")
    for name, value in parts.items():
        ET.SubElement(root, name).text = str(value)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))
