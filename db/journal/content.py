"""What a record consists of, and its keyed hash, which proves what an act wrote (``proving``).

Which columns belong to a record is said here once, for the act that writes them and for the check that
reads them again (law 18). The hashes are keyed, since a short word or a level could be guessed from a plain
one. What erasure may remove apart has a record of its own: a sheet, its marks and its words. Columns that
may change without an act that proves them again are left out.

A list of columns is never changed: files hold hashes over it. A new column makes a new record.
"""

import hashlib
import hmac
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime
from functools import cache
from typing import Any, NamedTuple, cast

from sqlalchemy import ColumnElement, and_, bindparam
from sqlalchemy import select as select_columns
from sqlmodel import Session, col

from db import models
from db.journal import by_hand
from db.journal.problems import Record
from db.journal.scope import OUTSIDE
from domain.canonical import canonical
from domain.framework.framework import EditionState
from domain.sheet_kinds import Origin, SheetState, State

AT_ONCE = 500  # records read by one statement
UNREADABLE = "?"  # instead of the hash of a row whose columns hold what their types do not allow


class Rows(NamedTuple):
    """Rows of a record: their columns, and the column that holds the record's id.

    *through* is ``"column Table"``: the key is then a column of that table, which the rows point at.
    """

    table: str
    columns: str
    key: str = "id"
    through: str = ""
    where: Callable[[], ColumnElement[bool]] | None = None


def _shipped() -> ColumnElement[bool]:
    return col(models.QuestionSet.origin) != models.Source.OWN


def _apart() -> ColumnElement[bool]:
    return and_(col(models.Evidence.sheet_id).is_(None), col(models.Evidence.retired_at).is_(None))


def _submitted() -> ColumnElement[bool]:
    return col(models.Sheet.state) == SheetState.SUBMITTED


def _published() -> ColumnElement[bool]:
    return col(models.JobDescription.state) != EditionState.DRAFT


def _with_reason() -> ColumnElement[bool]:
    return col(models.Sheet.reason) != ""


_FACT = "id author_id observed_on recorded_on polarity text file_sha256"

ROWS: Mapping[Record, tuple[Rows, ...]] = {
    Record.SHEET: (
        Rows(
            "Sheet",
            "uid case_id assessor_id role revision origin started_at submitted_at submitted_on content_hash",
            where=_submitted,
        ),
    ),
    Record.MARKS: (Rows("Mark", "item_id state level origin rated_at", "sheet_id"),),
    Record.WORDS: (
        Rows("Sheet", "reason", where=_with_reason),
        Rows("MarkText", "item_id comment", "sheet_id"),
        Rows("Evidence", _FACT, "sheet_id"),
        Rows("EvidenceItem", "evidence_id item_id", "sheet_id", "evidence_id Evidence"),
    ),
    Record.ASKED: (Rows("AskedProbe", "item_id probe asked_at", "sheet_id"),),
    Record.SETTLED: (Rows("Settled", "item_id level reason actor_id at on", "case_id"),),
    Record.CONCLUSION: (
        Rows("Conclusion", "id outcome reasons conditions person_id post on", "case_id"),
        Rows(
            "ConclusionSigner",
            "conclusion_id person_id post position",
            "case_id",
            "conclusion_id Conclusion",
        ),
    ),
    Record.REFUSAL: (Rows("Refusal", "id text person_id on", "case_id"),),
    Record.NOT_CHOSEN: (Rows("NotChosen", "reason person_id post on", "case_id"),),
    Record.WITHDRAWAL: (Rows("Withdrawal", "on reason actor_id", "case_id"),),
    Record.OPENED_EARLY: (Rows("CaseOpening", "actor_id reason at on waiting", "case_id"),),
    Record.HIRE: (Rows("Hire", "person_id hired_on probation_ends_on plan_id actor_id", "case_id"),),
    Record.SNAPSHOT: (
        Rows(
            "Snapshot",
            "id uid engine made_at items_id duties_id policy_id content content_hash",
            "case_id",
        ),
    ),
    Record.PART: (Rows("SnapshotPart", "content content_hash"),),
    Record.IMPORTED: (Rows("ImportedLevel", "item_id level", "case_id"),),
    Record.IMPORT: (Rows("LevelImport", "act file sheet on assessor_id actor_id places", "cycle_id"),),
    Record.CASE: (
        Rows("Case", "uid cycle_id person_id profile_id opened_on"),
        Rows("CaseItem", "item_id reason", "case_id", where=lambda: OUTSIDE),
    ),
    Record.CYCLE: (
        Rows("Cycle", "uid kind opened_on framework_id scale_id policy_id question_set_id"),
        Rows("Campaign", "profile_id wanted reason own_requirements lead", "cycle_id"),
        Rows("CampaignChange", "id at on actor_id text assessed", "cycle_id"),
        Rows("CycleEnd", "id state at on actor_id reason waiting", "cycle_id"),
    ),
    Record.QUESTIONS: (
        Rows("QuestionSet", "framework_id code name_ru name_en origin lead"),
        Rows("QuestionSetItem", "item_id position", "set_id"),
    ),
    Record.EDITION: (
        Rows(
            "Framework",
            "uid key number scale_id title_ru title_en based_on note content_hash published_at published_on"
            " published_by retirements",
        ),
        Rows("Function", "id code clause ru en short_ru short_en origin position", "framework_id"),
        Rows(
            "Item",
            "id key function_id kind code clause ru en label_ru label_en origin org_specific position",
            "framework_id",
        ),
        Rows("ItemFunction", "item_id function_id", "framework_id", "item_id Item"),
        Rows("ItemGroup", "kind number item_id position", "framework_id"),
        Rows("Duty", "id function_id code clause ru en origin position", "framework_id"),
        Rows("DutyItem", "duty_id item_id position", "framework_id", "duty_id Duty"),
        Rows("VersionLink", "id kind from_key to_key actor_id at on", "framework_id"),
        Rows(
            "Question",
            "item_id kind minutes question_ru question_en weak_ru weak_en adequate_ru adequate_en strong_ru"
            " strong_en probes twin",
            "framework_id",
            "item_id Item",
        ),
        Rows("QuestionSet", "id code name_ru name_en lead", "framework_id", where=_shipped),
        Rows(
            "QuestionSetItem",
            "set_id item_id position",
            "framework_id",
            "set_id QuestionSet",
            _shipped,
        ),
    ),
    Record.RETIREMENT: (Rows("Framework", "retired_at retired_on retired_by retire_note"),),
    Record.PROVISIONS: (Rows("Provision", "position topic title clause text whole", "framework_id"),),
    Record.JOB_DESCRIPTION: (
        Rows(
            "JobDescription",
            "uid framework_id number content lines paper_number dated_on content_hash published_at"
            " published_on",
            where=_published,
        ),
    ),
    Record.SCALE: (
        Rows("Scale", "key number content_hash published_at"),
        Rows(
            "ScaleLevel",
            "value name_ru name_en short_ru short_en knowledge_ru knowledge_en skill_ru skill_en",
            "scale_id",
        ),
    ),
    Record.PROFILE: (
        Rows(
            "Profile",
            "uid key number framework_id post_ru post_en phase requirements pass_attainment content_hash"
            " for_cycle_id",
        ),
        Rows(
            "Target",
            "item_id level weight critical weight_reason_ru weight_reason_en critical_reason_ru"
            " critical_reason_en floor floor_reason_ru floor_reason_en",
            "profile_id",
        ),
    ),
    Record.POLICY: (Rows("Policy", "number content content_hash"),),
    Record.PLAN: (
        Rows(
            "Plan",
            "uid person_id case_id kind starts_on ends_on state aim follows_id hours_budget approved_on"
            " closed_on made_on number",
        ),
        Rows(
            "Goal",
            "id item_id level_from level_to asked critical weight criterion position assess_only by_hand"
            " level_after after_case_id outcome retired_at",
            "plan_id",
        ),
        Rows(
            "Action",
            "id goal_id library_action_id kind text_ru text_en evidence_ru evidence_en starts_on ends_on"
            " owner_id mentor_id hours state result done_on position retired_at",
            "plan_id",
            "goal_id Goal",
        ),
        Rows("CheckMeeting", "id on result retired_at", "plan_id"),
        Rows(
            "ProbationEnd",
            "id outcome reasons documents ends_on absence notice_on person_id post on",
            "plan_id",
        ),
    ),
    Record.FAMILIARISED: (
        Rows(
            "Familiarisation",
            "id read job_description_id framework_id case_id document reply way on reason scan sha256"
            " entered_at entered_on actor_id",
            "person_id",
        ),
    ),
    Record.ISSUED: (
        Rows(
            "IssuedPaper",
            "document year number code on subject_id unit_id about copies recipients signed_by entered_at"
            " entered_on actor_id",
        ),
    ),
    Record.PERSON: (Rows("Person", "code surname given patronymic"),),
    Record.NOTES: (
        Rows("Evidence", _FACT, "person_id", where=_apart),
        Rows("EvidenceItem", "evidence_id item_id", "person_id", "evidence_id Evidence", _apart),
    ),
}


def hashes(
    session: Session, record: Record, ids: Iterable[int], key: bytes | None = None
) -> dict[int, str | None]:
    """Return id -> keyed hash of the record as it is in the file; None if it has no rows.

    *key* is the key that the journal had then, None for the present one.
    Rows are read as columns: mapped objects of this session may be older than its own statements.
    """
    wanted, found = tuple(ids), dict[int, str | None]()
    for at in range(0, len(wanted), AT_ONCE):
        some = wanted[at : at + AT_ONCE]
        try:
            found |= _hashes(session, record, some, key)
        except (LookupError, ValueError, TypeError, ArithmeticError):
            for one in some:
                try:
                    found |= _hashes(session, record, (one,), key)
                except (LookupError, ValueError, TypeError, ArithmeticError):
                    found[one] = UNREADABLE
    return found


def existing(session: Session, record: Record) -> set[int]:
    """Return the ids of all records of a kind that are in the file."""
    rows = ROWS[record][0]
    wanted = select_columns(getattr(getattr(models, rows.table), rows.key))
    return set(session.connection().scalars(wanted.where(rows.where()) if rows.where else wanted))


def _hashes(
    session: Session, record: Record, ids: tuple[int, ...], journal_key: bytes | None
) -> dict[int, str | None]:
    if journal_key is None:
        journal_key = cast("bytes", session.info["journal_key"])
    secret = hmac.digest(journal_key, b"merilo content 1", hashlib.sha256)
    by_sqlite = record is Record.MARKS and by_hand.of_the_file(session)
    if by_sqlite and (found := _of_marks(session, secret, ids)) is not None:
        return found
    content: dict[int, list[list[object]]] = {one: [[] for _ in ROWS[record]] for one in ids}
    for place, rows in enumerate(ROWS[record]):
        for key, *row in session.connection().execute(_select(rows), {"ids": ids}):
            content[key][place].append([_plain(value) for value in row])
    return {
        one: hmac.digest(secret, canonical([record.value, one, parts]), hashlib.sha256).hex()
        if any(parts)
        else None
        for one, parts in content.items()
    }


def _of_marks(session: Session, secret: bytes, ids: tuple[int, ...]) -> dict[int, str | None] | None:
    """Return the same hashes of marks, of which a file has millions; None if a column is not as usual.

    The canonical form is written out by SQLite, which returns a row for each sheet instead of each mark.
    """
    texts: dict[int, str] = {}
    driver: Any = session.connection().connection.driver_connection
    for sheet, odd, rows in driver.execute(_MARKS.format(",".join("?" * len(ids))), ids):
        if odd:
            return None
        texts[sheet] = f'["{Record.MARKS.value}",{sheet},[[{rows}]]]'
    return {
        one: hmac.digest(secret, texts[one].encode(), hashlib.sha256).hex() if one in texts else None
        for one in ids
    }


def _one_of(words: Iterable[str]) -> str:
    return ", ".join(f"'{word}'" for word in words)


_INSTANT = "dddd-[01]d-[0-3]d [0-2]d:[0-5]d:[0-5]d.dddddd".replace("d", "[0-9]")
_MARKS = f"""SELECT sheet_id, sum(CASE WHEN typeof(item_id) = 'integer'
        AND state IN ({_one_of(State)}) AND typeof(level) IN ('integer', 'null')
        AND origin IN ({_one_of(Origin)}) AND typeof(rated_at) = 'text' AND octet_length(rated_at) = 26
        AND rated_at GLOB '{_INSTANT}'
        THEN 0 ELSE 1 END),
    group_concat(printf('[%d,"%s",%s,"%s","%.10sT%s+00:00"]', item_id, state, ifnull(level, 'null'), origin,
        rated_at, substr(rated_at, 12, iif(substr(rated_at, 20) = '.000000', 8, 15))) ORDER BY item_id)
    FROM mark WHERE sheet_id IN ({{}}) GROUP BY sheet_id"""


@cache
def _select(rows: Rows) -> Any:
    table = getattr(models, rows.table)
    columns: list[Any] = [getattr(table, name) for name in rows.columns.split()]
    owner: Any = table
    through, _, other = rows.through.partition(" ")
    if other:
        owner = getattr(models, other)
    key = getattr(owner, rows.key)
    wanted = select_columns(key, *columns).where(key.in_(bindparam("ids", expanding=True)))
    if other:
        wanted = wanted.join(owner, owner.id == getattr(table, through))
    if rows.where:
        wanted = wanted.where(rows.where())
    return wanted.order_by(*table.__table__.primary_key)


def _plain(value: object) -> object:
    match value:
        case datetime():
            return value.astimezone(UTC).isoformat()
        case date():
            return value.isoformat()
        case bytes():
            return value.hex()
        case _:
            return value
