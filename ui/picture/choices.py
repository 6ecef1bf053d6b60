"""What the picture is to be: size, house style, map section, names, colour, layers."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st
from markupsafe import Markup

from strikemap.model.dataset import Dataset
from strikemap.output.pictures.spec import MAX_EDGE_PX, MIN_EDGE_PX, SIZES, Arrange, PictureSpec, Size, size_of
from strikemap.output.pictures.style import FOLDER, style_names
from strikemap.query.view import View
from ui.address import current_spec, go, go_picture, latest, whole_address
from ui.filters import colour_choice, names_choice, show_value
from ui.picture.camera import moved, zoomed
from ui.plain import markdown

OWN_PX, OWN_MM = "own px", "own mm"
OWN_TITLES = {OWN_PX: "Own size in pixels", OWN_MM: "Own size in millimetres"}
START = {OWN_PX: "1600x1000", OWN_MM: "120x90mm"}
"""The size that a menu entry begins with."""

ARRANGED_TITLES: dict[Arrange, str] = {"": "One map", "days": "A small map for each day", "weeks": "A small map for each week", "strip": "Six maps in a row of time"}

MM_LEAST, MM_MOST = 20.0, 330.0
OUR_STYLE = "Strikemap's own"


def choices(view: View, spec: PictureSpec, dataset: Dataset) -> None:
    """Draw the side panel of the page."""
    with st.sidebar:
        st.html(Markup('<p class="sm-eyebrow">Dataset</p><p class="sm-dataset">{}</p>').format(dataset.title))
        _size(view, spec)
        _arrange(view, spec)
        _style(view, spec, dataset)
        _section(view, dataset)
        names_choice(view)
        colour_choice(view)
        _layers(view, dataset)


def size_words(name: str) -> str:
    """A size in the words of the menu: "Screen 16:9, 1600 x 900 px"."""
    if name in OWN_TITLES:
        return OWN_TITLES[name]
    words, size = SIZES[name]
    return words if size.mm_wide else f"{words}, {size.width} x {size.height} px"


def _kind(size: str) -> str:
    if size in SIZES:
        return size
    return OWN_MM if size.endswith("mm") else OWN_PX


def _size(view: View, spec: PictureSpec) -> None:
    kind = _kind(spec.size)
    show_value("p_size", kind)

    def chosen() -> None:
        wanted = st.session_state["p_size"]
        go_picture(view, current_spec()[0].but(size=START.get(wanted, wanted)))

    st.selectbox("Size", [*SIZES, *OWN_TITLES], key="p_size", format_func=size_words, on_change=chosen)
    size = size_of(spec.size)
    if kind == OWN_PX:
        _own_px(view, size)
    elif kind == OWN_MM:
        _own_mm(view, spec.size, size)


def _own_px(view: View, size: Size) -> None:
    show_value("p_wide", size.width)
    show_value("p_high", size.height)

    def written() -> None:
        own = f"{st.session_state['p_wide']}x{st.session_state['p_high']}"
        go_picture(view, current_spec()[0].but(size=own))

    for column, (key, title) in zip(st.columns(2), (("p_wide", "Width, px"), ("p_high", "Height, px")), strict=True):
        column.number_input(title, MIN_EDGE_PX, MAX_EDGE_PX, key=key, step=10, on_change=written)


def _own_mm(view: View, name: str, size: Size) -> None:
    numbers = name.removesuffix("mm").split("x")
    show_value("p_wide_mm", size.mm_wide)
    show_value("p_high_mm", float(numbers[1]) if len(numbers) > 1 else 0.0)

    def written() -> None:
        wide, high = st.session_state["p_wide_mm"], st.session_state["p_high_mm"]
        own = f"{wide:g}x{max(high, MM_LEAST):g}mm" if high else f"{wide:g}mm"
        go_picture(view, current_spec()[0].but(size=own))

    one, other = st.columns(2)
    one.number_input("Width, mm", MM_LEAST, MM_MOST, key="p_wide_mm", step=1.0, format="%.1f", on_change=written)
    other.number_input(
        "Height, mm", 0.0, MM_MOST, key="p_high_mm", step=1.0, format="%.1f", on_change=written, help="0: as high as the content needs. Printed at 300 dpi."
    )


def _arrange(view: View, spec: PictureSpec) -> None:
    show_value("p_arrange", spec.arrange)

    def chosen() -> None:
        go_picture(view, current_spec()[0].but(arrange=st.session_state["p_arrange"]))

    st.selectbox("Maps", list(ARRANGED_TITLES), key="p_arrange", format_func=ARRANGED_TITLES.__getitem__, on_change=chosen)


def _style(view: View, spec: PictureSpec, dataset: Dataset) -> None:
    names = style_names(dataset)
    if not names and not spec.style:
        return
    show_value("p_style", spec.style)

    def chosen() -> None:
        go_picture(view, current_spec()[0].but(style=st.session_state["p_style"]))

    st.selectbox(
        "House style", list(dict.fromkeys(["", *names, spec.style])), key="p_style", format_func=lambda name: name or OUR_STYLE,
        on_change=chosen, help=f"The files in {FOLDER}/ of the dataset; how to write one: docs/pictures.md.",
    )  # fmt: skip


def _section(view: View, dataset: Dataset) -> None:
    """The map section is the camera of the View; here it can be nudged."""

    def moving(change: Callable[[View, Dataset], View]) -> Callable[[], None]:
        return lambda: go(change(latest(view), dataset))

    nudges: tuple[tuple[str, str, Callable[[View, Dataset], View]], ...] = (
        ("add", "Zoom in", lambda view, data: zoomed(view, data, 0.5)),
        ("remove", "Zoom out", lambda view, data: zoomed(view, data, -0.5)),
        ("arrow_back", "Move the section west", lambda view, data: moved(view, data, -1, 0)),
        ("arrow_upward", "Move the section north", lambda view, data: moved(view, data, 0, -1)),
        ("arrow_downward", "Move the section south", lambda view, data: moved(view, data, 0, 1)),
        ("arrow_forward", "Move the section east", lambda view, data: moved(view, data, 1, 0)),
    )
    st.html('<p class="sm-eyebrow">Days, filters and map section</p>')
    with st.container(horizontal=True, gap=None, key="p_section"):
        for icon, words, change in nudges:
            st.button("", icon=f":material/{icon}:", help=words, key=f"p_{icon}", on_click=moving(change), type="tertiary")
    st.page_link(
        "../pages/map.py", label="Choose on the map", icon=":material/map:", query_params=whole_address()
    )


def _layers(view: View, dataset: Dataset) -> None:
    offered = {each["id"]: str(each["title"]) for each in dataset.settings.get("layers", []) if each.get("control", True)}
    default = [each["id"] for each in dataset.settings.get("layers", []) if each.get("shown", True)]
    on = default if view.layers is None else list(view.layers)
    show_value("p_layers", [each for each in offered if each in on])

    def chosen() -> None:
        kept = [each for each in on if each not in offered]
        ids = sorted([*kept, *st.session_state["p_layers"]])
        go(latest(view).but(layers=None if ids == sorted(default) else tuple(ids)))

    st.pills("Layers", list(offered), selection_mode="multi", key="p_layers", format_func=lambda each: markdown(offered[each]), on_change=chosen)
