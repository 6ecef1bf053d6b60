"""The notes as a list of fields, for those who do not drag; and the names that were moved, with the way back."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from strikemap.errors import AddressError
from strikemap.model.dataset import Dataset
from strikemap.output.pictures.publish import Finding
from strikemap.output.pictures.spec import MAX_NOTES, Note, PictureSpec, read_note
from strikemap.query.view import View
from ui.address import current_spec, go_picture
from ui.filters import show_value
from ui.picture.camera import camera_of
from ui.picture.words import told_finding
from ui.plain import markdown

KINDS = {"text": "Text", "arrow": "Arrow", "circle": "Circle"}
PLACES = {"text": "Latitude, longitude", "arrow": "From latitude, longitude to latitude, longitude", "circle": "Latitude, longitude, metres"}
NEW_WORDS = "Your words"
FIRST_RADIUS_M = 5_000
_COMPLAINT = "note_complaint"


def note_list(view: View, spec: PictureSpec, dataset: Dataset, found: list[Finding]) -> None:
    """Draw one row for each note, and what is too firm in their words."""
    for number, note in enumerate(spec.notes):
        _row(view, number, note)
    for each in found:
        st.html(told_finding(each.found))
    if complaint := st.session_state.pop(_COMPLAINT, ""):
        st.warning(markdown(complaint))
    with st.container(horizontal=True, gap="small", key="p_add_notes"):
        for kind, title in KINDS.items():
            st.button(
                f"Add {title.lower()}", key=f"p_add_{kind}", icon=":material/add:", type="tertiary", on_click=_adding(view, dataset, kind),
                disabled=len(spec.notes) >= MAX_NOTES,
            )  # fmt: skip
        for name, _, _ in spec.moved:
            st.button(
                f"{markdown(name)}: back to its place", key=f"p_back_{name}", icon=":material/undo:", type="tertiary",
                on_click=_back(view, name),
            )  # fmt: skip


def _row(view: View, number: int, note: Note) -> None:
    kind, place, words = note.written().split(":", 2)
    show_value(f"p_note_{number}", words)
    show_value(f"p_place_{number}", place.replace(",", ", "))

    def written() -> None:
        text = f"{kind}:{st.session_state[f'p_place_{number}'].replace(' ', '')}:{st.session_state[f'p_note_{number}']}"
        try:
            _replace(view, number, read_note(text))
        except AddressError as error:
            st.session_state[_COMPLAINT] = str(error)

    first, second, last = st.columns([5, 4, 1], vertical_alignment="bottom")
    first.text_input(f"{KINDS[kind]} {number + 1}", key=f"p_note_{number}", max_chars=200, on_change=written)
    second.text_input(PLACES[kind], key=f"p_place_{number}", on_change=written)
    last.button(
        "", icon=":material/delete:", key=f"p_delete_{number}", help=f"Delete {kind} {number + 1}", type="tertiary",
        on_click=lambda: _replace(view, number, None),
    )  # fmt: skip


def _replace(view: View, number: int, note: Note | None) -> None:
    spec = current_spec()[0]
    own = () if note is None else (note,)
    go_picture(view, spec.but(notes=(*spec.notes[:number], *own, *spec.notes[number + 1 :])))


def _adding(view: View, dataset: Dataset, kind: str) -> Callable[[], None]:
    def add() -> None:
        lat, lon, zoom = camera_of(view, dataset)
        aside = 60 / 2.0**zoom
        places = {"text": "", "arrow": f",{lat - aside / 2:.4f},{lon + aside:.4f}", "circle": f",{FIRST_RADIUS_M}"}
        spec = current_spec()[0]
        go_picture(view, spec.but(notes=(*spec.notes, read_note(f"{kind}:{lat:.4f},{lon:.4f}{places[kind]}:{NEW_WORDS}"))))

    return add


def _back(view: View, name: str) -> Callable[[], None]:
    def put_back() -> None:
        spec = current_spec()[0]
        go_picture(view, spec.but(moved=tuple(each for each in spec.moved if each[0] != name)))

    return put_back
