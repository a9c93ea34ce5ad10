"""What the papers about a model, its job description and those who sign it print."""

from dataclasses import dataclass
from datetime import date

from domain.assessing.policy import Policy
from domain.framework.framework import Framework
from domain.framework.job_description import EditionToRead, JobDescription
from domain.people.familiarisation import Reader, Signature
from domain.people.organisation import Organisation
from domain.people.person import Person
from domain.people.retention import Retention
from domain.scale import Scale
from domain.text import Text


@dataclass(frozen=True, slots=True)
class JobDescriptionPaper:
    """A job description to approve; ``chain_value`` is that of the event that published it, empty before."""

    organisation: Organisation
    document: JobDescription
    made_on: date
    chain_value: str = ""


@dataclass(frozen=True, slots=True)
class FamiliarisationJournal:
    """Everybody who is to sign one edition of a job description; None is a line to name it by hand."""

    organisation: Organisation
    edition: EditionToRead | None
    people: tuple[Reader, ...]
    made_on: date


@dataclass(frozen=True, slots=True)
class RefusalToSign:
    """An act that one person refused to sign a job description; ``refused`` None is one to fill by hand."""

    organisation: Organisation
    person: Person
    edition: EditionToRead | None
    refused: Signature | None
    actor: Person | None
    made_on: date


@dataclass(frozen=True, slots=True)
class FamiliarisationPaper:
    """A sheet for one person to sign; ``edition`` None is a line to name the document by hand."""

    organisation: Organisation
    person: Person
    edition: EditionToRead | None
    made_on: date


@dataclass(frozen=True, slots=True)
class Regulation:
    """What the rules of an assessment rest on in this file: model, scale, thresholds and terms."""

    organisation: Organisation
    framework: Framework
    scale: Scale
    policy: Policy
    retention: Retention
    basis: Text | None
    made_on: date
