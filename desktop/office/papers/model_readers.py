"""What the documents about a model, its job description and those who sign it show. No Qt."""

from sqlmodel import Session

from db.assessing import people
from db.framework import catalogue, editions, familiarisations, frameworks, job_description_editions
from db.people import retention
from db.people.organisation import organisation
from desktop.office.papers.document import Asked, Paper
from domain.framework.job_description import EditionToRead
from reports.paper.contents.assessment_papers import Regulation
from reports.paper.contents.papers import (
    FamiliarisationJournal,
    FamiliarisationPaper,
    JobDescriptionPaper,
    RefusalToSign,
)

type Papers = tuple[Paper, ...]


def job_description(session: Session, asked: Asked) -> Papers:
    """Return the job description of an edition of a model, as it is shown."""
    document = job_description_editions.view(session, asked.id)
    value = job_description_editions.chain_value(session, document)
    record = JobDescriptionPaper(organisation(session), document, asked.on, value)
    return (Paper(f"{editions.called(session, asked.id)}-{document.number}", record),)


def familiarisation(session: Session, asked: Asked) -> Papers:
    """Return the sheet on which somebody signs the job description of his or her position."""
    person = people.person(session, asked.id)
    edition = _to_sign(session, asked)
    return (Paper(person.code, FamiliarisationPaper(organisation(session), person, edition, asked.on)),)


def _to_sign(session: Session, asked: Asked) -> EditionToRead | None:
    if asked.part_id is None:
        return job_description_editions.to_read(session, asked.id)
    return job_description_editions.edition(session, asked.part_id)


def familiarisation_journal(session: Session, asked: Asked) -> Papers:
    """Return everybody who is to sign the job description of an edition of a model, by default the newest."""
    own, code = organisation(session), editions.content(session, asked.id).key
    if asked.part_id is None:
        edition = job_description_editions.newest(session, asked.id)
        people = familiarisations.in_position(session, asked.id)
    else:
        edition = job_description_editions.edition(session, asked.part_id)
        people = familiarisations.readers_of(session, asked.part_id)
    return (Paper(code, FamiliarisationJournal(own, edition, people, asked.on)),)


def refusal_to_sign(session: Session, asked: Asked) -> Papers:
    """Return the act that somebody refused to sign the job description of the position."""
    person = people.person(session, asked.id)
    edition = _to_sign(session, asked)
    refused = None if edition is None else familiarisations.refused(session, edition.id, asked.id)
    actor = None if asked.viewer_id is None else people.person(session, asked.viewer_id)
    record = RefusalToSign(organisation(session), person, edition, refused, actor, asked.on)
    return (Paper(person.code, record),)


def regulation(session: Session, asked: Asked) -> Papers:
    """Return what a regulation on assessment by this edition of a model rests on."""
    framework = frameworks.framework(session, asked.id)
    record = Regulation(
        organisation=organisation(session),
        framework=framework,
        scale=frameworks.scale(session),
        policy=frameworks.policy(session)[2],
        retention=retention.policy(session),
        basis=catalogue.citation(framework.key),
        made_on=asked.on,
    )
    return (Paper(f"{framework.key}-{framework.number}", record),)
