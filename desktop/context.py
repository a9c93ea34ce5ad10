"""What a screen is given; it looks up nothing else."""

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
    """The parts that ``app.py`` created. ``me`` is the actor: who rates, and who is named in the journal."""

    data: Data
    jobs: Jobs
    settings: Settings
    actions: Actions
    theme: Theme
    me: Person
    today: Callable[[], date]

    @cached_property
    def names(self) -> Names:
        """The names of all people in the file, for fields and lists that offer people."""
        return self.data.findChild(Names) or Names(self.data, self.jobs)
