"""The film of the picture page: how it goes through the days, its first frame and strip, progress, cancel, download."""

from __future__ import annotations

import base64
import datetime as dt
from contextlib import closing
from dataclasses import dataclass

import streamlit as st
from markupsafe import Markup

from strikemap.catalogue import Catalogue
from strikemap.errors import StrikemapError
from strikemap.model.dataset import Dataset
from strikemap.model.dates import say_day
from strikemap.output.pictures.compose import make_picture
from strikemap.output.pictures.motion import FILM_TYPES, filming
from strikemap.output.pictures.pace import MAX_FRAMES, WEEK, FilmMode, Pace, Shot, film_days, shots_of
from strikemap.output.pictures.spec import PictureSpec
from strikemap.output.pictures.strip import strip
from strikemap.output.pictures.style import style_of
from strikemap.query.view import View
from ui.notices import show_note
from ui.plain import markdown

KINDS = {"mp4": "Film (MP4)", "gif": "GIF", "webp": "Moving WebP", "png": "Numbered PNG (ZIP)"}
MODES: dict[str, FilmMode] = {"Each day alone": "day", "The last days together": "window", "All until each day": "cumulative"}
SPEEDS = {"4 days a second": 0.25, "2 days a second": 0.5, "1 day a second": 1.0, "2 seconds a day": 2.0}
NO_HOLD = "no day"
SHOWN_BYTES = 6_000_000
"""Largest film that is shown on the page; larger ones are only downloaded."""

KEPT = 8
_MADE = "m_made"


@dataclass(frozen=True)
class Question:
    """What a film is asked to be; a film that is ready belongs to exactly one."""

    version: str
    style_digest: str
    view: View
    spec: PictureSpec
    kind: str
    pace: Pace


@st.fragment
def motion_panel(catalogue: Catalogue, view: View, spec: PictureSpec, *, refused: bool = False) -> None:
    """Everything about the film of a View. refused : words of the picture are firmer than their sources, so nothing leaves."""
    dataset = catalogue.dataset(view.dataset)
    view, spec = view.but(data="", dataset=dataset.name), spec.but(arrange="")
    try:
        kind, pace = _choices(view, dataset)
        shots = shots_of(view, dataset, pace)
        question = Question(dataset.version, style_of(dataset, spec.style).digest, view, spec, kind, pace)
    except StrikemapError as error:
        st.error(markdown(error), title="This film cannot be made", icon=":material/movie:")
        return
    st.caption(f"{len(shots):,} frames, {sum(shot.milliseconds for shot in shots) / 1000:g} seconds. Each frame carries its date, legend, credit and code.")
    if refused:
        show_note("The film waits until no words of the picture are firmer than their sources.")
    _make(catalogue, question, refused=refused)
    _result(catalogue, question)
    _preview(catalogue, question, shots)


def _choices(view: View, dataset: Dataset) -> tuple[str, Pace]:
    """The controls, and the pace they ask for."""
    first, last = film_days(view, dataset)
    left, middle, right = st.columns(3)
    kind = left.selectbox("File", list(KINDS), format_func=KINDS.__getitem__, key="m_kind")
    seconds = SPEEDS[middle.selectbox("Speed", list(SPEEDS), index=1, key="m_speed")]
    mode = MODES[right.selectbox("Each frame shows", list(MODES), index=2 if view.mode == "until" else 0, key="m_mode")]
    is_long = (last - first).days >= MAX_FRAMES
    by_week = left.toggle("A frame for each week", value=is_long, key="m_weeks", help="In place of one for each day")
    together = int(right.number_input("Days together", 2, 60, 3, key="m_days")) if mode == "window" else 3
    days = [first + dt.timedelta(days=at) for at in range(min(MAX_FRAMES * WEEK, (last - first).days + 1))]
    held = middle.selectbox("Hold on", [None, *days], format_func=lambda day: say_day(day) if day else NO_HOLD, key="m_hold")
    hold = {held: float(middle.number_input("Seconds to hold", 0.5, 30.0, 3.0, 0.5, key="m_hold_seconds"))} if held else {}
    return kind, Pace(seconds, hold, mode, together, WEEK if by_week else 1)


def _make(catalogue: Catalogue, question: Question, *, refused: bool) -> None:
    """The button, and while the film is made: how far it is, and a way out."""
    if not st.button("Make the film", key="m_make", type="primary", disabled=refused):
        return
    st.session_state.pop(_MADE, None)
    # any click ends this run where it next writes to the page; closing the steps then ends ffmpeg and its files
    way_out = st.empty()
    way_out.button("Cancel", key="m_cancel")
    bar = st.progress(0.0, "Starting")
    try:
        with closing(filming(catalogue, question.view, question.spec, question.kind, question.pace)) as steps:
            for step in steps:
                done = "Writing the file" if step.done == step.total else step.title
                bar.progress(step.done / step.total, markdown(f"{step.done} of {step.total}: {done}"))
                if step.content:
                    st.session_state[_MADE] = (question, step.content)
    except StrikemapError as error:
        st.error(markdown(error), title="This film cannot be made", icon=":material/movie:")
    bar.empty()
    way_out.empty()


def _result(catalogue: Catalogue, question: Question) -> None:
    """The film that is ready: seen where it is small enough, and taken away."""
    made: tuple[Question, bytes] | None = st.session_state.get(_MADE)
    if made is None or made[0] != question:
        return
    content = made[1]
    first, last = film_days(question.view, catalogue.dataset(question.view.dataset))
    ending = "zip" if question.kind == "png" else question.kind
    st.download_button(
        f"Download, {len(content) / 1e6:.1f} MB", data=content, mime=FILM_TYPES[question.kind], key="m_get", on_click="ignore",
        file_name=f"{question.view.dataset}-{first}-{last}.{ending}",
    )  # fmt: skip
    if len(content) > SHOWN_BYTES or question.kind == "png":
        return
    if question.kind == "mp4":
        st.video(content)
    elif (still := _strip(catalogue, question)) is not None:
        st.html(_moving(content, question.kind, still))


def _moving(content: bytes, kind: str, still: bytes) -> Markup:
    """The film, or its strip for readers whose system asks for less motion."""
    film_uri, still_uri = (f"data:{of};base64,{base64.b64encode(each).decode()}" for of, each in ((FILM_TYPES[kind], content), ("image/png", still)))
    return Markup(
        '<picture><source media="(prefers-reduced-motion: reduce)" srcset="{}"><img src="{}" alt="The film" style="width:100%"></picture>'
    ).format(still_uri, film_uri)


def _preview(catalogue: Catalogue, question: Question, shots: list[Shot]) -> None:
    """The first frame, and the strip that stands for the film where nothing should move."""
    try:
        first = _still(question.version, question.style_digest, catalogue, shots[0].view, question.spec)
    except StrikemapError as error:
        st.error(markdown(error), title="This film cannot be made", icon=":material/movie:")
        return
    st.image(first, caption="The first frame", width="stretch")
    if (still := _strip(catalogue, question)) is not None:
        st.image(still, caption="The same days as a still strip, for readers who want nothing to move", width="stretch")
        st.download_button("Download the strip (PNG)", data=still, mime="image/png", file_name=f"{question.view.dataset}-strip.png", key="m_strip", on_click="ignore")


def _strip(catalogue: Catalogue, question: Question) -> bytes | None:
    """The strip as PNG; None, with a note that says why, where the picture has no room for it."""
    mode = "until" if question.pace.mode == "cumulative" else question.view.mode
    try:
        return _strip_png(question.version, question.style_digest, catalogue, question.view.but(mode=mode), question.spec)
    except StrikemapError as error:
        show_note(f"No still strip: {error}")
        return None


@st.cache_data(max_entries=KEPT, show_spinner=False)
def _still(version: str, style_digest: str, _catalogue: Catalogue, view: View, spec: PictureSpec) -> bytes:  # noqa: ARG001  # they belong to the question
    return make_picture(_catalogue, view, spec).encoded("png")


@st.cache_data(max_entries=KEPT, show_spinner=False)
def _strip_png(version: str, style_digest: str, _catalogue: Catalogue, view: View, spec: PictureSpec) -> bytes:  # noqa: ARG001  # they belong to the question
    return strip(_catalogue, view, spec).encoded("png")
