"""Shows each screen of a file in which every text is markup that names a file, and each tooltip of them.

``python -m tests.desktop.frame.canary FOLDER``: run under a tracer, which sees whether anything opened it.
The last text shown is meant as markup, so that a tracer that sees nothing at all is told apart.
"""

import sys
from contextlib import closing, suppress
from datetime import date
from pathlib import Path

from PySide6.QtCore import QAbstractListModel, QEventLoop, QModelIndex, Qt, QTimer
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel, QToolTip, QWidget

from db.assessing import people
from db.file import driver, keys
from db.file.store import Store
from db.home import overview
from desktop import places
from desktop.app import App
from desktop.frame.screens import SCREENS
from desktop.settings import Settings
from domain.errors import Refused
from resources import i18n
from tests import prepared

CANARY, CONTROL = "canary-of-stored-text", "canary-of-our-own"
TEXTS = {
    "person": "surname given patronymic post contact",
    "unit": "name",
    "mark_text": "comment",
    "evidence": "text",
    "cycle": "title",
    "case_draft": "text",
    "conclusion": "reasons conditions",
    "refusal": "text",
    "settled": "reason",
    "goal": "criterion",
    "action": "text_ru text_en evidence_ru evidence_en",
    "plan": "aim",
    "item": "ru en label_ru label_en",
    "function": "ru en short_ru short_en",
    "duty": "ru en",
    "question": "question_ru question_en",
    "profile": "post_ru post_en",
    "scale_level": "knowledge_ru knowledge_en skill_ru skill_en",
    "framework": "title_ru title_en",
}
CELLS = 60  # rows of a table whose tooltips are shown


def main(folder: Path) -> None:
    """Make the file, show it and quit."""
    path = prepared.demo(folder / "canary.merilo")
    changed = _put(path, f"<img src='file://{folder / CANARY}'>Ж")
    assert changed > 500, changed
    i18n.use("ru")
    application = QApplication([])
    settings = Settings(folder / "merilo.ini")
    settings.language = "ru"
    with closing(Store.open(path)) as store:
        settings.file_opened(path, store.has_password, store.settings_key)
        me = store.read(people.actors)[0]
        settings.keep_actor(store.read(overview.identity), store.read(people.person, me.id).uid)
        known = {
            table: [row[0] for row in store.glance(_ids, table)]
            for table in ("person", "case", "sheet", "plan", "cycle", "framework")
        }
    app = App(application, settings, lambda: date(2026, 11, 24), folder)
    app.start(path)
    _until_idle(app)
    space = app.window.workspace
    assert space is not None, "the file is open"
    of = {
        places.PEOPLE: "person", places.PERSON: "person", places.DIARY: "person",
        places.CYCLE: "cycle", places.CAMPAIGN: "cycle",
        places.COMPARE: "cycle", places.DECISION: "case", places.SHEET: "sheet", places.RESULT: "case",
        places.PLAN: "plan", places.VERSIONS: "framework", places.JOURNAL: "person",
    }  # fmt: skip
    shown = tips = 0
    for name in SCREENS:
        for one in (known[of[name]][:2] + known[of[name]][-2:]) if name in of else [0]:
            with suppress(Refused):  # not every cycle is a campaign
                space.go(name, one)
            _until_idle(app)
            tips += _tips(app)
            shown += 1
    assert shown > 30 and tips > 100, (shown, tips)
    ours = QLabel(f"<img src='file://{folder / CONTROL}'>")
    ours.setTextFormat(Qt.TextFormat.RichText)
    ours.show()
    _wait(100)
    app.window.close()
    app.close()


def _put(path: Path, text: str) -> int:
    """Put the text before each text of people, as somebody with the key could; all triggers stay."""
    (slot,) = keys.load(path).slots
    assert isinstance(slot, keys.OpenSlot)
    with closing(driver.connect(path, slot.dek)) as db:
        triggers = db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _sql in triggers:
            db.execute(f'DROP TRIGGER "{name}"')
        changed = 0
        for table, columns in TEXTS.items():
            for column in columns.split():
                statement = f'UPDATE "{table}" SET "{column}" = ? || "{column}" WHERE "{column}" <> \'\''
                changed += db.execute(statement, (text,)).rowcount
        for _name, sql in triggers:
            db.execute(sql)
    return changed


def _ids(connection: object, table: str) -> list[tuple[int]]:
    return connection.execute(f'SELECT id FROM "{table}" ORDER BY id').fetchall()  # type: ignore[attr-defined]


def _tips(app: App) -> int:
    found: list[str] = []
    for widget in app.window.findChildren(QAbstractItemView):
        model = widget.model()
        if widget.isVisible() and model:
            columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(QModelIndex())
            for row in range(min(model.rowCount(QModelIndex()), CELLS)):
                for column in range(columns):
                    tip = model.index(row, column, QModelIndex()).data(Qt.ItemDataRole.ToolTipRole)
                    found.append(str(tip or ""))
    for widget in app.window.findChildren(QWidget):
        if widget.isVisible():
            found.append(widget.toolTip())
    shown = [one for one in dict.fromkeys(found) if one]
    for tip in shown:
        QToolTip.showText(app.window.pos(), tip, app.window)
        _wait(0)
    QToolTip.hideText()
    return len(shown)


def _until_idle(app: App) -> None:
    for _ in range(3):
        _wait(10)
        while app.jobs.busy:
            _wait(10)


def _wait(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
