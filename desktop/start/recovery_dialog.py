"""The recovery code, shown again to whoever has given the password."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.kit import layout
from desktop.kit.form.dialog import Dialog
from desktop.start.new_file import RecoveryCard
from desktop.theme import Theme
from resources.i18n import _


class RecoveryDialog(Dialog):
    """The card of a new file once more; Esc closes it, and nothing is confirmed by that.

    Signals:
        sheet_wanted: path of the PDF to save.
        printed, written: the sheet was sent to a printer; the code is on paper.
    """

    help_page = "start#recovery"

    sheet_wanted = Signal(object)
    printed = Signal()
    written = Signal()

    def __init__(self, theme: Theme, code: str, file: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setWindowTitle(_("Recovery code"))
        self.card = RecoveryCard(theme, code, file, self)
        self.card.sheet_wanted.connect(self.sheet_wanted)
        self.card.printed.connect(self.printed)
        self.card.written.connect(self.written)
        self.card.written.connect(self.accept)
        layout.column(self.card, of=self)
        self.card.begin()
