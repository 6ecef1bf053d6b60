"""Words as the rules read them: folded letters with the way back to the text, sentences, and parts that speak for themselves."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

_ALIKE: Final = str.maketrans(
    {
        "\N{LATIN SMALL LETTER DOTLESS I}": "i",
        **dict.fromkeys("\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}\N{DOUBLE LOW-9 QUOTATION MARK}«»", '"'),
        **dict.fromkeys("\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}\N{MODIFIER LETTER APOSTROPHE}", "'"),
        **dict.fromkeys("\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{EN DASH}\N{EM DASH}\N{MINUS SIGN}", "-"),
    }
)
"""Signs that are one sign for the rules."""

_END: Final = re.compile(r"[.!?;][\"')\]]*\s+|\n+")
_TURN: Final = re.compile(r"\b(?:but|while|whereas|although|though|however|yet)\b")
_SHORT: Final = re.compile(r"(?:\b[a-z]|\b(?:jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec|no|st|gen|col|dr|mr|mrs|ms))$")
"""What stands before a full stop that ends no sentence: an initial or an abbreviation."""


@dataclass(frozen=True)
class Part:
    """A stretch of folded text in which one hedge can cover one statement: a sentence, cut where it turns ("but")."""

    letters: str
    start: int


@dataclass(frozen=True)
class Reading:
    """A text with its folded letters. places : index into the text of every folded letter."""

    text: str
    letters: str
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the text behind folded letters [start, end)."""
        return self.places[start], self.places[end - 1] + 1

    @property
    def parts(self) -> Iterator[Part]:
        """The parts of the text, in order."""
        for start, end in _pieces(self.letters, _sentence_ends(self.letters)):
            turns = [match.start() for match in _TURN.finditer(self.letters, start, end)]
            for low, high in _pieces(self.letters, turns, start, end):
                yield Part(self.letters[low:high], low)


def read_words(text: str, leave_out: Iterable[str] = ()) -> Reading:
    """Fold a text: no case, no accents, no hidden signs, one kind of quote and dash.

    leave_out : stretches that are not read, such as the reader's own search words in a title.
    """
    letters: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(_without(text, leave_out)):
        for letter in fold(sign) if not sign.isspace() else (" " if sign != "\n" else sign):
            letters.append(letter)
            places.append(place)
    return Reading(text, "".join(letters), tuple(places))


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """A text without case, accents and hidden signs."""
    decomposed = unicodedata.normalize("NFKD", text).translate(_ALIKE).casefold()
    kept = (sign for sign in decomposed if unicodedata.category(sign) not in ("Mn", "Cf"))
    return "".join(kept)


def _without(text: str, leave_out: Iterable[str]) -> str:
    for words in filter(None, leave_out):
        text = text.replace(words, " " * len(words))
    return text


def _sentence_ends(letters: str) -> list[int]:
    return [
        match.end()
        for match in _END.finditer(letters)
        if letters[match.start()] != "." or not _SHORT.search(letters[: match.start()])
    ]


def _pieces(letters: str, cuts: Iterable[int], start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Spans between cuts that hold anything to read."""
    end = len(letters) if end is None else end
    edges = [start, *cuts, end]
    for low, high in pairwise(edges):
        if letters[low:high].strip():
            yield low, high


def any_of(words: Iterable[str]) -> str:
    """A pattern that matches any of the words, the longest first, each as a whole word."""
    ordered = sorted({fold(word) for word in words if word}, key=len, reverse=True)
    return r"\b(?:" + "|".join(re.escape(word) for word in ordered) + r")\b" if ordered else r"(?!)"
