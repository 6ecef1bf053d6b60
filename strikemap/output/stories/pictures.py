"""The picture of each step: which sizes, at which address, what is wrong with the parts that a story asks of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from urllib.parse import parse_qsl

from strikemap.catalogue import Catalogue
from strikemap.errors import AddressError
from strikemap.output.pictures.facts import picture_query
from strikemap.output.pictures.publish import words_found
from strikemap.output.pictures.spec import SPEC_KEYS, PictureSpec, read_spec
from strikemap.query.stories.script import Story, StoryProblem
from strikemap.query.stories.telling import Teller, Told, UnknownValueError
from strikemap.query.view import quote

WIDE, TALL = "1120x840", "600x750"
"""Beside the text, and between the texts on a narrow screen: the letters in it are then still read."""


OWN_KEYS: Final = tuple(key for key in SPEC_KEYS if key != "size")
"""What a step can say of its picture; the size is that of the place where it stands."""


def spec_of(picture: str, size: str = WIDE) -> PictureSpec:
    """The picture parts of a step at a size. Raises AddressError where they cannot be read."""
    return read_spec(parse_qsl(picture, keep_blank_values=True)).but(size=size)


def alt_of(told: Told) -> str:
    """A step's picture for readers who cannot see it."""
    return spec_of(told.picture).alt or told.alt


def picture_address(catalogue: Catalogue, told: Told, size: str) -> str:
    """The address of a step's picture on our own server, pinned to the data that are open."""
    dataset = catalogue.dataset(told.view.dataset)
    view = told.view.but(dataset=dataset.name, data=dataset.version)
    return f"/picture.webp?{picture_query(view, spec_of(told.picture, size))}"


def picture_problems(catalogue: Catalogue, story: Story) -> Iterator[StoryProblem]:
    """Picture parts that cannot be read, or whose words are firmer than the claims shown."""
    for step in story.steps:
        try:
            spec = _own_spec(Teller(catalogue, step).filled(step.picture))
        except UnknownValueError:
            continue  # said with the other words of the step
        except AddressError as error:
            yield StoryProblem(
                "picture parts that cannot be read", story.file, step.number, f"{error}.",
                f"Use {', '.join(OWN_KEYS)} as in the address of a picture.", "picture",
            )  # fmt: skip
            continue
        for each in words_found(catalogue, step.view, spec):
            if each.found.severity == "refuse":
                yield StoryProblem(
                    "words firmer than their source", story.file, step.number, each.found.problem,
                    each.found.suggestion or "Hedge it as the source does.", f"picture, {each.part}", each.found.words,
                )  # fmt: skip


def _own_spec(picture: str) -> PictureSpec:
    """The picture parts of a step, none of which may be another's. Raises AddressError."""
    if unknown := sorted({key for key, _ in parse_qsl(picture, keep_blank_values=True)} - {*OWN_KEYS}):
        raise AddressError(f"{quote(unknown[0])} is no part that a step gives its picture")
    return spec_of(picture)
