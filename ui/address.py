"""The address bar is the state: a page reads its View from it, and every control writes a new View into it."""

from __future__ import annotations

import streamlit as st

from strikemap.catalogue import Catalogue
from strikemap.query.view import View, read_view, write_view

_LAST = "last_address"
_VIEW = "last_view"
_PAGE = "last_page"

Pairs = list[tuple[str, str]]


def current_view(catalogue: Catalogue) -> tuple[View, str]:
    """The View of the address bar and one plain notice ("" when every part could be read)."""
    pairs = _pairs()
    named = dict(pairs).get("dataset", "")
    view, notice = read_view(pairs, catalogue.vocabulary(named if named in catalogue.names else ""))
    st.session_state[_VIEW] = view
    return view, notice


def latest(view: View) -> View:
    """The View that was last read or written: a control may have been drawn for an older one, when two follow quickly."""
    found = st.session_state.get(_VIEW, view)
    return found if isinstance(found, View) else view


def in_step() -> bool:
    """Whether the address this run was asked with is the last one written: a browser may have asked before it was told."""
    return _pairs() == st.session_state.get(_LAST, [])


def go(view: View) -> None:
    """Write a View into the address bar; the page that follows is made from it."""
    pairs = write_view(view)
    st.session_state[_LAST] = pairs
    st.session_state[_VIEW] = view
    if pairs != _pairs():
        st.query_params.from_dict(_by_key(pairs))


def carry_over(page: str) -> None:
    """Keep the View when the reader comes back from another page, which has cleared the address bar."""
    came_from = st.session_state.get(_PAGE)
    st.session_state[_PAGE] = page
    last: Pairs = st.session_state.get(_LAST, [])
    if came_from not in (None, page) and last and not _pairs():
        st.query_params.from_dict(_by_key(last))
    else:
        st.session_state[_LAST] = _pairs()


def address_of(view: View) -> dict[str, list[str]]:
    """A View as the query parameters of a link to a page of ours."""
    return _by_key(write_view(view))


def _pairs() -> Pairs:
    return [(key, value) for key in st.query_params for value in st.query_params.get_all(key)]


def _by_key(pairs: Pairs) -> dict[str, list[str]]:
    grouped: dict[str, list[str]] = {}
    for key, value in pairs:
        grouped.setdefault(key, []).append(value)
    return grouped
