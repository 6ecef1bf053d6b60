"""Find a town's name in its own letters among the many alternate names of GeoNames; say nothing where that is not safe."""

# ruff: noqa: RUF001  letters of several alphabets are what this file is about

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Final

_ARMENIAN: Final = dict(
    zip(
        "աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆև",
        "a b g d e z e y t zh i l kh ts k h dz gh ch m y n sh o ch p j r s v t r ts v p k o f ev".split(),  # noqa: SIM905  a row of letters, to be read against the row above
        strict=True,
    )
)
_GEORGIAN: Final = dict(
    zip(
        "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ",
        "a b g d e v z t i k l m n o p zh r s t u p k gh q sh ch ts dz ts ch kh j h".split(),  # noqa: SIM905  a row of letters, to be read against the row above
        strict=True,
    )
)
_AZERBAIJANI: Final = {
    "ə": "a", "ğ": "gh", "ı": "i", "ö": "o", "ü": "u", "ç": "ch", "ş": "sh", "x": "kh", "q": "g", "c": "j",
}  # fmt: skip
_ONE_SPELLING: Final = {"kh": "x", "gh": "g", "q": "g", "sh": "s", "ch": "c", "zh": "j", "dz": "z", "ts": "c"}
"""What English writes in more than one way, and one letter for it, in the order in which they are replaced."""
_SCRIPTS: Final[Mapping[str, tuple[re.Pattern[str], Mapping[str, str]]]] = {
    "AM": (re.compile(r"^[Ա-Ֆ][ա-և]+(?:[ -][Ա-Ֆ][ա-և]+)*$"), _ARMENIAN),
    "GE": (re.compile(r"^[ა-ჰ]+(?:[ -][ა-ჰ]+)*$"), _GEORGIAN),
    "AZ": (re.compile(r"^[A-ZÇƏĞİÖŞÜ][a-zçəğıiöşü]+(?:[ -][A-ZÇƏĞİÖŞÜ][a-zçəğıiöşü]+)*$"), _AZERBAIJANI),
}
"""By country: what a name in its letters looks like, and how each letter is written in English."""


def own_letters(country: str, name: str, alternates: Iterable[str]) -> str:
    """The alternate that reads as the name does and is written in the letters of the country; else the name itself.

    country : ISO code; names are looked for in Armenia, Azerbaijan and Georgia only.
    An alternate counts where it and the name, both brought to English letters, are the same but for what English
    spellings of one name differ in; so an older name of the town is never taken for the present one.
    """
    if country not in _SCRIPTS:
        return name
    shape, letters = _SCRIPTS[country]
    wanted = _sound(country, name, {})
    candidates = {
        each for each in (name, *alternates) if shape.match(each) and _sound(country, each, letters) == wanted
    }
    return min(candidates, key=lambda each: (-_letters_of_its_own(each), each != name, each), default=name)


def _sound(country: str, name: str, letters: Mapping[str, str]) -> str:
    """A name in plain letters, without what English spellings of one name differ in: q or g, kh or x, doubled letters."""
    low = name.replace("İ", "i").lower().replace("ու", "u").replace("իւ", "yu")
    latin = "".join(letters.get(letter, letter) for letter in low)
    # GeoNames writes some names half in Azerbaijani letters, and the Azerbaijani ə as a or as e
    latin = latin.replace("ə", "a").replace("ı", "i")
    latin = latin.replace("e", "a") if country == "AZ" else latin
    plain = "".join(each for each in unicodedata.normalize("NFD", latin) if each.isascii() and each.isalpha())
    for spelling, one in _ONE_SPELLING.items():
        plain = plain.replace(spelling, one)
    return re.sub(r"(.)\1", r"\1", plain.replace("y", "").replace("w", "v").replace("iu", "u"))


def _letters_of_its_own(name: str) -> int:
    """How much of a name is in letters that English does not write so; c, q and x count a little, a kh or j against."""
    low = name.lower()
    own = sum(2 for letter in low if not letter.isascii()) + sum(low.count(letter) for letter in "cqx")
    return own - sum(low.count(spelling) for spelling in ("kh", "gh", "sh", "ch", "zh", "j"))
