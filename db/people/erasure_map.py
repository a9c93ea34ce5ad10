"""What an erasure does with every table, and in which columns people may have named somebody.

A test walks through all tables and all their texts: what is new must be put into one of these lists.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from db.journal.problems import Record


class Fate(StrEnum):
    """What becomes of the rows that are about the person."""

    GOES = "goes"
    NAMELESS = "nameless"  # stays, and names nobody any more
    NOT_PEOPLE = "not_people"  # is about nobody, but may name somebody in its words


_GOES = (
    "education experience medical basis_paper evidence evidence_item mark_text asked_probe draft_text"
    " case_draft form_draft note_draft training_draft mark settled case_opening withdrawal conclusion"
    " conclusion_signer refusal not_chosen hire snapshot goal goal_duty goal_alias action action_move"
    " check_meeting indicator indicator_week probation_end probation_level mentoring induction_step"
    " case_assessor campaign_panel imported_level familiarisation known_key case_key"
    " account account_unit login"
)
_NAMELESS = (
    "person case case_item sheet plan journal erasure cycle_end campaign_change grouping_check version_link"
    " framework level_import issued_paper packet first_answer"
)
_NOT_PEOPLE = (
    "unit cycle campaign organisation setting snapshot_part policy scale scale_level function item"
    " item_function item_group duty duty_item question question_set question_set_item library_action profile"
    " target provision job_description outstanding own_key kept_share"
)
FATES: Mapping[str, Fate] = {
    table: fate
    for fate, tables in ((Fate.GOES, _GOES), (Fate.NAMELESS, _NAMELESS), (Fate.NOT_PEOPLE, _NOT_PEOPLE))
    for table in tables.split()
}


class Words(NamedTuple):
    """A column that people type into; ``owner`` is the column that leads to what it belongs to.

    *of* says what that is, *record* what an event proves about it, by the owner's id.
    """

    table: str
    column: str
    owner: str
    of: str
    record: Record | None = None


WORDS: tuple[Words, ...] = (
    Words("MarkText", "comment", "sheet_id", "sheet", Record.WORDS),
    Words("Sheet", "reason", "id", "sheet", Record.WORDS),
    Words("DraftText", "text", "sheet_id", "sheet"),
    Words("Evidence", "text", "person_id", "person", Record.NOTES),
    Words("NoteDraft", "text", "author_id", "person"),
    Words("NoteDraft", "form", "author_id", "person"),
    Words("CaseDraft", "text", "case_id", "case"),
    Words("CaseItem", "reason", "case_id", "case", Record.CASE),
    Words("CaseOpening", "reason", "case_id", "case", Record.OPENED_EARLY),
    Words("Settled", "reason", "case_id", "case", Record.SETTLED),
    Words("Conclusion", "reasons", "case_id", "case", Record.CONCLUSION),
    Words("Conclusion", "conditions", "case_id", "case", Record.CONCLUSION),
    Words("Refusal", "text", "case_id", "case", Record.REFUSAL),
    Words("NotChosen", "reason", "case_id", "case", Record.NOT_CHOSEN),
    Words("Withdrawal", "reason", "case_id", "case", Record.WITHDRAWAL),
    Words("Cycle", "title", "id", "cycle"),
    Words("LevelImport", "file", "cycle_id", "cycle", Record.IMPORT),
    Words("LevelImport", "sheet", "cycle_id", "cycle", Record.IMPORT),
    Words("CycleEnd", "reason", "cycle_id", "cycle", Record.CYCLE),
    Words("Campaign", "reason", "cycle_id", "cycle", Record.CYCLE),
    Words("Campaign", "own_requirements", "cycle_id", "cycle", Record.CYCLE),
    Words("CampaignChange", "text", "cycle_id", "cycle", Record.CYCLE),
    Words("TrainingDraft", "content", "cycle_id", "cycle"),
    Words("Plan", "aim", "id", "plan", Record.PLAN),
    Words("Goal", "criterion", "plan_id", "plan", Record.PLAN),
    Words("Goal", "outcome", "plan_id", "plan", Record.PLAN),
    *(
        Words("Action", column, "goal_id", "goal", Record.PLAN)
        for column in ("text_ru", "text_en", "evidence_ru", "evidence_en", "result")
    ),
    Words("ActionMove", "reason", "action_id", "action"),
    Words("CheckMeeting", "result", "plan_id", "plan", Record.PLAN),
    *(
        Words("ProbationEnd", one, "plan_id", "plan", Record.PLAN)
        for one in ("reasons", "documents", "absence")
    ),
    Words("Indicator", "name", "plan_id", "plan"),
    Words("Indicator", "norm", "plan_id", "plan"),
    Words("IndicatorWeek", "note", "indicator_id", "indicator"),
    *(
        Words("Mentoring", one, "plan_id", "plan")
        for one in ("agreement_no", "content", "form", "pay", "clause")
    ),
    Words("InductionStep", "text_ru", "plan_id", "plan"),
    Words("InductionStep", "text_en", "plan_id", "plan"),
    *(Words("Person", one, "id", "person") for one in ("contact", "post", "basis", "left_reason")),
    *(Words("BasisPaper", one, "person_id", "person") for one in ("text", "number", "kept_at", "reason")),
    *(
        Words("Familiarisation", one, "person_id", "person", Record.FAMILIARISED)
        for one in ("document", "reason", "scan")
    ),
    *(
        Words("IssuedPaper", one, "id", "issued_paper", Record.ISSUED)
        for one in ("about", "recipients", "signed_by")
    ),
    Words("Education", "level", "person_id", "person"),
    Words("Education", "document", "person_id", "person"),
    Words("Experience", "area", "person_id", "person"),
    Words("Experience", "document", "person_id", "person"),
    Words("Medical", "kind", "person_id", "person"),
    Words("Conclusion", "post", "case_id", "case", Record.CONCLUSION),
    Words("ConclusionSigner", "post", "conclusion_id", "conclusion", Record.CONCLUSION),
    Words("NotChosen", "post", "case_id", "case", Record.NOT_CHOSEN),
    Words("ProbationEnd", "post", "plan_id", "plan", Record.PLAN),
    Words("Framework", "retire_note", "id", "framework", Record.RETIREMENT),
    Words("LibraryAction", "retired_reason", "id", "library_action"),
    Words("Unit", "name", "id", ""),
    *(
        Words("Organisation", one, "id", "")
        for one in ("approver_name", "approver_post", "full_name", "short_name", "city")
    ),
    Words("Setting", "value", "name", ""),  # who draws up documents, and who approves one kind
    Words("Erasure", "reason", "person_uid", ""),
)

NO_NAMES: dict[str, str] = {
    # The person's own row is emptied.
    "person": "uid code surname given patronymic folded personnel_no kind purpose ground declined",
    "basis_paper": "sha256 purpose ground",
    "familiarisation": "sha256",
    "issued_paper": "document code",
    "case": "uid",
    "cycle": "uid code",
    "sheet": "uid content_hash",
    "evidence": "uid note_uid file_sha256",
    "plan": "uid",
    "action": "uid",
    "goal": "level_from level_after",
    "draft_text": "field",
    "asked_probe": "probe",  # words of the model
    "case_draft": "field",
    "campaign_change": "assessed",  # codes
    "case_opening": "waiting",  # ids
    "cycle_end": "waiting",
    "level_import": "act places",  # words of a scale
    "conclusion": "outcome",
    "form_draft": "form about words",  # all of them go: nothing tells whom they are about
    "indicator_week": "planned fact",
    "probation_level": "level",
    "unit": "uid",
    "organisation": "uid language",
    "setting": "name",
    "snapshot": "uid engine content content_hash",  # marks and levels by id
    "journal": "act subject_kind data mac",  # ids, codes and levels
    "erasure": "person_uid",
    "own_key": "signing sealing signing_public sealing_public",
    "known_key": "signing sealing organisation",
    "case_key": "recipient",
    "kept_share": "share",
    "packet": "uid key content_hash commitment share body",  # what a case carried: see ``erasing``
    "account": "name password",  # what one is called at the log-in goes with the person
    "login": "token",
    "first_answer": "number asked answer",  # all answers are emptied: nothing tells whom they name
    "outstanding": "place content",  # papers are in the file only until they are saved
}
"""Texts of tables about people, or of the organisation, that never hold a name."""

_CATALOGUE = (
    "snapshot_part policy scale scale_level framework function item item_function item_group duty duty_item"
    " question question_set question_set_item version_link grouping_check library_action profile target"
    " provision job_description"
)
CATALOGUE = frozenset(_CATALOGUE.split())
"""Tables of the model: what is published there describes work and not people, and cannot change (law 1)."""
