"""Text from data never becomes a formula, and nothing of it is lost."""

from __future__ import annotations

import csv
import io
import re

import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from strikemap.output.exports.text import each_distinct, one_line, spreadsheet_safe, storable
from tests.unit.output.exports.hostile import TEXTS

SIGNS = "=+-@＝＋－＠"  # noqa: RUF001 - the wide signs are meant
BLANKS = '"\u200b\u200c\u200d\u200e\u200f\u2060\ufeff'

texts = (
    st.text(st.sampled_from([*SIGNS, *"'\";,\t\r\n |aA1 ", "\xa0", "\u200b", "\u200f", "\ufeff", "\0"]), max_size=30)
    | st.text()
)


def first_sign(cell: str) -> str:
    """The first character that a spreadsheet looks at."""
    return cell.lstrip().lstrip(BLANKS + " ").lstrip()[:1]


def cells_of(text: str, separator: str) -> list[str]:
    """How a spreadsheet that splits lines at that sign sees a CSV with this one text in it."""
    file = io.StringIO()
    csv.writer(file, quoting=csv.QUOTE_ALL).writerow(["id", text, "end"])
    if separator == ",":
        return next(csv.reader(io.StringIO(file.getvalue(), newline="")))
    return [cell for line in re.split(r"[\r\n]", file.getvalue()) for cell in line.split(separator)]


@given(texts)
@example("=1")
@example('a;"=1')
@example("a\n =1")
@example("\t\t=1")
@example("'=1")
def test_no_cell_begins_like_a_formula_however_the_file_is_split(text: str) -> None:
    for separator in (",", ";", "\t"):
        assert [
            cell
            for cell in cells_of(spreadsheet_safe(text), separator)
            if first_sign(cell) and first_sign(cell) in SIGNS
        ] == []


@given(texts)
def test_a_cell_never_begins_with_a_tab_or_a_line_break(text: str) -> None:
    assert spreadsheet_safe(text)[:1] not in ("\t", "\r", "\n")


def taken_off(text: str) -> str:
    """The way back, as docs/exports.md tells it."""
    inner = text.removeprefix("'")
    return re.sub(rf"([;\t\r\n][\s{BLANKS}]*)'", r"\1", inner)


@given(texts)
def test_the_exact_text_comes_back_when_the_apostrophes_are_taken_off(text: str) -> None:
    assert taken_off(spreadsheet_safe(text)) == text


@given(
    st.text(st.characters(categories=["L", "N"]), min_size=1),
    st.text(st.characters(categories=["L", "N", "P"], exclude_characters=";")),
)
def test_ordinary_words_are_left_alone(word: str, rest: str) -> None:
    assert spreadsheet_safe(f"{word} {rest}") == f"{word} {rest}"


@given(st.text())
def test_what_is_stored_is_what_xml_can_hold_and_as_long_as_before(text: str) -> None:
    kept = storable(text)
    assert len(kept) == len(text)
    assert re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", kept) is None
    assert storable(kept) == kept


@pytest.mark.parametrize("text", TEXTS)
def test_one_line_is_one_line(text: str) -> None:
    assert len(one_line(text).splitlines()) <= 1
    assert not re.search("[\u202a-\u202e\u200e\u200f\0]", one_line(text))


def test_missing_cells_stay_missing_and_each_value_is_changed_alike() -> None:
    column = pd.Series(["a", None, "b", "a"], index=[3, 1, 2, 0], dtype="str")
    changed = each_distinct(column, lambda text: None if text == "b" else text.upper())
    assert changed.index.tolist() == [3, 1, 2, 0]
    assert changed.isna().tolist() == [False, True, True, False]
    assert changed[3] == changed[0] == "A"
