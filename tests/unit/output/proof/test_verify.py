"""Verify tells the untouched from the changed, says where, and does not promise what it cannot know."""

from __future__ import annotations

import io
import re
import zlib
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter

from strikemap.catalogue import Catalogue
from strikemap.errors import AddressError, ProofError
from strikemap.model.dataset import load_dataset
from strikemap.output.pictures.compose import make_picture
from strikemap.output.pictures.encode import ENCODERS
from strikemap.output.pictures.spec import PictureSpec
from strikemap.output.pictures.style import read_style
from strikemap.output.proof.metadata import WRITERS, fingerprint, read, stamped
from strikemap.output.proof.record import Proof
from strikemap.output.proof.register import Register
from strikemap.output.proof.verify import Verdict, verify
from strikemap.query.changes import Change
from strikemap.query.view import View
from tests.tiny import ROWS, write_rows, write_tiny
from tests.unit.output.proof.made import CLUSTER, HEIGHT, KINDS, WIDTH, catalogue, drawn, facts_of, picture, redraw

BLACK = (0, 0, 0)
CORNER = (20, 30, 130, 90)
"""A part of the upper left, x and y from and to."""


@pytest.fixture
def register(tmp_path: Path) -> Register:
    return Register(tmp_path / "register.sqlite3")


@pytest.fixture
def desk(register: Register) -> Register:
    """The register of a machine on which the picture was made, in every kind."""
    for kind in KINDS:
        assert register.remember(facts_of(), fingerprint(picture(kind))) == ""
    return register


def painted(content: bytes, box: tuple[int, int, int, int] = CORNER) -> Image.Image:
    """The picture with a part painted over."""
    image = Image.open(io.BytesIO(content)).convert("RGB")
    image.paste(BLACK, box)
    return image


def saved(image: Image.Image, kind: str = "png", **how: object) -> bytes:
    written = io.BytesIO()
    image.save(written, kind, **how)
    return written.getvalue()


def keeping_the_record(content: bytes, image: Image.Image, *, new_hash: bool = False) -> bytes:
    """The changed picture with the record of the original, its fingerprint made to fit on request."""
    proof = read(content)
    assert proof is not None
    bare = saved(image)
    return WRITERS["png"](bare, Proof(proof.record, fingerprint(bare)) if new_hash else proof)


def said(verdict: Verdict) -> str:
    return " ".join(verdict.sentences)


@pytest.mark.parametrize("kind", KINDS)
def test_the_untouched_is_known_from_the_register(desk: Register, kind: str) -> None:
    verdict = verify(picture(kind), catalogue(), desk)
    assert verdict.state == "untouched"
    assert verdict.sentences[0] == "The picture is ours and untouched."
    assert verdict.record is not None
    assert verdict.record.code == facts_of().code
    assert verdict.first_day is not None
    assert "The data are still the same" in said(verdict)


@pytest.mark.parametrize("kind", KINDS)
def test_the_untouched_is_proven_by_drawing_it_again_on_another_machine(register: Register, kind: str) -> None:
    verdict = verify(picture(kind), catalogue(), register, redraw)
    assert verdict.state == "untouched"
    assert "Drawn again from the same data" in said(verdict)
    assert verdict.trusted


@pytest.mark.parametrize("kind", KINDS)
def test_without_register_and_drawing_it_only_agrees_with_itself_and_that_is_no_proof(register: Register, kind: str) -> None:
    verdict = verify(picture(kind), catalogue(), register)
    assert (verdict.state, verdict.is_good) == ("unproven", False)
    assert "can change that, too" in said(verdict)
    assert not verdict.trusted


def test_a_picture_drawn_at_twice_the_scale_is_drawn_again_at_that_scale(register: Register) -> None:
    assert verify(picture("png", scale=2), catalogue(), register, redraw).state == "untouched"


@pytest.mark.parametrize("witness", ["register", "drawing", "itself"])
def test_a_changed_region_is_rejected_and_located(tmp_path: Path, witness: str) -> None:
    register = Register(tmp_path / "register.sqlite3")
    if witness == "register":
        register.remember(facts_of(), fingerprint(picture("png")))
    content = keeping_the_record(picture("png"), painted(picture("png")))
    verdict = verify(content, catalogue(), register, redraw if witness == "drawing" else None)
    assert verdict.state == "changed"
    assert "upper left" in verdict.sentences[0]
    (box,) = verdict.boxes
    assert box.left <= CORNER[0] < CORNER[2] <= box.right
    assert box.top <= CORNER[1] < CORNER[3] <= box.bottom
    assert (box.right - box.left) * (box.bottom - box.top) < WIDTH * HEIGHT / 20


def test_a_single_changed_pixel_is_rejected(desk: Register) -> None:
    image = Image.open(io.BytesIO(picture("png")))
    image.putpixel((WIDTH - 1, HEIGHT - 1), (1, 2, 3))
    verdict = verify(keeping_the_record(picture("png"), image), catalogue(), desk)
    assert verdict.state == "changed"
    assert [box.words for box in verdict.boxes] == ["lower right"]


def test_two_changed_regions_are_named_apart(desk: Register) -> None:
    image = painted(picture("png"))
    image.paste(BLACK, (1500, 800, 1600, 900))
    verdict = verify(keeping_the_record(picture("png"), image), catalogue(), desk)
    assert [box.words for box in verdict.boxes] == ["upper left", "lower right"]
    assert "in the upper left part (x 0 to 200, y 0 to 100) and in the lower right part (x 1500 to 1600, y 800 to 900)" in said(verdict)


@pytest.mark.parametrize("witness", ["register", "drawing"])
def test_a_forger_who_makes_the_hash_fit_is_rejected(tmp_path: Path, witness: str) -> None:
    register = Register(tmp_path / "register.sqlite3")
    if witness == "register":
        register.remember(facts_of(), fingerprint(picture("png")))
    content = keeping_the_record(picture("png"), painted(picture("png")), new_hash=True)
    verdict = verify(content, catalogue(), register, redraw if witness == "drawing" else None)
    assert verdict.state == "changed"
    assert [box.words for box in verdict.boxes] == ["upper left"]


def test_a_forger_without_witnesses_is_not_believed(register: Register) -> None:
    content = keeping_the_record(picture("png"), painted(picture("png")), new_hash=True)
    assert verify(content, catalogue(), register).state == "unproven"


def test_a_forger_who_makes_the_link_of_another_view_fit_is_rejected(register: Register) -> None:
    other = facts_of(View(weapon=("drone",)))
    content = stamped("png", drawn("png"), other)
    assert verify(content, catalogue(), register, redraw).state == "changed"


def test_a_code_that_is_not_that_of_the_link_is_a_change(register: Register) -> None:
    proof = read(picture("png"))
    assert proof is not None
    forged = WRITERS["png"](drawn("png"), replace(proof, record=replace(proof.record, code="00000-00000")))
    verdict = verify(forged, catalogue(), register)
    assert verdict.state == "changed"
    assert "its code is not that of its link" in verdict.sentences[0]


@pytest.mark.parametrize("witness", ["register", "drawing"])
@pytest.mark.parametrize("kind", KINDS)
def test_other_words_in_the_metadata_are_told_by_name(tmp_path: Path, kind: str, witness: str) -> None:
    register = Register(tmp_path / "register.sqlite3")
    if witness == "register":
        register.remember(facts_of(), fingerprint(picture(kind)))
    forged = stamped(kind, picture(kind), replace(facts_of(), caption="Azerbaijan fired", alt="Azerbaijan fired"))
    verdict = verify(forged, catalogue(), register, redraw if witness == "drawing" else None)
    assert verdict.state == "changed"
    assert verdict.sentences[0].startswith("The picture is untouched, but its metadata were changed: caption, alternative text.")
    assert verdict.record is not None
    assert verdict.record.caption == facts_of().caption


def test_a_changed_description_beside_a_whole_record_is_told(desk: Register) -> None:
    forged = picture("svg").replace(b"<desc>", b"<desc>A lie. ", 1)
    verdict = verify(forged, catalogue(), desk)
    assert "trust the words here" in said(verdict)
    assert "trust the words here" not in said(verify(picture("svg"), catalogue(), desk))


def test_stripped_of_metadata_a_png_is_found_by_its_pixels(desk: Register) -> None:
    stripped = saved(Image.open(io.BytesIO(picture("png"))), optimize=True)
    assert read(stripped) is None
    verdict = verify(stripped, catalogue(), desk)
    assert (verdict.state, verdict.is_good) == ("stripped", True)
    assert verdict.record is not None
    assert verdict.record.code == facts_of().code


def test_a_png_saved_with_an_opaque_alpha_or_as_lossless_webp_shows_the_same_pixels(desk: Register) -> None:
    image = Image.open(io.BytesIO(picture("png")))
    assert verify(saved(image.convert("RGBA")), catalogue(), desk).state == "stripped"
    assert verify(saved(image, "webp", lossless=True), catalogue(), desk).state == "stripped"


def test_turned_by_a_tag_or_tinted_by_a_gamma_it_is_not_the_same_picture(desk: Register) -> None:
    image = Image.open(io.BytesIO(picture("png")))
    exif = Image.Exif()
    exif[0x0112] = 2  # mirrored
    assert not verify(saved(image, exif=exif), catalogue(), desk).is_good
    bare = saved(image)
    gamma = b"\0\0\0\4gAMA\0\0\x10\0"
    tinted = bare[:33] + gamma + zlib.crc32(gamma[4:]).to_bytes(4) + bare[33:]
    assert verify(bare, catalogue(), desk).is_good
    verdict = verify(tinted, catalogue(), desk)
    assert not verdict.is_good
    assert "colour profile or gamma" in verdict.sentences[0]


@pytest.mark.parametrize("kind", ["png", "webp", "svg"])
def test_with_the_code_typed_a_stripped_and_changed_picture_is_found(desk: Register, kind: str) -> None:
    if kind == "svg":
        content = drawn("svg").replace(b"cluster", b"custard")
    else:
        content = saved(painted(picture(kind)), kind, **({"lossless": True} if kind == "webp" else {}))
    verdict = verify(content, catalogue(), desk, code=facts_of().code.lower().replace("-", " "))
    assert not verdict.is_good
    assert verdict.record is not None
    assert verdict.record.code == facts_of().code
    assert [box.words for box in verdict.boxes] == ([] if kind == "svg" else ["upper left"])


def test_stripped_changed_and_without_a_code_it_is_said_what_it_looks_like(desk: Register) -> None:
    verdict = verify(saved(painted(picture("png"))), catalogue(), desk)
    assert verdict.state == "unproven"
    assert facts_of().code in verdict.sentences[0]
    assert "upper left" in verdict.sentences[0]
    assert "may be that picture, edited, or another one" in said(verdict)


def test_as_jpeg_nothing_is_proven_and_that_is_said(desk: Register) -> None:
    jpeg = saved(Image.open(io.BytesIO(picture("png"))), "jpeg", quality=95)
    assert verify(jpeg, catalogue(), desk).state in ("foreign", "unproven")
    verdict = verify(jpeg, catalogue(), desk, code=facts_of().code)
    assert verdict.state == "unproven"
    assert "cannot be proven: as a JPEG no pixel is quite as it was" in verdict.sentences[0]
    assert verdict.record is not None


def test_a_jpeg_that_kept_its_record_says_whose_it_is_and_that_nothing_is_proven(desk: Register) -> None:
    image = Image.open(io.BytesIO(picture("png")))
    verdict = verify(saved(image, "jpeg", xmp=image.info["xmp"].encode() if isinstance(image.info["xmp"], str) else image.info["xmp"]), catalogue(), desk, redraw)
    assert verdict.state == "unproven"
    assert "says that it is ours" in verdict.sentences[0]


def test_scaled_down_nothing_is_proven_and_both_sizes_are_said(desk: Register) -> None:
    small = Image.open(io.BytesIO(picture("png"))).resize((800, 450))
    for content, code in ((keeping_the_record(picture("png"), small), ""), (saved(small), facts_of().code)):
        verdict = verify(content, catalogue(), desk, redraw, code)
        assert verdict.state == "unproven"
        assert "it has 800 x 450 pixels, and was made with 1600 x 900" in verdict.sentences[0]


def test_a_drawing_with_other_words_is_rejected(register: Register) -> None:
    forged = picture("svg").replace(b">Reported strikes with cluster", b">Strikes with cluster")
    assert forged != picture("svg")
    for again in (None, redraw):
        verdict = verify(forged, catalogue(), register, again)
        assert verdict.state == "changed"
        assert "the place cannot be told" in verdict.sentences[0]


def test_a_drawing_with_a_script_is_rejected(desk: Register) -> None:
    assert verify(picture("svg").replace(b"</svg>", b"<script>1</script></svg>"), catalogue(), desk).state == "changed"


def test_a_pdf_with_another_page_appended_as_an_update_is_rejected(desk: Register) -> None:
    writer = PdfWriter(io.BytesIO(picture("pdf")), incremental=True)
    writer.add_blank_page(100, 100)
    written = io.BytesIO()
    writer.write(written)
    assert len(PdfReader(io.BytesIO(written.getvalue())).pages) == 2
    verdict = verify(written.getvalue(), catalogue(), desk, redraw)
    assert verdict.state == "changed"


@pytest.mark.parametrize("place", [200, -700, -40])
def test_a_pdf_with_any_other_byte_is_rejected(desk: Register, place: int) -> None:
    content = bytearray(picture("pdf"))
    content[place] ^= 1
    assert not verify(bytes(content), catalogue(), desk, redraw).is_good


def test_what_is_not_ours_is_said_to_be_so(desk: Register) -> None:
    noise = Image.fromarray(np.random.default_rng(3).integers(0, 255, (90, 160, 3), dtype=np.uint8))
    verdict = verify(saved(noise), catalogue(), desk, redraw)
    assert verdict.state == "foreign"
    assert "type it" in said(verdict)


def test_a_code_finds_its_picture(desk: Register) -> None:
    verdict = verify(facts_of().code.lower(), catalogue(), desk)
    assert (verdict.state, verdict.is_good) == ("known", True)
    assert verdict.record is not None
    assert verdict.record.all_ids == facts_of().all_ids
    assert verdict.address.startswith("dataset=karabakh-2020&weapon=cluster_munition&data=")


def test_a_code_that_nobody_made_is_not_found_and_none_is_refused(desk: Register) -> None:
    assert verify("00000-00000", catalogue(), desk).state == "foreign"
    with pytest.raises(ProofError, match="This is no short code"):
        verify("hello", catalogue(), desk)


def test_a_broken_register_is_said_and_the_drawing_still_proves(tmp_path: Path) -> None:
    (tmp_path / "register.sqlite3").write_bytes(b"broken" * 1000)
    verdict = verify(picture("png"), catalogue(), Register(tmp_path / "register.sqlite3"), redraw)
    assert verdict.state == "untouched"
    assert "cannot be read" in said(verdict)


def test_a_link_that_cannot_be_drawn_is_said(register: Register) -> None:
    def refuses(_query: str, _kind: str, _scale: int) -> bytes:
        raise AddressError("the title is stronger than its source")

    verdict = verify(picture("png"), catalogue(), register, refuses)
    assert verdict.state == "unproven"
    assert "could not be drawn again: the title is stronger" in said(verdict)


def test_of_another_program_version_only_sameness_proves(register: Register) -> None:
    older = replace(facts_of(), program_version="0.0.9")
    untouched = stamped("png", drawn("png"), older)
    assert verify(untouched, catalogue(), register, redraw).state == "untouched"
    image = painted(untouched)
    differs = verify(stamped("png", saved(image), older), catalogue(), register, redraw)
    assert differs.state == "unproven"
    assert "proves nothing" in said(differs)


def test_what_changed_since_is_said_by_report(tmp_path: Path, register: Register) -> None:
    folder = write_tiny(tmp_path / "tiny")
    then = Catalogue(load_dataset(folder))
    assert then.reports(View())["grade"].to_dict() == {"e1": "weak"}
    facts = replace(
        facts_of(), view=View(), dataset="tiny", data_version=then.dataset().version, ids=("e1",), all_ids=("e1",), grades=("weak",)
    )
    content = stamped("png", drawn("png"), facts)
    register.remember(facts, fingerprint(content))
    visited = {"claimant": "A monitor", "claimant_party": "none", "basis": "field_visit", "hedge": "confirms"}
    found = {"claim_id": "e1.by.1", "event_id": "e1", "attribute": "attributed_to", "value": "Azerbaijan", "source_id": "s1"}
    write_rows(folder, "claims", [*ROWS["claims"], found | visited])
    now = Catalogue(load_dataset(folder))
    assert now.dataset().version != then.dataset().version
    verdict = verify(content, now, register)
    assert verdict.state == "untouched"
    assert verdict.changes is not None
    assert verdict.changes.rows == (Change("e1", "regraded", "weak", "confirmed"),)
    assert "1 report was graded anew." in said(verdict)
    assert f"with data version {now.dataset().version} in place of {then.dataset().version}" in said(verdict)


def test_a_report_that_only_left_the_filters_is_not_said_to_be_gone(register: Register) -> None:
    facts = facts_of(CLUSTER)
    outsider = next(each for each in catalogue().reports(View()).index if each not in facts.all_ids)
    older = replace(
        facts, data_version="0" * 12, all_ids=(*facts.all_ids, outsider, "e0"), grades=(*facts.grades, "weak", "weak")
    )
    verdict = verify(stamped("png", drawn("png"), older), catalogue(), register, redraw)
    assert verdict.changes is not None
    assert {each.event_id for each in verdict.changes.of("removed")} == {outsider, "e0"}
    assert "Of those removed 1 are still in the data" in said(verdict)
    assert "so it was not drawn again" in said(verdict)


def test_a_dataset_that_is_not_open_is_named(register: Register) -> None:
    facts = replace(facts_of(), dataset="elsewhere")
    verdict = verify(stamped("png", drawn("png"), facts), catalogue(), register, redraw)
    assert verdict.changes is None
    assert "the dataset 'elsewhere' is not open here" in said(verdict)


@pytest.fixture
def in_house_style(tmp_path: Path) -> bytes:
    """The picture as a desk with a style of its own makes it, from a file that the address does not name."""
    file = tmp_path / "desk.toml"
    file.write_text('credit = "Our desk"\n')
    page = make_picture(catalogue(), CLUSTER, PictureSpec(), read_style(file))
    return stamped("png", ENCODERS["png"](page, 1), page.facts)


def test_a_picture_in_a_house_style_does_not_contradict_itself(register: Register, in_house_style: bytes) -> None:
    verdict = verify(in_house_style, catalogue(), register)
    assert (verdict.state, verdict.sentences[0]) == ("unproven", "The picture agrees with what it says of itself; nothing here can prove more.")


def test_drawing_it_in_another_style_proves_nothing(register: Register, in_house_style: bytes) -> None:
    verdict = verify(in_house_style, catalogue(), register, redraw)
    assert verdict.state == "unproven"
    assert "The house style that it was made with is not the one that is here now" in said(verdict)


def test_pictures_of_releases_that_kept_no_style_are_still_read(register: Register) -> None:
    content = picture("svg")
    earlier = re.sub(rb"<strikemap:style_digest ?/>|<strikemap:style_digest></strikemap:style_digest>", b"", content)
    assert earlier != content
    proof = read(earlier)
    assert proof is not None
    assert proof.record.style_digest == ""
    assert verify(earlier, catalogue(), register, redraw).state == "untouched"
