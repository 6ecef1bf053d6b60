"""What the page Verify shows of a verdict: one sentence first, then why, what made the picture, and what changed since."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from strikemap.catalogue import Catalogue
from strikemap.output.pictures.publish import redrawing
from strikemap.output.proof.raster import marked
from strikemap.output.proof.register import Register
from strikemap.output.proof.verify import Verdict, verify
from strikemap.query.changes import CHANGE_WORDS, Change
from strikemap.query.view import View
from ui.behind import map_link
from ui.plain import table

KEY = "code"
"""Key of the short code in the address of this page."""

KINDS = ("png", "svg", "pdf", "webp", "jpg", "jpeg")
MOST_MB = 40
MOST_ROWS = 200
"""Changes listed one by one."""

FRAME = "#d0021b"
"""Frame around a changed part: a colour that no mark of ours has."""

_VERDICT = "verdict"


def take_code() -> str:
    """The short code of the address, taken out of it: the rest is the View, and is carried over to the other pages."""
    code = str(st.query_params.get(KEY, ""))
    if KEY in st.query_params:
        del st.query_params[KEY]
    return code


def put_code(code: str) -> None:
    """Write the short code into the address, so that the page can be linked and opened again."""
    if code.strip():
        st.query_params[KEY] = code.strip()


def verdict_on(content: bytes | None, name: str, code: str, catalogue: Catalogue) -> Verdict:
    """The verdict on a file, or on a code where there is no file; kept for this visitor until another is asked for.

    name : tells one upload from the next. Raises ProofError.
    """
    register = Register()
    question = (name, code, catalogue.dataset().version, register.state)
    kept: tuple[object, Verdict] | None = st.session_state.get(_VERDICT)
    if kept is None or kept[0] != question:
        with st.spinner("Comparing with the register, and with a fresh drawing"):
            kept = (question, verify(code if content is None else content, catalogue, register, redrawing(catalogue), code))
        st.session_state[_VERDICT] = kept
    return kept[1]


def show_verdict(verdict: Verdict, content: bytes | None) -> None:
    """Everything that is known, in the order in which a reader asks."""
    first, *others = verdict.sentences
    st.html(
        Markup('<div class="sm-note" role="status"><b>{}</b></div><ul class="sm-list">{}</ul>').format(
            first, Markup("").join(Markup("<li>{}</li>").format(each) for each in others)
        )
    )
    if verdict.boxes and content is not None:
        st.image(marked(content, verdict.boxes, FRAME), caption="Framed: the parts that were changed")
    if verdict.changes is not None and verdict.changes.rows:
        _show_changes(verdict.changes.rows)
    if verdict.record is not None:
        _show_record(verdict)


def _show_changes(rows: tuple[Change, ...]) -> None:
    st.header("What changed since", anchor="since")
    said = [[_report(each), CHANGE_WORDS[each.kind], each.before or "not in it", each.after or "not in it"] for each in rows[:MOST_ROWS]]
    st.html(table(["Report", "Change", "In the picture", "Now"], said))
    if len(rows) > MOST_ROWS:
        st.caption(f"The first {MOST_ROWS:,} of {len(rows):,} changes.")


def _report(change: Change) -> Markup | str:
    """The name of a report; where it is still there, as a link to its card."""
    if change.kind == "removed":
        return change.event_id
    return map_link(View(event=change.event_id), change.event_id)


def _show_record(verdict: Verdict) -> None:
    st.header("What it shows, and from which data", anchor="record")
    if not verdict.trusted:
        st.html('<p class="sm-quiet">As the file says of itself; nothing here has proven it.</p>')
    st.html(
        Markup('<p><a class="sm-show" style="max-width:16rem" href="./?{}" target="_self">Open this View on the map</a></p>').format(verdict.address)
    )
    st.html(table(["Part", "Words"], [[Markup('<span style="white-space:nowrap">{}</span>').format(name), words] for name, words in verdict.about]))
