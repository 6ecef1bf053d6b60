"""The data routes, asked through the server's own interface."""

from __future__ import annotations

import dataclasses
import gzip
import json
from urllib.parse import quote

import pytest
from starlette.applications import Starlette

from strikemap.catalogue import Catalogue
from strikemap.errors import AddressError
from strikemap.http import routes
from strikemap.http.data import data_routes
from strikemap.model.dataset import Dataset
from strikemap.output.exports import registry
from strikemap.output.exports.address import view_of_query
from strikemap.output.exports.export import Export
from strikemap.output.exports.registry import EXPORTS, find_export
from tests.asgi import ask

ARTICLE = "from=2020-10-03&to=2020-10-06&weapon=cluster_munition"


@pytest.fixture(scope="module")
def catalogue(shipped: Dataset) -> Catalogue:
    return Catalogue(shipped)


@pytest.fixture(scope="module")
def app(catalogue: Catalogue) -> Starlette:
    return Starlette(routes=data_routes(catalogue))


@pytest.mark.parametrize("entry", EXPORTS, ids=lambda each: each.name)
def test_every_format_is_served_as_a_file_to_keep(entry: Export, app: Starlette, catalogue: Catalogue) -> None:
    answer = ask(app, f"/data.{entry.suffix}?{ARTICLE}")
    view = view_of_query(catalogue, ARTICLE)
    assert answer.status == 200
    assert answer.body == entry.export(catalogue, view)
    assert answer.headers["content-type"] == entry.media_type
    assert (
        answer.headers["content-disposition"] == f'attachment; filename="{entry.file_name(catalogue.dataset(), view)}"'
    )
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_a_file_is_sent_once_and_then_only_named(app: Starlette) -> None:
    first = ask(app, f"/data.csv?{ARTICLE}")
    assert first.headers["cache-control"] == "no-cache"
    again = ask(app, f"/data.csv?{ARTICLE}", if_none_match=first.headers["etag"])
    assert (again.status, again.body) == (304, b"")


def test_another_question_has_another_name(app: Starlette) -> None:
    addresses = ["/data.csv", "/data.csv?raw=1", f"/data.csv?{ARTICLE}", "/data.hxl.csv", "/data.csv?known=2020-10-08"]
    assert len({ask(app, each).headers["etag"] for each in addresses}) == len(addresses)


def test_text_is_packed_for_a_client_that_unpacks_it(app: Starlette) -> None:
    plain, packed = (ask(app, "/data.geojson", accept_encoding=each) for each in ("identity", "gzip"))
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body
    assert "content-encoding" not in ask(app, "/data.xlsx", accept_encoding="gzip").headers


def test_raw_text_comes_only_when_it_is_asked_for(app: Starlette) -> None:
    assert ask(app, "/data.csv").body.startswith(b"\xef\xbb\xbf")
    assert ask(app, "/data.csv?raw=1").body.startswith(b"event_id")


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/data.csv?weapon=slingshot", "is not in this dataset"),
        ("/data.csv?from=2020-02-30", "is not a day of the calendar"),
        ("/data.csv?from=2020-10-06&to=2020-10-03", "before it begins"),
        ("/data.geojson?nonsense=1", "is not a part of a Strikemap address"),
        ("/data.csv?dataset=other", "is not in this dataset"),
        ("/data.csv?raw=yes", "is not raw=1"),
        ("/data.csv?raw=1&raw=1", "Write raw=1 once"),
        ("/data.kml?raw=1", "has no raw form"),
        (f"/data.csv?q={quote('a' * 201)}", "longer than 200 characters"),
        ("/data.csv?data=xyz", "is not a data version"),
    ],
)
def test_a_bad_address_is_answered_with_what_was_wrong(address: str, words: str, app: Starlette) -> None:
    answer = ask(app, address)
    assert answer.status == 400
    assert words in answer.body.decode()
    assert "The default is shown" not in answer.body.decode()
    assert answer.headers["content-type"] == "application/json"


def test_too_many_reports_are_refused_with_the_limit(catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    small = dataclasses.replace(find_export("xlsx"), limit=100)
    monkeypatch.setattr("strikemap.http.data.EXPORTS", (small,))
    assert (small,) != registry.EXPORTS
    answer = ask(Starlette(routes=data_routes(catalogue)), "/data.xlsx")
    assert answer.status == 400
    assert "159 reports are more than the 100 that XLSX is made for" in answer.body.decode()
    assert "use CSV, GeoPackage or GeoParquet" in answer.body.decode()


def test_only_reading_is_allowed(app: Starlette) -> None:
    assert ask(app, "/data.csv", method="HEAD").status == 200
    for method in ("POST", "PUT", "DELETE"):
        assert ask(app, "/data.csv", method=method).status == 405
    assert ask(app, "/data.exe").status == 404


@pytest.mark.parametrize("asked", ["{etag}", "W/{etag}", "*", '"other", {etag}'])
def test_who_has_the_file_in_any_spelling_of_its_name_gets_no_bytes(app: Starlette, asked: str) -> None:
    etag = ask(app, f"/data.csv?{ARTICLE}").headers["etag"].removeprefix("W/")
    answer = ask(app, f"/data.csv?{ARTICLE}", if_none_match=asked.format(etag=etag))
    assert (answer.status, answer.body) == (304, b"")


@pytest.mark.parametrize(
    ("path", "instead"),
    [("/picture.jpg", "/picture.png, "), ("/data.CSV", "/data.geojson, "), ("/data.csv/more", "/data."), ("/changes.rss", "/changes.atom, "),
     ("/embed/more", "ask for /embed")],
)  # fmt: skip
def test_an_ending_that_is_none_of_ours_is_told_and_no_page_stands_in_for_it(catalogue: Catalogue, path: str, instead: str) -> None:
    answer = ask(Starlette(routes=routes(catalogue)), path)
    assert answer.status == 404
    assert instead in json.loads(answer.body)["error"]


def test_a_query_of_any_route_can_be_too_long(catalogue: Catalogue) -> None:
    for path in ("/data.csv", "/embed", "/changes.atom", "/strikemap/strikes.json"):
        assert ask(Starlette(routes=routes(catalogue)), f"{path}?q={'a' * 4_000}").status == 414


@pytest.mark.parametrize("query", ["weapon=slingshot", "title=Mine", "from=soon"])
def test_what_a_frame_cannot_show_is_not_described(catalogue: Catalogue, query: str) -> None:
    answer = ask(Starlette(routes=routes(catalogue)), f"/oembed?url={quote(f'http://testserver/embed?{query}', safe='')}", host="testserver")
    assert answer.status == 400
    assert query.partition("=")[0] in json.loads(answer.body)["error"]


@pytest.mark.parametrize("address", [ARTICLE, f"?{ARTICLE}", f"https://maps.example.org/?{ARTICLE}", f"/?{ARTICLE}#reports", f"./?{ARTICLE}"])
def test_a_view_is_read_from_a_query_or_from_a_whole_address(catalogue: Catalogue, address: str) -> None:
    assert view_of_query(catalogue, address) == view_of_query(catalogue, ARTICLE)


def test_a_message_writes_out_what_cannot_be_seen(catalogue: Catalogue) -> None:
    with pytest.raises(AddressError, match=r"x00"):
        view_of_query(catalogue, "from=%00")
    with pytest.raises(AddressError, match=r"known are .*drone"):
        view_of_query(catalogue, "weapon=slingshot")
