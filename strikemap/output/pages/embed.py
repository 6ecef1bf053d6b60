"""The page that other sites frame: the stand-alone page with its scripts and data fetched from our own server."""

from __future__ import annotations

from markupsafe import Markup

from strikemap.catalogue import Catalogue
from strikemap.output.assets import asset_version
from strikemap.output.map import BASE, SCRIPTS, STYLES, ZOOM_SNAP, frame_config, frame_state
from strikemap.output.pages.document import Shell, page_html, told_page
from strikemap.output.pages.oembed import oembed_address
from strikemap.output.pages.words import words_of
from strikemap.query.view import View

_ORDERS = (
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    # the one page of ours that any site may put into its own
    "frame-ancestors *",
)
SECURITY = "; ".join(_ORDERS)
"""The Content-Security-Policy of the page: everything from our own server, nothing written into the page is run."""


def embed_html(catalogue: Catalogue, view: View, notice: str, base: str) -> bytes:
    """The page for a View, UTF-8.

    notice : what of the address could not be used, "" for nothing; it is told in the page. base : address of the server
    as the reader asked for it, with a slash at its end; used only for the address that describes this page to others.
    """
    dataset = catalogue.dataset(view.dataset)
    words = words_of(catalogue, view, [notice])
    config = frame_config(dataset) | {"zoom_snap": ZOOM_SNAP, "framed": True}
    styles = Markup("\n").join(Markup('<link rel="stylesheet" href="{}">').format(_asset(name)) for name in (*STYLES, "page.css"))
    # in their order, after the page is read; the first alone at once, to tell of those that do not come
    first, *rest = SCRIPTS
    scripts = Markup("\n").join(
        [
            Markup('<script src="{}"></script>').format(_asset(first)),
            *(Markup('<script src="{}" defer></script>').format(_asset(name)) for name in rest),
        ]
    )
    described = Markup('<link rel="alternate" type="application/json+oembed" href="{}" title="{}">').format(
        oembed_address(base, words.query), words.drafts.title
    )
    still = Markup('<img src="/picture.png?{}" alt="{}" width="1600" height="900">').format(words.query, words.drafts.alt)
    link = Markup('<a href="/?{}" target="_blank" rel="noopener">Open in Strikemap</a>').format(words.query)
    head = Markup("\n").join([described, styles, scripts])
    shell = Shell(head, told_page(config, frame_state(view, dataset, serial=0), words), still, link, lists=False)
    return str(page_html(words, shell)).encode()


def _asset(name: str) -> str:
    return f"{BASE}/assets/{name}?v={asset_version()}"
