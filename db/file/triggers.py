"""Triggers that protect frozen rows, in one list, since every migration removes and restores them all.

A condition is written so that both SQLite and PostgreSQL accept it: ``IS DISTINCT FROM`` and never ``IS``
with a value, no boolean as a number, nothing named ``old`` or ``new`` but the rows themselves.
"""

from collections.abc import Iterable
from typing import NamedTuple

_NEW, _OLD = "NEW", "OLD"
_ACTS = (("INSERT", (_NEW,)), ("UPDATE", (_OLD, _NEW)), ("DELETE", (_OLD,)))

_OF_ITEM = "SELECT framework_id FROM item WHERE item.id = {row}.item_id"
_OF_DUTY = "SELECT framework_id FROM duty WHERE duty.id = {row}.duty_id"
_OF_SET = "SELECT framework_id FROM question_set WHERE question_set.id = {row}.set_id"
_OF_FACT = "(SELECT sheet_id FROM evidence WHERE evidence.id = {row}.evidence_id)"

# An organisation composes its own question set in one act. Once a cycle uses it, it is as fixed as a shipped
# one.
_NOT_OWN = """NOT EXISTS (SELECT 1 FROM question_set
    WHERE question_set.id = NEW.set_id AND question_set.origin = 'own'
    AND NOT EXISTS (SELECT 1 FROM cycle WHERE cycle.question_set_id = question_set.id))"""

# Law 5: an erasure is recorded first, in the same transaction; only then may frozen rows be deleted.
_ERASED_BY_CASE = """EXISTS (SELECT 1 FROM "case"
    JOIN person ON person.id = "case".person_id
    JOIN erasure ON erasure.person_uid = person.uid
    WHERE "case".id = {case})"""

_ERASED_BY_PLAN = """EXISTS (SELECT 1 FROM plan
    JOIN person ON person.id = plan.person_id
    JOIN erasure ON erasure.person_uid = person.uid
    WHERE plan.id = {plan})"""

_ERASED = """EXISTS (SELECT 1 FROM person
    JOIN erasure ON erasure.person_uid = person.uid
    WHERE person.id = {person})"""

# Words of others that name an erased person: from the line in ``erasure`` until the person's row has it too,
# both within one act, after which the journal proves these words anew.
_ERASING = """EXISTS (SELECT 1 FROM erasure
    JOIN person ON person.uid = erasure.person_uid
    WHERE person.erased_at IS NULL)"""
_NOT_ERASING = f"NOT {_ERASING}"

# A one-off assessment begun by mistake may be deleted as long as it has no sheet.
_NOT_ALONE = """EXISTS (SELECT 1 FROM sheet WHERE sheet.case_id = {case})
    OR NOT EXISTS (SELECT 1 FROM "case" AS held
        JOIN cycle ON cycle.id = held.cycle_id
        WHERE held.id = {case} AND cycle.kind IN ('hiring', 'ad_hoc')
        AND NOT EXISTS (SELECT 1 FROM campaign WHERE campaign.cycle_id = cycle.id))"""

_KEPT = f"NOT {_ERASED_BY_CASE.format(case='OLD.case_id')}"


class Guard(NamedTuple):
    """Refuses an act on a table with these words; a condition limits it to the rows for which it holds."""

    name: str
    act: str
    table: str
    words: str
    condition: str = ""

    @property
    def sqlite(self) -> str:
        """The trigger of the file."""
        when = f" WHEN {self.condition}" if self.condition else ""
        return (
            f"CREATE TRIGGER {self.name} BEFORE {self.act} ON {self.table}{when}"
            f" BEGIN SELECT RAISE(ABORT, '{self.words}'); END"
        )

    @property
    def postgresql(self) -> tuple[str, str]:
        """A function and the trigger that asks it: there the condition of a trigger may ask no other table.

        It asks with the rights of whoever owns the tables, so that nobody who sees fewer rows passes it.
        """
        going_on = "OLD" if self.act == "DELETE" else "NEW"
        return (
            f"CREATE FUNCTION guard_{self.name}() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER"
            f" SET search_path = public, pg_temp AS $guard$ BEGIN IF {self.condition or 'true'} THEN"
            f" RAISE EXCEPTION '{self.words}' USING ERRCODE = 'integrity_constraint_violation';"
            f" END IF; RETURN {going_on}; END $guard$",
            f"CREATE TRIGGER {self.name} BEFORE {self.act} ON {self.table}"
            f" FOR EACH ROW EXECUTE FUNCTION guard_{self.name}()",
        )


def _edition(table: str, content: str) -> Iterable[Guard]:
    """The row of an edition: once published only state, retirement and review may change."""
    frozen = "OLD.state <> 'draft'"
    yield Guard(f"{table}_content", f"UPDATE OF {content}", table, "published", frozen)
    yield Guard(f"{table}_draft", "UPDATE OF state", table, "published", f"{frozen} AND NEW.state = 'draft'")
    yield Guard(f"{table}_delete", "DELETE", table, "published", frozen)


def _part(table: str, edition: str, found_by: str, insert_when: str = "") -> Iterable[Guard]:
    """A row of the edition that *found_by* leads to: it may change only while that is a draft.

    *insert_when* limits the check on insert to the new rows for which it holds.
    """
    for act, rows in _ACTS:
        condition = " OR ".join(
            f"EXISTS (SELECT 1 FROM {edition} AS edition"
            f" WHERE edition.id = ({found_by.format(row=row)}) AND edition.state <> 'draft')"
            for row in rows
        )
        if act == "INSERT" and insert_when:
            condition = f"{insert_when} AND {condition}"
        yield Guard(f"{table}_{act.lower()}", act, table, "published", condition)


def _in_sheet(table: str, found_by: str = "{row}.sheet_id", *, words: bool = False) -> Iterable[Guard]:
    """A row of the sheet *found_by* leads to: free while a draft, then only erasure may delete it (law 3).

    Of *words* an erasure may also take a name out.
    """
    for act, rows in _ACTS:
        submitted = " OR ".join(
            f"(SELECT state FROM sheet WHERE sheet.id = {found_by.format(row=row)})"
            " IS NOT DISTINCT FROM 'submitted'"
            for row in rows
        )
        case = f"(SELECT case_id FROM sheet WHERE sheet.id = {found_by.format(row=_OLD)})"
        erased = _ERASED_BY_CASE.format(case=case)
        condition = f"({submitted}) AND NOT {erased}" if act == "DELETE" else submitted
        if words and act == "UPDATE":
            condition = f"({submitted}) AND NOT {_ERASING}"
        yield Guard(f"{table}_{act.lower()}", act, table, "submitted", condition)


def _append_only(
    table: str, key: str = "id", delete_when: str = "", *, words: bool = False
) -> Iterable[Guard]:
    """Rows that stay as they were written; of *words* an erasure may take a name out."""
    # INSERT OR REPLACE would remove the old row without firing its delete trigger.
    present = f"EXISTS (SELECT 1 FROM {table} AS present WHERE present.{key} = NEW.{key})"
    yield Guard(f"{table}_replace", "INSERT", table, "append only", present)
    yield Guard(f"{table}_update", "UPDATE", table, "append only", _NOT_ERASING if words else "")
    yield Guard(f"{table}_delete", "DELETE", table, "append only", delete_when)


def _of_case(table: str) -> Iterable[Guard]:
    """A level of a case beside its sheets: free until the case is over, then only erasure may delete it."""
    for act, rows in _ACTS:
        over = " OR ".join(
            f"""(SELECT state FROM "case" WHERE "case".id = {row}.case_id) NOT IN ('open', 'sealed')"""
            for row in rows
        )
        condition = over
        if act != "INSERT":
            condition = f"({over}) AND {_KEPT if act == 'DELETE' else _NOT_ERASING}"
        yield Guard(f"{table}_{act.lower()}", act, table, "the case is over", condition)


GUARDS: tuple[Guard, ...] = (
    # Law 1: published content
    *_edition("scale", "id, key, number, content_hash, published_at"),
    *_part("scale_level", "scale", "{row}.scale_id"),
    *_edition(
        "framework",
        "id, uid, key, number, scale_id, title_ru, title_en, based_on, note, content_hash, published_at,"
        " published_on, published_by, retirements",
    ),
    *_part("function", "framework", "{row}.framework_id"),
    *_part("item", "framework", "{row}.framework_id"),
    *_part("item_function", "framework", _OF_ITEM),
    *_part("item_group", "framework", "{row}.framework_id"),
    *_part("duty", "framework", "{row}.framework_id"),
    *_part("duty_item", "framework", _OF_DUTY),
    *_part("provision", "framework", "{row}.framework_id"),
    *_edition(
        "job_description",
        "id, uid, framework_id, number, content, lines, paper_number, dated_on, content_hash, published_at,"
        " published_on",
    ),
    *_part("version_link", "framework", "{row}.framework_id"),
    *_part("question", "framework", _OF_ITEM),
    *_part("question_set", "framework", "{row}.framework_id", "NEW.origin <> 'own'"),
    *_part("question_set_item", "framework", _OF_SET, _NOT_OWN),
    *_edition(
        "profile",
        "id, uid, key, number, framework_id, post_ru, post_en, phase, requirements, pass_attainment,"
        " content_hash, for_cycle_id",
    ),
    *_part("target", "profile", "{row}.profile_id"),
    *_append_only("policy"),
    # The wording of a shipped action belongs to the program; hours and retirement to the organisation.
    Guard(
        "library_action_shipped",
        "UPDATE OF id, uid, item_key, code, kind, weeks, text_ru, text_en, evidence_ru, evidence_en, origin",
        "library_action",
        "shipped",
        "OLD.origin <> 'own'",
    ),
    Guard("library_action_delete", "DELETE", "library_action", "retired, not deleted"),
    # Law 4: what a cycle and a case froze when they opened
    Guard(
        "cycle_frozen",
        "UPDATE OF id, uid, kind, framework_id, scale_id, policy_id, question_set_id, opened_on",
        "cycle",
        "frozen with the cycle",
    ),
    Guard(
        "cycle_over",
        "UPDATE OF state",
        "cycle",
        "the cycle is over",
        "NEW.state <> OLD.state AND (OLD.state = 'withdrawn'"
        " OR (OLD.state = 'closed' AND NEW.state <> 'withdrawn'))",
    ),
    Guard(
        "cycle_delete",
        "DELETE",
        "cycle",
        "frozen with the cycle",
        # The cycle of a one-off assessment without sheets is deleted with it: its case is gone by then.
        "OLD.kind NOT IN ('hiring', 'ad_hoc')"
        ' OR EXISTS (SELECT 1 FROM "case" WHERE "case".cycle_id = OLD.id)'
        " OR EXISTS (SELECT 1 FROM campaign WHERE campaign.cycle_id = OLD.id)",
    ),
    Guard(
        "case_frozen", "UPDATE OF id, uid, cycle_id, profile_id, opened_on", '"case"', "frozen with the case"
    ),
    Guard("case_delete", "DELETE", '"case"', "frozen with the case", _NOT_ALONE.format(case="OLD.id")),
    Guard(
        "case_framework",
        "INSERT",
        '"case"',
        "the profile is of another framework",
        "(SELECT framework_id FROM profile WHERE profile.id = NEW.profile_id)"
        " IS DISTINCT FROM (SELECT framework_id FROM cycle WHERE cycle.id = NEW.cycle_id)",
    ),
    Guard(
        "case_item_insert",
        "INSERT",
        "case_item",
        "frozen with the case",
        "EXISTS (SELECT 1 FROM sheet WHERE sheet.case_id = NEW.case_id)",
    ),
    Guard("case_item_update", "UPDATE", "case_item", "frozen with the case", _NOT_ERASING),
    Guard(
        "case_item_delete",
        "DELETE",
        "case_item",
        "frozen with the case",
        _NOT_ALONE.format(case="OLD.case_id"),
    ),
    Guard(
        "case_over",
        "UPDATE OF state",
        '"case"',
        "the case is over",
        # A closed case may still be withdrawn, but only with its whole cycle, if that was opened by mistake.
        "OLD.state IN ('closed', 'withdrawn') AND NEW.state <> OLD.state AND NOT (NEW.state = 'withdrawn'"
        " AND (SELECT state FROM cycle WHERE cycle.id = OLD.cycle_id) IS NOT DISTINCT FROM 'withdrawn')",
    ),
    Guard("campaign_update", "UPDATE", "campaign", "frozen with the cycle", _NOT_ERASING),
    Guard("campaign_delete", "DELETE", "campaign", "frozen with the cycle"),
    *_append_only("campaign_change", words=True),
    *_append_only("cycle_end", words=True),
    Guard("case_assessor_update", "UPDATE", "case_assessor", "begun"),
    Guard(
        "case_assessor_delete",
        "DELETE",
        "case_assessor",
        "begun",
        "EXISTS (SELECT 1 FROM sheet WHERE sheet.case_id = OLD.case_id"
        " AND sheet.assessor_id = OLD.person_id)",
    ),
    # Law 14: decisions stay; typed reasons are erased with the person they are about.
    *_append_only("case_opening", "case_id", delete_when=_KEPT, words=True),
    *_append_only("withdrawal", "case_id", delete_when=_KEPT, words=True),
    *_append_only("conclusion", delete_when=_KEPT, words=True),
    *_append_only("refusal", delete_when=_KEPT, words=True),
    *_append_only("not_chosen", "case_id", delete_when=_KEPT, words=True),
    *_append_only("hire", "case_id", delete_when=_KEPT),
    Guard("conclusion_signer_update", "UPDATE", "conclusion_signer", "append only", _NOT_ERASING),
    Guard(
        "conclusion_signer_delete",
        "DELETE",
        "conclusion_signer",
        "append only",
        "NOT "
        + _ERASED_BY_CASE.format(
            case="(SELECT case_id FROM conclusion WHERE conclusion.id = OLD.conclusion_id)"
        ),
    ),
    *_of_case("settled"),
    *_of_case("imported_level"),
    *_append_only("level_import", "cycle_id", words=True),
    *_append_only(
        "probation_end", delete_when=f"NOT {_ERASED_BY_PLAN.format(plan='OLD.plan_id')}", words=True
    ),
    Guard("probation_level_update", "UPDATE", "probation_level", "append only"),
    Guard(
        "probation_level_delete",
        "DELETE",
        "probation_level",
        "append only",
        "NOT "
        + _ERASED_BY_PLAN.format(
            plan="(SELECT plan_id FROM probation_end WHERE probation_end.id = OLD.end_id)"
        ),
    ),
    # Someone who has not left has no reason for leaving.
    *(
        Guard(
            f"person_left_{act.split()[0].lower()}",
            act,
            "person",
            "no last day",
            "NEW.left_on IS NULL AND coalesce(NEW.left_reason, '') <> ''",
        )
        for act in ("INSERT", "UPDATE OF left_on, left_reason")
    ),
    # The basis for processing someone's data stays, whichever card it moves to, until the person is erased.
    Guard(
        "basis_paper_update",
        "UPDATE OF id, text, paper_on, until, purpose, ground, number, kept_at, sha256, withdrawn_on,"
        " hold_until, reason, entered_at, entered_on, actor_id",
        "basis_paper",
        "append only",
        _NOT_ERASING,
    ),
    Guard(
        "basis_paper_delete",
        "DELETE",
        "basis_paper",
        "append only",
        f"NOT {_ERASED.format(person='OLD.person_id')}",
    ),
    # The next number is one more than the last of its kind and year, and what was issued stays: no gap, no
    # double. Whom it is about may get another card; an erasure takes names out of the words.
    Guard(
        "issued_paper_in_turn",
        "INSERT",
        "issued_paper",
        "out of turn",
        "NEW.number <> 1 + coalesce((SELECT max(earlier.number) FROM issued_paper AS earlier"
        " WHERE earlier.document = NEW.document AND earlier.year = NEW.year), 0)"
        " OR EXISTS (SELECT 1 FROM issued_paper AS present WHERE present.id = NEW.id)"
        " OR EXISTS (SELECT 1 FROM issued_paper AS present WHERE present.document = NEW.document"
        " AND present.subject_id = NEW.subject_id AND present.unit_id = NEW.unit_id)",
    ),
    Guard(
        "issued_paper_fixed",
        'UPDATE OF id, document, year, number, code, "on", subject_id, unit_id, copies, entered_at,'
        " entered_on, actor_id",
        "issued_paper",
        "append only",
    ),
    Guard(
        "issued_paper_words",
        "UPDATE OF about, recipients, signed_by",
        "issued_paper",
        "append only",
        _NOT_ERASING,
    ),
    Guard("issued_paper_delete", "DELETE", "issued_paper", "append only"),
    # A signature stays as it was entered, whichever card it moves to, until the person is erased.
    Guard(
        "familiarisation_update",
        "UPDATE OF id, read, job_description_id, framework_id, case_id, document, reply, way,"
        ' "on", reason, scan, sha256, entered_at, entered_on, actor_id',
        "familiarisation",
        "append only",
        _NOT_ERASING,
    ),
    Guard(
        "familiarisation_delete",
        "DELETE",
        "familiarisation",
        "append only",
        f"NOT {_ERASED.format(person='OLD.person_id')}",
    ),
    # Law 3: submitted sheets. The reason for a correction is typed text, so erasure may blank it.
    Guard(
        "sheet_update",
        "UPDATE OF id, uid, case_id, assessor_id, role, revision, state, origin, started_at, submitted_at,"
        " submitted_on, content_hash",
        "sheet",
        "submitted",
        "OLD.state = 'submitted'",
    ),
    Guard(
        "sheet_reason",
        "UPDATE OF reason",
        "sheet",
        "submitted",
        f"OLD.state = 'submitted' AND NOT {_ERASED_BY_CASE.format(case='OLD.case_id')} AND {_NOT_ERASING}",
    ),
    Guard("sheet_delete", "DELETE", "sheet", "submitted", "OLD.state = 'submitted'"),
    *_in_sheet("mark"),
    *_in_sheet("asked_probe"),
    *_in_sheet("mark_text", words=True),
    *_in_sheet("evidence", words=True),
    *_in_sheet("evidence_item", _OF_FACT),
    # Who was erased stays erased: a line may only lose a name that its reason should not have held.
    Guard("erasure_update", "UPDATE OF person_uid, at, actor_id", "erasure", "append only"),
    Guard("erasure_delete", "DELETE", "erasure", "append only"),
    # Law 17, law 18
    *_append_only("snapshot", delete_when=_KEPT),
    *_append_only("snapshot_part"),
    *_append_only("journal", "seq"),
)

TRIGGERS: tuple[str, ...] = tuple(guard.sqlite for guard in GUARDS)
