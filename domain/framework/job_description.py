"""The job description as a document: every line, with what it feeds and where its text comes from."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.framework.framework import EditionState
from domain.text import Text, fold

type Values = Mapping[str, str | None]
"""Place -> what people put there; None leaves the line out of the paper."""

LIMIT = 4_000  # characters of a value
POST = "post"  # the place of the post's name in the head

_SUPERIOR = re.compile(r"подчиняется\s+(?:непосредственно\s+)?_")
BLANK = re.compile(r"_{3,}(?:\s+_{3,})*")


class LineKind(StrEnum):
    """How a line is set."""

    SECTION = "section"
    CLAUSE = "clause"
    ITEM = "item"  # of a list, numbered with a bracket
    DASH = "dash"
    TEXT = "text"


class Standing(StrEnum):
    """Where the text of a line comes from."""

    SOURCE = "source"  # word for word from the document
    MODEL = "model"
    HEADING = "heading"  # above a list of the model, in words of this program
    BLANK = "blank"  # for people to fill
    FILLED = "filled"
    OWN = "own"  # the organisation's own wording instead of the document's
    LEFT_OUT = "left_out"


class FeedKind(StrEnum):
    """What a line leads to."""

    ITEM = "item"
    DUTY = "duty"
    FUNCTION = "function"
    GATE = "gate"


@dataclass(frozen=True, slots=True)
class Feed:
    """What a line feeds: the code of an item, duty or function, or the word of a gate.

    ``key`` is the identity across editions: an item keeps it when its code changes.
    """

    kind: FeedKind
    code: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line of the shipped document, as its file has it.

    ``code`` is that of the item, duty or function that stands there instead of a text. ``kind`` also knows
    «head», «caption» and «blank».
    """

    number: str
    kind: str
    text: Text
    code: str = ""


@dataclass(frozen=True, slots=True)
class Clause:
    """A line as it is printed; ``number`` as people cite it («1.4 12)»), empty if it has none.

    ``caption`` says what belongs into the blank, also when it is filled. ``source`` is the text before
    anybody changed it. ``place`` is empty where nobody can: in headings, and in lines of the model, which are
    changed there.
    """

    place: str
    number: str
    kind: LineKind
    text: Text
    standing: Standing
    source: Text
    caption: Text | None = None
    feeds: tuple[Feed, ...] = ()

    @property
    def printed_number(self) -> str:
        """The number before the text: «12)», «1.4.» or «–», empty if there is none."""
        if self.kind is LineKind.DASH:
            return "–"
        last = self.number.rpartition(" ")[2]
        return last if not last or last.endswith((")", ".")) else f"{last}."

    @property
    def printed_text(self) -> Text:
        """The text as printed: in English without a second “to” below “must be able to:”, and with dashes."""
        english = self.text.en
        if english is None:
            return self.text
        if any(one.kind is FeedKind.ITEM for one in self.feeds):
            english = english.removeprefix("to ")
        return Text(self.text.ru, english.replace(" - ", " – "))

    @property
    def printed_caption(self) -> Text | None:
        """The caption under the line; None where nothing is to be filled in."""
        return self.caption if self.standing is Standing.BLANK else None

    @property
    def blank(self) -> bool:
        """Whether it is a line to fill and nothing else."""
        return self.standing is Standing.BLANK and not BLANK.sub("", self.text.ru).strip(" .;")

    @property
    def identity(self) -> str:
        """What makes it the same line in two editions of the document."""
        feed = next((one for one in self.feeds if one.kind is not FeedKind.GATE), None)
        if self.place or feed is None:
            return f"place:{self.place or self.number or fold(self.source.ru)}"
        return f"{feed.kind}:{feed.key or feed.code}"


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who works in the post."""

    person_id: int
    name: str
    code: str


@dataclass(frozen=True, slots=True)
class JobDescription:
    """An edition of the job description of a model; ``id`` is 0 while nobody put anything in.

    ``post`` is its name as the head prints it. ``paper_number`` and ``dated_on`` are those of the document.
    ``before`` are the lines of the newest published edition before this one, with its number; none if it is
    the first. ``holders`` work in the post. ``follows`` says whether a published edition of the model has no
    published job description of its own yet.
    """

    id: int
    framework_id: int
    key: str
    title: Text
    framework_number: int
    framework_state: EditionState
    number: int
    state: EditionState
    post: Text
    paper_number: str
    dated_on: date | None
    published_on: date | None
    values: Values
    clauses: tuple[Clause, ...]
    before: tuple[Clause, ...]
    before_number: int
    holders: tuple[Holder, ...]
    follows: bool

    @property
    def blanks(self) -> int:
        """How many lines are still to fill."""
        return sum(one.standing is Standing.BLANK for one in self.clauses)


@dataclass(frozen=True, slots=True)
class EditionToRead:
    """The published edition that somebody in the post is to be familiarised with.

    ``before`` are the lines of the edition before it, none if it is the first. ``nominative``: the post is in
    the nominative, as models and people name it, and not as the head of a job description does.
    """

    id: int
    number: int
    post: Text
    paper_number: str
    dated_on: date | None
    clauses: tuple[Clause, ...]
    before: tuple[Clause, ...]
    nominative: bool = False

    @property
    def superior(self) -> Text | None:
        """Whom the holder reports to, as people filled it in; None if the document does not say."""
        for one in self.clauses:
            if one.standing is Standing.FILLED and _SUPERIOR.search(one.source.ru):
                before = BLANK.split(one.source.ru)[0]
                return Text(one.text.ru.removeprefix(before).strip(" .\n"))
        return None
