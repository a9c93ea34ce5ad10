"""The mandatory requirements of a profile, changed in a draft."""

from dataclasses import replace

from domain.errors import Impossible, Missing, TooLong
from domain.framework.edition import Edition
from domain.framework.edition_faults import TEXT_LIMIT
from domain.people.gates import Alternative, Requirements
from domain.text import Text, clean

MONTHS = 600  # no way to meet the experience takes longer
WAYS = 3  # ways to meet the experience, any one of which is enough


def require(edition: Edition, key: str, wanted: Requirements) -> Edition:
    """Let a profile require this; education, experience or medical admission without a text are not asked.

    Raises:
        Unknown: if there is no such profile.
        Missing: if education has a text and no level or the other way round, the same for experience.
        Impossible: if a way to meet the experience has no months, no areas, or unknown ones.
        TooLong: if a text says too much.
    """
    old = edition.profile(key)
    education = _clean(wanted.education, "education")
    experience = _clean(wanted.experience, "experience")
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
        wanted, education=education, experience=experience, medical=_clean(wanted.medical, "medical")
    )
    profiles = tuple(replace(one, requirements=said) if one is old else one for one in edition.profiles)
    return replace(edition, profiles=profiles)


def way(number: int, old: tuple[Alternative, ...], areas: tuple[str, ...], months: int) -> Alternative:
    """Return the way of this number, from 0; one that was there keeps its name."""
    known = old[number].id if number < len(old) else f"own-{number + 1}"
    return Alternative(known, areas, months)


def _clean(text: Text, field: str) -> Text:
    said = Text(clean(text.ru).strip(), clean(text.en).strip() or None if text.en else None)
    for name, one in ((field, said.ru), (f"{field}_en", said.en or "")):
        if len(one) > TEXT_LIMIT:
            raise TooLong(name, len(one), TEXT_LIMIT)
    return said
