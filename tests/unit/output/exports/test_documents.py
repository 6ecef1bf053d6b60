"""docs/exports.md says what the code does."""

from __future__ import annotations

import re
from pathlib import Path

from strikemap.output.exports import workbook
from strikemap.output.exports.columns import COLUMNS
from strikemap.output.exports.comma_separated import TAIL
from strikemap.output.exports.registry import EXPORTS

TEXT = (Path(__file__).parents[4] / "docs" / "exports.md").read_text(encoding="utf-8")


def section(title: str) -> list[list[str]]:
    """The rows of the first table under a title, cell by cell."""
    part = re.split(r"^## ", TEXT, flags=re.MULTILINE)
    body = next(each for each in part if each.startswith(title))
    rows = [line.strip("| ").split(" | ") for line in body.splitlines() if line.startswith("|")]
    return [[cell.strip("`") for cell in row] for row in rows[2:]]


def test_the_table_of_columns_is_the_list_of_columns() -> None:
    assert section("Columns") == [[each.name, each.kind, each.hashtag, each.meaning] for each in COLUMNS]


def test_the_table_of_formats_is_the_registry() -> None:
    limits = [f"{each.limit:,} reports" if each.limit else "none" for each in EXPORTS]
    assert section("# Data that leaves") == [
        [each.title, each.name, f".{each.suffix}", each.help, limit]
        for each, limit in zip(EXPORTS, limits, strict=True)
    ]


def test_the_columns_behind_the_report_and_the_limit_of_claims_are_named() -> None:
    assert [name for name in TAIL if f"`{name}`" not in TEXT] == []
    assert f"{workbook.MOST_CLAIMS:,} claims" in TEXT
