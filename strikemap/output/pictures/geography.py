"""The layers of a dataset as shapes in Web Mercator, read once for each version of the dataset."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import numpy as np
import shapely
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from strikemap.errors import AssetError
from strikemap.model.dataset import Dataset
from strikemap.output.layers.files import read_layer
from strikemap.output.layers.strikes import TILE_PX, mercator_px
from strikemap.output.looks import colours

KEPT_DATASETS: Final = 4
SAME_LINE: Final = 0.012 * TILE_PX / 360
"""Two sources draw one border about a kilometre apart; world pixels."""

_ROLES: Final[Mapping[str, str]] = {
    "land": "land", "water": "water", "rivers": "river", "outline": "outline", "line": "front", "places": "places",
}  # fmt: skip

_FADE: Final = 0.14
_STRENGTH: Final[Mapping[str, tuple[float, float]]] = {"light": (0.33, 0.26), "dark": (0.42, 0.08)}
"""Shade and glow of the relief: at most, where the picture is extreme."""

Shapes = NDArray[np.object_]


@dataclass(frozen=True)
class Layer:
    """One layer: its settings, its role on the paper, its shapes and their properties, and the lines drawn of it."""

    settings: Mapping[str, Any]
    role: str
    shapes: Shapes
    properties: tuple[Mapping[str, Any], ...]
    lines: Shapes

    @property
    def id(self) -> str:
        """The id of the layer in dataset.toml."""
        return str(self.settings["id"])

    def is_shown(self, ids: frozenset[str], zoom: float) -> bool:
        """Whether it is drawn: switched on, or not offered in the layer control, and near enough."""
        on = self.id in ids or self.settings.get("control") is False
        return on and zoom >= float(self.settings.get("min_zoom") or 0)


@dataclass(frozen=True)
class Relief:
    """The relief as an inked picture, and its box in world pixels."""

    settings: Mapping[str, Any]
    pictures: Mapping[str, Image.Image]
    box: tuple[float, float, float, float]


@dataclass(frozen=True)
class Geography:
    """What a base map is made of. missing : one sentence for each layer that could not be read."""

    layers: tuple[Layer, ...]
    relief: Relief | None
    missing: tuple[str, ...]

    def of(self, role: str) -> list[Layer]:
        """The layers of that role, in the order of the dataset."""
        return [layer for layer in self.layers if layer.role == role]

    @property
    def dashes(self) -> dict[str, Mapping[str, Any]]:
        """The dash of each outline by its id: told apart by rhythm, not by colour."""
        looks = colours()["dashes"]
        order = looks["order"]
        return {layer.id: looks["styles"][order[rank % len(order)]] for rank, layer in enumerate(self.of("outline"))}


def geography_of(dataset: Dataset) -> Geography:
    """The layers of a dataset; kept for the versions last used."""
    return _geography(_Key(dataset))


@dataclass(frozen=True, eq=False)
class _Key:
    """A dataset that is equal to another of the same name, folder and version."""

    dataset: Dataset

    def __hash__(self) -> int:
        return hash(self._parts)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and self._parts == other._parts

    @property
    def _parts(self) -> tuple[str, str]:
        return str(self.dataset.folder), self.dataset.version


@lru_cache(maxsize=KEPT_DATASETS)
def _geography(key: _Key) -> Geography:
    layers: list[Layer] = []
    missing: list[str] = []
    relief: tuple[Mapping[str, Any], bytes] | None = None
    for settings in key.dataset.settings.get("layers", []):
        if settings["kind"] == "strikes":
            continue
        try:
            content = read_layer(key.dataset, settings["file"]).content
        except AssetError as error:
            missing.append(str(error))
            continue
        if settings["kind"] == "relief":
            relief = (settings, content)
        else:
            layers.append(_layer(settings, content))
    parted = tuple(_parted(layer, layers) for layer in layers)
    land = next((layer.shapes for layer in parted if layer.role == "land"), None)
    return Geography(parted, None if relief is None else _relief(*relief, land), tuple(missing))


def _layer(settings: Mapping[str, Any], content: bytes) -> Layer:
    features = [each for each in json.loads(content)["features"] if each.get("geometry")]
    found = shapely.from_geojson([json.dumps(each["geometry"]) for each in features])
    shapes = shapely.transform(np.asarray(found, dtype=object), _world)
    kind = settings["kind"]
    role = _ROLES.get(kind) or ("district" if settings.get("min_zoom") else "border")
    lines = _inner_edges(shapes) if kind == "regions" else shapely.boundary(shapes) if kind == "outline" else shapes
    return Layer(settings, role, shapes, tuple(each.get("properties") or {} for each in features), np.asarray(lines, dtype=object))


def _world(degrees: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.column_stack(mercator_px(degrees[:, 0], degrees[:, 1], 0.0))


def _inner_edges(shapes: Shapes) -> Shapes:
    """The edges between two areas of one file, each once; an outer edge is the business of the coast or of the border."""
    rings = shapely.get_rings(shapely.get_parts(shapes))
    coordinates, owner = shapely.get_coordinates(rings, return_index=True)
    same = owner[1:] == owner[:-1]
    start, end = coordinates[:-1][same], coordinates[1:][same]
    keys = np.round(np.hstack([start, end]) * 1e5).astype(np.int64)
    turned = (keys[:, 0] > keys[:, 2]) | ((keys[:, 0] == keys[:, 2]) & (keys[:, 1] > keys[:, 3]))
    keys[turned] = keys[turned][:, [2, 3, 0, 1]]
    _, first, times = np.unique(keys, axis=0, return_index=True, return_counts=True)
    shared = np.sort(first[times > 1])
    if not len(shared):
        return np.array([], dtype=object)
    edges = shapely.linestrings(np.stack([start[shared], end[shared]], axis=1))
    merged = shapely.line_merge(shapely.multilinestrings(edges))
    return np.asarray(shapely.get_parts(merged), dtype=object)


def _parted(layer: Layer, layers: list[Layer]) -> Layer:
    """Where an outline runs along the international border, the border is drawn and says enough."""
    border = next((each for each in layers if each.role == "border"), None)
    if layer.role != "outline" or border is None or not len(border.lines):
        return layer
    near = shapely.clip_by_rect(shapely.multilinestrings(list(border.lines)), *shapely.total_bounds(shapely.buffer(layer.shapes, 0.5)))
    free = shapely.difference(layer.lines, shapely.buffer(near, SAME_LINE))
    merged = [shapely.line_merge(each) if each.geom_type == "MultiLineString" else each for each in free]
    return Layer(layer.settings, layer.role, layer.shapes, layer.properties, np.asarray(merged, dtype=object))


def _relief(settings: Mapping[str, Any], content: bytes, land: Shapes | None) -> Relief:
    """The grey picture as ink on paper: shade where it is darker than flat land, glow where it is lighter."""
    from io import BytesIO  # noqa: PLC0415

    west, south, east, north = (float(each) for each in settings["bounds"])
    (left, right), (top, bottom) = mercator_px(np.array([west, east]), np.array([north, south]), 0.0)
    box = (float(left), float(top), float(right), float(bottom))
    image = Image.open(BytesIO(content)).convert("RGBA")
    grey = _in_mercator(image, (west, south, east, north), box)
    mask = _land_mask(grey.size, box, land)
    return Relief(settings, {theme: _inked(grey, theme, mask) for theme in _STRENGTH}, box)


def _in_mercator(image: Image.Image, bounds: tuple[float, ...], box: tuple[float, ...]) -> Image.Image:
    """The shape of the picture tells in which projection it is: degrees are as wide as high only in the plain one."""
    west, south, east, north = bounds
    shape = image.width / image.height
    mercator, plain = (box[2] - box[0]) / (box[3] - box[1]), (east - west) / (north - south)
    if abs(shape / mercator - 1) <= abs(shape / plain - 1):
        return image
    y = box[1] + (np.arange(image.height) + 0.5) / image.height * (box[3] - box[1])
    lat = np.degrees(np.arctan(np.sinh(np.pi * (1 - 2 * y / TILE_PX))))
    rows = np.clip(np.round((north - lat) / (north - south) * image.height - 0.5), 0, image.height - 1).astype(int)
    return Image.fromarray(np.asarray(image)[rows])


def _land_mask(size: tuple[int, int], box: tuple[float, ...], land: Shapes | None) -> NDArray[np.float64]:
    if land is None:
        return np.ones(size[::-1])
    mask = Image.new("L", size, 0)
    pen = ImageDraw.Draw(mask)
    across, down = size[0] / (box[2] - box[0]), size[1] / (box[3] - box[1])
    for part in shapely.get_parts(shapely.clip_by_rect(land, *box)):
        if part.geom_type != "Polygon":
            continue
        for ring, value in [(part.exterior, 255), *((hole, 0) for hole in part.interiors)]:
            points = (shapely.get_coordinates(ring) - np.array(box[:2])) * np.array([across, down])
            pen.polygon([tuple(point) for point in points.tolist()], fill=value)
    return np.asarray(mask, dtype=float) / 255


def _inked(picture: Image.Image, theme: str, mask: NDArray[np.float64]) -> Image.Image:
    pixels = np.asarray(picture, dtype=float)
    grey = np.where(pixels[..., 3] < 8, 0, np.round(pixels[..., :3] @ [0.3, 0.59, 0.11]))  # noqa: PLR2004  # all but transparent
    counts = np.bincount(grey.astype(int).ravel(), minlength=256)
    flat = 40 + int(np.argmax(counts[40:250]))
    palette = colours()["paper"][theme]
    shade, glow = _STRENGTH[theme]
    dark, light = ([float(part) for part in palette[name].split(",")] for name in ("shade", "glow"))
    below = grey < flat
    slope = np.where(below, (flat - grey) / flat * shade, (grey - flat) / (256 - flat) * glow)
    height, width = grey.shape
    rows, columns = np.minimum(np.arange(height), np.arange(height)[::-1]), np.minimum(np.arange(width), np.arange(width)[::-1])
    inside = np.minimum(1, np.minimum(rows[:, None], columns[None, :]) / max(1.0, _FADE * min(height, width)))
    alpha = np.where(grey == 0, 0, slope * inside * mask) * 255
    ink = np.where(below[..., None], dark, light)
    return Image.fromarray(np.round(np.dstack([ink, alpha])).astype(np.uint8))
