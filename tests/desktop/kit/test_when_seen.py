"""A part that nobody looks at is not laid out; what was asked last is, once it comes into sight."""

from PySide6.QtWidgets import QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from desktop.kit.page.when_seen import WhenSeen


def test_a_part_is_laid_out_once_it_is_seen_and_as_it_was_asked_for_last(qtbot: QtBot) -> None:
    stack, done = QStackedWidget(), list[str]()
    qtbot.addWidget(stack)
    first, second = QWidget(stack), QWidget(stack)
    stack.addWidget(first)
    stack.addWidget(second)
    part = WhenSeen(second)
    part.do(lambda: done.append("older"))
    stack.show()
    part.do(lambda: done.append("newer"))
    assert done == []
    stack.setCurrentWidget(second)
    assert done == ["newer"]
    part.do(lambda: done.append("at once"))
    stack.setCurrentWidget(first)
    stack.setCurrentWidget(second)
    assert done == ["newer", "at once"]
    stack.setCurrentWidget(first)
    part.do(lambda: done.append("needed"))
    part.now()
    part.now()
    assert done == ["newer", "at once", "needed"]
