"""What a picture is asked to be, beside its View: size, words, notes; one frozen value, to and from the address."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Final, Literal

from strikemap.errors import AddressError
from strikemap.query.view import clean_text, quote

MM_PER_INCH: Final = 25.4
PRINT_DPI: Final = 300
SCREEN_DPI: Final = 96

MIN_EDGE_PX, MAX_EDGE_PX = 200, 4_000
"""Shortest and longest edge of a picture at scale 1: below, its words cannot be read; above, use the scale."""

MAX_PIXELS: Final = 40_000_000
"""Most pixels of one picture, scale included: about 7,300 x 5,400, a whole newspaper page at 300 dpi."""

MAX_NOTES: Final = 20
MAX_WORDS: Final = 600
"""Longest caption, alternative text or credit, in characters."""

SCALES: Final = (1, 2, 4)

NoteKind = Literal["text", "arrow", "circle"]

Arrange = Literal["", "days", "weeks", "strip"]
ARRANGED: Final[tuple[Arrange, ...]] = ("days", "weeks", "strip")
"""A small map for each day or week, or six that go through all days; "" = one map."""


@dataclass(frozen=True)
class Size:
    """Width and height at scale 1 in pixels; height 0 = as high as the content needs. mm_wide : 0 for the screen."""

    width: int
    height: int
    mm_wide: float = 0.0

    @property
    def dpi(self) -> int:
        """Pixels per inch written into the file, at scale 1."""
        return PRINT_DPI if self.mm_wide else SCREEN_DPI


def _column(mm: float) -> Size:
    return Size(round(mm / MM_PER_INCH * PRINT_DPI), 0, mm)


SIZES: Final[dict[str, tuple[str, Size]]] = {
    "16x9": ("Screen 16:9", Size(1600, 900)),
    "4x3": ("Screen 4:3", Size(1400, 1050)),
    "1x1": ("Square 1:1", Size(1200, 1200)),
    "4x5": ("Post 4:5", Size(1080, 1350)),
    "9x16": ("Story 9:16", Size(1080, 1920)),
    "45mm": ("One column, 45 mm", _column(45)),
    "92mm": ("Two columns, 92 mm", _column(92)),
    "139mm": ("Three columns, 139 mm", _column(139)),
    "186mm": ("Four columns, 186 mm", _column(186)),
}
"""Presets by name: what the menu says, and the size."""

DEFAULT_SIZE: Final = "16x9"

PIXELS: Final = r"(\d{2,5})x(\d{2,5})"
MILLIMETRES: Final = r"(\d{2,3}(?:\.\d)?)(?:x(\d{2,3}(?:\.\d)?))?mm"
"""Sizes that have no name: "1600x900" on a screen, "92mm" or "92x120mm" on paper."""

STYLE_NAME: Final = r"[a-z0-9-]{1,40}"


@dataclass(frozen=True)
class Note:
    """An annotation on the map, tied to the ground and not to the paper.

    text : words, centred on (lat, lon). arrow : from (lat, lon), where the words stand, to (to_lat, to_lon).
    circle : of radius_m metres around (lat, lon), with words beside it, if any. Degrees WGS84.
    """

    kind: NoteKind
    lat: float
    lon: float
    to_lat: float = 0.0
    to_lon: float = 0.0
    radius_m: int = 0
    words: str = ""

    def written(self) -> str:
        """The note as the address holds it."""
        places = {
            "text": f"{self.lat:.4f},{self.lon:.4f}",
            "arrow": f"{self.lat:.4f},{self.lon:.4f},{self.to_lat:.4f},{self.to_lon:.4f}",
            "circle": f"{self.lat:.4f},{self.lon:.4f},{self.radius_m}",
        }
        return f"{self.kind}:{places[self.kind]}:{self.words}"


@dataclass(frozen=True)
class PictureSpec:
    """How a View becomes a picture. An empty text means "as drafted from the View".

    size : a name of SIZES, "1600x900" in pixels, or "92x120mm". style : name of the house style, "" = our own.
    arrange : one of ARRANGED, "" = one map. notes : annotations. moved : (place name, dx, dy) of labels moved by hand, in shares of the picture's width.
    """

    size: str = DEFAULT_SIZE
    title: str = ""
    caption: str = ""
    alt: str = ""
    credit: str = ""
    style: str = ""
    arrange: Arrange = ""
    notes: tuple[Note, ...] = ()
    moved: tuple[tuple[str, float, float], ...] = ()

    def but(self, **changes: Any) -> PictureSpec:
        """The same spec with some parts changed."""
        return replace(self, **changes)


def size_of(name: str) -> Size:
    """The size of that name; raises AddressError where it is none, or too small or large."""
    if name in SIZES:
        return SIZES[name][1]
    if found := re.fullmatch(PIXELS, name, re.ASCII):
        return _in_limits(Size(int(found[1]), int(found[2])), name)
    if found := re.fullmatch(MILLIMETRES, name, re.ASCII):
        column = _column(float(found[1]))
        height = round(float(found[2]) / MM_PER_INCH * PRINT_DPI) if found[2] else 0
        return _in_limits(replace(column, height=height), name)
    raise AddressError(
        f"size={quote(name)} is no size; use one of {', '.join(SIZES)}, or pixels like 1600x900, or print sizes like 92x120mm"
    )


def _in_limits(size: Size, name: str) -> Size:
    for edge in (size.width, size.height or size.width):
        if not MIN_EDGE_PX <= edge <= MAX_EDGE_PX:
            raise AddressError(
                f"size={quote(name)} has an edge of {edge:,} px; each edge has to be {MIN_EDGE_PX} to {MAX_EDGE_PX:,} px"
                " at scale 1. For more pixels use a larger scale."
            )
    return size


SPEC_KEYS: Final = ("size", "title", "caption", "alt", "credit", "style", "arrange", "note", "move")
"""Keys of a picture in an address, in the order in which they are written."""


def write_spec(spec: PictureSpec) -> list[tuple[str, str]]:
    """The parts of a picture as (key, value) pairs; parts at their default are left out."""
    pairs = [] if spec.size == DEFAULT_SIZE else [("size", spec.size)]
    pairs += [(key, getattr(spec, key)) for key in ("title", "caption", "alt", "credit", "style", "arrange") if getattr(spec, key)]
    pairs += [("note", note.written()) for note in spec.notes]
    return pairs + [("move", f"{name}@{dx:.3f},{dy:.3f}") for name, dx, dy in spec.moved]


def read_spec(pairs: Iterable[tuple[str, str]]) -> PictureSpec:
    """Read a spec from the (key, value) pairs of an address; keys of others are passed over.

    Raises AddressError, saying which part cannot be read and what it should look like.
    """
    grouped: dict[str, list[str]] = {}
    for key, value in pairs:
        if key in SPEC_KEYS and value:
            grouped.setdefault(key, []).append(value)
    parts: dict[str, Any] = {key: _one(key, values) for key, values in grouped.items() if key not in ("note", "move")}
    if "size" in parts:
        size_of(parts["size"])
    if (style := parts.get("style")) and not re.fullmatch(STYLE_NAME, style):
        raise AddressError(f"style={quote(style)} is no name of a house style: small letters, digits and dashes")
    if (arrange := parts.get("arrange", "")) and arrange not in ARRANGED:
        raise AddressError(f"arrange={quote(arrange)} is none of {', '.join(ARRANGED)}")
    for key, words in (("note", "notes"), ("move", "moved names")):
        if (found := len(grouped.get(key, ()))) > MAX_NOTES:
            raise AddressError(f"a picture takes at most {MAX_NOTES} {words}, and here are {found}")
    notes = tuple(read_note(each) for each in grouped.get("note", ()))
    moved = tuple(_read_move(each) for each in grouped.get("move", ()))
    return PictureSpec(**parts, notes=notes, moved=moved)


def _one(key: str, values: list[str]) -> str:
    if len(values) > 1:
        raise AddressError(f"{key} is given {len(values)} times; give it once")
    if len(values[0]) > MAX_WORDS:
        raise AddressError(f"{key} has {len(values[0]):,} characters; at most {MAX_WORDS} are printed")
    return values[0] if key in ("size", "style", "arrange") else clean_words(values[0])


def clean_words(text: str) -> str:
    """Words for a picture: one line, no control or direction marks, no runs of spaces."""
    return " ".join(clean_text(text, MAX_WORDS).split())


def read_note(text: str) -> Note:
    """Read "text:39.8200,46.7500:words", "arrow:lat,lon,lat,lon:words" or "circle:lat,lon,metres:words"."""
    kind, _, rest = text.partition(":")
    numbers, _, words = rest.partition(":")
    wanted = {"text": 2, "arrow": 4, "circle": 3}.get(kind, 0)
    try:
        values = [float(each) for each in numbers.split(",")]
    except ValueError:
        values = []
    if len(values) != wanted or not wanted or not all(map(math.isfinite, values)):
        raise AddressError(
            f"note={quote(text)} is no note; write text:LAT,LON:words, arrow:LAT,LON,LAT,LON:words or circle:LAT,LON,METRES:words"
        )
    lats = values[0:1] + values[2:3] if kind == "arrow" else values[0:1]
    lons = values[1:2] + values[3:4] if kind == "arrow" else values[1:2]
    if any(abs(lat) > 85 for lat in lats) or any(abs(lon) > 180 for lon in lons):  # noqa: PLR2004  # the world, degrees
        raise AddressError(f"note={quote(text)} lies outside the map: latitude comes first, then longitude, in degrees")
    words = clean_words(words)[:200]
    if kind == "arrow":
        return Note("arrow", values[0], values[1], values[2], values[3], words=words)
    if kind == "circle":
        return Note("circle", values[0], values[1], radius_m=max(1, min(2_000_000, round(values[2]))), words=words)
    if not words:
        raise AddressError(f"note={quote(text)} has no words to print")
    return Note("text", values[0], values[1], words=words)


def _read_move(text: str) -> tuple[str, float, float]:
    name, _, numbers = text.rpartition("@")
    try:
        dx, dy = (float(each) for each in numbers.split(","))
    except ValueError as error:
        raise AddressError(f"move={quote(text)} is no move; write NAME@0.02,-0.01 in shares of the picture's width") from error
    if not (name and abs(dx) <= 1 and abs(dy) <= 1):
        raise AddressError(f"move={quote(text)} is no move; write NAME@0.02,-0.01 in shares of the picture's width")
    return clean_text(name), dx, dy
