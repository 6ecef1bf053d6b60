"""A chart as a file: SVG and PNG made on this machine, without a browser and without the network."""

from __future__ import annotations

import copy
import importlib.util
from functools import cache
from pathlib import Path
from typing import Any, Final

import vl_convert

from strikemap.errors import AssetError

VEGA_LITE: Final = "6.4"
"""Version of the grammar that the pinned Altair writes."""

FILE_WIDE: Final = 760
"""Width of a chart's file, design pixels: on a page a chart takes the width of its place, in a file there is none."""

PANEL_LABELS: Final = 200
"""What a chart of panels needs beside them for the words of its axis."""

OVERRATED: Final = 1.6
"""Outside a browser Vega takes a letter for 0.8 of its size when it cuts words; ours are half as wide as high."""

LIMITS: Final = {"axis": 180, "legend": 160}
"""What Vega itself lets words be long, pixels."""

FONT_PACKAGES: Final = ("font_source_sans_pro", "font_source_serif_pro")


@cache
def _prepared() -> None:
    """Our fonts, made known to the converter once."""
    for module in FONT_PACKAGES:
        spec = importlib.util.find_spec(module)
        if spec is None or spec.origin is None:
            raise AssetError(f"the package {module.replace('_', '-')} is not installed; run make setup")
        vl_convert.register_font_directory(str(Path(spec.origin).parent / "files"))


def _spec(chart: Any) -> dict[str, Any]:
    """The chart in the width of a file, with no words cut that have room."""
    spec: dict[str, Any] = copy.deepcopy(chart.to_dict())
    panel = spec.get("spec", spec)
    if "layer" in panel or "mark" in panel:
        panel["width"] = FILE_WIDE if panel is spec else FILE_WIDE - PANEL_LABELS
    for part, limit in LIMITS.items():
        spec["config"].setdefault(part, {}).setdefault("labelLimit", limit)
    _widen(spec)
    return spec


def _widen(part: Any) -> None:
    """Raise every limit of the length of words by what the converter overrates them."""
    for key, value in part.items() if isinstance(part, dict) else enumerate(part):
        if key == "labelLimit":
            part[key] = value * OVERRATED
        elif isinstance(value, dict | list):
            _widen(value)


def chart_svg(chart: Any) -> bytes:
    """The chart as SVG, with text as text."""
    _prepared()
    return str(vl_convert.vegalite_to_svg(_spec(chart), vl_version=VEGA_LITE)).encode()


def chart_png(chart: Any, scale: float = 2.0) -> bytes:
    """The chart as PNG, `scale` times FILE_WIDE pixels wide."""
    _prepared()
    return bytes(vl_convert.vegalite_to_png(_spec(chart), scale=scale, vl_version=VEGA_LITE))
