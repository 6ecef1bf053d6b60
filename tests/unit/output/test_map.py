"""The folium map is the same bytes for every View, and what the frame says is read as strictly as an address."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from streamlit_folium import generate_leaflet_string  # the very function that decides whether a map is mounted again

from strikemap.model.dataset import Dataset, load_dataset
from strikemap.output.map import SCRIPTS, STYLES, ConflictMap, frame_config, frame_state, serial_of, view_after
from strikemap.query.view import View, Vocabulary

DATA = Path(__file__).parent.parent.parent.parent / "data"


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return load_dataset(DATA)


@pytest.fixture(scope="module")
def vocabulary(dataset: Dataset) -> Vocabulary:
    layers = frozenset(each["id"] for each in dataset.settings["layers"])
    return Vocabulary(layers=layers, event=frozenset({"e1"}), weapon=frozenset({"drone"}))


def test_two_maps_of_a_dataset_are_the_same_script(dataset: Dataset) -> None:
    assert generate_leaflet_string(ConflictMap(dataset)) == generate_leaflet_string(ConflictMap(dataset))


def test_a_map_names_no_other_host(dataset: Dataset) -> None:
    found = ConflictMap(dataset)
    assert [name for name, _ in found.default_js] == list(SCRIPTS)
    assert [name for name, _ in found.default_css] == list(STYLES)
    assert all(address.startswith("/strikemap/assets/") for _, address in [*found.default_js, *found.default_css])


def test_text_of_a_dataset_cannot_leave_the_script(dataset: Dataset) -> None:
    hostile = "</script><script>alert(1)</script>${7*7}"
    config = frame_config(dataset) | {"notice": hostile}
    found = ConflictMap(dataset)
    next(each for each in found._children.values() if each._name == "Mount").config = config  # noqa: SLF001
    assert "</script><script>" not in generate_leaflet_string(found)


def test_the_state_names_the_window_and_the_filters(dataset: Dataset) -> None:
    view = View(first=dt.date(2020, 10, 3), weapon=("drone",), zoom=9, lat=40, lon=46)
    state = frame_state(view, dataset, serial=3)
    assert state["window"] == {"from": "2020-10-03", "to": None, "mode": "during"}
    assert state["query"] == f"dataset={dataset.name}&weapon=drone"
    assert state["camera"] == {"lat": 40.0, "lon": 46.0, "zoom": 9.0}
    assert state["serial"] == 3


def test_a_message_moves_window_camera_selection_and_layers(dataset: Dataset, vocabulary: Vocabulary) -> None:
    message = {
        "serial": 4, "window": {"from": "2020-10-01", "to": "2020-10-05", "mode": "until"},
        "camera": {"lat": 40.1, "lon": 46.5, "zoom": 9.25}, "event": "e1", "layers": ["relief"],
    }  # fmt: skip
    view = view_after(View(weapon=("drone",)), message, dataset, vocabulary)
    assert view == View(
        first=dt.date(2020, 10, 1), last=dt.date(2020, 10, 5), mode="until", lat=40.1, lon=46.5, zoom=9.25,
        event="e1", layers=("relief",), weapon=("drone",),
    )  # fmt: skip


def test_the_whole_war_is_not_written_out(dataset: Dataset, vocabulary: Vocabulary) -> None:
    window = {"from": dataset.first_day.isoformat(), "to": dataset.last_day.isoformat(), "mode": "during"}
    assert view_after(View(), {"serial": 1, "window": window}, dataset, vocabulary) == View()


@pytest.mark.parametrize(
    "message",
    [{"window": "x"}, {"camera": {"lat": "<b>", "lon": 1, "zoom": 2}}, {"event": "no such"}, {"layers": [1, None]}, {"q": "x"}],
)
def test_what_cannot_be_read_in_a_message_is_not_used(message: dict, dataset: Dataset, vocabulary: Vocabulary) -> None:
    assert view_after(View(), message, dataset, vocabulary) == View()


@pytest.mark.parametrize(("message", "serial"), [(None, 0), ({}, 0), ({"serial": "9"}, 0), ({"serial": 9}, 9), ({"serial": -1}, 0)])
def test_only_a_counted_message_is_taken(message: dict | None, serial: int) -> None:
    assert serial_of(message) == serial
