"""The files that a story can leave as: by the ending of their name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final

from strikemap.catalogue import Catalogue
from strikemap.errors import ExportError
from strikemap.output.stories.html import story_html
from strikemap.output.stories.pdf import story_pdf


@dataclass(frozen=True)
class StoryFile:
    """One form. make(catalogue, name, address) -> bytes; address : where a Strikemap runs, "" = not known."""

    title: str
    media_type: str
    make: Callable[[Catalogue, str, str], bytes]


STORY_FILES: Final[Mapping[str, StoryFile]] = {
    "html": StoryFile("one HTML file", "text/html", story_html),
    "pdf": StoryFile("PDF", "application/pdf", lambda catalogue, name, _: story_pdf(catalogue, name)),
}
"""Every form, by the ending of the file's name."""


def form_of(file_name: str) -> StoryFile:
    """The form that the ending of a file's name asks for. Raises ExportError."""
    ending = PurePath(file_name).suffix.removeprefix(".").casefold()
    if ending not in STORY_FILES:
        raise ExportError(f"a story cannot be written as {file_name!r}; the name has to end in {' or '.join(f'.{each}' for each in STORY_FILES)}")
    return STORY_FILES[ending]
