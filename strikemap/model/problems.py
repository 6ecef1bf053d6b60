"""A problem with the data: where it is, what is wrong, what to do. One value for the check command, the app and tests."""

from __future__ import annotations

import re
from dataclasses import dataclass

LONGEST_VALUE = 60
"""Characters of a found value that a message repeats."""

_NOT_PLAIN = re.compile(r"[\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]+")


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong with a file of a dataset.

    kind : title of the defect. file : path below the dataset folder.
    row : row as a spreadsheet counts it (header = row 1), or None. feature : number (from 0) or id of a GeoJSON feature, or "".
    column : name of the column or property, or "". value : what was found, as short plain text, or "".
    message : what is wrong. remedy : what to do about it.
    """

    kind: str
    file: str
    message: str
    remedy: str
    row: int | None = None
    feature: str = ""
    column: str = ""
    value: str = ""

    def __str__(self) -> str:
        """One line: where, what was found, what is wrong, what to do."""
        return f"{self.where}: {self.message} {self.remedy}"

    @property
    def where(self) -> str:
        """The place of the problem: "claims.csv, row 41, column hedge, value “sais”"."""
        parts = [
            self.file,
            f"row {self.row}" if self.row is not None else "",
            f"feature {self.feature}" if self.feature else "",
            f"column {self.column}" if self.column else "",
            f"value “{self.value}”" if self.value else "",
        ]
        return ", ".join(part for part in parts if part)


def short_text(value: object) -> str:
    """A found value as short plain text on one line, without control and direction marks."""
    plain = " ".join(_NOT_PLAIN.sub(" ", str(value)).split())
    return plain if len(plain) <= LONGEST_VALUE else plain[: LONGEST_VALUE - 1] + "…"


def spreadsheet_row(position: int) -> int:
    """The row a spreadsheet shows for the record at that position (0 = first below the header)."""
    return position + 2
