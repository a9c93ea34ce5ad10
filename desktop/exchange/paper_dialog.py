"""The paper of a result that a colleague sent: read here, and saved if wanted."""

from base64 import b64decode

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.context import Context
from desktop.export.preview_pane import PreviewPane
from desktop.kit import labels, layout
from desktop.kit.buttons import button
from desktop.kit.form.dialog import ABOVE, Dialog
from desktop.office.papers.titles import titled
from domain.exchange.packet import SentResult
from domain.people.person import full_name
from resources.i18n import _, current

WIDE, HIGH = 860, 900  # px at the usual text size, at most


class PaperDialog(Dialog):
    """Shows the pages from memory: nothing of them is on the disk before they are saved.

    Signals:
        saving_wanted: save the document.
    """

    help_page = "exchange#colleague"

    saving_wanted = Signal()

    def __init__(self, context: Context, told: SentResult, sender: str, parent: QWidget) -> None:
        super().__init__(parent)
        theme, room, words = context.theme, parent.window().size(), current()
        column = self.lay_out(titled(told.document, words))
        of = told.person
        name = full_name(of.surname, of.given, of.patronymic)
        about = name, told.title, sender, words.date(told.made_on)
        column.addWidget(labels.paragraph(" · ".join(one for one in about if one), self, "small", "muted"))
        self.preview = PreviewPane(theme, self)
        column.addWidget(self.preview, 1)
        self.save_button = button(_("Save document…"), self, do=self.saving_wanted)
        self.close_button = button(_("Close"), self, "primary", do=self.reject)
        self.close_button.setDefault(True)
        column.addLayout(layout.row(self.save_button, layout.STRETCH, self.close_button, around=ABOVE))
        self.preview.show_paper(b64decode(told.body))
        self.resize(min(theme.scaled(WIDE), room.width() - 40), min(theme.scaled(HIGH), room.height() - 40))
        self.preview.view.setFocus(Qt.FocusReason.OtherFocusReason)
