"""`python -m strikemap export OUT.geojson --view '...'`: the reports of a View as a file of data."""

from __future__ import annotations

import argparse
from pathlib import Path

from strikemap.build.files import write_whole
from strikemap.catalogue import Catalogue
from strikemap.commands.exits import GOOD
from strikemap.output.exports.about import about_of
from strikemap.output.exports.address import view_of_query
from strikemap.output.exports.registry import EXPORTS, export_for_file, find_export

NAME = "export"
HELP = "write the reports of a view as data; exit 1 where the file was not written, 2 where the question is wrong"


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command can be told."""
    names = ", ".join(f"{each.name} (.{each.suffix})" for each in EXPORTS)
    parser.add_argument("out", type=Path, help="the file to write; its ending says the format")
    parser.add_argument("--view", default="", help="the view, as in the address bar: 'from=2020-10-03&weapon=drone'")
    parser.add_argument("--format", default="", help=f"the format, where the ending does not say it: {names}")
    parser.add_argument(
        "--raw", action="store_true", help="text as it stands, not guarded against spreadsheets (csv, hxl)"
    )
    parser.add_argument("--data", type=Path, default=Path("data"), help="a dataset folder (default: data)")


def run(chosen: argparse.Namespace) -> int:
    """Write one file; returns the exit code."""
    entry = find_export(chosen.format) if chosen.format else export_for_file(chosen.out.name)
    catalogue = Catalogue.of_folder(chosen.data)
    view = view_of_query(catalogue, chosen.view)
    content = entry.export(catalogue, view, raw=chosen.raw)
    write_whole(chosen.out, content)
    about = about_of(catalogue, view)
    print(f"{chosen.out}: {entry.title}, {len(content):,} bytes. {about.title}: {about.counts}")
    return GOOD
