"""The window rates without a network: the strip says what waits, and asks about what was not taken."""

import json
from collections.abc import Iterator
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from db.assessing.sheet import sheets
from db.exchange import opening
from db.file.store import Store
from db.wire.client import name_of
from desktop.app import App
from desktop.frame.link import Link
from desktop.frame.unsent.dialog import UnsentDialog
from desktop.start.server import FormerPasswordCard, ServerCard
from domain.mark import Mark, Origin
from domain.people.person import Person
from tests.db import sample
from tests.db.service.web.client import OWN
from tests.desktop.conftest import Start, at_rest, card_of, workspace_of
from tests.desktop.server.at_server import Centre, centre, fill, is_in, log_in, remote, type_in

Key = Qt.Key
WORDS = "ведёт борт спокойно"
ANOTHER = "и ещё один 3"


@pytest.fixture
def sheet(store: Store, me: Person) -> int:
    """A draft of hers in which everything has a one."""
    case = sample.case(store, sample.candidate(store, "Мельник"))
    return sample.sheet(store, case, me.id, said=1, submit=False)


@pytest.fixture
def at(store: Store, me: Person, sheet: int, monkeypatch: pytest.MonkeyPatch) -> Iterator[Centre]:
    with centre(store, monkeypatch, sokolova=me.id) as made:
        yield made


def write(app: App, sheet: int) -> None:
    """Give the first competency a three, and the second one a comment."""
    marks = {1: (Mark.rated(3), Origin.TYPED, Mark.rated(1))}
    remote(app).write(sheets.rate_all, sheet, marks)
    remote(app).write(sheets.comment, sheet, 2, WORDS, "")


def strip(app: App) -> Link:
    found = workspace_of(app).findChild(Link)
    assert found is not None
    return found


def cut(app: App, at: Centre, qtbot: QtBot) -> Link:
    at.way.cut()
    link = strip(app)
    qtbot.waitUntil(link.isVisible)
    return link


def told(widget: object) -> str:
    return " ".join(one.text() for one in widget.findChildren(QLabel) if not one.isHidden())  # type: ignore[attr-defined]


def test_the_strip_says_how_much_waits_and_goes_when_it_is_sent(
    start: Start, at: Centre, sheet: int, me: Person, qtbot: QtBot
) -> None:
    app = log_in(start(), qtbot, at, "sokolova")
    link = cut(app, at, qtbot)
    assert "Marks and comments wait on this computer" in link.text
    write(app, sheet)
    qtbot.waitUntil(lambda: "Waiting: 2 entries." in link.text)
    at.way.mend()
    qtbot.waitUntil(lambda: not link.isVisible())
    assert remote(app).waiting == 0
    rows = at.store.read(sheets.sheet, sheet, me.id).rows
    assert (rows[0].mark, rows[1].comment) == (Mark.rated(3), WORDS)


def test_whoever_leaves_the_server_is_not_told_that_all_is_saved_while_something_waits(
    start: Start, at: Centre, sheet: int, qtbot: QtBot
) -> None:
    app = log_in(start(), qtbot, at, "sokolova")
    cut(app, at, qtbot)
    write(app, sheet)
    app._change.close_file()  # pyright: ignore[reportPrivateUsage]
    qtbot.waitUntil(lambda: at_rest(app))
    assert "What waits to be sent stays on this computer." in told(app.window.start)


def test_of_what_was_changed_meanwhile_somebody_decides_and_the_words_of_what_is_over_stay_to_be_copied(
    start: Start, at: Centre, sheet: int, me: Person, qtbot: QtBot
) -> None:
    app = log_in(start(), qtbot, at, "sokolova")
    link = cut(app, at, qtbot)
    write(app, sheet)
    at.store.act_as(me.id)
    at.store.write(sheets.rate_all, sheet, {1: (Mark.rated(0), Origin.TYPED, Mark.rated(1))})
    at.way.mend()
    qtbot.waitUntil(lambda: "did not take 1 thing" in link.text)
    link.act.click()
    dialog = _dialog(app, qtbot)
    (row,) = dialog.rows
    assert "Мельник" in told(row) and "level 3" in told(row) and "level 0" in told(row)
    assert not dialog.go.isEnabled()
    dialog.later.click()
    assert link.isVisible(), "what is not decided stays"
    link.act.click()
    dialog = _dialog(app, qtbot)
    dialog.rows[0].choice.setFocus()
    QTest.keyClick(dialog.rows[0].choice, Key.Key_Right)
    dialog.go.click()
    qtbot.waitUntil(lambda: not link.isVisible())
    qtbot.waitUntil(lambda: at.store.read(sheets.sheet, sheet, me.id).rows[0].mark == Mark.rated(3))


def test_what_came_too_late_is_told_with_its_words_and_can_be_removed(
    start: Start, at: Centre, sheet: int, me: Person, qtbot: QtBot
) -> None:
    app = log_in(start(), qtbot, at, "sokolova")
    link = cut(app, at, qtbot)
    remote(app).write(sheets.comment, sheet, 2, WORDS, "")
    at.store.act_as(me.id)
    at.store.write(opening.submit, sheet)
    at.way.mend()
    qtbot.waitUntil(lambda: "did not take 1 thing" in link.text)
    link.act.click()
    dialog = _dialog(app, qtbot)
    (row,) = dialog.rows
    assert WORDS in told(row) and row.entry.why
    row.choice.choose(1)
    row.choice.chosen.emit(1)
    dialog.go.click()
    qtbot.waitUntil(lambda: not link.isVisible())
    assert remote(app).held == ()


def test_what_another_version_has_written_is_shown_whole(start: Start, at: Centre, qtbot: QtBot) -> None:
    app = log_in(start(), qtbot, at, "sokolova")
    link = cut(app, at, qtbot)
    for text in ("ведёт борт спокойно", "сообщил смене"):
        content = json.dumps({"words": text}, ensure_ascii=False).encode()
        remote(app)._remote.outbox.put(uuid4(), name_of(sheets.comment), content)  # type: ignore[union-attr]
    at.way.mend()
    qtbot.waitUntil(lambda: "did not take 2 things" in link.text)
    link.act.click()
    dialog = _dialog(app, qtbot)
    assert [row.entry.again for row in dialog.rows] == [None, None]
    assert "ведёт борт спокойно" in told(dialog.rows[0]) and "сообщил смене" in told(dialog.rows[1])
    for row in dialog.rows:
        assert row.entry.about == "Written by another version of Merilo", "the sheet may well be seen"
        assert row.entry.why.startswith("This version cannot send it."), "the server was not asked"


def test_a_former_password_opens_what_waits_or_it_is_set_aside(
    start: Start, at: Centre, sheet: int, qtbot: QtBot
) -> None:
    app = log_in(start(), qtbot, at, "sokolova")
    remote(app)._remote.outbox.change_password(ANOTHER)  # type: ignore[union-attr]  # as if the account got another elsewhere
    app._change.close_file()  # pyright: ignore[reportPrivateUsage]
    qtbot.waitUntil(lambda: at_rest(app))
    fill(card_of(app, ServerCard), at.address, "sokolova", OWN)
    qtbot.waitUntil(lambda: _is_former(app))
    card = card_of(app, FormerPasswordCard)
    type_in(card.password, "не тот пароль")
    QTest.keyClick(card.password, Key.Key_Return)
    qtbot.waitUntil(lambda: "not that password either" in told(card) and card.go.isEnabled())
    type_in(card.password, ANOTHER)
    QTest.keyClick(card.password, Key.Key_Return)
    qtbot.waitUntil(is_in(app))
    assert remote(app).may_wait
    remote(app)._remote.outbox.change_password(ANOTHER)  # type: ignore[union-attr]
    app._change.close_file()  # pyright: ignore[reportPrivateUsage]
    qtbot.waitUntil(lambda: at_rest(app))
    fill(card_of(app, ServerCard), at.address, "sokolova", OWN)
    qtbot.waitUntil(lambda: _is_former(app))
    card_of(app, FormerPasswordCard).aside.click()
    qtbot.waitUntil(is_in(app))
    assert remote(app).may_wait


def _dialog(app: App, qtbot: QtBot) -> UnsentDialog:
    def shown() -> list[UnsentDialog]:
        return [one for one in app.window.findChildren(UnsentDialog) if one.isVisible()]

    qtbot.waitUntil(lambda: bool(shown()))  # one that was closed is there for a moment longer
    (found,) = shown()
    return found


def _is_former(app: App) -> bool:
    start = app.window.start
    return start is not None and isinstance(start.card, FormerPasswordCard) and at_rest(app)
