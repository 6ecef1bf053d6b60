"""`python -m strikemap picture OUT.png --view '...'`: a View as a picture or a film that a desk can print; docs/services.md."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final, Literal

from strikemap.build.files import write_whole
from strikemap.catalogue import Catalogue
from strikemap.commands.exits import GOOD, PROBLEMS
from strikemap.commands.words import finding_lines
from strikemap.errors import AddressError, PictureError
from strikemap.model.dataset import Dataset
from strikemap.output.pictures.compose import make_picture
from strikemap.output.pictures.encode import MEDIA_TYPES
from strikemap.output.pictures.motion import Step, film
from strikemap.output.pictures.pace import FilmMode, Pace
from strikemap.output.pictures.publish import CHECKED, Finding, Published, publish, read_question, words_found
from strikemap.output.pictures.spec import ARRANGED, SCALES, SIZES, PictureSpec
from strikemap.output.pictures.style import HouseStyle, read_style
from strikemap.output.proof.register import Register
from strikemap.query.hedge import is_refused
from strikemap.query.view import View, pairs_of

NAME = "picture"
HELP = "draw a view as a picture or a film; exit 1 where its words are firmer than their source, 2 where the question is wrong"

FILMS: Final = {"mp4": "mp4", "gif": "gif", "zip": "png"}
"""Endings of films, and their kinds; a .webp is one with --film. A .zip holds numbered PNG files."""

ENDINGS: Final = ", ".join(f".{each}" for each in (*MEDIA_TYPES, *FILMS))


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command can be told."""
    parser.add_argument("out", type=Path, metavar="OUT", help=f"the file to write; its ending says the kind: {ENDINGS}")
    parser.add_argument("--view", default="", help="the View or the whole address of a picture: 'from=2020-10-03&weapon=drone'")
    parser.add_argument("--size", default="", help=f"{', '.join(SIZES)}, or pixels like 1600x900, or print sizes like 92x120mm")
    for part in CHECKED:
        parser.add_argument(f"--{part}", default="", help=f"the {part}; without it, the one drafted from the View")
    parser.add_argument("--style", default="", help="a house style: its name in the dataset's folder styles, or a file NAME.toml")
    parser.add_argument("--arrange", default="", choices=("", *ARRANGED), help="small maps by day or week, or a strip of six")
    parser.add_argument("--note", action="append", default=[], help="text:LAT,LON:words, arrow:… or circle:…; can be repeated")
    parser.add_argument("--move", action="append", default=[], help="a name moved by hand: NAME@0.02,-0.01; can be repeated")
    parser.add_argument("--scale", type=int, default=1, choices=SCALES, help="of PNG and WebP: 2 has four times the pixels")
    parser.add_argument("--data", type=Path, default=Path("data"), metavar="FOLDER", help="a dataset folder (default: data)")
    parser.add_argument("--no-register", action="store_true", help="do not note the picture in this machine's register")
    films = parser.add_argument_group("films (.mp4, .gif, .zip of numbered PNG files, and .webp with --film)")
    films.add_argument("--film", action="store_true", help="a .webp that moves")
    films.add_argument("--speed", type=float, default=Pace.seconds_per_day, metavar="SECONDS", help="for each frame (default: %(default)s)")
    films.add_argument("--hold", action="append", default=[], metavar="DAY:SECONDS", help="longer on a day: 2020-10-03:3; can be repeated")
    films.add_argument("--cumulative", action="store_true", help="each frame shows everything until its day")
    films.add_argument("--step", type=int, default=Pace.step, metavar="DAYS", help="days of a frame: 7 for a film by weeks")


def run(chosen: argparse.Namespace) -> int:
    """Draw one picture or film; returns the exit code."""
    kind, is_film = _kind(chosen)
    catalogue = Catalogue.of_folder(chosen.data)
    view, spec = read_question(catalogue, _pairs(chosen))
    _refuse_other_data(view, catalogue.dataset(view.dataset))
    found = words_found(catalogue, view, spec)
    if refused := is_refused(tuple(each.found for each in found)):
        print("Nothing was made: the words are firmer than their source.", file=sys.stderr)
    for line in _findings(found):
        print(line, file=sys.stderr)
    if refused:
        return PROBLEMS
    made = (_film if is_film else _still)(catalogue, view, spec, kind, chosen)
    write_whole(chosen.out, made.content)
    print("\n".join(_said(chosen.out, kind, made)))
    if made.note:
        print(made.note, file=sys.stderr)
    return GOOD


def _still(catalogue: Catalogue, view: View, spec: PictureSpec, kind: str, chosen: argparse.Namespace) -> Published:
    register = None if chosen.no_register else Register()
    return publish(catalogue, view, spec, kind, chosen.scale, style=_style(chosen.style), register=register)


def _film(catalogue: Catalogue, view: View, spec: PictureSpec, kind: str, chosen: argparse.Namespace) -> Published:
    """A film, and the words of the still of its whole View. A film is not noted in the register, which knows stills."""
    style = _style(chosen.style)
    page = make_picture(catalogue, view, spec, style)
    content = film(catalogue, view, spec, kind, _pace(chosen), _tell if sys.stderr.isatty() else None, style=style)
    return Published(content, page.facts, *page.pixels_of(1))


def _pace(chosen: argparse.Namespace) -> Pace:
    """How long each day stands. Raises PictureError where a hold cannot be read."""
    mode: FilmMode | Literal[""] = "cumulative" if chosen.cumulative else ""
    return Pace(chosen.speed, dict(_hold(each) for each in chosen.hold), mode, step=chosen.step)


def _hold(text: str) -> tuple[dt.date, float]:
    day, _, seconds = text.partition(":")
    try:
        return dt.date.fromisoformat(day), float(seconds)
    except ValueError as error:
        raise PictureError(f"--hold {text[:40]!r} is no day and seconds; write 2020-10-03:3") from error


def _tell(step: Step) -> None:
    print(f"\r{step.done} of {step.total} frames", end="\n" if step.content else "", file=sys.stderr, flush=True)


def _kind(chosen: argparse.Namespace) -> tuple[str, bool]:
    """The kind that a file's ending names, and whether it is a film. Raises PictureError where that is none."""
    ending = chosen.out.suffix.removeprefix(".").lower()
    is_film = ending in FILMS or (chosen.film and ending == "webp")
    if ending not in MEDIA_TYPES and ending not in FILMS:
        raise PictureError(f"{chosen.out.name} does not say its kind. Let it end in {ENDINGS}.")
    if chosen.film and not is_film:
        raise PictureError(f"--film is for a .webp; {chosen.out.name} does not move. Use .mp4, .gif, .webp or .zip.")
    if chosen.scale > 1 and (is_film or ending in ("svg", "pdf")):
        raise PictureError(f"--scale is for PNG and WebP pictures; {chosen.out.name} is none. Leave it away, or choose another --size.")
    return FILMS.get(ending, ending), is_film


def _pairs(chosen: argparse.Namespace) -> list[tuple[str, str]]:
    """The address of the picture: that of --view, and the other options over it."""
    own = [(part, getattr(chosen, part)) for part in ("size", *CHECKED, "arrange") if getattr(chosen, part)]
    own += [("style", chosen.style)] if chosen.style and not _is_file(chosen.style) else []
    replaced = {key for key, _ in own}
    pairs = pairs_of(chosen.view)
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
