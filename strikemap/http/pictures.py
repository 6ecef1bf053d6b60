"""The routes of the pictures: /picture.png, .svg, .pdf and .webp, with the parts of the address bar; docs/services.md."""

from __future__ import annotations

import hashlib
import re
import urllib.parse
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from strikemap import __version__
from strikemap.catalogue import Catalogue
from strikemap.errors import AddressError, AssetError, BusyError, PictureError
from strikemap.http.answers import LONG, answering, asker_has, error, open_to_all
from strikemap.http.drawing import DrawingDesk
from strikemap.model.dataset import Dataset
from strikemap.output.pictures.encode import MEDIA_TYPES
from strikemap.output.pictures.facts import code_of, picture_query
from strikemap.output.pictures.publish import Finding, publish, read_question, words_found
from strikemap.output.pictures.spec import SCALES, PictureSpec
from strikemap.output.pictures.style import HouseStyle, style_of
from strikemap.output.proof.register import Register
from strikemap.query.hedge import is_refused
from strikemap.query.view import View, quote, write_view
from strikemap.query.window import window_of

SCALE: Final = "scale"
SCALED_KINDS: Final = frozenset({"png", "webp"})
"""Kinds that consist of pixels; a drawing is sharp at every scale."""

FRESH: Final = "public, max-age=300"
"""For a link that names no data version: the data may be replaced, and the picture with them."""

RETRY_SECONDS: Final = 5

OTHER_DATA, TOO_STRONG, TOO_MUCH = 409, 422, 503

NO_SCRIPTS: Final = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; sandbox"
"""What an SVG may do where a browser opens it as a page: be looked at."""


@dataclass(frozen=True)
class Asked:
    """One question for a picture, read whole and not yet drawn; everything about it can be told but what it looks like."""

    view: View
    spec: PictureSpec
    style: HouseStyle
    kind: str
    scale: int

    @property
    def query(self) -> str:
        """The address of the picture without its host, as it stands in its metadata."""
        return picture_query(self.view, self.spec)

    @property
    def code(self) -> str:
        """The short code printed in the picture."""
        return code_of(self.query, style_digest=self.style.digest)

    @property
    def etag(self) -> str:
        """Its name for caches: a picture is a function of data, View, spec, style, program, kind and scale."""
        made_of = "\n".join([self.query, self.style.digest, __version__, self.kind, str(self.scale)])
        return f'"{hashlib.sha256(made_of.encode()).hexdigest()[:32]}"'

    def file_name(self, catalogue: Catalogue) -> str:
        """A name that says dataset, days and short code."""
        dataset = catalogue.dataset(self.view.dataset)
        window = window_of(self.view, dataset.first_day, dataset.last_day)
        days = f"{window.first or 'until'}_{window.last}"
        stem = re.sub(r"[^A-Za-z0-9._-]+", "-", f"{dataset.name}_{days}_{self.code}")
        return f"{stem}{f'@{self.scale}x' if self.scale > 1 else ''}.{self.kind}"


def picture_routes(catalogue: Catalogue) -> list[Route]:
    """One route for each kind of picture; GET and HEAD."""
    desk = DrawingDesk()

    def route(kind: str) -> Route:
        return Route(f"/picture.{kind}", open_to_all(answering(lambda request: _answer(catalogue, desk, kind, request))))

    return [route(kind) for kind in MEDIA_TYPES]


def _answer(catalogue: Catalogue, desk: DrawingDesk, kind: str, request: Request) -> Response:
    view, spec, scale = _read(catalogue, kind, request.query_params.multi_items())
    dataset = catalogue.dataset(view.dataset)
    if view.data not in ("", dataset.version):
        return _made_of_other_data(view, spec, dataset.version)
    asked = Asked(view.but(dataset=dataset.name, data=dataset.version), spec, _style(dataset, spec), kind, scale)
    return _answer_now(catalogue, desk, asked, request, _headers(catalogue, asked, is_pinned=bool(view.data)))


def _answer_now(
    catalogue: Catalogue, desk: DrawingDesk, asked: Asked, request: Request, headers: Mapping[str, str]
) -> Response:
    """What is cheap first: the asker has it, it is kept, its words are refused; only then it is drawn."""
    if asker_has(request, asked.etag):
        return Response(status_code=304, headers=dict(headers))
    content = desk.kept(asked.etag)
    found = () if content is not None else words_found(catalogue, asked.view, asked.spec)
    if is_refused(tuple(each.found for each in found)):
        return _too_strong(found)
    if request.method == "HEAD":
        return _head(asked, headers, content)
    return _drawn(catalogue, desk, asked, headers)


def _style(dataset: Dataset, spec: PictureSpec) -> HouseStyle:
    """The house style that is asked for. Raises AddressError, naming those that are there."""
    try:
        return style_of(dataset, spec.style)
    except AssetError as found:
        raise AddressError(str(found)) from found


def _read(catalogue: Catalogue, kind: str, pairs: list[tuple[str, str]]) -> tuple[View, PictureSpec, int]:
    """View, spec and scale of an address. Raises AddressError for any part that cannot be used."""
    scales = [value for key, value in pairs if key == SCALE and value]
    if scales not in ([], *([str(each)] for each in SCALES)):
        raise AddressError(f"scale={quote(scales[0])} is none of {', '.join(map(str, SCALES))}, given once")
    scale = int(scales[0]) if scales else 1
    if scale > 1 and kind not in SCALED_KINDS:
        raise AddressError(f"scale={scale} is for {' and '.join(sorted(SCALED_KINDS))}; {kind} is sharp at every scale. Leave it away.")
    view, spec = read_question(catalogue, [pair for pair in pairs if pair[0] != SCALE])
    return view, spec, scale


def _headers(catalogue: Catalogue, asked: Asked, *, is_pinned: bool) -> dict[str, str]:
    headers = {
        "ETag": asked.etag,
        "Cache-Control": LONG if is_pinned else FRESH,
        "Content-Disposition": f'inline; filename="{asked.file_name(catalogue)}"',
        "Link": f'<./?{urllib.parse.urlencode(write_view(asked.view))}>; rel="alternate"; type="text/html"',
        "X-Strikemap-Code": asked.code,
        "X-Content-Type-Options": "nosniff",
    }
    return headers | ({"Content-Security-Policy": NO_SCRIPTS} if asked.kind == "svg" else {})


def _head(asked: Asked, headers: Mapping[str, str], content: bytes | None) -> Response:
    """The headers of the picture; its length where it is known without drawing."""
    answer = Response(media_type=MEDIA_TYPES[asked.kind], headers=dict(headers))
    del answer.headers["content-length"]
    if content is not None:
        answer.headers["content-length"] = str(len(content))
    return answer


def _drawn(catalogue: Catalogue, desk: DrawingDesk, asked: Asked, headers: Mapping[str, str]) -> Response:
    def draw() -> bytes:
        return publish(
            catalogue, asked.view, asked.spec, asked.kind, asked.scale, style=asked.style, register=Register()
        ).content

    try:
        content = desk.get(asked.etag, draw)
    except PictureError as found:
        return error(400, found)
    except BusyError as found:
        busy = error(TOO_MUCH, found)
        busy.headers["Retry-After"] = str(RETRY_SECONDS)
        return busy
    return Response(content, media_type=MEDIA_TYPES[asked.kind], headers=dict(headers))


def _made_of_other_data(view: View, spec: PictureSpec, version: str) -> Response:
    """A picture cannot be made from data that are not open; the same question to the data that are is one link away."""
    words = (
        f"the link asks for data version {view.data}, and open is {version}: the picture of then cannot be drawn from the data of"
        " now. Leave data away for a picture of now, or verify the picture you have to see what changed."
    )
    body = {"error": words, "asked": view.data, "open": version, "query": picture_query(view.but(data=""), spec)}
    return JSONResponse(body, status_code=OTHER_DATA, headers={"Cache-Control": "no-store"})


def _too_strong(found: tuple[Finding, ...]) -> Response:
    """Words that say more than their source: which, what the source says itself, what to write instead."""
    refused = [each for each in found if each.found.severity == "refuse"]
    words = "; ".join(f"{each.part}: “{each.found.words}”: {each.found.problem}" for each in refused)
    body = {"error": f"words are stronger than their source. {words}", "words": [_finding(each) for each in found]}
    return JSONResponse(body, status_code=TOO_STRONG, headers={"Cache-Control": "no-store"})


def _finding(each: Finding) -> dict[str, Any]:
    return {
        "part": each.part, "words": each.found.words, "severity": each.found.severity, "rule": each.found.rule,
        "problem": each.found.problem, "sources": [str(wording) for wording in each.found.support],
        "suggestion": each.found.suggestion,
    }  # fmt: skip
