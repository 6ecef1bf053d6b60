"""Words are compared with the claims they speak of: pairs of real wordings, every title, every draft, and what is said back."""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import urllib.parse
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from strikemap.__main__ import main
from strikemap.catalogue import Catalogue
from strikemap.model.dataset import Dataset, load_dataset
from strikemap.query.drafts import drafts_of
from strikemap.query.hedge import Overstatement, check_words, is_refused
from strikemap.query.select import select, shown
from strikemap.query.view import NAMES, View, read_view
from strikemap.query.window import window_of
from strikemap.query.wording import labels_of, title_of

ROOT = Path(__file__).parents[3]
CLUSTER = "from=2020-10-03&to=2020-10-06&weapon=cluster_munition"

with (ROOT / "tests" / "data" / "wordings.csv").open(encoding="utf-8", newline="") as file:
    PAIRS = list(csv.DictReader(file))

CATALOGUE = Catalogue(load_dataset(ROOT / "data"))
VOCABULARY = CATALOGUE.vocabulary()


def view_of(query: str) -> View:
    view, complaint = read_view(urllib.parse.parse_qsl(query), VOCABULARY)
    assert complaint == ""
    return view


def found_in(text: str, view: View, dataset: Dataset | None = None) -> tuple[Overstatement, ...]:
    opened = dataset or CATALOGUE.dataset()
    reports = CATALOGUE.reports(view)
    return check_words(text, opened, reports, shown(select(reports, view, opened.first_day, opened.last_day)), view)


def verdict(found: tuple[Overstatement, ...]) -> str:
    return "refuse" if is_refused(found) else "mark" if found else "ok"


@pytest.mark.parametrize("pair", PAIRS, ids=[pair["text"] for pair in PAIRS])
def test_each_wording_is_judged_as_a_careful_editor_would(pair: dict[str, str]) -> None:
    found = found_in(pair["text"], view_of(pair["view"]))
    assert verdict(found) == pair["expected"], found
    if pair["rule"]:
        assert pair["rule"] in {each.rule for each in found}


def test_the_pairs_are_many_and_of_both_sides() -> None:
    verdicts = Counter(pair["expected"] for pair in PAIRS)
    assert verdicts["ok"] >= 20
    assert verdicts["refuse"] >= 30
    assert len(PAIRS) >= 60
    sides = Counter(
        side
        for pair in PAIRS
        if pair["expected"] == "refuse"
        for side, places in {"Armenian": ("Stepanakert", "Martuni", "Shusha"), "Azerbaijani": ("Ganja", "Barda", "Tartar", "Yevlakh")}.items()
        if any(place in pair["text"] for place in places)
    )
    assert min(sides.values()) >= 15


@pytest.mark.parametrize("part", ["weapon", "by", "target", "grade", "region"])
def test_the_title_of_every_view_with_one_filter_says_no_more_than_its_claims(part: str) -> None:
    dataset = CATALOGUE.dataset()
    for value in sorted(getattr(VOCABULARY, part)):
        view = View(**{part: (value,)})
        title = title_of(view, window_of(view, dataset.first_day, dataset.last_day), labels_of(dataset))
        assert found_in(title, view) == (), title


def some(values: frozenset[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(sorted(values)), max_size=2).map(tuple)


@st.composite
def views(draw: st.DrawFn) -> View:
    days = st.dates(dt.date(2020, 9, 27), dt.date(2020, 11, 10))
    first, last = sorted(draw(st.tuples(days, days)))
    return View(
        first=draw(st.sampled_from((None, first))), last=draw(st.sampled_from((None, last))),
        known=draw(st.sampled_from((None, dt.date(2020, 10, 8), dt.date(2020, 12, 31)))),
        weapon=draw(some(VOCABULARY.weapon)), by=draw(some(VOCABULARY.by)), target=draw(some(VOCABULARY.target)),
        grade=draw(some(VOCABULARY.grade)), region=draw(some(VOCABULARY.region)), names=draw(st.sampled_from(NAMES)),
        q=draw(st.sampled_from(("", "", "ganja", "Azerbaijan fired", "stepanakert", "war crime"))),
    )  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(views())
def test_every_draft_says_no_more_than_its_claims(view: View) -> None:
    dataset, reports = CATALOGUE.dataset(), CATALOGUE.reports(view)
    drafts = drafts_of(dataset, reports, select(reports, view, dataset.first_day, dataset.last_day), view)
    text = "\n".join(filter(None, (drafts.title, drafts.caption, drafts.alt, drafts.credit, drafts.as_of, drafts.notice)))
    assert found_in(text, view) == (), text


@pytest.mark.parametrize("event", sorted(VOCABULARY.event))
def test_the_caption_of_every_single_report_says_no_more_than_its_claims(event: str) -> None:
    dataset, view = CATALOGUE.dataset(), View(q=event, event=event)
    reports = CATALOGUE.reports(view)
    caption = drafts_of(dataset, reports, select(reports, view, dataset.first_day, dataset.last_day), view).caption
    assert found_in(caption, view) == (), caption


def test_a_refusal_gives_the_sources_own_wording_the_denial_and_a_wording_that_is_carried() -> None:
    view = view_of(f"{CLUSTER}&known=2020-10-08")
    (found,) = [each for each in found_in("Azerbaijan fired cluster munitions at Stepanakert", view) if each.severity == "refuse"]
    assert found.words == "Azerbaijan fired"
    assert str(found.support[0]) == (
        "Amnesty International, side blamed: appears to “Azerbaijan”; analysis of footage; Armenian Mirror-Spectator, 5 Oct 2020"
    )
    assert any(wording.hedge == "denies" and wording.claimant == "Azerbaijani officials" for wording in found.support)
    assert found.suggestion == "According to Amnesty International, they appear to have been fired by Azerbaijan; Azerbaijan denies it."
    assert found_in(found.suggestion, view) == ()


def test_where_no_claim_blames_a_side_exactly_that_is_said() -> None:
    (found,) = found_in("Armenia reportedly fired at Stepanakert", view_of(CLUSTER))
    assert found.problem == "No claim shown blames Armenia; the claims shown blame Azerbaijan."


def test_spans_lead_back_to_the_text_as_it_was_typed() -> None:
    text = "  „Report“ — AZERBAİJAN\N{RIGHT SINGLE QUOTATION MARK}S  attack on Stepanakert"
    for found in found_in(text, view_of(CLUSTER)):
        assert text[found.start : found.end] == found.words
    assert any("AZERBAİJAN" in found.words for found in found_in(text, view_of(CLUSTER)))


def test_what_the_reader_searched_for_is_quoted_and_not_said() -> None:
    view = View(q="Armenia fired")
    assert found_in("Reported strikes mentioning “Armenia fired”", view) == ()
    assert is_refused(found_in("Reported strikes. Armenia fired", view_of("region=nagorno-karabakh&to=2020-10-01")))


def test_words_after_but_are_not_covered_by_the_source_before_it() -> None:
    view = view_of(f"{CLUSTER}&known=2020-10-08")
    text = "Amnesty says the bomblets appear to be M095, but Azerbaijan fired them at Stepanakert"
    assert [each.rule for each in found_in(text, view) if each.severity == "refuse"] == ["doer-own-voice"]


def test_a_dataset_can_name_its_sides_itself() -> None:
    dataset = CATALOGUE.dataset()
    side = {"blamed": ["Azerbaijan"], "parties": ["Azerbaijan"], "nouns": ["The North"], "adjectives": ["northern"]}
    renamed = dataclasses.replace(dataset, settings={**dataset.settings, "sides": [side]})
    view = view_of(CLUSTER)
    assert is_refused(found_in("Northern forces shelled Stepanakert", view, renamed))
    assert not is_refused(found_in("Azerbaijan shelled Stepanakert", view, renamed))


def test_without_a_table_of_sides_the_values_of_the_claims_are_their_names() -> None:
    dataset = CATALOGUE.dataset()
    bare = dataclasses.replace(dataset, settings={key: value for key, value in dataset.settings.items() if key != "sides"})
    assert is_refused(found_in("Azerbaijan shelled Stepanakert", view_of(CLUSTER), bare))


def test_every_rule_is_explained_in_the_documents() -> None:
    explained = (ROOT / "docs" / "hedges.md").read_text(encoding="utf-8")
    found = {each.rule for pair in PAIRS for each in found_in(pair["text"], view_of(pair["view"]))}
    assert {rule for rule in found if f"`{rule}`" not in explained} == set()


def test_the_command_refuses_with_the_sources_own_wording_and_exits_1(capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["words", "Azerbaijan fired cluster munitions at Stepanakert", "--view", CLUSTER, "--data", str(ROOT / "data")]
    assert main(asked) == 1
    printed = capsys.readouterr().out
    assert printed.startswith("1 refused, 1 to look at (compared with 10 reports).\n“Azerbaijan fired”, refused (doer-own-voice)")
    assert "source: Amnesty International, side blamed: appears to “Azerbaijan”" in printed


def test_the_command_exits_0_where_nothing_is_firmer_and_where_something_is_only_to_be_looked_at(
    capsys: pytest.CaptureFixture[str],
) -> None:
    data = ["--data", str(ROOT / "data")]
    assert main(["words", "Reported strikes on Ganja", "--view", "region=ganja", *data]) == 0
    assert capsys.readouterr().out == "Nothing is firmer than its source (compared with 5 reports).\n"
    assert main(["words", "Strikes on Tartar", "--view", "?region=tartar", *data]) == 0
    assert "look at this (strike-own-voice)" in capsys.readouterr().out


def test_the_command_exits_2_where_the_view_or_the_dataset_cannot_be_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["words", "Reported strikes", "--view", "weapon=sword", "--data", str(ROOT / "data")]) == 2
    assert "--view cannot be read. Part of this link was not used: weapon=“sword” is not in this dataset; known are air_strike, " in capsys.readouterr().err
    assert main(["words", "Reported strikes", "--data", str(tmp_path / "nowhere")]) == 2
    assert "is no folder" in capsys.readouterr().err


def test_the_command_has_nothing_to_check_in_a_blank_text_and_exits_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["words", "  "]) == 2
    assert "no words to check" in capsys.readouterr().err
