"""Background: the weapons, the ban, the transfers, the states around, the history; each line with its source."""

import streamlit as st

from strikemap.query.article import shown_in
from strikemap.query.background import (
    history_rows,
    munition_rows,
    relation_rows,
    transfer_rows,
    treaty_on,
)
from ui.address import carry_over
from ui.article import said_in_article
from ui.background import (
    history_table,
    munitions_table,
    relations_table,
    transfers_table,
    treaty_panel,
)
from ui.datasets import open_catalogue
from ui.follow_hash import follow_hash

carry_over("background")
dataset = open_catalogue().dataset()

st.title("Background", anchor=False)
st.caption("Who says what about the weapons, the ban on them, who made and delivered them, and who stood by whom.")


def section(title: str, anchor: str) -> None:
    """The head of a section, with what the article says that the section shows."""
    st.header(title, anchor=anchor)
    if said := said_in_article(shown_in(dataset, f"#{anchor}")):
        st.html(said)


section("The weapons", "munitions")
munitions_table(munition_rows(dataset))

section("The ban on cluster munitions", "treaty")
treaty_panel(treaty_on(dataset, dataset.settings["treaty_day"]))

section("Reported transfers", "transfers")
transfers_table(transfer_rows(dataset))

section("The states around the war", "relations")
relations_table(relation_rows(dataset))

section("From 1988 to 2023", "history")
history_table(history_rows(dataset))

follow_hash()
