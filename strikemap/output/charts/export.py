"""A chart as a file: SVG and PNG made on this machine, without a browser and without the network."""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path
from typing import Any, Final

import vl_convert

from strikemap.errors import AssetError

VEGA_LITE: Final = "6.4"
"""Version of the grammar that the pinned Altair writes."""

FONT_PACKAGES: Final = ("font_source_sans_pro", "font_source_serif_pro")


@cache
def _prepared() -> None:
    """Our fonts, made known to the converter once."""
    for module in FONT_PACKAGES:
        spec = importlib.util.find_spec(module)
        if spec is None or spec.origin is None:
            raise AssetError(f"the package {module.replace('_', '-')} is not installed; run make setup")
        vl_convert.register_font_directory(str(Path(spec.origin).parent / "files"))


def chart_svg(chart: Any) -> bytes:
    """The chart as SVG, with text as text."""
    _prepared()
    return str(vl_convert.vegalite_to_svg(chart.to_dict(), vl_version=VEGA_LITE)).encode()


def chart_png(chart: Any, scale: float = 2.0) -> bytes:
    """The chart as PNG, `scale` times the size on the screen."""
    _prepared()
    return bytes(vl_convert.vegalite_to_png(chart.to_dict(), scale=scale, vl_version=VEGA_LITE))
