"""The routes for other sites: the page they frame, its cards, and how to frame it (oEmbed)."""

from __future__ import annotations

import json

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from strikemap.catalogue import Catalogue
from strikemap.errors import AddressError, AssetError
from strikemap.http.answers import ASK_AGAIN, answering, cached, error
from strikemap.http.map import PREFIX
from strikemap.output.assets import Asset
from strikemap.output.pages.card import card_content
from strikemap.output.pages.embed import SECURITY, embed_html
from strikemap.output.pages.oembed import KEPT_SECONDS, Asked, as_xml, description, view_at
from strikemap.query.view import DEFAULTED, View, read_view

MAX_PIXELS = 100_000
"""Largest number of pixels that an asker can name."""


def embed_routes(catalogue: Catalogue) -> list[Route]:
    """The routes of embedded pages."""
    return [
        Route("/embed", answering(lambda request: _embed(catalogue, request))),
        Route("/oembed", answering(lambda request: _oembed(catalogue, request))),
        Route(PREFIX + "/card.json", answering(lambda request: _card(catalogue, request))),
    ]


def _embed(catalogue: Catalogue, request: Request) -> Response:
    view, notice = _view_of(catalogue, request)
    page = embed_html(catalogue, view, notice, str(request.base_url))
    answer = cached(request, Asset(page, "text/html; charset=utf-8"), ASK_AGAIN)
    answer.headers["Content-Security-Policy"] = SECURITY
    return answer


def _view_of(catalogue: Catalogue, request: Request) -> tuple[View, str]:
    """The View of an address, bad parts at their default, and the notice that says so."""
    name = request.query_params.get("dataset", "")
    return read_view(request.query_params.multi_items(), catalogue.vocabulary(name if name in catalogue.names else ""))


def _card(catalogue: Catalogue, request: Request) -> Response:
    view, notice = _view_of(catalogue, request)
    if notice:
        raise AddressError(notice.removesuffix(DEFAULTED))
    if not view.event:
        raise AddressError("event is missing: name the report whose card is asked for")
    if view.event not in catalogue.reports(view).index:
        raise AssetError(f"the report {view.event} was not yet known on {view.known}")
    content = json.dumps(card_content(catalogue, view, view.event), ensure_ascii=False, separators=(",", ":")).encode()
    return cached(request, Asset(content, "application/json"), ASK_AGAIN)


def _oembed(catalogue: Catalogue, request: Request) -> Response:
    asked = Asked(request.query_params.get("url", ""), _pixels(request, "maxwidth"), _pixels(request, "maxheight"))
    form = request.query_params.get("format", "json")
    if not asked.url:
        raise AddressError("url is missing: name the address of a page of this server, like /oembed?url=https://…/embed")
    if form not in ("json", "xml"):
        return error(501, AddressError(f"format={form[:40]!r} is not offered; json and xml are"))
    base = str(request.base_url)
    view = view_at(catalogue, asked.url, base)
    if view is None:
        return error(404, AddressError(f"no map of this server has the address {asked.url[:200]!r}; it begins with {base} or {base}embed"))
    parts = description(catalogue, view, asked, base)
    headers = {"Cache-Control": f"public, max-age={KEPT_SECONDS}"}
    if form == "xml":
        return Response(as_xml(parts), media_type="text/xml", headers=headers)
    return JSONResponse(parts, headers=headers)


def _pixels(request: Request, name: str) -> int | None:
    given = request.query_params.get(name)
    if given is None:
        return None
    if not (given.isascii() and given.isdigit() and 1 <= int(given[:7]) <= MAX_PIXELS):
        raise AddressError(f"{name}={given[:40]!r} is no number of pixels from 1 to {MAX_PIXELS:,}")
    return int(given)
