"""Accounts of people on the server: made, changed, closed and unlocked by an administrator, each an event.

A password comes here only as what it is recognised by. Events are about the person; their data has the
account, never its name, which goes with the person.
"""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, and_, func, or_
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, delete, select, update

from db import models
from db.journal import journal
from db.journal.presence import NAME, present
from db.models.table import existing
from db.models.types import now, today
from domain.errors import Taken, Unknown
from domain.login import (
    Account,
    Colleague,
    LastAdministrator,
    Login,
    LoginRole,
    OpenLogin,
    OwnAccount,
    account_name,
    check_derived,
    check_units,
)
from domain.people.person import PersonKind, full_name

LOGGED_IN = "logged_in"  # in a session: the id of who asks over a wire


def add(
    session: Session, name: str, person_id: int, role: LoginRole, unit_ids: tuple[int, ...], password: str
) -> int:
    """Add an account with a first password, which has to be changed; return its id.

    With an empty one it has none: only whom the organisation's directory knows gets in.

    Raises:
        Missing, TooLong, Impossible: as ``account_name``, ``check_units`` and ``check_derived``.
        Taken: if there is or was an account of this name.
        Unknown: if there is no such person at work, or no such unit.
        OwnAccount: if it would be one's own.
    """
    name = account_name(name)
    check_units(role, unit_ids)
    if password:
        check_derived(password)
    _check_anothers(session, person_id)
    if session.exec(select(models.Account.id).where(models.Account.name == name)).first() is not None:
        raise Taken("name", name)
    person = models.Person
    wanted = select(person.id).where(person.id == person_id, _staff(session))
    if session.exec(wanted).first() is None:
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
        Unknown, Missing, Impossible, OwnAccount: as ``add``.
        LastAdministrator: if nobody could make accounts any more.
    """
    row = _open(session, account_id)
    check_units(role, unit_ids)
    _check_anothers(session, row.person_id)
    if role is not LoginRole.ADMINISTRATOR:
        _check_another_administrator(session, row)
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
        OwnAccount, LastAdministrator: as ``change``.
    """
    row = _open(session, account_id)
    _check_anothers(session, row.person_id)
    _check_another_administrator(session, row)
    _close(session, row)


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
        Unknown, OwnAccount: as ``close``.
        Impossible: as ``add``.
    """
    row = _open(session, account_id)
    check_derived(password)
    _check_anothers(session, row.person_id)
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
            _close(session, row)


def accounts(session: Session) -> tuple[Account, ...]:
    """Return all accounts, by name; those that are closed too."""
    of, person = models.Account, models.Person
    units: dict[int, list[int]] = {}
    links = models.AccountUnit
    reached = select(links.account_id, links.unit_id).order_by(col(links.account_id), col(links.unit_id))
    for account_id, unit_id in session.exec(reached):
        units.setdefault(account_id, []).append(unit_id)
    login = models.Login
    newest = select(login.account_id, func.max(login.at)).group_by(col(login.account_id))
    last = dict(session.exec(newest).all())
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
            human.code,
            not row.password and row.closed_at is None,
            last.get(row.id),
        )
        for row, human in rows
    )


def colleagues(session: Session) -> tuple[Colleague, ...]:
    """Return who may get an account, by name: whoever is at work, and no candidate."""
    of, person = models.Account, models.Person
    roles: dict[int, list[LoginRole]] = {}
    for row in session.exec(select(of).where(col(of.closed_at).is_(None)).order_by(col(of.id))):
        roles.setdefault(row.person_id, []).append(row.role)
    rows = session.connection().execute(
        select_columns(col(person.id), col(person.code), *NAME)
        .where(_staff(session))
        .order_by(col(person.folded), col(person.id))
    )
    return tuple(
        Colleague(person_id, full_name(*name), code, tuple(dict.fromkeys(roles.get(person_id, ()))))
        for person_id, code, *name in rows
    )


def open_logins(session: Session) -> tuple[OpenLogin, ...]:
    """Return the logins that hold now, the newest first."""
    of, account = models.Login, models.Account
    rows = session.exec(
        select(of, account)
        .join(account, col(account.id) == col(of.account_id))
        .where(col(of.ended_at).is_(None), col(of.until) > now(session), col(account.closed_at).is_(None))
        .order_by(col(of.at).desc(), col(of.id).desc())
    )
    return tuple(OpenLogin(one.id, row.name, one.at, one.until, row.id) for one, row in rows)


def at_work(session: Session) -> ColumnElement[bool]:
    """Return the condition for whoever may log in: present, and not gone; the last day of work counts."""
    left_on = col(models.Person.left_on)
    return and_(present(), or_(left_on.is_(None), left_on >= today(session)))


def _staff(session: Session) -> ColumnElement[bool]:
    """Return the condition for whoever may get an account."""
    return and_(at_work(session), col(models.Person.kind) != PersonKind.CANDIDATE)


def end_logins(session: Session, account_id: int, but: int | None = None) -> None:
    """End all logins of the account, part of another act; *but* is one that goes on."""
    of = models.Login
    held = (col(of.account_id) == account_id) & col(of.ended_at).is_(None)
    held = held if but is None else held & (col(of.id) != but)
    session.exec(update(of).where(held).values(ended_at=now(session)))


def _close(session: Session, row: models.Account) -> None:
    row.closed_at, row.password = now(session), ""
    end_logins(session, row.id)
    journal.record(session, "close", "account", row.person_id, {"account": row.id})


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


def _check_anothers(session: Session, person_id: int) -> None:
    """Refuse what an administrator would do with the own rights: nobody gives them to oneself.

    On the server's own command line nobody is logged in, and who uses it has the file anyway.
    """
    if session.info.get(LOGGED_IN) == person_id:
        raise OwnAccount


def _check_another_administrator(session: Session, row: models.Account) -> None:
    """Refuse to leave the windows of the organisation without anybody who makes accounts."""
    of = models.Account
    if row.role is not LoginRole.ADMINISTRATOR or session.info.get(LOGGED_IN) is None:
        return
    others = (
        select(of.id)
        .join(models.Person, col(models.Person.id) == col(of.person_id))
        .where(
            of.role == LoginRole.ADMINISTRATOR,
            of.id != row.id,
            col(of.closed_at).is_(None),
            at_work(session),
        )
    )
    if session.exec(others).first() is None:
        raise LastAdministrator
