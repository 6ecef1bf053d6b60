"""A drawn page as bytes: PNG and WebP from pixels, SVG with text as text, PDF with its fonts inside."""

from __future__ import annotations

import base64
import re
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final
from xml.sax.saxutils import unescape

import matplotlib as mpl
import numpy as np
from fontTools import subset
from fontTools.ttLib import TTFont
from matplotlib import font_manager
from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.figure import Figure
from numpy.typing import NDArray
from PIL import Image

from strikemap.errors import PictureError
from strikemap.output.pictures.facts import PictureFacts
from strikemap.output.pictures.layout import Layout
from strikemap.output.pictures.pen import Pen
from strikemap.output.pictures.spec import MAX_PIXELS, SCALES, Size
from strikemap.output.proof.metadata import stamped

DRAWING: Final = threading.RLock()
"""matplotlib keeps fonts and settings for the whole process: one picture is drawn at a time."""

SETTINGS: Final[Any] = {
    "svg.fonttype": "none",  # text stays text
    "svg.hashsalt": "strikemap",  # ids that are the same at every call
    "pdf.fonttype": 42,  # fonts are embedded as TrueType
    "pdf.compression": 6,
    "text.hinting": "none",  # letters keep their proportions at every scale
    "text.parse_math": False,  # a dollar sign is a dollar sign
    "text.usetex": False,
    "text.antialiased": True,
    "path.simplify": False,
    "agg.path.chunksize": 0,
}

MEDIA_TYPES: Final[Mapping[str, str]] = {
    "png": "image/png", "svg": "image/svg+xml", "pdf": "application/pdf", "webp": "image/webp",
}  # fmt: skip
"""What a picture can be."""

WEBP_QUALITY: Final = 92
PNG_EFFORT: Final = 3
"""Half the time of the usual 6, for a file 4 % larger."""

Pixels = NDArray[np.uint8]


@dataclass(frozen=True)
class Page:
    """A picture that is planned and drawn, but not yet bytes."""

    plan: Layout
    size: Size
    pens: Sequence[Pen]
    facts: PictureFacts

    def pixels_of(self, scale: int) -> tuple[int, int]:
        """Width and height in pixels at a scale. Raises PictureError where that is too large."""
        if scale not in SCALES:
            raise PictureError(f"scale={scale} is none of {', '.join(map(str, SCALES))}")
        width, height = self.size.width * scale, round(self.plan.height * self.plan.unit) * scale
        if width * height > MAX_PIXELS:
            raise PictureError(
                f"{width:,} x {height:,} px are {width * height / 1e6:.0f} million; at most {MAX_PIXELS / 1e6:.0f} million are"
                " drawn. Choose a smaller size or scale."
            )
        return width, height

    def encoded(self, kind: str, scale: int = 1) -> bytes:
        """The picture as the bytes of a file, metadata inside. kind : one of MEDIA_TYPES; scale : of PNG and WebP."""
        if kind not in ENCODERS:
            raise PictureError(f"{kind!r} is no kind of picture; use one of {', '.join(MEDIA_TYPES)}")
        return stamped(kind, ENCODERS[kind](self, scale), self.facts)

    def pixels(self, scale: int = 1) -> Pixels:
        """The picture as an array of shape (height, width, 4), RGBA."""
        canvas = Canvas(self, scale)
        for pen in self.pens:
            canvas.draw(pen)
        return canvas.pixels()


class Canvas:
    """Pixels to draw on, and to go back to: a film draws its paper once."""

    def __init__(self, page: Page, scale: int = 1) -> None:
        self._plan = page.plan
        width, height = page.pixels_of(scale)
        self._renderer = RendererAgg(width, height, page.size.dpi * scale)  # type: ignore[no-untyped-call]  # no types in matplotlib here

    def draw(self, pen: Pen) -> None:
        """Draw over what is there."""
        with DRAWING, mpl.rc_context(SETTINGS):
            pen.draw(self._renderer, self._plan.height)

    def pixels(self) -> Pixels:
        """A copy of what is there, shape (height, width, 4)."""
        return self._buffer().copy()

    def go_back(self, pixels: Pixels) -> None:
        """Put earlier pixels back."""
        self._buffer()[...] = pixels

    def _buffer(self) -> Pixels:
        return np.asarray(self._renderer.buffer_rgba())  # type: ignore[no-untyped-call]  # no types in matplotlib here


class _Drawn(Artist):
    """The page as a single artist of a figure, so that matplotlib writes the file around it."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page

    def draw(self, renderer: Any) -> None:
        for pen in self._page.pens:
            pen.draw(renderer, self._page.plan.height)


def _png(page: Page, scale: int) -> bytes:
    return png_of(page.pixels(scale), page.size.dpi * scale)


def png_of(pixels: Pixels, dpi: int) -> bytes:
    """Pixels of shape (height, width, 4) as a PNG file, without their alpha: the paper covers everything."""
    out = BytesIO()
    Image.fromarray(pixels[..., :3]).save(out, "PNG", compress_level=PNG_EFFORT, dpi=(dpi, dpi))
    return out.getvalue()


def _webp(page: Page, scale: int) -> bytes:
    out = BytesIO()
    Image.fromarray(page.pixels(scale)[..., :3]).save(out, "WEBP", quality=WEBP_QUALITY, method=4)
    return out.getvalue()


def _written(page: Page, kind: str) -> bytes:
    out = BytesIO()
    width, height = page.pixels_of(1)
    with DRAWING, mpl.rc_context(SETTINGS):
        figure = Figure(figsize=(width / page.size.dpi, height / page.size.dpi), dpi=72)
        figure.patch.set_visible(False)
        figure.add_artist(_Drawn(page))
        nothing = {"Date": None} if kind == "svg" else {"CreationDate": None, "ModDate": None, "Producer": None, "Creator": None}
        figure.savefig(out, format=kind, metadata=nothing)
    return out.getvalue()


def _svg(page: Page, _: int) -> bytes:
    return _with_fonts(_written(page, "svg").decode()).encode()


def _pdf(page: Page, _: int) -> bytes:
    return _written(page, "pdf")


_TEXT: Final = re.compile(r'<text style="([^"]*)"[^>]*>([^<]*)</text>')


def _with_fonts(text: str) -> str:
    """The letters that are used, embedded: a picture looks the same where our fonts are not installed."""
    letters: dict[tuple[str, str, bool], set[str]] = {}
    for style, words in _TEXT.findall(text):
        look = dict(part.split(": ", 1) for part in style.split("; "))
        for family in re.findall(r"'([^']+)'", look["font-family"]):
            key = (family, look.get("font-weight", "400"), look.get("font-style") == "italic")
            letters.setdefault(key, set()).update(unescape(words))
    faces = "".join(_face(*key, frozenset(used)) for key, used in sorted(letters.items()))
    return text.replace("<defs>", f'<defs>\n  <style type="text/css">{faces}</style>', 1)


def _face(family: str, weight: str, italic: bool, letters: frozenset[str]) -> str:  # noqa: FBT001
    properties = font_manager.FontProperties(family=[family], weight=int(weight), style="italic" if italic else "normal")
    font = TTFont(font_manager.findfont(properties), recalcTimestamp=False)
    known = font.getBestCmap()
    used = sorted(ord(letter) for letter in letters if ord(letter) in known)
    if not used:
        return ""
    cutter = subset.Subsetter(subset.Options(layout_features=["kern", "liga"], hinting=False, notdef_outline=True, drop_tables=["FFTM"]))
    cutter.populate(unicodes=used)
    cutter.subset(font)
    font.flavor = "woff"
    out = BytesIO()
    font.save(out)
    style = "italic" if italic else "normal"
    content = base64.b64encode(out.getvalue()).decode()
    return (
        f"@font-face{{font-family:'{family}';font-weight:{weight};font-style:{style};"
        f"src:url(data:font/woff;base64,{content}) format('woff')}}"
    )


ENCODERS: Final[Mapping[str, Callable[[Page, int], bytes]]] = {"png": _png, "svg": _svg, "pdf": _pdf, "webp": _webp}
