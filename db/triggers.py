"""Triggers that protect what is frozen: one list, since every migration takes them off and puts them back."""

from collections.abc import Iterable

_NEW, _OLD = "NEW", "OLD"
_ACTS = (("INSERT", (_NEW,)), ("UPDATE", (_OLD, _NEW)), ("DELETE", (_OLD,)))

_OF_ITEM = "SELECT framework_id FROM item WHERE item.id = {row}.item_id"
_OF_DUTY = "SELECT framework_id FROM duty WHERE duty.id = {row}.duty_id"
_OF_SET = "SELECT framework_id FROM question_set WHERE question_set.id = {row}.set_id"
_OF_FACT = "(SELECT sheet_id FROM evidence WHERE evidence.id = {row}.evidence_id)"

# Law 5: who was erased is written down first, in the same transaction; only then may frozen rows go.
_ERASED_BY_CASE = """EXISTS (SELECT 1 FROM "case"
    JOIN person ON person.id = "case".person_id
    JOIN erasure ON erasure.person_uid = person.uid
    WHERE "case".id = {case})"""


def _refuse(name: str, act: str, table: str, words: str, condition: str = "") -> str:
    guard = f" WHEN {condition}" if condition else ""
    return f"CREATE TRIGGER {name} BEFORE {act} ON {table}{guard} BEGIN SELECT RAISE(ABORT, '{words}'); END"


def _edition(table: str, content: str) -> Iterable[str]:
    """The row of an edition: its content never changes once published; its state, retirement, review may."""
    frozen = "OLD.state <> 'draft'"
    yield _refuse(f"{table}_content", f"UPDATE OF {content}", table, "published", frozen)
    yield _refuse(
        f"{table}_draft", "UPDATE OF state", table, "published", f"{frozen} AND NEW.state = 'draft'"
    )
    yield _refuse(f"{table}_delete", "DELETE", table, "published", frozen)


def _part(table: str, edition: str, found_by: str) -> Iterable[str]:
    """A row that belongs to the edition *found_by* leads to: free only while that is a draft."""
    for act, rows in _ACTS:
        condition = " OR ".join(
            f"EXISTS (SELECT 1 FROM {edition} AS edition"
            f" WHERE edition.id = ({found_by.format(row=row)}) AND edition.state <> 'draft')"
            for row in rows
        )
        yield _refuse(f"{table}_{act.lower()}", act, table, "published", condition)


def _in_sheet(table: str, found_by: str = "{row}.sheet_id") -> Iterable[str]:
    """A row of the sheet *found_by* leads to: free while a draft, then only erasure may take it (law 3)."""
    for act, rows in _ACTS:
        submitted = " OR ".join(
            f"(SELECT state FROM sheet WHERE sheet.id = {found_by.format(row=row)}) IS 'submitted'"
            for row in rows
        )
        case = f"(SELECT case_id FROM sheet WHERE sheet.id = {found_by.format(row=_OLD)})"
        erased = _ERASED_BY_CASE.format(case=case)
        condition = f"({submitted}) AND NOT {erased}" if act == "DELETE" else submitted
        yield _refuse(f"{table}_{act.lower()}", act, table, "submitted", condition)


def _append_only(table: str, key: str = "id", delete_when: str = "") -> Iterable[str]:
    # INSERT OR REPLACE would take the old row away without asking the trigger on delete.
    present = f"EXISTS (SELECT 1 FROM {table} AS old WHERE old.{key} = NEW.{key})"
    yield _refuse(f"{table}_replace", "INSERT", table, "append only", present)
    yield _refuse(f"{table}_update", "UPDATE", table, "append only")
    yield _refuse(f"{table}_delete", "DELETE", table, "append only", delete_when)


TRIGGERS: tuple[str, ...] = (
    # Law 1: published content
    *_edition("scale", "id, key, number, content_hash, published_at"),
    *_part("scale_level", "scale", "{row}.scale_id"),
    *_edition(
        "framework",
        "id, uid, key, number, scale_id, title_ru, title_en, based_on, note, content_hash, published_at,"
        " published_by",
    ),
    *_part("function", "framework", "{row}.framework_id"),
    *_part("item", "framework", "{row}.framework_id"),
    *_part("item_function", "framework", _OF_ITEM),
    *_part("item_group", "framework", "{row}.framework_id"),
    *_part("duty", "framework", "{row}.framework_id"),
    *_part("duty_item", "framework", _OF_DUTY),
    *_part("question", "framework", _OF_ITEM),
    *_part("question_set", "framework", "{row}.framework_id"),
    *_part("question_set_item", "framework", _OF_SET),
    *_edition(
        "profile",
        "id, uid, key, number, framework_id, post_ru, post_en, phase, requirements, pass_attainment,"
        " content_hash",
    ),
    *_part("target", "profile", "{row}.profile_id"),
    *_append_only("policy"),
    # Law 4: what a cycle and a case froze when they opened
    _refuse(
        "cycle_frozen",
        "UPDATE OF id, uid, kind, framework_id, scale_id, policy_id, question_set_id",
        "cycle",
        "frozen with the cycle",
    ),
    _refuse("cycle_delete", "DELETE", "cycle", "frozen with the cycle"),
    _refuse(
        "case_frozen", "UPDATE OF id, uid, cycle_id, profile_id, opened_on", '"case"', "frozen with the case"
    ),
    _refuse("case_delete", "DELETE", '"case"', "frozen with the case"),
    _refuse(
        "case_framework",
        "INSERT",
        '"case"',
        "the profile is of another framework",
        "(SELECT framework_id FROM profile WHERE profile.id = NEW.profile_id)"
        " IS NOT (SELECT framework_id FROM cycle WHERE cycle.id = NEW.cycle_id)",
    ),
    _refuse(
        "case_item_insert",
        "INSERT",
        "case_item",
        "frozen with the case",
        "EXISTS (SELECT 1 FROM sheet WHERE sheet.case_id = NEW.case_id)",
    ),
    _refuse("case_item_update", "UPDATE", "case_item", "frozen with the case"),
    _refuse("case_item_delete", "DELETE", "case_item", "frozen with the case"),
    # Law 3: submitted sheets. The reason of a correction is typed text, so erasure may blank it.
    _refuse(
        "sheet_update",
        "UPDATE OF id, uid, case_id, assessor_id, role, revision, state, origin, started_at, submitted_at,"
        " content_hash",
        "sheet",
        "submitted",
        "OLD.state = 'submitted'",
    ),
    _refuse(
        "sheet_reason",
        "UPDATE OF reason",
        "sheet",
        "submitted",
        f"OLD.state = 'submitted' AND NOT {_ERASED_BY_CASE.format(case='OLD.case_id')}",
    ),
    _refuse("sheet_delete", "DELETE", "sheet", "submitted", "OLD.state = 'submitted'"),
    *_in_sheet("mark"),
    *_in_sheet("mark_text"),
    *_in_sheet("evidence"),
    *_in_sheet("evidence_item", _OF_FACT),
    # Law 17, law 18
    *_append_only("snapshot", delete_when=f"NOT {_ERASED_BY_CASE.format(case='OLD.case_id')}"),
    *_append_only("journal", "seq"),
)
