"""The fonts of the map, cut down to the letters that a page needs, so that they can travel inside it."""

from __future__ import annotations

import io
from functools import lru_cache

from fontTools import subset
from fontTools.ttLib import TTFont, TTLibError

from strikemap.errors import AssetError
from strikemap.output.assets import read_asset

KEPT_FONTS = 8
FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl", "liga", "tnum", "lnum"]
"""What the letters need to stand well together, and figures of one width for the counts."""


@lru_cache(maxsize=KEPT_FONTS)
def font_for(name: str, letters: frozenset[str]) -> bytes:
    """The font "fonts/sans.woff2" or "fonts/serif.woff2" with these letters only, all weights kept, as WOFF2.

    Letters that the font lacks are left to the reader's own fonts. The same letters give the same bytes. Raises AssetError.
    """
    options = subset.Options(flavor="woff2", hinting=False, layout_features=FEATURES, notdef_outline=True)
    try:
        font = TTFont(io.BytesIO(read_asset(name).content), recalcTimestamp=False)
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=sorted(ord(each) for each in letters))
        cutter.subset(font)
    except TTLibError as error:
        raise AssetError(f"the font {name} of the installed streamlit cannot be read: {error}") from error
    made = io.BytesIO()
    font.flavor = "woff2"
    font.save(made)
    return made.getvalue()
