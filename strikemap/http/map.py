"""The routes of the map: health, its files, its layers and its columns; each a thin call of the library."""

from __future__ import annotations

import json
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from strikemap import __version__
from strikemap.catalogue import Catalogue
from strikemap.errors import AddressError, AssetError
from strikemap.http.answers import ASK_AGAIN, LONG, answering, cached
from strikemap.output.assets import Asset, read_asset
from strikemap.output.layers.files import read_layer
from strikemap.output.layers.strikes import Viewport
from strikemap.output.map_data import strikes_payload
from strikemap.query.view import DEFAULTED, View, read_view

PREFIX = "/strikemap"

WORLD = (-720.0, -90.0, 720.0, 90.0)
"""West, south, east, north of any box a map can show, degrees: Leaflet lets a reader go round the world."""

DEEPEST_ZOOM = 22.0


def map_routes(catalogue: Catalogue) -> list[Route]:
    """The routes that the map's frame asks."""
    return [
        Route("/healthz", answering(lambda _: _health(catalogue))),
        Route(PREFIX + "/assets/{name:path}", answering(_asset)),
        Route(PREFIX + "/data/{dataset}/{path:path}", answering(lambda request: _layer(catalogue, request))),
        Route(PREFIX + "/strikes.json", answering(lambda request: _strikes(catalogue, request))),
    ]


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
    return cached(request, read_asset(request.path_params["name"]), cache)


def _layer(catalogue: Catalogue, request: Request) -> Response:
    name = request.path_params["dataset"]
    if name not in catalogue.names:
        raise AssetError(f"no dataset is called {name[:80]!r}; open are: {', '.join(catalogue.names)}")
    return cached(request, read_layer(catalogue.dataset(name), request.path_params["path"]), ASK_AGAIN)


def _strikes(catalogue: Catalogue, request: Request) -> Response:
    pairs = [(key, value) for key, value in request.query_params.multi_items() if key not in ("bbox", "screen_zoom")]
    name = request.query_params.get("dataset", "")
    view, notice = read_view(pairs, catalogue.vocabulary(name if name in catalogue.names else ""))
    if notice:
        raise AddressError(notice.removesuffix(DEFAULTED))
    payload = strikes_payload(catalogue, view, _viewport(request))
    content = json.dumps(payload, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
    return cached(request, Asset(content, "application/json"), ASK_AGAIN)


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
