"""Who gets in: accounts of people, tries that cost time, tokens that end, and a journal that tells of all."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

import pytest
from argon2 import PasswordHasher
from sqlmodel import select

from db import models
from db.assessing import merging, people
from db.file.store import Store
from db.journal import events
from db.people import accounts, erasing, organisation, units
from db.service.door import Door, Passwords
from db.wire.refusals import (
    ChangeFirst,
    Locked,
    LoggedOut,
    NameInPassword,
    NotServed,
    PasswordTooLong,
    SamePassword,
    WrongLogin,
)
from domain.errors import Impossible, Missing, Refused, Taken, TooLong, Unknown
from domain.event import EventChoice, Topic
from domain.login import LASTS, LOCKED_AFTER, Ended, Login, LoginRole
from domain.password import PasswordTooShort, WaitFirst
from domain.people.erasure import Order
from tests.db import sample
from tests.db.conftest import ByClock

FIRST, OWN = "первый пароль 1", "совсем другой 2"
FAST = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


class Watch:
    """A clock on the wall and one of seconds, both of which stand until they are moved."""

    def __init__(self) -> None:
        self.at = datetime(2026, 11, 24, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at

    def seconds(self) -> float:
        return self.at.timestamp()

    def move(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)


class Hall(NamedTuple):
    """A service with an account of a manager, whose first password was given by an administrator."""

    store: Store
    watch: Watch
    door: Door
    passwords: Passwords
    manager: int
    account: int
    unit: int

    def acts(self) -> list[tuple[str, str, str]]:
        """Return act, who did it and whom it is about of the events about accounts, the newest first."""
        found = self.store.read(events.page, EventChoice(topic=Topic.FILE)).events
        return [(one.act, one.by, one.person) for one in found if one.kind == "account"]

    def wrong(self, times: int, name: str = "gromov") -> None:
        """Try a wrong password so often, each as soon as one may."""
        for _time in range(times):
            with pytest.raises((WrongLogin, Locked)):
                self.door.log_in(name, "не тот пароль")
            self.watch.move(300)


@pytest.fixture
def hall(by_clock: ByClock) -> Hall:
    watch = Watch()
    store = by_clock(watch)
    unit = store.write(organisation.add_unit, "Цех 1")
    manager = sample.add(store, "Громов")
    passwords = Passwords(FAST)
    account = store.write(
        accounts.add, "Gromov", manager, LoginRole.MANAGER, (unit,), passwords.derived(FIRST)
    )
    return Hall(store, watch, Door(store, passwords, watch.seconds), passwords, manager, account, unit)


def changed(hall: Hall) -> str:
    """Return the token of the manager, who has changed the first password."""
    token = hall.door.log_in("gromov", FIRST).token
    hall.door.change_password(token, FIRST, OWN)
    return token


def test_whoever_has_the_password_is_logged_in_as_a_person_in_a_role(hall: Hall) -> None:
    token = changed(hall)
    assert hall.door.who(token) == Login(hall.manager, LoginRole.MANAGER, (hall.unit,))
    for name in ("GROMOV", "gromov", " Gromov "):
        again = hall.door.log_in(name, OWN)
        assert again.login == hall.door.who(again.token)
        assert again.token != token
        assert not again.change_first


def test_a_first_password_serves_for_nothing_but_to_be_changed(hall: Hall) -> None:
    first = hall.door.log_in("gromov", FIRST)
    assert first.change_first
    with pytest.raises(ChangeFirst):
        hall.door.who(first.token)
    hall.door.change_password(first.token, FIRST, OWN)
    assert hall.door.who(first.token).person_id == hall.manager
    with pytest.raises(WrongLogin):
        hall.door.log_in("gromov", FIRST)


@pytest.mark.parametrize(
    ("new", "refusal"),
    [
        ("короткий", PasswordTooShort),
        ("x" * 1_001, PasswordTooLong),
        (FIRST, SamePassword),
        ("мой Gromov пароль", NameInPassword),
    ],
)
def test_a_new_password_is_long_another_one_and_not_the_name(
    hall: Hall, new: str, refusal: type[Exception]
) -> None:
    token = hall.door.log_in("gromov", FIRST).token
    with pytest.raises(refusal):
        hall.door.change_password(token, FIRST, new)
    with pytest.raises(WrongLogin):
        hall.door.change_password(token, "не тот пароль", OWN)
    assert hall.door.log_in("gromov", FIRST).change_first


def test_a_wrong_password_and_a_name_that_nobody_has_are_refused_alike(hall: Hall) -> None:
    """Three for nothing, then each waits longer, and the tenth is the last."""
    told: dict[str, list[tuple[str, object]]] = {"gromov": [], "nobody": []}
    for name, heard in told.items():
        for _time in range(LOCKED_AFTER + 1):
            try:
                hall.door.log_in(name, "не тот пароль")
            except (NotServed, Refused) as refused:
                heard.append((type(refused).__name__, getattr(refused, "seconds", None)))
            try:
                hall.door.log_in(name, "не тот пароль")
            except WaitFirst as refused:
                heard.append(("WaitFirst", refused.seconds))
                hall.watch.move(refused.seconds)
            except (NotServed, Refused) as refused:
                heard.append((type(refused).__name__, getattr(refused, "seconds", None)))
    assert told["gromov"] == told["nobody"]
    assert [kind for kind, _ in told["gromov"]][:3] == ["WrongLogin"] * 3
    assert ("WaitFirst", 8) in told["gromov"]
    assert told["gromov"][-1] == ("Locked", None)


def test_a_right_password_before_its_time_is_not_tried(hall: Hall) -> None:
    for _time in range(3):
        with pytest.raises(WrongLogin):
            hall.door.log_in("gromov", "не тот пароль")
    with pytest.raises(WaitFirst):
        hall.door.log_in("gromov", FIRST)
    begun_anew = Door(hall.store, hall.passwords, hall.watch.seconds)
    with pytest.raises(WaitFirst):  # a service that was begun anew holds it up as long
        begun_anew.log_in("gromov", FIRST)
    hall.watch.move(1)
    assert hall.door.log_in("gromov", FIRST).login.person_id == hall.manager
    hall.wrong(2)  # counted from nothing again
    assert hall.door.log_in("gromov", FIRST)


def test_ten_wrong_ones_lock_the_account_until_an_administrator_unlocks_it(hall: Hall) -> None:
    token = changed(hall)
    hall.wrong(LOCKED_AFTER)
    for _time in range(2):
        with pytest.raises(Locked):
            hall.door.log_in("gromov", OWN)
        hall.watch.move(3_600)
    assert hall.door.who(token)  # whoever is at work is not thrown out by somebody who guesses
    (row,) = hall.store.read(accounts.accounts)
    assert (row.wrong, row.locked_at is not None) == (LOCKED_AFTER, True)
    hall.store.write(accounts.unlock, hall.account)
    assert hall.door.log_in("gromov", OWN)


def test_a_login_ends_by_itself_by_hand_and_with_the_account(hall: Hall) -> None:
    token = changed(hall)
    hall.watch.move(LASTS.total_seconds() - 1)
    assert hall.door.who(token)
    hall.watch.move(1)
    for ended, why in ((token, Ended.TIME), ("", None), ("x" * 43, None)):
        with pytest.raises(LoggedOut) as told:
            hall.door.who(ended)
        assert told.value.why is why
    tokens = [hall.door.log_in("gromov", OWN).token for _ in range(3)]
    assert [one.account for one in hall.store.read(accounts.open_logins)] == ["gromov"] * 3
    hall.door.log_out(tokens[0])
    hall.store.write(accounts.end_login, hall.store.read(accounts.open_logins)[-1].id)
    assert [out(hall, one) for one in tokens] == [True, True, False]
    with pytest.raises(LoggedOut) as told:
        hall.door.who(tokens[1] if out(hall, tokens[1]) else tokens[0])
    assert told.value.why is Ended.ELSEWHERE
    hall.store.write(accounts.close, hall.account)
    with pytest.raises(LoggedOut) as told:
        hall.door.who(tokens[2])
    assert told.value.why is Ended.CLOSED
    assert hall.store.read(accounts.open_logins) == ()
    with pytest.raises(WrongLogin):
        hall.door.log_in("gromov", OWN)


class Meanwhile(Passwords):
    """Passwords that take long: something is done while one is tried."""

    def __init__(self, act: Callable[[], None]) -> None:
        super().__init__(FAST)
        self._act = act

    def fits(self, kept: str | None, password: str) -> bool:
        found = super().fits(kept, password)
        self._act()
        return found


def test_a_password_or_an_account_taken_away_while_it_is_tried_lets_nobody_in(hall: Hall) -> None:
    def another_password() -> None:
        hall.store.write(accounts.give_password, hall.account, hall.passwords.derived(OWN))

    def close() -> None:
        hall.store.write(accounts.close, hall.account)

    token = hall.door.log_in("gromov", FIRST).token
    for act, password in ((another_password, FIRST), (close, OWN)):
        door = Door(hall.store, Meanwhile(act), hall.watch.seconds)
        with pytest.raises(WrongLogin):
            door.log_in("gromov", password)
    assert hall.store.read(accounts.open_logins) == ()
    assert [act for act, _by, _of in hall.acts()].count("log_in") == 1
    assert out(hall, token)


def test_a_password_given_while_another_is_chosen_stays(hall: Hall) -> None:
    def another_password() -> None:
        hall.store.write(accounts.give_password, hall.account, hall.passwords.derived(OWN))

    token = hall.door.log_in("gromov", FIRST).token
    door = Door(hall.store, Meanwhile(another_password), hall.watch.seconds)
    with pytest.raises(WrongLogin):
        door.change_password(token, FIRST, "и ещё раз другой")
    assert hall.door.log_in("gromov", OWN).change_first


def out(hall: Hall, token: str) -> bool:
    try:
        hall.door.who(token)
    except LoggedOut:
        return True
    return False


def test_another_role_or_password_ends_the_logins_so_far(hall: Hall) -> None:
    token, other = changed(hall), hall.door.log_in("gromov", OWN).token
    hall.door.change_password(token, OWN, "и ещё раз другой")
    assert (out(hall, token), out(hall, other)) == (False, True)
    hall.store.write(accounts.change, hall.account, LoginRole.ASSESSOR, ())
    assert out(hall, token)
    with pytest.raises(LoggedOut) as told:
        hall.door.who(token)
    assert told.value.why is Ended.RIGHTS
    with pytest.raises(LoggedOut) as told:
        hall.door.who(other)  # which the other password had ended before
    assert told.value.why is Ended.ELSEWHERE
    token = hall.door.log_in("gromov", "и ещё раз другой").token
    assert hall.door.who(token) == Login(hall.manager, LoginRole.ASSESSOR)
    hall.store.write(accounts.give_password, hall.account, hall.passwords.derived(FIRST))
    assert out(hall, token)
    assert hall.door.log_in("gromov", FIRST).change_first


def test_whoever_has_left_or_was_erased_does_not_get_in(hall: Hall) -> None:
    token = changed(hall)
    today = hall.watch.at.astimezone().date()
    hall.store.write(people.dismiss, hall.manager, today, "по соглашению")
    assert not out(hall, token)  # the last day of work
    hall.store.write(people.dismiss, hall.manager, today - timedelta(1), "по соглашению")
    assert out(hall, token)
    with pytest.raises(WrongLogin):
        hall.door.log_in("gromov", OWN)
    hall.store.write(erasing.erase, Order(hall.manager, "отозвано согласие", "стёртое лицо 1"))
    assert rows(hall) == (0, 0, 0)


def rows(hall: Hall) -> tuple[int, ...]:
    """Return how many accounts, units of accounts and logins are in the file."""
    return tuple(
        hall.store.read(lambda session, of=table: len(session.exec(select(of)).all()))
        for table in (models.Account, models.AccountUnit, models.Login)
    )


def test_the_account_of_a_double_becomes_that_of_the_kept_person(hall: Hall) -> None:
    token = changed(hall)
    kept = sample.add(hall.store, "Громов")
    hall.store.write(merging.merge, kept, hall.manager)
    assert hall.door.who(token).person_id == kept


def test_a_unit_that_is_no_more_is_out_of_reach_and_gives_nobody_the_one_it_was_merged_into(
    hall: Hall,
) -> None:
    token, other = changed(hall), hall.store.write(organisation.add_unit, "Цех 2")
    hall.store.write(units.merge, hall.unit, other)
    assert hall.door.who(token) == Login(hall.manager, LoginRole.MANAGER)
    assert sample.last_event(hall.store).data == {
        "unit": hall.unit,
        "people": 0,
        "accounts": [hall.account],
    }
    hall.store.write(accounts.change, hall.account, LoginRole.MANAGER, (other,))
    hall.store.write(units.remove, other)
    token = hall.door.log_in("gromov", OWN).token
    assert hall.door.who(token).unit_ids == ()


def test_the_journal_tells_of_every_login_and_refusal_and_of_no_name_or_password(hall: Hall) -> None:
    token = changed(hall)
    hall.wrong(1)
    hall.door.log_out(token)
    him = hall.acts()[-1][2]
    assert him.startswith("Громов")
    assert hall.acts() == [
        ("log_out", him, him),
        ("refuse_login", "", him),
        ("password", him, him),
        ("log_in", him, him),
        ("add", "", him),
    ]
    about = hall.store.read(events.page, EventChoice(people=(hall.manager,))).events
    assert [one.act for one in about][:2] == ["log_out", "refuse_login"]
    data = hall.store.read(lambda session: [str(one) for one in session.exec(select(models.Journal.data))])
    kept = hall.store.read(lambda session: session.exec(select(models.Account.password)).one())
    for word in ("gromov", "пароль", OWN, token, kept):
        assert not any(word in one for one in data)
    assert kept.startswith("$argon2id$")


def test_names_that_nobody_has_are_counted_and_do_not_fill_the_journal(hall: Hall) -> None:
    before = len(hall.acts())
    for number in range(20):
        with pytest.raises(WrongLogin):
            hall.door.log_in(f"nobody{number}", "не тот пароль")
    assert len(hall.acts()) == before + 1
    hall.watch.move(60)
    with pytest.raises(WrongLogin):
        hall.door.log_in("somebody", "не тот пароль")
    last = sample.last_event(hall.store)
    assert (last.act, last.subject_id, last.data) == ("refuse_login", None, {"unknown": 20})


@pytest.mark.parametrize("name", ["", " ", "два слова", "x" * 65, "\0", "\u200b"])
def test_what_is_no_name_of_an_account_is_wrong_and_is_not_tried(hall: Hall, name: str) -> None:
    before = sample.last_event(hall.store).seq
    with pytest.raises(WrongLogin):
        hall.door.log_in(name, FIRST)
    assert sample.last_event(hall.store).seq == before
    with pytest.raises((Missing, TooLong, Impossible)):
        hall.store.write(accounts.add, name, hall.manager, LoginRole.HR, (), "")


def test_an_account_is_somebodys_has_its_own_name_and_only_managers_have_units(hall: Hall) -> None:
    def add(name: str, person_id: int, role: LoginRole, *units: int) -> int:
        return hall.store.write(accounts.add, name, person_id, role, units, "")

    with pytest.raises(Taken):
        add("GROMOV", hall.manager, LoginRole.HR)
    with pytest.raises(Missing):
        add("second", hall.manager, LoginRole.MANAGER)
    with pytest.raises(Impossible):
        add("second", hall.manager, LoginRole.ASSESSOR, hall.unit)
    for person_id, unit in ((10_000, hall.unit), (hall.manager, 10_000)):
        with pytest.raises(Unknown):
            add("second", person_id, LoginRole.MANAGER, unit)
    assert rows(hall) == (1, 1, 0)
    assert add("second", hall.manager, LoginRole.ADMINISTRATOR) > hall.account
