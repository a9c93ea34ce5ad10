"""A candidate with sheets, and the page of the result."""

# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownLambdaType=false
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from db.assessing import assessments, people
from db.assessing.sheet import sheets
from db.file.store import Store
from desktop.assessing.result.item_dialog import ItemDialog
from desktop.assessing.result.page_dialog import PageDialog
from desktop.assessing.result.screen import ResultScreen
from domain.assessing.evidence import Told
from domain.mark import Mark, Role
from domain.people.person import Person

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
FACTS = 5  # the column of marks and facts
NASTY = "<img src=x onerror=alert(1)> ждала бы, само спадает"


type Show = Callable[[int], ResultScreen]


class Case:
    """A candidate and the sheets on them; rates as whoever it is told."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.person = store.write(people.add, Person(surname="Лебедева", given="Ирина", post="менеджер"))
        self.case_id = 0

    def rate(
        self,
        assessor: Person,
        role: Role,
        marks: dict[str, Mark | None],
        rest: Mark | None,
        comments: dict[str, str] | None = None,
        facts: dict[str, Told] | None = None,
        *,
        submit: bool = True,
    ) -> None:
        """Give the marks by code, *rest* to every other item."""
        store = self._store
        store.act_as(assessor.id)
        sheet_id = store.write(assessments.start, self.person, assessor.id, role)
        sheet = store.read(sheets.sheet, sheet_id, assessor.id)
        self.case_id = sheet.case_id
        by_item = {row.item.id: marks.get(row.item.code, rest) for row in sheet.scope}
        said = {row.item.id: (comments or {}).get(row.item.code, "") for row in sheet.scope}
        seen = facts or {}
        told = {row.item.id: seen[row.item.code] for row in sheet.rows if row.item.code in seen}
        given = {item: (mark, said[item]) for item, mark in by_item.items()}
        store.write(sheets.enter, sheet_id, given, told)
        if submit:
            store.write(sheets.submit, sheet_id)


LEVEL = Mark.rated


def detail(screen: ResultScreen, name: str) -> str:
    """Open a part from the foot of the page by its button, and return what it says."""
    assert screen.board is not None
    getattr(screen.board.details, name).click()
    (dialog,) = screen.findChildren(PageDialog)
    said = texts(dialog)
    dialog.close()
    QCoreApplication.sendPostedEvents(dialog, QEvent.Type.DeferredDelete)
    return said


def texts(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if not label.isHidden())


def opened_gap(screen: ResultScreen) -> ItemDialog:
    """Press Enter on the current gap."""
    assert screen.board is not None
    gaps = screen.board.gaps.list
    assert gaps is not None
    QTest.keyClick(gaps, Key.Key_Return)
    (dialog,) = screen.findChildren(ItemDialog)
    return dialog


def words_in(widget: QWidget) -> str:
    return "\n".join(one.text() for one in widget.findChildren(QLabel)).replace("\u00a0", " ")
