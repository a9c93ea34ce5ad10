"""The program's documents, each declared once for dialogs, command line, demo and errors."""

from collections.abc import Mapping

from desktop.office.papers.document import About, Document, When
from domain.papers.kinds import (
    ADAPTATION,
    AGENDA,
    ANSWER_FORM,
    CANDIDATE_LEVELS,
    CHECK_DAY,
    COMPARISON,
    CONSENT,
    DECISION,
    FAMILIARISATION,
    FAMILIARISATION_JOURNAL,
    FEEDBACK,
    FILLED,
    FORM,
    IDP,
    INVITATION,
    JOB_DESCRIPTION,
    KEYS,
    LEVELS,
    MEETING,
    MENTOR_CONSENT,
    MENTOR_ORDER,
    MENTOR_REPORT,
    MINUTES,
    MODEL_ORDER,
    NOTICE,
    ORDER,
    PLAN,
    PROFILE,
    QUARTER,
    QUESTIONS,
    REFUSAL,
    REFUSAL_TO_SIGN,
    REGULATION,
    REJECTION,
    REQUEST,
    REQUIREMENTS,
    RESERVE,
    RESULT,
    SELECTION,
    SHEET,
    STAFF_ORDER,
    SUBJECT_COPY,
    SUMMARY,
    TEAM,
    TRAINING,
    UNNAMED,
)
from domain.plan_kinds import PlanKind
from resources.msgids import _

_CASE, _CAMPAIGN, _TEAM, _PLAN, _PERSON, _MODEL = About
_ALWAYS, _SHEET_OUT, _SHEETS_IN, _REFUSED, _CANDIDATE, _FAILED, _MENTORED, _AGREES = When
_SHEET = {"pdf": "assessing.sheet_pdf"}
_CONSENT = {"pdf": "people.consent:write", "docx": "people.consent:write_docx"}
_IDP = {"pdf": "development.plan_pdf", "docx": "development.plan_docx", "xlsx": "development.plan_xlsx"}
_LONG = {"xlsx": "team.levels_table", "csv": "team.levels_table:write_csv"}
_CALENDAR = {"ics": "development.plan_ics"}


def _text(
    key: str,
    title: str,
    about: About,
    when: When,
    reader: str,
    module: str,
    about_it: str = "",
    *,
    function: str = "write",
    plan: PlanKind | None = None,
    names_people: bool = True,
    of_record: bool = False,
) -> Document:
    """Return a document made of text, which people may go on with before it is signed."""
    writers = {"pdf": f"{module}:{function}", "docx": f"{module}:{function}_docx"}
    return Document(
        key,
        title,
        about,
        when,
        reader,
        writers,
        about_it,
        plan,
        names_people=names_people,
        of_record=of_record,
    )


DOCUMENTS: Mapping[str, Document] = {
    one.key: one
    for one in (
        Document(
            PROFILE,
            _("Assessment profile"),
            _CASE,
            _SHEETS_IN,
            "hiring_papers:profile",
            {
                "pdf": "assessing.candidate_pdf:write_decided",
                "xlsx": "assessing.candidate_xlsx:write_decided",
            },
            of_record=True,
        ),
        Document(
            PLAN,
            _("Individual development plan"),
            _CASE,
            _SHEETS_IN,
            "plan_papers:proposed_plan",
            _IDP,
            _("that of an assessment, as proposed if none is kept"),
        ),
        Document(
            RESULT,
            _("Result for recalculation"),
            _CASE,
            _SHEETS_IN,
            "assessing_papers:result",
            {"json": "assessing.result_json"},
            spoken=False,
        ),
        Document(
            SHEET,
            _("Sheet to fill in by hand"),
            _CASE,
            _SHEET_OUT,
            "assessing_papers:sheets_to_fill_in",
            _SHEET,
        ),
        Document(
            KEYS,
            _("Assessor's copy with answer keys"),
            _CASE,
            _SHEET_OUT,
            "assessing_papers:sheets_with_keys",
            _SHEET,
        ),
        Document(
            ANSWER_FORM,
            _("Assessor's form"),
            _CASE,
            _SHEET_OUT,
            "assessing_papers:answer_forms",
            {"xlsx": "assessing.answer_form_xlsx"},
            _("to be filled in without Merilo and imported"),
        ),
        Document(
            FILLED,
            _("Submitted sheets"),
            _CASE,
            _SHEETS_IN,
            "assessing_papers:submitted_sheets",
            _SHEET,
            of_record=True,
        ),
        Document(
            DECISION,
            _("Conclusion"),
            _CASE,
            _SHEETS_IN,
            "hiring_papers:decision",
            {"pdf": "hiring.decision_pdf"},
            of_record=True,
        ),
        Document(
            SUMMARY,
            _("Summary sheet"),
            _CASE,
            _SHEETS_IN,
            "hiring_papers:decision",
            {"pdf": "assessing.summary_pdf"},
            _("all marks"),
        ),
        Document(
            UNNAMED,
            _("Summary without names"),
            _CASE,
            _SHEETS_IN,
            "hiring_papers:decision",
            {"pdf": "assessing.summary_pdf:write_unnamed"},
            _("for the person assessed"),
        ),
        Document(
            REFUSAL,
            _("Reasons for the refusal"),
            _CASE,
            _REFUSED,
            "hiring_papers:refusal",
            {"pdf": "hiring.refusal_letter", "docx": "hiring.refusal_letter:write_docx"},
            of_record=True,
        ),
        Document(
            CONSENT,
            _("Consent to the processing of personal data"),
            _CASE,
            _ALWAYS,
            "hiring_papers:consent",
            _CONSENT,
        ),
        Document(
            RESERVE,
            _("Consent for the candidate reserve"),
            _CASE,
            _ALWAYS,
            "hiring_papers:consent_for_reserve",
            _CONSENT,
        ),
        Document(
            REQUIREMENTS,
            _("Requirements profile"),
            _CAMPAIGN,
            _ALWAYS,
            "hiring_papers:requirements",
            {"pdf": "hiring.requirements_pdf", "docx": "hiring.requirements_docx"},
            _("what the vacancy asks for"),
            names_people=False,
            of_record=True,
        ),
        Document(
            COMPARISON,
            _("Candidate comparison"),
            _CAMPAIGN,
            _ALWAYS,
            "hiring_papers:comparison",
            {"pdf": "hiring.comparison_pdf", "xlsx": "hiring.comparison_xlsx"},
        ),
        Document(
            FORM,
            _("Blank form"),
            _CAMPAIGN,
            _ALWAYS,
            "hiring_papers:empty_form",
            _SHEET,
            _("a sheet in nobody's name"),
            names_people=False,
        ),
        Document(
            TEAM,
            _("Team matrix"),
            _TEAM,
            _ALWAYS,
            "team_papers:matrix",
            {"pdf": "team.team_pdf", "xlsx": "team.team_xlsx"},
        ),
        Document(
            LEVELS,
            _("Long table of levels"),
            _TEAM,
            _ALWAYS,
            "team_papers:long_table",
            _LONG,
            _("a row for each competency of each person, for pivot tables; all assessments in one file"),
            joined="team.long_table:joined",
        ),
        Document(
            CANDIDATE_LEVELS,
            _("Long table of candidates' levels"),
            _CAMPAIGN,
            _ALWAYS,
            "team_papers:long_table",
            _LONG,
            _("the same of candidates; all vacancies in one file"),
            joined="team.long_table:joined",
        ),
        Document(
            TRAINING,
            _("Training plan"),
            _TEAM,
            _ALWAYS,
            "team_papers:training",
            {"pdf": "team.training_pdf", "xlsx": "team.training_xlsx"},
            _("what a team is taught in the next quarter"),
        ),
        Document(
            REQUEST,
            _("Training requests"),
            _TEAM,
            _ALWAYS,
            "team_papers:training",
            {"pdf": "team.training_pdf:write_requests", "xlsx": "team.training_request_xlsx"},
            _("one for each topic"),
        ),
        Document(
            IDP,
            _("Individual development plan"),
            _PLAN,
            _ALWAYS,
            "plan_papers:kept_plan",
            {**_IDP, **_CALENDAR},
            _("the latest one kept for a person, with its outcome"),
            PlanKind.IDP,
            of_record=True,
        ),
        Document(
            ADAPTATION,
            _("Onboarding plan"),
            _PLAN,
            _ALWAYS,
            "plan_papers:kept_plan",
            {
                "pdf": "development.adaptation_pdf",
                "xlsx": "development.adaptation_xlsx",
                **_CALENDAR,
            },
            plan=PlanKind.ADAPTATION,
            of_record=True,
        ),
        Document(
            SUBJECT_COPY,
            _("Copy of personal data"),
            _PERSON,
            _ALWAYS,
            "subject_copies:subject_copy",
            {"pdf": "people.subject_copy_pdf", "json": "people.subject_copy_json"},
            _("all that is held on a person, for the person; others are not named"),
        ),
        Document(
            FAMILIARISATION,
            _("Familiarisation sheet"),
            _PERSON,
            _ALWAYS,
            "framework_papers:familiarisation",
            {"pdf": "framework.familiarisation_pdf"},
            _("with the job description of the person's position, to sign"),
        ),
        _text(
            REFUSAL_TO_SIGN,
            _("Record of a refusal to sign"),
            _PERSON,
            _ALWAYS,
            "framework_papers:refusal_to_sign",
            "framework.refusal_to_sign",
            _("of the job description, with places for two witnesses"),
        ),
        Document(
            FAMILIARISATION_JOURNAL,
            _("Familiarisation journal"),
            _MODEL,
            _ALWAYS,
            "framework_papers:familiarisation_journal",
            {"pdf": "framework.familiarisation_journal_pdf"},
            _("with the job description of a framework, for all in the position"),
        ),
        Document(
            JOB_DESCRIPTION,
            _("Job description"),
            _MODEL,
            _ALWAYS,
            "framework_papers:job_description",
            {"pdf": "framework.job_description_pdf", "docx": "framework.job_description_docx"},
            _("that of a framework, with blanks as lines to fill in"),
            names_people=False,
            of_record=True,
        ),
        _text(
            REGULATION,
            _("Regulation on assessment"),
            _MODEL,
            _ALWAYS,
            "framework_papers:regulation",
            "framework.regulation",
            _("the local act, with the scale, the thresholds and the terms of this file"),
            names_people=False,
            of_record=True,
        ),
        _text(
            MODEL_ORDER,
            _("Order to approve the framework"),
            _MODEL,
            _ALWAYS,
            "framework_papers:regulation",
            "framework.model_order",
            names_people=False,
        ),
        _text(
            ORDER,
            _("Order to assess candidates"),
            _CAMPAIGN,
            _ALWAYS,
            "hiring_papers:campaign_order",
            "assessing.assessment_order",
        ),
        _text(
            STAFF_ORDER,
            _("Order to assess staff"),
            _TEAM,
            _ALWAYS,
            "team_papers:staff_order",
            "assessing.assessment_order",
        ),
        _text(
            INVITATION,
            _("Invitation to an interview"),
            _CASE,
            _CANDIDATE,
            "hiring_papers:invitation",
            "hiring.invitation",
        ),
        _text(
            QUESTIONS,
            _("Interview questions"),
            _CAMPAIGN,
            _ALWAYS,
            "hiring_papers:requirements",
            "hiring.question_list",
            _("without answer keys"),
            names_people=False,
        ),
        _text(
            AGENDA, _("Agenda of the meeting"), _CASE, _SHEETS_IN, "hiring_papers:decision", "hiring.agenda"
        ),
        _text(
            MINUTES,
            _("Minutes of the panel meeting"),
            _CAMPAIGN,
            _ALWAYS,
            "hiring_papers:comparison",
            "hiring.minutes",
        ),
        _text(
            SELECTION,
            _("Vacancy at a glance"),
            _CAMPAIGN,
            _ALWAYS,
            "hiring_papers:comparison",
            "hiring.campaign_page",
        ),
        _text(
            REJECTION,
            _("Letter of rejection"),
            _CASE,
            _REFUSED,
            "hiring_papers:refusal",
            "hiring.rejection",
            _("without the reasons"),
        ),
        _text(
            FEEDBACK,
            _("Feedback on the assessment"),
            _CASE,
            _SHEETS_IN,
            "hiring_papers:feedback",
            "assessing.feedback",
        ),
        _text(
            QUARTER, _("Assessment at a glance"), _TEAM, _ALWAYS, "team_papers:matrix", "team.quarter_page"
        ),
        *(
            _text(key, title, _PLAN, _ALWAYS, "plan_papers:kept_plan", "development.check_meeting", plan=kind)
            for key, title, kind in (
                (MEETING, _("Review meeting sheet"), PlanKind.IDP),
                (CHECK_DAY, _("Probation review sheet"), PlanKind.ADAPTATION),
            )
        ),
        _text(
            NOTICE,
            _("Notice of a failed probation"),
            _PLAN,
            _FAILED,
            "plan_papers:failed_probation",
            "development.failed_probation",
            plan=PlanKind.ADAPTATION,
        ),
        *(
            _text(
                key,
                title,
                _PLAN,
                when,
                reader,
                "development.mentoring_papers",
                function=function,
                plan=PlanKind.ADAPTATION,
            )
            for key, title, when, reader, function in (
                (
                    MENTOR_CONSENT,
                    _("Consent to mentoring"),
                    _AGREES,
                    "plan_papers:mentor_to_agree",
                    "write_consent",
                ),
                (
                    MENTOR_ORDER,
                    _("Order on mentoring"),
                    _MENTORED,
                    "plan_papers:mentored_plan",
                    "write_order",
                ),
                (MENTOR_REPORT, _("Mentor's report"), _MENTORED, "plan_papers:mentored_plan", "write_report"),
            )
        ),
    )
}
# The paper that stands for a plan of a kind is the one declared first; others may be about such a plan too.
OF_PLANS: Mapping[PlanKind, str] = {
    one.plan: one.key for one in reversed(tuple(DOCUMENTS.values())) if one.plan is not None
}

# What else leaves the file and is recorded as exported.
LEFT_ROWS = "left-rows"  # rows of a list of people that were not imported
MATRIX = "skill-matrix"  # to be filled in with levels; it names the people of the file
JOURNAL = "journal"
RECOVERY = "recovery-sheet"
REGISTER = "register"  # of issued documents
PACKET = "packet"  # invitations and sealed sheets, as ``db.exchange`` records them

# Framework editions are written by ``desktop.office.intake.models``; these are the names to ask for them.
FRAMEWORK = "framework"
CHANGES = "changes"  # what the edition changes in the previous one, as PDF
TEMPLATE = "template"  # the empty workbook, with the model's scale; only on request
FRAMEWORK_FORMATS = ("xlsx", "case", "moodle", "pdf", CHANGES)
