"""What to do with a file let fall on the window that was once the open one: merge it, or open it."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.kit import labels, layout
from desktop.kit.buttons import button
from desktop.kit.form.dialog import ABOVE, Dialog, fit
from resources.i18n import _

WIDE = 440  # px


class MergeOffer(Dialog):
    """Esc does neither.

    Signals:
        merge_wanted, open_wanted: path of the file, by what was chosen.
    """

    help_page = "exchange#merge"

    merge_wanted = Signal(object)
    open_wanted = Signal(object)

    def __init__(self, path: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self._path = path
        column = self.lay_out(_("Merge or open?"), gap="s")
        self.setFixedWidth(WIDE)
        fact = _("“{name}” and the open file were once one file.").format(name=path.name)
        column.addWidget(labels.paragraph(fact, self))
        rest = _("Merging is shown first: what is new, and what you decide. Opening closes the present file.")
        column.addWidget(labels.paragraph(rest, self, "small", "muted"))
        self.cancel_button = button(_("Cancel"), self, do=self.reject)
        self.open_button = button(_("Open"), self, do=self._on_open)
        self.merge_button = button(_("Merge…"), self, "primary", do=self._on_merge)
        self.merge_button.setDefault(True)
        column.addLayout(
            layout.row(
                layout.STRETCH,
                self.cancel_button,
                self.open_button,
                self.merge_button,
                gap="s",
                around=ABOVE,
            )
        )
        self.setAccessibleDescription(f"{fact} {rest}")
        self.merge_button.setFocus(Qt.FocusReason.OtherFocusReason)
        fit(self)

    def _on_open(self) -> None:
        self.accept()
        self.open_wanted.emit(self._path)

    def _on_merge(self) -> None:
        self.accept()
        self.merge_wanted.emit(self._path)
