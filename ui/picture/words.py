"""The words of the picture: drafted from the View, written over by hand, and compared with what the sources say."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st
from markupsafe import Markup

from strikemap.output.pictures.publish import Finding, words_found
from strikemap.output.pictures.spec import MAX_WORDS, PictureSpec, clean_words
from strikemap.query.hedge import Overstatement
from strikemap.query.view import View
from ui.address import current_spec, go_picture
from ui.datasets import open_catalogue
from ui.filters import show_value
from ui.notices import show_note
from ui.picture.mending import mended
from ui.plain import markdown

FIELDS = {"title": "Title", "caption": "Caption", "alt": "Alternative text", "credit": "Credit"}
HELP = {
    "caption": "Goes into the file's metadata and to your desk; it is not printed in the picture.",
    "alt": "For readers who cannot see the picture.",
}
_CUT = "words_cut"
SHORT, LONG = 68, 140
"""Heights of the fields, pixels."""


def word_fields(view: View, spec: PictureSpec, drafts: dict[str, str], found: Sequence[Finding]) -> None:
    """One field for each text, with what is too firm in it right below. drafts : the text of each where none is written."""
    for part, title in FIELDS.items():
        _field(view, spec, part, title, drafts[part])
        findings([each.found for each in found if each.part == part], view, spec, part, drafts[part])


def _field(view: View, spec: PictureSpec, part: str, title: str, draft: str) -> None:
    key = f"p_{part}"
    own = getattr(spec, part)
    show_value(key, own or draft)

    def written() -> None:
        given = " ".join((st.session_state[key] or "").split())
        text = clean_words(given)
        if len(given) > MAX_WORDS and given != " ".join(draft.split()):
            st.session_state[_CUT] = part
        go_picture(view, current_spec()[0].but(**{part: "" if text == clean_words(draft) else text}))

    st.text_area(
        title, key=key, height=SHORT if part in ("title", "credit") else LONG, max_chars=max(MAX_WORDS, len(draft)), on_change=written, help=HELP.get(part)
    )
    if st.session_state.get(_CUT) == part:
        del st.session_state[_CUT]
        show_note(f"Cut to {MAX_WORDS} characters, the most that a link and a file carry of your own words.")
    if own:
        st.button(
            "Back to the draft", key=f"p_draft_{part}", icon=":material/undo:", type="tertiary",
            on_click=lambda: go_picture(view, current_spec()[0].but(**{part: ""})),
        )  # fmt: skip


def findings(found: Sequence[Overstatement], view: View, spec: PictureSpec, part: str, draft: str) -> None:
    """What is firmer than its source, with the source's own wording, and a wording that the claims carry."""
    # what is refused is mended first: the rest may fall away with it
    first = min(found, key=lambda each: each.severity != "refuse", default=None)
    for each in found:
        st.html(told_finding(each))
        if each is first and (instead := mended(getattr(spec, part), draft, each, lambda text: _refused(view, part, text))):
            st.button(
                f"Use: {markdown(instead)}", key=f"p_take_{part}", type="tertiary", icon=":material/check:",
                on_click=_taking(view, part, instead), wrap=True,
            )  # fmt: skip


def _taking(view: View, part: str, text: str) -> Callable[[], None]:
    return lambda: go_picture(view, current_spec()[0].but(**{part: text}))


def _refused(view: View, part: str, text: str) -> bool:
    found = words_found(open_catalogue(), view, PictureSpec(**{part: text}))
    return any(each.found.severity == "refuse" for each in found)


def told_finding(each: Overstatement) -> Markup:
    """What is too firm, why, and how the sources put it."""
    refused = each.severity == "refuse"
    sources = Markup("").join(Markup("<li>{}</li>").format(wording) for wording in each.support)
    return Markup(
        '<div class="sm-finding{}" role="status"><p><b>{}</b> “{}”. {}</p>{}{}</div>'
    ).format(
        "" if refused else " sm-marked",
        "Firmer than its source:" if refused else "Look at this:",
        each.words,
        each.problem,
        Markup("<p>The sources say:</p><ul>{}</ul>").format(sources) if each.support else "",
        Markup("<p>Instead: {}</p>").format(each.suggestion) if each.suggestion else "",
    )
