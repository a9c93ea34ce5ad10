"""Saving what can be read of a damaged file: the question, then what was saved and what was not."""

from pathlib import Path
from typing import TYPE_CHECKING, override

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desktop.copies.into_new_file import IntoNewFile, Wording, Work
from desktop.jobs import Jobs
from desktop.kit import labels, layout
from desktop.kit.buttons import button
from desktop.kit.form.dialog import ABOVE, Dialog, fit
from desktop.office import salvaged as texts
from desktop.theme import Theme
from resources.i18n import _, current

if TYPE_CHECKING:
    from db.file.damaged.salvage import Salvaged

WIDTH, HIGH = 480, 160


class SalvageDialog(IntoNewFile):
    """Says that a good copy is better, since a salvaged file has gaps."""

    def __init__(
        self, theme: Theme, jobs: Jobs, damaged: Path, new: Path, work: Work, parent: QWidget, *, locked: bool
    ) -> None:
        """*new* is the path suggested; *locked*: ask for the password of the damaged file."""
        wording = Wording(
            _("Save what can be read"),
            (
                damaged.name,
                _("All that can still be read goes into a new file. It may have gaps; a good copy has none."),
            ),
            _("Password or recovery code of the file"),
            _("Save to a new file"),
            _("Saving…"),
            _("The damaged file stays as it is."),
        )
        super().__init__(theme, jobs, wording, new, work, parent, locked=locked)
        self.open_check.hide()  # the list of what was saved asks that


class SalvagedDialog(Dialog):
    """What was saved, and from which tables something was not.

    Signals:
        opened: path of the new file, to be opened now.
    """

    help_page = "troubles#damaged"

    opened = Signal(object)

    def __init__(self, theme: Theme, salvaged: "Salvaged", parent: QWidget) -> None:
        super().__init__(parent)
        self._path = salvaged.path
        column = self.lay_out(_("What was saved"), texts.saved(salvaged, current()))
        self.setFixedWidth(WIDTH + 24 * theme.font_step)
        column.addWidget(labels.elided(salvaged.path.name, self, "small", "muted"))
        lines = texts.not_saved(salvaged, current())
        self.list = QPlainTextEdit("\n".join(lines), self, readOnly=True, tabChangesFocus=True)
        self.list.setAccessibleName(_("What was not saved"))
        self.list.setFixedHeight(HIGH)
        if lines:
            column.addWidget(labels.plain(_("What was not saved"), self, "small"))
            column.addWidget(self.list)
        else:
            self.list.hide()
            column.addWidget(labels.paragraph(_("Nothing was lost."), self))
        self.close_button = button(_("Close"), self, do=self.reject)
        self.open_button = button(_("Open the new file"), self, "primary", do=self._on_open)
        self.open_button.setDefault(True)
        column.addLayout(
            layout.row(layout.STRETCH, self.close_button, self.open_button, gap="s", around=ABOVE)
        )
        self.open_button.setFocus()

    @override
    def showEvent(self, arg__1: QShowEvent) -> None:
        fit(self)
        super().showEvent(arg__1)

    def _on_open(self) -> None:
        self.accept()
        self.opened.emit(self._path)
