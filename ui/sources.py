"""The table of sources: who published each, for whom it speaks, and the reports that rest on it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd
import streamlit as st
from markupsafe import Markup

from ui.behind import Asked, behind
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

NO_ARCHIVE: Final = Markup('<span class="sm-quiet">no archive link in the data</span>')
SEARCHED: Final = ["publisher", "title", "author", "source_id", "party_affiliation", "type"]


def sources_panel(asked: Asked, sources: pd.DataFrame) -> None:
    """Search, order and table. sources : as `strikemap.query.lineage.source_table` gives it."""
    left, right = st.columns(2)
    with left:
        wanted = st.text_input("Find a source", placeholder="Publisher, title, author, side").casefold().split()
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
    st.html(table(HEAD, [_row(asked, {str(key): value for key, value in row.items()}) for row in rows.to_dict("records")]))


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
