"""The cases of the example's names, confirmed as an HR specialist would before the first document."""

from db.assessing import people
from db.file.store import Store
from db.people import declensions


def confirm(store: Store) -> None:
    """Confirm the proposed cases of everybody's name and position."""
    from reports.people.declining import proposed

    for row in store.read(people.people, None):
        person = row.person
        told = proposed(person.surname, person.given, person.patronymic, person.post)
        if told is not None:
            store.write(declensions.confirm, person.id, told)
