"""Each of the 33 clauses of the source has its field, a list of the model, a gate, or stands word for word.

Clause 2.1 counts with its five functions. What the program does beyond printing a clause is named here.
"""

from enum import StrEnum

from db.file.store import Store
from db.framework import familiarisations
from db.framework import job_description_editions as documents
from domain.framework.job_description import FeedKind, Standing
from domain.people.familiarisation import Reply, Signature
from tests.db import sample


class Served(StrEnum):
    """How a clause is served."""

    FIELD = "a blank to fill in, or a line to write on"
    LIST = "a list that the model keeps and assessments use"
    GATE = "a mandatory requirement, checked for every candidate"
    RECORD = "who has signed which edition is on record"
    WORDS = "printed word for word; may be reworded"


CLAUSES: dict[str, Served] = {
    "1.1": Served.WORDS,
    "1.2": Served.GATE,
    "1.3": Served.GATE,
    "1.4": Served.LIST,
    "1.5": Served.LIST,
    "1.6": Served.FIELD,
    "1.7": Served.FIELD,
    "1.8": Served.FIELD,
    "2.1": Served.LIST,
    "2.2": Served.FIELD,
    "3.1": Served.WORDS,
    **{f"3.1.{at}": Served.LIST for at in range(1, 6)},
    "3.1.6": Served.WORDS,
    "3.1.7": Served.FIELD,
    "3.2": Served.FIELD,
    **{f"4.{at}": Served.WORDS for at in range(1, 9)},
    "4.9": Served.FIELD,
    "5.1": Served.WORDS,
    "5.2": Served.FIELD,
    "6.1": Served.FIELD,
    "6.2": Served.RECORD,
    "6.3": Served.FIELD,
}


def test_there_are_thirty_three_clauses_and_no_other(store: Store) -> None:
    assert len(CLAUSES) == 33
    record = store.read(documents.view, sample.framework(store).id)
    heads = {one.number.partition(" ")[0] for one in record.clauses if "." in one.number}
    assert {one for one in heads if not one.startswith("2.1.")} == set(CLAUSES)


def test_each_clause_is_served_as_it_says(store: Store) -> None:
    framework = sample.framework(store).id
    record = store.read(documents.view, framework)
    for number, served in CLAUSES.items():
        lines = [
            one
            for one in record.clauses
            if one.number.partition(" ")[0] == number or (number == "2.1" and one.number.startswith("2.1."))
        ]
        kinds = {feed.kind for one in lines for feed in one.feeds}
        match served:
            case Served.FIELD:
                assert any(one.standing is Standing.BLANK and one.place for one in lines), number
            case Served.LIST:
                assert kinds & {FeedKind.ITEM, FeedKind.DUTY, FeedKind.FUNCTION}, number
            case Served.GATE:
                assert kinds == {FeedKind.GATE}, number
            case Served.RECORD:
                assert lines and all(one.place for one in lines), number
                assert signed_by_the_one_in_the_position(store, framework), number
            case Served.WORDS:
                assert all(one.place and one.text.en for one in lines), number
                store.write(documents.fill, framework, lines[0].place, "Своими словами.")
    reworded = {
        one.number for one in store.read(documents.view, framework).clauses if one.standing is Standing.OWN
    }
    assert reworded == {number for number, served in CLAUSES.items() if served is Served.WORDS}


def signed_by_the_one_in_the_position(store: Store, framework: int) -> bool:
    """Publish the job description, enter a signature, and return whether nobody is owed any more."""
    person = sample.add(store, "Громов", post="менеджер")
    store.write(documents.publish, framework, "15", None)
    document = store.read(familiarisations.newest_of, framework)
    assert document is not None
    assert [one.person_id for one in store.read(familiarisations.readers, document).owing] == [person]
    signed = Signature(Reply.SIGNED, sample.TODAY)
    store.write(familiarisations.enter, document, (person,), signed)
    return not store.read(familiarisations.owing)
