"""PNG: the record goes into text chunks (PNG 1.2, 11.3.4) that stand before the pixels; other text and times are left out."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from typing import Final

from strikemap.errors import ProofError
from strikemap.output.proof.record import Proof
from strikemap.output.proof.xmp import packet_of

MAGIC: Final = b"\x89PNG\r\n\x1a\n"
_DROPPED: Final = frozenset({b"tEXt", b"zTXt", b"iTXt", b"tIME"})


def put(content: bytes, proof: Proof) -> bytes:
    """The picture with its record in it; pixels and every other chunk stay as they are."""
    header, *rest = _chunks(content)
    kept = [chunk for chunk in rest if chunk[4:8] not in _DROPPED]
    return b"".join([MAGIC, header, *_texts(proof), *kept])


def _chunks(content: bytes) -> Iterator[bytes]:
    at = len(MAGIC)
    while at < len(content):
        end = at + 12 + int.from_bytes(content[at : at + 4])
        if end > len(content):
            raise ProofError("The PNG is cut short; draw the picture again.")
        yield content[at:end]
        at = end


def _texts(proof: Proof) -> Iterator[bytes]:
    """The packet, and for viewers that know no XMP the plain keywords that the standard names."""
    record = proof.record
    yield _text("XML:com.adobe.xmp", packet_of(proof))
    for keyword, text in (
        ("Title", record.title),
        ("Description", record.alt),
        ("Copyright", record.credit),
        ("Disclaimer", record.notice),
        ("Source", f"?{record.query}"),
        ("Software", f"Strikemap {record.program_version}"),
        ("Comment", f"Code {record.code}; data {record.dataset} {record.data_version}"),
    ):
        yield _text(keyword, text)


def _text(keyword: str, text: str) -> bytes:
    """An iTXt chunk: keyword, not compressed, no language, no translated keyword, UTF-8 text."""
    body = b"iTXt" + keyword.encode("ascii") + b"\0\0\0\0\0" + text.encode("utf-8")
    return struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))
