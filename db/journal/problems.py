"""What a check of a file finds."""

from dataclasses import dataclass
from enum import StrEnum
from typing import override


class Record(StrEnum):
    """What an event can prove; most are found by the case, the others by their own id."""

    SHEET = "sheet"
    MARKS = "marks"
    WORDS = "words"
    ASKED = "asked_probes"  # the follow-up questions ticked in a sheet
    SETTLED = "settled"
    IMPORTED = "imported_level"
    IMPORT = "level_import"
    CONCLUSION = "conclusion"
    REFUSAL = "refusal"
    NOT_CHOSEN = "not_chosen"
    WITHDRAWAL = "withdrawal"
    OPENED_EARLY = "opened_early"
    HIRE = "hire"
    SNAPSHOT = "snapshot"
    PART = "snapshot_part"
    CASE = "case"
    CYCLE = "cycle"
    QUESTIONS = "question_set"
    EDITION = "edition"
    RETIREMENT = "retirement"  # of an edition: by whom, when and why
    PROVISIONS = "provisions"  # of the job description an edition was made of
    JOB_DESCRIPTION = "job_description"
    SCALE = "scale"
    PROFILE = "profile"
    POLICY = "policy"
    PLAN = "plan"
    PERSON = "person"
    FAMILIARISED = "familiarised"  # what a person has signed to have read
    ISSUED = "issued"  # a document that got its number
    NOTES = "notes"  # a person's notes outside sheets
    ERASURE = "erasure"  # a line of the ledger, which unlocks rows: only an act writes one


class ProblemKind(StrEnum):
    """Where the fault lies."""

    PAGES = "pages"  # a page does not authenticate, or its structure is broken
    LINKS = "links"  # a row points at a row that is not there
    SCHEMA = "schema"  # a table, index or trigger is missing, changed or unknown
    JOURNAL = "journal"  # an event was changed, removed or inserted
    CONTENT = "content"  # a record is no longer what the event that wrote it says
    ANCHOR = "anchor"  # the journal no longer has the end noted in the key file, or no valid end is noted
    KEYS = "keys"  # no key file that fits, so nothing says where the journal ended
    OLDER = "older"  # the journal no longer has the end noted apart from both files
    RECOUNT = "recount"  # a stored calculation does not follow from what it was made of
    WAL = "wal"  # opened without the write-ahead log, so the last acts may be missing


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: its kind and the place in technical terms (a table, a number, codes), never content.

    *record* is what differs from its event, if that is the fault.
    """

    kind: ProblemKind
    place: str
    record: Record | None = None

    @override
    def __str__(self) -> str:
        return f"{self.record or self.kind}: {self.place}"
