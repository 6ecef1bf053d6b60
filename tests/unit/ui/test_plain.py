"""Text from data stays text on the surfaces that read Markdown or HTML."""

from __future__ import annotations

import pytest

from ui.plain import link, markdown, table

HOSTILE = [
    "<script>alert(1)</script>",
    "![x](https://example.org/x.png)",
    "[click](javascript:alert(1))",
    "${7*7} `code` $x$ :red[x] :material/home: **b** _i_ ~~s~~",
    "a|b\n# heading",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_markdown_has_no_character_left_that_means_something(text: str) -> None:
    shown = markdown(text)
    assert shown.replace("\\", "") == " ".join(text.split()).replace("\\", "")
    for position, letter in enumerate(shown):
        if letter in "*_[]()<>!`$:#|~":
            assert shown[position - 1] == "\\"


@pytest.mark.parametrize("text", HOSTILE)
def test_html_holds_no_element_from_data(text: str) -> None:
    assert "<script" not in table([text], [[text]])
    assert "<script" not in link("https://example.org", text)


def test_an_address_that_is_no_web_address_is_not_clickable() -> None:
    assert "<a" not in link("javascript:alert(1)", "words")
    assert "javascript" in link("javascript:alert(1)", "words")


def test_an_address_cannot_leave_its_attribute() -> None:
    assert 'onmouseover="' not in link('https://e.org/" onmouseover="x', "words")
