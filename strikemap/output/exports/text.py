"""Text from data stays text, whatever opens the file: what XML, spreadsheets and one-line places cannot hold is taken out here."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

import numpy as np
import pandas as pd

from strikemap.query.view import clean_text

REPLACEMENT: Final = "\N{REPLACEMENT CHARACTER}"

_FORBIDDEN: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold: NUL and most other control characters, halves of characters, U+FFFE, U+FFFF."""

FORMULA_SIGNS: Final = (
    "=+\\-@\N{FULLWIDTH EQUALS SIGN}\N{FULLWIDTH PLUS SIGN}\N{FULLWIDTH HYPHEN-MINUS}\N{FULLWIDTH COMMERCIAL AT}"
)
"""Signs that make a spreadsheet calculate a cell, for use in a character class; the wide ones count in East Asian settings."""

# blanks and quotation marks before a sign are skipped by spreadsheets; \s knows the no-break space and its like
_BLANKS: Final = r"[\s\"\u200b-\u200f\u2060\ufeff]*"
_AT_START: Final = re.compile(rf"[\t\r\n]|{_BLANKS}[{FORMULA_SIGNS}']")
_AFTER_SEPARATOR: Final = re.compile(rf"([;\t\r\n]{_BLANKS})(?=[{FORMULA_SIGNS}'])")


def storable(text: str) -> str:
    """The text with every character that XML forbids replaced by U+FFFD: the same in every format."""
    return _FORBIDDEN.sub(REPLACEMENT, text)


def one_line(text: str) -> str:
    """The text on one line, without control or direction marks: for comments, file headers and names."""
    return storable(clean_text(" ".join(text.split()), most=len(text)))


def spreadsheet_safe(text: str) -> str:
    """The text so that no spreadsheet calculates it, whether it splits the file at commas, semicolons or tabs.

    An apostrophe is put before text that begins with a sign of a formula, an apostrophe, a tab or a line break (blanks and
    quotation marks before the sign do not count), and before such a sign after a semicolon, tab or line break inside the
    text. Because an apostrophe is guarded too, taking one away at each of those places gives the exact text back.
    """
    guarded = _AFTER_SEPARATOR.sub(r"\1'", text)
    return f"'{guarded}" if is_calculated(text) else guarded


def is_calculated(text: str) -> bool:
    """Whether a spreadsheet might take a cell with that text for a formula, or swallow its first character."""
    return _AT_START.match(text) is not None


def each_distinct(column: pd.Series, change: Callable[[Any], str | None]) -> pd.Series:
    """A column of text in which each distinct value was changed once; None and missing values are missing."""
    values = column.to_numpy(dtype=object) if column.dtype == object else column
    codes, distinct = pd.factorize(values)
    changed = np.array([*(change(each) for each in distinct), None], dtype=object)
    return pd.Series(changed[codes], index=column.index, dtype="str")
