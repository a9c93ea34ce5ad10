"""The text of one row, written over the table; what is half typed is told of, so that it can be kept."""

from typing import override

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.theme import Theme
from desktop.widgets import chips, labels
from domain.sheet import COMMENT_LIMIT
from resources.i18n import _, current

KEEP_AFTER = 1000  # milliseconds after the last key
HEIGHT = 132
STAYING = 196
NARROWEST = 400
_RETURN = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FactEditor(QFrame):
    """Lies over the right half of the current row, or *stays* in a layout; whoever owns it places it.

    Signals:
        entered: the field that stays got the focus while no text was open.
        saved: code and text, by Ctrl+Enter or Tab.
        left: code and text, by Esc or by going elsewhere.
        paused: code and text, a second after the last key.
    """

    entered = Signal()
    saved = Signal(str, str)
    left = Signal(str, str)
    paused = Signal(str, str)

    def __init__(self, theme: Theme, parent: QWidget, *, stays: bool = False) -> None:
        super().__init__(parent)
        self._stays = stays
        if not stays:
            self.setObjectName("panel")
        self.code = ""
        self.field = _Field(self)
        self.field.setAccessibleName(_("Fact or comment"))
        self.field.setPlaceholderText(_("What exactly did the person say or do?"))
        self._count = labels.plain("", self, "caption", "muted")
        column = QVBoxLayout(self)
        edge = 0 if stays else 6
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(4)
        column.addWidget(self.field, 1)
        self._save_keys = QWidget(self)
        saving = QHBoxLayout(self._save_keys)
        saving.setContentsMargins(0, 0, 8, 0)
        saving.setSpacing(5)
        saving.addWidget(chips.key_cap("Ctrl+Enter", self))
        saving.addWidget(labels.plain(_("save"), self, "caption", "muted"))
        foot = QHBoxLayout()
        foot.setSpacing(5)
        if stays:  # a narrow column: two lines
            saving.addStretch(1)
            column.addWidget(self._save_keys)
        else:
            foot.addWidget(self._save_keys)
        foot.addWidget(chips.key_cap("Esc", self))
        foot.addWidget(
            labels.plain(_("to the card") if stays else _("to the list"), self, "caption", "muted")
        )
        foot.addStretch(1)
        foot.addWidget(self._count)
        column.addLayout(foot)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(KEEP_AFTER)
        self._timer.timeout.connect(self._on_pause)
        self.field.textChanged.connect(self._on_text)
        self.field.saved.connect(self._on_saved)
        self.field.left.connect(self._on_left)
        self.field.blurred.connect(self._on_blurred)
        self.field.entered.connect(self._on_entered)
        self.setFixedHeight((STAYING if stays else HEIGHT) + (8 if stays else 4) * theme.font_step)
        self.setVisible(stays)

    @property
    def is_open(self) -> bool:
        """Whether a text is being written."""
        return bool(self.code)

    @property
    def text(self) -> str:
        """What stands in the field."""
        return self.field.toPlainText()

    def open(self, code: str, text: str, *, read_only: bool = False) -> None:
        """Show the text of the item, cursor at the end."""
        self.code = ""  # the text that comes in now was not typed
        self.field.setPlainText(text)
        self.set_read_only(read_only)
        self.field.moveCursor(self.field.textCursor().MoveOperation.End)
        self.code = code
        self._show_count()
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_read_only(self, read_only: bool) -> None:
        """Only show the text, or let it be written."""
        self.field.setReadOnly(read_only)
        self._save_keys.setVisible(not read_only)

    def show_text(self, text: str) -> None:
        """Show a text that nobody writes now."""
        self.code = ""
        if self.text != text:
            self.field.setPlainText(text)
            self._show_count()

    def save(self) -> None:
        """Do what Ctrl+Enter does."""
        self._on_saved()

    def finish(self) -> None:
        """Close without telling anybody: the text is where it belongs."""
        self.code = ""
        self._timer.stop()
        if not self._stays:
            self.hide()

    def pause(self) -> None:
        """Tell now what is half typed, as before the program ends."""
        if self.is_open and not self.field.isReadOnly():
            self._timer.stop()
            self.paused.emit(self.code, self.text)

    def _on_text(self) -> None:
        if self.is_open:
            self._timer.start()
            self._show_count()

    def _on_pause(self) -> None:
        self.pause()

    def _on_saved(self) -> None:
        if self.field.isReadOnly():
            self._on_left()
        elif self.is_open:
            self.saved.emit(self.code, self.text)

    def _on_left(self) -> None:
        if self.is_open:
            self.left.emit(self.code, self.text)

    def _on_entered(self) -> None:
        if self._stays and not self.is_open:
            self.entered.emit()

    def _on_blurred(self, stays: bool) -> None:
        if stays:
            self.pause()
        else:
            self._on_left()

    def _show_count(self) -> None:
        length = len(self.text)
        near = length > COMMENT_LIMIT * 9 // 10
        number = current().number
        words = _("{length} of {limit} characters").format(
            length=number(length, 0), limit=number(COMMENT_LIMIT, 0)
        )
        self._count.setText(words if near else "")
        token = "danger" if length > COMMENT_LIMIT else "muted"
        if self._count.property("token") != token:
            self._count.setProperty("token", token)
            self._count.style().unpolish(self._count)
            self._count.style().polish(self._count)


class _Field(QPlainTextEdit):
    """Knows the keys by which one leaves it.

    Signals:
        saved: Ctrl+Enter or Tab.
        left: Esc or Shift+Tab.
        blurred: the focus went away; True if it will come back by itself (menu, other program).
        entered: the focus came.
    """

    entered = Signal()
    saved = Signal()
    left = Signal()
    blurred = Signal(bool)

    @override
    def event(self, event: QEvent) -> bool:
        # Ctrl+Enter submits the sheet and Esc goes back elsewhere; here they belong to the text.
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _leaves(event):
            event.accept()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not _leaves(event):
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Backtab):
            self.left.emit()
        else:
            self.saved.emit()

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        return False  # Tab reaches keyPressEvent

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        reason = event.reason()
        self.blurred.emit(reason in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason))


def _leaves(event: QKeyEvent) -> bool:
    if event.key() in _RETURN:
        return bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
    return event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
