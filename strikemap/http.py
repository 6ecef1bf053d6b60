"""The routes beside the pages: health, the map's files, its layers and its columns; each a thin call of the library."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from strikemap import __version__
from strikemap.catalogue import Catalogue
from strikemap.errors import AddressError, AssetError, StrikemapError
from strikemap.output.assets import Asset, read_asset
from strikemap.output.layers.files import read_layer
from strikemap.output.layers.strikes import Viewport
from strikemap.output.map_data import strikes_payload
from strikemap.output.tiles import tile_hosts
from strikemap.query.view import View, read_view

PREFIX = "/strikemap"
LONG = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"

WORLD = (-720.0, -90.0, 720.0, 90.0)
"""West, south, east, north of any box a map can show, degrees: Leaflet lets a reader go round the world."""

DEEPEST_ZOOM = 22.0

KEPT_PACKED = 128
"""Answers kept packed; those of the shipped dataset are about thirty."""

Endpoint = Callable[[Request], Response]


def routes(catalogue: Catalogue) -> list[Route]:
    """All routes of Strikemap over one catalogue of datasets."""
    return [
        Route("/healthz", _answering(lambda _: _health(catalogue))),
        Route(PREFIX + "/assets/{name:path}", _answering(_asset)),
        Route(PREFIX + "/data/{dataset}/{path:path}", _answering(lambda request: _layer(catalogue, request))),
        Route(PREFIX + "/strikes.json", _answering(lambda request: _strikes(catalogue, request))),
    ]


def _answering(endpoint: Endpoint) -> Endpoint:
    """The same endpoint, with our own errors turned into a JSON answer that says what was wrong."""

    def answer(request: Request) -> Response:
        try:
            return endpoint(request)
        except AddressError as error:
            return _error(400, error)
        except AssetError as error:
            return _error(404, error)
        except StrikemapError as error:
            return _error(503, error)

    return answer


def _error(status: int, error: StrikemapError) -> Response:
    return JSONResponse({"error": str(error)}, status_code=status, headers={"Cache-Control": "no-store"})


def _health(catalogue: Catalogue) -> Response:
    datasets = {name: _dataset_health(catalogue, name) for name in catalogue.names}
    healthy = all(not each["problems"] for each in datasets.values())
    return JSONResponse(
        {"status": "ok" if healthy else "degraded", "version": __version__, "datasets": datasets},
        headers={"Cache-Control": "no-store"},
    )


def _dataset_health(catalogue: Catalogue, name: str) -> dict[str, Any]:
    dataset = catalogue.dataset(name)
    return {
        "version": dataset.version,
        "reports": len(catalogue.reports(View(dataset=name))),
        "problems": len(dataset.problems),
    }


def _asset(request: Request) -> Response:
    cache = LONG if request.query_params.get("v") else ASK_AGAIN
    return _cached(request, read_asset(request.path_params["name"]), cache)


def _layer(catalogue: Catalogue, request: Request) -> Response:
    name = request.path_params["dataset"]
    if name not in catalogue.names:
        raise AssetError(f"no dataset is called {name[:80]!r}; open are: {', '.join(catalogue.names)}")
    return _cached(request, read_layer(catalogue.dataset(name), request.path_params["path"]), ASK_AGAIN)


def _strikes(catalogue: Catalogue, request: Request) -> Response:
    pairs = [(key, value) for key, value in request.query_params.multi_items() if key not in ("bbox", "screen_zoom")]
    name = request.query_params.get("dataset", "")
    view, notice = read_view(pairs, catalogue.vocabulary(name if name in catalogue.names else ""))
    if notice:
        raise AddressError(notice)
    payload = strikes_payload(catalogue, view, _viewport(request))
    content = json.dumps(payload, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
    return _cached(request, Asset(content, "application/json"), ASK_AGAIN)


def _viewport(request: Request) -> Viewport | None:
    """The part of the world that is asked for: bbox=west,south,east,north in degrees and screen_zoom."""
    box, zoom = request.query_params.get("bbox"), request.query_params.get("screen_zoom")
    if box is None and zoom is None:
        return None
    try:
        west, south, east, north = (float(part) for part in (box or "").split(","))
        level = float(zoom or "")
    except ValueError as error:
        raise AddressError("bbox has to be west,south,east,north in degrees, with a screen_zoom beside it") from error
    in_order = WORLD[0] <= west < east <= WORLD[2] and WORLD[1] <= south < north <= WORLD[3]
    if not (in_order and 0 <= level <= DEEPEST_ZOOM):
        raise AddressError(f"bbox={box!r} with screen_zoom={zoom!r} is no part of the world")
    return Viewport(west, south, east, north, level)


def _cached(request: Request, asset: Asset, cache: str) -> Response:
    headers = {"Cache-Control": cache, "ETag": asset.etag, "X-Content-Type-Options": "nosniff"}
    if request.headers.get("if-none-match", "").removeprefix("W/") == asset.etag:
        return Response(status_code=304, headers=headers)
    if "gzip" not in request.headers.get("accept-encoding", "") or asset.media_type.startswith(("font/", "image/")):
        return Response(asset.content, media_type=asset.media_type, headers=headers)
    headers |= {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
    return Response(_packed(asset.content), media_type=asset.media_type, headers=headers)


@lru_cache(maxsize=KEPT_PACKED)
def _packed(content: bytes) -> bytes:
    """The content packed with gzip, once for all who ask for it."""
    return gzip.compress(content, mtime=0)


CONTENT_SECURITY = "; ".join(
    [
        "default-src 'self'",
        # Streamlit, Vega and streamlit-folium write scripts into the page and evaluate them
        "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:",
        "worker-src 'self' blob:",
        "style-src 'self' 'unsafe-inline'",
        "connect-src 'self' ws: wss: data: blob:",
        "font-src 'self' data:",
        f"img-src 'self' data: blob: {' '.join(tile_hosts())}",
        "frame-src 'self' blob: data:",
        "frame-ancestors 'self'",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
    ]
)
"""What a page of ours may load, as an order to the browser: nothing from elsewhere but the tiles a reader can turn on."""

HEADERS = {
    b"content-security-policy": CONTENT_SECURITY.encode(),
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"strict-origin-when-cross-origin",
}


class SecurityHeaders:
    """Adds HEADERS to every HTTP answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and the answer back with the headers it lacks."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                present = {name for name, _ in message["headers"]}
                message["headers"] = [*message["headers"], *((k, v) for k, v in HEADERS.items() if k not in present)]
            await send(message)

        await self.app(scope, receive, send_with_headers)


HEADERS_MIDDLEWARE = Middleware(SecurityHeaders)
