"""First the map, then what is heavy: the sortable table, in the place of a plain one, and the rarer controls follow."""

from __future__ import annotations

import streamlit as st

from ui.address import in_step

AFTER_SECONDS = 1.6
"""When the table follows. Its code is as much to load as the map's, and nobody sorts within the first second."""

_SETTLED = "settled"
_WAITING = "waiting_to_settle"


def settled() -> bool:
    """Whether the page has stood for a moment."""
    return bool(st.session_state.get(_SETTLED))


def settle() -> None:
    """Make the page again by itself when it has stood for a moment; nothing where it has."""
    if not settled():
        _wait()


@st.fragment(run_every=AFTER_SECONDS)
def _wait() -> None:
    if st.session_state.get(_WAITING) and in_step():
        st.session_state[_SETTLED] = True
        st.rerun()
    st.session_state[_WAITING] = True
