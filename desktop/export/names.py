"""What each kind of document is called, in the words of the dialogs that offer it."""

from desktop.office.papers import documents
from domain.development.plan import PlanKind
from reports.words import phrases_plans
from resources.i18n import _, current


def paper_name(kind: str) -> str:
    """Return the name of a document; each kind has one of its own."""
    return {
        documents.PROFILE: _("Assessment profile"),
        documents.RESULT: _("Result for recount"),
        documents.SHEET: _("Sheet to fill in by hand"),
        documents.KEYS: _("Assessor's copy with answer keys"),
        documents.FILLED: _("Submitted sheets"),
        documents.DECISION: _("Conclusion"),
        documents.SUMMARY: _("Summary sheet"),
        documents.UNNAMED: _("Summary without names"),
        documents.REFUSAL: _("Reasons for the refusal"),
        documents.CONSENT: _("Consent to the processing of personal data"),
        documents.RESERVE: _("Consent for the candidate reserve"),
        documents.REQUIREMENTS: _("Requirements profile"),
        documents.COMPARISON: _("Candidate comparison"),
        documents.FORM: _("Blank form"),
        documents.TEAM: _("Team matrix"),
        documents.TRAINING: _("Training plan"),
        documents.REQUEST: _("Training request"),
        documents.PLAN: phrases_plans.kind(PlanKind.IDP, current()),
        documents.IDP: phrases_plans.kind(PlanKind.IDP, current()),
        documents.ADAPTATION: phrases_plans.kind(PlanKind.ADAPTATION, current()),
    }[kind]
