"""The register finds a picture by its code and by its pixels, and never stands in the way of making one."""

from __future__ import annotations

import datetime as dt
import multiprocessing
import os
import sqlite3
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from strikemap.errors import RegisterError
from strikemap.output.pictures.facts import CODE_LETTERS
from strikemap.output.proof.metadata import fingerprint
from strikemap.output.proof.record import Fingerprint, Record
from strikemap.output.proof.regions import block_hashes
from strikemap.output.proof.register import Register, read_code, register_path
from strikemap.query.view import View
from tests.unit.output.proof.made import facts_of, picture, remember_twenty

DAY = dt.date(2026, 3, 1)


@pytest.fixture
def register(tmp_path: Path) -> Register:
    return Register(tmp_path / "deep" / "register.sqlite3")


def kept(register: Register) -> str:
    """Remember one picture; returns its code."""
    assert register.remember(facts_of(), fingerprint(picture("png")), DAY) == ""
    return facts_of().code


def test_what_is_remembered_is_found_by_its_code_with_everything_it_said(register: Register) -> None:
    found = register.find_code(kept(register))
    assert found is not None
    assert found.record == Record.of(facts_of())
    assert found.files == (fingerprint(picture("png")),)
    assert found.first_day == DAY


def test_what_is_remembered_is_found_by_its_pixels(register: Register) -> None:
    code = kept(register)
    assert [each.record.code for each in register.find_pixels(fingerprint(picture("png")).whole)] == [code]
    assert register.find_pixels("0" * 64) == ()


def test_a_picture_in_several_files_is_one_entry_and_keeps_its_first_day(register: Register) -> None:
    code = kept(register)
    assert register.remember(facts_of(), fingerprint(picture("svg")), dt.date(2027, 1, 1)) == ""
    assert register.remember(facts_of(), fingerprint(picture("svg")), dt.date(2027, 1, 1)) == ""
    found = register.find_code(code)
    assert found is not None
    assert [each.kind for each in found.files] == ["png", "svg"]
    assert found.first_day == DAY


@pytest.mark.parametrize(
    "typed",
    ["K10F3-M2P0X", "k10f3-m2p0x", "K10F3M2P0X", " k1of3 m2pox ", "KIOF3-M2POX", "KlOF3.M2P0X", "K 1 0 F 3 — M 2 P 0 X"],
)
def test_a_code_is_read_however_it_was_typed(typed: str) -> None:
    assert read_code(typed) == "K10F3-M2P0X"


@pytest.mark.parametrize("typed", ["", "K10F3", "K10F3-M2P0X9", "K10F3-M2PUX", "Ж10F3-M2P0X", "x" * 10_000])
def test_what_is_no_code_is_told_as_such(typed: str) -> None:
    assert read_code(typed) is None
    assert set("ILOU").isdisjoint(CODE_LETTERS)


def test_nothing_is_found_where_no_register_was_begun_and_none_is_made(register: Register) -> None:
    assert register.find_code("K10F3-M2P0X") is None
    assert register.find_pixels("0" * 64) == ()
    assert not register.path.exists()


def test_a_picture_with_an_edited_corner_is_like_the_one_that_was_made(register: Register) -> None:
    rng = np.random.default_rng(1)
    pixels = rng.integers(0, 255, (90, 160, 3), dtype=np.uint8)
    whole = Fingerprint("png", 160, 90, "a" * 64, block_hashes(pixels))
    code = facts_of().code
    assert register.remember(facts_of(), whole, DAY) == ""
    other = facts_of(View(grade=("weak",)))
    assert register.remember(other, replace(whole, whole="b" * 64, blocks=block_hashes(255 - pixels)), DAY) == ""
    pixels[:20, :30] = 0
    edited = Fingerprint("png", 160, 90, "c" * 64, block_hashes(pixels))
    found = register.find_like(edited)
    assert found is not None
    assert found[0].record.code == code
    assert register.find_like(replace(edited, blocks=("00000000",) * 144)) is None
    assert register.find_like(Fingerprint("svg", 0, 0, "d" * 64)) is None


def test_a_register_that_is_none_stops_no_picture_and_says_what_to_do(register: Register) -> None:
    register.path.parent.mkdir()
    register.path.write_bytes(b"this is no database" * 100)
    said = register.remember(facts_of(), fingerprint(picture("png")))
    for part in ("The picture is made", str(register.path), "file is not a database", "move it away"):
        assert part in said
    with pytest.raises(RegisterError, match="cannot be read"):
        register.find_code("K10F3-M2P0X")
    assert register.path.read_bytes().startswith(b"this is no database")


def test_a_damaged_record_in_the_register_is_told_as_such(register: Register) -> None:
    code = kept(register)
    with sqlite3.connect(register.path) as connection:
        connection.execute("UPDATE pictures SET record = ?", (b"\x00",))
    connection.close()
    with pytest.raises(RegisterError, match="cannot be read"):
        register.find_code(code)


def test_a_register_in_a_place_that_is_no_folder_stops_no_picture(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert "not noted" in Register(tmp_path / "file" / "register.sqlite3").remember(facts_of(), fingerprint(picture("png")))


def test_a_register_that_another_process_holds_stops_no_picture(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept(register)
    monkeypatch.setattr("strikemap.output.proof.register.WAIT_SECONDS", 0.05)
    holder = sqlite3.connect(register.path)
    holder.execute("BEGIN IMMEDIATE")
    said = register.remember(facts_of(View(grade=("weak",))), fingerprint(picture("png")))
    assert "locked" in said
    assert register.find_code(facts_of().code) is not None
    holder.close()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_register_that_may_only_be_read_is_read_and_stops_no_picture(register: Register) -> None:
    code = kept(register)
    register.path.chmod(0o400)
    register.path.parent.chmod(0o500)
    try:
        assert register.find_code(code) is not None
        assert "not noted" in register.remember(facts_of(View(grade=("weak",))), fingerprint(picture("png")))
    finally:
        register.path.parent.chmod(0o700)


def test_four_processes_at_once_lose_nothing(register: Register) -> None:
    with multiprocessing.get_context("spawn").Pool(4) as pool:
        said = pool.starmap(remember_twenty, [(register.path, facts_of(), number) for number in range(4)])
    assert said == [[""] * 20] * 4
    found = register.find_code(facts_of().code)
    assert found is not None
    assert len(found.files) == 80


def test_the_register_lies_where_the_environment_says_or_with_the_person(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("STRIKEMAP_REGISTER", str(tmp_path / "desk.sqlite3"))
    assert register_path() == tmp_path / "desk.sqlite3"
    monkeypatch.delenv("STRIKEMAP_REGISTER")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert register_path().name == "register.sqlite3"
    assert register_path().parent.name == "strikemap"


def test_the_register_holds_the_pictures_words_and_nothing_of_who_made_them(register: Register) -> None:
    kept(register)
    with sqlite3.connect(register.path) as connection:
        columns = [row[1] for table in ("pictures", "files") for row in connection.execute(f"PRAGMA table_info({table})")]
    connection.close()
    assert columns == [
        "code", "query", "dataset", "data_version", "program_version", "title", "first_day", "record",
        "code", "kind", "width", "height", "whole", "blocks",
    ]  # fmt: skip
