"""The command verify: the same sentences as the page, and an exit code that a desk can rely on."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from strikemap.__main__ import main
from strikemap.output.proof.metadata import fingerprint
from strikemap.output.proof.register import Register
from tests.unit.output.proof.made import DATA, facts_of, picture

ROOT = DATA.parent


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the picture in it, on a machine whose register knows it."""
    monkeypatch.setenv("STRIKEMAP_REGISTER", str(tmp_path / "register.sqlite3"))
    Register().remember(facts_of(), fingerprint(picture("png")))
    (tmp_path / "map.png").write_bytes(picture("png"))
    return tmp_path


def test_the_untouched_exits_0_and_says_what_made_it(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", str(desk / "map.png"), "--data", str(DATA)]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("The picture is ours and untouched.\n")
    for part in (facts_of().title, facts_of().code, facts_of().data_version, "Nagorno-Karabakh war, 2020", "/?dataset=karabakh-2020"):
        assert part in printed


def test_a_changed_picture_exits_1_and_says_where(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    image = Image.open(desk / "map.png")
    image.paste((0, 0, 0), (1500, 10, 1590, 90))
    written = io.BytesIO()
    image.save(written, "png")
    (desk / "map.png").write_bytes(written.getvalue())
    assert main(["verify", str(desk / "map.png"), "--code", facts_of().code, "--data", str(DATA)]) == 1
    assert "changed in the upper right part" in capsys.readouterr().out


def test_a_code_exits_0_where_it_was_made_and_1_elsewhere(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert desk.is_dir()
    assert main(["verify", facts_of().code.lower(), "--data", str(DATA)]) == 0
    assert facts_of().title in capsys.readouterr().out
    assert main(["verify", "00000-00000", "--data", str(DATA)]) == 1


def test_what_cannot_be_read_exits_2_with_one_sentence(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "note.png").write_text("hello")
    for asked in (str(desk / "note.png"), str(desk / "gone.png"), "hello"):
        assert main(["verify", asked, "--data", str(DATA)]) == 2
        captured = capsys.readouterr()
        assert captured.out == ""
        assert captured.err.count("\n") == 1


def test_it_runs_as_a_program(desk: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "strikemap", "verify", str(desk / "map.png")], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout.splitlines()[0]) == (0, "The picture is ours and untouched.")


def test_a_folder_is_named_as_one_and_not_as_missing(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", str(desk)]) == 2
    assert "is no file" in capsys.readouterr().err
