"""The shipped files are those the manifest speaks of, small, and with their sources."""

from __future__ import annotations

import json

import pytest
import shapely

from strikemap.build.basemap.geojson import write_layer
from strikemap.build.basemap.manifest import FILES, MANIFEST, describe, total_bytes
from tests.unit.geometry.layers import DATA, LAYERS

MOST_BYTES, MOST_BYTES_OF_A_FILE = 5_000_000, 520_000


@pytest.mark.parametrize("name", FILES)
def test_file_is_the_one_the_manifest_speaks_of(name: str) -> None:
    stated = json.loads((DATA / MANIFEST).read_text(encoding="utf-8"))["files"]
    assert stated[name] == describe(DATA)[name]


def test_manifest_has_every_layer() -> None:
    assert set(LAYERS) <= set(FILES)


def test_base_map_is_small() -> None:
    assert total_bytes(DATA) < MOST_BYTES
    assert max((DATA / name).stat().st_size for name in FILES) < MOST_BYTES_OF_A_FILE


def test_layer_is_written_whole_and_the_same_each_time(tmp_path) -> None:
    square = shapely.Polygon([(0, 0), (0, 1), (1, 1), (1, 0)])
    for name in ("one", "two"):
        write_layer(tmp_path / f"{name}.geojson", [({"name_en": "Şuşa"}, square)])
    text = (tmp_path / "one.geojson").read_text(encoding="utf-8")
    assert text == (tmp_path / "two.geojson").read_text(encoding="utf-8")
    assert '"name_en":"Şuşa"' in text
    assert "[[0.0,0.0],[1.0,0.0],[1.0,1.0],[0.0,1.0],[0.0,0.0]]" in text
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one.geojson", "two.geojson"]
