"""Online map tiles, off by default: a short list of named providers that a reader can turn on, and who then sees what."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

import xyzservices.providers as known

_NAMES = ("OpenStreetMap.Mapnik", "OpenTopoMap", "Esri.WorldGrayCanvas", "Esri.WorldImagery")
"""Providers that need no key; addresses and credits are those of xyzservices."""


@dataclass(frozen=True)
class Tiles:
    """One provider: its name for the menu, its Leaflet address, its credit, and the host that sees the requests."""

    name: str
    url: str
    attribution: str
    max_zoom: int
    host: str

    @property
    def warning(self) -> str:
        """What turning it on means, for the reader."""
        return (
            f"Your browser will ask {self.host} for pieces of the map. Its operator can see your network address "
            "and which part of the map you look at."
        )


@cache  # looking a name up in xyzservices takes 2 ms, and every run of the map page asks
def tile_providers() -> tuple[Tiles, ...]:
    """The providers a reader may choose from, in the order of the menu."""
    return tuple(_tiles(name) for name in _NAMES)


def tile_hosts() -> tuple[str, ...]:
    """The hosts of all providers, as a content security policy names them."""
    return tuple(dict.fromkeys(f"https://{each.host}" for each in tile_providers()))


def _tiles(name: str) -> Tiles:
    provider = known.query_name(name)
    url = str(provider["url"])
    fixed = {"s": "a", "r": ""} | {key: value for key, value in provider.items() if isinstance(value, str)}
    for key, value in fixed.items():
        url = url.replace(f"{{{key}}}", value)
    return Tiles(
        name=name.replace(".", ", "),
        url=url,
        attribution=str(provider["attribution"]),
        max_zoom=int(provider.get("max_zoom", 18)),
        host=urlsplit(url).hostname or "",
    )
