"""Notices: what of a dataset could not be shown, and what to do about it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from strikemap.model.problems import Problem
from ui.datasets import open_catalogue
from ui.plain import markdown

AT_ONCE = 2
"""Problems said at once; the rest wait behind a click, so that the map stays on the screen."""


def show_problems() -> None:
    """One calm notice that lists what is missing from the open datasets; nothing where all is well."""
    catalogue = open_catalogue()
    problems = [problem for name in catalogue.names for problem in catalogue.dataset(name).problems]
    if not problems:
        return
    first, rest = problems[:AT_ONCE], problems[AT_ONCE:]
    st.warning(_listed(first), title="Part of the data cannot be shown; the rest is", icon=":material/warning:")
    if rest:
        with st.expander(f"{len(rest):,} more of the kind"):
            st.markdown(_listed(rest))


def _listed(problems: Sequence[Problem]) -> str:
    return "\n".join(f"- {markdown(problem)}" for problem in problems)


def show_note(text: str) -> None:
    """A calm note, read out by screen readers; nothing for an empty text."""
    if text:
        st.html(Markup('<p class="sm-note" role="status">{}</p>').format(text))
