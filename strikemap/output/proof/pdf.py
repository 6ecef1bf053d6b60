"""PDF: the record goes into an update appended to the file (ISO 32000-1, 7.5.6); the bytes before it stay as they are.

So no reader of PDF takes part when a file of a stranger is verified: what stands before the update is hashed, and the update
has to be, byte for byte, the one that we would append. What this sees: any change at all. What it cannot see: that a PDF which
another program has saved again still looks the same.
"""

from __future__ import annotations

import hashlib
import re
from typing import Final

from strikemap.errors import ProofError
from strikemap.output.proof.record import Fingerprint, Proof
from strikemap.output.proof.xmp import find_packet, packet_of

_MARK: Final = b"\n%Strikemap proof 1\n"
_MARKS_TRIED: Final = 20
_INFO = rb"<<(?: /[A-Za-z]+ <[0-9A-F]*>)+ >>"
_HEAD = re.compile(
    rb"\d{1,9} 0 obj\n(?P<info>" + _INFO + rb")\nendobj\n"
    rb"\d{1,9} 0 obj\n<< /Type /Metadata /Subtype /XML /Length (?P<length>\d{1,9}) >>\nstream\n"
)
"""How our update begins, up to the packet."""


def put(content: bytes, proof: Proof) -> bytes:
    """The document with its record in it. Raises ProofError for a document that cannot be updated so."""
    bare, _, _ = _parted(content)
    return bare + _update(bare, _info(proof), packet_of(proof).encode("utf-8"))


def fingerprint(content: bytes) -> Fingerprint:
    """Hash of all bytes before our update; of all bytes where the update is not the one that we append."""
    return Fingerprint("pdf", 0, 0, hashlib.sha256(_parted(content)[0]).hexdigest())


def find(content: bytes) -> str | None:
    """The XMP packet of our update, or the last one of a document that another program has saved; None without one."""
    _, _, packet = _parted(content)
    begin = content.rfind(b"<x:xmpmeta")
    return find_packet((packet or content[max(begin, 0) :]).decode("utf-8", "replace"))


def _parted(content: bytes) -> tuple[bytes, bytes, bytes]:
    """The document before our update, and the update's information and packet; the whole content where it has none."""
    at = content.find(_MARK)
    # words in the packet may hold the mark, too: the update begins at the first one from which all bytes are as they should be
    for _ in range(_MARKS_TRIED):
        if at < 0:
            break
        if found := _HEAD.match(content, at + len(_MARK)):
            packet = content[found.end() : found.end() + int(found["length"])]
            if _is_update(content, at, found["info"], packet):
                return content[:at], found["info"], packet
        at = content.find(_MARK, at + 1)
    return content, b"", b""


def _is_update(content: bytes, at: int, info: bytes, packet: bytes) -> bool:
    """Whether all that stands from there on is what we would append."""
    try:
        return content[at:] == _update(content[:at], info, packet)
    except ProofError:
        return False


def _update(bare: bytes, info: bytes, packet: bytes) -> bytes:
    """Information, packet and catalogue as new objects, with a cross-reference table and a trailer of their own."""
    root, size, previous = _trailer(bare)
    catalogue = _catalogue(bare, root)[:-2].rstrip() + b" /Metadata %d 0 R >>" % (size + 1)
    objects = [
        (size, info),
        (size + 1, b"<< /Type /Metadata /Subtype /XML /Length %d >>\nstream\n%b\nendstream" % (len(packet), packet)),
        (root, catalogue),
    ]
    written, places = _MARK, {}
    for number, body in objects:
        places[number] = len(bare) + len(written)
        written += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"xref\n%d 1\n%010d 00000 n \n%d 2\n%010d 00000 n \n%010d 00000 n \n" % (
        root, places[root], size, places[size], places[size + 1],
    )  # fmt: skip
    name = hashlib.sha256(bare).hexdigest()[:32].encode()
    trailer = b"trailer\n<< /Size %d /Root %d 0 R /Info %d 0 R /ID [<%b> <%b>] /Prev %d >>\nstartxref\n%d\n%%%%EOF\n" % (
        size + 2, root, size, name, name, previous, len(bare) + len(written),
    )  # fmt: skip
    return written + table + trailer


def _trailer(bare: bytes) -> tuple[int, int, int]:
    """Number of the catalogue, number of objects, and place of the cross-reference table, from the last trailer."""
    trailer = bare[bare.rfind(b"trailer") :]
    numbers = [re.search(words, trailer) for words in (rb"/Root\s+(\d{1,9})\s+0\s+R", rb"/Size\s+(\d{1,9})\b", rb"startxref\s+(\d{1,12})\b")]
    if None in numbers or not trailer.startswith(b"trailer"):
        raise ProofError("The PDF has no plain trailer, so its record cannot be written; draw it without object streams.")
    root, size, previous = (int(found[1]) for found in numbers if found)
    return root, size, previous


def _catalogue(bare: bytes, root: int) -> bytes:
    """The dictionary of the catalogue as it stands, without metadata of its own."""
    head = b"\n%d 0 obj" % root
    begin = bare.rfind(head)
    end = bare.find(b"endobj", begin)
    body = bare[begin + len(head) : end].strip()
    if begin < 0 or end < 0 or not (body.startswith(b"<<") and body.endswith(b">>")):
        raise ProofError("The PDF has no plain catalogue, so its record cannot be written; draw it without object streams.")
    return re.sub(rb"/Metadata\s+\d+\s+\d+\s+R", b"", body)


def _info(proof: Proof) -> bytes:
    """The information dictionary, for viewers that know no XMP."""
    record = proof.record
    entries = {
        "Title": record.title,
        "Subject": record.alt,
        "Keywords": f"{record.code}; {record.dataset} {record.data_version}; ?{record.query}",
        "Author": record.credit,
        "Creator": f"Strikemap {record.program_version}",
        "Producer": f"Strikemap {record.program_version}",
    }
    body = b"".join(b" /%b <FEFF%b>" % (key.encode(), text.encode("utf-16-be").hex().upper().encode()) for key, text in entries.items())
    return b"<<" + body + b" >>"
