"""Pictures and data by address: what a client, a cache and a stranger's script get; and schemathesis against all of it."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
import threading
import urllib.parse
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from email.message import Message
from pathlib import Path
from typing import Any

import pytest
from openapi_spec_validator import validate
from PIL import Image

from strikemap.catalogue import Catalogue
from strikemap.errors import BusyError
from strikemap.http import routes, unknown_endings
from strikemap.http.drawing import DrawingDesk
from strikemap.http.openapi import description
from strikemap.output.pictures.publish import publish, read_question
from strikemap.output.proof.metadata import read
from strikemap.query.view import write_view
from tests.browser.test_routes import get

SETTINGS = Path(__file__).parent / "schemathesis.toml"
DATA = Path(__file__).parents[2] / "data"
SMALL = "size=900x700&from=2020-10-03&to=2020-10-06&weapon=cluster_munition"
FUZZED_SECONDS = 300


@pytest.fixture(scope="module")
def shipped_catalogue() -> Catalogue:
    """The shipped war."""
    return Catalogue.of_folder(DATA)


def head(address: str) -> tuple[int, bytes, Message]:
    """Status, body and headers of an answer to HEAD."""
    with urllib.request.urlopen(urllib.request.Request(address, method="HEAD"), timeout=30) as answer:  # noqa: S310  # our own server
        return answer.status, answer.read(), answer.headers


# ---- pictures


@pytest.mark.parametrize("kind", ["png", "svg", "pdf", "webp"])
def test_a_picture_by_address_is_the_picture_of_its_view_byte_for_byte(server: str, kind: str, shipped_catalogue: Catalogue) -> None:
    status, body, headers = get(f"{server}/picture.{kind}?{SMALL}")
    view, spec = read_question(shipped_catalogue, urllib.parse.parse_qsl(SMALL))
    made = publish(shipped_catalogue, view, spec, kind)
    assert (status, body) == (200, made.content)
    assert headers["X-Strikemap-Code"] == made.facts.code == read(body).record.code
    assert made.facts.code in headers["Content-Disposition"]


def test_a_scale_of_two_has_four_times_the_pixels(server: str) -> None:
    once, twice = (Image.open(io.BytesIO(get(f"{server}/picture.png?{SMALL}&scale={scale}")[1])) for scale in (1, 2))
    assert (twice.width, twice.height) == (2 * once.width, 2 * once.height) == (1800, 1400)


def test_a_picture_is_named_for_caches_and_then_only_named(server: str) -> None:
    _, _, headers = get(f"{server}/picture.png?{SMALL}")
    assert headers["Cache-Control"] == "public, max-age=300"
    for names in (headers["ETag"], f'"other", W/{headers["ETag"]}', "*"):
        assert get(f"{server}/picture.png?{SMALL}", If_None_Match=names)[:2] == (304, b"")
    assert get(f"{server}/picture.png?{SMALL}&scale=2", If_None_Match=headers["ETag"])[0] == 200


def test_a_link_that_pins_the_open_data_may_be_kept_for_ever(server: str, shipped_catalogue: Catalogue) -> None:
    version = shipped_catalogue.dataset().version
    _, _, headers = get(f"{server}/picture.png?{SMALL}&data={version}")
    assert "immutable" in headers["Cache-Control"]


def test_a_picture_of_other_data_is_not_made_from_those_of_now(server: str, shipped_catalogue: Catalogue) -> None:
    status, body, headers = get(f"{server}/picture.png?{SMALL}&data=000000000000")
    found = json.loads(body)
    assert (status, found["asked"], found["open"]) == (409, "000000000000", shipped_catalogue.dataset().version)
    assert headers["Cache-Control"] == "no-store"
    assert get(f"{server}/picture.png?{found['query']}")[0] == 200


def test_head_answers_like_get_without_a_body(server: str) -> None:
    status, body, headers = head(f"{server}/picture.svg?{SMALL}&title=Asked+with+HEAD")
    _, content, same = get(f"{server}/picture.svg?{SMALL}&title=Asked+with+HEAD")
    assert (status, body) == (200, b"")
    assert [headers[name] for name in ("ETag", "Content-Type", "X-Strikemap-Code")] == [
        same[name] for name in ("ETag", "Content-Type", "X-Strikemap-Code")
    ]
    _, _, known = head(f"{server}/picture.svg?{SMALL}&title=Asked+with+HEAD")
    assert int(known["Content-Length"]) == len(content)


def test_words_stronger_than_their_source_come_back_with_the_sources_own(server: str) -> None:
    status, body, _ = get(f"{server}/picture.png?{SMALL}&title=Azerbaijan+fired+cluster+munitions+at+Stepanakert")
    found = json.loads(body)
    assert status == 422
    refused = [each for each in found["words"] if each["severity"] == "refuse"]
    assert refused[0]["part"] == "title"
    assert "appears to" in " ".join(refused[0]["sources"])


@pytest.mark.parametrize("part", ["caption=Azerbaijan+fired+them", "alt=Azerbaijan+fired+them", "note=text:39.8,46.7:Azerbaijan+fired+them"])
def test_the_hedge_cannot_fall_off_in_any_other_part(server: str, part: str) -> None:
    assert get(f"{server}/picture.png?{SMALL}&{part}")[0] == 422


@pytest.mark.parametrize(
    ("query", "status", "words"),
    [
        ("foo=1", 400, "is no part of a picture's address"),
        ("weapon=slingshot", 400, "is not in this dataset"),
        ("from=2020-10-05&to=2020-10-01", 400, "ends (2020-10-01) before it begins"),
        ("lat=40", 400, "a camera needs lat, lon and zoom together"),
        ("size=9x9", 400, "is no size; use one of 16x9"),
        ("size=300x300", 400, "has no room for its map"),
        ("size=4000x4000&scale=4", 400, "at most 40 million are drawn"),
        ("scale=3", 400, "is none of 1, 2, 4"),
        ("scale=1&scale=2", 400, "given once"),
        ("style=none", 400, "are: broadsheet"),
        ("style=..%2Fsecret", 400, "is no name of a house style"),
        ("note=text:1", 400, "is no note"),
        ("&".join(["note=text:39,46:a"] * 21), 400, "at most 20 notes"),
        ("title=a&title=b", 400, "is given 2 times"),
        ("title=%F0%9F%A6%96", 400, "U+1F996"),
        ("q=" + "a" * 4_000, 414, "at most 4,000 are read"),
    ],
)
def test_a_bad_question_for_a_picture_is_answered_with_what_was_wrong(server: str, query: str, status: int, words: str) -> None:
    found, body, headers = get(f"{server}/picture.png?{query}")
    assert found == status
    assert words in json.loads(body)["error"]
    assert headers["Cache-Control"] == "no-store"


def test_scale_is_refused_where_it_means_nothing(server: str) -> None:
    assert "is sharp at every scale" in json.loads(get(f"{server}/picture.svg?scale=2")[1])["error"]


@pytest.mark.parametrize("path", [f"/picture.png?{SMALL}", "/data.csv?weapon=drone", "/picture.png?foo=1"])
def test_scripts_of_other_sites_may_read_pictures_and_data(server: str, path: str) -> None:
    _, _, headers = get(server + path, Origin="https://news.example.org")
    assert headers["Access-Control-Allow-Origin"] == "*"
    assert headers["Access-Control-Allow-Credentials"] is None
    assert headers["Set-Cookie"] is None


@pytest.mark.parametrize("path", ["/strikemap/strikes.json", "/healthz"])
def test_they_may_read_nothing_else(server: str, path: str) -> None:
    assert get(server + path, Origin="https://news.example.org")[2]["Access-Control-Allow-Origin"] is None


def test_an_svg_opened_as_a_page_runs_no_script(server: str) -> None:
    policy = get(f"{server}/picture.svg?{SMALL}")[2]["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "sandbox" in policy


def test_the_server_answers_others_while_pictures_are_drawn(server: str) -> None:
    def ask(number: int) -> int:
        return get(f"{server}/picture.png?size=900x700&lat=39.{number:02}&lon=46.5&zoom=8")[0]

    with ThreadPoolExecutor(6) as pool:
        drawn = [pool.submit(ask, number) for number in range(6)]
        assert get(f"{server}/healthz")[0] == 200
        assert not all(each.done() for each in drawn)
    assert {each.result() for each in drawn} == {200}


# ---- the desk


def test_a_few_are_drawn_at_once_a_few_wait_and_the_next_is_sent_away() -> None:
    desk, begun, go_on = DrawingDesk(at_once=2, waiting=1), threading.Semaphore(0), threading.Event()
    drawing: list[int] = []

    def draw() -> bytes:
        drawing.append(1)
        begun.release()
        assert go_on.wait(30)
        return b"x"

    with ThreadPoolExecutor(3) as pool:
        inside = [pool.submit(desk.get, str(number), draw) for number in range(2)]
        assert begun.acquire(timeout=30)
        assert begun.acquire(timeout=30)
        inside.append(pool.submit(desk.get, "0", draw))
        while desk.inside < 3:
            assert not go_on.is_set()
        with pytest.raises(BusyError, match="3 pictures are being drawn or waited for"):
            desk.get("3", draw)
        go_on.set()
        assert [each.result(30) for each in inside] == [b"x"] * 3
    assert len(drawing) == 2, "the same picture was drawn twice"


def test_the_finished_ones_are_kept_as_long_as_there_is_room() -> None:
    desk = DrawingDesk(kept_bytes=10)
    for name in ("a", "b", "c"):
        desk.get(name, lambda: b"1234")
    assert [desk.kept(name) for name in ("a", "b", "c")] == [None, b"1234", b"1234"]


def test_a_drawing_that_fails_leaves_its_place_to_the_next() -> None:
    desk = DrawingDesk(at_once=1, waiting=0)

    def fail() -> bytes:
        raise ValueError("no room")

    with pytest.raises(ValueError, match="no room"):
        desk.get("a", fail)
    assert desk.get("a", lambda: b"x") == b"x"


# ---- the description


def test_every_route_is_described_and_nothing_else(shipped_catalogue: Catalogue) -> None:
    described = set(description(shipped_catalogue)["paths"])
    answers_nothing = {route.path for route in unknown_endings()}
    assert described == {route.path.replace(":path}", "}") for route in routes(shipped_catalogue) if route.path not in answers_nothing}


def test_the_description_is_valid_openapi(server: str) -> None:
    found = json.loads(get(f"{server}/openapi.json")[1])
    assert found["openapi"].startswith("3.1")
    validate(found)


def test_every_part_of_a_view_is_a_parameter_of_every_picture(shipped_catalogue: Catalogue) -> None:
    found = description(shipped_catalogue)
    named = {each.get("$ref", each.get("name", "")).split("/")[-1] for each in found["paths"]["/picture.png"]["get"]["parameters"]}
    wanted = {key for key, _ in write_view(read_question(shipped_catalogue, [("from", "2020-10-03"), ("weapon", "drone")])[0])}
    assert wanted | {"size", "note", "scale"} <= named
    values: dict[str, Any] = found["components"]["parameters"]["weapon"]["schema"]["items"]
    assert "cluster_munition" in values["anyOf"][0]["enum"]


def test_schemathesis_finds_nothing_wrong(server: str, tmp_path: Path) -> None:
    command = [
        sys.executable, "-m", "schemathesis.cli", "--config-file", str(SETTINGS), "run", f"{server}/openapi.json",
        "--seed", "1", "--phases", "fuzzing", "--max-examples", "8",
        "--request-timeout", "60", "--no-shrink", "--no-color", "--generation-database", "none",
    ]  # fmt: skip
    found = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=FUZZED_SECONDS, check=False)
    assert found.returncode == 0, found.stdout[-6_000:]
    tested = re.search(r"Selected: (\d+)/\1\s+Tested: \1\s", found.stdout)
    assert tested is not None, found.stdout[-2_000:]
