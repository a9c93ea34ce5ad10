"""What the file knows of logging in: the account by its name, tries that were right or wrong, and tokens."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from sqlmodel import Session, col, delete, select

from db import models
from db.journal import journal
from db.models.types import now
from db.people import accounts
from db.wire.refusals import WrongLogin
from domain.login import LASTS, LOCKED_AFTER, Ended, Login
from domain.password import wait

_ENDING = {"change", "give_password", "password"}  # acts that end the logins of an account
_KEPT = timedelta(days=30)  # the journal has each login for good; a row is only of use while it holds


@dataclass(frozen=True, slots=True)
class Known:
    """An account that may log in, ``left`` the seconds until the next try."""

    account_id: int
    password: str
    left: float = 0
    locked: bool = False


@dataclass(frozen=True, slots=True)
class Held:
    """A login that holds; ``change_first`` as in ``LoggedIn``."""

    login_id: int
    account_id: int
    name: str
    login: Login
    change_first: bool


def known(session: Session, name: str) -> Known | None:
    """Return the account of this name; None if there is none, or the person is not at work any more."""
    of, person = models.Account, models.Person
    row = session.exec(
        select(of)
        .join(person, col(person.id) == col(of.person_id))
        .where(of.name == name, col(of.closed_at).is_(None), accounts.at_work(session))
    ).first()
    if row is None:
        return None
    left = 0 if row.wait_until is None else (row.wait_until - now(session)).total_seconds()
    return Known(row.id, row.password, max(0, left), row.locked_at is not None)


def begin(session: Session, found: Known, token: str) -> datetime:
    """Log the account in under this token; return until when.

    The login is the act of the person, whose account is no longer held up.

    Raises:
        WrongLogin: if the account was closed or got another password since it was *found*.
    """
    row = _unchanged(session, found)
    row.wrong, row.wait_until = 0, None
    return _begin(session, row, token, {})


def come_in(session: Session, found: Known, token: str) -> datetime:
    """Log the account in under this token, as the organisation's directory vouches for it; return until when.

    A first password that was never changed is void from now on: somebody else knows it, and nobody needs it.

    Raises:
        WrongLogin: as ``begin``.
    """
    row = _unchanged(session, found)
    if row.change_first:
        row.password, row.change_first = "", False
        accounts.end_logins(session, row.id)
    return _begin(session, row, token, {"directory": 1})


def refuse(session: Session, account_id: int) -> bool:
    """Count a wrong password; return whether the account is locked by now."""
    row = session.get_one(models.Account, account_id)
    row.wrong += 1
    row.wait_until = now(session) + timedelta(seconds=wait(row.wrong))
    if row.wrong >= LOCKED_AFTER and row.locked_at is None:
        row.locked_at = now(session)
    session.add(row)
    data = {"account": row.id, "wrong": row.wrong} | ({"locked": 1} if row.locked_at is not None else {})
    journal.record(session, "refuse_login", "account", row.person_id, data)
    return row.locked_at is not None


def refuse_strangers(session: Session, names: int) -> None:
    """Tell the journal how often a name was given that no account has."""
    journal.record(session, "refuse_login", "account", None, {"unknown": names})


def refuse_forged(session: Session, times: int) -> None:
    """Tell the journal how often somebody else than the proxy named an account."""
    journal.record(session, "refuse_login", "account", None, {"forged": times})


def held(session: Session, token: str) -> Held | None:
    """Return who is logged in by this token; None if it holds no more, or never did."""
    of, account, person = models.Login, models.Account, models.Person
    found = session.exec(
        select(of.id, account)
        .join(account, col(account.id) == col(of.account_id))
        .join(person, col(person.id) == col(account.person_id))
        .where(
            of.token == digest(token),
            col(of.ended_at).is_(None),
            col(of.until) > now(session),
            col(account.closed_at).is_(None),
            accounts.at_work(session),
        )
    ).first()
    if found is None:
        return None
    login_id, row = found
    link = models.AccountUnit
    units = session.exec(
        select(link.unit_id).where(link.account_id == row.id).order_by(col(link.unit_id))
    ).all()
    login = Login(row.person_id, row.role, tuple(units))
    return Held(login_id, row.id, row.name, login, row.change_first)


def why_ended(session: Session, token: str) -> Ended | None:
    """Return why the login of this token holds no more; None if there never was one, or it is long ago."""
    of, account, person = models.Login, models.Account, models.Person
    found = session.exec(
        select(of, account)
        .join(account, col(account.id) == col(of.account_id))
        .where(of.token == digest(token))
    ).first()
    if found is None:
        return None
    login, row = found
    at_work = select(person.id).where(person.id == row.person_id, accounts.at_work(session))
    if row.closed_at is not None or session.exec(at_work).first() is None:
        return Ended.CLOSED
    if login.ended_at is None:
        return Ended.TIME
    return Ended.RIGHTS if _rights_changed(session, row, login.id) else Ended.ELSEWHERE


def _rights_changed(session: Session, account: models.Account, login_id: int) -> bool:
    """Tell from the journal whether another role or other units came first since this login began."""
    of = models.Journal
    about = of.subject_kind == "account", of.subject_id == account.person_id, col(of.act) != "rate"
    first = ""
    for event in session.exec(select(of).where(*about).order_by(col(of.seq).desc())):
        if event.data.get("login") == login_id:
            if event.act == "log_in":
                return first == "change"
            if event.act != "password":  # which ended the others
                first = event.act
        elif event.data.get("account") == account.id and event.act in _ENDING:
            first = event.act
    return False


def end(session: Session, login_id: int) -> None:
    """End one's own login."""
    login = session.get_one(models.Login, login_id)
    account = session.get_one(models.Account, login.account_id)
    login.ended_at = now(session)
    session.info["actor_id"] = account.person_id
    journal.record(session, "log_out", "account", account.person_id, {"login": login.id})


def change_password(session: Session, found: Known, login_id: int, password: str) -> None:
    """Give one's own account another password; all other logins end.

    Raises:
        WrongLogin: as ``begin``.
    """
    row = _unchanged(session, found)
    row.password, row.change_first = password, False
    row.wrong, row.wait_until = 0, None
    accounts.end_logins(session, row.id, but=login_id)
    session.info["actor_id"] = row.person_id
    data = {"account": row.id, "login": login_id}
    journal.record(session, "password", "account", row.person_id, data)


def _begin(session: Session, row: models.Account, token: str, how: dict[str, int]) -> datetime:
    at, of = now(session), models.Login
    session.exec(delete(of).where(col(of.account_id) == row.id, col(of.until) < at - _KEPT))
    login = models.Login(account_id=row.id, token=digest(token), at=at, until=at + LASTS)
    session.add(login)
    session.flush()
    session.info["actor_id"] = row.person_id
    data = {"account": row.id, "login": login.id, "role": row.role.value}
    journal.record(session, "log_in", "account", row.person_id, data | how)
    return login.until


def _unchanged(session: Session, found: Known) -> models.Account:
    # Deriving takes a while, outside of any transaction.
    row = session.get(models.Account, found.account_id)
    if row is None or row.closed_at is not None or row.password != found.password:
        raise WrongLogin
    return row


def digest(token: str) -> str:
    """Return what a token is recognised by: it is random and long, so a plain hash gives nothing away."""
    return sha256(token.encode()).hexdigest()
