"""The side panel: every control writes a new View into the address bar and keeps nothing to itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_args

import pandas as pd
import streamlit as st
from markupsafe import Markup

from strikemap.model.dataset import Dataset
from strikemap.model.vocabulary import GRADES, NOT_STATED, TARGETS, WEAPONS
from strikemap.query.naming import NAMING_REASONS
from strikemap.query.speakers import SPEAKER_WORDS
from strikemap.query.view import Names, View
from strikemap.query.wording import Labels
from ui.address import go, latest
from ui.plain import markdown
from ui.settle import settled
from ui.tiles import tiles_menu

NAMING_TITLES: Mapping[Names, str] = {
    "sources": "Both, as in the sources",
    "armenian": "Both, Armenian form first",
    "azerbaijani": "Both, Azerbaijani form first",
    "local": "Both, in their own letters",
}


def _regions(reports: pd.DataFrame) -> pd.Series:
    each = reports["region_ids"].str.split(";").explode()
    return each[each != ""]


def _speakers(reports: pd.DataFrame) -> pd.Series:
    """Who reports each, where the dataset knows claims; a flat one does not."""
    each = reports.get("said_by", pd.Series(dtype="str")).str.split(";").explode()
    return each[each != ""]


@dataclass(frozen=True)
class Choice:
    """One filter of the panel: its title, the part of the View it sets, where its values stand, and their order."""

    title: str
    part: str
    values: Callable[[pd.DataFrame], pd.Series]
    order: tuple[str, ...] = ()
    long: bool = False


CHOICES = (
    Choice("Weapon", "weapon", lambda reports: reports["weapon_category"], (*WEAPONS, NOT_STATED)),
    Choice("Grade", "grade", lambda reports: reports["grade"], GRADES),
    Choice("Blamed, as reported", "by", lambda reports: reports["blamed"]),
    Choice("What was hit", "target", lambda reports: reports["target_type"], (*TARGETS, NOT_STATED), long=True),
    Choice("Region", "region", _regions, long=True),
    Choice("Reported by", "said", _speakers, tuple(SPEAKER_WORDS), long=True),
)
"""The filters of the panel, from top to bottom."""


def side_panel(view: View, dataset: Dataset, reports: pd.DataFrame, labels: Labels) -> None:
    """Draw the side panel for a View; `reports` is the whole reports table, for the numbers beside each choice."""
    with st.sidebar:
        st.html(Markup('<p class="sm-eyebrow">Dataset</p><p class="sm-dataset">{}</p>').format(dataset.title))
        _presets(view, dataset)
        for choice in CHOICES:
            if not choice.long:
                _choose(choice, view, choice.values(reports).value_counts(), labels)
        # each kind of control has code to load, and so costs the first map its share: these follow, below what is there
        if not settled():
            return
        _search(view)
        more = st.expander("More", expanded=_asks_more(view), key="more", on_change="rerun")
        if more.open:
            with more:
                for choice in CHOICES:
                    if choice.long:
                        _choose(choice, view, choice.values(reports).value_counts(), labels)
                names_choice(view)
                colour_choice(view)
                tiles_menu()
        if view != View(dataset=view.dataset):
            st.button(
                "Show all reports",
                icon=":material/restart_alt:",
                on_click=go,
                args=[View(dataset=view.dataset)],
                width="stretch",
            )


def _asks_more(view: View) -> bool:
    """Whether the View uses a control that stands behind "More": then it is open from the start."""
    plain = View()
    return any(getattr(view, part) != getattr(plain, part) for part in ("target", "region", "said", "names", "colour"))


def show_value(key: str, value: Any) -> None:
    """Show the View's value in a control; the address is right, whatever the control held before."""
    if st.session_state.get(key) != value:
        st.session_state[key] = value


def _changed(view: View, part: str, key: str, read: Callable[[Any], Any]) -> Callable[[], None]:
    def write() -> None:
        go(latest(view).but(**{part: read(st.session_state[key])}))

    return write


def _presets(view: View, dataset: Dataset) -> None:
    spans = {str(each["title"]): (each["from"], each["to"]) for each in dataset.settings.get("presets", [])}
    now = (view.first or dataset.first_day, view.last or dataset.last_day)
    show_value("preset", next((title for title, span in spans.items() if span == now and view.mode == "during"), None))

    def write() -> None:
        first, last = spans.get(st.session_state["preset"] or "", (None, None))
        first = None if first == dataset.first_day else first
        last = None if last == dataset.last_day else last
        go(latest(view).but(first=first, last=last, mode="during"))

    st.pills("Days", list(spans), key="preset", on_change=write, format_func=markdown)


def _choose(choice: Choice, view: View, counts: pd.Series, labels: Labels) -> None:
    """A row of pills, or a list where there are many values, with the number of reports beside each."""
    part = choice.part
    key = f"f_{part}"
    options = _ordered(counts, choice.order, getattr(view, part))
    show_value(key, [each for each in options if each in getattr(view, part)])
    changed = _changed(view, part, key, tuple)
    if choice.long:

        def in_words(value: str) -> str:
            return f"{_title(labels, part, value)} ({counts.get(value, 0):,})"

        st.multiselect(choice.title, options, key=key, format_func=in_words, on_change=changed, placeholder="All")
        return

    def on_a_pill(value: str) -> str:
        return f"{markdown(_title(labels, part, value))} :gray[{counts.get(value, 0):,}]"

    st.pills(choice.title, options, selection_mode="multi", key=key, format_func=on_a_pill, on_change=changed)


def _ordered(counts: pd.Series, order: Sequence[str], chosen: Sequence[str]) -> list[str]:
    """Values in the order of the vocabulary, then any others, most frequent first; what is chosen is always offered."""
    present = [str(each) for each in counts.index]
    known = [each for each in order if each in present]
    rest = [each for each in present if each not in known]
    return known + rest + [each for each in chosen if each not in present]


def _title(labels: Labels, part: str, value: str) -> str:
    words = "not stated" if value == NOT_STATED else labels.of(part, value)
    return words[:1].upper() + words[1:]


def _search(view: View) -> None:
    show_value("q", view.q)
    st.text_input(
        "Text",
        key="q",
        on_change=_changed(view, "q", "q", str),
        placeholder="Place, weapon, claimant, words",
        max_chars=200,
    )


def names_choice(view: View) -> None:
    """The control of the form in which names of places are shown."""
    show_value("names", view.names)
    st.selectbox(
        "Names of places",
        get_args(Names),
        key="names",
        format_func=lambda value: NAMING_TITLES[value],
        on_change=_changed(view, "names", "names", str),
        help="Where two forms differ both are shown. "
        + NAMING_REASONS[view.names].capitalize()
        + ". No form is an endorsement.",
    )


def colour_choice(view: View) -> None:
    """The control of one ink, or a colour for each weapon family."""
    show_value("colour", view.colour == "weapon")
    st.toggle(
        "Colour by weapon",
        key="colour",
        on_change=_changed(view, "colour", "colour", lambda on: "weapon" if on else "ink"),
        help="Shape tells the weapon in any case. There is no colour for the side blamed: it would turn “appears to” into fact.",
    )
