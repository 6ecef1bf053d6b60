"""The command line: `python -m strikemap check data`, `python -m strikemap build data`; each a thin call of the library."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from strikemap.build import columns, strikes
from strikemap.errors import BuildError, StrikemapError
from strikemap.model.checks import check
from strikemap.model.dataset import Dataset, load_dataset
from strikemap.model.events import resolve
from strikemap.model.problems import Problem
from strikemap.model.schema import TABLES

GOOD, PROBLEMS, CANNOT = 0, 1, 2
"""Exit codes: all is well; the data have problems or a file was not made; the command could not be carried out at all."""

MOST_LISTED = 10
"""Problems listed one by one; more are counted by kind and the first ones listed."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out one command; returns its exit code."""
    chosen = _parser().parse_args(arguments)
    try:
        return int(chosen.command(chosen))
    except BuildError as error:
        print(error, file=sys.stderr)
        return PROBLEMS
    except StrikemapError as error:
        print(error, file=sys.stderr)
        return CANNOT


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m strikemap", description="Check a dataset folder, or build its derived files."
    )
    commands = parser.add_subparsers(required=True, metavar="command")
    checking = commands.add_parser(
        "check", help="say what a folder holds and what is wrong with it; exit 1 where anything is"
    )
    checking.set_defaults(command=_check)
    building = commands.add_parser(
        "build", help="make strikes.geojson again from the claims, and columns.md from the schemas"
    )
    building.add_argument("--basemap", action="store_true", help="make the layers of the base map again, too")
    building.set_defaults(command=_build)
    for each in (checking, building):
        each.add_argument("folder", type=Path, nargs="?", default=Path("data"), help="a dataset folder (default: data)")
    return parser


def _check(chosen: argparse.Namespace) -> int:
    dataset = load_dataset(chosen.folder)
    print("\n".join(_summary(dataset)))
    problems = list(check(dataset))
    print("\n".join(_report(problems)))
    return PROBLEMS if problems else GOOD


def _build(chosen: argparse.Namespace) -> int:
    if chosen.basemap:
        # its packages are needed by nobody else
        from strikemap.build import basemap  # noqa: PLC0415

        basemap.build(chosen.folder)
    for file in (strikes.build(load_dataset(chosen.folder)), columns.build(chosen.folder)):
        print(f"{file}: {file.stat().st_size:,} bytes")
    return GOOD


def _summary(dataset: Dataset) -> list[str]:
    """What a dataset holds, in lines of name and number."""
    reports = resolve(dataset.claims, dataset.places, None)
    grades = ", ".join(f"{name} {number:,}" for name, number in reports["grade"].value_counts().items())
    rows = [(str(schema.name), f"{len(dataset.table(str(schema.name))):,} rows") for schema in TABLES]
    rows += [
        ("layers", f"{len(dataset.settings['layers']):,}"),
        ("reports", f"{len(reports):,}" + (f" ({grades})" if grades else "")),
    ]
    return [f"{dataset.title}, version {dataset.version}", *(f"  {name:<14} {words}" for name, words in rows)]


def _report(problems: Sequence[Problem]) -> list[str]:
    """The problems: all of a few; of many the number of each kind and the first ones."""
    if not problems:
        return ["No problems found."]
    lines = ["1 problem:" if len(problems) == 1 else f"{len(problems):,} problems:"]
    if len(problems) > MOST_LISTED:
        kinds = Counter(problem.kind for problem in problems)
        lines += [f"  {number:>7,}  {kind}" for kind, number in kinds.most_common()]
        lines += [f"The first {MOST_LISTED}:"]
    return lines + [f"  {problem}" for problem in problems[:MOST_LISTED]]


if __name__ == "__main__":
    sys.exit(main())
