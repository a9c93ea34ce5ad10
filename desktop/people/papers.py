"""The documents that a person is offered: of the newest result that may be seen, then of the person."""

from db.assessing.people import PersonCard
from desktop.export.papers_of import OF_DECISION, OF_RESULT, PapersOf, of_one
from desktop.office.papers.registry import FAMILIARISATION, SUBJECT_COPY
from desktop.people.state import shown_of
from domain.people.person import PersonKind


def papers_of(card: PersonCard, viewer_id: int) -> PapersOf:
    """Return the documents of this card for the viewer."""
    person, case = card.person, shown_of(card.cases, viewer_id)
    candidate = person.kind is PersonKind.CANDIDATE
    kinds = (*OF_RESULT, *(OF_DECISION if candidate else ()))
    own = (SUBJECT_COPY,) if candidate else (SUBJECT_COPY, FAMILIARISATION)
    of = {} if case is None else of_one(case.case_id, *kinds)
    return PapersOf(person.short_name, of | of_one(person.id, *own))
