"""A story that may leave: read, checked, told; or refused with all that is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from strikemap import __version__
from strikemap.catalogue import Catalogue
from strikemap.errors import BuildError
from strikemap.model.dataset import Dataset
from strikemap.output.stories.pictures import picture_problems
from strikemap.query.stories.checks import checked_story
from strikemap.query.stories.script import Story, StoryProblem, story_names
from strikemap.query.stories.telling import Told, tell

COMPUTED: Final = "Grades, hedges and numbers are computed from the claims known on the day of each step."


@dataclass(frozen=True)
class ReadyStory:
    """A story without a problem, and its steps in words."""

    dataset: Dataset
    story: Story
    told: tuple[Told, ...]

    @property
    def foot(self) -> tuple[str, ...]:
        """What stands at the end of every form of the story: notice, credit, dates, data version."""
        settings = self.dataset.settings
        made = f"{self.dataset.title}, data version {self.dataset.version}; Strikemap {__version__}."
        zone = f"Dates: {settings['time_zone']}." if settings.get("time_zone") else ""
        said = (str(settings.get("notice", "")), str(settings.get("credit", "")), zone, f"{COMPUTED} {made}")
        return tuple(each for each in said if each)


def ready_story(catalogue: Catalogue, name: str) -> ReadyStory:
    """The story of that name, told.

    Raises AddressError where no story is called so, BuildError with every problem, a line each, where it has any.
    """
    story, problems = problems_of(catalogue, name)
    if story is None or problems:
        lines = "\n".join(f"  {each}" for each in problems)
        raise BuildError(f"The story {name} is not published while something is wrong with it:\n{lines}")
    return ReadyStory(catalogue.dataset(), story, tell(catalogue, story))


def problems_of(catalogue: Catalogue, name: str) -> tuple[Story | None, tuple[StoryProblem, ...]]:
    """The story of that name, as far as it can be read, and everything that is wrong with it, pictures included."""
    story, problems = checked_story(catalogue, name)
    return story, problems if story is None else (*problems, *picture_problems(catalogue, story))


def every_problem(catalogue: Catalogue) -> tuple[StoryProblem, ...]:
    """Everything that is wrong with the stories of the dataset."""
    return tuple(each for name in story_names(catalogue.dataset()) for each in problems_of(catalogue, name)[1])
