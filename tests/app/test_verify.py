"""The page Verify as AppTest sees it: the verdict first, then what made the picture, then what changed."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from streamlit.testing.v1 import AppTest

from strikemap.output.proof.metadata import fingerprint, stamped
from strikemap.output.proof.register import Register
from tests.unit.output.proof.made import drawn, facts_of, picture

PAGE = str(Path(__file__).parents[2] / "pages" / "verify.py")
SECONDS = 60


@pytest.fixture(autouse=True)
def register(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Register:
    """A register of its own for each test."""
    monkeypatch.setenv("STRIKEMAP_REGISTER", str(tmp_path / "register.sqlite3"))
    return Register()


def opened(**query: str) -> AppTest:
    app = AppTest.from_file(PAGE, default_timeout=SECONDS)
    for key, value in query.items():
        app.query_params[key] = value
    app.run()
    assert not app.exception, app.exception
    return app


def uploaded(name: str, content: bytes, code: str = "") -> AppTest:
    app = opened()
    app.file_uploader(key="verify_file").set_value((name, content, ""))
    app.text_input(key="verify_code").set_value(code)
    app.run()
    assert not app.exception, app.exception
    return app


def words_of(app: AppTest) -> str:
    return "\n".join(str(each.proto.body) for each in app.get("html"))


def verdict_of(app: AppTest) -> str:
    """The sentence that stands first."""
    return words_of(app).split('role="status">')[1].removeprefix("<b>").split("</")[0]


def test_the_page_asks_for_a_file_or_a_code() -> None:
    app = opened()
    assert "Upload the file as it was published" in words_of(app)
    assert app.query_params == {}


@pytest.mark.parametrize("kind", ["png", "svg", "pdf", "webp"])
def test_an_untouched_picture_is_said_to_be_so_before_anything_else(kind: str) -> None:
    app = uploaded(f"map.{kind}", picture(kind))
    assert verdict_of(app) == "The picture is ours and untouched."
    for part in (facts_of().code, facts_of().data_version, "Nagorno-Karabakh war, 2020", "Open this View on the map"):
        assert part in words_of(app)
    assert 'href="./?dataset=karabakh-2020&amp;weapon=cluster_munition&amp;data=' in words_of(app)


def test_a_changed_picture_shows_where(register: Register) -> None:
    register.remember(facts_of(), fingerprint(picture("png")))
    image = Image.open(io.BytesIO(picture("png")))
    image.paste((0, 0, 0), (20, 20, 150, 90))
    written = io.BytesIO()
    image.save(written, "png")
    app = uploaded("map.png", written.getvalue(), facts_of().code)
    assert "changed in the upper left part" in verdict_of(app)
    assert len(app.image) == 1


def test_a_code_in_the_address_opens_its_picture(register: Register) -> None:
    register.remember(facts_of(), fingerprint(picture("png")))
    app = opened(code=facts_of().code.lower())
    assert verdict_of(app) == f"The code {facts_of().code} is that of a picture made here."
    assert app.query_params["code"] == facts_of().code.lower()


def test_a_typed_code_comes_into_the_address_and_nothing_else_of_it_is_lost() -> None:
    app = opened(weapon="drone")
    app.text_input(key="verify_code").set_value("00000-00000").run()
    assert app.query_params["code"] == "00000-00000"
    assert app.query_params["weapon"] == "drone"
    assert "No picture with the code 00000-00000" in verdict_of(app)


def test_a_text_that_is_no_code_and_a_file_that_is_no_picture_are_refused_in_words() -> None:
    app = opened(code="hello")
    assert "This is no short code" in verdict_of(app)
    assert "The file is no picture that can be verified" in verdict_of(uploaded("map.png", b"hello"))


def test_what_changed_since_is_listed_with_links_to_the_reports_that_are_still_there() -> None:
    facts = facts_of()
    older = replace(
        facts, data_version="0" * 12, all_ids=(*facts.all_ids[1:], "e0"), grades=("discounted", *facts.grades[2:], "weak")
    )
    app = uploaded("map.png", stamped("png", drawn("png"), older))
    words = words_of(app)
    for part in ("What changed", "graded anew", "added", "removed"):
        assert part in words or part in str([each.value for each in app.header])
    assert f'href="./?event={facts.all_ids[0]}"' in words
    assert "e0</td>" in words


def test_text_from_a_file_stays_text() -> None:
    bad = "<img src=x onerror=alert(1)> **bold** [x](javascript:alert(1))"
    forged = replace(facts_of(), data_version="0" * 12, title=bad, caption=bad, summary=bad, credit=bad, all_ids=(bad,), grades=("weak",), ids=())
    app = uploaded("map.svg", stamped("svg", drawn("svg"), forged))
    assert "<img" not in words_of(app)
    assert "&lt;img src=x onerror=alert(1)&gt; **bold**" in words_of(app)
    assert [each.value for each in app.markdown] == []


def test_a_register_that_cannot_be_read_is_said_and_the_rest_is_shown(register: Register) -> None:
    register.path.write_bytes(b"broken" * 1000)
    app = uploaded("map.png", picture("png"))
    assert verdict_of(app) == "The picture is ours and untouched."
    assert "cannot be read" in words_of(app)
