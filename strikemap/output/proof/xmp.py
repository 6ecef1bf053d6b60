"""The XMP packet: the one form in which every container carries the record and fingerprint of a picture."""

from __future__ import annotations

import base64
import json
import re
import zlib
from collections.abc import Iterable
from dataclasses import fields
from typing import Any, Final, cast, get_args

from markupsafe import Markup

from strikemap.errors import ProofError
from strikemap.output.proof.record import Fingerprint, Kind, Proof, Record
from strikemap.output.proof.xml import parsed

NAMESPACES: Final = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
    "strikemap": "urn:strikemap:picture:1#",
}

MAX_PACKET: Final = 2_000_000
"""Longest packet read, in characters; ours stay below 200,000."""

MAX_UNPACKED: Final = 4_000_000
"""Most bytes that the list of reports may unpack to."""

_LISTS: Final = ("ids", "all_ids", "grades")
_TEXTS: Final = tuple(each.name for each in fields(Record) if each.name not in (*_LISTS, "sources"))
_ADDED: Final = frozenset({"style_digest"})
"""Parts that pictures of earlier releases do not have."""
_PACKET = re.compile(r"<x:xmpmeta\b.*?</x:xmpmeta>", re.DOTALL)


def packet_of(proof: Proof) -> str:
    """The packet of a picture: the same text for the same proof."""
    record, print_ = proof.record, proof.fingerprint
    standard = [
        _alternatives("dc:title", record.title),
        _alternatives("dc:description", record.caption),
        _alternatives("dc:rights", record.credit),
        _element("dc:identifier", record.code),
        _element("dc:source", record.query),
        _element("xmp:CreatorTool", f"Strikemap {record.program_version}"),
        _alternatives("xmpRights:UsageTerms", record.notice),
        _element("photoshop:Credit", record.credit),
        _element("photoshop:Instructions", record.notice),
        _alternatives("Iptc4xmpCore:AltTextAccessibility", record.alt),
    ]
    own = [_element(f"strikemap:{name}", getattr(record, name)) for name in _TEXTS]
    own += [
        _bag("strikemap:sources", record.sources),
        _element("strikemap:reports", _packed({name: getattr(record, name) for name in _LISTS})),
        _element("strikemap:kind", print_.kind),
        _element("strikemap:width", str(print_.width)),
        _element("strikemap:height", str(print_.height)),
        _element("strikemap:pixels", print_.whole),
        _element("strikemap:blocks", " ".join(print_.blocks)),
    ]
    names = Markup(" ").join(Markup('xmlns:{}="{}"').format(prefix, uri) for prefix, uri in NAMESPACES.items())
    body = Markup("\n").join([*standard, *own])
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        f'<x:xmpmeta xmlns:x="adobe:ns:meta/">\n<rdf:RDF xmlns:rdf="{NAMESPACES["rdf"]}">\n'
        f'<rdf:Description rdf:about="" {names}>\n{body}\n</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end="r"?>'
    )


def _element(name: str, text: str) -> Markup:
    return Markup("<{0}>{1}</{0}>").format(name, text)


def _alternatives(name: str, text: str) -> Markup:
    return Markup('<{0}><rdf:Alt><rdf:li xml:lang="x-default">{1}</rdf:li></rdf:Alt></{0}>').format(name, text)


def _bag(name: str, texts: Iterable[str]) -> Markup:
    items = Markup("").join(_element("rdf:li", each) for each in texts)
    return Markup("<{0}><rdf:Bag>{1}</rdf:Bag></{0}>").format(name, items)


def _packed(lists: dict[str, tuple[str, ...]]) -> str:
    return base64.b64encode(zlib.compress(json.dumps(lists, separators=(",", ":")).encode(), 9)).decode()


def find_packet(text: str) -> str | None:
    """The first packet in a text, from <x:xmpmeta> to its end, or None."""
    found = _PACKET.search(text)
    return found[0] if found else None


def read_packet(text: str) -> Proof | None:
    """The proof in a packet; None where the packet is none of ours.

    Raises ProofError where it is ours and damaged, or could harm the reader.
    """
    if NAMESPACES["strikemap"] not in text:
        return None
    if len(text) > MAX_PACKET:
        raise ProofError(f"Its metadata have {len(text):,} characters; we read at most {MAX_PACKET:,}.")
    described = parsed(text).find(".//rdf:Description[strikemap:code]", NAMESPACES)
    if described is None:
        raise ProofError("Its metadata lack the short code. Take the file as it was made.")
    try:
        return _proof(described)
    except (ValueError, KeyError, TypeError, zlib.error, RecursionError) as error:
        raise ProofError(f"Its metadata are damaged ({error}). Take the file as it was made.") from error


def _proof(described: Any) -> Proof:
    def text(name: str) -> str:
        found = described.find(f"strikemap:{name}", NAMESPACES)
        if found is None and name in _ADDED:
            return ""
        if found is None:
            raise ValueError(f"{name} is missing")
        return found.text or ""

    sources = tuple(each.text or "" for each in described.iterfind("strikemap:sources/rdf:Bag/rdf:li", NAMESPACES))
    lists = _unpacked(text("reports"))
    parts: dict[str, Any] = {name: text(name) for name in _TEXTS} | lists | {"sources": sources}
    record = Record(**parts)
    if len(record.all_ids) != len(record.grades):
        raise ValueError("reports and grades differ in number")
    return Proof(record, _fingerprint(text))


def _fingerprint(text: Any) -> Fingerprint:
    kind, whole, blocks = text("kind"), text("pixels"), tuple(text("blocks").split())
    if kind not in get_args(Kind) or not re.fullmatch(r"[0-9a-f]{64}", whole):
        raise ValueError("the fingerprint is none")
    return Fingerprint(cast("Kind", kind), int(text("width")), int(text("height")), whole, blocks)


def _unpacked(packed: str) -> dict[str, tuple[str, ...]]:
    unpacking = zlib.decompressobj()
    content = unpacking.decompress(base64.b64decode(packed, validate=True), MAX_UNPACKED)
    if unpacking.unconsumed_tail or not unpacking.eof:
        raise ValueError("the list of reports is cut short or too long")
    lists = json.loads(content)
    unpacked = {name: tuple(lists[name]) for name in _LISTS}
    if not all(isinstance(each, str) for values in unpacked.values() for each in values):
        raise ValueError("the list of reports holds other things than names")
    return unpacked
