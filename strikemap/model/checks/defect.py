"""What a defect is: a title, a description, and a message that says where, what was found and what to do."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from strikemap.model.problems import Problem, short_text, spreadsheet_row

if TYPE_CHECKING:
    from strikemap.model.dataset import Dataset


class Defect:
    """One kind of thing that can be wrong. `remedy` says what to do unless a single problem knows better."""

    title: ClassVar[str]
    description: ClassVar[str]
    remedy: ClassVar[str]

    @classmethod
    def problem(  # noqa: PLR0913 - one argument for each field of a problem
        cls, file: str, message: str, *, position: int | None = None, feature: object = "", column: str = "",
        value: object = "", remedy: str = "",
    ) -> Problem:  # fmt: skip
        """A problem of this kind. position : of the record in its table, from 0; value : shortened to plain text."""
        return Problem(
            kind=cls.title,
            file=file,
            message=message,
            remedy=remedy or cls.remedy,
            row=None if position is None else spreadsheet_row(position),
            feature=short_text(feature),
            column=column,
            value=short_text(value),
        )


class RowDefect(Defect):
    """A defect of one cell, found while its table is read; the row is set aside and the rest is used.

    message : what is wrong; {meaning} and {allowed} stand for what the schema declares of the column.
    """

    message: ClassVar[str]


class DatasetDefect(Defect, ABC):
    """A defect that shows only when tables and files are looked at together."""

    @classmethod
    @abstractmethod
    def find(cls, dataset: Dataset) -> Iterator[Problem]:
        """Every problem of this kind in a dataset."""
