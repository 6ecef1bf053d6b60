"""The list of works to cite for a View: the data themselves first, then every source behind the rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from strikemap.output.exports.export import Content
from strikemap.output.exports.sources import one_link
from strikemap.output.exports.text import storable

DATA: Final = "dataset"


@dataclass(frozen=True)
class Work:
    """One work. `kind` is the type of the sources table, or DATA; `published` an EDTF date, "" = day not stated.

    authors : names as written, () = not stated; note : whom it speaks for, and what was seen of it.
    """

    id: str
    kind: str
    title: str
    authors: tuple[str, ...]
    publisher: str
    published: str
    url: str
    version: str
    note: str


def works_of(content: Content) -> list[Work]:
    """What to cite, the data first, the sources in the order of their ids."""
    about = content.about
    data = Work(
        id=f"strikemap-{content.dataset.name}", kind=DATA, title=about.title, authors=(), publisher="Strikemap", published="",
        url="", version=content.dataset.version, note=about.line,
    )  # fmt: skip
    return [data, *(_work(row) for row in content.sources.fillna("").to_dict("records"))]


def _work(row: dict[Any, Any]) -> Work:
    cells = {str(name): storable(str(cell)) for name, cell in row.items()}
    return Work(
        id=cells["source_id"], kind=cells["type"], title=cells["title"], authors=_authors(cells["author"]),
        publisher=cells["publisher"], published=cells["published"], url=one_link(cells["url"]), version="",
        note=" ".join(filter(None, [_affiliation(cells["party_affiliation"]), cells["accessed_note"]])),
    )  # fmt: skip


def _authors(names: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in names.replace(";", ",").split(",") if name.strip())


def _affiliation(party: str) -> str:
    return (
        ""
        if party in ("", "none")
        else f"Officials or state media of {party}, or a source that carries their statements."
    )
