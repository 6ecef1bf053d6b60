"""`python -m strikemap picture OUT.png --view '...'`: a View as a picture that a desk can print; docs/services.md."""

from __future__ import annotations

import argparse
import sys
import urllib.parse
from collections.abc import Iterator
from pathlib import Path

from strikemap.build.files import write_whole
from strikemap.catalogue import Catalogue
from strikemap.commands.exits import GOOD, PROBLEMS
from strikemap.commands.words import finding_lines
from strikemap.errors import AddressError, PictureError
from strikemap.model.dataset import Dataset
from strikemap.output.pictures.encode import MEDIA_TYPES
from strikemap.output.pictures.publish import CHECKED, Finding, Published, publish, read_question, words_found
from strikemap.output.pictures.spec import SCALES, SIZES
from strikemap.output.pictures.style import HouseStyle, read_style
from strikemap.output.proof.register import Register
from strikemap.query.hedge import is_refused
from strikemap.query.view import View

NAME = "picture"
HELP = "draw a view as a picture; exit 1 where its words are firmer than their source, 2 where the question is wrong"

WORDS = (*CHECKED, "credit")


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command can be told."""
    kinds = ", ".join(f".{kind}" for kind in MEDIA_TYPES)
    parser.add_argument("out", type=Path, metavar="OUT", help=f"the file to write; its ending says the kind: {kinds}")
    parser.add_argument("--view", default="", help="the View or the whole address of a picture: 'from=2020-10-03&weapon=drone'")
    parser.add_argument("--size", default="", help=f"{', '.join(SIZES)}, or pixels like 1600x900, or print sizes like 92x120mm")
    for part in WORDS:
        parser.add_argument(f"--{part}", default="", help=f"the {part}; without it, the one drafted from the View")
    parser.add_argument("--style", default="", help="a house style: its name in the dataset's folder styles, or a file NAME.toml")
    parser.add_argument("--note", action="append", default=[], help="text:LAT,LON:words, arrow:… or circle:…; can be repeated")
    parser.add_argument("--move", action="append", default=[], help="a name moved by hand: NAME@0.02,-0.01; can be repeated")
    parser.add_argument("--scale", type=int, default=1, choices=SCALES, help="of PNG and WebP: 2 has four times the pixels")
    parser.add_argument("--data", type=Path, default=Path("data"), metavar="FOLDER", help="a dataset folder (default: data)")
    parser.add_argument("--no-register", action="store_true", help="do not note the picture in this machine's register")


def run(chosen: argparse.Namespace) -> int:
    """Draw one picture; returns the exit code."""
    kind = _kind(chosen.out, chosen.scale)
    catalogue = Catalogue.of_folder(chosen.data)
    view, spec = read_question(catalogue, _pairs(chosen))
    dataset = catalogue.dataset(view.dataset)
    _refuse_other_data(view, dataset)
    found = words_found(catalogue, view, spec)
    if refused := is_refused(tuple(each.found for each in found)):
        print("No picture was made: its words are firmer than their source.", file=sys.stderr)
    for line in _findings(found):
        print(line, file=sys.stderr)
    if refused:
        return PROBLEMS
    register = None if chosen.no_register else Register()
    made = publish(catalogue, view, spec, kind, chosen.scale, style=_style(chosen.style), register=register)
    write_whole(chosen.out, made.content)
    print("\n".join(_said(chosen.out, kind, made)))
    if made.note:
        print(made.note, file=sys.stderr)
    return GOOD


def _kind(out: Path, scale: int) -> str:
    """The kind that a file's ending names. Raises PictureError where that is none, or does not go with the scale."""
    kind = out.suffix.removeprefix(".").lower()
    if kind not in MEDIA_TYPES:
        raise PictureError(f"{out.name} does not say its kind. Let it end in {', '.join(f'.{each}' for each in MEDIA_TYPES)}.")
    if scale > 1 and kind in ("svg", "pdf"):
        raise PictureError(f"--scale is for pixels; {kind} is sharp at every scale. Leave it away.")
    return kind


def _pairs(chosen: argparse.Namespace) -> list[tuple[str, str]]:
    """The address of the picture: that of --view, and the other options over it."""
    own = [(part, getattr(chosen, part)) for part in ("size", *WORDS) if getattr(chosen, part)]
    own += [("style", chosen.style)] if chosen.style and not _is_file(chosen.style) else []
    replaced = {key for key, _ in own}
    pairs = urllib.parse.parse_qsl(chosen.view.lstrip("?"), keep_blank_values=True)
    repeated = [("note", each) for each in chosen.note] + [("move", each) for each in chosen.move]
    return [pair for pair in pairs if pair[0] not in replaced] + own + repeated


def _is_file(style: str) -> bool:
    return style.endswith(".toml")


def _style(style: str) -> HouseStyle | None:
    """The house style of a file; None = the one that the address names."""
    return read_style(Path(style)) if _is_file(style) else None


def _refuse_other_data(view: View, dataset: Dataset) -> None:
    if view.data not in ("", dataset.version):
        raise AddressError(
            f"--view asks for data version {view.data}, and {dataset.folder} holds {dataset.version}: the picture of then cannot be"
            " drawn from the data of now. Leave data away, or name the folder that holds those data with --data."
        )


def _findings(found: tuple[Finding, ...]) -> Iterator[str]:
    for each in found:
        first, *others = finding_lines(each.found)
        yield f"--{each.part}: {first}"
        yield from others


def _said(out: Path, kind: str, made: Published) -> Iterator[str]:
    facts = made.facts
    yield (
        f"{out}: {kind.upper()}, {made.width:,} x {made.height:,} px, {len(made.content):,} bytes. Code {facts.code},"
        f" data version {facts.data_version}."
    )
    yield f"Caption: {facts.caption}"
