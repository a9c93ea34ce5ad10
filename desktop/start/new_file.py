"""Creating a file: its folder, its password, and the recovery code, which is shown once."""

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from desktop.kit import labels, layout
from desktop.kit.buttons import button
from desktop.kit.form.choice import Check
from desktop.kit.form.new_password import NewPassword
from desktop.kit.off import allow
from desktop.kit.page import files
from desktop.kit.secret import Secret
from desktop.recent import SUFFIX
from desktop.start.card import Card
from desktop.theme import Theme
from resources.i18n import _, current

IN_LINE = 2  # groups of the recovery code


@dataclass(frozen=True, slots=True)
class Wanted:
    """The file to create."""

    path: Path
    password: str


class NewFileCard(Card):
    """Folder and password.

    Signals:
        created: a Wanted.
        left: back to the previous step.
    """

    created = Signal(object)
    left = Signal()

    def __init__(self, theme: Theme, path: Path, parent: QWidget) -> None:
        subtitle = _("It holds everything: people, marks, plans. It is encrypted and belongs to you.")
        super().__init__(theme, _("New file"), subtitle, parent)
        self._path = path
        self.column.addWidget(self._place())
        self.fields = NewPassword(theme, _("Password, at least 12 characters"), self)
        self.password, self.again = self.fields.password, self.fields.again
        self.column.addWidget(self.fields)
        note = _("Several words are easier to remember and harder to guess than symbols.")
        self.column.addWidget(labels.paragraph(note, self, "small", "muted"))
        self.column.addWidget(self.fault)
        row = QHBoxLayout()
        self.back = button(_("Back"), self, "quiet", do=self.left)
        self.make = button(_("Create file"), self, "primary", do=self._on_make)
        row.addWidget(self.back)
        row.addStretch(1)
        row.addWidget(self.make)
        self.column.addLayout(row)
        self.fields.entered.connect(self._on_make)

    @property
    def path(self) -> Path:
        """The path of the new file."""
        return self._path

    def begin(self) -> None:
        """Focus the password."""
        self.password.setFocus()

    def fail(self, what: str, rest: str) -> None:
        """Show what went wrong; everything typed stays, and Enter chooses another folder."""
        self.set_busy(False)
        super().fail(what, rest)
        self.choose.setFocus()

    def set_busy(self, busy: bool) -> None:
        """Show that the file is being created."""
        self.make.setText(_("Creating…") if busy else _("Create file"))
        for widget in (self.make, self.back, self.choose, self.password, self.again):
            allow(widget, _("The file is being created") if busy else "")
        if busy:
            self.fault.hide()

    def _place(self) -> QWidget:
        frame = QFrame(self)
        frame.setObjectName("sunken")
        icon = QLabel(frame, pixmap=self.theme.icon("file-lock", "muted", 18).pixmap(18, 18))
        self._name = labels.elided("", frame, "strong")
        words = layout.row(layout.grow(self._name))
        self.choose = button(_("Another place…"), frame, "quiet", do=self._on_choose)
        layout.row(icon, layout.grow(words), self.choose, gap="m", around=(12, 8, 8, 8), of=frame)
        self._show_path()
        return frame

    def _show_path(self) -> None:
        self._name.setText(" › ".join((*self._path.parent.parts[-1:], self._path.name)))
        self._name.setAccessibleName(str(self._path))

    def _on_choose(self) -> None:
        kinds = _("Merilo files (*.merilo)")
        chosen = files.save_as(self, _("Where the file will be kept"), self._path, kinds)
        if chosen is not None:
            self._path = chosen if chosen.suffix == SUFFIX else chosen.with_name(chosen.name + SUFFIX)
            self._show_path()

    def _on_make(self) -> None:
        password = self.fields.read()
        if password is not None:
            self.created.emit(Wanted(self._path, password))


class RecoveryCard(Card):
    """The recovery code; to continue, one has to confirm that it is written down.

    Signals:
        sheet_wanted: path of the PDF to save.
        printed: the sheet was sent to a printer.
        written: the code is on paper.
    """

    sheet_wanted = Signal(object)
    printed = Signal()
    written = Signal()

    def __init__(self, theme: Theme, code: str, file: str, parent: QWidget) -> None:
        """*file* is the name of the file that the code opens."""
        subtitle = _("It opens the file if the password is forgotten.")
        super().__init__(theme, _("Write down the recovery code"), subtitle, parent)
        self.whole, self.file = code, file
        self.code = Secret(theme, _("Recovery code"), in_lines(code), self, whole=code)
        self.column.addWidget(self.code)
        note = _("Keep it away from the computer. Without the password or the code nobody can open the file.")
        self.column.addWidget(labels.paragraph(note, self, "small", "muted"))
        row = QHBoxLayout()
        self.copy = button(_("Copy"), self, "quiet", theme.icon("copy", "accent"), small=True)
        self.copy.clicked.connect(self._on_copy)
        self.print = button(_("Print…"), self, "quiet", theme.icon("printer", "accent"), small=True)
        self.print.clicked.connect(self._on_print)
        self.save = button(_("Save as PDF…"), self, "quiet", theme.icon("download", "accent"), small=True)
        self.save.clicked.connect(self._on_save)
        self._copied = labels.paragraph("", self, "small", "muted")
        row.addWidget(self.print)
        row.addSpacing(12)
        row.addWidget(self.save)
        row.addSpacing(12)
        row.addWidget(self.copy)
        row.addStretch(1)
        self.column.addLayout(row)
        self.column.addWidget(self._copied)
        self.check = Check(theme, _("I have written down the code"), self)
        self.check.toggled.connect(self._on_toggled)
        self.column.addWidget(self.check)
        self._note = labels.fault(self)
        self._note.show()  # keeps the button on the right
        last = QHBoxLayout()
        last.addWidget(self._note, 1)
        self.go = button(_("Continue"), self, "primary", do=self._on_go)
        last.addWidget(self.go)
        self.column.addLayout(last)
        self.fault.hide()

    def begin(self) -> None:
        """Focus the code, so that a screen reader reads it."""
        self.code.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Neither the code nor the checkbox uses Enter: it continues, or says what is missing.
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_go()
        else:
            super().keyPressEvent(event)

    def _on_copy(self) -> None:
        self.code.copy_whole()
        self._copied.setText(_("Copied. Print it, then empty the clipboard."))

    def saved(self, path: Path) -> None:
        """Say where the sheet was saved."""
        told = _("Saved as “{name}”. Print it, then delete the file.")
        self._copied.setText(told.format(name=path.name))

    def _on_save(self) -> None:
        suggested = Path(self.file).with_suffix(".pdf").name
        folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
        name = _("Recovery sheet {file}").format(file=suggested)
        chosen = files.save_as(self, _("Save the recovery sheet"), folder / name, "PDF (*.pdf)")
        if chosen is not None:
            self.sheet_wanted.emit(chosen.with_suffix(".pdf"))

    def _on_print(self) -> None:
        from desktop.kit.page import printing
        from desktop.start import paper

        printer = printing.ask(self, _("Recovery code"))
        if printer is None:
            return
        day = current().date(datetime.now().astimezone().date())
        done = paper.paint(printer, self.code.toPlainText(), self.file, day, self.theme)
        if done:
            self.printed.emit()
        self._copied.setText(
            _("Sent to the printer.") if done else _("Printing failed. Write it down by hand.")
        )

    def _on_toggled(self, on: bool) -> None:
        if on:
            self._note.setText("")

    def _on_go(self) -> None:
        if self.check.isChecked():
            self.written.emit()
        else:
            self._note.setText(_("First tick that you have written it down."))
            self.check.setFocus()


def in_lines(code: str) -> str:
    """Return the code with a few groups per line, so that it can be read and compared by eye."""
    groups = re.split(r"[\s-]+", code.strip())
    rows = [groups[start : start + IN_LINE] for start in range(0, len(groups), IN_LINE)]
    return "\n".join("   ".join(row) for row in rows)
