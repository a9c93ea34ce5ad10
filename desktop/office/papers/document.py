"""What a document is: its title, what it is about, when it is available, who reads and who writes it.

Readers and writers are given by name and imported when called: a help text must not import the database.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from importlib import import_module
from pathlib import Path
from typing import Any

from domain.papers.paper import Paper
from domain.plan_kinds import PlanKind
from domain.progress import Progress
from resources.i18n import Words

ARCHIVE, ARCHIVED = "pdfa", "archive.pdf"
"""The format of an archive copy, PDF/A, and how the names of such files end."""


class About(Enum):
    """What a document is about, which is also whose id it is asked for by."""

    CASE = auto()
    CAMPAIGN = auto()
    TEAM = auto()  # a staff cycle, or a unit in it
    PLAN = auto()
    PERSON = auto()  # whether or not there is an assessment
    MODEL = auto()  # an edition of a competency model


class When(Enum):
    """When a document is available; before that its reader refuses it, with the reason."""

    ALWAYS = auto()
    SHEET_OUT = auto()  # an assessor has not handed in yet
    SHEETS_IN = auto()  # and nothing is hidden from the person who asks
    REFUSED = auto()  # a named person refused the candidate
    CANDIDATE = auto()  # somebody was invited, whether or not anything is assessed
    FAILED = auto()  # nobody concluded that the probation was passed
    MENTORED = auto()  # a mentor was appointed
    MENTOR_AGREES = auto()  # and it is no part of the mentor's job


@dataclass(frozen=True, slots=True)
class Asked:
    """A request for a document: its subject's id, who asks, and the day printed on it.

    ``viewer_id`` None is nobody in particular; ``unit_id`` limits a team to a unit and those below it, and
    ``part_id`` is the edition of a job description to sign, the newest without one, or the meeting of a plan.
    ``without`` are assessors who get no form. What reads a document takes those of them that it needs, under
    the same names.
    """

    id: int
    viewer_id: int | None
    on: date
    unit_id: int | None = None
    part_id: int | None = None
    without: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Document:
    """A document: its title, what it is about, when it is available, its reader and its writers.

    ``reader`` is the function of ``db.papers`` that reads it, after its module. ``writers`` are modules of
    ``reports`` by format, in the order they are offered, with their function if it is not ``write``.
    ``about_it`` is what the title leaves out, for the command line. ``plan`` is the kind of plan it is about.
    ``spoken`` False: the same in every language and on every day. ``names_people`` False: nothing in it is
    about a person. ``joined`` is the function of ``domain`` that makes one record of those of several
    subjects, which then share one file; empty if each has its own. ``of_record`` is a paper that an
    organisation keeps for years.
    """

    key: str
    title: str
    about: About
    when: When
    reader: str
    writers: Mapping[str, str]
    about_it: str = ""
    plan: PlanKind | None = None
    spoken: bool = True
    names_people: bool = True
    joined: str = ""
    of_record: bool = False

    @property
    def formats(self) -> tuple[str, ...]:
        """The names of the formats that it is written in unless others are asked for."""
        return tuple(self.writers)

    @property
    def offered(self) -> tuple[str, ...]:
        """The names of all its formats; a paper of record may be had for the archive too, if asked for."""
        return (*self.writers, ARCHIVE) if self.of_record else self.formats

    @property
    def blank(self) -> bool:
        """Whether it is available for somebody not assessed yet."""
        return self.about is About.CASE and self.when in (When.ALWAYS, When.SHEET_OUT, When.CANDIDATE)

    def name(self, words: Words) -> str:
        """Return its title in the language."""
        return words.gettext(self.title)

    def read_by(self) -> Callable[..., tuple[Paper[Any], ...]]:
        """Return the function of ``db`` that reads its contents."""
        module, _colon, function = self.reader.partition(":")
        return getattr(import_module(f"db.papers.{module}"), function)

    def joined_by(self) -> Callable[[tuple[Any, ...]], object]:
        """Return the function that makes one record of several."""
        module, _colon, function = self.joined.partition(":")
        return getattr(import_module(f"domain.{module}"), function)

    def written_by(self, name: str) -> Callable[[object, Path, Progress, Words], None]:
        """Return the function that writes a record in the format with this name."""
        module, _colon, function = self.writers[name].partition(":")
        return getattr(import_module(f"reports.{module}"), function or "write")
