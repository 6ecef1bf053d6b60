"""The folium map: the same bytes for every View of a dataset, so that the browser never mounts it twice.

Everything that changes with the View goes through `ShownView`, a feature group of a few hundred bytes.
"""

from __future__ import annotations

import urllib.parse
from collections.abc import Iterable, Mapping
from typing import Any

import folium
from branca.element import MacroElement
from folium.template import Template

from strikemap.model.dataset import Dataset
from strikemap.output.assets import asset_version
from strikemap.query.view import ZOOM_RANGE, View, Vocabulary, read_view, write_view

BASE = "/strikemap"
SCRIPTS = ("boot.js", "leaflet.js", "strikemap.js")
STYLES = ("leaflet.css", "strikemap.css")

ZOOM_SNAP = 0.25
"""Steps of the zoom, in levels."""

_SCREEN_KEYS = frozenset({"from", "to", "mode", "lat", "lon", "zoom", "event", "layers"})
"""Parts of the address that the frame itself changes."""


class ConflictMap(folium.Map):
    """A folium map without tiles whose scripts and styles come from our own server.

    starts_with : the function of our scripts that draws our layers on it.
    """

    starts_with = "mount"

    def __init__(self, dataset: Dataset) -> None:
        camera = dataset.settings["camera"]
        super().__init__(
            # folium and Leaflet want (lat, lon)
            location=(camera["lat"], camera["lon"]),
            zoom_start=camera["zoom"],
            min_zoom=int(ZOOM_RANGE[0]),
            max_zoom=int(ZOOM_RANGE[1]),
            tiles=None,
            zoom_control=False,
            control_scale=False,
            zoom_snap=ZOOM_SNAP,
            world_copy_jump=True,
        )
        # on the instance, not the class: the class lists of folium serve the whole process
        self.default_js = [(name, _asset_address(name)) for name in SCRIPTS]
        self.default_css = [(name, _asset_address(name)) for name in STYLES]
        self.add_child(_Mount(self.starts_with, frame_config(dataset)))


class _Mount(MacroElement):
    """Starts our own layers on the map."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "strikemap.{{ this.starts_with }}({{ this._parent.get_name() }}, {{ this.config|tojson }});"
        "{% endmacro %}"
    )

    def __init__(self, starts_with: str, config: Mapping[str, Any]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # branca has no types
        self._name = "Mount"
        self.starts_with = starts_with
        self.config = config


class ShownView(folium.FeatureGroup):
    """The View as the map's frame is told of it; changing it never mounts the map again.

    told_to : the function of our scripts that hears it.
    """

    told_to = "show"

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "var {{ this.get_name() }} = strikemap.{{ this.told_to }}({{ this.state|tojson }});"
        "{% endmacro %}"
    )

    def __init__(self, state: Mapping[str, Any]) -> None:
        super().__init__()
        self.state = state


def _asset_address(name: str) -> str:
    return f"{BASE}/assets/{name}?v={asset_version()}"


def frame_config(dataset: Dataset) -> dict[str, Any]:
    """What the frame needs once: the dataset, its layers, the camera it opens with, its notices."""
    settings = dataset.settings
    return {
        "base": BASE,
        "dataset": {"name": dataset.name, "title": dataset.title, "version": dataset.version},
        "camera": dict(settings["camera"]),
        "zooms": list(ZOOM_RANGE),
        "layers": [dict(layer) for layer in settings.get("layers", [])],
        "notice": settings.get("notice", ""),
        "credit": settings.get("credit", ""),
    }


def frame_state(view: View, dataset: Dataset, serial: int) -> dict[str, Any]:
    """The View as `strikemap.show` reads it; `serial` is the number of the last message taken from the frame."""
    shown = view.layers if view.layers is not None else _layers_on_by_default(dataset)
    camera = None if view.lat is None else {"lat": view.lat, "lon": view.lon, "zoom": view.zoom}
    return {
        "query": urllib.parse.urlencode(write_view(view.without_screen.but(dataset=dataset.name))),
        "window": {
            "from": view.first.isoformat() if view.first else None,
            "to": view.last.isoformat() if view.last else None,
            "mode": view.mode,
        },
        "camera": camera,
        "event": view.event,
        "layers": list(shown),
        "names": view.names,
        "colour": view.colour,
        "serial": serial,
    }


def _layers_on_by_default(dataset: Dataset) -> list[str]:
    return [layer["id"] for layer in dataset.settings.get("layers", []) if layer.get("shown", True)]


def serial_of(message: Mapping[str, Any] | None) -> int:
    """The number of a message from the frame, or 0 for none that can be used."""
    serial = (message or {}).get("serial", 0)
    return serial if isinstance(serial, int) and serial > 0 else 0


def view_after(view: View, message: Mapping[str, Any], dataset: Dataset, vocabulary: Vocabulary) -> View:
    """The View after the reader moved the timeline, the camera, the selection or the layers in the frame.

    A message comes from a browser and is read as strictly as an address: what cannot be read is not used.
    """
    kept = [(key, value) for key, value in write_view(view) if key not in _SCREEN_KEYS]
    asked, _ = read_view(kept + list(_pairs_of(message)), vocabulary)
    layers = None if asked.layers == tuple(sorted(_layers_on_by_default(dataset))) else asked.layers
    first = None if asked.first == dataset.first_day else asked.first
    last = None if asked.last == dataset.last_day else asked.last
    return asked.but(first=first, last=last, layers=layers)


def _pairs_of(message: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    for part in ("window", "camera"):
        values = message.get(part)
        if isinstance(values, Mapping):
            yield from ((str(key), str(value)) for key, value in values.items() if value is not None)
    if event := message.get("event"):
        yield "event", str(event)
    layers = message.get("layers")
    if isinstance(layers, list):
        yield from (("layers", str(each)) for each in layers or ["none"])
