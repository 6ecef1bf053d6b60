"""A dataset: one folder with its settings, its tables and its layers. What is broken becomes a problem; the rest is used."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, cast

import pandas as pd

from strikemap.errors import DatasetError
from strikemap.model.checks import defects
from strikemap.model.layers import GEOMETRIES, layer_problems
from strikemap.model.problems import Problem
from strikemap.model.schema import TABLES
from strikemap.model.tables import read_table

SETTINGS: Final = "dataset.toml"
DATA_SUFFIXES: Final = frozenset({".csv", ".toml", ".geojson", ".webp"})
"""Files that decide what is shown, and so make up the version; notes beside them do not."""

STORIES, STYLES = "stories", "styles"
"""Folders of what is told about the data, and of how pictures of them look. Neither changes a report, so neither is part of the
version; a picture keeps the hash of its style beside it."""

NAME: Final = r"[A-Za-z0-9][A-Za-z0-9_-]*"
"""What the name of a dataset may be."""

LAYER_KINDS: Final = (*GEOMETRIES, "relief")
_VERSION_DIGITS = 12


@dataclass(frozen=True, eq=False)
class Dataset:
    """A dataset as far as it can be shown.

    version : short hash over the names and bytes of all data files. first_day, last_day : local days of the timeline, both
    included. settings : dataset.toml, parsed; layers that cannot be used are left out. Tables : as in `model/schema.py`;
    a table that could not be read is empty. problems : what was set aside, and why.
    """

    name: str
    title: str
    folder: Path
    version: str
    first_day: dt.date
    last_day: dt.date
    settings: dict[str, Any]
    claims: pd.DataFrame
    sources: pd.DataFrame
    places: pd.DataFrame
    munitions: pd.DataFrame
    treaty_status: pd.DataFrame
    treaty_counts: pd.DataFrame
    transfers: pd.DataFrame
    edges: pd.DataFrame
    context: pd.DataFrame
    seed_claims: pd.DataFrame
    audit: pd.DataFrame
    attacks: pd.DataFrame
    overrides: pd.DataFrame
    populations: pd.DataFrame
    problems: tuple[Problem, ...]

    def table(self, name: str) -> pd.DataFrame:
        """The table of that name, one of those in `strikemap.model.schema.TABLES`."""
        return cast("pd.DataFrame", getattr(self, name))

    def is_readable(self, name: str) -> bool:
        """Whether the table of that name could be read at all; where not, a problem of its file says why."""
        return not self.table(name).empty or all(problem.file != f"{name}.csv" for problem in self.problems)


def load_dataset(folder: Path) -> Dataset:
    """Open a dataset folder.

    A table or layer that is missing, cut short or of the wrong shape becomes a problem and is empty or left out.
    Raises DatasetError when the folder or its dataset.toml is missing, cannot be read, or lacks what everything rests on.
    """
    settings = _read_settings(folder)
    layers, unfit = _usable_layers(settings)
    settings["layers"] = layers
    tables = {str(schema.name): read_table(folder, schema) for schema in TABLES}
    problems = [problem for read in tables.values() for problem in read.problems]
    problems += unfit
    problems += [problem for layer in layers for problem in layer_problems(folder, layer)]
    return Dataset(
        name=settings["name"],
        title=settings["title"],
        folder=folder,
        version=version_of(folder),
        first_day=settings["first_day"],
        last_day=settings["last_day"],
        settings=settings,
        **{name: read.table for name, read in tables.items()},
        problems=tuple(problems),
    )


def version_of(folder: Path) -> str:
    """A short hash over the names and bytes of all data files below a folder: any change gives another version."""
    whole = hashlib.sha256()
    for file in _data_files(folder):
        content = file.read_bytes()
        # the length keeps the end of one file apart from the beginning of the next
        whole.update(f"{file.relative_to(folder).as_posix()}\0{len(content)}\0".encode())
        whole.update(content)
    return whole.hexdigest()[:_VERSION_DIGITS]


def _data_files(folder: Path) -> Iterator[Path]:
    beside = (folder / STORIES, folder / STYLES)
    found = (file for file in folder.rglob("*") if file.suffix in DATA_SUFFIXES and file.is_file() and file.parent not in beside)
    yield from sorted(found, key=lambda file: file.relative_to(folder).as_posix())


def _read_settings(folder: Path) -> dict[str, Any]:
    file = folder / SETTINGS
    if not folder.is_dir():
        raise DatasetError(f"{folder} is no folder. Name a folder that holds a {SETTINGS}, for example: data")
    try:
        settings = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise DatasetError(
            f"{folder} holds no {SETTINGS}, so it is no dataset. Name another folder, or add the file."
        ) from error
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DatasetError(f"{file} cannot be read: {error}. Correct it, or take it from a fresh copy.") from error
    _require(settings, file)
    return settings


def _require(settings: dict[str, Any], file: Path) -> None:
    """Refuse settings without the values that everything else rests on."""
    for key, kind, words in (
        ("name", str, "a text"),
        ("title", str, "a text"),
        ("first_day", dt.date, "a day like 2020-09-27"),
        ("last_day", dt.date, "a day like 2020-11-10"),
        ("camera", dict, "a table with lat, lon and zoom"),
    ):
        if not isinstance(settings.get(key), kind):
            raise DatasetError(f"{file}: {key} has to be {words}, and is {settings.get(key)!r}. Correct it.")
    if not re.fullmatch(NAME, settings["name"]):
        raise DatasetError(f"{file}: name is {settings['name']!r}; it stands in addresses, so write letters, digits, - and _ alone.")
    if settings["first_day"] > settings["last_day"]:
        raise DatasetError(f"{file}: first_day is after last_day. Exchange them.")
    if not all(isinstance(settings["camera"].get(key), int | float) for key in ("lat", "lon", "zoom")):
        raise DatasetError(f"{file}: camera needs the numbers lat, lon and zoom. Add them.")


def _usable_layers(settings: dict[str, Any]) -> tuple[list[dict[str, Any]], list[Problem]]:
    """The [[layers]] that name what a layer needs, and a problem for each other one."""
    usable: list[dict[str, Any]] = []
    problems: list[Problem] = []
    for number, layer in enumerate(settings.get("layers", []), start=1):
        if fault := _layer_fault(layer):
            label = layer.get("id", f"number {number}")
            problems.append(defects()["wrong_setting"].problem(SETTINGS, f"layer {label!r} {fault}", column="layers"))
        else:
            usable.append(layer)
    return usable, problems


def _layer_fault(layer: dict[str, Any]) -> str:
    if lacking := [key for key in ("id", "title", "file", "kind") if not isinstance(layer.get(key), str)]:
        return f"lacks {', '.join(lacking)}."
    if layer["kind"] not in LAYER_KINDS:
        return f"is of kind {layer['kind']!r}, which is none of {', '.join(LAYER_KINDS)}."
    if layer["kind"] == "relief" and len(layer.get("bounds", [])) != len(("west", "south", "east", "north")):
        return "is an image without bounds = [west, south, east, north]."
    if ".." in Path(layer["file"]).parts or Path(layer["file"]).is_absolute():
        return f"names the file {layer['file']!r}, which is not below the dataset folder."
    return ""
