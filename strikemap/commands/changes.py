"""`python -m strikemap changes FOLDER --from DAY --to DAY`, `changes EARLIER LATER`: what changed in what is known."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from strikemap.build.files import write_whole
from strikemap.catalogue import Catalogue
from strikemap.commands.exits import GOOD
from strikemap.errors import AddressError
from strikemap.model.dataset import Dataset
from strikemap.model.dates import say_day
from strikemap.output.changes import changes_csv
from strikemap.output.exports.address import view_of_query
from strikemap.query.balance import filters_sentence
from strikemap.query.change_table import change_table, days_of_changes, newly_heard, tallies
from strikemap.query.changes import CHANGE_WORDS
from strikemap.query.news import (
    Comparison,
    compare_days,
    compare_versions,
    every_news,
    page_query,
    sentence_between,
    sentence_of_versions,
)
from strikemap.query.view import View
from strikemap.query.window import window_of
from strikemap.query.wording import labels_of, title_of

NAME = "changes"
HELP = "say what changed between two days of knowledge, or between two folders; exit 1 where the file was not written, 2 where the question is wrong"

TWO = 2


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command can be told."""
    parser.add_argument("folders", type=Path, nargs="+", metavar="FOLDER", help="a dataset folder; or two, the earlier version first")
    parser.add_argument("--from", dest="since", type=_day, metavar="DAY", help="what was known at the end of this day, like 2020-10-05")
    parser.add_argument("--to", dest="until", type=_day, metavar="DAY", help="and at the end of this one (default: today)")
    parser.add_argument("--view", default="", help="only what this view shows, as in the address bar: 'weapon=drone'")
    parser.add_argument("--out", type=Path, help="write the list as CSV, too")


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is no day like 2020-10-05") from error


@dataclass(frozen=True)
class _Answer:
    """What is printed and written."""

    dataset: Dataset
    view: View
    found: Comparison
    sentence: str
    table: pd.DataFrame
    hidden: str
    query: str


def run(chosen: argparse.Namespace) -> int:
    """Compare, print, and write where asked; returns the exit code."""
    if len(chosen.folders) > TWO:
        raise AddressError("Name one folder with --from and --to, or two folders, the earlier version first.")
    answer = _versions(chosen) if len(chosen.folders) == TWO else _days(chosen)
    print("\n".join(_lines(answer)))
    if chosen.out:
        link = f"changes?{answer.query}" if answer.query else "changes"
        content = changes_csv(answer.table, answer.dataset, compared=answer.sentence, link=link)
        write_whole(chosen.out, content)
        print(f"{chosen.out}: {len(answer.table):,} rows, {len(content):,} bytes.")
    return GOOD


def _days(chosen: argparse.Namespace) -> _Answer:
    if chosen.since is None:
        raise AddressError("Say the first day of knowledge: --from 2020-10-05. Two versions of the data are compared by naming two folders.")
    if chosen.until and chosen.until <= chosen.since:
        raise AddressError(f"--to {chosen.until} is not after --from {chosen.since}; nothing lies between them.")
    catalogue = Catalogue.of_folder(chosen.folders[0])
    view = view_of_query(catalogue, chosen.view)
    if view.known:
        raise AddressError(f"The view names a day of knowledge (known={view.known}); the days are those of --from and --to. Leave it out.")
    dataset = catalogue.dataset(view.dataset)
    found = compare_days(catalogue, view, chosen.since, chosen.until)
    table = change_table(
        found, dataset, days_of_changes(every_news(catalogue, view), chosen.since, chosen.until),
        newly_heard(dataset.claims, chosen.since, chosen.until),
    )  # fmt: skip
    at_end = view.but(known=chosen.until)
    return _Answer(
        dataset, at_end, found, sentence_between(chosen.since, chosen.until, found.changes), table,
        filters_sentence(dataset, catalogue.reports(at_end), at_end), page_query(at_end, chosen.since),
    )  # fmt: skip


def _versions(chosen: argparse.Namespace) -> _Answer:
    if chosen.since or chosen.until:
        raise AddressError("--from and --to compare days within one folder. Of two folders the view can name the day: --view known=2020-10-23.")
    earlier, later = (Catalogue.of_folder(folder) for folder in chosen.folders)
    view = view_of_query(later, chosen.view)
    dataset = later.dataset(view.dataset)
    found = compare_versions(earlier, later, view)
    sentence = sentence_of_versions(earlier.dataset().version, dataset.version, found.changes)
    hidden = filters_sentence(dataset, later.reports(view), view)
    return _Answer(dataset, view, found, sentence, change_table(found, dataset), hidden, page_query(view, None, earlier.dataset().version))


def _lines(answer: _Answer) -> Iterator[str]:
    window = window_of(answer.view, answer.dataset.first_day, answer.dataset.last_day)
    yield f"{title_of(answer.view.but(known=None), window, labels_of(answer.dataset))}."
    yield answer.sentence
    yield from filter(None, (answer.found.shown_sentence, answer.found.by_the_filters, answer.hidden))
    for kind, number in tallies(answer.table).items():
        yield f"{CHANGE_WORDS[kind][:1].upper()}{CHANGE_WORDS[kind][1:]} ({number:,}):"
        yield from (_line(row) for row in answer.table[answer.table["kind"] == kind].to_dict("records"))


def _line(row: Mapping[Hashable, Any]) -> str:
    """One change: "  2020-10-23-martakert-1, Martakert, 23 Oct 2020: weak to fair; known 24 Oct 2020; newly heard: ..."."""
    day = row["became_known"]
    parts = [
        " to ".join(filter(None, (str(row["before"]), str(row["after"])))),
        f"known {say_day(day)}" if isinstance(day, dt.date) else "",
        f"newly heard: {row['newly_heard']}" if row["newly_heard"] else "",
        f"one attack with {row['one_attack_with']}" if row["one_attack_with"] else "",
    ]
    return f"  {row['event_id']}, {row['report']}: {'; '.join(filter(None, parts))}"
