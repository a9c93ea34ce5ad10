"""What a screen is given; it fetches nothing else."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from desktop.actions import Actions
from desktop.data import Data
from desktop.jobs import Jobs
from desktop.names import Names
from desktop.settings import Settings
from desktop.theme import Theme
from domain.people.person import Person


@dataclass(frozen=True)
class Context:
    """The parts that ``app.py`` made. ``me`` is the actor: who rates and whose name the journal holds."""

    data: Data
    jobs: Jobs
    settings: Settings
    actions: Actions
    theme: Theme
    me: Person
    today: Callable[[], date]

    @cached_property
    def names(self) -> Names:
        """The names of everybody, for whoever offers people; they belong to the file."""
        return self.data.findChild(Names) or Names(self.data, self.jobs)
