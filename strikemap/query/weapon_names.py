"""Which weapons of a dataset a text names: by its own name, or only by a launcher or a family, which says less.

"9N235 in 9M55 Smerch rocket" names a bomblet and a rocket. "BM-30 Smerch" names a launcher of several rockets: which one is then
not stated, and stays so. "loitering munition (type not stated)" names none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from strikemap.model.dataset import Dataset

NO_TYPE: Final = ("type not stated", "not stated")
"""Words by which a source says that it names no model."""

LEAST_LETTERS: Final = 4
"""Letters of a word that can stand for a family: shorter ones stand in too many names."""

_REMARK: Final = re.compile(r"\((?:as claimed|suspected|first claim|later claim)\)", re.IGNORECASE)
_SEGMENTS: Final = re.compile(r"[;,]| and ")
_WORDS: Final = re.compile(r"[\w-]+")


@dataclass(frozen=True)
class Named:
    """One weapon as a text names it.

    key : the weapon id, or, where several are meant or none is known, a key that stands for exactly that. words : how it is called.
    weapons : ids that can be meant; one where the text names it, several where it names a launcher or family, () where the
    dataset has no row for it. stated : whether the text names one weapon of the dataset.
    """

    key: str
    words: str
    weapons: tuple[str, ...]
    stated: bool


@dataclass(frozen=True)
class _Book:
    """Forms and heads of names, each with the weapons it can mean. words : every word by which a weapon is described."""

    names: Mapping[str, str]
    launchers: Mapping[str, str]
    forms: Mapping[str, frozenset[str]]
    heads: Mapping[str, frozenset[str]]
    words: Mapping[str, frozenset[str]]


@lru_cache(maxsize=8)
def _book(dataset: Dataset) -> _Book:
    rows = dataset.munitions[["weapon_id", "name", "aliases", "delivery_system"]].to_dict("records")
    forms: dict[str, set[str]] = {}
    heads: dict[str, set[str]] = {}
    words: dict[str, frozenset[str]] = {}
    for row in rows:
        weapon = str(row["weapon_id"])
        names = [str(row["name"]), *(each.strip() for each in str(row["aliases"]).split(";") if each.strip())]
        for name in names:
            # a name without a capital is a common noun, and would make a type of a kind
            if name != name.lower():
                forms.setdefault(name, set()).add(weapon)
            first = re.split(r"\s", name)[0]
            if any(each.isdigit() for each in first):
                forms.setdefault(first, set()).add(weapon)
        for name in [*names, str(row["delivery_system"])]:
            for head in re.split(r"[\s-]", name):
                if head.isalpha() and head[0].isupper() and not head.isupper() and len(head) >= LEAST_LETTERS:
                    heads.setdefault(head, set()).add(weapon)
        words[weapon] = frozenset(word.casefold() for name in names for word in _WORDS.findall(name))
    return _Book(
        names={str(row["weapon_id"]): str(row["name"]) for row in rows},
        launchers={str(row["weapon_id"]): str(row["delivery_system"]) for row in rows},
        forms={form: frozenset(found) for form, found in forms.items()},
        heads={head: frozenset(found) for head, found in heads.items() if head not in forms},
        words=words,
    )


def name_of(dataset: Dataset, weapon: str) -> str:
    """The name of a weapon of the dataset; its id where it has no row."""
    return _book(dataset).names.get(weapon, weapon)


@lru_cache(maxsize=4096)
def names_in(dataset: Dataset, text: str) -> tuple[Named, ...]:
    """The weapons that a text names, in its order, each once; what no row of the dataset is called stands by its own words."""
    if any(each in text.casefold() for each in NO_TYPE):
        return ()
    bare = " ".join(_REMARK.sub("", text).split()).strip(" ;,")
    found = known_in(dataset, bare)
    return found or ((Named(f"?{bare.casefold()}", bare, (), stated=False),) if bare else ())


def known_in(dataset: Dataset, text: str) -> tuple[Named, ...]:
    """The weapons of the dataset that a text names, each once, those named by themselves first."""
    book = _book(dataset)
    sure: dict[str, Named] = {}
    unsure: dict[str, Named] = {}
    for segment in _SEGMENTS.split(text):
        for words, weapons, is_form in _matches(segment, book):
            likely = _likely(segment, weapons, book)
            if len(likely) == 1 and (is_form or len(weapons) > 1):
                weapon = next(iter(likely))
                sure.setdefault(weapon, Named(weapon, book.names[weapon], (weapon,), stated=True))
            else:
                key = "~" + "|".join(sorted(weapons))
                unsure.setdefault(key, Named(key, _family(words, weapons, book), tuple(sorted(weapons)), stated=False))
    # a launcher named beside one of its rockets adds nothing
    left = [each for each in unsure.values() if not set(each.weapons) & set(sure)]
    return (*sure.values(), *left)


def _matches(segment: str, book: _Book) -> list[tuple[str, frozenset[str], bool]]:
    """Forms and heads in a text, longest first; what one covers the next does not see."""
    found = []
    for names, is_form in ((book.forms, True), (book.heads, False)):
        for name in sorted(names, key=lambda each: (-len(each), each)):
            pattern = re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w-])")
            if pattern.search(segment):
                segment = pattern.sub(" ", segment)
                found.append((name, names[name], is_form))
    return found


def _likely(segment: str, weapons: frozenset[str], book: _Book) -> frozenset[str]:
    """Of several weapons those whose own words the text has most of: "Smerch (blast-fragmentation)" is one of two Smerch."""
    said = {each.casefold() for each in _WORDS.findall(segment)}
    shared = {weapon: len(said & book.words[weapon]) for weapon in weapons}
    most = max(shared.values())
    return frozenset(weapon for weapon, number in shared.items() if number == most)


def _family(words: str, weapons: frozenset[str], book: _Book) -> str:
    launchers = {book.launchers[each] for each in weapons}
    shared = next(iter(launchers)) if len(launchers) == 1 and len(weapons) > 1 else ""
    return f"{shared or words}, type not stated"
