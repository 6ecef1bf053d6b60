"""Say of every file of the base map what it was made from, and which bytes it has."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from strikemap.build.basemap.packages import POLYGONS, RELIEF, SHORES, TOWNS, Package
from strikemap.build.files import write_whole

MANIFEST: Final = Path("basemap") / "manifest.json"
OWN: Final = "this project"
FILES: Final[Mapping[str, tuple[Package | str, ...]]] = {
    "basemap/lakes.geojson": (SHORES, POLYGONS),
    "basemap/land.geojson": (POLYGONS,),
    "basemap/places.geojson": (TOWNS, OWN),
    "basemap/relief.json": (RELIEF,),
    "basemap/relief.webp": (RELIEF,),
    "basemap/rivers.geojson": (SHORES, POLYGONS, OWN),
    "lines/contact-line-1994-2020.geojson": (OWN, POLYGONS),
    "lines/de-facto-1994-2020.geojson": (OWN, POLYGONS),
    "lines/oblast-1991.geojson": (OWN, POLYGONS),
    "regions/armenia-provinces.geojson": (POLYGONS,),
    "regions/azerbaijan-districts.geojson": (POLYGONS,),
    "regions/countries.geojson": (POLYGONS,),
    "regions/world.geojson": (POLYGONS, TOWNS),
}
"""Every derived file below the dataset folder, with what it comes from, the main source first."""


def build_manifest(folder: Path) -> None:
    """Write manifest.json: per file its SHA-256, its size in bytes, and its sources with version and licence."""
    content = json.dumps({"files": describe(folder)}, ensure_ascii=False, indent=1)
    write_whole(folder / MANIFEST, (content + "\n").encode())


def describe(folder: Path) -> dict[str, dict[str, Any]]:
    """What the manifest says of the files as they lie in the folder now."""
    return {name: _file(folder / name, sources) for name, sources in FILES.items()}


def total_bytes(folder: Path) -> int:
    """The size of all files of the base map together."""
    return sum((folder / name).stat().st_size for name in FILES)


def _file(path: Path, sources: tuple[Package | str, ...]) -> dict[str, Any]:
    content = path.read_bytes()
    return {
        "sha256": hashlib.sha256(content).hexdigest(),
        "bytes": len(content),
        "from": [_source(each) for each in sources],
    }


def _source(source: Package | str) -> dict[str, str]:
    if isinstance(source, str):
        return {"name": source}
    return {
        "name": source.name,
        "registry": source.registry,
        "version": source.version,
        "address": source.address,
        "licence": source.licence,
        "credit": source.credit,
    }
