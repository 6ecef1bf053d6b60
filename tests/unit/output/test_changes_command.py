"""`python -m strikemap changes`: what it prints and writes, and how it ends."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from strikemap.__main__ import main
from tests.tiny import ROWS, changed, write_rows, write_tiny

DATA = str(Path(__file__).parents[3] / "data")
DAYS = ["--from", "2020-10-05", "--to", "2020-10-23"]
DASH = "\N{EN DASH}"


@pytest.fixture
def two(tmp_path: Path) -> tuple[Path, Path]:
    earlier, later = write_tiny(tmp_path / "earlier"), write_tiny(tmp_path / "later")
    changed("claims", 3, value_max="5")(later)
    return earlier, later


def rows_of(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_two_days_give_the_sentence_and_each_change_under_its_kind(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["changes", DATA, *DAYS]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith(f"Reported strikes, 27 Sep {DASH} 10 Nov 2020.\nBetween 5 and 23 Oct 2020, 53 reports were added, 2 were graded anew")
    assert "Graded anew (2):\n  2020-10-02-lachin-bridge-1, Bridge on the Lachin road, 2 Oct 2020: weak to fair; known 6 Oct 2020; newly heard: BBC News\n" in printed
    added = printed.partition("Added (53):\n")[2].splitlines()
    assert len(added) == 53


def test_a_view_narrows_what_is_compared_and_says_what_it_hides(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["changes", DATA, *DAYS, "--view", "by=Azerbaijan"]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("Reported strikes for which Azerbaijan is blamed, ")
    assert "The filters leave out 51 of the 107 reports of these days, among them all that blame the Armenian side." in printed
    assert "2020-10-17-ganja-1" not in printed


def test_without_a_second_day_today_is_meant(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["changes", DATA, "--from", "2020-11-10"]) == 0
    assert "Between 10 Nov 2020 and today, 13 reports were added" in capsys.readouterr().out


def test_days_between_which_nothing_was_published_say_that(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["changes", DATA, "--from", "2022-01-01", "--to", "2022-02-01"]) == 0
    assert "no report was added, removed or graded anew.\n" in capsys.readouterr().out


def test_two_folders_are_compared_as_two_versions(two: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["changes", str(two[0]), str(two[1])]) == 0
    printed = capsys.readouterr().out
    assert "1 report with other numbers of people.\n" in printed
    assert f"  e1, Town, 3 Oct 2020: 1{DASH}2 killed to 1{DASH}5 killed\n" in printed


def test_a_report_that_is_gone_from_the_second_folder_is_removed(two: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    write_rows(two[1], "claims", [])
    assert main(["changes", str(two[0]), str(two[1])]) == 0
    assert "Removed (1):\n  e1, Town, 3 Oct 2020: weak\n" in capsys.readouterr().out


def test_the_list_is_written_as_csv_with_what_was_compared(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "changes.csv"
    assert main(["changes", DATA, *DAYS, "--out", str(out)]) == 0
    rows = rows_of(out)
    assert f"{out}: {len(rows)} rows" in capsys.readouterr().out
    assert len(rows) == 58
    first = rows[0]
    assert (first["event_id"], first["change"], first["became_known"]) == ("2020-10-02-lachin-bridge-1", "graded anew", "2020-10-06")
    assert first["compared"].startswith("Between 5 and 23 Oct 2020")
    assert first["link"] == "changes?known=2020-10-23&since=2020-10-05"


def test_a_cell_that_a_spreadsheet_would_calculate_is_guarded(tmp_path: Path) -> None:
    folder = write_tiny(tmp_path / "tiny")
    write_rows(folder, "claims", [row | {"claimant": "=HYPERLINK(1)"} for row in ROWS["claims"]])
    out = tmp_path / "changes.csv"
    assert main(["changes", str(folder), "--from", "2020-10-01", "--out", str(out)]) == 0
    assert {row["newly_heard"] for row in rows_of(out)} == {"'=HYPERLINK(1)"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([DATA], "--from 2020-10-05"),
        ([DATA, "--from", "2020-10-23", "--to", "2020-10-05"], "is not after"),
        ([DATA, "--from", "2020-10-05", "--view", "known=2020-10-08"], "Leave it out"),
        ([DATA, "--from", "2020-10-05", "--view", "weapon=slingshot"], "slingshot"),
        ([DATA, DATA, DATA], "Name one folder"),
        ([DATA, DATA, "--from", "2020-10-05"], "within one folder"),
        (["no-such-folder", "--from", "2020-10-05"], "is no folder"),
    ],
)
def test_a_question_that_cannot_be_answered_exits_2_and_says_why(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["changes", *arguments]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert said in captured.err


def test_a_day_that_is_none_exits_2(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["changes", DATA, "--from", "yesterday"])
    assert ended.value.code == 2
    assert "is no day like 2020-10-05" in capsys.readouterr().err


def test_a_file_that_cannot_be_written_exits_1(tmp_path: Path) -> None:
    assert main(["changes", DATA, *DAYS, "--out", str(tmp_path / "nowhere" / "changes.csv")]) == 1
