"""A list of changes as CSV, safe to open in a spreadsheet, with what was compared and who is to be credited on every row."""

from __future__ import annotations

from typing import Final

import pandas as pd

from strikemap.model.dataset import Dataset
from strikemap.output.exports.comma_separated import BYTE_ORDER_MARK
from strikemap.output.exports.text import one_line, spreadsheet_safe

LEFT_OUT: Final = ("kind",)
"""Columns that say in a code what another says in words."""


def changes_csv(table: pd.DataFrame, dataset: Dataset, *, compared: str, link: str) -> bytes:
    """The table of `strikemap.query.change_table.change_table` as CSV (UTF-8 with a mark, commas); an empty cell says nothing is there.

    compared : the sentence that says which states were compared; link : the address of the page with them.
    """
    tail = {
        "compared": compared, "credit": dataset.settings.get("credit", ""), "notice": dataset.settings.get("notice", ""),
        "data_version": dataset.version, "link": link,
    }  # fmt: skip
    rows = table.drop(columns=list(LEFT_OUT)).assign(
        became_known=[each.isoformat() if each else "" for each in table["became_known"]], **{name: one_line(str(words)) for name, words in tail.items()}
    )
    guarded = rows.apply(lambda column: column.map(lambda cell: spreadsheet_safe(str(cell))))
    return BYTE_ORDER_MARK + str(guarded.to_csv(index=False)).encode()
