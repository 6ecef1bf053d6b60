"""The routes of what is new: /changes.atom and /changes.json, with the same parts as the address bar."""

from __future__ import annotations

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from strikemap.catalogue import Catalogue
from strikemap.http.answers import ASK_AGAIN, Endpoint, answering, cached, open_to_all
from strikemap.output.assets import Asset
from strikemap.output.exports.address import view_of_pairs
from strikemap.output.feed import ATOM_TYPE, JSON_TYPE, PATHS, Feed, atom_feed, feed_of, json_feed

FORMS: dict[str, tuple[str, Callable[[Feed], bytes]]] = {"atom": (ATOM_TYPE, atom_feed), "json": (JSON_TYPE, json_feed)}
"""Form of a feed to its media type and what writes it."""


def feed_routes(catalogue: Catalogue) -> list[Route]:
    """One route for each form of the feed; GET and HEAD."""
    return [Route(f"/{PATHS[form]}", open_to_all(answering(_endpoint(catalogue, form)))) for form in FORMS]


def _endpoint(catalogue: Catalogue, form: str) -> Endpoint:
    media_type, write = FORMS[form]

    def answer(request: Request) -> Response:
        view = view_of_pairs(catalogue, request.query_params.multi_items())
        return cached(request, Asset(write(feed_of(catalogue, view, str(request.base_url))), media_type), ASK_AGAIN)

    return answer
