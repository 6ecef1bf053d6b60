"""The feed of what became known: valid Atom and JSON Feed, one entry a day, within the View asked for."""

from __future__ import annotations

import datetime as dt
import json
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest
from starlette.applications import Starlette

from strikemap.catalogue import Catalogue
from strikemap.http import routes
from strikemap.http.feed import feed_routes
from strikemap.http.openapi import description
from strikemap.model.dataset import Dataset
from strikemap.output.feed import ATOM, atom_feed, feed_of
from strikemap.query.news import compare_days
from strikemap.query.view import View
from tests.asgi import ask

NAMES = {"": ATOM}
BASE = "http://127.0.0.1/"
CLUSTER = "weapon=cluster_munition"


@pytest.fixture(scope="module")
def catalogue(shipped: Dataset) -> Catalogue:
    return Catalogue(shipped)


@pytest.fixture(scope="module")
def app(catalogue: Catalogue) -> Starlette:
    return Starlette(routes=feed_routes(catalogue))


def atom(app: Starlette, query: str = "") -> ET.Element:
    answer = ask(app, f"/changes.atom?{query}")
    assert answer.status == 200
    assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8"
    return ET.fromstring(answer.body)  # noqa: S314  # our own feed


def test_the_atom_feed_has_what_rfc_4287_requires(app: Starlette) -> None:
    feed = atom(app)
    assert feed.tag == f"{{{ATOM}}}feed"
    for required in ("id", "title", "updated", "author/name"):
        assert feed.find("/".join(f"{{{ATOM}}}{part}" for part in required.split("/"))) is not None, required
    assert feed.find("link[@rel='self']", NAMES) is not None
    entries = feed.findall("entry", NAMES)
    assert 0 < len(entries) <= 50
    for each in entries:
        for required in ("id", "title", "updated", "content", "link"):
            assert each.find(required, NAMES) is not None, required
        dt.datetime.strptime(each.findtext("updated", "", NAMES), "%Y-%m-%dT%H:%M:%S%z")
    ids = [each.findtext("id", "", NAMES) for each in entries]
    assert len({*ids}) == len(ids)
    assert feed.findtext("updated", "", NAMES) == max(each.findtext("updated", "", NAMES) for each in entries)


def test_both_forms_tell_the_same_days_in_the_same_words(app: Starlette) -> None:
    found = json.loads(ask(app, f"/changes.json?{CLUSTER}").body)
    entries = atom(app, CLUSTER).findall("entry", NAMES)
    assert found["version"] == "https://jsonfeed.org/version/1.1"
    assert [each["title"] for each in found["items"]] == [each.findtext("title", "", NAMES) for each in entries]
    assert [each["content_html"] for each in found["items"]] == [each.findtext("content", "", NAMES) for each in entries]
    assert {*found["items"][0]} >= {"id", "url", "title", "date_published"}


def test_an_entry_tells_what_changed_on_its_day(app: Starlette, catalogue: Catalogue) -> None:
    entry = next(each for each in json.loads(ask(app, f"/changes.json?{CLUSTER}").body)["items"] if each["date_published"].startswith("2020-10-08"))
    found = compare_days(catalogue, View(weapon=("cluster_munition",)), dt.date(2020, 10, 7), dt.date(2020, 10, 8)).changes
    assert found.sentence in entry["content_html"]
    assert "“Azerbaijan (appears to)” to “Azerbaijan (appears to), denied”" in entry["content_html"]
    assert entry["url"] == f"{BASE}changes?known=2020-10-08&{CLUSTER}&since=2020-10-07"


def test_the_feed_is_sent_once_and_then_only_named(app: Starlette) -> None:
    first = ask(app, "/changes.json")
    again = ask(app, "/changes.json", if_none_match=first.headers["etag"])
    assert (again.status, again.body) == (304, b"")


@pytest.mark.parametrize(
    ("query", "named"),
    [("weapon=slingshot", "slingshot"), ("known=yesterday", "yesterday"), ("pony=1", "pony"), ("from=2020-10-09&to=2020-10-03", "2020-10-03")],
)
def test_a_part_that_cannot_be_used_is_refused_and_named(app: Starlette, query: str, named: str) -> None:
    for path in ("/changes.atom", "/changes.json"):
        answer = ask(app, f"{path}?{query}")
        assert answer.status == 400
        assert named in json.loads(answer.body)["error"]


def test_hostile_text_stays_text(shipped: Dataset) -> None:
    places = shipped.places.assign(name_english=shipped.places["name_english"] + "<script>alert(1)</script>]]>\x08 & “x”")
    catalogue = Catalogue(replace(shipped, places=places))
    feed = ET.fromstring(atom_feed(feed_of(catalogue, View(), BASE)))  # noqa: S314  # our own feed
    content = feed.findtext("entry/content", "", NAMES)
    assert "<script>" not in content
    assert "&lt;script&gt;" in content


def test_an_empty_selection_is_a_feed_without_entries(app: Starlette) -> None:
    feed = atom(app, "q=no+such+word")
    assert feed.findall("entry", NAMES) == []
    assert feed.findtext("updated", "", NAMES) == "2020-11-10T00:00:00Z"


def test_ids_do_not_depend_on_the_server_or_the_selection(catalogue: Catalogue) -> None:
    one, other = feed_of(catalogue, View(), BASE), feed_of(catalogue, View(event="2020-10-04-ganja-1"), "https://example.org/map/")
    assert (one.id, [each.id for each in one.entries]) == (other.id, [each.id for each in other.entries])


def test_the_feeds_are_among_the_routes_and_described(catalogue: Catalogue) -> None:
    paths = {route.path for route in routes(catalogue)}
    for path in ("/changes.atom", "/changes.json"):
        assert path in paths
        assert path in description(catalogue)["paths"]
