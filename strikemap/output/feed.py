"""What is new to a View as a feed: Atom (RFC 4287) and JSON Feed 1.1, one entry for each day on which something changed."""

from __future__ import annotations

import datetime as dt
import json
import urllib.parse
import uuid
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from strikemap import __version__
from strikemap.catalogue import Catalogue
from strikemap.model.dates import say_day
from strikemap.output.proof.record import clean
from strikemap.query.changes import CHANGE_WORDS, Change
from strikemap.query.news import DayNews, news_of, page_query
from strikemap.query.view import View, write_view
from strikemap.query.window import window_of
from strikemap.query.wording import labels_of, title_of

ATOM: Final = "http://www.w3.org/2005/Atom"
ATOM_TYPE: Final = "application/atom+xml; charset=utf-8"
JSON_FEED: Final = "https://jsonfeed.org/version/1.1"
JSON_TYPE: Final = "application/feed+json; charset=utf-8"
PATHS: Final = {"atom": "changes.atom", "json": "changes.json"}

LANGUAGE: Final = "en-GB"

MOST_LINES: Final = 40
"""Changes of a day that are told one by one; the rest are counted."""

START_OF_DAY: Final = "T00:00:00Z"
"""What stands behind a day where a feed asks for a moment: days are local days as printed, and no hour is known of them."""

_SPACE: Final = uuid.UUID("6f4f2a1e-7c0b-5d0a-9d53-5a3b2f0f6c11")
"""Namespace of our ids; it only has to stay the same."""


@dataclass(frozen=True)
class Entry:
    """One day of a feed. body : HTML, everything from data in it escaped."""

    id: str
    day: dt.date
    title: str
    summary: str
    body: Markup
    link: str


@dataclass(frozen=True)
class Feed:
    """What both formats say. base : address of the server, ending in "/"; query : the View, as in the address bar."""

    id: str
    title: str
    subtitle: str
    author: str
    rights: str
    base: str
    query: str
    updated: dt.date
    entries: tuple[Entry, ...]

    def address(self, path: str) -> str:
        """The address of a path of ours with the View's query."""
        return self.base + path + (f"?{self.query}" if self.query else "")


def feed_of(catalogue: Catalogue, view: View, base: str) -> Feed:
    """The feed of a View: the latest days on which what it shows changed.

    A day of knowledge in the View ends the feed there. Ids depend on the dataset's name, the View and the day alone.
    """
    dataset = catalogue.dataset(view.dataset)
    labels = labels_of(dataset)
    # the selection and the camera choose nothing of what is told
    asked = view.but(event="", lat=None, lon=None, zoom=None, layers=None, colour="ink", data="")
    query = urllib.parse.urlencode(write_view(asked))
    news = news_of(catalogue, asked)
    entries = tuple(_entry(each, asked, dataset.name, base) for each in news)
    return Feed(
        id=_id(dataset.name, query),
        title=f"What became known: {title_of(asked, window_of(asked, dataset.first_day, dataset.last_day), labels)}",
        subtitle=str(dataset.settings.get("notice", "")),
        author=dataset.title,
        rights=str(dataset.settings.get("licence", "")),
        base=base,
        query=query,
        updated=entries[0].day if entries else dataset.last_day,
        entries=entries,
    )


def _id(*parts: str) -> str:
    return f"urn:uuid:{uuid.uuid5(_SPACE, chr(10).join(parts))}"


def _entry(news: DayNews, view: View, dataset: str, base: str) -> Entry:
    query = page_query(view.but(known=news.day), news.before)
    return Entry(
        id=_id(dataset, urllib.parse.urlencode(write_view(view.but(known=None))), news.day.isoformat()),
        day=news.day,
        title=f"Published on {say_day(news.day)}: {news.changes.sentence[:1].lower()}{news.changes.sentence[1:]}",
        summary=f"As known on {say_day(news.day)}: {news.changes.sentence}",
        body=_body(news, view, base),
        link=f"{base}changes?{query}",
    )


def _body(news: DayNews, view: View, base: str) -> Markup:
    rows = news.changes.rows
    lines = Markup("").join(_line(each, news, view, base) for each in rows[:MOST_LINES])
    more = Markup("<p>{:,} more changes.</p>").format(len(rows) - MOST_LINES) if len(rows) > MOST_LINES else Markup("")
    return Markup("<p>As known on {}, a local day as printed: {}</p><ul>{}</ul>{}").format(
        say_day(news.day), news.changes.sentence, lines, more
    )


def _line(change: Change, news: DayNews, view: View, base: str) -> Markup:
    known = news.before if change.kind == "removed" else news.day
    address = base + "?" + urllib.parse.urlencode(write_view(view.but(known=known, event=change.event_id)))
    said = " to ".join(f"“{each}”" for each in (change.before, change.after) if each)
    return Markup('<li><a href="{}">{}</a> ({}): {}, {}</li>').format(
        address, news.titles[change.event_id], change.event_id, CHANGE_WORDS[change.kind], said
    )


def _moment(day: dt.date) -> str:
    return day.isoformat() + START_OF_DAY


def atom_feed(feed: Feed) -> bytes:
    """The feed as Atom. Text is text; characters that no XML file may hold are replaced."""
    ET.register_namespace("", ATOM)
    root = ET.Element(f"{{{ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": LANGUAGE})
    _text(root, "id", feed.id)
    _text(root, "title", feed.title)
    if feed.subtitle:
        _text(root, "subtitle", feed.subtitle)
    _text(root, "updated", _moment(feed.updated))
    _text(ET.SubElement(root, f"{{{ATOM}}}author"), "name", feed.author)
    if feed.rights:
        _text(root, "rights", feed.rights)
    _text(root, "generator", "Strikemap", version=__version__)
    _link(root, "self", feed.address(PATHS["atom"]), ATOM_TYPE.partition(";")[0])
    _link(root, "alternate", feed.address("changes"), "text/html")
    for each in feed.entries:
        _atom_entry(root, each)
    content: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return content + b"\n"


def _atom_entry(root: ET.Element, entry: Entry) -> None:
    found = ET.SubElement(root, f"{{{ATOM}}}entry")
    _text(found, "id", entry.id)
    _text(found, "title", entry.title)
    _text(found, "updated", _moment(entry.day))
    _text(found, "published", _moment(entry.day))
    _link(found, "alternate", entry.link, "text/html")
    _text(found, "summary", entry.summary)
    _text(found, "content", str(entry.body), type="html")


def _text(parent: ET.Element, name: str, text: str, **attributes: str) -> None:
    ET.SubElement(parent, f"{{{ATOM}}}{name}", attributes).text = clean(text)


def _link(parent: ET.Element, rel: str, address: str, kind: str) -> None:
    ET.SubElement(parent, f"{{{ATOM}}}link", {"rel": rel, "href": address, "type": kind})


def json_feed(feed: Feed) -> bytes:
    """The feed as JSON Feed 1.1."""
    found = {
        "version": JSON_FEED,
        "title": feed.title,
        "home_page_url": feed.address("changes"),
        "feed_url": feed.address(PATHS["json"]),
        "description": feed.subtitle,
        "language": LANGUAGE,
        "authors": [{"name": feed.author}],
        "items": [
            {
                "id": each.id, "url": each.link, "title": each.title, "summary": each.summary, "content_html": str(each.body),
                "date_published": _moment(each.day),
            }
            for each in feed.entries
        ],
    }  # fmt: skip
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode()
