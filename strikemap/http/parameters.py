"""What the parts of an address may hold, as OpenAPI says it; made from the tables that read them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from strikemap.catalogue import Catalogue
from strikemap.output.pictures.spec import (
    ARRANGED,
    DEFAULT_SIZE,
    MAX_NOTES,
    MAX_WORDS,
    MILLIMETRES,
    PIXELS,
    SIZES,
    SPEC_KEYS,
    PictureSpec,
)
from strikemap.output.pictures.style import style_names
from strikemap.query.view import MAX_TEXT, PARTS, Part, View, Vocabulary

Schema = dict[str, Any]

MOST_LISTED: Final = 60
"""Values that a description lists one by one; of more it says only that they are texts."""

NUMBER: Final = r"-?\d{1,3}(?:\.\d{1,6})?"
_PLACE: Final = f"{NUMBER},{NUMBER}"
NOTE: Final = f"^(?:text:{_PLACE}:.+|arrow:{_PLACE},{_PLACE}:.*|circle:{_PLACE},\\d{{1,7}}:.*)$"
MOVE: Final = r"^[^@]+@-?[01](?:\.\d{1,3})?,-?[01](?:\.\d{1,3})?$"

_SPEC_WORDS: Final[Mapping[str, str]] = {
    "size": f"size of the picture; {DEFAULT_SIZE} where nothing is said",
    "title": "title; drafted from the View where nothing is said",
    "caption": "caption, written into the file",
    "alt": "text for readers who do not see the picture, written into the file",
    "credit": "credit line",
    "style": "house style, by its name in the dataset's folder styles",
    "arrange": "a small map for each day (days) or week (weeks), or six in a row of time (strip), in place of one map",
    "note": "annotation: text:LAT,LON:words, arrow:LAT,LON,LAT,LON:words or circle:LAT,LON,METRES:words; repeatable",
    "move": "a name moved by hand: NAME@DX,DY in shares of the picture's width; repeatable",
}


def view_parameters(catalogue: Catalogue) -> list[Schema]:
    """The parts of a View, as parameters of a query. Values are those of all open datasets together."""
    vocabularies = [catalogue.vocabulary(name) for name in catalogue.names]
    return [_parameter(part.key, part.meaning, _part_schema(part, vocabularies)) for part in PARTS]


def picture_parameters(catalogue: Catalogue) -> list[Schema]:
    """The parts of a picture beside its View."""
    styles = sorted({style for name in catalogue.names for style in style_names(catalogue.dataset(name))})
    return [_parameter(key, _SPEC_WORDS[key], _spec_schema(key, styles)) for key in SPEC_KEYS]


def scale_parameter(scales: Sequence[int]) -> Schema:
    """How many pixels the file has for a pixel of the size."""
    return _parameter("scale", "pixels of the file for a pixel of the size", {"type": "integer", "enum": list(scales), "default": 1})


def _parameter(key: str, meaning: str, schema: Schema) -> Schema:
    found = {"name": key, "in": "query", "description": meaning, "required": False}
    # forms send the fields that nobody filled in, too
    if schema.get("type") == "array":
        return found | {"schema": schema | {"items": _or_empty(schema["items"])}, "style": "form", "explode": True}
    return found | {"schema": _or_empty(schema)}


def _or_empty(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"const": "", "description": "as if it were not there"}]}


def _part_schema(part: Part, vocabularies: Sequence[Vocabulary]) -> Schema:
    one = _one_value(part, vocabularies)
    is_list = part.vocabulary and isinstance(getattr(View(), part.field), tuple | None)
    return {"type": "array", "items": one} if is_list else one


def _one_value(part: Part, vocabularies: Sequence[Vocabulary]) -> Schema:
    if part.limits:
        return {"type": "number", "minimum": part.limits[0], "maximum": part.limits[1]}
    if part.pattern:
        return {"type": "string", "pattern": f"^{part.pattern}$"}
    if part.choices:
        return {"type": "string", "enum": list(part.choices)}
    if part.vocabulary:
        return _among(sorted(set().union(*(getattr(each, part.vocabulary) for each in vocabularies))), part)
    return {"type": "string", "maxLength": MAX_TEXT} if isinstance(getattr(View(), part.field), str) else {"type": "string", "format": "date"}


def _among(values: list[str], part: Part) -> Schema:
    if not values or len(values) > MOST_LISTED:
        return {"type": "string", "minLength": 1}
    return {"type": "string", "enum": values + (["none"] if part.key == "layers" else [])}


def _spec_schema(key: str, styles: Sequence[str]) -> Schema:
    if key == "size":
        names = "|".join(SIZES)
        return {"type": "string", "pattern": f"^(?:{names}|{PIXELS}|{MILLIMETRES})$", "default": DEFAULT_SIZE}
    if key == "style":
        return {"type": "string", "enum": list(styles)} if styles else {"type": "string", "maxLength": 0}
    if key == "arrange":
        return {"type": "string", "enum": list(ARRANGED)}
    if key in ("note", "move"):
        return {"type": "array", "items": {"type": "string", "pattern": NOTE if key == "note" else MOVE}, "maxItems": MAX_NOTES}
    return {"type": "string", "maxLength": MAX_WORDS, "default": getattr(PictureSpec(), key)}
