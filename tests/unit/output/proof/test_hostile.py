"""Files from strangers: cut short, lying, or made to harm. Each is refused in a sentence, and quickly."""

from __future__ import annotations

import base64
import io
import struct
import time
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from strikemap.errors import ProofError
from strikemap.output.proof.metadata import MAX_BYTES, fingerprint, kind_of, read, read_file
from strikemap.output.proof.register import Register
from strikemap.output.proof.verify import verify
from strikemap.output.proof.xmp import NAMESPACES, packet_of
from tests.unit.output.proof.made import KINDS, catalogue, drawn, picture

SVG = '<svg xmlns="http://www.w3.org/2000/svg">'


def huge_png(width: int, height: int) -> bytes:
    """A small file that unpacks to a huge picture."""
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(bytes(10_000))), (b"IEND", b""))
    body = b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + body


def moving(kind: str) -> bytes:
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "blue")]
    written = io.BytesIO()
    frames[0].save(written, kind, save_all=True, append_images=frames[1:])
    return written.getvalue()


def with_packet(change: Callable[[str], str]) -> bytes:
    """A drawing with a damaged packet."""
    proof = read(picture("svg"))
    assert proof is not None
    return f"{SVG}<metadata>{change(packet_of(proof))}</metadata><g/></svg>".encode()


def reports_of(packet: str) -> str:
    return packet.split("<strikemap:reports>")[1].split("</strikemap:reports>", maxsplit=1)[0]


def bombed(packet: str) -> str:
    return packet.replace(reports_of(packet), base64.b64encode(zlib.compress(b'{"ids":["' + b"a" * 50_000_000)).decode())


REFUSED: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "is empty"),
    "a web page": (b"<!DOCTYPE html><html>", "no picture that can be verified"),
    "a program": (b"MZ\x90\0" * 100, "no picture that can be verified"),
    "a text": (b"hello", "no picture that can be verified"),
    "a GIF": (b"GIF89a" + bytes(100), "no picture that can be verified"),
    "a PNG without anything": (b"\x89PNG\r\n\x1a\n", "cut short or broken"),
    "a PNG that is wide": (huge_png(100_000, 100_000), "far more than 40,000,000 pixels"),
    "a PNG that is rather wide": (huge_png(9_000, 9_000), "9,000 x 9,000 pixels"),
    "a PNG with the beginning of its pixels": (huge_png(4_000, 4_000), "cut short or broken"),
    "a WebP without anything": (b"RIFF\x10\0\0\0WEBPVP8 ", "cut short or broken"),
    "a JPEG without anything": (b"\xff\xd8\xff\xe0", "cut short or broken"),
    "a moving PNG": (moving("PNG"), "only stills can be verified"),
    "a moving WebP": (moving("WEBP"), "only stills can be verified"),
    "XML that is broken": (f"{SVG}<g></svg>".encode(), "XML in it is broken"),
    "XML that is no drawing": (b"<?xml version='1.0'?><html/>", "no SVG drawing"),
    "an empty drawing": (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "is empty"),
    "entities that grow": (
        b'<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>' + f"{SVG}&b;</svg>".encode(),
        "declares entities",
    ),
    "an entity that is a file": (
        b'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + f"{SVG}&x;</svg>".encode(), "declares entities",
    ),
    "deep XML": ((SVG + "<g>" * 100_000 + "</g>" * 100_000 + "</svg>").encode(), "nested deeper"),
    "much XML": ((SVG + "<g/>" * 600_000 + "</svg>").encode(), "more than 500,000 elements"),
    "UTF-16": (b"<?xml version='1.0' encoding='utf-16'?>" + (SVG + "</svg>").encode("utf-16-le"), "XML in it is broken"),
    "Latin-1": (b"<?xml version='1.0' encoding='latin-1'?>" + f"{SVG}\xe9</svg>".encode("latin-1"), "not UTF-8"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_refused_with_the_reason_and_quickly(name: str, tmp_path: Path) -> None:
    content, reason = REFUSED[name]
    begun = time.perf_counter()
    with pytest.raises(ProofError, match=reason) as refused:
        verify(content, catalogue(), Register(tmp_path / "register.sqlite3"))
    assert time.perf_counter() - begun < 5
    assert "\n" not in str(refused.value)
    assert "0x" not in str(refused.value)


def test_a_file_that_is_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    with (tmp_path / "large.png").open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(ProofError, match="has 40,000,001 bytes; at most 40,000,000 are read"):
        read_file(tmp_path / "large.png")
    with pytest.raises(ProofError, match="at most"):
        kind_of(bytes(MAX_BYTES + 1))


def test_a_file_that_cannot_be_read_says_which(tmp_path: Path) -> None:
    with pytest.raises(ProofError, match=r"gone\.png cannot be read: No such file"):
        read_file(tmp_path / "gone.png")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("share", [0.02, 0.1, 0.5, 0.9, 0.999])
def test_a_file_cut_short_is_never_accepted(kind: str, share: float, tmp_path: Path) -> None:
    register = Register(tmp_path / "register.sqlite3")
    content = picture(kind)
    cut = content[: int(len(content) * share)]
    try:
        accepted = verify(cut, catalogue(), register).is_good
    except ProofError:
        accepted = False
    assert not accepted


@pytest.mark.parametrize(
    ("name", "change"),
    {
        "no code": lambda packet: packet.replace("strikemap:code>", "strikemap:mode>"),
        "no reports": lambda packet: packet.replace("strikemap:reports>", "strikemap:sports>"),
        "reports that are no text": lambda packet: packet.replace(reports_of(packet), "é"),
        "reports cut short": lambda packet: packet.replace(reports_of(packet), reports_of(packet)[:40]),
        "reports that unpack to 50 MB": bombed,
        "a width that is no number": lambda packet: packet.replace("<strikemap:width>0<", "<strikemap:width>wide<"),
        "a hash that is none": lambda packet: packet.replace("<strikemap:pixels>", "<strikemap:pixels>x"),
        "a kind that is none": lambda packet: packet.replace("<strikemap:kind>svg<", "<strikemap:kind>exe<"),
        "another root": lambda packet: packet.replace("rdf:Description", "rdf:Prescription"),
    }.items(),
)
def test_a_damaged_record_is_said_to_be_damaged_and_proves_nothing(
    name: str, change: Callable[[str], str], tmp_path: Path
) -> None:
    content = with_packet(change)
    with pytest.raises(ProofError, match="Its metadata"):
        read(content)
    verdict = verify(content, catalogue(), Register(tmp_path / "register.sqlite3"))
    assert verdict.state == "foreign", name
    assert any("Its metadata" in each for each in verdict.sentences)


def test_metadata_of_others_are_no_record_of_ours() -> None:
    written = io.BytesIO()
    Image.new("RGB", (9, 9)).save(written, "webp", xmp=b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><y/></x:xmpmeta>')
    assert read(written.getvalue()) is None
    assert NAMESPACES["strikemap"].startswith("urn:")


def test_a_wrong_suffix_does_not_matter(tmp_path: Path) -> None:
    (tmp_path / "picture.pdf").write_bytes(picture("png"))
    assert fingerprint(read_file(tmp_path / "picture.pdf")) == fingerprint(drawn("png"))


def test_a_pdf_of_many_false_beginnings_takes_no_time(tmp_path: Path) -> None:
    content = b"%PDF-1.4\n" + b"\n%Strikemap proof 1\n9 0 obj\n<< /Title <FEFF> >>\nendobj\n" * 100_000
    begun = time.perf_counter()
    assert verify(content, catalogue(), Register(tmp_path / "register.sqlite3")).state == "foreign"
    assert time.perf_counter() - begun < 5
