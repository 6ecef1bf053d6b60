"""The layers that lie ready in a dataset folder: read as they are, and only those the dataset names."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

from strikemap.errors import AssetError
from strikemap.model.dataset import Dataset
from strikemap.output.assets import Asset

MEDIA_TYPES = {".geojson": "application/geo+json", ".webp": "image/webp"}
KEPT_FILES = 64
REBUILD = "Run make data to build it again, or take it from a fresh copy of the project."


def read_layer(dataset: Dataset, path: str) -> Asset:
    """The bytes of one layer file of a dataset.

    Raises AssetError when the dataset names no such layer, or its file is missing or cut short: the message says
    which file, what is wrong and how to rebuild it.
    """
    named = {layer["file"] for layer in dataset.settings.get("layers", []) if "file" in layer}
    if path not in named:
        raise AssetError(f"{path[:80]!r} is not a layer of the dataset {dataset.name}")
    file = dataset.folder / path
    if not file.is_file():
        raise AssetError(f"{path} is missing from the dataset {dataset.name}. {REBUILD}")
    return _read(file, path, file.stat().st_mtime_ns)


@lru_cache(maxsize=KEPT_FILES)
def _read(file: Path, path: str, _: int) -> Asset:
    """Read and check a file once for each time it was written."""
    content = file.read_bytes()
    if file.suffix == ".geojson":
        _refuse_broken(path, content)
    return Asset(content, MEDIA_TYPES.get(file.suffix, "application/octet-stream"))


def _refuse_broken(path: str, content: bytes) -> None:
    try:
        kind = json.loads(content).get("type")
    except (ValueError, AttributeError) as error:
        raise AssetError(f"{path} is not whole: it does not end as a GeoJSON file does. {REBUILD}") from error
    if kind != "FeatureCollection":
        raise AssetError(f"{path} holds {str(kind)[:40]!r} where a FeatureCollection belongs. {REBUILD}")
