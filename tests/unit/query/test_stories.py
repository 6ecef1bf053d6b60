"""A story tells what the claims known on each day give, and is refused where it says anything else."""

from __future__ import annotations

import csv
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from strikemap.__main__ import main
from strikemap.catalogue import Catalogue
from strikemap.errors import AddressError
from strikemap.model.dataset import Dataset, version_of
from strikemap.query.card import card_of
from strikemap.query.counts import count
from strikemap.query.select import select
from strikemap.query.stories.checks import checked_story
from strikemap.query.stories.script import Story, StoryProblem, story_names
from strikemap.query.stories.telling import Told, tell
from strikemap.query.wording import count_sentence, labels_of

SHIPPED = "stepanakert-cluster-munitions"
DATA = Path(__file__).parent.parent.parent.parent / "data"
Write = Callable[[str], tuple[StoryProblem, ...]]

GOOD_STEP = '[[steps]]\nview = "known=2020-10-05&weapon=cluster_munition&event=2020-10-03-stepanakert-3"\nheading = "A day"\n'


@pytest.fixture(scope="module")
def catalogue(shipped: Dataset) -> Catalogue:
    return Catalogue(shipped)


@pytest.fixture(scope="module")
def story(catalogue: Catalogue) -> Story:
    found, problems = checked_story(catalogue, SHIPPED)
    assert found is not None
    assert [str(each) for each in problems] == []
    return found


@pytest.fixture(scope="module")
def told(catalogue: Catalogue, story: Story) -> tuple[Told, ...]:
    return tell(catalogue, story)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    copied = tmp_path_factory.mktemp("stories") / "data"
    shutil.copytree(DATA, copied, ignore=shutil.ignore_patterns("stories", "*.md"))
    (copied / "stories").mkdir()
    return copied


@pytest.fixture(scope="module")
def copied(folder: Path) -> Catalogue:
    return Catalogue.of_folder(folder)


@pytest.fixture
def problems_of(folder: Path, copied: Catalogue) -> Write:
    """What is wrong with a story of these steps."""

    def write(steps: str) -> tuple[StoryProblem, ...]:
        head = 'title = "A title"\nstandfirst = "What is told here."\n'
        (folder / "stories" / "one.toml").write_text(head + steps, encoding="utf-8")
        return checked_story(copied, "one")[1]

    return write


def test_every_step_counts_what_its_view_shows(catalogue: Catalogue, told: tuple[Told, ...]) -> None:
    dataset = catalogue.dataset()
    for step in told:
        reports = catalogue.reports(step.view)
        counts = count(select(reports, step.view, dataset.first_day, dataset.last_day), len(reports))
        assert dict(step.standing)["On the map"] == count_sentence(counts)


def test_grade_hedge_and_voices_of_every_step_are_those_of_the_card_on_its_day(
    catalogue: Catalogue, told: tuple[Told, ...]
) -> None:
    dataset = catalogue.dataset()
    for step in told:
        reports = catalogue.reports(step.view)
        card = card_of(dataset, reports, step.view.event, step.view.known, labels_of(dataset))
        standing = dict(step.standing)
        assert standing["Grade"] == card.grade + (", denied" if card.denied else "")
        assert standing["Side blamed"] == f"{card.blamed}; in the best-supported claim: “{card.blamed_hedge}”"
        assert standing["Voices"] == f"{card.voices}; independent claimants: {card.independent_claimants}"


def test_the_steps_agree_with_the_kept_table_of_what_was_known_when(shared: Path, told: tuple[Told, ...]) -> None:
    with (shared / "facts" / "known_on.csv").open(encoding="utf-8", newline="") as stream:
        kept = {row["as_known_on"]: row for row in csv.DictReader(stream)}
    steps = {str(step.view.known): step for step in told}
    assert set(kept) <= set(steps)
    for day, row in kept.items():
        grade, _, denied = dict(steps[day].standing)["Grade"].partition(", ")
        assert grade == row["grade"], day
        assert denied == ("denied" if row["denied"] == "yes" else ""), day
    for day in ("2020-10-05", "2020-10-06", "2020-10-08"):
        assert "“appears to”" in dict(steps[day].standing)["Side blamed"]
        assert dict(steps[day].standing)["Voices"].endswith(f": {kept[day]['independent_claimants_n']}")


def test_the_grade_goes_from_weak_over_fair_to_confirmed_and_denied(told: tuple[Told, ...]) -> None:
    own = [dict(step.standing)["Grade"] for step in told if "stepanakert" in step.view.event]
    assert own == ["weak", "weak", "fair", "fair", "fair, denied", "confirmed, denied", "confirmed, denied"]


def test_every_placeholder_is_filled(told: tuple[Told, ...]) -> None:
    words = "\n".join("\n".join([step.heading, step.picture, *step.paragraphs]) for step in told)
    assert not re.search(r"[{}]", words)
    assert told[2].heading == "5 October: “appears to”"
    assert "M095 DPICM, made in Israel" in " ".join(told[2].paragraphs)


def test_a_placeholder_follows_the_claims_and_not_the_text(story: Story, shipped: Dataset) -> None:
    claims = shipped.claims[shipped.claims["basis"] != "footage_analysis"]
    poorer = Catalogue(Dataset(**{**vars(shipped), "claims": claims}))
    step = next(each for each in story.steps if str(each.view.known) == "2020-10-08")
    (told,) = tell(poorer, Story(story.name, story.title, story.standfirst, story.language, (step,)))
    assert dict(told.standing)["Grade"] == "contested, denied"
    assert "the grade, contested," in told.paragraphs[0]


def test_nobody_gives_a_number_of_killed_for_the_reports_of_which_the_story_says_so(catalogue: Catalogue, told: tuple[Told, ...]) -> None:
    assert "Nobody we read gives the number of people killed" in told[-1].paragraphs[-1]
    reports = catalogue.reports(told[-1].view)
    events = ["2020-10-03-stepanakert-2", "2020-10-03-stepanakert-3", "2020-10-04-stepanakert-3"]
    assert reports.loc[events, ["killed_min", "killed_max"]].isna().all(axis=None)


def test_the_other_side_stands_accused_as_well(told: tuple[Told, ...]) -> None:
    accused = {dict(step.standing)["Side blamed"].partition(";")[0] for step in told}
    assert accused == {"Azerbaijan", "Armenia"}


def test_everything_cited_was_published_by_the_day_of_its_step(catalogue: Catalogue, story: Story) -> None:
    claims = catalogue.dataset().claims.set_index("claim_id")["published_on"]
    for step in story.steps:
        days = claims[claims.index.isin(step.cites)]
        assert len(days)
        assert (days <= pd.Timestamp(step.view.known)).all()


def test_the_shipped_story_is_listed_and_another_name_is_not_found(catalogue: Catalogue) -> None:
    assert SHIPPED in story_names(catalogue.dataset())
    with pytest.raises(AddressError, match=SHIPPED):
        checked_story(catalogue, "../dataset")


def test_a_good_step_has_no_problem(problems_of: Write) -> None:
    assert problems_of(GOOD_STEP + 'text = "Graded {grade}, with {hedge}; {claimants} say so."') == ()


@pytest.mark.parametrize(
    ("step", "kind", "words"),
    [
        ('view = "known=2020-10-05&weapon=slingshot"\nheading = "A"\ntext = "B"', "View that cannot be read", "slingshot"),
        ('view = "pony=1"\nheading = "A"\ntext = "B"', "View that cannot be read", "pony"),
        ('heading = "A"\ntext = "B"', "step without a View", "has to be a text"),
        ('view = "known=2020-10-05"\nheading = "A"\ntext = "B"\ncites = ["no-such-claim"]', "cite that does not exist", "no-such-claim"),
        (
            'view = "known=2020-10-05"\nheading = "A"\ntext = "B"\ncites = ["2020-10-03-stepanakert-3.denial.1"]',
            "cite that came later", "8 Oct 2020",
        ),
        ('view = "known=2020-10-05"\nheading = "A"\ntext = "B"\ncites = ["hrw-2021-07-15-briefing"]', "cite that came later", "15 Jul 2021"),
        (
            'view = "known=2020-10-05&weapon=cluster_munition"\nheading = "A"\ntext = "Azerbaijan fired cluster munitions at Stepanakert."',
            "words firmer than their source", "Azerbaijan fired",
        ),
        ('view = "known=2020-10-01&event=2020-10-28-barda-1"\nheading = "A"\ntext = "B"', "report that was not yet known", "2020-10-28-barda-1"),
        ('view = "known=2020-10-05"\nheading = "A"\ntext = "{grade}"', "placeholder that stands for nothing", "selects no report"),
        ('view = "known=2020-10-05"\nheading = "A"\ntext = "{colour}"', "placeholder that stands for nothing", "{colour}"),
        ('view = "known=2020-10-05"\nheading = "A"\ntext = ""', "words that lack", "not empty"),
        ('view = "known=2020-10-05"\nheading = "A"\ntext = "B"\nmusic = "sad"', "key that nobody reads", "music"),
    ],
)  # fmt: skip
def test_a_bad_step_is_refused_with_its_number_and_the_cause(problems_of: Write, step: str, kind: str, words: str) -> None:
    (problem,) = problems_of(GOOD_STEP + f'text = "B"\n[[steps]]\n{step}')
    assert (problem.kind, problem.step, problem.file) == (kind, 2, "stories/one.toml")
    assert words in str(problem)
    assert "step 2" in str(problem)


def test_an_overclaiming_title_is_refused_too(folder: Path, copied: Catalogue) -> None:
    text = 'title = "Azerbaijan fired cluster munitions at Stepanakert"\nstandfirst = "B"\n' + GOOD_STEP + 'text = "B"'
    (folder / "stories" / "two.toml").write_text(text, encoding="utf-8")
    problems = checked_story(copied, "two")[1]
    (folder / "stories" / "two.toml").unlink()
    assert [(each.kind, each.part) for each in problems] == [("words firmer than their source", "title")]


def test_a_file_that_is_no_toml_is_a_problem_and_no_crash(folder: Path, copied: Catalogue) -> None:
    (folder / "stories" / "broken.toml").write_text("title = ", encoding="utf-8")
    found, problems = checked_story(copied, "broken")
    (folder / "stories" / "broken.toml").unlink()
    assert found is None
    assert [each.kind for each in problems] == ["story that cannot be read"]


def test_the_check_command_names_a_bad_story(
    folder: Path, problems_of: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    assert problems_of(GOOD_STEP + 'text = "B"\ncites = ["no-such-claim"]')
    assert main(["check", str(folder)]) == 1
    assert "stories/one.toml, step 1, cites, “no-such-claim”" in capsys.readouterr().out


def test_a_word_corrected_in_a_story_gives_no_other_data_version(folder: Path, problems_of: Write) -> None:
    problems_of(GOOD_STEP + 'text = "B"')
    before = version_of(folder)
    problems_of(GOOD_STEP + 'text = "C"')
    assert version_of(folder) == before
