"""The stand-alone file: one HTML page with the map of a View inside it, alive without a network and without Strikemap."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import string
from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from strikemap.catalogue import Catalogue
from strikemap.errors import AssetError
from strikemap.model.dataset import Dataset
from strikemap.output.assets import read_asset
from strikemap.output.layers.files import read_layer
from strikemap.output.layers.strikes import Viewport
from strikemap.output.map import SCRIPTS, STYLES, ZOOM_SNAP, frame_config, frame_state
from strikemap.output.map_data import strikes_payload
from strikemap.output.pages.card import card_content
from strikemap.output.pages.document import Shell, page_html, told_page
from strikemap.output.pages.fonts import font_for
from strikemap.output.pages.shapes import STEPS_PER_DEGREE, packed
from strikemap.output.pages.words import PageWords, words_of
from strikemap.query.select import select, shown
from strikemap.query.view import View

MAX_CARDS = 400
"""Most cards inside one file, about 3 kB each: more would make it too large for a message."""

WORLD = (-720.0, -90.0, 720.0, 90.0)
"""West, south, east, north of all that a map can show, degrees."""

SCRIPT_FILES = SCRIPTS
STYLE_FILES = (*STYLES, "page.css")
FONTS = ("fonts/sans.woff2", "fonts/serif.woff2")
PICTURE_TYPES = {b"\x89PNG": "image/png", b"RIFF": "image/webp"}

_PICTURES_OF_LEAFLET = re.compile(r"url\(images/[^)]*\)")
_SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)


def standalone_html(catalogue: Catalogue, view: View, picture: bytes | None = None, address: str = "") -> bytes:
    """The stand-alone file of a View, UTF-8; the same View, data and program give the same bytes.

    picture : PNG or WebP for readers without scripts. address : where a Strikemap runs ("https://maps.example.org/"),
    for the link that opens the View there; without it the file names the query alone.
    A selection that is too large to be told one by one is kept as cells cut for the View's zoom, and the file says so.
    Raises AssetError where a script, style or font is missing; a layer that is missing is named in the page.
    """
    dataset = catalogue.dataset(view.dataset)
    zoom = float(view.zoom if view.zoom is not None else dataset.settings["camera"]["zoom"])
    strikes = strikes_payload(catalogue, view, Viewport(*WORLD, zoom))
    cards, left_out = _cards(catalogue, view, strikes)
    words = words_of(catalogue, view, _notes(strikes, left_out))
    layers, missing = _layers(dataset)
    inlined = {"strikes": strikes, "layers": layers, "missing": missing, "cards": cards, "zoom": zoom, "steps": STEPS_PER_DEGREE}
    config = frame_config(dataset) | {"zoom_snap": ZOOM_SNAP, "framed": False, "inlined": inlined}
    if not strikes["complete"]:
        # cells are cut for one zoom: further out they would cover each other
        config["zooms"] = [max(config["zooms"][0], zoom - 1), config["zooms"][1]]
    told = told_page(config, frame_state(view, dataset, serial=0), words)
    script = _scripts()
    link = Markup('<a href="{}/?{}">Open in Strikemap</a>').format(address.rstrip("/"), words.query) if address else Markup("")
    shell = Shell(head=Markup(""), tail=told + _inline("script", script), still=_still(words, picture), link=link, lists=True)
    letters = frozenset(page_html(words, shell)) | frozenset(string.printable)
    style = _styles(letters)
    return str(
        page_html(words, Shell(_inline("style", style), shell.tail, shell.still, link, lists=True, security=_security(script, style)))
    ).encode()


def _cards(catalogue: Catalogue, view: View, strikes: Mapping[str, Any]) -> tuple[dict[str, Any], int]:
    """The cards of the matching reports, those in the View's window first, and how many found no room."""
    if not strikes["complete"]:
        return {}, 0
    dataset = catalogue.dataset(view.dataset)
    selected = select(catalogue.reports(view), view, dataset.first_day, dataset.last_day)
    first = list(shown(selected).index)
    ids = [*first, *selected.index.difference(first, sort=False)]
    return {event: card_content(catalogue, view, event) for event in ids[:MAX_CARDS]}, max(0, len(ids) - MAX_CARDS)


def _notes(strikes: Mapping[str, Any], left_out: int) -> list[str]:
    if not strikes["complete"]:
        return [f"The {strikes['total']:,} reports of this file are counted by grid cell; open the view in Strikemap to see them one by one."]
    if left_out:
        return [f"{left_out:,} of the {strikes['total']:,} reports come without their cards; open the view in Strikemap to read them."]
    return []


def _layers(dataset: Dataset) -> tuple[dict[str, Any], dict[str, str]]:
    """The layers by file name, GeoJSON packed and pictures as data addresses; and what is wrong with those that lack."""
    layers: dict[str, Any] = {}
    missing: dict[str, str] = {}
    for layer in dataset.settings.get("layers", []):
        if "file" not in layer or layer["kind"] == "strikes":
            continue
        try:
            asset = read_layer(dataset, layer["file"])
        except AssetError as error:
            missing[layer["file"]] = str(error)
            continue
        is_picture = asset.media_type.startswith("image/")
        layers[layer["file"]] = _data_address(asset.media_type, asset.content) if is_picture else packed(json.loads(asset.content))
    return layers, missing


def _data_address(media_type: str, content: bytes) -> str:
    return f"data:{media_type};base64,{base64.b64encode(content).decode()}"


def _scripts() -> str:
    """All scripts as one text that no HTML parser ends early."""
    joined = _joined(SCRIPT_FILES)
    return _SOURCE_MAP.sub("", joined).replace("</script", "<\\/script").replace("<!--", "<\\!--")


def _styles(letters: frozenset[str]) -> str:
    """All styles as one text, with the fonts in it and without the pictures of Leaflet, which the map does not use."""
    joined = _joined(STYLE_FILES)
    for name in FONTS:
        joined = joined.replace(f'url("{name}")', f'url("{_data_address("font/woff2", font_for(name, letters))}")')
    return _PICTURES_OF_LEAFLET.sub("none", joined)


def _joined(names: Sequence[str]) -> str:
    """Files as one text, with the line ends that a browser sees: it hashes what it has read."""
    return "\n".join(read_asset(name).content.decode() for name in names).replace("\r\n", "\n")


def _inline(tag: str, content: str) -> Markup:
    return Markup("<{}>{}</{}>").format(tag, Markup(content), tag)  # noqa: S704  # our own files


def _still(words: PageWords, picture: bytes | None) -> Markup:
    if picture is None:
        return Markup("")
    kind = PICTURE_TYPES.get(picture[:4])
    if kind is None:
        raise AssetError("the picture for readers without scripts is neither PNG nor WebP")
    return Markup('<img src="{}" alt="{}">').format(_data_address(kind, picture), words.drafts.alt)


def _security(script: str, style: str) -> str:
    """What the file may load: what stands in it, and nothing from anywhere."""
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src '{_hash(script)}'",
            f"style-src '{_hash(style)}'",
            "img-src data: blob:",
            "font-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )


def _hash(content: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
