"""`python -m strikemap build data`: make the derived files of a dataset folder again."""

from __future__ import annotations

import argparse
from pathlib import Path

from strikemap.build import columns, strikes
from strikemap.commands.exits import GOOD
from strikemap.model.dataset import load_dataset

NAME = "build"
HELP = "make strikes.geojson again from the claims, and columns.md from the schemas"


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command can be told."""
    parser.add_argument("folder", type=Path, nargs="?", default=Path("data"), help="a dataset folder (default: data)")
    parser.add_argument("--basemap", action="store_true", help="make the layers of the base map again, too")


def run(chosen: argparse.Namespace) -> int:
    """Build one folder; returns the exit code."""
    if chosen.basemap:
        # its packages are needed by nobody else
        from strikemap.build import basemap  # noqa: PLC0415

        basemap.build(chosen.folder)
    for file in (strikes.build(load_dataset(chosen.folder)), columns.build(chosen.folder)):
        print(f"{file}: {file.stat().st_size:,} bytes")
    return GOOD
