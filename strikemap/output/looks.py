"""How things look: the colours and symbol shapes that the browser's scripts and the pictures share, one definition each."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any, cast

BROWSER = Path(__file__).parent / "browser"
"""The folder of the browser's scripts, styles, colours and symbols."""


@cache
def colours() -> dict[str, Any]:
    """The colours by theme ("light", "dark"), as CSS writes them, and the dashes of the lines.

    paper : of the base map. marks : of reports, words and the page around them; "weapons" stand in the order of the
    weapon families. dashes : {styles: {name: {dash, width, cap}}, order, front}, in pixels of the screen.
    """
    return _read("colours.json")


@cache
def symbols() -> dict[str, Any]:
    """The marks: `shapes` by name, in shares of a mark's radius with y to the south, and what stands for what.

    A shape is a polygon (a list of [x, y]), {"circle": radius}, or {"dots": {count, ring, radius}}: so many dots on a
    ring, the first half a step past the x axis. weapon_shapes : shape of each weapon family, hexagon for any other.
    grades : in the order of their codes. grade_order : codes from the firmest to the least firm. possible_dash : pixels.
    """
    return _read("symbols.json")


def _read(name: str) -> dict[str, Any]:
    return cast("dict[str, Any]", json.loads((BROWSER / name).read_text(encoding="utf-8")))
