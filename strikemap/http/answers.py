"""How every route answers: our own errors as JSON, contents with a name for caches, packed where the browser takes it."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from functools import lru_cache

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from strikemap.errors import AddressError, AssetError, StrikemapError
from strikemap.output.assets import Asset

LONG = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"

TOO_LONG = 414
MAX_QUERY = 4_000
"""Longest query that is read, in characters; ours stay under 2,000."""

KEPT_PACKED = 128
"""Answers kept packed; those of the shipped dataset are about thirty."""

Endpoint = Callable[[Request], Response]


def answering(endpoint: Endpoint) -> Endpoint:
    """The same endpoint, with our own errors turned into a JSON answer that says what was wrong."""

    def answer(request: Request) -> Response:
        if len(request.url.query) > MAX_QUERY:
            return error(TOO_LONG, AddressError(f"the query has {len(request.url.query):,} characters; at most {MAX_QUERY:,} are read"))
        try:
            return endpoint(request)
        except AddressError as found:
            return error(400, found)
        except AssetError as found:
            return error(404, found)
        except StrikemapError as found:
            return error(503, found)

    return answer


def open_to_all(endpoint: Endpoint) -> Endpoint:
    """The same endpoint, whose answers scripts of every other site may read: they hold nothing that is not public."""

    def answer(request: Request) -> Response:
        found = endpoint(request)
        found.headers["Access-Control-Allow-Origin"] = "*"
        found.headers["Access-Control-Expose-Headers"] = "Content-Disposition, ETag, Link, Retry-After, X-Strikemap-Code"
        return found

    return answer


def error(status: int, found: StrikemapError) -> Response:
    """An error of ours as a JSON answer."""
    return JSONResponse({"error": str(found)}, status_code=status, headers={"Cache-Control": "no-store"})


def asker_has(request: Request, etag: str) -> bool:
    """Whether the asker has what goes by that name already (RFC 9110: a list of names, weak or strong, or *)."""
    names = {name.strip().removeprefix("W/") for name in request.headers.get("if-none-match", "").split(",")}
    return etag.removeprefix("W/") in names or "*" in names


def cached(request: Request, asset: Asset, cache: str) -> Response:
    """The asset, or 304 where the browser has it; packed with gzip where that helps."""
    headers = {"Cache-Control": cache, "ETag": asset.etag, "X-Content-Type-Options": "nosniff"}
    if asker_has(request, asset.etag):
        return Response(status_code=304, headers=headers)
    if "gzip" not in request.headers.get("accept-encoding", "") or asset.media_type.startswith(("font/", "image/")):
        return Response(asset.content, media_type=asset.media_type, headers=headers)
    headers |= {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
    return Response(_packed(asset.content), media_type=asset.media_type, headers=headers)


@lru_cache(maxsize=KEPT_PACKED)
def _packed(content: bytes) -> bytes:
    """The content packed with gzip, once for all who ask for it."""
    return gzip.compress(content, mtime=0)
