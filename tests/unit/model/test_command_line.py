"""The commands check and build: what they print, what they write, how they end."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from strikemap.__main__ import main
from strikemap.build.columns import columns_markdown
from strikemap.build.files import write_whole
from strikemap.commands.exits import CANNOT
from strikemap.errors import BuildError
from tests.tiny import ROWS, changed, write_rows, write_tiny


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    return write_tiny(tmp_path / "tiny")


def test_check_of_good_data_prints_counts_and_exits_0(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(tiny)]) == 0
    printed = capsys.readouterr().out
    assert "claims         5 rows" in printed
    assert "reports        1 (weak 1)" in printed
    assert printed.endswith("No problems found.\n")


def test_check_of_bad_data_names_file_row_column_value_and_remedy_and_exits_1(
    tiny: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    changed("claims", 0, hedge="shouts")(tiny)
    assert main(["check", str(tiny)]) == 1
    printed = capsys.readouterr().out
    assert "claims.csv, row 2, column hedge, value “shouts”: this is none of the words" in printed
    assert "Use one of them" in printed


def test_check_names_a_house_style_that_cannot_be_used(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tiny / "styles").mkdir()
    (tiny / "styles" / "desk.toml").write_text('colour = "red"\n')
    assert main(["check", str(tiny)]) == 1
    assert "styles/desk.toml: " in capsys.readouterr().out


def test_a_reader_who_has_seen_enough_gets_no_traceback() -> None:
    command = [sys.executable, "-m", "strikemap", "check", "data"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=Path(__file__).parents[3]) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        assert running.stderr.read() == b""
    assert running.returncode == CANNOT


def test_ten_problems_are_all_listed(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_rows(
        tiny,
        "sources",
        [ROWS["sources"][0] | {"source_id": f"s{n}", "type": "gossip" if n > 1 else "news"} for n in range(1, 12)],
    )
    assert main(["check", str(tiny)]) == 1
    printed = capsys.readouterr().out
    assert "10 problems:" in printed
    assert printed.count("value “gossip”") == 10


def test_thousands_of_problems_are_counted_by_kind_with_the_first_ten(
    tiny: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_rows(
        tiny,
        "sources",
        [ROWS["sources"][0] | {"source_id": f"s{n}", "type": "gossip" if n > 1 else "news"} for n in range(1, 2002)],
    )
    assert main(["check", str(tiny)]) == 1
    printed = capsys.readouterr().out
    assert "2,000 problems:" in printed
    assert "2,000  A value outside the vocabulary" in printed
    assert printed.count("value “gossip”") == 10
    assert main(["check", str(tiny), "--all"]) == 1
    assert capsys.readouterr().out.count("value “gossip”") == 2_000


def test_a_folder_that_is_no_dataset_exits_2_and_says_why(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(tmp_path / "nowhere")]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "is no folder" in captured.err


def test_a_command_that_does_not_exist_exits_2() -> None:
    with pytest.raises(SystemExit) as ended:
        main(["destroy"])
    assert ended.value.code == 2


def test_build_makes_the_same_bytes_twice(tiny: Path) -> None:
    file = tiny / "strikes.geojson"
    first = file.read_bytes()
    file.unlink()
    assert main(["build", str(tiny)]) == 0
    assert file.read_bytes() == first


def test_the_order_of_the_claims_does_not_change_a_byte(tiny: Path) -> None:
    before = (tiny / "strikes.geojson").read_bytes()
    write_rows(tiny, "claims", ROWS["claims"][::-1])
    assert main(["build", str(tiny)]) == 0
    assert (tiny / "strikes.geojson").read_bytes() == before


def test_the_file_of_strikes_holds_the_reports_with_null_where_nothing_is_stated(tiny: Path) -> None:
    (feature,) = json.loads((tiny / "strikes.geojson").read_bytes())["features"]
    assert feature["id"] == "e1"
    assert feature["geometry"] == {"type": "Point", "coordinates": [47.0, 40.0]}
    said = feature["properties"]
    assert {name: said[name] for name in ("occurred", "day_first", "killed_min", "killed_max", "grade", "party_only")} == {
        "occurred": "2020-10-03", "day_first": "2020-10-03", "killed_min": 1, "killed_max": 2, "grade": "weak",
        "party_only": "Armenia",
    }  # fmt: skip
    for name in ("injured_min", "weapon_category", "blamed", "words", "time_local"):
        assert said[name] is None
    assert said["region_ids"] == ["square"]


def test_a_report_without_a_place_has_no_geometry_and_is_kept(tiny: Path) -> None:
    write_rows(tiny, "claims", [row for row in ROWS["claims"] if row["attribute"] != "place"])
    assert main(["build", str(tiny)]) == 0
    (feature,) = json.loads((tiny / "strikes.geojson").read_bytes())["features"]
    assert feature["geometry"] is None
    assert feature["properties"]["region_ids"] == []


def test_coordinates_are_written_with_five_decimals(tiny: Path) -> None:
    changed("places", 0, lon="47.123456789")(tiny)
    assert main(["build", str(tiny)]) == 0
    (feature,) = json.loads((tiny / "strikes.geojson").read_bytes())["features"]
    assert feature["geometry"]["coordinates"] == [47.12346, 40.0]


def test_build_from_broken_claims_leaves_the_old_file_and_exits_1(
    tiny: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (tiny / "strikes.geojson").read_bytes()
    changed("claims", 0, hedge="shouts")(tiny)
    assert main(["build", str(tiny)]) == 1
    assert (tiny / "strikes.geojson").read_bytes() == before
    assert "claims.csv, row 2, column hedge" in capsys.readouterr().err


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "layer.geojson"
    file.write_bytes(b"old")

    def full(*_: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(BuildError, match="No space left"):
        write_whole(file, b"new")
    assert file.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [file]


def test_the_shipped_list_of_columns_is_what_the_schemas_say() -> None:
    shipped = Path(__file__).parents[3] / "data" / "columns.md"
    assert shipped.read_text(encoding="utf-8") == columns_markdown()
