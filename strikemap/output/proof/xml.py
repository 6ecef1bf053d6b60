"""XML from strangers: refused before it is parsed where it could harm, by size, by depth, or by entities of its own."""

from __future__ import annotations

from typing import Any, Final
from xml.etree import ElementTree as ET
from xml.parsers import expat

from strikemap.errors import ProofError

MAX_DEPTH: Final = 200
"""Deepest nesting of elements; our own drawings stay below 20."""

MAX_ELEMENTS: Final = 500_000


class Watch:
    """A pass over XML bytes that follows the depth of elements and stops at what no picture of ours holds.

    Raises ProofError for XML that is not well formed, is nested too deeply, has too many elements, or declares entities.
    """

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.depth = 0
        self._elements = 0
        self._parser = expat.ParserCreate("utf-8", namespace_separator=" ")
        self._parser.StartElementHandler = self._opened
        self._parser.EndElementHandler = self._closed
        self._parser.StartDoctypeDeclHandler = _refuse_entities
        self._parser.DefaultHandlerExpand = lambda _: self.between(self._parser.CurrentByteIndex)

    def run(self) -> None:
        """Go through the whole text once."""
        try:
            self._parser.Parse(self.content, True)
        except expat.ExpatError as error:
            raise ProofError(f"The XML in it is broken ({error}). Take the file as it was made.") from error

    def opened(self, name: str, at: int) -> None:
        """An element begins at that byte; self.depth is that of its parent (0 = it is the root)."""

    def closed(self, name: str, at: int) -> None:
        """The closing tag of an element begins at that byte; self.depth is that of its parent."""

    def between(self, at: int) -> None:
        """Anything else, a text or a comment, begins at that byte."""

    def _opened(self, name: str, _: dict[str, str]) -> None:
        self._elements += 1
        if self.depth >= MAX_DEPTH or self._elements > MAX_ELEMENTS:
            raise ProofError(
                f"The XML in it is nested deeper than {MAX_DEPTH} or has more than {MAX_ELEMENTS:,} elements, which no"
                " picture of ours has; it was not read."
            )
        self.opened(name, self._parser.CurrentByteIndex)
        self.depth += 1

    def _closed(self, name: str) -> None:
        self.depth -= 1
        self.closed(name, self._parser.CurrentByteIndex)


def _refuse_entities(_name: str, _system: str | None, _public: str | None, has_internal_subset: int) -> None:
    if has_internal_subset:
        raise ProofError("The XML in it declares entities of its own, which no picture of ours does; it was not read.")


def utf8(content: bytes) -> str:
    """The text of a file that has to be UTF-8. Raises ProofError."""
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ProofError(f"The XML in it is not UTF-8 (byte {error.start:,}). Take the file as it was made.") from error


def parsed(text: str) -> Any:
    """The root element of a checked text. Raises ProofError."""
    Watch(text.encode("utf-8", "surrogatepass")).run()
    return ET.fromstring(text)  # noqa: S314  # Watch has refused what could harm


def canonical(text: str) -> str:
    """The one way to write the same XML (C14N 2.0, without comments). The text has passed a Watch."""
    return ET.canonicalize(text)
