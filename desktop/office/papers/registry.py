"""The documents that the program makes, each declared once for dialogs, command line, demo and errors.

Readers and writers are named and imported when they are called: a help text brings no database along.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from importlib import import_module
from typing import Any

from domain.plan_kinds import PlanKind
from resources.i18n import Words


class About(Enum):
    """What a document is of; that is also whose id it is asked for by."""

    CASE = auto()
    CAMPAIGN = auto()
    TEAM = auto()  # a cycle of staff, or a unit in it
    PLAN = auto()


class When(Enum):
    """When a document may be had; its reader refuses it before, with the reason."""

    ALWAYS = auto()
    SHEET_OUT = auto()  # an assessor has still to hand in
    SHEETS_IN = auto()  # and nothing of it is hidden from who asks
    REFUSED = auto()  # a named person refused the candidate


@dataclass(frozen=True, slots=True)
class Asked:
    """What a document is asked for: the id of what it is about, who asks and the day that it bears.

    ``viewer_id`` None is nobody in particular; ``unit_id`` narrows a team to a unit and those below it.
    """

    id: int
    viewer_id: int | None
    on: date
    unit_id: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A document: what it is called, of what and when it may be had, who reads and who writes it.

    ``writers`` are by format, in the order they are offered. ``about_it`` is what the title does not tell,
    for the command line. ``spoken`` False is the same in every language and on every day.
    """

    key: str
    title: str
    about: About
    when: When
    reader: str
    writers: Mapping[str, str]
    about_it: str = ""
    plan: PlanKind | None = None
    spoken: bool = True

    @property
    def formats(self) -> tuple[str, ...]:
        """The names of its formats."""
        return tuple(self.writers)

    @property
    def blank(self) -> bool:
        """Whether it may be had of somebody whom nobody has rated yet."""
        return self.about is About.CASE and self.when in (When.ALWAYS, When.SHEET_OUT)

    def name(self, words: Words) -> str:
        """Return its title in the language."""
        return words.gettext(self.title)


def called(place: str) -> Any:
    """Return the function named as «package.module:function»."""
    module, _colon, function = place.partition(":")
    return getattr(import_module(module), function)


def _(message: str) -> str:
    """Mark a text for the catalogue."""
    return message


PROFILE, PLAN, RESULT = "profile", "plan", "result"
SHEET, KEYS, FILLED = "sheet", "sheet-keys", "sheet-filled"
DECISION, SUMMARY, UNNAMED, REFUSAL = "decision", "summary", "summary-unnamed", "refusal"
CONSENT, RESERVE = "consent", "consent-reserve"
REQUIREMENTS, COMPARISON, FORM = "requirements", "comparison", "form"
TEAM, TRAINING, REQUEST = "team", "training", "request"
IDP, ADAPTATION = "idp", "adaptation"

_READERS, _TEAM_READERS = "desktop.office.papers.readers", "desktop.office.papers.readers_team"
_PLAN_WRITERS = {
    "pdf": "reports.development.plan_pdf:write",
    "xlsx": "reports.development.plan_xlsx:write",
    "ics": "reports.development.plan_ics:write",
}

DOCUMENTS: Mapping[str, Document] = {
    one.key: one
    for one in (
        Document(
            PROFILE,
            _("Assessment profile"),
            About.CASE,
            When.SHEETS_IN,
            f"{_READERS}:profile",
            {
                "pdf": "reports.assessing.candidate_pdf:write_decided",
                "xlsx": "reports.assessing.candidate_xlsx:write_decided",
            },
        ),
        Document(
            PLAN,
            _("Individual development plan"),
            About.CASE,
            When.SHEETS_IN,
            f"{_READERS}:proposed_plan",
            {name: _PLAN_WRITERS[name] for name in ("pdf", "xlsx")},
            _("that of an assessment, as proposed if none is kept"),
        ),
        Document(
            RESULT,
            _("Result for recount"),
            About.CASE,
            When.SHEETS_IN,
            f"{_READERS}:result",
            {"json": "reports.assessing.result_json:write"},
            spoken=False,
        ),
        Document(
            SHEET,
            _("Sheet to fill in by hand"),
            About.CASE,
            When.SHEET_OUT,
            f"{_READERS}:sheets_to_fill_in",
            {"pdf": "reports.assessing.sheet_pdf:write"},
        ),
        Document(
            KEYS,
            _("Assessor's copy with answer keys"),
            About.CASE,
            When.SHEET_OUT,
            f"{_READERS}:sheets_with_keys",
            {"pdf": "reports.assessing.sheet_pdf:write"},
        ),
        Document(
            FILLED,
            _("Submitted sheets"),
            About.CASE,
            When.SHEETS_IN,
            f"{_READERS}:submitted_sheets",
            {"pdf": "reports.assessing.sheet_pdf:write"},
        ),
        Document(
            DECISION,
            _("Conclusion"),
            About.CASE,
            When.SHEETS_IN,
            f"{_READERS}:decision",
            {"pdf": "reports.hiring.decision_pdf:write"},
        ),
        Document(
            SUMMARY,
            _("Summary sheet"),
            About.CASE,
            When.SHEETS_IN,
            f"{_READERS}:decision",
            {"pdf": "reports.assessing.summary_pdf:write"},
            _("all marks"),
        ),
        Document(
            UNNAMED,
            _("Summary without names"),
            About.CASE,
            When.SHEETS_IN,
            f"{_READERS}:decision",
            {"pdf": "reports.assessing.summary_pdf:write_unnamed"},
            _("for the person assessed"),
        ),
        Document(
            REFUSAL,
            _("Reasons for the refusal"),
            About.CASE,
            When.REFUSED,
            f"{_READERS}:refusal",
            {"pdf": "reports.hiring.refusal_pdf:write_kept"},
        ),
        Document(
            CONSENT,
            _("Consent to the processing of personal data"),
            About.CASE,
            When.ALWAYS,
            f"{_READERS}:consent",
            {"pdf": "reports.people.consent_pdf:write"},
        ),
        Document(
            RESERVE,
            _("Consent for the candidate reserve"),
            About.CASE,
            When.ALWAYS,
            f"{_READERS}:consent_for_reserve",
            {"pdf": "reports.people.consent_pdf:write"},
        ),
        Document(
            REQUIREMENTS,
            _("Requirements profile"),
            About.CAMPAIGN,
            When.ALWAYS,
            f"{_READERS}:requirements",
            {"pdf": "reports.hiring.requirements_pdf:write"},
            _("what the vacancy asks for"),
        ),
        Document(
            COMPARISON,
            _("Candidate comparison"),
            About.CAMPAIGN,
            When.ALWAYS,
            f"{_READERS}:comparison",
            {
                "pdf": "reports.hiring.comparison_pdf:write",
                "xlsx": "reports.hiring.comparison_xlsx:write",
            },
        ),
        Document(
            FORM,
            _("Blank form"),
            About.CAMPAIGN,
            When.ALWAYS,
            f"{_READERS}:empty_form",
            {"pdf": "reports.assessing.sheet_pdf:write"},
            _("a sheet in nobody's name"),
        ),
        Document(
            TEAM,
            _("Team matrix"),
            About.TEAM,
            When.ALWAYS,
            f"{_TEAM_READERS}:matrix",
            {"pdf": "reports.team.team_pdf:write", "xlsx": "reports.team.team_xlsx:write"},
        ),
        Document(
            TRAINING,
            _("Training plan"),
            About.TEAM,
            When.ALWAYS,
            f"{_TEAM_READERS}:training",
            {"pdf": "reports.team.training_pdf:write", "xlsx": "reports.team.training_xlsx:write"},
            _("what a team is taught in the next quarter"),
        ),
        Document(
            REQUEST,
            _("Training requests"),
            About.TEAM,
            When.ALWAYS,
            f"{_TEAM_READERS}:training",
            {
                "pdf": "reports.team.training_pdf:write_requests",
                "xlsx": "reports.team.training_request_xlsx:write",
            },
            _("one for each topic"),
        ),
        Document(
            IDP,
            _("Individual development plan"),
            About.PLAN,
            When.ALWAYS,
            f"{_READERS}:kept_plan",
            _PLAN_WRITERS,
            _("the latest one kept for a person, with its outcome"),
            PlanKind.IDP,
        ),
        Document(
            ADAPTATION,
            _("Onboarding plan"),
            About.PLAN,
            When.ALWAYS,
            f"{_READERS}:kept_plan",
            {
                "pdf": "reports.development.adaptation_pdf:write",
                "xlsx": "reports.development.adaptation_xlsx:write",
                "ics": "reports.development.plan_ics:write",
            },
            plan=PlanKind.ADAPTATION,
        ),
    )
}
OF_PLANS: Mapping[PlanKind, str] = {one.plan: one.key for one in DOCUMENTS.values() if one.plan is not None}

# An edition of a framework is written by ``desktop.office.intake.models``; here is how it can be asked for.
FRAMEWORK = "framework"
CHANGES = "changes"  # what the edition changes of the one before, as PDF
TEMPLATE = "template"  # the empty workbook, with the scale of the model; only if asked for
FRAMEWORK_FORMATS = ("xlsx", "case", "moodle", "pdf", CHANGES)
