"""What a paper over the wire tells, and what is told of it, is about its own subjects alone."""

import pytest

from db.file.store import Store
from db.journal.exports import Of
from db.papers import exporting
from db.people import organisation, register
from db.service.acts import Acts
from db.service.first_answers import FirstAnswers
from domain.errors import Impossible
from domain.login import Login, LoginRole
from domain.papers.kinds import DECISION, REFUSAL_TO_SIGN
from domain.people.issued import Issue
from domain.people.organisation import Registration
from tests.db import sample
from tests.db.interview import ON, Interview
from tests.db.service.asking import Account


def test_a_paper_tells_no_number_of_whoever_has_the_same_id(store: Store) -> None:
    """A manager reads a paper of a case under the name of a document of people, whose register is HR's."""
    at = Interview(store, opened=False)
    at.hand_in(store)
    store.act_as(at.hr)
    manager = Account(Acts(store, FirstAnswers()), Login(at.manager, LoginRole.MANAGER))
    for document, of in ((REFUSAL_TO_SIGN, Of.PERSON), (DECISION, Of.CASE)):
        store.write(register.issue, document, of, at.case, Issue(ON, "Е.П. Фомина"))

    def number(document: str) -> Registration | None:
        (paper,) = manager.ask("papers.hiring_papers.decision", document, at.case, on=ON)
        return paper.record.result.organisation.registration

    assert number(DECISION) == Registration("1", ON)
    assert number(REFUSAL_TO_SIGN) is None


def test_whom_an_export_is_about_is_not_left_out_by_naming_a_unit_of_others(store: Store) -> None:
    person, unit = sample.add(store, "Лисин"), store.write(organisation.add_unit, "Цех")
    with pytest.raises(Impossible):
        store.write(exporting.exported, "profile", Of.PERSON, (person,), ("pdf",), 1, unit)
