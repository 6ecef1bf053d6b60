"""What stands in a picture can be read in its files: as text, in every script, with fonts that come with it."""

from __future__ import annotations

import base64
import io
import re
import xml.etree.ElementTree as ET

import pypdf
import pytest
from fontTools.ttLib import TTFont

from strikemap.output.pictures.fonts import Type, missing_letters, own_families
from strikemap.output.pictures.spec import Note, PictureSpec
from strikemap.query.counts import count
from strikemap.query.select import select, shown
from strikemap.query.view import View
from tests.unit.output.pictures.drawn import (
    CLUSTER,
    SVG,
    catalogue,
    composition,
    file,
    page,
    pdf_words,
    squeezed,
    svg_words,
)

ARMENIAN, CYRILLIC, AZERBAIJANI = "Ստեփանակերտ և Շուշի", "Степанакерт: удар, ёлка", "Şuşa, Ağdam, Xankəndi, Göyçay, İşğal"
SCRIPTS = View(names="local", weapon=("cluster_munition",))
IN_SCRIPTS = PictureSpec(
    size="1x1", title=f"{ARMENIAN} {AZERBAIJANI}", credit=CYRILLIC,
    notes=(Note("text", 39.9, 46.0, words=ARMENIAN), Note("circle", 40.2, 47.5, radius_m=9_000, words=AZERBAIJANI)),
)  # fmt: skip
READERS = {"svg": svg_words, "pdf": pdf_words}


@pytest.mark.parametrize("kind", READERS)
def test_every_text_of_a_picture_is_found_in_its_file(kind: str) -> None:
    facts, found = page().facts, READERS[kind](file(kind))
    wanted = [facts.title, facts.summary, facts.notice, facts.credit, facts.as_of[1:], facts.data_version, facts.code, *facts.sources[:3]]
    wanted += ["Cluster munitions", "confirmed", "contested", "weak", "only the district is known", "50 km", "27 Sep 2020", "truce"]
    wanted += [name for name, _ in composition().placed_names]
    assert [each for each in wanted if squeezed(each) not in found] == []


@pytest.mark.parametrize("kind", READERS)
def test_sources_that_have_no_room_are_counted(kind: str) -> None:
    facts, found = page().facts, READERS[kind](file(kind))
    printed = [each for each in facts.sources if squeezed(each) in found]
    left = re.search(r"and(\d+)more", found)
    assert left is not None
    assert len(printed) + int(left[1]) >= len(facts.sources)
    assert int(left[1]) < len(facts.sources)


def test_counts_in_title_and_summary_are_those_of_the_view() -> None:
    view = View(weapon=("cluster_munition",), first=CLUSTER.first)
    dataset, reports = catalogue().dataset(), catalogue().reports(view)
    counts = count(shown(select(reports, view, dataset.first_day, dataset.last_day)), len(reports))
    summary = page(view).facts.summary
    assert f"{counts.certain} certainly and {counts.possible} possibly of these days" in summary
    assert f"({counts.one_party} of {counts.shown})" in summary
    assert len(page(view).facts.all_ids) == counts.shown


@pytest.mark.parametrize("kind", READERS)
def test_armenian_cyrillic_and_azerbaijani_are_text_in_the_file(kind: str) -> None:
    found = READERS[kind](file(kind, SCRIPTS, IN_SCRIPTS))
    assert [each for each in (ARMENIAN, CYRILLIC, AZERBAIJANI) if squeezed(each) not in found] == []


@pytest.mark.parametrize("family", ["sans", "serif"])
@pytest.mark.parametrize("weight", [400, 600, 700])
@pytest.mark.parametrize("text", [ARMENIAN, CYRILLIC, AZERBAIJANI, "27 Sep \N{EN DASH} 10 Nov “x” Qarah Ẕīā\N{RIGHT SINGLE QUOTATION MARK} od Dīn"])
def test_no_font_of_ours_lacks_a_letter(family: str, weight: int, text: str) -> None:
    assert missing_letters(text, Type(12, own_families()[family], weight)) == ""


def test_a_letter_that_no_font_has_is_told() -> None:
    assert missing_letters("a\U0010c3c0", Type(12)) == "\U0010c3c0"


def test_names_of_places_in_their_own_script_have_all_their_letters() -> None:
    names = [name for name, _ in composition(SCRIPTS, IN_SCRIPTS).placed_names]
    assert any("\u0530" < letter < "\u058f" for name in names for letter in name)
    assert [name for name in names if missing_letters(name, Type(12, weight=600))] == []


def test_every_font_of_a_pdf_is_in_it_and_no_letter_is_a_box() -> None:
    fonts = _pdf_fonts(file("pdf", SCRIPTS, IN_SCRIPTS))
    assert fonts
    for descriptor in fonts:
        assert "/FontFile2" in descriptor
    assert "\ufffd" not in pdf_words(file("pdf", SCRIPTS, IN_SCRIPTS))


def _pdf_fonts(content: bytes) -> list[pypdf.generic.DictionaryObject]:
    found = []
    for each in pypdf.PdfReader(io.BytesIO(content)).pages[0]["/Resources"]["/Font"].values():
        font = each.get_object()
        own = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
        found.append(own["/FontDescriptor"].get_object())
    return found


def test_the_fonts_in_an_svg_hold_every_letter_that_is_set_in_it() -> None:
    root = ET.fromstring(file("svg", SCRIPTS, IN_SCRIPTS))  # noqa: S314  # our own file
    letters = set("".join("".join(each.itertext()) for each in root.iter(f"{SVG}text"))) - set(" \n\N{NO-BREAK SPACE}")
    style = "".join(root.find(f".//{SVG}style").itertext())
    assert letters - _letters_of(style) == set()
    assert "http" not in style


def _letters_of(style: str) -> set[str]:
    fonts = [base64.b64decode(each) for each in re.findall(r"base64,([A-Za-z0-9+/=]+)", style)]
    return {chr(code) for font in fonts for code in TTFont(io.BytesIO(font)).getBestCmap()}


@pytest.mark.parametrize("kind", ["png", "svg", "pdf", "webp"])
def test_a_picture_asks_no_other_machine_for_anything(kind: str) -> None:
    addresses = re.findall(rb"(?:src|href)\s*=\s*[\"'](?!#|data:)([^\"']+)", file(kind))
    assert addresses == []
