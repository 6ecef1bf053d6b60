"""The citation list as BibTeX, for LaTeX."""

from __future__ import annotations

import re
import urllib.parse
from typing import Final

from strikemap.output.exports.citations import DATA, Work, works_of
from strikemap.output.exports.export import Content, Export

ENTRIES: Final = {"ngo_investigation": "techreport", "intergovernmental": "techreport"}
"""Kind of source to BibTeX entry; anything else is misc."""

_SPECIAL: Final = {
    "\\": r"{\textbackslash}", "{": r"{\textbraceleft}", "}": r"{\textbraceright}", "~": r"{\textasciitilde}",
    "^": r"{\textasciicircum}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_",
}  # fmt: skip
"""Signs that LaTeX would act on, and how they are written; a bare brace would upset the count of braces even behind a backslash."""


def bibtex_bytes(content: Content) -> bytes:
    """BibTeX in UTF-8 (for biber, or a BibTeX that knows UTF-8); the first entry is the data."""
    keys: dict[str, int] = {}
    return "\n".join(_entry(work, _key(work.id, keys)) for work in works_of(content)).encode()


def _key(source_id: str, taken: dict[str, int]) -> str:
    """A key of plain signs; ids that become the same key are numbered."""
    key = re.sub(r"[^A-Za-z0-9:.-]+", "-", source_id).strip("-") or "source"
    taken[key] = taken.get(key, 0) + 1
    return key if taken[key] == 1 else f"{key}:{taken[key]}"


def _entry(work: Work, key: str) -> str:
    kind = ENTRIES.get(work.kind, "misc")
    fields = {
        "title": f"{{{_escaped(work.title or work.id)}}}",
        "author": " and ".join(f"{{{_escaped(name)}}}" for name in work.authors),
        "institution" if kind == "techreport" else "publisher": _escaped(work.publisher),
        "year": work.published[:4] if work.published[:4].isdigit() else "",
        "date": work.published if re.fullmatch(r"[0-9X~?%/.-]*", work.published) else "",
        "url": _link(work.url),
        "version": work.version if work.kind == DATA else "",
        "note": _escaped(work.note),
        "keywords": _escaped(work.id) if _key(work.id, {}) != work.id else "",
    }
    lines = [f"  {name} = {{{words}}}," for name, words in fields.items() if words]
    return "\n".join([f"@{kind}{{{key},", *lines, "}", ""])


def _escaped(text: str) -> str:
    return "".join(_SPECIAL.get(sign, sign) for sign in " ".join(text.split()))


def _link(url: str) -> str:
    """An address as it stands, which is what LaTeX wants of a URL; only braces and backslashes are percent-encoded."""
    return re.sub(r"[{}\\]", lambda found: urllib.parse.quote(found[0]), url)


EXPORT = Export(
    name="bibtex",
    title="Citations (BibTeX)",
    help="The data and every source behind them, for LaTeX.",
    suffix="bib",
    media_type="application/x-bibtex; charset=utf-8",
    function=bibtex_bytes,
)
