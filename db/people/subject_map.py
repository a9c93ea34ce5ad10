"""Where the copy of somebody's own data says what each table holds about the person, or why it does not.

A test walks through all tables that an erasure empties or leaves without a name, and through their texts:
what is new must be put into one of these lists.
"""

from collections.abc import Mapping

COPIED: Mapping[str, str] = {
    "person": "person",
    "education": "person.education",
    "experience": "person.experience",
    "medical": "person.medical",
    "basis_paper": "processing.documents",
    "familiarisation": "familiarised",
    "issued_paper": "issued",
    "case": "assessments",
    "sheet": "assessments.sheets",
    "case_item": "assessments.left_out",
    "case_assessor": "assessments.assigned",
    "case_opening": "assessments.opened_early",
    "mark": "assessments.own_sheets",  # marks of others are in the levels of the items (law 15)
    "mark_text": "assessments.words",
    "asked_probe": "assessments.asked",
    "evidence": "notes",
    "evidence_item": "notes.items",
    "settled": "assessments.agreed",
    "imported_level": "assessments.brought_in",
    "level_import": "assessments.brought_in",
    "conclusion": "assessments.conclusions",
    "refusal": "assessments.refusal",
    "not_chosen": "assessments.not_chosen",
    "withdrawal": "assessments.withdrawn",
    "hire": "assessments.hired",
    "plan": "plans",
    "goal": "plans.goals",
    "goal_duty": "plans.goals.duties",
    "goal_alias": "plans.goals.also_covers",
    "action": "plans.goals.actions",
    "action_move": "plans.goals.actions.moved",
    "check_meeting": "plans.meetings",
    "indicator": "plans.indicators",
    "indicator_week": "plans.indicators.weeks",
    "probation_end": "plans.conclusions",
    "probation_level": "plans.conclusions.levels",
    "mentoring": "plans.mentoring",
    "induction_step": "plans.induction",
    "training_draft": "training",
    "conclusion_signer": "done",  # as a signer of what was concluded about others
    "journal": "handed_out",  # other events are told of by their kind
    "snapshot": "not_quoted",
    "draft_text": "not_quoted",
    "case_draft": "not_quoted",
    "note_draft": "not_quoted",
}
"""Table -> the place in the copy, by the keys of its JSON."""

NOT_COPIED: Mapping[str, str] = {
    "form_draft": "Its subject is a digest: nothing tells whom a half-filled form is about.",
    "account": "How the person logs in to the server: a name, a role and what a password is recognised by.",
    "account_unit": "Which units the person may look at on the server: it says nothing about the person.",
    "login": "Until when the person is logged in; each login is told of as an event of the journal.",
    "first_answer": "What the server answered to an act, in case it is asked again; the act is in its event.",
    "erasure": "Who is in it has no data in the file, and so no copy.",
    "known_key": "The key of a person's own file: that file has it, and it says nothing about the person.",
    "case_key": "The key to which sheets are sealed: it holds nothing about anybody.",
    "packet": "Sealed, or told of where it was made: a sheet as any other, a result by the other file.",
    "campaign_panel": "Who is to rate in a vacancy; where the person has done so, the copy says it.",
    "cycle_end": "The end of a whole cycle; ids of assessors who were waited for then.",
    "campaign_change": "What changed for a whole vacancy; codes of who had been assessed by then.",
    "grouping_check": "Who looked through a model: an act, told of as an event of the journal.",
    "version_link": "Who linked two editions: an act, told of as an event of the journal.",
    "framework": "Who published or reviewed a model: an act, told of as an event of the journal.",
}
"""Table -> why the copy does not tell of it."""

TEXTS_NOT_COPIED: Mapping[tuple[str, str], str] = {
    **dict.fromkeys(
        (
            ("Conclusion", "post"),
            ("ConclusionSigner", "post"),
            ("NotChosen", "post"),
            ("ProbationEnd", "post"),
        ),
        "The post of whoever decided or signed, who is told of by role at most.",
    ),
    **dict.fromkeys(
        (
            ("DraftText", "text"),
            ("NoteDraft", "text"),
            ("NoteDraft", "form"),
            ("CaseDraft", "text"),
        ),
        "Half-typed: nobody has said that yet. The copy says how many there are.",
    ),
    ("IssuedPaper", "about"): "Of documents about nobody only.",
    ("TrainingDraft", "content"): "Only the person's own places in it are told.",
}
"""A text (table, column) of a copied table -> why the copy does not quote it."""
