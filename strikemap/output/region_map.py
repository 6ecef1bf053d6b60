"""The folium map of regions: the same machinery as the map of strikes, with areas in place of marks."""

from __future__ import annotations

import urllib.parse
from typing import Any

from strikemap.model.dataset import Dataset
from strikemap.output.layers.regions import Asked
from strikemap.output.map import ConflictMap, ShownView, frame_state
from strikemap.query.view import View, write_view
from strikemap.query.wording import Labels

LEFT_OUT = ("relief", "strikes")
"""Kinds of layers that a map of coloured areas does not show: a shaded colour is no colour of the legend."""


class RegionMap(ConflictMap):
    """A map that colours areas."""

    starts_with = "mountRegions"


class ShownRegions(ShownView):
    """What the map of regions is told."""

    told_to = "showRegions"


def region_state(view: View, dataset: Dataset, asked: Asked, labels: Labels, region: str, serial: int) -> dict[str, Any]:  # noqa: PLR0913, PLR0917
    """The View and the question as `strikemap.showRegions` reads them. region : the one whose profile is open, or ""."""
    told = frame_state(view, dataset, serial)
    own = [("level", asked.level), ("measure", asked.measure), *([("of", asked.weapon)] if asked.weapon else [])]
    kinds = {layer["id"]: layer["kind"] for layer in dataset.settings.get("layers", [])}
    return {
        "query": urllib.parse.urlencode([*write_view(view.without_screen.but(dataset=dataset.name)), *own]),
        "window": told["window"],
        "camera": told["camera"],
        "region": region,
        "layers": [each for each in told["layers"] if kinds.get(each) not in LEFT_OUT],
        "names": told["names"],
        "weapon_words": f"with {labels.of('weapon', asked.weapon)}" if asked.weapon else "",
        "serial": serial,
    }
