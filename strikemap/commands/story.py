"""`python -m strikemap story NAME OUT.html|OUT.pdf`: a story as one file that is read without a network."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from strikemap.build.files import write_whole
from strikemap.catalogue import Catalogue
from strikemap.commands.exits import GOOD
from strikemap.errors import AddressError
from strikemap.output.stories.files import form_of

NAME = "story"
HELP = "write a story as one HTML file or as a PDF; exit 1 where something is wrong with it, 2 where there is none"


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command can be told."""
    parser.add_argument("name", help="name of a file in the folder stories of the dataset, without .toml")
    parser.add_argument("out", type=Path, metavar="OUT.html|OUT.pdf", help="the file to write; its ending says the form")
    parser.add_argument("--data", type=Path, default=Path("data"), help="a dataset folder (default: data)")
    parser.add_argument("--address", default="", help="where your Strikemap runs, for links in the HTML: https://maps.example.org/")


def run(chosen: argparse.Namespace) -> int:
    """Write the file; returns the exit code."""
    if chosen.address and not re.match(r"https?://[^/]", chosen.address):
        raise AddressError(f"--address {chosen.address!r} is no web address; it begins with https:// or http://")
    form = form_of(chosen.out.name)
    catalogue = Catalogue.of_folder(chosen.data)
    content = form.make(catalogue, chosen.name, chosen.address)
    write_whole(chosen.out, content)
    print(f"{chosen.out}: {form.title}, {len(content):,} bytes, data version {catalogue.dataset().version}")
    return GOOD
