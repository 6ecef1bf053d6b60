"""What is wrong with a story: values that nobody states, sources that do not exist or came later, words firmer than the claims."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pandas as pd

from strikemap.catalogue import Catalogue
from strikemap.errors import DateError
from strikemap.model.dates import day_span, say_day
from strikemap.query.hedge import check_words
from strikemap.query.stories.script import Step, Story, StoryProblem, read_story, story_names
from strikemap.query.stories.telling import Teller, UnknownValueError


def checked_story(catalogue: Catalogue, name: str, dataset_name: str = "") -> tuple[Story | None, tuple[StoryProblem, ...]]:
    """The story of that name, and everything that is wrong with it. Raises AddressError where no story is called so."""
    dataset = catalogue.dataset(dataset_name)
    story, problems = read_story(dataset, catalogue.vocabulary(dataset_name), name)
    if story is None:
        return None, problems
    return story, (*problems, *story_problems(catalogue, story))


def every_problem(catalogue: Catalogue, dataset_name: str = "") -> Iterator[StoryProblem]:
    """Everything that is wrong with the stories of a dataset."""
    for name in story_names(catalogue.dataset(dataset_name)):
        yield from checked_story(catalogue, name, dataset_name)[1]


def story_problems(catalogue: Catalogue, story: Story) -> Iterator[StoryProblem]:
    """What is wrong with a story that could be read, step by step."""
    for step in story.steps:
        teller = Teller(catalogue, step)
        yield from _words(story, teller, step)
        for cite in step.cites:
            yield from _cite(story, teller, step, cite)
    if story.steps:
        yield from _standfirst(catalogue, story)


def _words(story: Story, teller: Teller, step: Step) -> Iterator[StoryProblem]:
    """Placeholders that stand for nothing; words firmer than the claims of the View."""
    for part, text in (("heading", step.heading), ("text", step.text), ("picture", step.picture)):
        try:
            filled = teller.filled(text)
        except UnknownValueError as error:
            yield StoryProblem(
                "placeholder that stands for nothing", story.file, step.number, f"{error}.",
                "Correct it, or set a day on which it is known.", part,
            )  # fmt: skip
        else:
            # what a picture says is compared where pictures are made
            yield from () if part == "picture" else _overstated(story, teller, step.number, part, filled)
    if step.view.event and step.view.event not in teller.reports.index:
        yield StoryProblem(
            "report that was not yet known", story.file, step.number, f"it was not yet known on {teller.known}.",
            "Select another report, or set a later day.", "view", step.view.event,
        )  # fmt: skip


def _overstated(story: Story, teller: Teller, number: int, part: str, text: str) -> Iterator[StoryProblem]:
    for found in check_words(text, teller.dataset, teller.reports, teller.seen, teller.view):
        if found.severity == "refuse":
            source = f" The source: {found.support[0]}." if found.support else ""
            yield StoryProblem(
                "words firmer than their source", story.file, number, f"{found.problem}{source}",
                found.suggestion or "Hedge it as the source does.", part, found.words,
            )  # fmt: skip


def _standfirst(catalogue: Catalogue, story: Story) -> Iterator[StoryProblem]:
    """Title and standfirst speak of the whole, so they are compared with what the last step knows."""
    last = Teller(catalogue, story.steps[-1])
    for part, text in (("title", story.title), ("standfirst", story.standfirst)):
        yield from _overstated(story, last, 0, part, text)


def _cite(story: Story, teller: Teller, step: Step, cite: str) -> Iterator[StoryProblem]:
    """A claim or source that does not exist, or did not on the step's day."""
    claims, sources = teller.dataset.claims, teller.dataset.sources
    if (own := claims["claim_id"] == cite).any():
        published = claims.loc[own, "published_on"].iloc[0]
        out = None if pd.isna(published) else published.date()
    elif (own := sources["source_id"] == cite).any():
        out = _last_day(str(sources.loc[own, "published"].fillna("").iloc[0]))
    else:
        yield StoryProblem(
            "cite that does not exist", story.file, step.number, "neither a claim nor a source has this id.",
            "Correct it, as in claims.csv or sources.csv.", "cites", cite,
        )  # fmt: skip
        return
    if step.view.known is None or (out is not None and out <= step.view.known):
        return
    when = f"was published on {say_day(out)}" if out else "has no day of publication"
    yield StoryProblem(
        "cite that came later", story.file, step.number, f"it {when}, and the step knows what was known on {teller.known}.",
        "Cite an earlier one, or set a later day.", "cites", cite,
    )  # fmt: skip


def _last_day(published: str) -> dt.date | None:
    """The day on which a source was out at the latest; None where that is not known."""
    try:
        return day_span(published).last
    except DateError:
        return None
