"""`python -m strikemap check data`: what a dataset folder holds, and what is wrong with it."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from strikemap.catalogue import Catalogue
from strikemap.commands.exits import GOOD, PROBLEMS
from strikemap.errors import AssetError
from strikemap.model.checks import check
from strikemap.model.dataset import STYLES, Dataset, load_dataset
from strikemap.model.events import resolve
from strikemap.model.overrides import with_overrides
from strikemap.model.problems import Problem
from strikemap.model.schema import TABLES
from strikemap.output.pictures.style import style_names, style_of
from strikemap.output.stories.ready import every_problem
from strikemap.query.stories.script import StoryProblem, story_names

NAME = "check"
HELP = "say what a folder holds and what is wrong with it; exit 1 where anything is"

STYLE_KIND = "A house style that cannot be used"

MOST_LISTED = 10
"""Problems listed one by one; more are counted by kind and the first ones listed."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command can be told."""
    parser.add_argument("--all", action="store_true", help=f"list every problem, not only the first {MOST_LISTED}")
    parser.add_argument("folder", type=Path, nargs="?", default=Path("data"), help="a dataset folder (default: data)")


def run(chosen: argparse.Namespace) -> int:
    """Check one folder; returns the exit code."""
    dataset = load_dataset(chosen.folder)
    print("\n".join(_summary(dataset)))
    problems: list[Problem | StoryProblem] = [*check(dataset), *_style_problems(dataset), *every_problem(Catalogue(dataset))]
    print("\n".join(_report(problems, every=chosen.all)))
    return PROBLEMS if problems else GOOD


def _style_problems(dataset: Dataset) -> Iterator[Problem]:
    """What is wrong with the house styles beside the data."""
    for name in style_names(dataset):
        try:
            style_of(dataset, name)
        except AssetError as error:
            file = f"{name}.toml"
            yield Problem(STYLE_KIND, f"{STYLES}/{file}", str(error).removeprefix(f"{file}: "), "See docs/pictures.md.")


def _summary(dataset: Dataset) -> list[str]:
    """What a dataset holds, in lines of name and number."""
    reports = with_overrides(resolve(dataset.claims, dataset.places, None), dataset.overrides, None)
    grades = ", ".join(f"{name} {number:,}" for name, number in reports["grade"].value_counts().items())
    rows = [(str(schema.name), f"{len(dataset.table(str(schema.name))):,} rows") for schema in TABLES]
    rows += [
        ("layers", f"{len(dataset.settings['layers']):,}"),
        ("stories", f"{len(story_names(dataset)):,}"),
        ("styles", f"{len(style_names(dataset)):,}"),
        ("reports", f"{len(reports):,}" + (f" ({grades})" if grades else "")),
    ]
    return [f"{dataset.title}, version {dataset.version}", *(f"  {name:<14} {words}" for name, words in rows)]


def _report(problems: Sequence[Problem | StoryProblem], *, every: bool) -> list[str]:
    """The problems: all of a few, or on request; of many the number of each kind and the first ones."""
    if not problems:
        return ["No problems found."]
    lines = ["1 problem:" if len(problems) == 1 else f"{len(problems):,} problems:"]
    if len(problems) > MOST_LISTED:
        kinds = Counter(problem.kind for problem in problems)
        lines += [f"  {number:>7,}  {kind}" for kind, number in kinds.most_common()]
        lines += ["All of them:"] if every else [f"The first {MOST_LISTED}; --all lists the others:"]
    return lines + [f"  {problem}" for problem in (problems if every else problems[:MOST_LISTED])]
