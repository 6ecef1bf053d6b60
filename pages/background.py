"""Background: the weapons, the ban, the transfers, the states around, the history; each line with its source."""

import streamlit as st

from strikemap.query.background import (
    history_rows,
    munition_rows,
    relation_rows,
    transfer_rows,
    treaty_on,
)
from ui.address import carry_over
from ui.background import (
    history_table,
    munitions_table,
    relations_table,
    transfers_table,
    treaty_panel,
)
from ui.datasets import open_catalogue

carry_over("background")
dataset = open_catalogue().dataset()

st.title("Background", anchor=False)
st.caption("Who says what about the weapons, the ban on them, who made and delivered them, and who stood by whom.")

st.header("The weapons", anchor="munitions")
munitions_table(munition_rows(dataset))

st.header("The ban on cluster munitions", anchor="treaty")
treaty_panel(treaty_on(dataset, dataset.settings["treaty_day"]))

st.header("Reported transfers", anchor="transfers")
transfers_table(transfer_rows(dataset))

st.header("The states around the war", anchor="relations")
relations_table(relation_rows(dataset))

st.header("From 1988 to 2023", anchor="history")
history_table(history_rows(dataset))
