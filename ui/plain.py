"""Text from data stays text: on a Streamlit surface that reads Markdown, and on one that reads HTML."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|$~:&^=])")


def markdown(text: object) -> str:
    """The text as Markdown that shows exactly these characters: no link, image, formula, icon or colour in it."""
    return _MARKDOWN.sub(r"\\\1", " ".join(str(text).split()))


def link(url: str, words: object) -> Markup:
    """A link as HTML that opens in a new tab; an address that is not a web address is shown as text."""
    if not re.match(r"https?://", url):
        return escape(f"{words} ({url})" if url else words)
    return Markup('<a href="{}" target="_blank" rel="noopener noreferrer">{}</a>').format(url, words)


def table(head: list[str], rows: list[list[object]]) -> Markup:
    """An HTML table; what is not Markup already is escaped."""
    top = Markup("").join(Markup("<th scope=col>{}</th>").format(each) for each in head)
    body = Markup("").join(
        Markup("<tr>{}</tr>").format(Markup("").join(Markup("<td>{}</td>").format(cell) for cell in row)) for row in rows
    )
    return Markup('<div class="sm-scroll"><table class="sm-table"><thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>').format(
        top, body
    )
