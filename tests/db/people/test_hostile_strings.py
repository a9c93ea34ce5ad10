"""Whatever people type is bound to a statement and never part of one."""

import random

from sqlmodel import Session, text

from db.assessing import people
from db.file.store import Store
from db.journal import by_hand, journal
from domain.people.person import Person
from domain.text import clean
from tests.faults.sizes import size

PIECES = (
    *(
        "'",
        '"',
        "`",
        "--",
        "/*",
        "*/",
        ";",
        "\\",
        "%",
        "_",
        "[",
        "]",
        "?",
        ":1",
        "@p",
        "$1",
        "\x1a",
        "||",
        "0x27",
    ),
    *(
        "DROP TABLE person",
        "DELETE FROM mark",
        "UNION SELECT",
        "OR 1=1",
        "PRAGMA user_version=1",
        "ATTACH",
        "NULL",
    ),
    *("ʼ", "＇", "’", "é", "Ё", "ё", "я", "😀", " ", "{0}", "%s", "%(name)s"),
)


def test_what_people_type_is_text_and_no_part_of_a_statement(store: Store) -> None:
    chance = random.Random(50)
    words = [
        "я" + "".join(chance.choices(PIECES, k=chance.randrange(1, 9))) for _ in range(size("statements"))
    ]

    def add(session: Session) -> dict[int, str]:
        with journal.act(session, "add", "person"):
            return {
                people.add(session, Person(surname=word)): " ".join(clean(word).split()) for word in words
            }

    before = store.read(schema)
    added = store.write(add)
    found = {one.id: one.surname for one in store.read(people.everybody)}
    assert {person_id: found[person_id] for person_id in added} == added
    assert store.read(schema) == before
    assert store.checkup() == ()


def schema(session: Session) -> list[tuple[str, str]]:
    if not by_hand.of_the_file(session):
        return []  # the check compares it whole
    rows = session.connection().execute(text("SELECT name, sql FROM sqlite_master ORDER BY name"))
    return [(name, sql) for name, sql in rows]
