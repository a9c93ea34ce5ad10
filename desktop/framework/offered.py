"""The requirements a profile begins with: levels and areas to choose from, and what its document asks for."""

from dataclasses import replace

from db.framework import catalogue
from db.framework.editions import DraftView
from domain.framework.asked_of_post import asked_of_post
from domain.framework.edition import Edition
from domain.people.gates import Requirements


def with_choices(own: Requirements, content: Edition) -> Requirements:
    """Return the requirements, with levels and areas to choose from: other profiles' or those shipped."""
    if own.education_levels and own.areas:
        return own
    others = [one.requirements for one in content.profiles]
    known = next((one for one in others if one.education_levels and one.areas), None)
    if known is None:
        known = catalogue.shipped_edition().profiles[0].requirements
    return replace(
        own,
        education_levels=own.education_levels or known.education_levels,
        areas=own.areas or known.areas,
    )


def from_document(own: Requirements, view: DraftView) -> Requirements | None:
    """Return what the job description asks for, for a person to confirm.

    None if the requirements already ask for something, or the document for nothing.
    """
    if own.asked or not view.provisions:
        return None
    return asked_of_post(view.provisions, with_choices(own, view.content))
