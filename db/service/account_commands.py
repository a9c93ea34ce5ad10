"""``merilo-server account``: who may log in, who is logged in now, and what is done about it."""

import argparse
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import datetime
from typing import Any

from sqlmodel import Session, select

from db import models
from db.assessing import people
from db.journal.presence import present
from db.people import accounts, organisation
from db.service import given
from db.service.moves import DONE
from db.service.opened import Opened
from db.service.usage import command
from db.wire import passwords
from domain.errors import Unknown
from domain.login import Account, AccountState, LoginRole, account_name
from domain.people.person import Person
from resources.i18n import Words
from resources.msgids import _, pgettext


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


def add(commands: Any, said: Callable[[str], str], file: argparse.ArgumentParser) -> None:
    """Add the commands about accounts."""
    account = command(commands, "account", said(_("who may log in")))
    acts = account.add_subparsers(required=True, metavar="add|list|change|close|unlock|password|logins|end")
    new = command(acts, "add", said(_("make an account, print its first password")), [file])
    new.set_defaults(run=_add)
    new.add_argument("name", help=said(_("what the person types to log in")))
    new.add_argument("--person", required=True, metavar="CODE", help=said(_PERSON))
    new.add_argument("--no-password", action="store_true", help=said(_NO_PASSWORD))
    listed = command(acts, "list", said(_("list all accounts")), [file])
    listed.set_defaults(run=_list)
    other = command(acts, "change", said(_("give an account another role or units")), [file])
    other.set_defaults(run=_change)
    other.add_argument("name", help=said(_NAME))
    for one in (new, other):
        one.add_argument(
            "--role", required=True, choices=[role.value for role in LoginRole], help=said(_ROLE)
        )
        one.add_argument("--unit", action="append", default=[], metavar="NAME", help=said(_UNIT))
    for name, act, text in (
        ("close", _close, _("close an account for good")),
        ("unlock", _unlock, _("unlock an account after wrong passwords")),
        ("password", _give_password, _("give an account another first password, and print it")),
    ):
        one = command(acts, name, said(text), [file])
        one.set_defaults(run=act)
        one.add_argument("name", help=said(_NAME))
    logins = command(acts, "logins", said(_("list who is logged in now")), [file])
    logins.set_defaults(run=_logins)
    end = command(acts, "end", said(_("end a session at once")), [file])
    end.set_defaults(run=_end)
    end.add_argument("number", type=int, help=said(_("its number, as “account logins” shows it")))


def _add(options: argparse.Namespace, language: Words) -> int:
    first = None if options.no_password else passwords.first()
    with closing(given.store(options, language)) as store:
        person = store.read(person_of, options.person)
        role, units = LoginRole(options.role), tuple(_unit(store, one) for one in options.unit)
        derived = "" if first is None else first.derived
        store.write(accounts.add, options.name, person.id, role, units, derived)
    if first is not None:
        print(language.gettext(_FIRST_PASSWORD).format(password=first.password))
    return DONE


def _list(options: argparse.Namespace, language: Words) -> int:
    with closing(given.store(options, language)) as store:
        names = {one.id: one.name for one in store.read(organisation.units)}
        for one in store.read(accounts.accounts):
            units = ", ".join(names[unit_id] for unit_id in one.login.unit_ids)
            state = language.pgettext(*_STATES[one.state])
            print("\t".join((one.name, one.login.role.value, units, state, one.person)))
    return DONE


def _change(options: argparse.Namespace, language: Words) -> int:
    with closing(given.store(options, language)) as store:
        units = tuple(_unit(store, one) for one in options.unit)
        store.write(accounts.change, _account(store, options.name).id, LoginRole(options.role), units)
    return DONE


def _close(options: argparse.Namespace, language: Words) -> int:
    with closing(given.store(options, language)) as store:
        store.write(accounts.close, _account(store, options.name).id)
    return DONE


def _unlock(options: argparse.Namespace, language: Words) -> int:
    with closing(given.store(options, language)) as store:
        store.write(accounts.unlock, _account(store, options.name).id)
    return DONE


def _give_password(options: argparse.Namespace, language: Words) -> int:
    first = passwords.first()
    with closing(given.store(options, language)) as store:
        store.write(accounts.give_password, _account(store, options.name).id, first.derived)
    print(language.gettext(_FIRST_PASSWORD).format(password=first.password))
    return DONE


def _logins(options: argparse.Namespace, language: Words) -> int:
    with closing(given.store(options, language)) as store:
        names = {one.id: one.person for one in store.read(accounts.accounts)}
        for one in store.read(accounts.open_logins):
            since, until = _at(one.at, language), _at(one.until, language)
            print("\t".join((str(one.id), one.account, since, until, names[one.account_id])))
    return DONE


def _end(options: argparse.Namespace, language: Words) -> int:
    with closing(given.store(options, language)) as store:
        store.write(accounts.end_login, options.number)
    return DONE


def _at(at: datetime, language: Words) -> str:
    here = at.astimezone()
    return f"{language.date(here.date())} {language.time(here)}"


def _unit(store: Opened, told: str) -> int:
    """Return the unit by its ID, or by the name that a window shows."""
    return int(told) if told.isdecimal() else store.read(organisation.unit_called, told)


def _account(store: Opened, name: str) -> Account:
    spelt = account_name(name)
    found = [one for one in store.read(accounts.accounts) if one.name == spelt]
    if not found:
        raise Unknown("account", name)
    return found[0]


_STATES = {
    AccountState.CLOSED: pgettext("of an account", "closed"),
    AccountState.LOCKED: pgettext("of an account", "locked"),
    AccountState.OPEN: pgettext("of an account", "open"),
}
_ROLE = _("what the account is for")
_NAME = _("the name of the account")
_UNIT = _("a unit that the account of a manager reaches, with those below it: its name or its ID")
_NO_PASSWORD = _("the account has no password: its person comes in by --account-header")
_FIRST_PASSWORD = _("First password, to be changed at the first log-in: {password}")
_PERSON = _("the code or the personnel number of the person, as “People” shows it")
