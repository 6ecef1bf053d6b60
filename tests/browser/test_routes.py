"""The routes beside the pages, asked as any client would ask them."""

from __future__ import annotations

import json
import tomllib
import urllib.error
import urllib.request
from email.message import Message
from pathlib import Path

import pytest


def get(address: str, **headers: str) -> tuple[int, bytes, Message]:
    """Status, body and headers of one answer, whatever its status."""
    request = urllib.request.Request(address, headers={key.replace("_", "-"): value for key, value in headers.items()})  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310 - our own server
            return answer.status, answer.read(), answer.headers
    except urllib.error.HTTPError as error:
        return error.code, error.read(), error.headers


def test_health_says_how_many_reports_are_open(server: str) -> None:
    status, body, _ = get(f"{server}/healthz")
    found = json.loads(body)
    assert status == 200
    assert found["status"] == "ok"
    assert [each["reports"] for each in found["datasets"].values()] == [159]


def test_strikes_are_sent_once_and_then_only_named(server: str) -> None:
    status, body, headers = get(f"{server}/strikemap/strikes.json?weapon=drone")
    assert status == 200
    assert json.loads(body)["total"] == len(json.loads(body)["rows"]["id"])
    again, nothing, _ = get(f"{server}/strikemap/strikes.json?weapon=drone", If_None_Match=headers["ETag"])
    assert (again, nothing) == (304, b"")


def test_every_count_of_the_strikes_adds_up(server: str) -> None:
    found = json.loads(get(f"{server}/strikemap/strikes.json")[1])
    assert found["in_dataset"] == found["total"] == len(found["rows"]["id"]) == 159
    assert sum(each == -1 for each in found["rows"]["stack"]) == found["unplaced"]
    assert {"stack", "first", "last", "weapon", "grade", "n", "id", "line1", "line2"} == set(found["rows"])


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/strikemap/strikes.json?weapon=slingshot", 400, "is not in this dataset"),
        ("/strikemap/strikes.json?bbox=1,2,3&screen_zoom=4", 400, "bbox has to be west,south,east,north"),
        ("/strikemap/strikes.json?bbox=9,2,3,4&screen_zoom=4", 400, "is no part of the world"),
        ("/strikemap/assets/../../../app.py", 400, "Bad Request"),
        ("/strikemap/assets/%2e%2e/assets.py", 400, "Bad Request"),
        ("/strikemap/assets/none.js", 404, "is not among the map's files"),
        ("/strikemap/data/karabakh-2020/claims.csv", 404, "is not a layer of the dataset"),
        ("/strikemap/data/karabakh-2020/..%2f..%2fapp.py", 400, "Bad Request"),
        ("/strikemap/data/other/basemap/land.geojson", 404, "no dataset is called"),
    ],
)
def test_a_bad_question_is_answered_with_what_was_wrong(server: str, path: str, status: int, words: str) -> None:
    found, body, _ = get(server + path)
    assert found == status
    assert words in body.decode()
    assert "/strikemap/output" not in body.decode()


@pytest.mark.parametrize("path", ["/", "/healthz", "/strikemap/assets/leaflet.js"])
def test_every_answer_tells_the_browser_to_load_from_here_alone(server: str, path: str) -> None:
    _, _, headers = get(server + path)
    assert "default-src 'self'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("name", ["boot.js", "leaflet.js", "leaflet.css", "strikemap.js", "strikemap.css", "fonts/sans.woff2", "fonts/serif.woff2"])
def test_every_file_of_the_map_is_served(server: str, name: str) -> None:
    status, body, _ = get(f"{server}/strikemap/assets/{name}")
    assert status == 200
    assert len(body) > 100


def test_the_server_listens_on_this_machine_alone() -> None:
    settings = tomllib.loads((Path(__file__).parent.parent.parent / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert settings["server"]["address"] == "127.0.0.1"
    assert settings["browser"]["gatherUsageStats"] is False
