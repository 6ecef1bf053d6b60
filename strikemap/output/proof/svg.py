"""SVG: <title> and <desc> for readers, <metadata> with the XMP packet, all as first children of the root."""

from __future__ import annotations

import hashlib
from typing import Final

from markupsafe import Markup

from strikemap.errors import ProofError
from strikemap.output.proof.record import Fingerprint, Proof
from strikemap.output.proof.xml import Watch, canonical, utf8
from strikemap.output.proof.xmp import find_packet, packet_of

_SVG: Final = "http://www.w3.org/2000/svg"
_OURS: Final = frozenset(f"{_SVG} {name}" for name in ("title", "desc", "metadata"))


class _Outline(Watch):
    """Where the children of the root begin that carry words about the picture, and where they end."""

    def __init__(self, content: bytes) -> None:
        super().__init__(content)
        self.spans: list[tuple[int, int]] = []
        self.inside = 0
        self._root_at = -1
        self._open_at: int | None = None
        self._ended = False
        self.run()
        if content[: self.inside].endswith(b"/>"):
            raise ProofError("The drawing is empty.")

    def opened(self, name: str, at: int) -> None:
        self.between(at)
        if self.depth == 0:
            if name != f"{_SVG} svg":
                raise ProofError("The file is XML, but no SVG drawing.")
            self._root_at = at
        elif self.depth == 1 and name in _OURS:
            self._open_at = at

    def closed(self, name: str, at: int) -> None:
        self.between(at)
        self._ended = self.depth == 1 and name in _OURS

    def between(self, at: int) -> None:
        """What follows a tag begins where the tag ends: expat tells where things begin only."""
        if self._ended and self._open_at is not None:
            self.spans.append((self._open_at, at))
            self._open_at, self._ended = None, False
        if self._root_at >= 0 and not self.inside:
            self.inside = at


def put(content: bytes, proof: Proof) -> bytes:
    """The drawing with its record in it, in place of any title, description or metadata of the root."""
    bare = _bare(content)
    inside = _Outline(bare).inside
    record = proof.record
    head = Markup("<title>{}</title><desc>{}</desc><metadata>").format(record.title, record.alt)
    return bare[:inside] + f"{head}{packet_of(proof)}</metadata>".encode() + bare[inside:]


def fingerprint(content: bytes) -> Fingerprint:
    """Hash of the canonical text without the root's title, description and metadata. Raises ProofError."""
    text = canonical(utf8(_bare(content)))
    return Fingerprint("svg", 0, 0, hashlib.sha256(text.encode("utf-8")).hexdigest())


def find(content: bytes) -> str | None:
    """The XMP packet, or None."""
    return find_packet(utf8(b"".join(content[start:end] for start, end in _Outline(content).spans)))


def _bare(content: bytes) -> bytes:
    utf8(content)
    kept, at = [], 0
    for start, end in _Outline(content).spans:
        kept.append(content[at:start])
        at = end
    return b"".join([*kept, content[at:]])
