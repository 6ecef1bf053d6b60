"""The files a browser needs to draw the map: taken from installed packages and our own folder, served by us."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import mimetypes
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from strikemap.errors import AssetError
from strikemap.output.looks import BROWSER, colours, symbols

FONT_NAMES = {"sans.woff2": "SourceSansVF-Upright*.woff2", "serif.woff2": "SourceSerifVariable-Roman*.woff2"}
"""Fonts that the Streamlit package ships for its own pages; the map's frame uses the same files."""

mimetypes.add_type("font/woff2", ".woff2")
mimetypes.add_type("image/webp", ".webp")
mimetypes.add_type("application/geo+json", ".geojson")


@dataclass(frozen=True)
class Asset:
    """One file as it goes to the browser."""

    content: bytes
    media_type: str

    @property
    def etag(self) -> str:
        """A short name of the content, so that a browser that has it is not sent it again."""
        return f'"{hashlib.sha256(self.content).hexdigest()[:16]}"'


def script_names() -> tuple[str, ...]:
    """Our own scripts in the order in which they have to run."""
    return tuple((BROWSER / "files.txt").read_text(encoding="utf-8").split())


@cache
def read_asset(name: str) -> Asset:
    """The asset of that name: leaflet.js, leaflet.css, images/..., strikemap.js, strikemap.css, fonts/....

    Raises AssetError, naming the package or file that is missing and how to get it back.
    """
    if name == "strikemap.js":
        return Asset(_joined_scripts(), "text/javascript; charset=utf-8")
    if name == "strikemap.css":
        return Asset(_styles(), "text/css; charset=utf-8")
    path = _path_of(name)
    return Asset(path.read_bytes(), _media_type(path))


@cache
def asset_version() -> str:
    """A short name of all scripts and styles together: part of their addresses, so that a new version is fetched."""
    names = ("leaflet.js", "leaflet.css", "strikemap.js", "strikemap.css", "page.css")
    return hashlib.sha256(b"".join(read_asset(name).content for name in names)).hexdigest()[:12]


def _joined_scripts() -> bytes:
    """Our scripts as one, with the colours and symbols that they read before all."""
    looks = {"colours": colours(), "symbols": symbols()}
    given = f"Object.assign((window.strikemap = window.strikemap || {{}}), {json.dumps(looks, separators=(',', ':'))});"
    return b"\n".join([given.encode(), *((BROWSER / name).read_bytes() for name in script_names())])


def _styles() -> bytes:
    """Our styles, with the colours of both themes as variables before them."""
    light, dark = _variables("light"), _variables("dark")
    given = [
        f":root {{ {light} }}",
        # until a script has told the theme, and where none runs
        f"@media (prefers-color-scheme: dark) {{ :root:not([data-theme]) {{ {dark} }} }}",
        f':root[data-theme="dark"] {{ {dark} }}',
    ]
    return "\n".join([*given, (BROWSER / "strikemap.css").read_text(encoding="utf-8")]).encode()


def _variables(theme: str) -> str:
    marks = {name: value for name, value in colours()["marks"][theme].items() if isinstance(value, str)}
    named = marks | {"land": colours()["paper"][theme]["land"]}
    return " ".join(f"--sm-{name}: {value};" for name, value in named.items()) + f" color-scheme: {theme};"


def _path_of(name: str) -> Path:
    if name in ("leaflet.js", "leaflet.css") or name.startswith("images/"):
        return _checked(_package_folder("xstatic.pkg.leaflet", "XStatic-Leaflet") / "data", name)
    if name.startswith("fonts/"):
        return _font(name.removeprefix("fonts/"))
    return _checked(BROWSER, name)


def _checked(folder: Path, name: str) -> Path:
    path = (folder / name).resolve()
    if not path.is_relative_to(folder.resolve()) or path.suffix not in {".js", ".css", ".png"} or not path.is_file():
        raise AssetError(f"the file {name} is not among the map's files; run make setup again if it should be")
    return path


def _font(name: str) -> Path:
    folder = _package_folder("streamlit", "streamlit") / "static" / "static" / "media"
    found = sorted(folder.glob(FONT_NAMES.get(name, "no such font")))
    if not found:
        raise AssetError(f"the font {name} is not in the installed streamlit; the map falls back to the system's fonts")
    return found[0]


def _package_folder(module: str, package: str) -> Path:
    spec = importlib.util.find_spec(module)
    if spec is None or spec.origin is None:
        raise AssetError(f"the package {package} is not installed; run make setup, or pip install -r requirements.txt")
    return Path(spec.origin).parent


def _media_type(path: Path) -> str:
    guessed = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return f"{guessed}; charset=utf-8" if guessed.startswith("text/") else guessed
