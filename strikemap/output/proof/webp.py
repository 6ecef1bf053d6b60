"""WebP: the record goes into the XMP chunk of the extended file format (RFC 9649); a simple file becomes an extended one."""

from __future__ import annotations

import struct
from typing import Final

from strikemap.errors import ProofError
from strikemap.output.proof.record import Fingerprint, Proof
from strikemap.output.proof.xmp import packet_of

_HAS_XMP: Final = 0x04
_HAS_ALPHA: Final = 0x10
_LOSSLESS_ALPHA_BIT: Final = 28
"""Where a lossless stream says that alpha is used: after its signature byte and twice 14 bits of size."""


def put(content: bytes, proof: Proof) -> bytes:
    """The picture with its record in it; the image data stay as they are."""
    chunks = [(name, data) for name, data in _chunks(content) if name != b"XMP "]
    if chunks[0][0] != b"VP8X":
        chunks.insert(0, (b"VP8X", _extended_header(*chunks[0], proof.fingerprint)))
    flags = chunks[0][1]
    chunks[0] = (b"VP8X", bytes([flags[0] | _HAS_XMP]) + flags[1:])
    chunks.append((b"XMP ", packet_of(proof).encode("utf-8")))
    body = b"WEBP" + b"".join(_chunk(name, data) for name, data in chunks)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _chunks(content: bytes) -> list[tuple[bytes, bytes]]:
    """Name and data of each chunk."""
    chunks = []
    at = len(b"RIFF....WEBP")
    while at < len(content):
        name, length = struct.unpack_from("<4sI", content, at)
        chunks.append((name, content[at + 8 : at + 8 + length]))
        if len(chunks[-1][1]) < length:
            raise ProofError("The WebP is cut short; draw the picture again.")
        # chunks are padded to an even length
        at += 8 + length + length % 2
    return chunks


def _chunk(name: bytes, data: bytes) -> bytes:
    return name + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2)


def _extended_header(name: bytes, data: bytes, size: Fingerprint) -> bytes:
    """Flags, three reserved bytes, width and height less one in 24 bits each."""
    has_alpha = name == b"VP8L" and int.from_bytes(data[1:5], "little") >> _LOSSLESS_ALPHA_BIT & 1
    flags = _HAS_ALPHA if has_alpha else 0
    edges = (size.width - 1).to_bytes(3, "little") + (size.height - 1).to_bytes(3, "little")
    return bytes([flags, 0, 0, 0]) + edges
