"""Which weapons a text names, and where it names less than a weapon."""

from __future__ import annotations

import pytest

from strikemap.model.dataset import Dataset
from strikemap.query.weapon_names import known_in, names_in

SMERCH = "~9m55k|smerch-he"


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("M095 DPICM", ["m095"]),
        ("9N235 in 9M55 Smerch rocket", ["9n235", "9m55k"]),
        ("9N235 and M85 submunitions", ["9n235", "m85"]),
        ("LAR-160 cluster rocket (as claimed)", ["lar160"]),
        ("BM-30 Smerch (blast-fragmentation)", ["smerch-he"]),
        ("R-17 Elbrus (Scud-B)", ["scud-b"]),
    ],
)
def test_a_weapon_is_known_by_its_names(shipped: Dataset, text: str, keys: list[str]) -> None:
    assert [each.key for each in names_in(shipped, text)] == keys
    assert all(each.stated for each in names_in(shipped, text))


@pytest.mark.parametrize(
    ("text", "key", "words"),
    [
        ("BM-30 Smerch (as claimed)", SMERCH, "BM-30 Smerch 300 mm, type not stated"),
        ("Smerch (first claim)", SMERCH, "BM-30 Smerch 300 mm, type not stated"),
        ("BM-30 Smerch and cluster munitions (as claimed)", SMERCH, "BM-30 Smerch 300 mm, type not stated"),
        ("Scud (later claim)", "~scud-b", "Scud, type not stated"),
    ],
)
def test_a_launcher_or_a_family_is_not_taken_for_one_of_its_weapons(shipped: Dataset, text: str, key: str, words: str) -> None:
    (found,) = names_in(shipped, text)
    assert (found.key, found.words, found.stated) == (key, words, False)


@pytest.mark.parametrize("text", ["loitering munition (type not stated)", "missiles (type not stated)", "", " ; "])
def test_a_source_that_names_no_type_names_no_weapon(shipped: Dataset, text: str) -> None:
    assert names_in(shipped, text) == ()


def test_a_name_without_a_row_stands_by_its_own_words(shipped: Dataset) -> None:
    (found,) = names_in(shipped, "120 mm mortar (as claimed)")
    assert (found.words, found.weapons, found.stated) == ("120 mm mortar", (), False)
    assert known_in(shipped, "all major arms") == ()


def test_hostile_text_is_only_text(shipped: Dataset) -> None:
    (found,) = names_in(shipped, "<script>(.*)+[</script>")
    assert found.words == "<script>(.*)+[</script>"
