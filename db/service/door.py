"""The door of the service: whoever gives the right password gets a token, and wrong ones cost time.

Passwords are derived outside of any transaction, as many at once as there is memory for, and for each name
one after the other, so that many guesses sent at once are counted as many.
"""

import secrets
from collections import OrderedDict
from collections.abc import Callable
from math import ceil
from threading import BoundedSemaphore, Lock
from time import monotonic

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from db.service import logins
from db.service.opened import Opened
from db.wire import passwords
from db.wire.passwords import spelt
from db.wire.refusals import (
    ChangeFirst,
    Locked,
    LoggedOut,
    NameInPassword,
    PasswordTooLong,
    SamePassword,
    WrongLogin,
)
from domain.errors import Refused
from domain.login import LOCKED_AFTER, LONGEST_PASSWORD, LoggedIn, Login, account_name, holds_name
from domain.password import WaitFirst, check, wait

AT_ONCE = 2  # derivations: each takes a tenth of a second and 64 MiB
MOST_STRANGERS = 10_000  # names that nobody has, of which tries are counted
TOLD_EVERY = 60  # seconds between two events about them: the journal is not for whoever guesses to fill
_STRIPES = 64


class Passwords:
    """Derives what a password is recognised by, with Argon2id."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        """*hasher* is for tests."""
        self._hasher = hasher or passwords.hasher()
        self._room = BoundedSemaphore(AT_ONCE)
        self._nobodys = self._hasher.hash(secrets.token_urlsafe())

    def derived(self, password: str) -> str:
        """Return what is kept of a password."""
        with self._room:
            return self._hasher.hash(spelt(password))

    def fits(self, kept: str | None, password: str) -> bool:
        """Return whether the password is the one; with nothing kept it takes as long, and is wrong."""
        with self._room:
            try:
                return self._hasher.verify(kept or self._nobodys, spelt(password)) and bool(kept)
            except (VerificationError, InvalidHashError):
                return False


class Door:
    """Lets people in and out over one open file; any thread may ask."""

    def __init__(self, store: Opened, derives: Passwords, clock: Callable[[], float] = monotonic) -> None:
        """*clock* returns seconds that never run backwards."""
        self._store = store
        self._passwords = derives
        self._stripes = tuple(Lock() for _ in range(_STRIPES))
        self._strangers = _Strangers(clock)
        self._strange, self._forged = _Untold(clock), _Untold(clock)

    def log_in(self, name: str, password: str) -> LoggedIn:
        """Return the login of whoever has this password.

        Raises:
            WrongLogin: if there is no such account, or the password is another.
            WaitFirst: if it is too early after wrong ones; then nothing was tried.
            Locked: after too many of them.
        """
        try:
            name = account_name(name)
        except Refused:
            raise WrongLogin from None
        with self._one_by_one(name):
            found = self._tried(name, password)
            token = secrets.token_urlsafe(32)
            until = self._store.write(logins.begin, found, token)
        held = self._held(token)
        return LoggedIn(token, until, held.login, held.change_first)

    def come_in(self, name: str) -> LoggedIn:
        """Return the login of whom the organisation's own directory knows under this name.

        No password is asked, so that wrong ones, by whomever, hold nobody up here.

        Raises:
            WrongLogin: if there is no such account.
        """
        try:
            known = self._store.read(logins.known, account_name(name))
        except Refused:
            raise WrongLogin from None
        if known is None:
            if names := self._strange.one_more():
                self._store.write(logins.refuse_strangers, names)
            raise WrongLogin
        token = secrets.token_urlsafe(32)
        until = self._store.write(logins.come_in, known, token)
        return LoggedIn(token, until, self._held(token).login)

    def refuse_forged(self) -> None:
        """Tell the journal, now and then, that somebody else than the proxy named an account."""
        if times := self._forged.one_more():
            self._store.write(logins.refuse_forged, times)

    def who(self, token: str) -> Login:
        """Return who is logged in by this token.

        Raises:
            LoggedOut: if the login has ended.
            ChangeFirst: if the password has to be changed before anything else.
        """
        held = self._held(token)
        if held.change_first:
            raise ChangeFirst
        return held.login

    def log_out(self, token: str) -> None:
        """End the login.

        Raises:
            LoggedOut: if it has ended already.
        """
        self._store.write(logins.end, self._held(token).login_id)

    def change_password(self, token: str, present: str, new: str) -> None:
        """Make *new* the password of whoever is logged in and knows the one so far; other logins end.

        Raises:
            LoggedOut: if the login has ended.
            WrongLogin, WaitFirst, Locked: as ``log_in``, for *present*.
            PasswordTooShort, PasswordTooLong, SamePassword, NameInPassword: nothing was changed.
        """
        held = self._held(token)
        with self._one_by_one(held.name):
            found = self._tried(held.name, present)
            check(new)
            if len(new) > LONGEST_PASSWORD:
                raise PasswordTooLong(LONGEST_PASSWORD)
            if spelt(new) == spelt(present):
                raise SamePassword
            if holds_name(new, held.name):
                raise NameInPassword
            derived = self._passwords.derived(new)
            self._store.write(logins.change_password, found, held.login_id, derived)

    def _held(self, token: str) -> logins.Held:
        held = self._store.read(logins.held, token)
        if held is None:
            raise LoggedOut(self._store.read(logins.why_ended, token))
        return held

    def _one_by_one(self, name: str) -> Lock:
        return self._stripes[hash(name) % _STRIPES]

    def _tried(self, name: str, password: str) -> logins.Known:
        """Return the account whose password this is; count a wrong one."""
        known = self._store.read(logins.known, name)
        left, locked = (known.left, known.locked) if known is not None else self._strangers.state(name)
        if locked:
            raise Locked
        if left > 0:
            raise WaitFirst(ceil(left))
        kept = None if known is None else known.password
        if len(password) <= LONGEST_PASSWORD and self._passwords.fits(kept, password) and known is not None:
            return known
        if known is not None:
            locked = self._store.write(logins.refuse, known.account_id)
        else:
            locked = self._strangers.refuse(name)
            if names := self._strange.one_more():
                self._store.write(logins.refuse_strangers, names)
        raise Locked if locked else WrongLogin


class _Strangers:
    """Tries under names that nobody has: they are held up as accounts are, or one could tell them apart."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._lock = Lock()
        self._wrong: OrderedDict[str, tuple[int, float]] = OrderedDict()

    def state(self, name: str) -> tuple[float, bool]:
        """Return the seconds until the next try, and whether there is none."""
        with self._lock:
            wrong, until = self._wrong.get(name, (0, 0.0))
            return max(0.0, until - self._clock()), wrong >= LOCKED_AFTER

    def refuse(self, name: str) -> bool:
        """Count a try; return whether it was the last."""
        with self._lock:
            wrong = self._wrong.pop(name, (0, 0.0))[0] + 1
            self._wrong[name] = wrong, self._clock() + wait(wrong)
            while len(self._wrong) > MOST_STRANGERS:
                self._wrong.popitem(last=False)
            return wrong >= LOCKED_AFTER


class _Untold:
    """Tries that are told to the journal together, since nobody who tries may fill it."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._lock = Lock()
        self._untold, self._told_at = 0, float("-inf")

    def one_more(self) -> int:
        """Count one; return how many to tell of now, none if the journal heard of some a moment ago."""
        with self._lock:
            self._untold += 1
            if self._clock() - self._told_at < TOLD_EVERY:
                return 0
            told, self._untold, self._told_at = self._untold, 0, self._clock()
            return told
