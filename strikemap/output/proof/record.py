"""What is kept of a picture, in its file and in the register: its words and reports, and a fingerprint of what it shows."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from typing import Any, Final, Literal

from strikemap.output.pictures.facts import PictureFacts

Kind = Literal["png", "svg", "pdf", "webp", "jpeg"]

MAX_NAMED: Final = 5_000
"""Most reports that a file names one by one; of more, the digest stands for them."""

_NOT_XML = re.compile(r"[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no XML file may hold, and the carriage return, which XML readers change."""


@dataclass(frozen=True)
class Fingerprint:
    """What a picture shows, as hashes.

    width, height : pixels; 0 for drawings (SVG, PDF). whole : SHA-256 in hex over all that is seen. blocks : eight hex digits
    for each cell of a grid (`regions.GRID`), row by row, so that a change can be located; () for drawings.
    """

    kind: Kind
    width: int
    height: int
    whole: str
    blocks: tuple[str, ...] = ()

    @property
    def is_raster(self) -> bool:
        """Whether the picture consists of pixels."""
        return self.width > 0


@dataclass(frozen=True)
class Record:
    """The words of a picture and the reports in it, as plain text that every container can hold.

    query : address that opens it again. ids : reports with a mark in it; all_ids, grades : every report it counts, with its
    grade. All three are empty where a picture counts more than MAX_NAMED; `digest` stands for them. style_digest : hash of the
    house style; "" for our own look, and in records of pictures that were made before it was kept.
    """

    code: str
    query: str
    dataset: str
    dataset_title: str
    data_version: str
    program_version: str
    title: str
    summary: str
    caption: str
    alt: str
    credit: str
    sources: tuple[str, ...]
    notice: str
    as_of: str
    ids: tuple[str, ...]
    all_ids: tuple[str, ...]
    grades: tuple[str, ...]
    digest: str
    style_digest: str = ""

    @classmethod
    def of(cls, facts: PictureFacts) -> Record:
        """What a file says of a picture with these facts."""
        parts: dict[str, Any] = {each.name: getattr(facts, each.name) for each in fields(cls)}
        if len(facts.all_ids) > MAX_NAMED:
            parts |= {"ids": (), "all_ids": (), "grades": ()}
        cleaned: dict[str, Any] = {name: _cleaned(value) for name, value in parts.items()}
        return cls(**cleaned)


@dataclass(frozen=True)
class Proof:
    """What a file says of itself: the words and reports, and the fingerprint that it had when it was made."""

    record: Record
    fingerprint: Fingerprint


def clean(text: str) -> str:
    """Text that XML can hold: control characters, lone surrogates and the like become the replacement character."""
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text.replace("\r\n", "\n").replace("\r", "\n"))


def _cleaned(value: str | tuple[str, ...]) -> str | tuple[str, ...]:
    return clean(value) if isinstance(value, str) else tuple(clean(each) for each in value)
