"""What the checker reports: an overstatement, with the source's own wording beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["refuse", "mark"]


@dataclass(frozen=True)
class Wording:
    """How a source itself puts it. attribute : what it speaks of, in words; published : the day, in words."""

    claim_id: str
    attribute: str
    claimant: str
    hedge: str
    value: str
    words: str
    basis: str
    publisher: str
    published: str

    def __str__(self) -> str:
        """The claim in one line: who, how firmly, what, on what basis, where it was read."""
        said = f"{self.value} ({self.words})" if self.words else self.value
        return f"{self.claimant}, {self.attribute}: {self.hedge} “{said}”; {self.basis}; {self.publisher}, {self.published}"


@dataclass(frozen=True)
class Note:
    """What one rule found in one part of a text; start, end : in the letters of the part. The rest as in Overstatement."""

    rule: str
    severity: Severity
    start: int
    end: int
    problem: str
    support: tuple[Wording, ...] = ()
    suggestion: str = ""


@dataclass(frozen=True)
class Overstatement:
    """Words that say more than the claims shown.

    rule : id of the rule, as in docs/hedges.md. severity : "refuse" for wording stronger than its source, "mark" for what
    somebody should look at. start, end : span in the text; words : the text of it. problem : what is wrong, a sentence.
    support : the sources' own wording, the one that the words outrun first; () where no claim shown says it at all.
    suggestion : a wording that the claims carry.
    """

    rule: str
    severity: Severity
    start: int
    end: int
    words: str
    problem: str
    support: tuple[Wording, ...]
    suggestion: str
