"""Build columns.md: what every column of every table means and may hold, from the schemas that reading and checking use."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pandera.pandas as pa

from strikemap.build.files import write_whole
from strikemap.model.schema import TABLES, Facts, Kind, facts_of

COLUMNS: Final = "columns.md"

KIND_WORDS: Final[dict[Kind, str]] = {
    "text": "text",
    "whole": "whole number",
    "decimal": "number",
    "day": "day (2020-10-04)",
    "edtf": "EDTF date",
    "list": "list, joined by ;",
}

_HEAD: Final = """# Columns of the tables

Made by `python -m strikemap build data` from `strikemap/model/schema.py`; change it there. All tables are CSV in UTF-8 with a
header. A blank means "not stated"; 0 stands only where a source says that there were none. Days are local days (UTC+4).
"""


def build(folder: Path) -> Path:
    """Write columns.md into a dataset folder; returns its path. Raises BuildError when it cannot be written."""
    file = folder / COLUMNS
    write_whole(file, columns_markdown().encode())
    return file


def columns_markdown() -> str:
    """The columns of every table as Markdown."""
    return "\n".join([_HEAD, *(_table(schema) for schema in TABLES)])


def _table(schema: pa.DataFrameSchema) -> str:
    rows = "\n".join(_row(name, column) for name, column in schema.columns.items())
    return (
        f"## {schema.name}.csv\n\nOne row is {schema.title}.\n\n| column | holds | meaning |\n|---|---|---|\n{rows}\n"
    )


def _row(name: str, column: pa.Column) -> str:
    facts = facts_of(column)
    return f"| `{name}` | {_holds(facts)} | {column.description}{_allowed(facts)} |"


def _holds(facts: Facts) -> str:
    kind = KIND_WORDS[facts.kind] + (f", {facts.unit}" if facts.unit else "")
    return kind if facts.required else f"{kind}, or blank"


def _allowed(facts: Facts) -> str:
    allowed = ": " + "; ".join(facts.allowed) if facts.allowed else ""
    return allowed + (f"; stands in `{facts.refers_to}`" if facts.refers_to else "")
