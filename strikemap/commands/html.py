"""`python -m strikemap html OUT.html --view '...'`: a View as one file that opens anywhere, without a network."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from strikemap.build.files import write_whole
from strikemap.catalogue import Catalogue
from strikemap.commands.exits import GOOD
from strikemap.errors import AddressError, AssetError
from strikemap.output.exports.address import view_of_query
from strikemap.output.pages.standalone import standalone_html

NAME = "html"
HELP = "write a View as one HTML file with the map alive in it, to be opened without a network"


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command can be told."""
    parser.add_argument("out", type=Path, metavar="OUT.html", help="the file to write")
    parser.add_argument("--view", default="", help="the View, as in the address bar: from=2020-10-03&weapon=drone")
    parser.add_argument("--data", type=Path, default=Path("data"), help="a dataset folder (default: data)")
    parser.add_argument("--picture", type=Path, help="a PNG or WebP of the same View, for readers without scripts")
    parser.add_argument("--address", default="", help="where your Strikemap runs, for the link back: https://maps.example.org/")


def run(chosen: argparse.Namespace) -> int:
    """Write the file; returns the exit code."""
    if chosen.address and not re.match(r"https?://[^/]", chosen.address):
        raise AddressError(f"--address {chosen.address!r} is no web address; it begins with https:// or http://")
    catalogue = Catalogue.of_folder(chosen.data)
    view = view_of_query(catalogue, chosen.view)
    picture = _picture(chosen.picture) if chosen.picture else None
    page = standalone_html(catalogue, view, picture, chosen.address)
    write_whole(chosen.out, page)
    print(f"{chosen.out}: {len(page):,} bytes, data version {catalogue.dataset().version}")
    return GOOD


def _picture(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise AssetError(f"{file} cannot be read: {error.strerror}") from error
