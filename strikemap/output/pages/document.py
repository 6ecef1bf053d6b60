"""The HTML of a page, the same for the stand-alone file and for the page that others frame; text is always escaped."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from strikemap.output.exports.text import one_line
from strikemap.output.pages.words import PageWords

FEW_SOURCES = 14
"""Publishers named in the line at the foot; it is cut where the screen ends, and all stand in the panel above it."""

_IN_SCRIPT = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}
"""Signs that could end a script or a line of it; inside JSON strings their codes mean the same."""


@dataclass(frozen=True)
class Shell:
    """What is different between the pages.

    head : markup of styles and scripts. tail : scripts at the end of the body. still : what readers without scripts see
    before the words. link : markup that opens the View in Strikemap. security : the Content-Security-Policy to be
    written into the page, "" where the server sends it. lists : whether readers without scripts get the list of reports.
    """

    head: Markup
    tail: Markup
    still: Markup
    link: Markup
    lists: bool
    security: str = ""


def json_for_script(value: Mapping[str, Any]) -> Markup:
    """JSON that can stand in a script element: nothing in it can end the element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return Markup(text.translate(_IN_SCRIPT))  # noqa: S704  # no sign that HTML reads is left in it


def told_page(config: Mapping[str, Any], state: Mapping[str, Any], words: PageWords) -> Markup:
    """The element that tells browser/page.js what to show."""
    told = {"config": config, "state": state, "words": {"subject": words.subject, "known": words.known}}
    return Markup('<script type="application/json" id="strikemap-page">{}</script>').format(json_for_script(told))


def page_html(words: PageWords, shell: Shell) -> Markup:
    """The whole page."""
    security = Markup('<meta http-equiv="Content-Security-Policy" content="{}">').format(shell.security) if shell.security else ""
    return Markup(
        '<!DOCTYPE html>\n<html lang="en-GB" class="sm-paged">\n<head>\n<meta charset="utf-8">\n{security}'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n<title>{title}</title>\n<meta name="description" content="{about}">\n'
        '<meta name="generator" content="Strikemap {version}">\n{head}\n</head>\n<body>\n{cap}\n'
        '<main class="sm-host" id="strikemap-host" aria-labelledby="strikemap-title">'
        '<div id="strikemap-map" aria-describedby="strikemap-alt"></div>\n<p class="sm-hidden" id="strikemap-alt">{alt}</p>\n'
        "<noscript>{still}</noscript></main>\n{base}\n{tail}\n</body>\n</html>\n"
    ).format(
        security=security,
        title=one_line(f"{words.drafts.title} ({words.dataset_title})"),
        about=one_line(words.drafts.caption),
        version=words.program_version,
        head=shell.head,
        cap=_cap(words),
        alt=words.drafts.alt,
        still=_still(words, shell),
        base=_base(words, shell),
        tail=shell.tail,
    )


def _cap(words: PageWords) -> Markup:
    """Title, what the reports rest on, the notice, and what has to be known of this page."""
    first, rest = words.notice
    support = Markup('<span class="sm-support" id="strikemap-support">{} </span>').format(words.support) if words.support else ""
    more = Markup(' <span class="sm-more">{}</span>').format(rest) if rest else ""
    notice = Markup("<p>{}{}{}</p>").format(support, first, more) if support or first else ""
    notes = Markup("").join(Markup('<p class="sm-told" role="status">{}</p>').format(each) for each in words.notes)
    return Markup('<header class="sm-cap"><h1 id="strikemap-title">{}</h1><p class="sm-kicker">{}</p>{}{}</header>').format(
        words.drafts.title, words.dataset_title, notice, notes
    )


def _base(words: PageWords, shell: Shell) -> Markup:
    """The foot: who said it, the credit, the day of knowledge, the data version, the way back."""
    sources = words.drafts.sources
    few = ", ".join(sources[:FEW_SOURCES]) + (", …" if len(sources) > FEW_SOURCES else "")
    return Markup(
        '<footer class="sm-base"><details><summary><b>Sources ({})</b> <span>{}</span></summary>{}</details>'
        '<span class="sm-version">data {}</span>{}</footer>'
    ).format(f"{len(sources):,}", few or "none", _panel(words), words.data_version, shell.link)


def _panel(words: PageWords) -> Markup:
    publishers = Markup("").join(Markup("<li>{}</li>").format(each) for each in words.drafts.sources)
    rows = [
        ("As published", f"{words.drafts.title}: {words.drafts.summary}"),
        ("As of", words.drafts.as_of),
        ("Notice", words.drafts.notice),
        ("Credit", words.credit),
        ("Data", f"{words.dataset_title}, version {words.data_version}; Strikemap {words.program_version}"),
        ("This view", Markup("<code>/?{}</code> behind the address of a Strikemap").format(words.query)),
        ("Sources", Markup('<ul class="sm-publishers">{}</ul>').format(publishers)),
    ]
    listed = Markup("").join(Markup("<dt>{}</dt><dd>{}</dd>").format(title, said) for title, said in rows if said)
    return Markup('<div class="sm-panel"><dl>{}</dl></div>').format(listed)


def _still(words: PageWords, shell: Shell) -> Markup:
    """What readers without scripts get: a picture where there is one, and the words."""
    said = Markup("").join(Markup("<p>{}</p>").format(each) for each in (words.drafts.caption, words.drafts.notice, words.drafts.credit))
    return Markup('<div class="sm-still">{}{}{}</div>').format(shell.still, said, _list(words) if shell.lists else "")


def _list(words: PageWords) -> Markup:
    lines = Markup("").join(Markup("<li>{}<br>{}</li>").format(*each) for each in words.reports)
    more = Markup("<p>And {} more.</p>").format(f"{words.left_out:,}") if words.left_out else ""
    return Markup("<ol>{}</ol>{}").format(lines, more)
