"""Who was familiarised with what, against signature: a document of the employer, or one's own results."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.text import Text


class Read(StrEnum):
    """What somebody was given to read and sign."""

    JOB_DESCRIPTION = "job_description"
    FRAMEWORK = "framework"  # an edition of the competency model
    REGULATION = "regulation"  # a local act that is not kept in the file
    RESULTS = "results"  # of an assessment of oneself


class Reply(StrEnum):
    """What came of it; a later one about the same document replaces an earlier one."""

    SIGNED = "signed"
    REFUSED = "refused"  # an act of it was drawn up
    TAKEN_BACK = "taken_back"  # entered by mistake


class Way(StrEnum):
    """Where the signature is (clause 6.2 of the source leaves the way to the employer)."""

    SHEET = "sheet"
    JOURNAL = "journal"
    COPY = "copy"  # of the employer
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Document:
    """A document to read; ``id`` is that of its edition or assessment, 0 for a regulation.

    A regulation is known by its ``title`` alone, which names it with day and number. ``number`` is that of
    the edition, 0 where there is none; ``dated_on`` and ``paper_number`` are the document's own.
    """

    read: Read
    id: int
    title: Text
    number: int = 0
    dated_on: date | None = None
    paper_number: str = ""


@dataclass(frozen=True, slots=True)
class Signature:
    """What is entered when a signed sheet comes back: the day on it, where it lies, and its scan by its sum.

    ``reason`` is what was said by somebody who refused to sign. The scan itself stays outside the file.
    """

    reply: Reply
    on: date
    way: Way = Way.SHEET
    reason: str = ""
    scan: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Familiarised:
    """A signature with its document, the newest about it, and who entered it when (None: unknown)."""

    document: Document
    signature: Signature
    entered_on: date | None = None
    by_name: str = ""


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who is to know a document; ``signature`` is None as long as nothing came back."""

    person_id: int
    name: str
    code: str
    post: str
    unit: str
    signature: Signature | None = None

    @property
    def owed(self) -> bool:
        """Whether a signature is missing."""
        return self.signature is None


@dataclass(frozen=True, slots=True)
class Readers:
    """A document, all who are to know it by name, and how many lines it changes in the edition before.

    ``changes_duties``: familiarisation alone is not enough then (Labour Code, 72 and 74). ``framework_id`` is
    the edition of the model that a job description belongs to, 0 for other documents.
    """

    document: Document
    people: tuple[Reader, ...]
    changes: int = 0
    changes_duties: bool = False
    framework_id: int = 0

    @property
    def owing(self) -> tuple[Reader, ...]:
        """Those whose signature is missing."""
        return tuple(one for one in self.people if one.owed)


@dataclass(frozen=True, slots=True)
class Owing:
    """How many are not familiar with the newest edition of a job description, and the first by name."""

    job_description_id: int
    framework_id: int
    title: Text
    number: int
    people: int
    first: str
    changes: int
