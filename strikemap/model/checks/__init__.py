"""What can be wrong with a dataset: one file per defect, found by looking into this folder.

A row defect is found while a table is read, and its row is set aside; a file defect leaves that table or layer empty; a
dataset defect is looked for by `python -m strikemap check` and changes nothing. To add one, add a file with one class.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from strikemap.model.checks.defect import DatasetDefect, Defect
from strikemap.model.problems import Problem

if TYPE_CHECKING:
    # the reader of tables looks defects up here, so at run time this package must not need the dataset
    from strikemap.model.dataset import Dataset

_NOT_A_DEFECT = "defect"


@cache
def defects() -> dict[str, type[Defect]]:
    """Every defect by the name of its file, in sorted order."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__) if module.name != _NOT_A_DEFECT)
    return {name: _defect_in(name) for name in names}


def _defect_in(name: str) -> type[Defect]:
    module = importlib.import_module(f"{__name__}.{name}")
    found = [
        each
        for each in vars(module).values()
        if isinstance(each, type) and issubclass(each, Defect) and each.__module__ == module.__name__
    ]
    if len(found) != 1:
        raise TypeError(f"{module.__name__} has to define one defect, and defines {len(found)}")
    return found[0]


def check(dataset: Dataset) -> Iterator[Problem]:
    """Every problem of a dataset: those met on reading it, then those that every dataset defect finds."""
    yield from dataset.problems
    for each in defects().values():
        if issubclass(each, DatasetDefect):
            yield from each.find(dataset)
