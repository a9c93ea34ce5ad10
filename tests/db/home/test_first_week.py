"""What a young file still lacks, in one statement; an older file is left alone."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from db.assessing.sheet import sheets
from db.file.store import Store
from db.home.first_week import FRAMEWORK_KEPT, YOUNG, FirstWeek, first_week
from db.journal import exports
from db.people import organisation
from domain.mark import Role
from tests.db import sample


def test_each_step_is_told_once_it_is_done(store: Store, me: int) -> None:
    on = datetime.now(UTC).date()
    assert store.read(first_week, on) == FirstWeek(
        organisation=False, people=False, framework=False, assessed=False, printed=False
    )
    known = store.read(organisation.organisation)
    store.write(organisation.describe, replace(known, full_name="Северный контакт"))
    case = sample.case(store, sample.candidate(store))
    draft = sample.sheet(store, case, me, Role.HR, 2, submit=False)
    assert store.read(first_week, on) == FirstWeek(
        organisation=True, people=True, framework=False, assessed=False, printed=False
    )
    store.write(sheets.submit, draft)
    store.write(exports.record, "profile", exports.Of.FILE, (), ("pdf",), 1, names_people=False)
    week = store.read(first_week, on)
    assert week is not None and not week.printed, "a profile is no form to fill in"
    store.write(exports.record, "form", exports.Of.FILE, (), ("pdf",), 1, names_people=False)
    assert store.read(first_week, on) == FirstWeek(
        organisation=True, people=True, framework=False, assessed=True, printed=True
    )
    store.write(organisation.keep_setting, FRAMEWORK_KEPT, "1")
    week = store.read(first_week, on)
    assert week is not None and week.framework, "whoever keeps the supplied one has chosen it"
    assert sample.count(store, first_week, on) == 1


@pytest.mark.of_the_file("how SQLite goes about it")
def test_whether_a_form_was_printed_is_found_without_a_look_at_each_event(store: Store, me: int) -> None:
    with sample.statements(store) as asked:
        store.read(first_week, datetime.now(UTC).date())
    steps = sample.steps(store, asked)
    assert [step for step in steps if "INDEX ix_journal_many (subject_kind=? AND act=?)" in step], steps


def test_a_file_in_use_for_longer_is_left_alone(store: Store, me: int) -> None:
    on = datetime.now(UTC).date()
    sample.case(store, sample.candidate(store))
    assert store.read(first_week, on + YOUNG - timedelta(days=1)) is not None
    assert store.read(first_week, on + YOUNG + timedelta(days=2)) is None


def test_a_file_that_lay_empty_for_months_is_as_young_as_on_its_first_day(store: Store, me: int) -> None:
    later = datetime.now(UTC).date() + timedelta(days=200)
    week = store.read(first_week, later)
    assert week is not None and not week.people
    sample.candidate(store)
    week = store.read(first_week, later)
    assert week is not None and week.people, "whoever begins late is led on as well"
