"""The route /openapi.json: every public route, described as OpenAPI 3.1 from the tables that the routes are made of."""

from __future__ import annotations

import json
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from strikemap import __version__
from strikemap.catalogue import Catalogue
from strikemap.http.answers import ASK_AGAIN, TOO_LONG, answering, cached
from strikemap.http.data import RAW
from strikemap.http.embed import MAX_PIXELS
from strikemap.http.map import DEEPEST_ZOOM, PREFIX
from strikemap.http.parameters import Schema, picture_parameters, scale_parameter, view_parameters
from strikemap.http.pictures import OTHER_DATA, SCALED_KINDS, TOO_MUCH, TOO_STRONG
from strikemap.http.regions import LEVEL, MEASURE, WEAPON
from strikemap.output.assets import Asset
from strikemap.output.exports.export import Export
from strikemap.output.exports.registry import EXPORTS
from strikemap.output.feed import ATOM_TYPE, JSON_TYPE, PATHS
from strikemap.output.pictures.encode import MEDIA_TYPES
from strikemap.output.pictures.spec import SCALES
from strikemap.query.regions.counting import MEASURES

PATH: Final = "/openapi.json"
JSON: Final = "application/json"

ERROR: Final[Schema] = {
    "type": "object",
    "required": ["error"],
    "properties": {"error": {"type": "string", "description": "what was found, where, and what to do"}},
}
OTHER_DATA_ERROR: Final[Schema] = {
    "type": "object",
    "required": ["error", "asked", "open", "query"],
    "properties": {
        "error": {"type": "string"},
        "asked": {"type": "string", "description": "the data version that the link names"},
        "open": {"type": "string", "description": "the data version that is open"},
        "query": {"type": "string", "description": "the same question to the data that are open"},
    },
}
FINDING: Final[Schema] = {
    "type": "object",
    "required": ["part", "words", "severity", "rule", "problem", "sources", "suggestion"],
    "properties": {
        "part": {"type": "string", "enum": ["title", "caption", "alt", "note"]},
        "words": {"type": "string", "description": "the words that are stronger than their source"},
        "severity": {"type": "string", "enum": ["refuse", "mark"]},
        "rule": {"type": "string", "description": "its id in docs/hedges.md"},
        "problem": {"type": "string"},
        "sources": {"type": "array", "items": {"type": "string"}, "description": "the sources' own wording"},
        "suggestion": {"type": "string"},
    },
}
WORDS_ERROR: Final[Schema] = {
    "type": "object",
    "required": ["error", "words"],
    "properties": {"error": {"type": "string"}, "words": {"type": "array", "items": {"$ref": "#/components/schemas/Finding"}}},
}
HEALTH: Final[Schema] = {
    "type": "object",
    "required": ["status", "version", "datasets"],
    "properties": {
        "status": {"type": "string", "enum": ["ok", "degraded"]},
        "version": {"type": "string"},
        "datasets": {
            "type": "object",
            "additionalProperties": {
                "type": "object",
                "required": ["version", "reports", "problems"],
                "properties": {"version": {"type": "string"}, "reports": {"type": "integer"}, "problems": {"type": "integer"}},
            },
        },
    },
}
OEMBED: Final[Schema] = {
    "type": "object",
    "required": ["version", "type", "html", "width", "height"],
    "properties": {
        "version": {"const": "1.0"}, "type": {"const": "rich"}, "html": {"type": "string"},
        "width": {"type": "integer", "minimum": 1}, "height": {"type": "integer", "minimum": 1},
    },
}  # fmt: skip
STRIKES: Final[Schema] = {
    "type": "object",
    "required": ["axis", "weapons", "grades", "in_dataset", "total", "undated", "unplaced", "complete", "stacks", "rows", "hist"],
    "description": "columns for the map in the browser; docs/structure.md",
    "properties": {"in_dataset": {"type": "integer"}, "total": {"type": "integer"}, "complete": {"type": "boolean"}},
}
SCHEMAS: Final[dict[str, Schema]] = {
    "Error": ERROR, "OtherDataError": OTHER_DATA_ERROR, "Finding": FINDING, "WordsError": WORDS_ERROR, "Health": HEALTH,
    "OEmbed": OEMBED, "Strikes": STRIKES,
}  # fmt: skip

HTML: Final[Schema] = {"text/html": {"schema": {}}}
WHOLE_NUMBER: Final[Schema] = {"type": "integer", "minimum": 1, "maximum": MAX_PIXELS}


def openapi_routes(catalogue: Catalogue) -> list[Route]:
    """The route of the description; it speaks of the values that the open datasets hold now."""

    def answer(request: Request) -> Response:
        content = json.dumps(description(catalogue), ensure_ascii=False, separators=(",", ":")).encode()
        return cached(request, Asset(content, JSON), ASK_AGAIN)

    return [Route(PATH, answering(answer))]


def description(catalogue: Catalogue) -> Schema:
    """The whole OpenAPI document."""
    view, picture = view_parameters(catalogue), picture_parameters(catalogue)
    parts = {each["name"]: each for each in (*view, *picture)}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Strikemap",
            "version": __version__,
            "description": "Claims about reported strikes as pictures and data. Every route takes the parts of the address bar;"
            " docs/services.md explains limits, caches and errors.",
        },
        "paths": _pictures(_named(view), _named(picture)) | _data(_named(view)) | _others(_named(view)),
        "components": {"schemas": SCHEMAS, "parameters": parts},
    }


def _named(parameters: list[Schema]) -> list[Schema]:
    """The parameters by their name alone: they stand once, and every route points at them."""
    return [{"$ref": f"#/components/parameters/{each['name']}"} for each in parameters]


def _pictures(view: list[Schema], picture: list[Schema]) -> dict[str, Schema]:
    return {f"/picture.{kind}": _methods(_picture(kind, [*view, *picture])) for kind in MEDIA_TYPES}


def _picture(kind: str, parameters: list[Schema]) -> Schema:
    headers = {
        name: {"description": words, "schema": {"type": "string"}}
        for name, words in {
            "ETag": "a function of data version, View, spec, style and program version",
            "X-Strikemap-Code": "the short code printed in the picture",
            "Content-Disposition": "a file name that says dataset, days and code",
        }.items()
    }
    answers = {
        "200": {"description": "the picture", "headers": headers, "content": {MEDIA_TYPES[kind]: {"schema": {}}}},
        "304": {"description": "the asker has this picture"},
        "400": _error("a part of the address cannot be used, or a part that every picture needs is empty or has no room"),
        str(OTHER_DATA): _error("data names a version that is not open", "OtherDataError"),
        str(TOO_STRONG): _error("words are stronger than their source", "WordsError"),
        str(TOO_MUCH): _error("too many pictures are asked for at once; Retry-After says when to come back"),
    }
    return {
        "operationId": f"picture_{kind}",
        "summary": f"A View as a picture, {kind.upper()}",
        "tags": ["pictures"],
        "parameters": [*parameters, scale_parameter(SCALES if kind in SCALED_KINDS else SCALES[:1])],
        "responses": answers,
    }


def _data(view: list[Schema]) -> dict[str, Schema]:
    return {f"/data.{entry.suffix}": _methods(_export(entry, view)) for entry in EXPORTS}


def _export(entry: Export, view: list[Schema]) -> Schema:
    raw = _query(RAW, "text as it stands, not guarded against spreadsheets", {"type": "string", "enum": ["1"]})
    return {
        "operationId": f"data_{entry.name}",
        "summary": f"The reports of a View as {entry.title}",
        "description": entry.help,
        "tags": ["data"],
        "parameters": [*view, *([raw] if entry.has_raw else [])],
        "responses": {
            "200": {"description": "the reports", "content": {_bare(entry.media_type): {"schema": {}}}},
            "304": {"description": "the asker has this file"},
            "400": _error("a part of the address cannot be used, or the format cannot hold as many reports"),
        },
    }


def _others(view: list[Schema]) -> dict[str, Schema]:
    text: Schema = {"type": "string", "minLength": 1}
    return {
        "/embed": _methods(
            _answered("embed", "A View as a page that others frame; what cannot be read takes its default", view, HTML, {})
        ),
        "/oembed": _methods(
            _answered("oembed", "How to frame a View, as oEmbed 1.0 asks", [
                _query("url", "address of a View on this server", {"type": "string", "format": "uri"}, required=True),
                _query("format", "form of the answer", {"type": "string", "enum": ["json", "xml"], "default": "json"}),
                _query("maxwidth", "most pixels across", WHOLE_NUMBER), _query("maxheight", "most pixels down", WHOLE_NUMBER),
            ], _json("OEmbed") | {"text/xml": {"schema": {}}}, {
                "400": "a part of the question cannot be read", "404": "the address is none of ours", "501": "the form is not offered",
            })
        ),
        "/healthz": _methods(
            _answered("health", "Which datasets are open, and whether all of them could be read", [], _json("Health"), {})
        ),
        PATH: _methods(_answered("openapi", "This description", [], _json(), {})),
        **{
            f"/{PATHS[form]}": _methods(
                _answered(f"changes_{form}", f"What became known, day by day, as a feed: {name}", view, {kind: {"schema": {}}}, {
                    "400": "a part of the address cannot be read",
                })
            )
            for form, name, kind in (("atom", "Atom (RFC 4287)", _bare(ATOM_TYPE)), ("json", "JSON Feed 1.1", _bare(JSON_TYPE)))
        },
        PREFIX + "/strikes.json": _methods(
            _answered("strikes", "Columns of reports for the map in the browser", [
                *view,
                _query("bbox", "west,south,east,north of the map, degrees; with screen_zoom", {"type": "string"}),
                _query("screen_zoom", "zoom of the map; with bbox", {"type": "number", "minimum": 0, "maximum": DEEPEST_ZOOM}),
            ], _json("Strikes"), {"400": "a part of the address cannot be read"})
        ),
        PREFIX + "/regions.json": _methods(
            _answered("regions", "Counts of reports by region and day, for the map of regions in the browser", [
                *view,
                _query(LEVEL, "which regions: all, or the id of a layer that outlines regions", {"type": "string"}),
                _query(MEASURE, "what colours them", {"type": "string", "enum": list(MEASURES)}),
                _query(WEAPON, "the weapon family of a share", {"type": "string"}),
            ], _json(), {"400": "a part of the address cannot be read"})
        ),
        PREFIX + "/card.json": _methods(
            _answered("card", "What the card of one report says", view, _json(), {
                "400": "a part of the address cannot be read", "404": "the report was not yet known",
            })
        ),
        PREFIX + "/assets/{name}": _methods(_file("asset", "A file of the map in the browser", [_path("name", text)])),
        PREFIX + "/data/{dataset}/{path}": _methods(
            _file("layer", "A layer of the map, as it lies in the dataset", [_path("dataset", text), _path("path", text)])
        ),
    }  # fmt: skip


def _methods(operation: Schema) -> Schema:
    """GET and HEAD of one question: the same headers, and no body in answer to HEAD. Any query can be too long."""
    operation = operation | {"responses": {str(TOO_LONG): _error("the query is too long")} | operation["responses"]}
    head = operation | {
        "operationId": f"{operation['operationId']}_head",
        "responses": {code: {"description": each["description"]} for code, each in operation["responses"].items()},
    }
    return {"get": operation, "head": head}


def _answered(name: str, summary: str, parameters: list[Schema], content: Schema, errors: dict[str, str]) -> Schema:
    responses: dict[str, Any] = {"200": {"description": "the answer", "content": content}, "304": {"description": "the asker has it"}}
    responses |= {code: _error(words) for code, words in errors.items()}
    return {"operationId": name, "summary": summary, "parameters": parameters, "responses": responses}


def _json(schema: str = "") -> Schema:
    return {JSON: {"schema": {"$ref": f"#/components/schemas/{schema}"} if schema else {"type": "object"}}}


def _file(name: str, summary: str, parameters: list[Schema]) -> Schema:
    responses = {
        "200": {"description": "the file", "content": {"*/*": {"schema": {}}}},
        "304": {"description": "the asker has it"},
        "400": {"description": "a path that climbs out of its folder", "content": {"*/*": {"schema": {}}}},
        "404": _error("there is no such file"),
    }
    return {"operationId": name, "summary": summary, "parameters": parameters, "responses": responses}


def _error(words: str, schema: str = "Error") -> Schema:
    return {"description": words, "content": {JSON: {"schema": {"$ref": f"#/components/schemas/{schema}"}}}}


def _query(name: str, words: str, schema: Schema, *, required: bool = False) -> Schema:
    return {"name": name, "in": "query", "description": words, "required": required, "schema": schema}


def _path(name: str, schema: Schema) -> Schema:
    return {"name": name, "in": "path", "required": True, "schema": schema}


def _bare(media_type: str) -> str:
    return media_type.split(";", maxsplit=1)[0]
