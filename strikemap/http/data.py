"""The routes of the data that leave: /data.geojson, /data.csv and so on, with the same parts as the address bar."""

from __future__ import annotations

import gzip
import hashlib

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from strikemap import __version__
from strikemap.catalogue import Catalogue
from strikemap.errors import AddressError, ExportError
from strikemap.http.answers import ASK_AGAIN, Endpoint, answering, asker_has, error, open_to_all
from strikemap.output.exports.about import query_of
from strikemap.output.exports.address import view_of_pairs
from strikemap.output.exports.export import Export
from strikemap.output.exports.registry import EXPORTS
from strikemap.query.view import View

RAW = "raw"
PACKED_ALREADY = frozenset({"xlsx", "parquet"})
GZIP_LEVEL = 5


def data_routes(catalogue: Catalogue) -> list[Route]:
    """One route for each export format; GET and HEAD."""
    return [Route(f"/data.{entry.suffix}", open_to_all(answering(_endpoint(catalogue, entry)))) for entry in EXPORTS]


def _endpoint(catalogue: Catalogue, entry: Export) -> Endpoint:
    def answer(request: Request) -> Response:
        view, raw = _asked(catalogue, request)
        headers = _headers(catalogue, entry, view, raw=raw)
        if asker_has(request, headers["ETag"]):
            return Response(status_code=304, headers=headers)
        try:
            content = entry.export(catalogue, view, raw=raw)
        except ExportError as found:
            return error(400, found)
        if entry.suffix not in PACKED_ALREADY and "gzip" in request.headers.get("accept-encoding", ""):
            content = gzip.compress(content, GZIP_LEVEL, mtime=0)
            headers["Content-Encoding"] = "gzip"
        return Response(content, media_type=entry.media_type, headers=headers)

    return answer


def _asked(catalogue: Catalogue, request: Request) -> tuple[View, bool]:
    """The View of an address, and whether its raw form is asked for. Raises AddressError."""
    parts = request.query_params.multi_items()
    asked = [value for key, value in parts if key == RAW]
    if asked not in ([], ["1"]):
        raise AddressError(f"raw={asked[0][:40]!r} is not raw=1. Write raw=1 once, or leave it away.")
    return view_of_pairs(catalogue, [pair for pair in parts if pair[0] != RAW]), bool(asked)


def _headers(catalogue: Catalogue, entry: Export, view: View, *, raw: bool) -> dict[str, str]:
    """The headers of a file: its name, and a name for caches that is known before the file is made.

    The file is a function of data version, View, form and program; so is its ETag. It is weak: another version of a
    library may pack the same rows into other bytes.
    """
    dataset = catalogue.dataset(view.dataset)
    made_of = "\n".join([entry.name, str(raw), query_of(dataset, view), view.data, __version__])
    return {
        "Content-Disposition": f'attachment; filename="{entry.file_name(dataset, view)}"',
        "ETag": f'W/"{hashlib.sha256(made_of.encode()).hexdigest()[:32]}"',
        "Cache-Control": ASK_AGAIN,
        "Vary": "Accept-Encoding",
        "X-Content-Type-Options": "nosniff",
    }
