"""A place whose point lies outside the region that it is said to be in."""

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from strikemap.model.checks.defect import DatasetDefect
from strikemap.model.contradictions import EARTH_RADIUS_M
from strikemap.model.dataset import Dataset
from strikemap.model.problems import Problem

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

TOLERANCE_M: Final = 5_000
"""How far the outlines of 1:10 million may be wrong. The worst place known lies 4.2 km outside its own district."""


class OutsideRegion(DatasetDefect):
    """A point lies farther outside its stated regions than its own radius and the error of the outlines explain."""

    title = "A place outside its region"
    description = (
        "A point lies outside all regions that its place is said to be in, farther than its radius of uncertainty and the "
        f"error of the outlines ({TOLERANCE_M / 1000:g} km) explain."
    )
    remedy = "Look whether lat and lon are exchanged, then correct the point or region_ids."

    @classmethod
    def find(cls, dataset: Dataset) -> Iterator[Problem]:
        """Every such place; regions without an outline in the layers cannot be compared and are passed over."""
        outlines = _outlines(dataset)
        for position, place in dataset.places.iterrows():
            regions = [outlines[each] for each in place["region_ids"].split(";") if each in outlines]
            if not regions:
                continue
            allowed = TOLERANCE_M + int(place["coord_uncertainty_m"])
            if (away := min(_distance_m(place["lon"], place["lat"], each) for each in regions)) > allowed:
                message = (
                    f"the point {place['lat']:g}, {place['lon']:g} lies {away / 1000:.1f} km outside {place['region_ids']}; "
                    f"{allowed / 1000:.1f} km would be explained."
                )
                yield cls.problem(
                    "places.csv", message, position=int(str(position)), column="region_ids", value=place["place_id"]
                )


def _outlines(dataset: Dataset) -> dict[str, "BaseGeometry"]:
    """Areas of the layers by region_id, degrees WGS84."""
    from shapely.geometry import shape  # noqa: PLC0415 - takes long to load, and only this check needs it

    return {
        str(feature["properties"]["region_id"]): shape(feature["geometry"])
        for layer in dataset.settings["layers"]
        if layer["kind"] in ("regions", "outline")
        for feature in _features(dataset, layer)
        if feature["properties"].get("region_id")
    }


def _features(dataset: Dataset, layer: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The features of a layer; a layer with a problem of its own has been told of already and gives none."""
    if any(problem.file == layer["file"] for problem in dataset.problems):
        return []
    return list(json.loads((dataset.folder / layer["file"]).read_bytes())["features"])


def _distance_m(lon: float, lat: float, region: "BaseGeometry") -> float:
    """Metres from a point to an area, 0 inside it; on a plane touching the Earth at the point, good for some 100 km."""
    from shapely.affinity import scale, translate  # noqa: PLC0415
    from shapely.geometry import Point  # noqa: PLC0415

    metres_per_degree = EARTH_RADIUS_M * np.pi / 180
    around = translate(region, -lon, -lat)
    flat = scale(around, metres_per_degree * np.cos(np.radians(lat)), metres_per_degree, origin=(0, 0))
    return float(flat.distance(Point(0, 0)))
