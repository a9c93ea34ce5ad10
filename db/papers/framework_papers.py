"""What the documents about a model, its job description and those who sign it show."""

from datetime import date

from sqlmodel import Session

from db.assessing import people
from db.framework import catalogue, editions, familiarisations, frameworks, job_description_editions
from db.journal.exports import Of
from db.people import register, retention
from db.people.organisation import organisation
from domain.framework.job_description import EditionToRead
from domain.papers.framework_papers import (
    FamiliarisationJournal,
    FamiliarisationPaper,
    JobDescriptionPaper,
    RefusalToSign,
    Regulation,
)
from domain.papers.paper import Paper
from domain.people.organisation import Organisation


def job_description(
    session: Session, document: str, framework_id: int, on: date
) -> tuple[Paper[JobDescriptionPaper], ...]:
    """Return the job description of an edition of a model, as it is shown."""
    shown = job_description_editions.view(session, framework_id)
    value = job_description_editions.chain_value(session, shown)
    record = JobDescriptionPaper(_own(session, document, Of.FRAMEWORK, framework_id), shown, on, value)
    return (Paper(f"{editions.called(session, framework_id)}-{shown.number}", record),)


def familiarisation(
    session: Session, document: str, person_id: int, on: date, part_id: int | None = None
) -> tuple[Paper[FamiliarisationPaper], ...]:
    """Return the sheet on which somebody signs the job description of his or her position.

    *part_id* is the edition to sign, by default the newest.
    """
    person = people.person(session, person_id)
    own = _own(session, document, Of.PERSON, person_id)
    record = FamiliarisationPaper(own, person, _to_sign(session, person_id, part_id), on)
    return (Paper(person.code, record),)


def familiarisation_journal(
    session: Session, document: str, framework_id: int, on: date, part_id: int | None = None
) -> tuple[Paper[FamiliarisationJournal], ...]:
    """Return everybody who is to sign the job description of an edition of a model, by default the newest."""
    own, code = (
        _own(session, document, Of.FRAMEWORK, framework_id),
        editions.content(session, framework_id).key,
    )
    if part_id is None:
        edition = job_description_editions.newest(session, framework_id)
        readers = familiarisations.in_position(session, framework_id)
    else:
        edition = job_description_editions.edition(session, part_id)
        readers = familiarisations.readers_of(session, part_id)
    return (Paper(code, FamiliarisationJournal(own, edition, readers, on)),)


def refusal_to_sign(
    session: Session,
    document: str,
    person_id: int,
    viewer_id: int | None,
    on: date,
    part_id: int | None = None,
) -> tuple[Paper[RefusalToSign], ...]:
    """Return the act that somebody refused to sign the job description of the position."""
    person = people.person(session, person_id)
    edition = _to_sign(session, person_id, part_id)
    refused = None if edition is None else familiarisations.refused(session, edition.id, person_id)
    actor = None if viewer_id is None else people.person(session, viewer_id)
    record = RefusalToSign(_own(session, document, Of.PERSON, person_id), person, edition, refused, actor, on)
    return (Paper(person.code, record),)


def regulation(session: Session, document: str, framework_id: int, on: date) -> tuple[Paper[Regulation], ...]:
    """Return what a regulation on assessment by this edition of a model rests on."""
    framework = frameworks.framework(session, framework_id)
    record = Regulation(
        organisation=_own(session, document, Of.FRAMEWORK, framework_id),
        framework=framework,
        scale=frameworks.scale(session),
        policy=frameworks.policy(session)[2],
        retention=retention.policy(session),
        basis=catalogue.citation(framework.key),
        made_on=on,
    )
    return (Paper(f"{framework.key}-{framework.number}", record),)


def _own(session: Session, document: str, of: Of, subject_id: int) -> Organisation:
    with register.of_paper(session, document, of, subject_id):
        return organisation(session)


def _to_sign(session: Session, person_id: int, part_id: int | None) -> EditionToRead | None:
    if part_id is None:
        return job_description_editions.to_read(session, person_id)
    return job_description_editions.edition(session, part_id)
