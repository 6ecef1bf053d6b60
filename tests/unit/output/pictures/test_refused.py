"""What no picture leaves without, what no house style may hold, and text that means harm."""

from __future__ import annotations

import dataclasses
import io
import xml.etree.ElementTree as ET
from pathlib import Path

import pypdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from strikemap.catalogue import Catalogue
from strikemap.errors import AddressError, AssetError, PictureError
from strikemap.model.dataset import Dataset, load_dataset
from strikemap.output.pictures.compose import make_picture
from strikemap.output.pictures.fonts import Type, drawable, missing_letters, wrapped
from strikemap.output.pictures.spec import Note, PictureSpec, read_spec
from strikemap.output.pictures.style import read_style
from strikemap.query.view import View
from tests.tiny import write_tiny
from tests.unit.output.pictures.drawn import CLUSTER, SQUARE, SVG, catalogue, pdf_words, squeezed, svg_words

HOSTILE = [
    "$x^2$ costs 5$ and 10\\% \\frac{1}{2}", "<script>alert(1)</script> & \"quotes\" 'too' ]]>", "%s {0} {title} \\n \\\\",
    "long" * 100, "a\u0301e\u0308o\u0302 combining", "Zalgo z\u0334\u0321a\u0335l\u0336g\u0337o\u0338", "=cmd|' /C calc'!A0",
]  # fmt: skip


@pytest.fixture
def tiny(tmp_path: Path) -> Dataset:
    """A tiny dataset that says notice and credit."""
    folder = write_tiny(tmp_path / "tiny")
    settings_file = folder / "dataset.toml"
    settings_file.write_text('notice = "Claims, not findings."\ncredit = "By us."\n' + settings_file.read_text(encoding="utf-8"), encoding="utf-8")
    return load_dataset(folder)


def without(dataset: Dataset, part: str) -> Catalogue:
    """The same dataset, whose settings lack a part."""
    return Catalogue(dataclasses.replace(dataset, settings={key: value for key, value in dataset.settings.items() if key != part}))


def test_a_tiny_dataset_makes_a_picture(tiny: Dataset) -> None:
    assert make_picture(Catalogue(tiny), View(), PictureSpec()).facts.ids == ("e1",)


@pytest.mark.parametrize(("part", "words"), [("notice", "has no boundary notice"), ("credit", "has no credit")])
def test_a_picture_is_refused_while_a_part_that_every_one_needs_is_empty(tiny: Dataset, part: str, words: str) -> None:
    with pytest.raises(PictureError, match=words):
        make_picture(without(tiny, part), View(), PictureSpec())


def test_a_credit_written_by_hand_is_one(tiny: Dataset) -> None:
    assert make_picture(without(tiny, "credit"), View(), PictureSpec(credit="Ours.")).facts.credit == "Ours."


def test_a_title_of_spaces_is_none(tiny: Dataset) -> None:
    with pytest.raises(PictureError, match="has no title"):
        make_picture(Catalogue(tiny), View(), PictureSpec(title=" \N{NO-BREAK SPACE} "))


def test_a_view_that_shows_nothing_still_makes_a_picture_that_says_so() -> None:
    page = make_picture(catalogue(), View(q="nothing of the kind"), SQUARE)
    assert page.facts.ids == ()
    assert squeezed("Sources: none") in svg_words(page.encoded("svg"))


# ---- hostile text


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_are_shown_as_text_and_nothing_else(text: str) -> None:
    spec = PictureSpec(size="1x1", title=text, credit=text, caption=text, alt=text, notes=(Note("text", 39.9, 46.5, words=text[:200]),))
    page = make_picture(catalogue(), CLUSTER, spec)
    svg, pdf = page.encoded("svg"), page.encoded("pdf")
    root = ET.fromstring(svg)  # noqa: S314  # our own file
    assert not [each.tag for each in root.iter() if each.tag.endswith(("script", "foreignObject", "iframe"))]
    assert not [name for each in root.iter() for name in each.attrib if name.lower().startswith("on")]
    # a word wider than the page is cut with hyphens
    assert squeezed(text).replace("-", "") in svg_words(svg).replace("-", "")
    # PDF readers put accents where they think they belong
    if text.isascii():
        assert squeezed(text[:40]).replace("-", "") in pdf_words(pdf).replace("-", "")
    assert len(page.encoded("png")) > 10_000
    assert pypdf.PdfReader(io.BytesIO(pdf)).trailer["/Root"].get("/OpenAction") is None


def test_direction_marks_do_not_turn_a_title_round() -> None:
    spec = read_spec([("title", "Strike \u202e2 certain\u202c \u2066x\u2069")])
    assert spec.title == "Strike 2 certain x"


@pytest.mark.parametrize("part", ["title", "credit", "caption", "alt"])
def test_ten_thousand_letters_are_refused(part: str) -> None:
    with pytest.raises(AddressError, match="10,000 characters; at most 600"):
        read_spec([(part, "x" * 10_000)])


@pytest.mark.parametrize(("spec", "words"), [
    (PictureSpec(title="\U0001f996 strikes"), "the title holds .*U\\+1F996"),
    (PictureSpec(credit="漢字"), "the credit holds"),
    (PictureSpec(notes=(Note("text", 39.9, 46.5, words="\U0010c3c0"),)), "the note holds .*U\\+10C3C0"),
])  # fmt: skip
def test_words_whose_letters_no_font_has_are_refused(spec: PictureSpec, words: str) -> None:
    with pytest.raises(PictureError, match=words):
        make_picture(catalogue(), CLUSTER, spec)


def test_a_place_name_with_such_a_letter_is_drawn_with_a_sign_for_it(tmp_path: Path) -> None:
    folder = write_tiny(tmp_path / "tiny")
    file = folder / "dataset.toml"
    hostile = 'title = "$x$ <b> \\U0001F996 \\u202E"\nnotice = "漢 <script>"\ncredit = "\\u0007By us."\n'
    lines = [line for line in file.read_text(encoding="utf-8").splitlines() if not line.startswith('title = "A tiny')]
    file.write_text(hostile + "\n".join(lines), encoding="utf-8")
    page = make_picture(Catalogue(load_dataset(folder)), View(), PictureSpec())
    words = svg_words(page.encoded("svg"))
    assert squeezed("\ufffd <script>") in words
    assert page.encoded("png").startswith(b"\x89PNG")


@given(st.text(max_size=80))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_is_drawn_has_a_shape_for_every_letter(text: str) -> None:
    found = drawable(text, Type(12))
    assert missing_letters(found, Type(12)) == ""
    assert drawable(found, Type(12)) == found
    assert len(found) <= len(text)


@given(st.text(st.characters(categories=["L", "N", "P"]), min_size=1, max_size=60))
@settings(max_examples=100, deadline=None)
def test_no_letter_is_lost_where_a_line_is_broken(text: str) -> None:
    words = drawable(text, Type(12))
    assert "".join(wrapped(words, Type(12), 60.0)).replace("-", "") == words.replace("-", "")


# ---- house styles


@pytest.mark.parametrize(
    ("toml", "words"),
    [
        ("colour = 1", "'colour' is no key of a house style"),
        ("[colours]\nblood = '#ff0000'", "colours.blood is none of"),
        ("[colours]\nink = 'red'", "has to be a colour like #7a1f25"),
        ("[colours]\nsoft = '#cccccc'", "soft #cccccc on page #fcfbf8 has a contrast of 1.6:1"),
        ("[colours]\nink = '#e8d8d0'", "ink #e8d8d0 on land"),
        ("colours = 'red'", "colours has to be a table"),
        ("[fonts]\nmono = 'x.ttf'", "fonts.mono is none of sans, serif"),
        ("[fonts]\nsans = 'none.ttf'", "is not beside it"),
        ("[fonts]\nsans = 'bad.ttf'", "is no font that can be read"),
        ("logo = '../../secret.png'", "is not beside it"),
        ("logo = 'bad.png'", "has to be a PNG that opens"),
        ("logo = 'huge.png'", "has to be a PNG that opens"),
        ("theme = 'pink'", "it has to be light or dark"),
        ("address = 'javascript:alert(1)'", "it has to begin with https://"),
        ("address = 'https://x/?a=b'", "it has to begin with https://"),
        ("not toml at all", "cannot be read"),
    ],
)
def test_a_house_style_that_cannot_be_used_says_which_key_and_what_it_has_to_be(tmp_path: Path, toml: str, words: str) -> None:
    (tmp_path / "bad.ttf").write_bytes(b"no font")
    (tmp_path / "bad.png").write_bytes(b"\x89PNG\r\n\x1a\nbroken")
    Image.new("1", (4_000, 2_000)).save(tmp_path / "huge.png")
    file = tmp_path / "desk.toml"
    file.write_text(toml, encoding="utf-8")
    with pytest.raises(AssetError, match=r"desk\.toml|bad\.ttf") as found:
        read_style(file)
    assert words in str(found.value)


def test_a_house_style_changes_colours_credit_logo_and_code() -> None:
    ours, theirs = (make_picture(catalogue(), CLUSTER, SQUARE.but(style=style)) for style in ("", "broadsheet"))
    assert theirs.facts.credit.startswith("Graphic: Broadsheet desk. ")
    assert theirs.facts.code != ours.facts.code
    root = ET.fromstring(theirs.encoded("svg"))  # noqa: S314  # our own file
    assert len(list(root.iter(f"{SVG}image"))) > len(list(ET.fromstring(ours.encoded("svg")).iter(f"{SVG}image")))  # noqa: S314
