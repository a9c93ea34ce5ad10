"""What a screen is given; it fetches nothing else."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from desktop.actions import Actions
from desktop.data import Data
from desktop.jobs import Jobs
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
