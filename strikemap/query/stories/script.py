"""A story as it is written: stories/NAME.toml of a dataset folder, read into a frozen value, or said to be unreadable."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qsl

from strikemap.errors import AddressError
from strikemap.model.dataset import STORIES, Dataset
from strikemap.model.problems import short_text
from strikemap.query.view import DEFAULTED, View, Vocabulary, quote, read_view

MAX_STEPS: Final = 60
LONGEST: Final[Mapping[str, int]] = {"title": 140, "standfirst": 900, "heading": 140, "text": 2_000}
"""Most characters of each part: a step has to stand beside its picture, and on one page of paper."""

STORY_KEYS: Final = frozenset({"title", "standfirst", "language", "steps"})
STEP_KEYS: Final = frozenset({"view", "heading", "text", "cites", "picture"})

_NAME: Final = re.compile(r"[a-z0-9-]{1,60}")
_LANGUAGE: Final = re.compile(r"[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*")


@dataclass(frozen=True)
class Step:
    """One step as written.

    heading, text, picture : with placeholders. cites : ids of claims or sources. picture : parts of a picture's address, "" =
    as drafted.
    """

    number: int
    view: View
    heading: str
    text: str
    cites: tuple[str, ...] = ()
    picture: str = ""


@dataclass(frozen=True)
class Story:
    """A story as written. name : of its file, without .toml. language : BCP 47 tag of its words."""

    name: str
    title: str
    standfirst: str
    language: str
    steps: tuple[Step, ...]

    @property
    def file(self) -> str:
        """The path below the dataset folder, as messages name it."""
        return f"{STORIES}/{self.name}.toml"


@dataclass(frozen=True)
class StoryProblem:
    """One thing that is wrong with a story. step : number from 1, 0 = the story as a whole. The rest as in model.problems."""

    kind: str
    file: str
    step: int
    message: str
    remedy: str
    part: str = ""
    value: str = ""

    def __str__(self) -> str:
        """One line: where, what was found, what is wrong, what to do."""
        found = [
            self.file,
            f"step {self.step}" if self.step else "",
            self.part,
            f"“{short_text(self.value)}”" if self.value else "",
        ]
        return f"{', '.join(each for each in found if each)}: {self.message} {self.remedy}"


def story_names(dataset: Dataset) -> tuple[str, ...]:
    """Names of the stories in a dataset's folder, in the order of the alphabet."""
    return tuple(sorted(file.stem for file in (dataset.folder / STORIES).glob("*.toml")))


def path_of(dataset: Dataset, name: str) -> Path:
    """Where the story of that name is written."""
    return dataset.folder / STORIES / f"{name}.toml"


def read_story(dataset: Dataset, vocabulary: Vocabulary, name: str) -> tuple[Story | None, tuple[StoryProblem, ...]]:
    """The story of that name and what is wrong with its writing; None where it cannot be read at all.

    vocabulary : of the dataset. Steps that are no table, or whose View cannot be read, are left out and are problems.
    Raises AddressError where no story is called so.
    """
    names = story_names(dataset)
    if not _NAME.fullmatch(name) or name not in names:
        raise AddressError(f"no story is called {quote(name)}; {dataset.name} has: {', '.join(names) or 'none'}")
    reader = _Reader(f"{STORIES}/{name}.toml", vocabulary, [])
    story = reader.story(path_of(dataset, name), name)
    return story, tuple(reader.problems)


@dataclass
class _Reader:
    """Reads one file and collects what is wrong with it."""

    file: str
    vocabulary: Vocabulary
    problems: list[StoryProblem]

    def story(self, path: Path, name: str) -> Story | None:
        try:
            written = tomllib.loads(path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            self._say((0, ""), "story that cannot be read", f"it cannot be read: {error}.", "Correct it as TOML.")
            return None
        self._unknown(0, written, STORY_KEYS)
        steps = written.get("steps")
        if not isinstance(steps, list) or not 1 <= len(steps) <= MAX_STEPS:
            self._say((0, ""), "story without steps", f"it needs 1 to {MAX_STEPS} [[steps]].", "Add them, or split the story.")
            return None
        return Story(
            name=name,
            title=self._words(0, written, "title"),
            standfirst=self._words(0, written, "standfirst"),
            language=self._language(written),
            steps=tuple(self._steps(steps)),
        )

    def _steps(self, steps: list[Any]) -> Iterator[Step]:
        for number, written in enumerate(steps, start=1):
            if not isinstance(written, dict):
                self._say((number, ""), "step that is no table", "it is no table.", "Write [[steps]] above its keys.")
                continue
            self._unknown(number, written, STEP_KEYS)
            heading, text = self._words(number, written, "heading"), self._words(number, written, "text")
            view = self._view(number, written.get("view"))
            cites, picture = self._cites(number, written.get("cites", [])), written.get("picture", "")
            if not isinstance(picture, str):
                self._say((number, "picture"), "picture parts that are no text", "it has to be a text.", "Write it in quotes.")
            elif view is not None:
                yield Step(number, view, heading, text, cites, picture)

    def _view(self, number: int, query: object) -> View | None:
        remedy = "Copy the part behind the ? of the address that shows it."
        if not isinstance(query, str):
            self._say((number, "view"), "step without a View", "it has to be a text like known=2020-10-05&weapon=drone.", remedy)
            return None
        view, notice = read_view(parse_qsl(query.removeprefix("?"), keep_blank_values=True), self.vocabulary)
        if notice:
            said = notice.removeprefix("Part of this link was not used: ").removesuffix(DEFAULTED).removesuffix(".")
            self._say((number, "view"), "View that cannot be read", f"{said}.", remedy)
            return None
        return view

    def _cites(self, number: int, cites: object) -> tuple[str, ...]:
        if isinstance(cites, list) and all(isinstance(each, str) for each in cites):
            return tuple(dict.fromkeys(cites))
        self._say((number, "cites"), "cites that are no list", "it has to be a list of texts.", "Write ids of claims or sources.")
        return ()

    def _words(self, number: int, written: Mapping[str, Any], key: str) -> str:
        text = written.get(key, "")
        if not isinstance(text, str) or not text.strip():
            self._say((number, key), "words that lack", "it has to be a text that is not empty.", "Write it.")
            return ""
        if len(text) > LONGEST[key]:
            message = f"it has {len(text):,} characters; at most {LONGEST[key]:,} have room."
            self._say((number, key), "words that are too long", message, "Shorten it, or make two steps of it.")
        return text.strip()

    def _language(self, written: Mapping[str, Any]) -> str:
        tag = written.get("language", "en-GB")
        if isinstance(tag, str) and _LANGUAGE.fullmatch(tag):
            return tag
        self._say((0, "language"), "language that is none", "it has to be a tag like en-GB.", "Correct it.", str(tag))
        return "en-GB"

    def _unknown(self, number: int, written: Mapping[str, Any], known: frozenset[str]) -> None:
        for key in sorted(written.keys() - known):
            self._say((number, key), "key that nobody reads", f"nobody reads it; known are {', '.join(sorted(known))}.", "Correct it.")

    def _say(self, where: tuple[int, str], kind: str, message: str, remedy: str, value: str = "") -> None:
        """Note a problem. where : step (0 = the whole story) and key."""
        self.problems.append(StoryProblem(kind, self.file, where[0], message, remedy, where[1], value))
