"""Every link can be sent, or is refused with what to shorten."""

from __future__ import annotations

import urllib.parse

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from strikemap.errors import AddressError
from strikemap.output.pictures.spec import MAX_NOTES, Note, PictureSpec, clean_words, read_spec
from strikemap.output.proof.links import MAX_LINK, link_of
from strikemap.query.view import View, read_view
from tests.properties.test_view import cameras, days
from tests.unit.output.proof.made import catalogue

BASE = "https://desk.example/picture"
VOCABULARY = catalogue().vocabulary()

words = st.text(max_size=600).map(clean_words)
notes = st.builds(Note, st.just("text"), st.floats(-80, 80).map(lambda n: round(n, 4)), st.just(46.75), words=st.text("abc ğ", min_size=1).map(clean_words).filter(bool))


def some(part: str) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(sorted(getattr(VOCABULARY, part))), unique=True).map(tuple)


@st.composite
def questions(draw: st.DrawFn) -> tuple[View, PictureSpec]:
    first, last = sorted(draw(st.tuples(days, days)))
    lat, lon, zoom = draw(cameras) or (None, None, None)
    view = View(
        dataset="karabakh-2020", first=first, last=last, known=draw(days), weapon=draw(some("weapon")), by=draw(some("by")),
        target=draw(some("target")), grade=draw(some("grade")), region=draw(some("region")), q=draw(st.text(max_size=200)),
        lat=lat, lon=lon, zoom=zoom, event=draw(st.sampled_from(sorted(VOCABULARY.event))), layers=draw(some("layers")),
        mode="until", names="azerbaijani", colour="weapon", data="0123456789ab",
    )  # fmt: skip
    return view, PictureSpec(
        size="1600x900", title=draw(words), caption=draw(words), alt=draw(words), credit=draw(words), style="desk",
        notes=tuple(draw(st.lists(notes, max_size=MAX_NOTES))),
    )  # fmt: skip


@given(questions())
@settings(deadline=None)
def test_a_link_is_short_enough_and_whole_or_refused_with_what_to_shorten(question: tuple[View, PictureSpec]) -> None:
    view, spec = question
    try:
        link = link_of(view, spec, BASE)
    except AddressError as error:
        said = str(error)
    else:
        said = ""
        assert len(link) <= MAX_LINK
        pairs = urllib.parse.parse_qsl(link.partition("?")[2])
        assert read_spec(pairs) == spec
        assert read_view(pairs, VOCABULARY)[0] == view
    assert not said or ("at most 2,000" in said and "Shorten " in said)


def test_a_view_with_every_value_of_the_shipped_war_can_be_sent() -> None:
    parts = {part: tuple(getattr(VOCABULARY, part)) for part in ("weapon", "by", "target", "grade", "region", "layers")}
    link = link_of(View(dataset="karabakh-2020", lat=39.8153, lon=46.7519, zoom=9.25, data="0123456789ab", **parts), PictureSpec(), BASE)
    assert len(link) < MAX_LINK


def test_what_to_shorten_is_named_longest_first() -> None:
    spec = PictureSpec(title="a" * 500, caption="Ստեփանակերտ " * 30, alt="b" * 300, credit="c" * 100)
    with pytest.raises(AddressError, match=r"Shorten caption \(\d,\d{3}\), title \(507\), alt \(305\)\."):
        link_of(View(), spec, BASE)


def test_a_link_of_2000_characters_is_the_longest() -> None:
    room = MAX_LINK - len(BASE) - len("?title=&caption=&alt=&credit=")
    lengths = [600, 600, 600, room - 1800]
    spec = PictureSpec(*(["16x9"] + ["a" * each for each in lengths]))
    assert len(link_of(View(), spec, BASE)) == MAX_LINK
    with pytest.raises(AddressError, match="would have 2,001 characters"):
        link_of(View(), spec.but(credit=spec.credit + "a"), BASE)


def test_a_link_without_a_question_is_the_page() -> None:
    assert link_of(View(), PictureSpec(), BASE) == BASE
