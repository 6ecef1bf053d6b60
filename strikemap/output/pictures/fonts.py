"""The fonts of a picture: found in installed packages or in a house style, measured, and lines broken by them."""

from __future__ import annotations

import importlib.util
import logging
import unicodedata
from collections import OrderedDict
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final, Literal

import numpy as np
from matplotlib import font_manager
from matplotlib.ft2font import LoadFlags
from matplotlib.path import Path as Outline
from matplotlib.textpath import text_to_path

from strikemap.errors import AssetError

Family = Literal["sans", "serif"]

FALLBACK: Final = "DejaVu Sans"
"""Inside matplotlib: Latin, Armenian, Cyrillic and Azerbaijani letters; used letter by letter where a font lacks one."""

# the fallback has no semibold, and bold in its place is what we want; it need not be said for every picture
logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)

_PACKAGES: Final[dict[str, tuple[str, str]]] = {
    "sans": ("font_source_sans_pro", "font-source-sans-pro"),
    "serif": ("font_source_serif_pro", "font-source-serif-pro"),
}
_FILES: Final = ("Regular", "It", "Semibold", "SemiboldIt", "Bold")
_OWN_NAMES: Final[dict[str, str]] = {"sans": "Source Sans Pro", "serif": "Source Serif Pro"}

REPLACED: Final = "\N{REPLACEMENT CHARACTER}"
"""Stands for a letter that no font has: the fallback draws it as a question mark in a black square."""

_UNSEEN: Final = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})
"""Categories of signs without a shape: control and direction marks, spaces."""

EN_DASH: Final = "\N{EN DASH}"
NBSP: Final = "\N{NO-BREAK SPACE}"

SLACK: Final = 1.5
"""Design pixels that a line may be wider than the sum of its words."""

_MEASURED_AT: Final = 100
"""Size in points at which widths are measured; they grow in proportion, since nothing is hinted."""


@dataclass(frozen=True)
class Type:
    """How a text is set: family name, size in design pixels, weight, slant."""

    size: float
    family: str = _OWN_NAMES["sans"]
    weight: int = 400
    italic: bool = False

    def properties(self, points: float) -> font_manager.FontProperties:
        """The same for matplotlib, at a size in points."""
        return _properties(self.family, self.weight, self.italic, round(points, 3))


@cache
def own_families() -> dict[str, str]:
    """Names of our families by use, after their files were made known to matplotlib. Raises AssetError."""
    for module, package in _PACKAGES.values():
        spec = importlib.util.find_spec(module)
        if spec is None or spec.origin is None:
            raise AssetError(f"the package {package} is not installed; run make setup, or pip install -r requirements.txt")
        for file in sorted((Path(spec.origin).parent / "files").glob("*.ttf")):
            if file.stem.split("-")[-1] in _FILES:
                font_manager.fontManager.addfont(file)
    return dict(_OWN_NAMES)


@cache
def add_font(file: Path) -> str:
    """Make a font file of a house style known; returns its family name. Raises AssetError where it is no font."""
    try:
        font_manager.fontManager.addfont(file)
        return str(font_manager.get_font(file).family_name)
    except (OSError, RuntimeError) as error:
        raise AssetError(f"{file.name} is no font that can be read: {error}. Use a .ttf file.") from error


@lru_cache(maxsize=512)
def _properties(family: str, weight: int, italic: bool, points: float) -> font_manager.FontProperties:  # noqa: FBT001
    own_families()
    return font_manager.FontProperties(
        family=[family, FALLBACK], weight=weight, style="italic" if italic else "normal", size=points
    )


@lru_cache(maxsize=64)
def _files(family: str, weight: int, italic: bool) -> tuple[str, ...]:  # noqa: FBT001
    return tuple(font_manager.fontManager._find_fonts_by_props(_properties(family, weight, italic, 10.0)))  # noqa: SLF001


def _font(family: str, weight: int, italic: bool) -> Any:  # noqa: FBT001
    """The font for this thread: matplotlib keeps one for each, since measuring changes it."""
    return font_manager.get_font(_files(family, weight, italic))


def width_of(text: str, style: Type) -> float:
    """Width of a line of text, design pixels."""
    return _measured(text, style.family, style.weight, style.italic) * style.size


@lru_cache(maxsize=20_000)
def _measured(text: str, family: str, weight: int, italic: bool) -> float:  # noqa: FBT001
    """Width of a line of text in sizes of its letters: nothing is hinted, so it is the same at every size."""
    font = _font(family, weight, italic)
    font.set_size(_MEASURED_AT, 72)
    font.set_text(drawable(text, Type(1.0, family, weight, italic)), 0.0, flags=LoadFlags.NO_HINTING)
    return float(font.get_width_height()[0]) / 64 / _MEASURED_AT


def _space(style: Type) -> float:
    """Width of a space and of the room beside the letters around it."""
    return width_of("x x", style) - 2 * width_of("x", style)


OUTLINE_SIZE: Final = float(text_to_path.FONT_SCALE)
"""Size at which outlines are kept; they grow in proportion."""


@lru_cache(maxsize=64)
def _glyphs_of(_: tuple[str, ...]) -> OrderedDict[str, Any]:
    """The letters of these font files met so far, as shapes."""
    return OrderedDict()


@lru_cache(maxsize=600)
def outline_of(text: str, style: Type) -> Outline:
    """A line of text as a shape, OUTLINE_SIZE high, from its left end, y upwards; kept, since most lines are drawn again.

    Only one thread at a time may ask: matplotlib's fonts are shared.
    """
    fonts = font_manager.fontManager._find_fonts_by_props(style.properties(10.0))  # noqa: SLF001
    font = font_manager.get_font(fonts)
    font.set_size(OUTLINE_SIZE, 72)
    placed, glyphs, _ = text_to_path.get_glyphs_with_font(font, text, _glyphs_of(tuple(map(str, fonts))))
    parts = [(glyphs[key], (x, y)) for key, x, y, _ in placed if len(glyphs[key][0])]
    if not parts:
        return Outline([(0.0, 0.0)])
    return Outline(
        np.concatenate([np.asarray(points) + at for (points, _), at in parts]),
        np.concatenate([np.asarray(codes, dtype=np.uint8) for (_, codes), _ in parts]),
    )


def missing_letters(text: str, style: Type) -> str:
    """Letters of a text that neither its font nor the fallback has; signs that are never seen are none."""
    known = _known_letters(_files(style.family, style.weight, style.italic))
    return "".join(sorted({each for each in text if ord(each) not in known and unicodedata.category(each) not in _UNSEEN}))


@lru_cache(maxsize=20_000)
def drawable(text: str, style: Type) -> str:
    """The text as it can be drawn: REPLACED for each letter that no font has, and nothing for signs that are never seen."""
    if text.isascii() and text.isprintable():
        return text
    seen = "".join(each for each in text if unicodedata.category(each) not in ("Cc", "Cf"))
    return seen.translate({ord(letter): REPLACED for letter in missing_letters(seen, style)})


@lru_cache(maxsize=64)
def _known_letters(files: tuple[str, ...]) -> frozenset[int]:
    return frozenset().union(*(font_manager.get_font(each).get_charmap() for each in files))


def wrapped(text: str, style: Type, width: float) -> list[str]:
    """The text in lines no wider than `width`; a word that is wider alone is cut with a hyphen; no line begins with a dash."""
    text = text.replace(f" {EN_DASH}", f"{NBSP}{EN_DASH}")
    # words are measured one by one and kept: most of them come again in the next frame, in another line
    lines: list[str] = []
    line, long, space = "", 0.0, _space(style)
    for word in (part for whole in text.split(" ") for part in _pieces(whole, style, width - SLACK)):
        longer = long + space + width_of(word, style)
        if line and longer > width - SLACK:
            lines.append(line)
            line, long = word, width_of(word, style)
        else:
            line, long = (f"{line} {word}", longer) if line else (word, width_of(word, style))
    return [*lines, line] if line else lines


def _pieces(word: str, style: Type, width: float) -> list[str]:
    if width_of(word, style) <= width:
        return [word]
    cut = next((at for at in range(len(word) - 1, 1, -1) if width_of(word[:at] + "-", style) <= width), 1)
    return [word[:cut] + "-", *_pieces(word[cut:], style, width)]


def fitted(text: str, style: Type, width: float, lines: int) -> tuple[Type, list[str]]:
    """The text in at most so many lines, in smaller letters where it has to be; nothing of it is left out."""
    for size in _smaller(style.size):
        own = Type(size, style.family, style.weight, style.italic)
        if len(found := wrapped(text, own, width)) <= lines:
            return own, found
    return own, found


def _smaller(size: float) -> list[float]:
    """That size and smaller ones in steps of half a pixel, down to a little more than half of it."""
    return [size - 0.5 * step for step in range(int(size * 0.9))]


def shortened(lines: list[str], most: int, style: Type, width: float) -> list[str]:
    """At most so many lines; where some are left out, the last one ends in an ellipsis."""
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while last and width_of(last + "…", style) > width:
        last = last[:-1]
    return [*lines[: most - 1], last.rstrip(" ,.;") + "…"]
