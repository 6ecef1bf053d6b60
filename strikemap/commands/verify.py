"""`python -m strikemap verify FILE|CODE`: is a picture ours and untouched, which data made it, what changed since."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from strikemap.catalogue import Catalogue
from strikemap.commands.exits import GOOD, PROBLEMS
from strikemap.errors import ProofError
from strikemap.output.pictures.publish import redrawing
from strikemap.output.proof.metadata import read_file
from strikemap.output.proof.register import Register, read_code
from strikemap.output.proof.verify import Verdict, verify
from strikemap.query.changes import CHANGE_WORDS

NAME = "verify"
HELP = "say whether a picture is ours and untouched, which data made it, and what changed since; exit 1 where it is not"

MOST_LISTED = 20
"""Changes listed one by one; more are counted."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command can be told."""
    parser.add_argument("asked", metavar="FILE|CODE", help="a PNG, SVG, PDF, WebP or JPEG file, or a short code like K7QF3-M2PWX")
    parser.add_argument("--code", default="", help="the short code printed in the picture, for a file that does not say it any more")
    parser.add_argument("--data", type=Path, default=Path("data"), metavar="FOLDER", help="a dataset folder (default: data)")


def run(chosen: argparse.Namespace) -> int:
    """Verify one file or code; returns the exit code."""
    asked = _asked(chosen.asked)
    catalogue = Catalogue.of_folder(chosen.data)
    verdict = verify(asked, catalogue, Register(), redrawing(catalogue), chosen.code)
    print("\n".join(_lines(verdict)))
    return GOOD if verdict.is_good else PROBLEMS


def _asked(text: str) -> bytes | str:
    """The bytes of a file of that name, else the short code."""
    if Path(text).exists() and not Path(text).is_file():
        raise ProofError(f"{text} is no file. Name a picture, or its short code.")
    if Path(text).is_file():
        return read_file(Path(text))
    if read_code(text):
        return text
    raise ProofError(f"There is no file {text}, and it is no short code like K7QF3-M2PWX. Look at the spelling.")


def _lines(verdict: Verdict) -> Iterator[str]:
    yield from verdict.sentences
    if verdict.about and not verdict.trusted:
        yield "The file says of itself:"
    yield from (f"  {name + ':':<22}{words}" for name, words in verdict.about)
    if verdict.address:
        yield f"  {'Link:':<22}/?{verdict.address}"
    rows = verdict.changes.rows if verdict.changes else ()
    if rows:
        yield "Changed since:"
    for each in rows[:MOST_LISTED]:
        steps = " to ".join(filter(None, (each.before, each.after)))
        yield f"  {each.event_id}: {CHANGE_WORDS[each.kind]} ({steps})"
    if len(rows) > MOST_LISTED:
        yield f"  and {len(rows) - MOST_LISTED:,} more"
