"""The route of the map of regions: their counts by day, for every window at once."""

from __future__ import annotations

import json

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from strikemap.catalogue import Catalogue
from strikemap.errors import AddressError
from strikemap.http.answers import ASK_AGAIN, answering, cached
from strikemap.http.map import PREFIX
from strikemap.output.assets import Asset
from strikemap.output.layers.regions import Asked, region_columns
from strikemap.query.regions.counting import MEASURES
from strikemap.query.regions.outlines import levels_of
from strikemap.query.view import DEFAULTED, read_view

LEVEL, MEASURE, WEAPON = "level", "measure", "of"
OWN = (LEVEL, MEASURE, WEAPON)


def region_routes(catalogue: Catalogue) -> list[Route]:
    """The route that the frame of the page Regions asks, once for each question."""
    return [Route(PREFIX + "/regions.json", answering(lambda request: _regions(catalogue, request)))]


def _regions(catalogue: Catalogue, request: Request) -> Response:
    pairs = [pair for pair in request.query_params.multi_items() if pair[0] not in OWN]
    name = request.query_params.get("dataset", "")
    view, notice = read_view(pairs, catalogue.vocabulary(name if name in catalogue.names else ""))
    if notice:
        raise AddressError(notice.removesuffix(DEFAULTED))
    payload = region_columns(catalogue, view, _asked(catalogue, request, view.dataset))
    content = json.dumps(payload, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
    return cached(request, Asset(content, "application/json"), ASK_AGAIN)


def _asked(catalogue: Catalogue, request: Request, dataset: str) -> Asked:
    """Which regions and which measure. Raises AddressError."""
    levels = levels_of(catalogue.dataset(dataset))
    if not levels:
        raise AddressError("this dataset outlines no regions. Add a layer whose areas have a region_id.")
    level = request.query_params.get(LEVEL) or next(iter(levels))
    measure = request.query_params.get(MEASURE) or next(iter(MEASURES))
    weapon = request.query_params.get(WEAPON, "")
    for key, value, known in ((LEVEL, level, levels), (MEASURE, measure, MEASURES)):
        if value not in known:
            raise AddressError(f"{key}={value[:40]!r} is not known; it may be {', '.join(known)}.")
    if weapon and weapon not in catalogue.vocabulary(dataset).weapon:
        raise AddressError(f"{WEAPON}={weapon[:40]!r} is no weapon of this dataset.")
    return Asked(level, next(each for each in MEASURES if each == measure), weapon)
