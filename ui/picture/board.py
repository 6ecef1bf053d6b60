"""The board: notes, names and the map section are moved on the preview; what was done comes back as a new address."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import streamlit as st

from strikemap.errors import AddressError
from strikemap.model.dataset import Dataset
from strikemap.output.pictures.frame import MapFrame
from strikemap.output.pictures.spec import MAX_NOTES, Note, PictureSpec, read_note
from strikemap.query.view import View
from ui.address import current_spec, go, go_picture, latest
from ui.picture.camera import centred
from ui.picture.drawing import Drawn

KEY = "board"
_SERIAL = "board_serial"
_COMPLAINT = "board_complaint"

HERE = Path(__file__).parent
_board = st.components.v2.component(
    "strikemap_board",
    html=(HERE / "board.html").read_text("utf-8"),
    css=(HERE / "board.css").read_text("utf-8"),
    js=(HERE / "board.js").read_text("utf-8"),
)


def board(drawn: Drawn, view: View, spec: PictureSpec, dataset: Dataset, *, refused: bool) -> None:
    """Draw the preview and what can be moved on it. refused : words are firmer than their sources, which is said on it."""

    def done() -> None:
        message = st.session_state[KEY].done
        st.session_state[_SERIAL] = message["serial"]
        try:
            go_picture(view, spec_after(current_spec()[0], message))
        except AddressError as error:
            st.session_state[_COMPLAINT] = str(error)

    def moved() -> None:
        message = st.session_state[KEY].moved
        lon, lat = frame_told(message["frame"]).degrees(float(message["x"]), float(message["y"]))
        go(centred(latest(view), dataset, lon, lat))

    data = told(drawn, spec, st.session_state.get(_SERIAL, 0)) | {"refused": refused}
    _board(key=KEY, data=data, height="content", on_done_change=done, on_moved_change=moved)
    if complaint := st.session_state.pop(_COMPLAINT, ""):
        st.toast(complaint)


def told(drawn: Drawn, spec: PictureSpec, serial: int) -> dict[str, Any]:
    """What the browser needs, places in design pixels of the page. serial : the last of its messages that is answered."""
    still = {
        "image": f"data:image/webp;base64,{base64.b64encode(drawn.image).decode()}",
        "alt": drawn.facts.alt,
        "pixels": list(drawn.pixels),
        "page": list(drawn.page),
        "serial": serial,
    }
    if (frame := drawn.frame) is None:
        return still | {"frame": None, "notes": [], "names": [], "moved": []}
    return still | {
        "frame": {"box": list(frame.box), "zoom": frame.zoom, "x": frame.centre_x, "y": frame.centre_y},
        "notes": [_told_note(note, frame) for note in spec.notes],
        "names": [[key, list(box)] for key, box in drawn.names],
        "moved": [list(each) for each in spec.moved],
    }


def _told_note(note: Note, frame: MapFrame) -> dict[str, Any]:
    (x, y), (to_x, to_y) = frame.place(np.array([note.lon, note.to_lon]), np.array([note.lat, note.to_lat])).tolist()
    return {
        "kind": note.kind, "x": x, "y": y, "to_x": to_x, "to_y": to_y,
        "r": note.radius_m * frame.metre(note.lat), "words": note.words, "written": note.written(),
    }  # fmt: skip


def frame_told(told_frame: Mapping[str, Any]) -> MapFrame:
    """The frame for which the browser has measured."""
    west, north, east, south = map(float, told_frame["box"])
    return MapFrame((west, north, east, south), float(told_frame["zoom"]), float(told_frame["x"]), float(told_frame["y"]))


def spec_after(spec: PictureSpec, message: Mapping[str, Any]) -> PictureSpec:
    """The spec with notes and names where the reader has put them. Raises AddressError where a note can not be there."""
    frame = frame_told(message["frame"])
    notes = tuple(read_note(each["written"] if "written" in each else _written(each, frame)) for each in message["notes"][:MAX_NOTES])
    moved = tuple((str(key), round(float(dx), 3), round(float(dy), 3)) for key, dx, dy in message["moved"][:MAX_NOTES])
    return spec.but(notes=notes, moved=moved)


def _written(note: Mapping[str, Any], frame: MapFrame) -> str:
    """A note of the browser as the address holds it."""
    lon, lat = frame.degrees(float(note["x"]), float(note["y"]))
    writers: Mapping[str, Callable[[], str]] = {
        "text": lambda: f"{lat:.4f},{lon:.4f}",
        "arrow": lambda: "{1:.4f},{0:.4f}".format(*frame.degrees(float(note["to_x"]), float(note["to_y"]))),
        "circle": lambda: f"{float(note['r']) / frame.metre(lat):.0f}",
    }
    rest = writers[note["kind"]]()
    return f"{note['kind']}:{rest if note['kind'] == 'text' else f'{lat:.4f},{lon:.4f},{rest}'}:{note['words']}"
