"""The card tells that somebody concluded, and when somebody was erased, and not what was concluded."""

from sqlmodel import Session

from db import models
from db.assessing import people
from db.file.store import Store
from domain.hiring.decision import Outcome
from tests.db import sample

SECRET = "о чём никто не знает"


def test_conclusions_and_the_erasure_are_told_by_name_and_day(store: Store) -> None:
    hr = sample.add(store, "Соколова", given="Анна")
    person = sample.candidate(store)
    other = sample.candidate(store, "Мельник")
    cases = {one: sample.case(store, one) for one in (person, other)}

    def write(session: Session) -> None:
        for one in (person, other):
            session.add(
                models.Conclusion(
                    case_id=cases[one],
                    outcome=Outcome.NOT_RECOMMEND,
                    reasons=SECRET,
                    person_id=hr,
                    on=sample.TODAY,
                )
            )
        session.get_one(models.Person, other).erased_at = sample.Clock()()
        session.info["unjournaled"] = True

    store.write(write)
    card = store.read(people.card, person, hr, sample.TODAY)
    assert [(one.case_id, one.by_name, one.on) for one in card.traces.conclusions] == [
        (cases[person], "Соколова Анна", sample.TODAY)
    ]
    assert card.traces.erased_at is None
    assert SECRET not in repr(card)
    assert "not_recommend" not in repr(card.traces).lower()
    assert store.read(people.card, other, hr, sample.TODAY).traces.erased_at is not None
