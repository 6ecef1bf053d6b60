"""`python -m strikemap picture`: what a desk's script gets, says and returns."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from strikemap.__main__ import main
from strikemap.output.pictures.publish import publish, read_question
from strikemap.output.proof.metadata import read
from strikemap.output.proof.register import ENVIRONMENT, Register
from tests.unit.output.pictures.drawn import catalogue

VIEW = "from=2020-10-03&to=2020-10-06&weapon=cluster_munition"


@pytest.fixture(autouse=True)
def register(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A register of its own."""
    monkeypatch.setenv(ENVIRONMENT, str(tmp_path / "register.sqlite3"))
    return tmp_path / "register.sqlite3"


def picture(out: Path, *options: str) -> int:
    """Carry the command out on the shipped war."""
    return main(["picture", str(out), "--view", VIEW, "--size", "900x700", *options])


@pytest.mark.parametrize("kind", ["png", "svg", "pdf", "webp"])
def test_the_file_is_the_picture_of_the_view_byte_for_byte(tmp_path: Path, kind: str) -> None:
    assert picture(tmp_path / f"out.{kind}") == 0
    view, spec = read_question(catalogue(), [*(tuple(each.split("=")) for each in VIEW.split("&")), ("size", "900x700")])
    assert (tmp_path / f"out.{kind}").read_bytes() == publish(catalogue(), view, spec, kind).content


def test_it_says_what_it_wrote_its_size_its_code_and_the_caption(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out.png"
    assert picture(out, "--scale", "2") == 0
    content, said = out.read_bytes(), capsys.readouterr().out
    record = read(content).record
    assert Image.open(io.BytesIO(content)).size == (1800, 1400)
    assert f"{out}: PNG, 1,800 x 1,400 px, {len(content):,} bytes. Code {record.code}" in said
    assert f"Caption: {record.caption}" in said


def test_the_picture_is_noted_unless_it_should_not_be(tmp_path: Path, register: Path) -> None:
    picture(tmp_path / "out.png", "--no-register")
    assert not register.exists()
    picture(tmp_path / "out.png")
    assert Register(register).find_code(read((tmp_path / "out.png").read_bytes()).record.code) is not None


def test_a_register_that_cannot_be_written_does_not_hold_the_picture_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(ENVIRONMENT, str(tmp_path))
    assert picture(tmp_path / "out.png") == 0
    assert "was not noted in the register" in capsys.readouterr().err


def test_every_option_goes_into_the_picture(tmp_path: Path) -> None:
    options = {
        "--title": "Reported by others", "--caption": "As reported.", "--alt": "A map.", "--credit": "By the desk.", "--style": "broadsheet",
        "--note": "text:39.9,46.5:here", "--move": "Ganja@0.020,-0.010",
    }  # fmt: skip
    assert picture(tmp_path / "out.png", *(part for pair in options.items() for part in pair)) == 0
    record = read((tmp_path / "out.png").read_bytes()).record
    assert (record.title, record.caption, record.alt) == ("Reported by others", "As reported.", "A map.")
    assert record.credit.startswith("By the desk.")
    assert "GeoNames (CC BY 4.0)" in record.credit  # what the licences ask for stands behind one's own words
    for part in ("style=broadsheet", "note=text%3A39.9000%2C46.5000%3Ahere", "move=Ganja%400.020%2C-0.010"):
        assert part in record.query


def test_a_whole_address_can_be_pasted_and_options_stand_over_it(tmp_path: Path) -> None:
    assert main(["picture", str(tmp_path / "out.png"), "--view", f"?{VIEW}&size=4x3&title=Old", "--size", "900x700", "--title", "New"]) == 0
    content = (tmp_path / "out.png").read_bytes()
    assert read(content).record.title == "New"
    assert Image.open(io.BytesIO(content)).size == (900, 700)


def test_a_house_style_can_be_a_file(tmp_path: Path) -> None:
    (tmp_path / "desk.toml").write_text('credit = "Graphic: the desk."\n', encoding="utf-8")
    assert picture(tmp_path / "out.png", "--style", str(tmp_path / "desk.toml")) == 0
    assert read((tmp_path / "out.png").read_bytes()).record.credit.startswith("Graphic: the desk.")


@pytest.mark.parametrize("part", ["--title", "--caption", "--alt"])
def test_words_firmer_than_their_source_are_refused_with_the_sources_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], part: str
) -> None:
    assert picture(tmp_path / "out.png", part, "Azerbaijan fired cluster munitions at Stepanakert") == 1
    said = capsys.readouterr().err
    assert f"{part}: “Azerbaijan fired”, refused" in said
    assert "source: Amnesty International, side blamed: appears to" in said
    assert not (tmp_path / "out.png").exists()


def test_words_to_look_at_are_said_and_the_picture_is_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert picture(tmp_path / "out.png", "--title", "Cluster munitions in Stepanakert") == 0
    assert "look at this" in capsys.readouterr().err
    assert (tmp_path / "out.png").exists()


def test_the_drafted_words_are_never_firmer_than_their_source(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert picture(tmp_path / "out.png") == 0
    drafted = read((tmp_path / "out.png").read_bytes()).record
    assert picture(tmp_path / "again.png", "--title", drafted.title, "--caption", drafted.caption, "--alt", drafted.alt) == 0
    assert "refused" not in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "options", "answer"),
    [
        ("out.bmp", [], (2, "does not say its kind. Let it end in .png, .svg, .pdf, .webp, .mp4, .gif, .zip")),
        ("out.png", ["--view", "weapon=slingshot"], (2, "is not in this dataset")),
        ("out.png", ["--view", "colour=ink&foo=1"], (2, "is no part of a picture's address")),
        ("out.png", ["--view", "data=000000000000"], (2, "asks for data version 000000000000")),
        ("out.png", ["--size", "9x9"], (2, "is no size; use one of")),
        ("out.png", ["--size", "250x250"], (2, "has no room for its map")),
        ("out.svg", ["--scale", "2"], (2, "--scale is for PNG and WebP")),
        ("out.png", ["--style", "none"], (2, "no house style is called 'none'")),
        ("out.png", ["--style", "none.toml"], (2, "none.toml cannot be read")),
        ("out.png", ["--film"], (2, "--film is for a .webp")),
        ("out.gif", ["--hold", "monday"], (2, "is no day and seconds")),
        ("out.gif", ["--speed", "0"], (2, "second")),
        ("missing/out.png", [], (1, "missing is no folder. Make it, or name another.")),
    ],
)
def test_what_cannot_be_done_says_why_and_leaves_no_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, options: list[str], answer: tuple[int, str]
) -> None:
    assert picture(tmp_path / name, *options) == answer[0]
    assert answer[1] in capsys.readouterr().err
    assert not (tmp_path / name).exists()


@pytest.mark.parametrize(("name", "options"), [("out.gif", []), ("out.mp4", []), ("out.webp", ["--film"]), ("out.zip", [])])
def test_a_film_is_written_whole(tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, options: list[str]) -> None:
    pace = ["--speed", "0.5", "--hold", "2020-10-04:2", "--cumulative"]
    assert main(["picture", str(tmp_path / name), "--view", VIEW, "--size", "640x480", *pace, *options]) == 0
    content = (tmp_path / name).read_bytes()
    assert f"{len(content):,} bytes" in capsys.readouterr().out
    if name.endswith(("gif", "webp")):
        assert getattr(Image.open(io.BytesIO(content)), "n_frames", 1) == 4
