"""Refusals of documents and of their requisites."""

from domain.development.adaptation import MentorsByJob
from domain.errors import NoCandidate, NoLogo, NoMentor, NotFailed, OnlyDraft
from domain.people.declined import Renamed
from domain.people.issued import Registered
from reports.words.refusals import IN_FIELD, UNMADE, Refusals, said
from resources.msgids import _

REFUSALS: Refusals = {
    NoLogo: said(
        _("This file is not a picture that can be printed, or it is larger than 8 MB."),
        _("Choose a PNG or JPEG picture. The logo stays as it was."),
        IN_FIELD,
    ),
    NoCandidate: said(
        _("This is an assessment of an employee; the letter is for candidates."),
        _("Choose an assessment of a candidate."),
        UNMADE,
    ),
    OnlyDraft: said(
        _("The document is a draft, and a draft gets no number."),
        _("Approve the plan, or record the conclusion, first."),
    ),
    Registered: said(
        _("Number {code} of {on} was given meanwhile to one of these documents, in another window."),
        _("Close the form: the document keeps that number. To register the others, begin again."),
    ),
    Renamed: said(
        _("The name or position was changed meanwhile: {now}."),
        _("Close the form and check the forms of the new name."),
    ),
    NotFailed: said(
        _("The conclusion on this probation is not that it was not passed."),
        _("If it has changed, record the new conclusion in the plan."),
        UNMADE,
    ),
    NoMentor: said(
        _("No mentor is appointed in this plan."),
        _("Appoint the mentor in the plan."),
        UNMADE,
    ),
    MentorsByJob: said(
        _("Mentoring is part of the mentor's job: {clause}."),
        _("No consent is needed. If this is wrong, correct the mentor in the plan."),
        UNMADE,
    ),
}
