"""The overview reads again when something that it shows has changed, and only then."""

import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from pytestqt.qtbot import QtBot
from sqlmodel import SQLModel

from db import models
from db.assessing import people
from db.assessing.sheet import sheets
from db.file.store import Store
from db.framework import job_description_editions as documents
from db.home import overview
from db.people import form_drafts, organisation, retention
from db.team import diary
from desktop import places
from desktop.app import App
from desktop.home.screen import HomeScreen
from domain.framework.profile import Phase
from domain.people.person import Person
from domain.people.retention import Retention
from domain.team.diary import HalfNote
from tests.db import sample
from tests.desktop.conftest import PASSWORD, TODAY, Start, unlock, workspace_of
from tests.desktop.home.home import with_sheets


def shown(app: App, qtbot: QtBot) -> HomeScreen:
    """Return the overview once it is read as a whole."""
    screen = workspace_of(app).shown
    assert isinstance(screen, HomeScreen)
    qtbot.waitUntil(lambda: screen.whole)
    return screen


def test_every_table_that_the_overview_reads_is_one_that_it_listens_to(file: Path) -> None:
    with_sheets(file, "Orlov", "Kim", submitted=("Kim",))
    models.load()
    store = Store.open(file, PASSWORD)
    store.act_as(store.read(people.actors)[0].id)
    sample.add(store, "Belov", post=sample.profile(store, Phase.POST).post.ru)
    store.write(documents.fill, sample.framework(store).id, "1.7", "начальнику отдела")
    store.write(documents.publish, sample.framework(store).id, "", None)
    with sample.statements(store) as asked:
        store.read(overview.overview, 1, TODAY)
        store.read(overview.names, (1,), (1,), (1,))
        store.read(overview.identity)
    store.close()
    named = {name for one in asked for name in re.findall(r'(?:FROM|JOIN) "?(\w+)"?', one)}
    read = {str(name) for name in SQLModel.metadata.tables} & named
    assert {"sheet", "plan", "case", "person", "outstanding", "setting", "familiarisation"} <= read
    assert read - {"setting"} <= HomeScreen.TABLES
    assert f"setting {retention.SETTING}" in HomeScreen.TABLES, "of the settings only the terms are shown"


def test_who_comes_back_to_it_waits_for_what_has_changed_alone(
    start: Start, file: Path, qtbot: QtBot
) -> None:
    made = with_sheets(file, "Orlov", "Kim")
    app = unlock(start(file), qtbot)
    screen = shown(app, qtbot)
    data, space = app.data, workspace_of(app)
    assert data is not None and app.me is not None
    store = data._store  # pyright: ignore[reportPrivateUsage]

    def asked() -> bool:
        space.go(places.PEOPLE)
        qtbot.waitUntil(lambda: not app.jobs.busy)
        with sample.statements(store) as found:
            space.go(places.HOME)
        return any("plan" in one for one in found)

    assert not asked(), "nothing was written since"
    data.write(people.add, Person(surname="Belov"))
    assert asked() and not asked()
    today = [TODAY]
    screen._context = replace(screen._context, today=lambda: today[0])
    today[0] += timedelta(days=1)
    assert asked() and not asked(), "the day is another"
    space.go(places.PEOPLE)
    data.write(sheets.submit, made["Kim"])
    space.go(places.HOME)
    plain = data.read(overview.overview, app.me.id, today[0], 0)
    assert screen._overview == plain


def test_what_is_not_shown_makes_it_read_nothing(start: Start, file: Path, qtbot: QtBot) -> None:
    with_sheets(file, "Orlov")
    app = unlock(start(file), qtbot)
    screen = shown(app, qtbot)
    assert app.data is not None
    write = app.data.write
    assert app.data._store.prepared  # pyright: ignore[reportPrivateUsage]
    with sample.statements(app.data._store) as asked:  # pyright: ignore[reportPrivateUsage]
        write(organisation.keep_setting, "columns", "a b")
        write(diary.keep_half, HalfNote(text="Помог нов"))
        write(form_drafts.keep, "person", "0", {"surname": "Ким"})
        qtbot.wait(1)
        assert not [one for one in asked if "FROM sheet" in one]
        write(retention.keep_policy, Retention(candidate_days=10))
        qtbot.waitUntil(lambda: any("FROM sheet" in one for one in asked))
    assert screen.isVisible()
