"""The regions that the layers of a dataset outline, by level: one layer, or all of them with later layers above earlier ones."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import numpy as np
import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from strikemap.model.contradictions import EARTH_RADIUS_M
from strikemap.model.dataset import Dataset
from strikemap.query.wording import labels_of

ALL: Final = "all"
"""The level of all regions that sources name, those of later layers above those of earlier ones."""

ALL_TITLE: Final = "All regions"

LEAST_LEFT: Final = 0.15
"""Share of a region that has to be left beside the regions drawn above it; what is less is an error of the outlines."""

OVERLAP: Final = 0.1
"""Share of the smaller of two regions from which they overlap; below it they are neighbours with coarse outlines."""

METRES_PER_DEGREE: Final = EARTH_RADIUS_M * np.pi / 180


@dataclass(frozen=True, eq=False)
class Region:
    """One region. area : degrees WGS84, without what is drawn above it; flat : the same in metres; layer : id of its layer."""

    region_id: str
    name: str
    layer: str
    area: BaseGeometry
    flat: BaseGeometry


@dataclass(frozen=True, eq=False)
class Regions:
    """The regions of one level.

    overlapping : for each region that is outlined but not of this level, the ids of those of this level that share ground with it.
    whole : the regions of all levels together, by which a place near a border is found near it at every level.
    """

    level: str
    title: str
    regions: tuple[Region, ...]
    overlapping: Mapping[str, frozenset[str]]
    middle_lat: float
    whole: tuple[Region, ...]

    @property
    def ids(self) -> frozenset[str]:
        """Ids of the regions."""
        return frozenset(each.region_id for each in self.regions)

    @property
    def names(self) -> dict[str, str]:
        """Name of each region, as a heading writes it."""
        return {each.region_id: each.name for each in self.regions}


def layers_of(dataset: Dataset) -> list[dict[str, Any]]:
    """The layers that outline regions, in the order in which they are drawn; a layer with a problem of its own is left out."""
    broken = {problem.file for problem in dataset.problems}
    found = (layer for layer in dataset.settings.get("layers", []) if layer["kind"] in ("regions", "outline") and layer["file"] not in broken)
    return [layer for layer in found if any(_region_id(each) for each in _features(dataset, layer["file"]))]


def levels_of(dataset: Dataset) -> dict[str, str]:
    """The levels a reader can choose, with their titles; all together first."""
    layers = {str(layer["id"]): str(layer["title"]) for layer in layers_of(dataset)}
    return {ALL: ALL_TITLE} | layers if len(layers) > 1 else layers


@lru_cache(maxsize=16)
def regions_at(dataset: Dataset, level: str) -> Regions:
    """The regions of a level of `levels_of`."""
    outlines = _outlines(dataset)
    middle = _middle_lat([area for areas in outlines.values() for area, _ in areas.values()])
    names = labels_of(dataset).by_part.get("region", {})
    shown = {layer: areas for layer, areas in outlines.items() if level in (ALL, layer)}
    regions = _cut(shown, names, middle)
    own = {each.region_id: each.area for each in regions}
    others = {region_id: area for areas in outlines.values() for region_id, (area, _) in areas.items() if region_id not in own}
    overlapping = {region_id: frozenset(each for each, other in own.items() if _overlap(area, other)) for region_id, area in others.items()}
    return Regions(level, levels_of(dataset)[level], regions, overlapping, middle, _cut(outlines, names, middle))


_Outlines = Mapping[str, Mapping[str, tuple[BaseGeometry, str]]]
"""Area and name by layer and region."""


@lru_cache(maxsize=4)
def _outlines(dataset: Dataset) -> _Outlines:
    return {str(layer["id"]): _areas(dataset, layer) for layer in layers_of(dataset)}


def _cut(outlines: _Outlines, names: Mapping[str, str], middle_lat: float) -> tuple[Region, ...]:
    """The regions without the ground of those in later layers; one of which little is left is none."""
    regions = []
    layers = list(outlines)
    for at, layer in enumerate(layers):
        above = shapely.union_all([area for other in layers[at + 1 :] for area, _ in outlines[other].values()])
        for region_id, (area, name) in outlines[layer].items():
            left = area.difference(above) if area.intersects(above) else area
            if left.area >= LEAST_LEFT * area.area:
                words = names.get(region_id, name).removeprefix("the ")
                regions.append(Region(region_id, words[:1].upper() + words[1:], layer, left, flattened(left, middle_lat)))
    return tuple(regions)


def flattened(area: BaseGeometry, middle_lat: float) -> BaseGeometry:
    """Degrees to metres on a plane that keeps lengths at one latitude; over this map it is 3 % off at most."""
    scale = np.array([METRES_PER_DEGREE * np.cos(np.radians(middle_lat)), METRES_PER_DEGREE])
    return shapely.transform(area, lambda positions: positions * scale)


def _areas(dataset: Dataset, layer: Mapping[str, Any]) -> dict[str, tuple[BaseGeometry, str]]:
    """Area and name by region; units that are part of one region count as that region."""
    parts: dict[str, list[BaseGeometry]] = {}
    names: dict[str, str] = {}
    for feature in _features(dataset, layer["file"]):
        if region_id := _region_id(feature):
            parts.setdefault(region_id, []).append(shapely.make_valid(shape(feature["geometry"])))
            names.setdefault(region_id, str(feature["properties"].get("name_en", region_id)))
    return {region_id: (shapely.union_all(areas), names[region_id]) for region_id, areas in parts.items()}


def _region_id(feature: Mapping[str, Any]) -> str:
    told = feature["properties"]
    return str(told.get("part_of") or told.get("region_id") or "")


@lru_cache(maxsize=16)
def _features(dataset: Dataset, file: str) -> list[dict[str, Any]]:
    return list(json.loads((dataset.folder / file).read_bytes())["features"])


def _middle_lat(areas: list[BaseGeometry]) -> float:
    bounds = shapely.total_bounds(areas)
    return float(bounds[1] + bounds[3]) / 2 if areas else 0.0


def _overlap(one: BaseGeometry, other: BaseGeometry) -> bool:
    return bool(one.intersects(other)) and one.intersection(other).area > OVERLAP * min(one.area, other.area)
