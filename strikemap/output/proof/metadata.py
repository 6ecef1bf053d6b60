"""Write a picture's record into its file, and read it back, whatever the container."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final, Protocol, cast

from strikemap.errors import ProofError
from strikemap.output.pictures.facts import PictureFacts
from strikemap.output.proof import pdf, png, raster, svg, webp
from strikemap.output.proof.record import Fingerprint, Kind, Proof, Record
from strikemap.output.proof.xmp import read_packet


class Reader(Protocol):
    """What a file of this folder offers that reads one or more kinds."""

    fingerprint: Callable[[bytes], Fingerprint]
    find: Callable[[bytes], str | None]


READERS: Final[Mapping[str, Reader]] = {
    "png": cast("Reader", raster), "webp": cast("Reader", raster), "jpeg": cast("Reader", raster),
    "svg": cast("Reader", svg), "pdf": cast("Reader", pdf),
}  # fmt: skip

WRITERS: Final[Mapping[str, Callable[[bytes, Proof], bytes]]] = {
    "png": png.put, "svg": svg.put, "pdf": pdf.put, "webp": webp.put,
}  # fmt: skip
"""The kinds that we make; a JPEG is only read."""

MAX_BYTES: Final = 40_000_000
"""Largest file that is read."""

_MAGIC: Final[tuple[tuple[str, Callable[[bytes], bool]], ...]] = (
    ("png", lambda head: head.startswith(png.MAGIC)),
    ("webp", lambda head: head[:4] == b"RIFF" and head[8:12] == b"WEBP"),
    ("jpeg", lambda head: head.startswith(b"\xff\xd8\xff")),
    ("pdf", lambda head: head.startswith(b"%PDF-")),
    ("svg", lambda head: head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith((b"<?xml", b"<svg", b"<!--", b"<!DOCTYPE svg"))),
)


def stamped(kind: str, content: bytes, facts: PictureFacts) -> bytes:
    """The picture's file with its record in it. kind : png, svg, pdf or webp.

    What is seen of the picture does not change. The same content and facts give the same bytes, also when the content carries a
    record already. Raises ProofError where the content is no file of that kind.
    """
    if kind not in WRITERS or (found := kind_of(content)) != kind:
        is_kind = "" if kind not in WRITERS else f"; the file is of kind {found}"
        raise ProofError(f"A record goes into {', '.join(WRITERS)}, and {kind} was asked for{is_kind}.")
    return WRITERS[kind](content, Proof(Record.of(facts), READERS[kind].fingerprint(content)))


def read(content: bytes) -> Proof | None:
    """What a file says of itself; None where it says nothing of ours.

    Raises ProofError where the file is no picture, is broken, or its record is ours and damaged.
    """
    packet = READERS[kind_of(content)].find(content)
    return read_packet(packet) if packet else None


def fingerprint(content: bytes) -> Fingerprint:
    """Hashes of what the picture shows. Raises ProofError where it cannot be opened."""
    return READERS[kind_of(content)].fingerprint(content)


def read_file(path: Path) -> bytes:
    """The bytes of a file, its size looked at first. Raises ProofError where it cannot be read or is too large."""
    try:
        if (size := path.stat().st_size) > MAX_BYTES:
            raise ProofError(f"{path} has {size:,} bytes; at most {MAX_BYTES:,} are read.")
        return path.read_bytes()
    except OSError as error:
        raise ProofError(f"{path} cannot be read: {error.strerror}.") from error


def kind_of(content: bytes) -> Kind:
    """The kind of a file by its first bytes, whatever its name. Raises ProofError for others and for files too large."""
    if len(content) > MAX_BYTES:
        raise ProofError(f"The file has {len(content):,} bytes; at most {MAX_BYTES:,} are read.")
    if not content:
        raise ProofError("The file is empty.")
    for kind, fits in _MAGIC:
        if fits(content[:200]):
            return cast("Kind", kind)
    raise ProofError("The file is no picture that can be verified: it is neither PNG, SVG, PDF, WebP nor JPEG, whatever its name.")

