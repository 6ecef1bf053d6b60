"""The house style of a picture: fonts, colours, logo, credit and address, as one TOML file."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from matplotlib.colors import is_color_like, to_rgb
from PIL import Image

from strikemap.errors import AssetError
from strikemap.model.dataset import STYLES, Dataset
from strikemap.output.looks import colours
from strikemap.output.pictures.fonts import add_font, own_families
from strikemap.output.pictures.spec import STYLE_NAME

FOLDER: Final = STYLES
"""Folder inside a dataset that holds its house styles, one NAME.toml each."""

MAX_LOGO_BYTES: Final = 500_000
MAX_LOGO_PIXELS: Final = 4_000_000
TEXT_CONTRAST: Final = 4.5
MARK_CONTRAST: Final = 3.0
"""Least contrasts of words and of marks with what they stand on, as WCAG 2.2 measures and asks for them (AA)."""

_KEYS: Final = frozenset({"credit", "address", "logo", "theme", "fonts", "colours"})
_COLOURS: Final = frozenset({"page", "text", "soft", "line", "ink", "tint", "land", "water"})


@dataclass(frozen=True)
class HouseStyle:
    """How pictures of one desk look.

    sans, serif : font families. credit : put before the credit of the data. address : where the desk's Strikemap answers,
    for the link and the QR code; "" = none is printed. logo : a PNG, or None. theme : "light" or "dark". digest : hash of
    everything in it, since a picture is a function of its style, too.
    """

    sans: str
    serif: str
    credit: str = ""
    address: str = ""
    logo: bytes | None = None
    theme: str = "light"
    replaced: Mapping[str, str] = field(default_factory=dict)
    digest: str = ""

    @property
    def paper(self) -> Mapping[str, Any]:
        """Colours of the base map."""
        own: dict[str, Any] = dict(colours()["paper"][self.theme])
        names = {"land": ("land",), "water": ("water", "sea"), "page": ("page",)}
        return own | {key: self.replaced[name] for name, keys in names.items() if name in self.replaced for key in keys}

    @property
    def marks(self) -> Mapping[str, Any]:
        """Colours of the reports and the words."""
        own: dict[str, Any] = dict(colours()["marks"][self.theme])
        names = {"text": "text", "soft": "soft", "line": "line", "ink": "ink", "tint": "tint", "page": "paper"}
        return own | {key: self.replaced[name] for name, key in names.items() if name in self.replaced}


def style_of(dataset: Dataset, name: str) -> HouseStyle:
    """The house style of that name in the dataset's folder, or our own for "". Raises AssetError, saying what is there."""
    if not name:
        families = own_families()
        return HouseStyle(families["sans"], families["serif"])
    folder = dataset.folder / FOLDER
    file = folder / f"{name}.toml"
    if not re.fullmatch(STYLE_NAME, name) or not file.is_file():
        known = ", ".join(style_names(dataset)) or "none"
        raise AssetError(f"no house style is called {name[:40]!r}; in {FOLDER}/ of the dataset are: {known}")
    return read_style(file)


def style_names(dataset: Dataset) -> list[str]:
    """The house styles in the dataset's folder."""
    return sorted(file.stem for file in (dataset.folder / FOLDER).glob("*.toml"))


def read_style(file: Path) -> HouseStyle:
    """Read a house style. Raises AssetError: which file, which key, what it has to be."""
    try:
        content = file.read_bytes()
        found = tomllib.loads(content.decode())
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise AssetError(f"the house style {file.name} cannot be read: {error}") from error
    if unknown := sorted(found.keys() - _KEYS):
        raise AssetError(f"{file.name}: {unknown[0]!r} is no key of a house style; known are {', '.join(sorted(_KEYS))}")
    families = own_families()
    wanted = _table(file, found, "fonts", frozenset(families))
    fonts = {key: _font(file, str(value)) for key, value in wanted.items()}
    logo = _logo(file, found["logo"]) if found.get("logo") else None
    theme = found.get("theme", "light")
    if theme not in ("light", "dark"):
        raise AssetError(f"{file.name}: theme is {theme!r}; it has to be light or dark")
    address = str(found.get("address", "")).rstrip("/")
    if address and not re.fullmatch(r"https?://[^\s/?#]+(?:/[^\s?#]*)?", address):
        raise AssetError(f"{file.name}: address is {address[:60]!r}; it has to begin with https:// and hold no ? or #")
    whole = hashlib.sha256(content + (logo or b"") + repr(sorted(fonts.items())).encode())
    style = HouseStyle(
        sans=fonts.get("sans", families["sans"]),
        serif=fonts.get("serif", families["serif"]),
        credit=str(found.get("credit", "")),
        address=address,
        logo=logo,
        theme=theme,
        replaced=_replaced(file, _table(file, found, "colours", _COLOURS)),
        digest=whole.hexdigest()[:12],
    )
    _refuse_faint(file, style)
    return style


def _table(file: Path, found: Mapping[str, Any], key: str, known: frozenset[str]) -> Mapping[str, Any]:
    table = found.get(key, {})
    if not isinstance(table, dict):
        raise AssetError(f"{file.name}: {key} has to be a table, [{key}]")
    if unknown := sorted(table.keys() - known):
        raise AssetError(f"{file.name}: {key}.{unknown[0]} is none of {', '.join(sorted(known))}")
    return table


def _refuse_faint(file: Path, style: HouseStyle) -> None:
    """Refuse words and marks that many readers could not see."""
    marks, paper = style.marks, style.paper
    pairs = [
        ("text", marks["text"], "page", marks["paper"], TEXT_CONTRAST),
        ("soft", marks["soft"], "page", marks["paper"], TEXT_CONTRAST),
        ("ink", marks["ink"], "land", paper["land"], MARK_CONTRAST),
        ("ink", marks["ink"], "page", marks["paper"], MARK_CONTRAST),
        ("ink", marks["ink"], "water", paper["water"], MARK_CONTRAST),
    ]
    for name, colour, ground_name, ground, least in pairs:
        if (found := contrast(colour, ground)) < least:
            raise AssetError(
                f"{file.name}: {name} {colour} on {ground_name} {ground} has a contrast of {found:.1f}:1; at least {least:g}:1 is"
                " needed to be read. Make one of them darker or lighter."
            )


def contrast(one: str, other: str) -> float:
    """Contrast of two colours like "#7a1f25", 1 to 21, as WCAG 2.2 defines it."""
    bright, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in to_rgb(colour)]  # noqa: PLR2004  # the sRGB curve
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))


def _replaced(file: Path, wanted: Mapping[str, Any]) -> dict[str, str]:
    for name, value in wanted.items():
        if not isinstance(value, str) or not re.fullmatch(r"#[0-9a-fA-F]{6}", value) or not is_color_like(value):
            raise AssetError(f"{file.name}: colours.{name} is {value!r}; it has to be a colour like #7a1f25")
    return dict(wanted)


def _font(file: Path, name: str) -> str:
    path = _beside(file, name)
    return add_font(path)


def _logo(file: Path, name: Any) -> bytes:
    path = _beside(file, str(name))
    content = path.read_bytes()
    try:
        with Image.open(BytesIO(content), formats=("PNG",)) as image:
            fits = len(content) <= MAX_LOGO_BYTES and image.width * image.height <= MAX_LOGO_PIXELS
            if fits:
                image.load()
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        fits = False
    if not fits:
        raise AssetError(
            f"{file.name}: logo {path.name} has to be a PNG that opens, of at most {MAX_LOGO_BYTES:,} bytes and"
            f" {MAX_LOGO_PIXELS / 1e6:.0f} million pixels"
        )
    return content


def _beside(file: Path, name: str) -> Path:
    path = (file.parent / name).resolve()
    if not path.is_relative_to(file.parent.resolve()) or not path.is_file():
        raise AssetError(f"{file.name}: the file {name[:60]!r} is not beside it")
    return path
