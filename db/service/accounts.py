"""Accounts of people on the server: made, changed, closed and unlocked by an administrator, each an event.

A password comes here only as what it is recognised by. Events are about the person; their data has the
account, never its name, which goes with the person.
"""

from collections.abc import Iterable
from contextlib import suppress

from sqlalchemy import ColumnElement, and_, or_
from sqlmodel import Session, col, delete, select, update

from db import models
from db.assessing import people
from db.journal import journal
from db.journal.presence import present
from db.models.table import existing
from db.models.types import now, today
from domain.errors import Taken, Unknown
from domain.login import Account, Login, LoginRole, OpenLogin, account_name, check_units
from domain.people.person import Person, full_name


def person_of(session: Session, told: str) -> Person:
    """Return the person with this code, or else with this personnel number.

    Raises:
        Unknown: if it is nobody's.
    """
    of = models.Person
    with suppress(Unknown):
        return people.by_code(session, told)
    found = session.exec(select(of.id).where(of.personnel_no == told, present())).all()
    if len(found) != 1:
        raise Unknown("person", told)
    return people.person(session, found[0])


def add(
    session: Session, name: str, person_id: int, role: LoginRole, unit_ids: tuple[int, ...], password: str
) -> int:
    """Add an account with a first password, which has to be changed; return its id.

    With an empty one it has none: only whom the organisation's directory knows gets in.

    Raises:
        Missing, TooLong, Impossible: as ``account_name`` and ``check_units``.
        Taken: if there is or was an account of this name.
        Unknown: if there is no such person at work, or no such unit.
    """
    name = account_name(name)
    check_units(role, unit_ids)
    if session.exec(select(models.Account.id).where(models.Account.name == name)).first() is not None:
        raise Taken("name", name)
    person = models.Person
    if session.exec(select(person.id).where(person.id == person_id, at_work(session))).first() is None:
        raise Unknown("person", person_id)
    row = models.Account(
        name=name,
        person_id=person_id,
        role=role,
        password=password,
        change_first=password != "",
        made_at=now(session),
    )
    session.add(row)
    session.flush()
    _reach(session, row.id, unit_ids)
    data = {"account": row.id, "role": role.value, "units": sorted(unit_ids)}
    journal.record(session, "add", "account", person_id, data)
    return row.id


def change(session: Session, account_id: int, role: LoginRole, unit_ids: tuple[int, ...]) -> None:
    """Give the account another role or other units; its logins end.

    Raises:
        Unknown, Missing, Impossible: as ``add``.
    """
    row = _open(session, account_id)
    check_units(role, unit_ids)
    row.role = role
    session.exec(delete(models.AccountUnit).where(col(models.AccountUnit.account_id) == row.id))
    _reach(session, row.id, unit_ids)
    end_logins(session, row.id)
    data = {"account": row.id, "role": role.value, "units": sorted(unit_ids)}
    journal.record(session, "change", "account", row.person_id, data)


def close(session: Session, account_id: int) -> None:
    """Close the account for good; its logins end.

    Raises:
        Unknown: if there is no such open account.
    """
    row = _open(session, account_id)
    row.closed_at, row.password = now(session), ""
    end_logins(session, row.id)
    journal.record(session, "close", "account", row.person_id, {"account": row.id})


def unlock(session: Session, account_id: int) -> None:
    """Let the account log in again after too many wrong passwords.

    Raises:
        Unknown: as ``close``.
    """
    row = _open(session, account_id)
    row.wrong, row.wait_until, row.locked_at = 0, None, None
    journal.record(session, "unlock", "account", row.person_id, {"account": row.id})


def give_password(session: Session, account_id: int, password: str) -> None:
    """Give the account a password that has to be changed; it is unlocked, and its logins end.

    Raises:
        Unknown: as ``close``.
    """
    row = _open(session, account_id)
    row.password, row.change_first = password, True
    row.wrong, row.wait_until, row.locked_at = 0, None, None
    end_logins(session, row.id)
    journal.record(session, "give_password", "account", row.person_id, {"account": row.id})


def end_login(session: Session, login_id: int) -> None:
    """End somebody's login at once.

    Raises:
        Unknown: if there is no such login.
    """
    login = existing(session, models.Login, login_id)
    account = session.get_one(models.Account, login.account_id)
    login.ended_at = login.ended_at or now(session)
    journal.record(session, "end_login", "account", account.person_id, {"login": login.id})


def after_restoring(session: Session, closed: frozenset[str]) -> None:
    """End all logins of a copy that is to be used again, and close the accounts of these names."""
    of = models.Login
    rows = session.exec(
        select(models.Account).where(col(models.Account.closed_at).is_(None)).order_by(col(models.Account.id))
    )
    closing = [row for row in rows if row.name in closed]
    held = session.exec(select(of.id).where(col(of.ended_at).is_(None)).limit(1)).first()
    if not closing and held is None:
        session.info["unjournaled"] = True
        return
    with journal.act(session, "end_login", "account", None, {"all": 1}):
        session.exec(update(of).where(col(of.ended_at).is_(None)).values(ended_at=now(session)))
        for row in closing:
            close(session, row.id)


def accounts(session: Session) -> tuple[Account, ...]:
    """Return all accounts, by name; those that are closed too."""
    of, person = models.Account, models.Person
    units: dict[int, list[int]] = {}
    links = models.AccountUnit
    reached = select(links.account_id, links.unit_id).order_by(col(links.account_id), col(links.unit_id))
    for account_id, unit_id in session.exec(reached):
        units.setdefault(account_id, []).append(unit_id)
    rows = session.exec(
        select(of, person).join(person, col(person.id) == col(of.person_id)).order_by(col(of.name))
    )
    return tuple(
        Account(
            row.id,
            row.name,
            Login(row.person_id, row.role, tuple(units.get(row.id, ()))),
            full_name(human.surname, human.given, human.patronymic),
            row.wrong,
            row.locked_at,
            row.closed_at,
            row.change_first,
        )
        for row, human in rows
    )


def open_logins(session: Session) -> tuple[OpenLogin, ...]:
    """Return the logins that hold now, the newest first."""
    of, account = models.Login, models.Account
    rows = session.exec(
        select(of.id, account.name, of.at, of.until)
        .join(account, col(account.id) == col(of.account_id))
        .where(col(of.ended_at).is_(None), col(of.until) > now(session), col(account.closed_at).is_(None))
        .order_by(col(of.at).desc(), col(of.id).desc())
    )
    return tuple(OpenLogin(*row) for row in rows)


def at_work(session: Session) -> ColumnElement[bool]:
    """Return the condition for whoever may log in: present, and not gone; the last day of work counts."""
    left_on = col(models.Person.left_on)
    return and_(present(), or_(left_on.is_(None), left_on >= today(session)))


def end_logins(session: Session, account_id: int, but: int | None = None) -> None:
    """End all logins of the account, part of another act; *but* is one that goes on."""
    of = models.Login
    held = (col(of.account_id) == account_id) & col(of.ended_at).is_(None)
    held = held if but is None else held & (col(of.id) != but)
    session.exec(update(of).where(held).values(ended_at=now(session)))


def _open(session: Session, account_id: int) -> models.Account:
    row = existing(session, models.Account, account_id)
    if row.closed_at is not None:
        raise Unknown("account", account_id)
    return row


def _reach(session: Session, account_id: int, unit_ids: Iterable[int]) -> None:
    for unit_id in sorted(set(unit_ids)):
        existing(session, models.Unit, unit_id)
        session.add(models.AccountUnit(account_id=account_id, unit_id=unit_id))
    session.flush()
