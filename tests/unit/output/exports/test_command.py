"""`python -m strikemap export`: what it writes, says, and how it ends."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from strikemap.__main__ import main
from strikemap.catalogue import Catalogue
from strikemap.output.exports.address import view_of_query
from strikemap.output.exports.export import Export
from strikemap.output.exports.registry import EXPORTS
from tests.unit.output.exports.hostile import tiny_catalogue

QUERY = "from=2020-10-01&to=2020-10-04"


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    return tiny_catalogue(tmp_path_factory.mktemp("command") / "tiny")


@pytest.fixture(scope="module")
def folder(tiny: Catalogue) -> Path:
    return tiny.dataset().folder


def export(folder: Path, out: Path, *more: str) -> int:
    return main(["export", str(out), "--data", str(folder), "--view", QUERY, *more])


@pytest.mark.parametrize("entry", EXPORTS, ids=lambda each: each.name)
def test_the_ending_of_the_file_says_the_format(
    entry: Export, tiny: Catalogue, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / f"out.{entry.suffix}"
    assert export(folder, out) == 0
    assert out.read_bytes() == entry.export(tiny, view_of_query(tiny, QUERY))
    assert "Reported strikes, 1\N{EN DASH}4 Oct 2020: 1 certainly and 1 possibly of these days, of 3 reports" in capsys.readouterr().out


def test_the_format_can_be_named(folder: Path, tmp_path: Path) -> None:
    assert export(folder, tmp_path / "out.txt", "--format", "CSV", "--raw") == 0
    assert (tmp_path / "out.txt").read_bytes().startswith(b"event_id,")


def test_a_query_may_begin_with_its_question_mark(folder: Path, tmp_path: Path) -> None:
    assert main(["export", str(tmp_path / "out.csv"), "--data", str(folder), "--view", f"?{QUERY}"]) == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["out.csv", "--view", "weapon=slingshot"], "“slingshot” is not in this dataset"),
        (["out.doc"], "does not say its format"),
        (["out.csv", "--format", "shapefile"], "no format is called 'shapefile'"),
        (["out.kml", "--raw"], "has no raw form"),
        (["out.csv", "--data", "nowhere"], "is no folder"),
    ],
)
def test_a_wrong_question_exits_2_says_why_and_writes_nothing(
    arguments: list[str], words: str, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, *more = arguments
    assert main(["export", str(tmp_path / out), "--data", str(folder), *more]) == 2
    captured = capsys.readouterr()
    assert words in captured.err
    assert captured.out == ""
    assert not (tmp_path / out).exists()


def test_what_is_no_file_is_never_replaced(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)
    assert export(folder, pipe) == 1
    assert pipe.is_fifo()
    assert "no name of a file that can be written" in capsys.readouterr().err


def test_a_folder_that_is_not_there_exits_1(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert export(folder, tmp_path / "nowhere" / "out.csv") == 1
    assert "nowhere is no folder. Make it, or name another." in capsys.readouterr().err
