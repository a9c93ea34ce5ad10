"""What other people in the file are called, as far as texts about a person may name them."""

from collections.abc import Iterable

from sqlalchemy import or_
from sqlalchemy import select as select_columns
from sqlmodel import Session, col

from db import models
from domain.people.declined import Declined
from domain.people.naming import Naming, naming_of
from domain.people.person import Person
from domain.text import fold

_STEM = 5  # letters of a name that stay the same in every case of Russian, or all but the last two


def named_in(session: Session, person_id: int, texts: Iterable[str]) -> tuple[Naming, ...]:
    """Return what those others are called whose name may stand in one of the texts; one statement.

    Few of thousands do, and each costs several patterns a text; a beginning of the name finds them.
    """
    hay = fold("\n".join(texts))
    person = models.Person
    found = session.connection().execute(
        select_columns(
            col(person.surname), col(person.given), col(person.patronymic), col(person.declined)
        ).where(
            col(person.id) != person_id,
            or_(col(person.merged_into).is_(None), col(person.merged_into) != person_id),
            col(person.erased_at).is_(None),
        )
    )
    names = {(surname, given, patronymic, declined or "") for surname, given, patronymic, declined in found}
    told = (
        naming_of(
            Person(
                surname=surname,
                given=given,
                patronymic=patronymic,
                declined=Declined.from_json(declined),
            )
        )
        for surname, given, patronymic, declined in sorted(names)
    )
    return tuple(
        one
        for one in told
        if _may_stand(one.surname, hay)
        or (one.given and one.patronymic and _may_stand(one.given, hay))
        or any(fold(form) in hay for form in one.forms)
    )


def _may_stand(name: str, hay: str) -> bool:
    short = fold(name)
    return bool(short) and short[: max(2, min(_STEM, len(short) - 2))] in hay
