"""A picture's file says what it shows, to any reader of its format, and stays the picture that it was."""

from __future__ import annotations

import io
import re
import zlib
from dataclasses import replace
from functools import cache
from typing import Any
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.figure import Figure
from PIL import Image
from pypdf import PdfReader

from strikemap.errors import ProofError
from strikemap.output.pictures.compose import make_picture
from strikemap.output.pictures.spec import PictureSpec
from strikemap.output.proof.metadata import fingerprint, kind_of, read, stamped
from strikemap.output.proof.record import MAX_NAMED, Record
from strikemap.output.proof.xmp import NAMESPACES
from tests.unit.output.proof.made import CLUSTER, KINDS, catalogue, drawn, facts_of, picture

CAPTION = "Reported strikes, “as reported”; Ստեփանակերտ, Xankəndi & Степанакерт <b>"

SVG = "{http://www.w3.org/2000/svg}"


def plain_xml(text: str | bytes) -> ET.Element:
    """The root of a text that we have just made."""
    return ET.fromstring(text)  # noqa: S314


def packet_in(kind: str, content: bytes) -> str:
    """The XMP packet as a reader finds it that is not ours."""
    if kind == "pdf":
        return bytes(PdfReader(io.BytesIO(content)).trailer["/Root"]["/Metadata"].get_data()).decode()
    if kind == "svg":
        return ET.tostring(plain_xml(content).find(f"{SVG}metadata"), encoding="unicode")
    xmp = Image.open(io.BytesIO(content)).info["xmp"]
    return xmp.decode() if isinstance(xmp, bytes) else xmp


def described(packet: str) -> dict[str, str]:
    """Property to text, by a plain parse of the packet."""
    (found,) = plain_xml(packet).iter(f"{{{NAMESPACES['rdf']}}}Description")
    return {each.tag.partition("}")[2]: "".join(each.itertext()) for each in found}


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_written_is_read_back(kind: str) -> None:
    facts = replace(facts_of(), caption=CAPTION)
    proof = read(stamped(kind, drawn(kind), facts))
    assert proof is not None
    assert proof.record == Record.of(facts)
    assert proof.record.caption == CAPTION
    assert len(proof.record.all_ids) > 10


@pytest.mark.parametrize("kind", KINDS)
def test_the_fingerprint_is_that_of_the_bare_picture(kind: str) -> None:
    bare = drawn(kind)
    proof = read(stamped(kind, bare, facts_of()))
    assert proof is not None
    assert proof.fingerprint == fingerprint(picture(kind)) == fingerprint(bare)


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_picture_gives_the_same_bytes_stamped_once_or_twice(kind: str) -> None:
    once = picture(kind)
    assert once == make_picture(catalogue(), CLUSTER, PictureSpec()).encoded(kind)
    assert stamped(kind, once, facts_of()) == once


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_record_takes_the_place_of_the_old_one(kind: str) -> None:
    other = replace(facts_of(), title="Another title")
    content = stamped(kind, picture(kind), other)
    assert content == stamped(kind, drawn(kind), other)
    assert described(packet_in(kind, content))["title"] == "Another title"


@pytest.mark.parametrize("kind", KINDS)
def test_other_readers_find_title_alternative_text_credit_notice_and_link(kind: str) -> None:
    facts = replace(facts_of(), caption=CAPTION, sources=("Amnesty International", "Human Rights Watch"))
    said = described(packet_in(kind, stamped(kind, drawn(kind), facts)))
    assert said["title"] == facts.title
    assert said["description"] == CAPTION
    assert said["AltTextAccessibility"] == facts.alt
    assert said["rights"] == said["Credit"] == facts.credit
    assert said["UsageTerms"] == facts.notice
    assert said["data_version"] == facts.data_version
    assert said["query"] == facts.query
    assert said["code"] == facts.code
    assert said["sources"] == "Amnesty InternationalHuman Rights Watch"


def test_a_viewer_of_png_without_xmp_finds_the_words() -> None:
    text = Image.open(io.BytesIO(picture("png"))).text
    assert text["Title"] == facts_of().title
    assert text["Description"] == facts_of().alt
    assert facts_of().code in text["Comment"]


def test_the_pixels_of_png_and_webp_are_those_that_were_drawn() -> None:
    for kind in ("png", "webp"):
        before = np.asarray(Image.open(io.BytesIO(drawn(kind))))
        after = np.asarray(Image.open(io.BytesIO(picture(kind))))
        assert (before == after).all()


def test_an_svg_has_a_title_and_a_description_for_those_who_hear_it() -> None:
    root = plain_xml(picture("svg"))
    assert [each.tag for each in root][:3] == [f"{SVG}title", f"{SVG}desc", f"{SVG}metadata"]
    assert root[0].text == facts_of().title
    assert root[1].text == facts_of().alt
    assert len(root.findall(f"{SVG}metadata")) == 1


def test_a_pdf_opens_in_another_reader_with_title_and_the_same_page() -> None:
    content = picture("pdf")
    reader = PdfReader(io.BytesIO(content), strict=True)
    assert reader.metadata is not None
    assert reader.metadata.title == facts_of().title
    assert reader.metadata.subject == facts_of().alt
    assert facts_of().code in str(reader.metadata["/Keywords"])
    assert "Reported strikes with cluster munitions" in reader.pages[0].extract_text()
    bare = drawn("pdf")
    assert content.startswith(bare)
    assert reader.pages[0].get_contents().get_data() == PdfReader(io.BytesIO(bare)).pages[0].get_contents().get_data()


@pytest.mark.parametrize(("mode", "size"), [("RGBA", (33, 7)), ("RGB", (31, 5)), ("RGB", (1, 1))])
@pytest.mark.parametrize("lossless", [True, False])
def test_every_kind_of_webp_is_still_one_after_stamping(mode: str, size: tuple[int, int], lossless: bool) -> None:  # noqa: FBT001
    image = Image.new(mode, size, (10, 200, 30, 90)[: len(mode)])
    written = io.BytesIO()
    image.save(written, "webp", lossless=lossless)
    content = stamped("webp", written.getvalue(), facts_of())
    again = Image.open(io.BytesIO(content))
    before = Image.open(io.BytesIO(written.getvalue()))
    assert (again.mode, again.size) == (before.mode, size)
    assert again.tobytes() == before.tobytes()
    assert int.from_bytes(content[4:8], "little") == len(content) - 8


def test_the_chunks_of_a_stamped_png_have_right_checksums() -> None:
    content, at, names = picture("png"), 8, []
    while at < len(content):
        length = int.from_bytes(content[at : at + 4])
        names.append(content[at + 4 : at + 8].decode())
        assert int.from_bytes(content[at + 8 + length : at + 12 + length]) == zlib.crc32(content[at + 4 : at + 8 + length])
        at += 12 + length
    assert names[0] == "IHDR"
    assert names[-1] == "IEND"
    assert names.index("iTXt") < names.index("IDAT")


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_in_a_file_depends_on_the_clock(kind: str) -> None:
    assert re.findall(rb"20\d\d-\d\d-\d\dT|D:20\d\d|tIME", picture(kind)) == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_selection_too_large_to_be_named_is_held_by_its_digest(kind: str) -> None:
    many = tuple(f"report-{number:07}" for number in range(MAX_NAMED + 1))
    facts = replace(facts_of(), ids=many, all_ids=many, grades=("weak",) * len(many))
    proof = read(stamped(kind, drawn(kind), facts))
    assert proof is not None
    assert (proof.record.ids, proof.record.all_ids, proof.record.grades) == ((), (), ())
    assert proof.record.digest == facts.digest


def test_five_thousand_reports_take_less_than_100_kb() -> None:
    many = tuple(f"2020-10-{number % 28 + 1:02}-place-{number}" for number in range(MAX_NAMED))
    facts = replace(facts_of(), ids=many, all_ids=many, grades=("weak",) * len(many))
    content = stamped("png", drawn("png"), facts)
    assert len(content) - len(drawn("png")) < 100_000
    proof = read(content)
    assert proof is not None
    assert proof.record.all_ids == many


HARD_TEXT = st.text(max_size=60) | st.sampled_from(
    ["]]>", "</x:xmpmeta>", "<script>", "&amp;", "a\rb\r\nc", "\x00\x1b[0m", "\ud800", "\ufffe", "  ", "\u202eabc", "%PDF", "a\nendstream\nb", "a\nstream\nb", "\n%Strikemap proof 1\n"]
)
NAMES = st.lists(st.text(min_size=1, max_size=20), max_size=5).map(tuple)


@given(title=HARD_TEXT, caption=HARD_TEXT, alt=HARD_TEXT, credit=HARD_TEXT, sources=NAMES, ids=NAMES)
@settings(max_examples=60, deadline=None)
@pytest.mark.parametrize("kind", KINDS)
def test_any_words_survive_and_no_pixel_changes(kind: str, ids: tuple[str, ...], **words: Any) -> None:
    facts = replace(facts_of(), ids=ids, all_ids=ids, grades=("weak",) * len(ids), **words)
    bare = small(kind)
    content = stamped(kind, bare, facts)
    proof = read(content)
    assert proof is not None
    assert proof.record == Record.of(facts)
    assert proof.fingerprint == fingerprint(content) == fingerprint(bare)
    assert stamped(kind, content, facts) == content
    described(packet_in(kind, content))


@cache
def small(kind: str) -> bytes:
    """A tiny picture without a record."""
    written = io.BytesIO()
    if kind in ("svg", "pdf"):
        undated = {"svg": {"Date": None}, "pdf": {"CreationDate": None}}[kind]
        Figure(figsize=(1, 1)).savefig(written, format=kind, metadata=undated)
        return written.getvalue()
    Image.new("RGB", (20, 10), (1, 2, 3)).save(written, kind, **({"lossless": True} if kind == "webp" else {}))
    return written.getvalue()


def test_a_record_goes_only_into_a_file_of_its_kind() -> None:
    with pytest.raises(ProofError, match="is of kind png"):
        stamped("webp", picture("png"), facts_of())
    with pytest.raises(ProofError, match="gif was asked for"):
        stamped("gif", picture("png"), facts_of())


def test_a_pdf_that_cannot_take_a_record_is_refused_with_what_to_do() -> None:
    with pytest.raises(ProofError, match="draw it without object streams"):
        stamped("pdf", b"%PDF-1.5\nno trailer here", facts_of())


def test_the_kind_is_told_by_the_content() -> None:
    assert [kind_of(picture(kind)) for kind in KINDS] == list(KINDS)
    written = io.BytesIO()
    Image.new("RGB", (5, 5)).save(written, "jpeg")
    assert kind_of(written.getvalue()) == "jpeg"


def test_a_picture_that_is_not_ours_has_no_record() -> None:
    for kind in KINDS:
        assert read(drawn(kind)) is None
