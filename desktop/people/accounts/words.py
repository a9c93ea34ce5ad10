"""What an account is called by: its role, its units, whether one can log in with it."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from domain.login import Account, AccountState, LoginRole
from resources.i18n import _, current, pgettext


def role_words(role: LoginRole) -> str:
    """Return the role of an account."""
    return {
        LoginRole.HR: pgettext("role of an account", "HR"),
        LoginRole.MANAGER: pgettext("role of an account", "Manager of units"),
        LoginRole.ASSESSOR: pgettext("role of an account", "Assessor"),
        LoginRole.AUDITOR: pgettext("role of an account", "Auditor"),
        LoginRole.ADMINISTRATOR: pgettext("role of an account", "Administrator"),
    }[role]


def state_words(state: AccountState) -> str:
    """Return whether one can log in."""
    return {
        AccountState.OPEN: pgettext("of an account", "open"),
        AccountState.LOCKED: pgettext("of an account", "locked"),
        AccountState.CLOSED: pgettext("of an account", "closed"),
    }[state]


def password_words(account: Account) -> str:
    """Return what is to be known of its password; empty if there is nothing."""
    if account.closed_at is not None:
        return ""
    if account.by_directory:
        return _("without a password, by the directory")
    return _("first password") if account.change_first else ""


def unit_words(unit_ids: Iterable[int], names: Mapping[int, str]) -> str:
    """Return the names of these units."""
    return ", ".join(names[one] for one in unit_ids if one in names)


def moment(at: datetime) -> str:
    """Return the day and the time here."""
    here = at.astimezone()
    return f"{current().date(here.date())}, {current().time(here)}"
