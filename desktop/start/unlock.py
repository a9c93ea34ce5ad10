"""Opening the last file, or another one."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, override

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontDatabase, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from desktop.kit import labels, layout
from desktop.kit.buttons import button
from desktop.kit.form.form import Field
from desktop.kit.form.password_edit import PasswordEdit
from desktop.kit.off import allow
from desktop.start.card import Card
from desktop.theme import Theme
from resources.i18n import _

if TYPE_CHECKING:
    from desktop.recent import RecentFile


LINES = 3  # of the code: 56 characters, with room for large letters


class UnlockCard(Card):
    """The file's password, or its recovery code.

    Signals:
        password_given, code_given: what was typed.
        other_wanted: choose another file.
        new_wanted: create a new file.
        server_wanted: work at the server of the organisation instead.
    """

    password_given = Signal(str)
    code_given = Signal(str)
    other_wanted = Signal()
    new_wanted = Signal()
    server_wanted = Signal()

    def __init__(
        self, theme: Theme, path: Path, parent: QWidget, title: str = "", subtitle: str = ""
    ) -> None:
        super().__init__(theme, title or _("Merilo"), subtitle or _("Offline competency assessment"), parent)
        self._path = path
        self.column.addWidget(self._file_row(path))
        self.column.addSpacing(4)
        self.edit: QLineEdit = PasswordEdit(theme, self)
        self._password = Field(_("Password of the file"), self.edit, self)
        self.code = CodeEdit(theme, self)
        self._code = Field(_("Recovery code"), self.code, self)
        self.open = button(_("Open"), self, "primary", do=self._on_open)
        fields = QVBoxLayout()
        fields.addWidget(self._password)
        fields.addWidget(self._code)
        aside = QVBoxLayout()
        aside.addSpacing(20)
        aside.addWidget(self.open)
        aside.addStretch(1)
        self.column.addLayout(layout.row(layout.grow(fields), aside, gap="s"))
        self.column.addWidget(self.fault)
        self.column.addWidget(labels.rule(self))
        self.column.addLayout(self._safe_row())
        self.column.addLayout(self._links())
        self.column.addLayout(layout.row(self.server, layout.STRETCH))
        self._code.hide()
        self.edit.hinted.connect(self._password.say)
        self.edit.returnPressed.connect(self._on_open)
        self.code.entered.connect(self._on_open)

    def begin(self) -> None:
        """Focus the field to type into."""
        (self.code if self._by_code else self.edit).setFocus()

    def fail(self, what: str, rest: str) -> None:
        """Show what went wrong, and select the text typed, so that a new attempt replaces it."""
        self.set_busy(False)
        super().fail(what, rest)
        self.begin()
        (self.code if self._by_code else self.edit).selectAll()

    def set_busy(self, busy: bool) -> None:
        """Show that the file is being opened; nothing can be pressed meanwhile."""
        if busy and (held := QApplication.focusWidget()) is not None and self.isAncestorOf(held):
            # A disabled widget loses the focus, and Qt would give it to a link in the corner.
            self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            self.setFocus()
        self.open.setText(_("Opening…") if busy else _("Open"))
        for widget in (
            self.open,
            self.edit,
            self.code,
            self.other,
            self.switch,
            self.paste,
            self.new,
            self.server,
        ):
            allow(widget, _("The file is being opened") if busy else "")
        if self.recent is not None:
            self.recent.set_busy(busy)
        if busy:
            self.fault.hide()

    def show_recent(self, files: "Sequence[RecentFile]") -> None:
        """Show the other recent files."""
        self.list_recent([file for file in files if file.path != self._path])

    @property
    def _by_code(self) -> bool:
        return not self._code.isHidden()

    def _file_row(self, path: Path) -> QWidget:
        frame = QFrame(self)
        frame.setObjectName("sunken")
        lock = QLabel(frame, pixmap=self.theme.icon("lock", "muted", 18).pixmap(18, 18))
        words = layout.column()
        words.addWidget(labels.elided(path.name, frame, "strong"))
        self._folder = labels.elided(" › ".join(path.parent.parts[-2:]), frame, "small", "muted")
        words.addWidget(self._folder)
        self.other = button(_("Open another file…"), frame, "quiet", do=self.other_wanted)
        layout.row(lock, layout.grow(words), self.other, gap="m", around=(12, 8, 8, 8), of=frame)
        return frame

    def _safe_row(self) -> QHBoxLayout:
        shield = QLabel(self, pixmap=self.theme.icon("shield-check", "ok").pixmap(16, 16))
        text = _("The file is encrypted.")
        return layout.row(
            layout.top(shield), layout.grow(labels.paragraph(text, self, "small", "muted")), gap=10
        )

    def _links(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.switch = button(_("Enter the recovery code"), self, "quiet", small=True, do=self._on_switch)
        self.new = button(_("New file…"), self, "quiet", small=True, do=self.new_wanted)
        self.paste = button(_("Paste the code"), self, "quiet", small=True, do=self._on_paste)
        self.paste.hide()
        row.addWidget(self.switch)
        row.addWidget(self.paste)
        row.addWidget(self.new)
        self.server = button(
            _("Your organisation's server…"), self, "quiet", small=True, do=self.server_wanted
        )
        row.addStretch(1)
        return row

    def _on_switch(self) -> None:
        by_code = not self._by_code
        self._code.setVisible(by_code)
        self._password.setVisible(not by_code)
        self.paste.setVisible(by_code)
        self.switch.setText(_("Enter the password") if by_code else _("Enter the recovery code"))
        self.fault.hide()
        self.begin()

    def _on_paste(self) -> None:
        self.code.setPlainText(QApplication.clipboard().text())
        self.begin()

    def _on_open(self) -> None:
        if self._by_code:
            if self.code.toPlainText().strip():
                self.code_given.emit(self.code.toPlainText())
            else:
                self._code.say(_("Enter the code from the paper."), wrong=True)
        elif self.edit.text():
            self.password_given.emit(self.edit.text())
        else:
            self._password.say(_("Enter the password."), wrong=True)


class LockedCard(UnlockCard):
    """A locked file: its name and no more, until the password or the code is given."""

    def __init__(self, theme: Theme, path: Path, parent: QWidget) -> None:
        subtitle = _("The password leads back to where you were.")
        super().__init__(theme, path, parent, _("The file is locked"), subtitle)
        self._folder.hide()
        self.new.hide()
        self.server.hide()

    @override
    def show_recent(self, files: "Sequence[RecentFile]") -> None:
        """Show none: a name of another file says something too."""


class CodeEdit(QPlainTextEdit):
    """Three lines, so that the whole code can be compared with its paper group by group.

    Signals:
        entered: Enter was pressed.
    """

    entered = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPixelSize(15 + theme.font_step)
        self.setFont(font)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedHeight(LINES * QFontMetrics(font).lineSpacing() + 16)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)
