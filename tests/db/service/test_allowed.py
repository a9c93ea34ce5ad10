"""The table of the service is what windows ask for, and what nobody's name stands on is HR's alone."""

from collections.abc import Mapping
from inspect import signature

import pytest

from db.wire import allowed
from db.wire.allowed import Kind, Reach, View
from db.wire.calls import function
from domain.login import LoginRole
from tests.db.service.asked import asked

TABLE = allowed.table()
VIEWERS = {"viewer_id", "me", "assessor_id"}
OTHERS_SEATS = {"assessing.sheet.paper_sheets.begin"}
"""Here the assessor is somebody else, for whom HR enters what stands on paper."""

SUBJECTS = {
    *("person_id", "case_id", "case_ids", "sheet_id", "sheet_ids", "plan_id", "people", "cases", "ids"),
    *("kept_id", "double_id", "one_id", "other_id", "goal_id", "action_id", "meeting_id", "evidence_id"),
    *("note_id", "code", "number", "person", "who", "cycle_id", "unit_id", "on", "document", "uid"),
}


@pytest.fixture(scope="module")
def windows() -> Mapping[str, set[str]]:
    return asked()


def test_the_table_is_what_windows_ask_for(windows: Mapping[str, set[str]]) -> None:
    assert TABLE.keys() == windows.keys(), "python -m tests.db.service.asked"


def test_each_is_run_as_windows_run_it(windows: Mapping[str, set[str]]) -> None:
    other = {
        name: verbs
        for name, verbs in windows.items()
        if TABLE[name].kind is not Kind.STAYS and not verbs <= {TABLE[name].kind}
    }
    assert other == {}


def test_whoever_is_logged_in_fills_the_place_of_the_viewer() -> None:
    for name, row in TABLE.items():
        if row.kind is Kind.STAYS:
            continue
        parameters = set(signature(function(name)).parameters)
        viewers = VIEWERS & parameters if name not in OTHERS_SEATS else set[str]()
        assert viewers == ({row.viewer} if row.viewer else set()), name
        bounds = {bound.parameter for several in row.grants.values() for bound in several}
        assert bounds - {""} <= parameters, name


def test_what_says_nobodys_view_is_refused_to_all_but_hr() -> None:
    assert [row.name for row in TABLE.values() if row.view is View.NOBODY and row.grants] == []
    # What is about somebody and has no viewer is either bounded for each role, or HR's alone.
    loose = [
        row.name
        for row in TABLE.values()
        if row.view is View.WITHIN
        and (
            not row.grants
            or any(bound.reach is Reach.ANY for bounds in row.grants.values() for bound in bounds)
        )
    ]
    assert loose == []


def test_a_read_about_somebody_has_a_viewer_or_a_bound() -> None:
    same_for_all = {row.name for row in TABLE.values() if row.view is View.ANYBODY}
    about_somebody = {name for name in same_for_all if SUBJECTS & set(signature(function(name)).parameters)}
    assert about_somebody == {"assessing.talk.asked.questions"}  # of a cycle: what it asks, of nobody
    assert all(TABLE[name].kind is Kind.READ for name in same_for_all)


def test_who_writes_is_whoever_is_logged_in() -> None:
    writing = {row.name for row in TABLE.values() if row.kind is Kind.WRITE and not row.viewer}
    assert {TABLE[name].view for name in writing} == {View.ACTOR, View.ACCOUNTS}


def test_accounts_are_for_administrators_alone() -> None:
    rows = [row for row in TABLE.values() if row.name.startswith("people.accounts.")]
    assert rows == [row for row in TABLE.values() if row.view is View.ACCOUNTS]
    for row in rows:
        assert [role for role in LoginRole if row.allows(role)] == [LoginRole.ADMINISTRATOR], row.name


def test_an_administrator_sees_accounts_alone_and_an_auditor_writes_only_that_the_journal_was_saved() -> None:
    written: set[str] = set()
    for row in TABLE.values():
        if (bounds := row.grants.get(LoginRole.ADMINISTRATOR)) is not None:
            own = all(bound.reach is Reach.OWN for bound in bounds)
            assert row.view in (View.ANYBODY, View.ACCOUNTS) or own, row.name
        if LoginRole.AUDITOR in row.grants and row.kind is not Kind.READ:
            written.add(row.name)
    assert written == {"journal.exports.journal_saved"}


def test_keys_places_and_open_files_stay_with_the_file() -> None:
    stays = {row.name: row.why for row in TABLE.values() if row.kind is Kind.STAYS}
    assert set(stays.values()) == {"secret", "place", "file"}
    assert {"exchange.keys.own", "journal.former_keys.data_keys"} <= stays.keys()
