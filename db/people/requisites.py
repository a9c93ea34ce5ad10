"""What documents print beside names and city: for all documents, and for one kind where it differs."""

import json
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import cast

from sqlmodel import Session

from db import models
from db.journal import journal
from db.people.organisation import DOCUMENT, REGISTERED, checked
from domain.people.issued import printed
from domain.people.organisation import TEXTS, Registration, Requisites

SETTING, LOGO = "requisites", "logo"
USUAL = ""  # the requisites of all documents; any other name is the key of one kind


def entered(session: Session) -> Mapping[str, Requisites]:
    """Return kind of document -> its requisites as entered; those of all documents are always there."""
    row, picture = session.get(models.Setting, SETTING), session.get(models.Setting, LOGO)
    try:
        told = cast(object, json.loads("{}" if row is None else row.value))
    except ValueError:
        told = None
    content = cast(Mapping[str, object], told if isinstance(told, dict) else {})
    found = {kind: Requisites.from_json(one) for kind, one in content.items()}
    return {**found, USUAL: replace(found.get(USUAL, Requisites()), logo=_picture(picture))}


def keep(session: Session, kind: str, requisites: Requisites) -> None:
    """Store the requisites of one kind of document, or of all; nothing entered: as for all from now on.

    The picture is stored with those of all documents only.

    Raises:
        TooLong: if one of them is longer than 300 characters.
        Impossible: if the index would show the number twice.
    """
    printed(requisites.index, 1, 2000)
    own = replace(requisites, **{name: checked(name, getattr(requisites, name)) for name in TEXTS})
    known = dict(entered(session)) | {kind: own}
    content = {name: told for name, one in known.items() if (told := one.to_json())}
    if kind == USUAL:
        # Hexadecimal digits are one word, in which no search finds a name.
        session.merge(models.Setting(name=LOGO, value=own.logo.hex()))
    session.merge(models.Setting(name=SETTING, value=json.dumps(content, ensure_ascii=False)))
    journal.record(session, "set", "setting", None, {"name": SETTING, "document": kind})


@contextmanager
def of_document(session: Session, kind: str, registration: Registration | None = None) -> Generator[None]:
    """Let the organisation that is read meanwhile have the requisites of this document, and its number."""
    known = entered(session)
    usual = known[USUAL]
    session.info[DOCUMENT] = known[kind].over(usual) if kind in known else usual
    session.info[REGISTERED] = registration
    try:
        yield
    finally:
        del session.info[DOCUMENT], session.info[REGISTERED]


def _picture(row: models.Setting | None) -> bytes:
    try:
        return b"" if row is None else bytes.fromhex(row.value)
    except ValueError:
        return b""
