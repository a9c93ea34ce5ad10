"""The tables of the accounts, and of the sessions that last now."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from PySide6.QtWidgets import QWidget

from desktop.context import Context
from desktop.kit.table.column_table import NAMES, Cell, Column, ColumnTable
from desktop.people.accounts.words import moment, password_words, role_words, state_words, unit_words
from domain.login import Account, AccountState, OpenLogin
from domain.text import fold
from resources.i18n import _, current, pgettext


@dataclass(frozen=True, slots=True)
class AccountLine:
    """An account, its units by name, and how many sessions of it last now."""

    account: Account
    units: str = ""
    sessions: int = 0
    words: str = field(default="", compare=False)  # what is looked for


@dataclass(frozen=True, slots=True)
class SessionLine:
    """A session that lasts now, and whose it is."""

    login: OpenLogin
    account: Account


def account_line(account: Account, names: Mapping[int, str], sessions: int) -> AccountLine:
    """Return the line of an account."""
    units = unit_words(account.login.unit_ids, names)
    return AccountLine(
        account, units, sessions, fold(f"{account.person} {account.code} {account.name} {units}")
    )


def accounts_table(context: Context, parent: QWidget) -> ColumnTable[AccountLine]:
    """Return the table of accounts."""
    longest = f"{current().widest_date}, 00:00"
    columns: tuple[Column[AccountLine], ...] = (
        Column("person", _("Person"), _person, None, None, least=200, most=NAMES),
        Column("name", pgettext("of somebody", "Account"), _name, None, 150, least=110),
        Column("role", _("Role"), _role, None, 180, least=130),
        Column("units", _("Units"), _units, None, 220, spare=2, least=120),
        Column("state", _("State"), _state, None, 210, least=150),
        Column("last", _("Last log-in"), _last, _last_at, longest, spare=1, falling=True),
        Column("sessions", _("Sessions"), _sessions, _count, "99", figures=True, spare=3),
    )
    return ColumnTable(context, "accounts", _("Accounts"), columns, _key, parent, row=48)


def sessions_table(context: Context, parent: QWidget) -> ColumnTable[SessionLine]:
    """Return the table of the sessions that last now."""
    longest = f"{current().widest_date}, 00:00"
    columns: tuple[Column[SessionLine], ...] = (
        Column("person", _("Person"), _session_person, None, None, least=200, most=NAMES),
        Column("name", pgettext("of somebody", "Account"), _session_name, None, 180, least=110),
        Column("role", _("Role"), _session_role, None, 200, least=130),
        Column("since", _("Since"), _since, _since_at, longest, falling=True),
        Column("until", pgettext("a moment", "Until"), _until, _until_at, longest),
    )
    return ColumnTable(context, "sessions", _("Sessions"), columns, _session_key, parent, row=48)


def _key(line: AccountLine) -> object:
    return line.account.id


def _person(line: AccountLine) -> Cell:
    return Cell(line.account.person, line.account.code)


def _name(line: AccountLine) -> str:
    return line.account.name


def _role(line: AccountLine) -> str:
    return role_words(line.account.login.role)


def _units(line: AccountLine) -> str:
    return line.units


def _state(line: AccountLine) -> Cell:
    account = line.account
    ink = {AccountState.OPEN: "text", AccountState.LOCKED: "danger", AccountState.CLOSED: "muted"}
    return Cell(state_words(account.state), password_words(account), ink=ink[account.state])


def _last(line: AccountLine) -> str:
    return "" if line.account.last_at is None else moment(line.account.last_at)


def _last_at(line: AccountLine) -> object:
    return line.account.last_at


def _sessions(line: AccountLine) -> str:
    return str(line.sessions) if line.sessions else ""


def _count(line: AccountLine) -> object:
    return line.sessions


def _session_key(line: SessionLine) -> object:
    return line.login.id


def _session_person(line: SessionLine) -> Cell:
    return Cell(line.account.person, line.account.code)


def _session_name(line: SessionLine) -> str:
    return line.login.account


def _session_role(line: SessionLine) -> str:
    return role_words(line.account.login.role)


def _since(line: SessionLine) -> str:
    return moment(line.login.at)


def _since_at(line: SessionLine) -> object:
    return line.login.at


def _until(line: SessionLine) -> str:
    return moment(line.login.until)


def _until_at(line: SessionLine) -> object:
    return line.login.until
