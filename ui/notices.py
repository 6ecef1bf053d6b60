"""Notices: what of a dataset could not be shown, and what to do about it."""

from __future__ import annotations

import streamlit as st

from ui.datasets import open_catalogue
from ui.plain import markdown

AT_MOST = 10
"""Problems listed one by one; the rest are counted."""


def show_problems() -> None:
    """One calm notice that lists what is missing from the open datasets; nothing where all is well."""
    catalogue = open_catalogue()
    problems = [problem for name in catalogue.names for problem in catalogue.dataset(name).problems]
    if not problems:
        return
    lines = [f"- {markdown(problem)}" for problem in problems[:AT_MOST]]
    if more := len(problems) - AT_MOST:
        lines += [f"- and {more:,} more: run `python -m strikemap check data` for all of them"] if more > 0 else []
    st.warning("\n".join(lines), title="Part of the data cannot be shown; the rest is", icon=":material/warning:")


def show_notice(notice: str) -> None:
    """A plain notice about the address, where there is one."""
    if notice:
        st.info(markdown(notice), icon=":material/link_off:")
