"""Ten fingers on the screens of plans."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QWidget

from desktop.development.screen import PlanScreen
from desktop.kit.form.form_dialog import Form

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier


def press(key: Qt.Key | str, modifiers: Qt.KeyboardModifier = NONE, times: int = 1) -> None:
    """Press a key, or type a text, where the focus is."""
    for _time in range(times):
        at = QApplication.focusWidget() or _left_with_focus()
        if isinstance(key, str):
            QTest.keyClicks(at, key)
        else:
            QTest.keyClick(at, key, modifiers)
        QCoreApplication.processEvents()


def _left_with_focus() -> QWidget:
    """A form has gone: there is no window manager here that turns to the window behind it."""
    window = next(one for one in QApplication.topLevelWidgets() if one.isVisible())
    window.activateWindow()
    QCoreApplication.processEvents()
    at = window.focusWidget()
    assert at is not None
    return at


def forms() -> list[Form]:
    """Return the forms that stand before the window."""
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, Form) and one.isVisible()]


def form[F: Form](kind: type[F]) -> F:
    """Return the form that stands before the window."""
    return next(one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible())


def dialog(kind: type[QDialog]) -> QDialog:
    """Return the dialog that stands before the window."""
    return next(one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible())


def rows(screen: PlanScreen) -> list[str]:
    """Return the rows of the plan as they are read, four cells each."""
    model = screen.table.lines
    return [
        " | ".join(str(model.index(row, column).data()) for column in range(4))
        for row in range(model.rowCount())
    ]


def texts(widget: QWidget) -> str:
    """Return all labels that are seen."""
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())
