"""The mandatory requirements of a profile, changed in a draft."""

from dataclasses import replace

from domain.errors import Impossible, Missing
from domain.framework.edition import Edition
from domain.framework.entered import optional
from domain.people.gates import Alternative, Requirements

MONTHS = 600  # maximum length of one way to meet the experience requirement
WAYS = 3  # ways to meet the experience requirement, any one of which is enough


def require(edition: Edition, key: str, wanted: Requirements) -> Edition:
    """Set the requirements of a profile; education, experience or admission without a text is not required.

    Raises:
        Unknown: if there is no such profile.
        Missing: if education has a text but no level or the reverse, and likewise for experience.
        Impossible: if the level is unknown, or a way to meet the experience lacks months or known areas.
        TooLong: if a text is too long.
    """
    old = edition.profile(key)
    education = optional(wanted.education, "education")
    experience = optional(wanted.experience, "experience")
    if bool(education.ru) != bool(wanted.min_education):
        raise Missing("education" if wanted.min_education else "min_education")
    if wanted.min_education and wanted.min_education not in {one.id for one in wanted.education_levels}:
        raise Impossible("min_education")
    if bool(experience.ru) != bool(wanted.alternatives):
        raise Missing("experience" if wanted.alternatives else "months")
    for way in wanted.alternatives:
        if not 1 <= way.min_months <= MONTHS:
            raise Impossible("months")
        if not way.areas or not set(way.areas) <= set(wanted.areas):
            raise Impossible("areas")
    said = replace(
        wanted, education=education, experience=experience, medical=optional(wanted.medical, "medical")
    )
    profiles = tuple(replace(one, requirements=said) if one is old else one for one in edition.profiles)
    return replace(edition, profiles=profiles)


def way(number: int, old: tuple[Alternative, ...], areas: tuple[str, ...], months: int) -> Alternative:
    """Return the way with this number, from 0; an existing one keeps its id."""
    known = old[number].id if number < len(old) else f"own-{number + 1}"
    return Alternative(known, areas, months)
