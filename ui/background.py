"""The tables of the background page: text in HTML, so that every line can be found, copied and linked."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from strikemap.model.dates import say_day
from strikemap.query.background import Membership, Munition, Relation, Transfer, Treaty, TurningPoint
from strikemap.query.citations import Citation
from ui.plain import link, table

NOT_STATED = Markup('<span class="sm-quiet">not stated</span>')


def source_links(sources: Sequence[Citation]) -> Markup:
    """Publishers as links, one after the other."""
    return Markup(", ").join(link(each.url, f"{each.publisher}, {each.published}") for each in sources)


def _or_not_stated(text: str) -> Markup | str:
    return text or NOT_STATED


def munitions_table(rows: Sequence[Munition]) -> None:
    """Weapons, carriers and submunitions apart."""
    st.markdown(
        "A rocket and the bomblets in it are two rows. **A failure band is shown only where a source gives one for that "
        "type**; a bomblet that did not explode stays a danger to those who find it. No footprint is drawn: no sourced figure was found."
    )
    head = ["Weapon", "Kind", "Producer", "Carries", "Carried by", "Reported failure", "Note", "Sources"]
    st.html(
        table(
            head,
            [
                [
                    each.name, each.kind, _or_not_stated(each.producer), each.carries, each.carried_by,
                    each.failure or Markup('<span class="sm-quiet">no sourced figure</span>'), each.note,
                    source_links(each.sources),
                ]
                for each in rows
            ],
        )
    )  # fmt: skip


def treaty_panel(treaty: Treaty) -> None:
    """The Convention on the day of the article: its size, and the states the story names."""
    st.html(
        Markup(
            '<p class="sm-lede">On {}: <b>{} states parties</b> and {} signatories that had not ratified. '
            "Outside, among the states in our tables: {}.</p>"
        ).format(
            say_day(treaty.day), len(treaty.parties), len(treaty.signatories), ", ".join(m.country for m in treaty.outside)
        )
    )
    st.html(table(["Outside", "Note", "Sources"], [[m.country, m.note, source_links(m.sources)] for m in treaty.outside]))
    with st.expander(f"All {len(treaty.parties)} parties and {len(treaty.signatories)} signatories on that day"):
        head = ["State", "Status", "Signed", "Ratified or acceded", "Note", "Sources"]
        st.html(table(head, [_membership(m) for m in (*treaty.parties, *treaty.signatories)]))


def _membership(member: Membership) -> list[object]:
    return [
        member.country, member.status, _or_not_stated(member.signed), _or_not_stated(member.joined), member.note,
        source_links(member.sources),
    ]  # fmt: skip


def transfers_table(rows: Sequence[Transfer]) -> None:
    """Reported deliveries."""
    st.markdown("A delivery is a claim like any other. **Manufacture is not transfer, and transfer is not use.**")
    head = ["Supplier", "Recipient", "System", "When", "Quantity as reported", "Note", "Sources"]
    st.html(
        table(
            head,
            [
                [r.supplier, r.recipient, r.system, r.when, _or_not_stated(r.quantity), r.note, source_links(r.sources)]
                for r in rows
            ],
        )
    )


def relations_table(rows: Sequence[Relation]) -> None:
    """Who stood by whom, made what, mediated or signed, and who says so."""
    st.markdown("Rows about one pair can contradict each other: they are claims, and denials stand in the note.")
    head = ["Kind", "From", "To", "When", "Says so", "How firmly", "Note", "Sources"]
    st.html(
        table(
            head,
            [[r.kind, r.start, r.end, r.when, r.claimant, r.hedge, r.note, source_links(r.sources)] for r in rows],
        )
    )


def history_table(rows: Sequence[TurningPoint]) -> None:
    """Turning points."""
    st.html(table(["When", "What", "In short", "Sources"], [[r.when, r.title, r.summary, source_links(r.sources)] for r in rows]))
