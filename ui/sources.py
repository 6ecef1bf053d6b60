"""The table of sources: who published each, for whom it speaks, and the reports that rest on it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd
import streamlit as st
from markupsafe import Markup

from strikemap.query.view import MAX_TEXT, View
from ui.address import beside, go_beside, latest
from ui.behind import Asked, behind
from ui.filters import show_value
from ui.plain import link, table

ORDERS: Final[Mapping[str, tuple[list[str], list[bool]]]] = {
    "Most reports first": (["reports", "alone", "publisher"], [False, False, True]),
    "Most reports that rest on it alone": (["alone", "reports", "publisher"], [False, False, True]),
    "Most claims first": (["claims", "publisher"], [False, True]),
    "Publisher": (["publisher", "published"], [True, True]),
    "Published, earliest first": (["undated", "published", "publisher"], [True, True, True]),
    "Side": (["party_affiliation", "publisher"], [True, True]),
}
"""Ways to sort the table: columns, and whether small comes first."""

HEAD: Final = [
    "Publisher", "Title", "Published", "Kind", "Speaks for", "Claims read in it", "Reports resting on it", "On it alone",
    "Archive and copy", "How it was read",
]  # fmt: skip

SOURCE: Final = "source"
"""Key of the search in the address."""

MOST_LISTED: Final = 50
"""Sources listed at first: more are a page that nobody reads to its end."""

NO_ARCHIVE: Final = Markup('<span class="sm-quiet">no archive link in the data</span>')
SEARCHED: Final = ["publisher", "title", "author", "source_id", "party_affiliation", "type"]


def sources_panel(asked: Asked, sources: pd.DataFrame) -> None:
    """Search, order and table; what is searched for stands in the address, so that a source has a link.

    sources : as `strikemap.query.lineage.source_table` gives it.
    """
    left, right = st.columns(2)
    with left:
        wanted = _searched(asked.view).casefold().split()
    with right:
        order = st.selectbox("Sorted by", list(ORDERS))
    found = _found(sources.reset_index().fillna(""), wanted)
    by, ascending = ORDERS[order]
    rows = found.assign(undated=found["published"] == "").sort_values(by, ascending=ascending, kind="stable")
    alone = int(rows["alone"].sum())
    st.caption(
        f"{len(rows):,} of {len(sources):,} sources. {alone:,} of the {len(asked.shown):,} reports shown rest on one of these alone, "
        "denials apart. The data hold no hash of a stored copy."
    )
    listed = rows
    if len(rows) > MOST_LISTED and not st.toggle(f"All {len(rows):,} of them", key="s_all"):
        st.html(Markup('<p class="sm-quiet">The first {}, in the order chosen; the search looks through all.</p>').format(MOST_LISTED))
        listed = rows.head(MOST_LISTED)
    st.html(table(HEAD, [_row(asked, {str(key): value for key, value in row.items()}) for row in listed.to_dict("records")]))


def _searched(view: View) -> str:
    """The search field, which shows and writes what the address says."""
    show_value("s_find", beside(SOURCE, (), "")[:MAX_TEXT])

    def write() -> None:
        go_beside(latest(view), **{SOURCE: st.session_state["s_find"].strip()})

    st.text_input("Find a source", placeholder="Publisher, title, author, side", key="s_find", on_change=write)
    return str(st.session_state["s_find"])


def _found(sources: pd.DataFrame, wanted: list[str]) -> pd.DataFrame:
    text = sources[SEARCHED].agg(" ".join, axis=1).str.casefold()
    return sources[[all(word in each for word in wanted) for each in text]]


def _row(asked: Asked, row: dict[str, Any]) -> list[object]:
    archive = link(row["archive"], "archived page") if row["archive"] else NO_ARCHIVE
    return [
        row["publisher"], link(row["url"], row["title"] or row["source_id"]), row["published"] or "not stated",
        row["type"].replace("_", " "), "no party" if row["party_affiliation"] == "none" else row["party_affiliation"], row["claims"],
        _number(asked, row["events"]), _number(asked, row["alone_events"]), Markup("{}<br>{}").format(archive, row["copy"]),
        row["accessed_note"],
    ]  # fmt: skip


def _number(asked: Asked, events: tuple[str, ...]) -> Markup:
    return behind(asked, events, f"{len(events):,}") if events else Markup("0")
