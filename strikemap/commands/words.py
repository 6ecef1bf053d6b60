"""`python -m strikemap words TEXT --view QUERY`: what a title or caption says more firmly than the claims shown."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from strikemap.catalogue import Catalogue
from strikemap.commands.exits import GOOD, PROBLEMS
from strikemap.errors import AddressError
from strikemap.query.hedge import Overstatement, check_words, is_refused
from strikemap.query.select import select, shown
from strikemap.query.view import DEFAULTED, pairs_of, read_view

NAME = "words"
HELP = "compare a title or caption with the claims that a View shows; exit 1 where it is firmer than its sources"

SEVERITY_WORDS = {"refuse": "refused", "mark": "look at this"}


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command can be told."""
    parser.add_argument("text", help="the title or caption, in quotes")
    parser.add_argument(
        "--view", default="", help="what is shown, as in the address bar: 'from=2020-10-03&to=2020-10-06&weapon=cluster_munition'"
    )
    parser.add_argument("--data", type=Path, default=Path("data"), help="a dataset folder (default: data)")


def run(chosen: argparse.Namespace) -> int:
    """Check one text; returns the exit code. Raises AddressError where there is no text or the View cannot be read whole."""
    if not chosen.text.strip():
        raise AddressError("There are no words to check. Write the title or caption in quotes.")
    catalogue = Catalogue.of_folder(chosen.data)
    view, complaint = read_view(pairs_of(chosen.view), catalogue.vocabulary())
    if complaint:
        raise AddressError(f"--view cannot be read. {complaint.removesuffix(DEFAULTED)}")
    dataset, reports = catalogue.dataset(view.dataset), catalogue.reports(view)
    seen = shown(select(reports, view, dataset.first_day, dataset.last_day))
    found = check_words(chosen.text, dataset, reports, seen, view)
    print("\n".join(_report(found, len(seen))))
    return PROBLEMS if is_refused(found) else GOOD


def _report(found: tuple[Overstatement, ...], reports: int) -> Iterator[str]:
    against = f"compared with {reports:,} report" + ("" if reports == 1 else "s")
    if not found:
        yield f"Nothing is firmer than its source ({against})."
        return
    refused = sum(each.severity == "refuse" for each in found)
    yield f"{refused:,} refused, {len(found) - refused:,} to look at ({against})."
    for each in found:
        yield from finding_lines(each)


def finding_lines(each: Overstatement) -> Iterator[str]:
    """One finding: the words, what is wrong, the source's own wording, what to say instead."""
    yield f"“{each.words}”, {SEVERITY_WORDS[each.severity]} ({each.rule}): {each.problem}"
    for wording in each.support:
        yield f"    source: {wording}"
    if each.suggestion:
        yield f"    instead: {each.suggestion}"
