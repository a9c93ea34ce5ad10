"""What a merge of two files does with every table: one line each; a test walks through all tables."""

from enum import StrEnum
from typing import NamedTuple

from domain.exchange.merging import Kind


class How(StrEnum):
    """How the rows of the other file come in."""

    RECORD = "record"  # found by identity; new, alike, changed on one side, or on both
    PART = "part"  # follows the record that ``owner`` leads to
    ADDED = "added"  # stays as it was written: what is not here yet is added
    APART = "apart"  # belongs to each file alone, or is joined in another way; ``why`` says which


class Rule(NamedTuple):
    """The rule for a table.

    ``same`` are ways to find the same row here, each some columns; ``*`` stands for all but the key.
    ``free`` are columns that may differ between two versions of one content. ``moves`` says that the person
    follows whoever a card was merged into.
    """

    table: str
    how: How
    same: tuple[str, ...] = ()
    owner: str = ""
    kind: Kind | None = None
    free: str = ""
    moves: bool = False
    why: str = ""


def _record(table: str, kind: Kind | None, *same: str, free: str = "", moves: bool = False) -> Rule:
    return Rule(table, How.RECORD, same, "", kind, free, moves)


def _part(table: str, owner: str, same: str = "", kind: Kind | None = None) -> Rule:
    return Rule(table, How.PART, (same,) if same else (), owner, kind)


def _added(
    table: str, owner: str, same: str, kind: Kind | None, *, moves: bool = False, free: str = ""
) -> Rule:
    return Rule(table, How.ADDED, (same,), owner, kind, free, moves)


def _apart(table: str, why: str) -> Rule:
    return Rule(table, How.APART, why=why)


# In this order identities are found: whoever refers to a row comes after it, but for links within a table.
RULES: tuple[Rule, ...] = (
    _apart("journal", "each file keeps its own chain; the event of the merge holds the end of the other"),
    _apart("erasure", "the ledgers are joined first, by the acts of erasure"),
    _apart("outstanding", "what a file has still to do on its own disk"),
    _apart("own_key", "the file that stays keeps its keys"),
    _apart("first_answer", "what the clients of each file's server were answered; they ask no other one"),
    _apart("account", "who may log in to a server is decided there, and no password travels"),
    _apart("account_unit", "as the account"),
    _apart("login", "as the account"),
    _apart("form_draft", "half-filled forms; what they are about is known to their own file only"),
    _record("organisation", Kind.ORGANISATION, "uid"),
    _added("setting", "", "name", Kind.ORGANISATION),
    _record("policy", None, "content_hash", free="number"),
    _record("scale", None, "key content_hash", free="number state published_at"),
    _part("scale_level", "scale_id"),
    _record("unit", Kind.UNITS, "uid"),
    _record("person", Kind.PEOPLE, "uid", free="code"),
    _part("education", "person_id"),
    _part("experience", "person_id"),
    _part("medical", "person_id"),
    _added("basis_paper", "person_id", "*", None, moves=True),
    _record("framework", Kind.MODELS, "uid", "key content_hash state", free="uid number"),
    _part("function", "framework_id", "framework_id code"),
    _part("item", "framework_id", "framework_id code"),
    _part("duty", "framework_id", "framework_id code"),
    _part("item_function", "item_id"),
    _part("item_group", "framework_id"),
    _part("duty_item", "duty_id"),
    _part("provision", "framework_id"),
    _part("version_link", "framework_id"),
    _part("question", "item_id"),
    _added("question_set", "framework_id", "framework_id code name_ru origin lead", None),
    _part("question_set_item", "set_id"),
    _added("grouping_check", "function_id", "function_id item_id", None),
    _record("library_action", None, "uid"),
    _record("job_description", Kind.MODELS, "uid", "framework_id state number content_hash", free="uid"),
    _record("cycle", Kind.CYCLES, "uid", free="code state"),
    _record("profile", Kind.MODELS, "uid", "key framework_id content_hash state", free="uid number"),
    _part("target", "profile_id"),
    _part("campaign", "cycle_id"),
    _added("campaign_panel", "cycle_id", "cycle_id person_id", None),
    _added("campaign_change", "cycle_id", "*", None, free="assessed"),
    _added("cycle_end", "cycle_id", "*", Kind.DECISIONS, free="waiting"),
    _added("level_import", "cycle_id", "cycle_id", None),
    _record("case", Kind.CASES, "uid", "cycle_id person_id", free="state", moves=True),
    _part("case_item", "case_id"),
    _added("imported_level", "case_id", "case_id item_id", None),
    _added("case_assessor", "case_id", "case_id person_id", None, free="position"),
    _added("case_opening", "case_id", "case_id", Kind.DECISIONS, free="waiting"),
    _added("withdrawal", "case_id", "case_id", Kind.DECISIONS),
    _added("settled", "case_id", "case_id item_id", Kind.DECISIONS),
    _added("conclusion", "case_id", "*", Kind.DECISIONS),
    _part("conclusion_signer", "conclusion_id"),
    _added("refusal", "case_id", "*", Kind.DECISIONS),
    _added("not_chosen", "case_id", "case_id", Kind.DECISIONS),
    _record("snapshot_part", None, "content_hash", free="content"),
    _added("snapshot", "case_id", "uid", None, free="content"),
    _added("case_draft", "case_id", "case_id person_id field", Kind.DRAFTS),
    _record("sheet", Kind.SHEETS, "uid", "case_id assessor_id revision"),
    _part("mark", "sheet_id", kind=Kind.MARKS),
    _part("mark_text", "sheet_id"),
    _part("asked_probe", "sheet_id"),
    _part("draft_text", "sheet_id"),
    _record("evidence", Kind.FACTS, "uid", moves=True),
    _part("evidence_item", "evidence_id"),
    _record("plan", Kind.PLANS, "uid", "case_id kind follows_id", moves=True),
    _part("goal", "plan_id", "plan_id item_id position"),
    _part("goal_duty", "goal_id"),
    _part("goal_alias", "goal_id"),
    _part("action", "goal_id", "uid"),
    _part("action_move", "action_id"),
    _part("check_meeting", "plan_id"),
    _part("indicator", "plan_id", "plan_id position"),
    _part("indicator_week", "indicator_id"),
    _part("mentoring", "plan_id"),
    _part("induction_step", "plan_id"),
    _added("probation_end", "plan_id", "*", Kind.DECISIONS),
    _part("probation_level", "end_id"),
    _added("hire", "case_id", "case_id", Kind.DECISIONS),
    _added("familiarisation", "person_id", "*", Kind.PAPERS, moves=True),
    Rule(
        "issued_paper",
        How.ADDED,
        ("document code entered_at", "document subject_id unit_id"),
        kind=Kind.PAPERS,
        free="number subject_id unit_id",
        moves=True,
    ),
    _added(
        "known_key", "person_id", "signing", Kind.PACKETS, moves=True, free="known_on actor_id withdrawn_on"
    ),
    _added("case_key", "case_id", "case_id", None),
    _added("packet", "", "uid", Kind.PACKETS, free="share body opened_on"),
    _added("kept_share", "packet_id", "packet_id number", None, free="given_on"),
    _added("training_draft", "cycle_id", "cycle_id unit_id", Kind.DRAFTS, free="content saved_at"),
    _added("note_draft", "", "author_id", Kind.DRAFTS),
)
BY_TABLE = {one.table: one for one in RULES}
