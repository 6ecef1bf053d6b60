"""The View: one frozen value that says what is asked, to and from the address bar.

Every output of Strikemap (map, table, counts, caption, picture, export, link) is a function of a dataset version and a View.
`PARTS` is the one table that says, for each part, its key in the address, how it is read and how it is written.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, Literal
from urllib.parse import parse_qsl, urlsplit

Mode = Literal["during", "until"]
Names = Literal["sources", "armenian", "azerbaijani", "local"]
Colour = Literal["ink", "weapon"]

MODES: tuple[Mode, ...] = ("during", "until")
NAMES: tuple[Names, ...] = ("sources", "armenian", "azerbaijani", "local")
COLOURS: tuple[Colour, ...] = ("ink", "weapon")

MAX_TEXT = 200
"""Longest text search kept, in characters: a link has to fit into a message."""

SAID = 3
"""Complaints about an address that are said in full; the rest are counted."""

DEFAULTED: Final = " The default is shown instead."
"""How a notice ends where a page is shown all the same."""

MOST_NAMED = 12
"""Known values that a message names."""

QUOTED = 40
"""Characters of a bad value that a complaint quotes."""

ZOOM_RANGE = (3.0, 14.0)
"""Zoom levels the map offers; beyond 14 the offline base map has nothing more to show."""

LATITUDES = (-85.0, 85.0)
LONGITUDES = (-180.0, 180.0)
"""Degrees that a camera may name: the whole of a Mercator map."""

DATA_VERSION = r"[0-9a-f]{12}"

IGNORED_KEYS = frozenset({"embed", "embed_options"})
"""Keys of Streamlit's own that may stand in the same address."""

_NOT_TEXT = re.compile(r"[\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True)
class View:
    """What is asked: window, filters, camera, layers, language, dataset. An empty part means "all" or "the default".

    first, last : days of the window, both included; None = the first or last day of the dataset.
    mode : "during" shows the window, "until" shows everything up to its last day.
    known : day of knowledge; claims published later do not exist. None = everything known today.
    weapon, by, said, target, grade, region : allowed values, sorted; () = no filter.
    lat, lon : centre of the camera, degrees WGS84; zoom : Leaflet zoom. All three or none.
    event : id of the selected report. layers : ids of the layers shown; None = the dataset's own choice.
    data : the data version that a link was made with, "" = whatever is open now; it filters nothing, pages say what changed.
    """

    dataset: str = ""
    first: dt.date | None = None
    last: dt.date | None = None
    mode: Mode = "during"
    known: dt.date | None = None
    weapon: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    grade: tuple[str, ...] = ()
    region: tuple[str, ...] = ()
    q: str = ""
    lat: float | None = None
    lon: float | None = None
    zoom: float | None = None
    event: str = ""
    layers: tuple[str, ...] | None = None
    names: Names = "sources"
    colour: Colour = "ink"
    data: str = ""

    def __post_init__(self) -> None:
        """Bring every part to the one form that the address can hold, so that equal questions are equal values."""
        for name in ("weapon", "by", "said", "target", "grade", "region"):
            object.__setattr__(self, name, tuple(sorted(set(getattr(self, name)))))
        if self.layers is not None:
            object.__setattr__(self, "layers", tuple(sorted(set(self.layers))))
        object.__setattr__(self, "q", clean_text(self.q))
        self._settle_camera()
        if self.first and self.last and self.first > self.last:
            raise ValueError(f"the window ends ({self.last}) before it begins ({self.first})")

    def _settle_camera(self) -> None:
        camera = (self.lat, self.lon, self.zoom)
        if any(part is None for part in camera):
            rounded: tuple[float | None, ...] = (None, None, None)
        else:
            rounded = (_rounded(self.lat, 4), _rounded(self.lon, 4), _rounded(self.zoom, 2))
        for name, value in zip(("lat", "lon", "zoom"), rounded, strict=True):
            object.__setattr__(self, name, value)

    def but(self, **changes: Any) -> View:
        """The same View with some parts changed."""
        return replace(self, **changes)

    @property
    def without_screen(self) -> View:
        """The View as far as it decides which reports exist: no window, camera, selection, layers or colour."""
        return View(
            dataset=self.dataset, known=self.known, weapon=self.weapon, by=self.by, said=self.said, target=self.target,
            grade=self.grade, region=self.region, q=self.q, names=self.names,
        )


def clean_text(text: str, most: int = MAX_TEXT) -> str:
    """Text as the address keeps it: one line, no control or direction marks, at most `most` characters."""
    return _NOT_TEXT.sub(" ", text).strip()[:most].strip()


def _rounded(value: float | None, digits: int) -> float | None:
    # adding 0.0 turns -0.0 into 0.0, so that equal cameras are written alike
    return None if value is None else round(float(value), digits) + 0.0


@dataclass(frozen=True)
class Vocabulary:
    """The values that a dataset knows for each part: what is not among them is not asked."""

    datasets: frozenset[str] = frozenset()
    weapon: frozenset[str] = frozenset()
    by: frozenset[str] = frozenset()
    said: frozenset[str] = frozenset()
    target: frozenset[str] = frozenset()
    grade: frozenset[str] = frozenset()
    region: frozenset[str] = frozenset()
    event: frozenset[str] = frozenset()
    layers: frozenset[str] = frozenset()


class BadPartError(ValueError):
    """A part of an address that cannot be read; the message says why, in a few words."""


Read = Callable[[list[str], frozenset[str]], Any]
Write = Callable[[Any], list[str]]


@dataclass(frozen=True)
class Part:
    """One part of the View: its field, its key in the address, how it is read and written, what it means.

    vocabulary : the field of Vocabulary that lists its values. choices, limits, pattern : what else it may be, for those who
    describe it: one of some words, a number from and to, a text of a form.
    """

    field: str
    key: str
    read: Read
    write: Write
    meaning: str
    vocabulary: str = ""
    choices: tuple[str, ...] = ()
    limits: tuple[float, float] | None = None
    pattern: str = ""


def _one(values: list[str]) -> str:
    if len(values) > 1:
        raise BadPartError("is given more than once")
    return values[0]


def _read_day(values: list[str], _: frozenset[str]) -> dt.date:
    text = _one(values)
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        raise BadPartError("is not a day like 2020-10-03")
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise BadPartError("is not a day of the calendar") from error


def _read_number(limits: tuple[float, float]) -> Read:
    low, high = limits

    def read(values: list[str], _: frozenset[str]) -> float:
        try:
            number = float(_one(values))
        except ValueError as error:
            raise BadPartError("is not a number") from error
        if not (math.isfinite(number) and low <= number <= high):
            raise BadPartError(f"is not between {low:g} and {high:g}")
        return number

    return read


def _read_choice(choices: tuple[str, ...]) -> Read:
    def read(values: list[str], _: frozenset[str]) -> str:
        if (text := _one(values)) not in choices:
            raise BadPartError("is none of " + ", ".join(choices))
        return text

    return read


def _read_known_one(values: list[str], known: frozenset[str]) -> str:
    if (text := _one(values)) not in known:
        raise BadPartError(f"is not in this dataset{_known_words(known)}")
    return text


def _known_words(known: frozenset[str]) -> str:
    """What can be written instead, where that is few enough to be read."""
    return f"; known are {', '.join(sorted(known))}" if 0 < len(known) <= MOST_NAMED else ""


def _read_known_many(values: list[str], known: frozenset[str]) -> tuple[str, ...]:
    if unknown := [value for value in values if value not in known]:
        found = "is not in this dataset" if len(values) == 1 else f"holds {quote(unknown[0])}, not in this dataset"
        raise BadPartError(found + _known_words(known))
    return tuple(values)


def _read_layers(values: list[str], known: frozenset[str]) -> tuple[str, ...]:
    return () if values == ["none"] else _read_known_many(values, known)


def _read_version(values: list[str], _: frozenset[str]) -> str:
    if not re.fullmatch(DATA_VERSION, text := _one(values)):
        raise BadPartError("is not a data version of twelve signs 0-9 a-f")
    return text


def _read_text(values: list[str], _: frozenset[str]) -> str:
    text = _one(values)
    if len(text) > MAX_TEXT:
        raise BadPartError(f"is longer than {MAX_TEXT} characters")
    return clean_text(text)


def _write_day(day: dt.date | None) -> list[str]:
    return [day.isoformat()] if day else []


def _write_number(number: float | None) -> list[str]:
    return [] if number is None else [f"{number:.4f}".rstrip("0").rstrip(".")]


def _write_text(text: str) -> list[str]:
    return [text] if text else []


def _write_layers(layers: tuple[str, ...] | None) -> list[str]:
    return [] if layers is None else list(layers) or ["none"]


def _write_unless(default: str) -> Write:
    return lambda value: [] if value == default else [value]


PARTS: tuple[Part, ...] = (
    Part("dataset", "dataset", _read_known_one, _write_text, "which dataset", "datasets"),
    Part("first", "from", _read_day, _write_day, "first day of the window"),
    Part("last", "to", _read_day, _write_day, "last day of the window"),
    Part("mode", "mode", _read_choice(MODES), _write_unless("during"), "during the window, or everything until its last day", choices=MODES),
    Part("known", "known", _read_day, _write_day, "day of knowledge: later publications do not exist"),
    Part("weapon", "weapon", _read_known_many, list, "weapon families", "weapon"),
    Part("by", "by", _read_known_many, list, "side blamed, as reported", "by"),
    Part("said", "said", _read_known_many, list, "who reports it: officials of a side, or claimants of no party", "said"),
    Part("target", "target", _read_known_many, list, "kind of target, as reported", "target"),
    Part("grade", "grade", _read_known_many, list, "grades of the report", "grade"),
    Part("region", "region", _read_known_many, list, "regions the sources name", "region"),
    Part("q", "q", _read_text, _write_text, "text in names, words, claimants, weapon models"),
    Part("lat", "lat", _read_number(LATITUDES), _write_number, "latitude of the camera, degrees", limits=LATITUDES),
    Part("lon", "lon", _read_number(LONGITUDES), _write_number, "longitude of the camera, degrees", limits=LONGITUDES),
    Part("zoom", "zoom", _read_number(ZOOM_RANGE), _write_number, "zoom of the camera", limits=ZOOM_RANGE),
    Part("event", "event", _read_known_one, _write_text, "the report whose card is open", "event"),
    Part("layers", "layers", _read_layers, _write_layers, "layers shown", "layers"),
    Part("names", "names", _read_choice(NAMES), _write_unless("sources"), "which form of a name comes first", choices=NAMES),
    Part("colour", "colour", _read_choice(COLOURS), _write_unless("ink"), "one ink, or a colour for each weapon family", choices=COLOURS),
    Part("data", "data", _read_version, _write_text, "data version the link was made with", pattern=DATA_VERSION),
)
"""Every part of the View, in the order in which an address is written."""

PART_BY_KEY: Mapping[str, Part] = {part.key: part for part in PARTS}


def write_view(view: View) -> list[tuple[str, str]]:
    """The address of a View as (key, value) pairs; parts at their default are left out."""
    return [(part.key, value) for part in PARTS for value in part.write(getattr(view, part.field))]


def read_view(pairs: Iterable[tuple[str, str]], vocabulary: Vocabulary) -> tuple[View, str]:
    """Read a View from the (key, value) pairs of an address.

    Unknown keys and bad values take the default. Returns the View and one plain notice ("" when all was read).
    """
    grouped: dict[str, list[str]] = {}
    for key, value in pairs:
        grouped.setdefault(key, []).append(value)
    complaints: list[str] = []
    parts: dict[str, Any] = {}
    for key, values in grouped.items():
        if key not in IGNORED_KEYS and any(values):
            _read_part(key, values, vocabulary, parts, complaints)
    _mend_pairs(parts, complaints)
    return View(**parts), _notice(complaints)


def _read_part(
    key: str, values: list[str], vocabulary: Vocabulary, parts: dict[str, Any], complaints: list[str]
) -> None:
    part = PART_BY_KEY.get(key)
    if part is None:
        complaints.append(f"{quote(key)} is not a part of a Strikemap address")
        return
    try:
        known: frozenset[str] = getattr(vocabulary, part.vocabulary) if part.vocabulary else frozenset()
        parts[part.field] = part.read(values, known)
    except BadPartError as error:
        complaints.append(f"{key}={quote(values[0])} {error}")


def _mend_pairs(parts: dict[str, Any], complaints: list[str]) -> None:
    """Drop parts that only make sense together and do not fit: a window turned round, half a camera."""
    if parts.get("first") and parts.get("last") and parts["first"] > parts["last"]:
        complaints.append(f"the window ends ({parts.pop('last')}) before it begins ({parts.pop('first')})")
    camera = {"lat", "lon", "zoom"}
    if (given := camera & parts.keys()) and given != camera:
        complaints.append("a camera needs lat, lon and zoom together")
        for name in given:
            del parts[name]


def _notice(complaints: list[str]) -> str:
    if not complaints:
        return ""
    more = f" (and {len(complaints) - SAID} more)" if len(complaints) > SAID else ""
    return "Part of this link was not used: " + "; ".join(complaints[:SAID]) + more + "." + DEFAULTED


def pairs_of(text: str) -> list[tuple[str, str]]:
    """The (key, value) pairs of a query, of a query behind its "?", or of a whole address."""
    if re.match(r"[a-z][a-z0-9+.-]*://|/|\./", text):
        return parse_qsl(urlsplit(text).query, keep_blank_values=True)
    return parse_qsl(text.removeprefix("?").partition("#")[0], keep_blank_values=True)


def quote(text: str) -> str:
    """A value found in an address, shortened for a message; signs that cannot be seen are written out."""
    plain = "".join(each if each.isprintable() else f"\\x{ord(each):02x}" for each in text[: 2 * QUOTED])
    return f"“{plain[:QUOTED]}…”" if len(plain) > QUOTED else f"“{plain}”"
