"""The address bar is the state: a page reads its View from it, and every control writes a new View into it."""

from __future__ import annotations

import time
from collections.abc import Collection

import streamlit as st

from strikemap.catalogue import Catalogue
from strikemap.errors import AddressError
from strikemap.output.pictures.spec import SPEC_KEYS, PictureSpec, read_spec, write_spec
from strikemap.query.changes import pin_notice
from strikemap.query.news import AGAINST, SINCE
from strikemap.query.view import View, read_view, write_view

_LAST = "last_address"
_VIEW = "last_view"
_PAGE = "last_page"
_PICTURE = "last_picture"
_ANALYSIS = "last_analysis"
_UNTOLD = "untold_address"

TELLING_SECONDS = 3.0
"""How long a run may take to tell the browser of an address before another run no longer speaks for it."""

PRESENT = "present"
"""Key of the clean frame: the page shows the picture alone, in this size."""

OF_PICTURES = frozenset({*SPEC_KEYS, "scale", PRESENT})
"""Keys that belong to the picture of a View: the map passes over them, and keeps those of the spec for the way back."""

OF_ANALYSIS = frozenset({"chart", "split", "per", "around", "vs", SINCE, AGAINST, "change", "level", "measure", "of", "profile", "day", "illustrative", "ties", "source"})
"""Keys of the pages that analyse: which chart, the second View, the first day, the region, the day of the ban, the ties. They stand
beside the View on those pages alone."""

Pairs = list[tuple[str, str]]


def current_view(catalogue: Catalogue) -> tuple[View, str]:
    """The View of the address bar and one plain notice ("" when every part could be read and no other data was meant)."""
    pairs = [pair for pair in _pairs() if pair[0] not in OF_PICTURES | OF_ANALYSIS]
    named = dict(pairs).get("dataset", "")
    view, notice = read_view(pairs, catalogue.vocabulary(named if named in catalogue.names else ""))
    st.session_state[_VIEW] = view
    st.session_state[_PICTURE] = [pair for pair in _pairs() if pair[0] in SPEC_KEYS]
    st.session_state[_ANALYSIS] = [pair for pair in _pairs() if pair[0] in OF_ANALYSIS]
    pinned = pin_notice(view, catalogue.dataset(view.dataset))
    return view, " ".join(each for each in (notice, pinned) if each)


def beside(key: str, allowed: Collection[str], default: str) -> str:
    """What the address says under a key of OF_ANALYSIS, after `current_view`; the default where it says nothing allowed."""
    found = dict(st.session_state.get(_ANALYSIS, [])).get(key, default)
    return found if not allowed or found in allowed else default


def go_beside(view: View, **parts: str) -> None:
    """Write a View into the address bar, with parts under keys of OF_ANALYSIS beside it; "" leaves one out."""
    held = dict(st.session_state.get(_ANALYSIS, [])) | parts
    st.session_state[_ANALYSIS] = [(key, value) for key, value in sorted(held.items()) if value]
    go(view)


def current_spec() -> tuple[PictureSpec, str]:
    """What the address says of the picture, after `current_view`, and one plain notice; a bad part takes the default."""
    pairs: Pairs = st.session_state.get(_PICTURE, [])
    spec, complaints = PictureSpec(), []
    for key in SPEC_KEYS:
        field = {"note": "notes", "move": "moved"}.get(key, key)
        try:
            read = read_spec(pair for pair in pairs if pair[0] == key)
        except AddressError as error:
            complaints.append(str(error))
        else:
            spec = spec.but(**{field: getattr(read, field)})
    return spec, f"Part of this link was not used: {'; '.join(complaints)}. The default is shown instead." if complaints else ""


def latest(view: View) -> View:
    """The View that was last read or written: a control may have been drawn for an older one, when two follow quickly."""
    found = st.session_state.get(_VIEW, view)
    return found if isinstance(found, View) else view


def in_step() -> bool:
    """Whether the address this run was asked with is the last one written: a browser may have asked before it was told."""
    return _pairs() == st.session_state.get(_LAST, [])


def go(view: View) -> None:
    """Write a View into the address bar; the page that follows is made from it."""
    pairs = [*write_view(view), *st.session_state.get(_PICTURE, []), *st.session_state.get(_ANALYSIS, [])]
    st.session_state[_LAST] = pairs
    st.session_state[_VIEW] = view
    if (before := _pairs()) != pairs:
        st.session_state[_UNTOLD] = (before, pairs, time.monotonic())
        st.query_params.from_dict(_by_key(pairs))


def told() -> None:
    """The run has come to its end: the browser has heard of the address that was written in it."""
    st.session_state.pop(_UNTOLD, None)


def _repeat_untold() -> None:
    """Write the address of a run once more that was cut off by this one: what it had to say is dropped with it."""
    before, pairs, at = st.session_state.get(_UNTOLD, ([], [], 0.0))
    if pairs != before and _pairs() == before and time.monotonic() - at < TELLING_SECONDS:
        st.query_params.from_dict(_by_key(pairs))


def go_picture(view: View, spec: PictureSpec) -> None:
    """Write what the picture is to be into the address bar, beside the View that was last read or written."""
    st.session_state[_PICTURE] = write_spec(spec)
    go(latest(view))


def carry_over(page: str) -> None:
    """Keep the View when the reader comes back from another page, which has cleared the address bar."""
    _repeat_untold()
    came_from = st.session_state.get(_PAGE)
    st.session_state[_PAGE] = page
    last: Pairs = st.session_state.get(_LAST, [])
    if came_from not in (None, page) and last and not _pairs():
        st.query_params.from_dict(_by_key(last))
    else:
        st.session_state[_LAST] = _pairs()


def stand_aside(page: str) -> None:
    """Keep the View for the way back, on a page whose address holds parts of its own and none of the View's."""
    st.session_state[_PAGE] = page


def address_of(view: View) -> dict[str, list[str]]:
    """A View as the query parameters of a link to a page of ours."""
    return _by_key(write_view(view))


def whole_address() -> dict[str, list[str]]:
    """The View and the picture that were last read or written, as the query parameters of a link to a page of ours."""
    return _by_key([*write_view(latest(View())), *st.session_state.get(_PICTURE, [])])


def _pairs() -> Pairs:
    return [(key, value) for key in st.query_params for value in st.query_params.get_all(key)]


def _by_key(pairs: Pairs) -> dict[str, list[str]]:
    grouped: dict[str, list[str]] = {}
    for key, value in pairs:
        grouped.setdefault(key, []).append(value)
    return grouped
