"""The routes beside the pages, one file per group; every address that is no page is listed here."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from strikemap.catalogue import Catalogue
from strikemap.errors import AssetError
from strikemap.http.answers import Endpoint, answering, open_to_all
from strikemap.http.data import data_routes
from strikemap.http.embed import embed_routes
from strikemap.http.feed import FORMS, feed_routes
from strikemap.http.map import map_routes
from strikemap.http.openapi import openapi_routes
from strikemap.http.pictures import picture_routes
from strikemap.http.regions import region_routes
from strikemap.output.exports.registry import EXPORTS
from strikemap.output.pictures.encode import MEDIA_TYPES
from strikemap.query.view import quote


def routes(catalogue: Catalogue) -> list[Route]:
    """All routes of Strikemap over one catalogue of datasets."""
    groups = (map_routes, region_routes, data_routes, embed_routes, picture_routes, feed_routes, openapi_routes)
    return [*(route for group in groups for route in group(catalogue)), *unknown_endings()]


def unknown_endings() -> list[Route]:
    """What looks like a file of ours and is none: told as such, where the page of the app would be taken for the file."""
    return [
        Route(path, open_to_all(answering(_no_such(path.partition("{")[0], endings))))
        for path, endings in (
            ("/picture.{rest:path}", list(MEDIA_TYPES)),
            ("/data.{rest:path}", [entry.suffix for entry in EXPORTS]),
            ("/changes.{rest:path}", list(FORMS)),
            ("/embed/{rest:path}", []),
        )
    ]


def _no_such(stem: str, endings: Sequence[str]) -> Endpoint:
    def answer(request: Request) -> Response:
        instead = ", ".join(f"{stem}{ending}" for ending in endings) or stem.rstrip("/")
        raise AssetError(f"there is nothing at {quote(request.url.path)}; ask for {instead}")

    return answer
