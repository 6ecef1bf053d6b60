"""The parts of the page Compare: which two Views, both on one picture, and a table of their differences."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, cast

import pandas as pd
import streamlit as st
from markupsafe import Markup

from strikemap.errors import StrikemapError
from strikemap.model.dataset import Dataset
from strikemap.output.charts.trend import value_words
from strikemap.output.pictures.encode import MEDIA_TYPES
from strikemap.output.pictures.pair import Pair, PairWords, pair_file
from strikemap.output.pictures.spec import PictureSpec
from strikemap.query.compare import (
    COLUMNS,
    IN_LISTS,
    MINUS,
    UNEVEN,
    differences,
    differs_in,
    halves,
    in_both,
    more_or_less,
    read_second,
    shared_view,
    write_second,
)
from strikemap.query.counts import count
from strikemap.query.select import matching, select
from strikemap.query.view import View
from strikemap.query.window import window_of
from strikemap.query.wording import Labels, title_of
from ui.address import address_of, beside, go_beside
from ui.behind import counts_link
from ui.datasets import open_catalogue
from ui.filters import show_value
from ui.plain import markdown, table

KINDS: Final[Mapping[str, str]] = {"days": "Two spans of days", "by": "Two sides blamed", "said": "Two kinds of claimants"}
PARTS: Final[Mapping[str, str]] = {
    "weapon": "Weapon", "grade": "Grade", "region": "Region", "target": "What was hit", "by": "Side blamed", "said": "Reported by",
}  # fmt: skip
FIRST_SPEAKERS: Final = ("Armenia", "Azerbaijan")
SIDES: Final = ("A", "B")
PICTURE_SIZE: Final = "16x9"
PHONE_SIZE: Final = "9x16"
"""One map over the other; style.css shows it on narrow screens."""
KEPT: Final = 16
"""Compared pictures kept for all readers together, about 250 kB each."""


@dataclass(frozen=True)
class Two:
    """Two Views of one dataset, and the reports of both."""

    first: View
    second: View
    dataset: Dataset
    reports: pd.DataFrame
    labels: Labels

    @cached_property
    def selected(self) -> tuple[pd.DataFrame, pd.DataFrame]:
        """The matching reports of each, with their state in its window."""
        days = (self.dataset.first_day, self.dataset.last_day)
        return select(self.reports, self.first, *days), select(self.reports, self.second, *days)

    @property
    def views(self) -> tuple[View, View]:
        """A and B."""
        return self.first, self.second

    @property
    def kind(self) -> str:
        """What is compared: a key of KINDS."""
        return next((part for part in ("by", "said") if getattr(self.first, part) != getattr(self.second, part)), "days")

    @property
    def titles(self) -> tuple[str, str]:
        """What A and B show, in words."""
        days = (self.dataset.first_day, self.dataset.last_day)
        one, two = (title_of(view, window_of(view, *days), self.labels) for view in self.views)
        return one, two

    @cached_property
    def said(self) -> str:
        """In what A differs from B, and by how many reports."""
        one, two = (count(each, len(self.reports)) for each in self.selected)
        differs = differs_in(*self.views, self.labels, (self.dataset.first_day, self.dataset.last_day))
        return f"{more_or_less(one, two, in_both(*self.selected))} {differs}"


def two_views(view: View, dataset: Dataset, reports: pd.DataFrame, labels: Labels) -> tuple[Two, str]:
    """The View of the address as A and the one under "vs" as B; the two halves of its days where no other is named."""
    text = beside("vs", (), "")
    if not text:
        return Two(*halves(view, dataset.first_day, dataset.last_day), dataset, reports, labels), ""
    second, notice = read_second(view, text, open_catalogue().vocabulary(dataset.name))
    return Two(view, second, dataset, reports, labels), notice


def go_two(first: View, second: View) -> None:
    """Write both Views into the address."""
    go_beside(first, vs=write_second(first, second))


def choose(two: Two) -> None:
    """What is compared, and its two values."""
    show_value("c_kind", two.kind)

    def other_kind() -> None:
        go_two(*_start(two, st.session_state["c_kind"] or two.kind))

    with st.container(horizontal=True, key="c_choices", vertical_alignment="bottom"):
        st.segmented_control("Compare", list(KINDS), key="c_kind", format_func=lambda each: KINDS[each], on_change=other_kind)
        for at, side in enumerate(SIDES):
            if two.kind == "days":
                _days(two, at, side)
            else:
                _value(two, at, side)
        st.button("Exchange A and B", key="c_swap", on_click=go_two, args=[two.second, two.first], icon=":material/swap_horiz:")


def _start(two: Two, kind: str) -> tuple[View, View]:
    """The two Views with which a comparison of that kind begins."""
    shared = shared_view(two.first, two.second)
    if kind == "days":
        return halves(shared, two.dataset.first_day, two.dataset.last_day)
    values = FIRST_SPEAKERS if kind == "said" else _options(two, "by")[:2]
    return shared.but(**{kind: values[:1]}), shared.but(**{kind: values[-1:]})


def _options(two: Two, kind: str) -> list[str]:
    """The values of a part that reports have, the most frequent first."""
    values = two.reports[COLUMNS[kind]].astype("str").str.split(";").explode()
    return [str(each) for each in values[values != ""].value_counts().index]


def _days(two: Two, at: int, side: str) -> None:
    window = window_of(two.views[at], two.dataset.first_day, two.dataset.last_day)
    key = f"c_days_{side}"
    show_value(key, (window.first or two.dataset.first_day, window.last or two.dataset.last_day))

    def write() -> None:
        chosen = st.session_state[key]
        if len(chosen) == len(SIDES):
            _put(two, at, first=chosen[0], last=chosen[1], mode="during")

    st.date_input(f"Days of {side}", key=key, format="YYYY-MM-DD", on_change=write)


def _value(two: Two, at: int, side: str) -> None:
    part = two.kind
    options = _options(two, part)
    key = f"c_{part}_{side}"
    own = getattr(two.views[at], part)
    show_value(key, own[0] if len(own) == 1 else None)

    def write() -> None:
        _put(two, at, **{part: (st.session_state[key],) if st.session_state[key] else ()})

    st.selectbox(
        side, options, key=key, format_func=lambda each: value_words(each, part, two.labels), on_change=write, placeholder="All",
    )  # fmt: skip


def _put(two: Two, at: int, **changes: Any) -> None:
    views = list(two.views)
    views[at] = views[at].but(**changes)
    go_two(*views)


def both_maps(two: Two) -> None:
    """Both maps as one picture, its files, and the way to either map."""
    try:
        wide, tall = (_drawn(two.dataset.version, two.first, two.second, two.titles, two.said, size) for size in (PICTURE_SIZE, PHONE_SIZE))
    except StrikemapError as error:
        st.error(markdown(error), title="The two maps cannot be drawn", icon=":material/image:")
        return
    alt = f"Two maps with the same area and scale. A: {two.titles[0]}. B: {two.titles[1]}. {two.said}"
    st.html(
        Markup('<img class="sm-wide" alt="{}" src="{}"><img class="sm-tall" alt="{}" src="{}">').format(
            alt, _data_url(wide), alt, _data_url(tall)
        )
    )
    with st.container(horizontal=True, key="c_files", vertical_alignment="center"):
        for view, side in zip(two.views, SIDES, strict=True):
            st.page_link("../pages/map.py", label=f"Show {side} on the map", icon=":material/map:", query_params=address_of(view))
        for kind in ("png", "svg", "pdf"):
            st.download_button(
                kind.upper(), _making(two, kind), f"{two.dataset.name}_compared.{kind}", MEDIA_TYPES[kind], key=f"c_get_{kind}",
                on_click="ignore", type="tertiary", icon=":material/download:",
            )  # fmt: skip
        st.download_button(
            "CSV", lambda: _all_differences(two).to_csv(index=False).encode(), f"{two.dataset.name}_compared.csv", "text/csv",
            key="c_get_csv", on_click="ignore", type="tertiary", icon=":material/download:",
        )  # fmt: skip


@st.cache_data(max_entries=KEPT, show_spinner="Drawing both maps")
def _drawn(version: str, first: View, second: View, titles: tuple[str, str], said: str, size: str) -> bytes:  # noqa: ARG001, PLR0913, PLR0917  # they are the question
    return pair_file(_pair(first, second, titles, said, size).picture(), "webp")


def _data_url(image: bytes) -> str:
    return f"data:image/webp;base64,{base64.b64encode(image).decode()}"


def _pair(first: View, second: View, titles: tuple[str, str], said: str, size: str = PICTURE_SIZE) -> Pair:
    words = PairWords("Two maps compared, as reported", f"{said} {UNEVEN}", f"A: {titles[0]}", f"B: {titles[1]}")
    return Pair(open_catalogue(), (first, second), words, PictureSpec(size=size))


def _making(two: Two, kind: str) -> Callable[[], bytes]:
    return lambda: pair_file(_pair(*two.views, two.titles, two.said).picture(), kind)


def _all_differences(two: Two) -> pd.DataFrame:
    found = [differences(*two.selected, part).assign(by=part) for part in COLUMNS]
    return pd.concat(found, ignore_index=True)[["by", *found[0].columns.drop("by")]]


def difference_table(two: Two, part: str) -> None:
    """The reports of A and B by the values of a part; every number leads to its reports."""
    found = differences(*two.selected, part)
    rows = [
        [
            value_words(str(row.value), part, two.labels),
            counts_link(two.first.but(**{part: (str(row.value),)}, event=""), row.a_certain, row.a_possible),
            counts_link(two.second.but(**{part: (str(row.value),)}, event=""), row.b_certain, row.b_possible),
            _signed(row.difference),
            "" if row.least == row.most else f"{_signed(row.least)} to {_signed(row.most)}",
        ]
        for row in found.itertuples()
    ]
    head = [PARTS[part], "A: certain + possible", "B: certain + possible", "Certain: A less B", "With possible ones"]
    st.html(table(head, cast("list[list[object]]", rows)))
    if part in IN_LISTS:
        st.html('<p class="sm-quiet">A report can stand in several rows of this table: they do not add up.</p>')


def _signed(number: int) -> str:
    return f"+{number:,}" if number > 0 else f"{MINUS}{-number:,}" if number < 0 else "0"


def not_compared(two: Two) -> str:
    """Reports that neither side of the comparison holds, in a sentence; "" where none is left out."""
    if two.kind == "days":
        return ""
    whole = matching(two.reports, shared_view(*two.views))
    held = matching(two.reports, two.first).index.union(matching(two.reports, two.second).index)
    left = len(whole.index.difference(held))
    return f"{left:,} reports that match belong to neither A nor B and are not compared." if left else ""
