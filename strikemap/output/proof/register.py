"""The register: what this machine remembers of the pictures it has made, so that one whose metadata are gone is found again.

One SQLite file, in the folder of the person who runs Strikemap or where STRIKEMAP_REGISTER says. It holds what stands in the
pictures' own metadata, their fingerprints and the day; no names of readers, no addresses of machines. Nothing leaves it.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, Final, cast

from platformdirs import user_data_path

from strikemap.errors import RegisterError
from strikemap.output.pictures.facts import CODE_LENGTH, CODE_LETTERS, PictureFacts
from strikemap.output.proof.record import Fingerprint, Kind, Record

ENVIRONMENT: Final = "STRIKEMAP_REGISTER"
FILE_NAME: Final = "register.sqlite3"

WAIT_SECONDS: Final = 2.0
"""How long one process waits for another that is writing."""

LOOKED_THROUGH: Final = 2_000
"""Files of one size that are compared cell by cell when nothing names a picture; the newest come first."""

MAX_UNPACKED: Final = 8_000_000
"""Most bytes that one record may unpack to."""

_LAYOUT: Final = 1
_TABLES: Final = """
CREATE TABLE IF NOT EXISTS pictures (
  code TEXT PRIMARY KEY, query TEXT NOT NULL, dataset TEXT NOT NULL, data_version TEXT NOT NULL,
  program_version TEXT NOT NULL, title TEXT NOT NULL, first_day TEXT NOT NULL, record BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS files (
  code TEXT NOT NULL REFERENCES pictures (code), kind TEXT NOT NULL, width INTEGER NOT NULL, height INTEGER NOT NULL,
  whole TEXT NOT NULL, blocks TEXT NOT NULL, PRIMARY KEY (code, kind, whole));
CREATE INDEX IF NOT EXISTS files_by_whole ON files (whole);
CREATE INDEX IF NOT EXISTS files_by_size ON files (width, height);
"""
_MISREAD: Final = str.maketrans({"I": "1", "L": "1", "O": "0"})


@dataclass(frozen=True)
class Entry:
    """A picture made here: its record, the fingerprints of its files, and the day on which the first was made."""

    record: Record
    files: tuple[Fingerprint, ...]
    first_day: dt.date


def read_code(text: str) -> str | None:
    """A short code as it is kept ("K7QF3-M2PWX"), from one typed with other case, spaces, dashes, or I, L, O; None if it is none."""
    letters = re.sub(r"[^0-9A-Z]", "", text.upper()).translate(_MISREAD)
    if len(letters) != CODE_LENGTH or not set(letters) <= set(CODE_LETTERS):
        return None
    return f"{letters[:5]}-{letters[5:]}"


def register_path() -> Path:
    """Where the register of this person lies."""
    named = os.environ.get(ENVIRONMENT)
    return Path(named) if named else user_data_path("strikemap", appauthor=False) / FILE_NAME


class Register:
    """The register in one file, which is made when the first picture is remembered. Several processes may use it at a time."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or register_path()

    @property
    def state(self) -> tuple[int, int] | None:
        """When its file was last written (ns) and its bytes: another value, another register. None while there is no file."""
        try:
            found = self.path.stat()
        except OSError:
            return None
        return found.st_mtime_ns, found.st_size

    def remember(self, facts: PictureFacts, fingerprint: Fingerprint, today: dt.date | None = None) -> str:
        """Keep a picture. Never raises: returns "" or a sentence that says why it could not be kept, and what to do.

        today : the day to write down, if it is a new one (default: the day on this machine's clock).
        """
        record = Record.of(facts)
        try:
            with self._open_to_write() as connection, connection:
                connection.execute(
                    "INSERT OR IGNORE INTO pictures VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    (
                        record.code, record.query, record.dataset, record.data_version, record.program_version, record.title,
                        (today or dt.date.today()).isoformat(), _packed(record),
                    ),
                )  # fmt: skip
                connection.execute(
                    "INSERT OR IGNORE INTO files VALUES (?, ?, ?, ?, ?, ?)",
                    (
                        record.code, fingerprint.kind, fingerprint.width, fingerprint.height, fingerprint.whole,
                        " ".join(fingerprint.blocks),
                    ),
                )  # fmt: skip
        except RegisterError as error:
            return f"The picture is made; it was not noted in the register. {error}"
        return ""

    def find_code(self, text: str) -> Entry | None:
        """The picture of a short code, however it was typed. Raises RegisterError."""
        code = read_code(text)
        found = self._entries("SELECT ? AS code", (code,)) if code else ()
        return next(iter(found), None)

    def find_pixels(self, whole: str) -> tuple[Entry, ...]:
        """The pictures that look exactly so, by the hash over all of it. Raises RegisterError."""
        return self._entries("SELECT DISTINCT code FROM files WHERE whole = ?", (whole,))

    def find_like(self, fingerprint: Fingerprint) -> tuple[Entry, Fingerprint] | None:
        """The picture of the same size of which most cells look the same, and the file compared; None if less than half do.

        Raises RegisterError.
        """
        if not fingerprint.is_raster:
            return None
        rows = self._rows(
            "SELECT code, blocks FROM files WHERE width = ? AND height = ? ORDER BY rowid DESC LIMIT ?",
            (fingerprint.width, fingerprint.height, LOOKED_THROUGH),
        )
        alike = [(_cells_alike(fingerprint.blocks, tuple(blocks.split())), code) for code, blocks in rows]
        most, code = max(alike, default=(0, ""))
        entry = self.find_code(code) if most * 2 > len(fingerprint.blocks) else None
        if entry is None:
            return None
        return entry, max(entry.files, key=lambda each: _cells_alike(fingerprint.blocks, each.blocks))

    def _entries(self, codes: str, values: tuple[Any, ...]) -> tuple[Entry, ...]:
        pictures = self._rows(f"SELECT code, record, first_day FROM pictures WHERE code IN ({codes}) ORDER BY code", values)  # noqa: S608  # our own words
        return tuple(self._entry(*row) for row in pictures)

    def _entry(self, code: str, record: bytes, first_day: str) -> Entry:
        files = self._rows("SELECT kind, width, height, whole, blocks FROM files WHERE code = ? ORDER BY rowid", (code,))
        try:
            return Entry(
                _unpacked(record),
                tuple(
                    Fingerprint(cast("Kind", kind), width, height, whole, tuple(blocks.split()))
                    for kind, width, height, whole, blocks in files
                ),
                dt.date.fromisoformat(first_day),
            )
        except (ValueError, TypeError, KeyError, zlib.error) as error:
            raise self._error("read", error) from error

    def _rows(self, question: str, values: tuple[Any, ...]) -> list[tuple[Any, ...]]:
        """The answer of a register that is there; nothing of one that was never begun."""
        if not self.path.exists():
            return []
        # a folder that we may not write to cannot hold the files that WAL keeps beside its database
        alone = "" if os.access(self.path.parent, os.W_OK) else "&immutable=1"
        try:
            with closing(sqlite3.connect(f"{self.path.absolute().as_uri()}?mode=ro{alone}", uri=True, timeout=WAIT_SECONDS)) as connection:
                return connection.execute(question, values).fetchall()
        except (sqlite3.Error, OSError) as error:
            raise self._error("read", error) from error

    @contextmanager
    def _open_to_write(self) -> Iterator[sqlite3.Connection]:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self.path, timeout=WAIT_SECONDS)) as connection:
                connection.execute("PRAGMA journal_mode = WAL")
                if connection.execute("PRAGMA user_version").fetchone()[0] != _LAYOUT:
                    connection.executescript(f"BEGIN IMMEDIATE; {_TABLES} PRAGMA user_version = {_LAYOUT}; COMMIT;")
                yield connection
        except (sqlite3.Error, OSError) as error:
            raise self._error("written", error) from error

    def _error(self, done: str, error: BaseException) -> RegisterError:
        return RegisterError(
            f"The register {self.path} cannot be {done}: {error}. Close what else is using it, give yourself the right to write"
            f" there, name another file in {ENVIRONMENT}, or, if it is damaged, move it away: a new one is begun then, and the"
            " pictures in the old one are not found by their code any more."
        )


def _cells_alike(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    return sum(a == b for a, b in zip(one, other, strict=True)) if len(one) == len(other) else 0


def _packed(record: Record) -> bytes:
    return zlib.compress(json.dumps(asdict(record), separators=(",", ":")).encode(), 9)


def _unpacked(packed: bytes) -> Record:
    unpacking = zlib.decompressobj()
    parts = json.loads(unpacking.decompress(packed, MAX_UNPACKED))
    return Record(**{each.name: _as_tuple(parts[each.name]) for each in fields(Record) if each.name in parts})


def _as_tuple(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
