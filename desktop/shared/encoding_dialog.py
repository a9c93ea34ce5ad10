"""Asks in which encoding a text is, by some of its words in each that may be meant."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.context import Context
from desktop.kit import labels, layout
from desktop.kit.buttons import button
from desktop.kit.form.choice import Choice
from desktop.kit.form.dialog import ABOVE, Dialog
from reports.intake.roster import phrases
from reports.intake.roster.encodings import Candidate
from resources.i18n import _, current

WIDE = 520  # px


class EncodingDialog(Dialog):
    """The likeliest encoding first, with its words below.

    Signals:
        chosen: the name of the encoding.
    """

    help_page = "people_import"

    chosen = Signal(str)

    def __init__(self, context: Context, name: str, candidates: Sequence[Candidate], parent: QWidget) -> None:
        """*name* is that of the file."""
        super().__init__(parent)
        self._candidates = tuple(candidates)
        self.setFixedWidth(WIDE + 20 * context.theme.font_step)
        column = self.lay_out(_("Encoding of {name}").format(name=name))
        about = _(
            "The file does not say in which encoding it is. Choose the one in which the words are right."
        )
        column.addWidget(labels.paragraph(about, self, "body"))
        self.box = Choice(context.theme, _("Encoding"), self)
        for candidate in self._candidates:
            self.box.addItem(phrases.encoding(candidate.encoding, current()), candidate.encoding)
        column.addWidget(self.box)
        self.sample = labels.paragraph("", self, "strong")
        column.addWidget(self.sample)
        self.cancel_button = button(_("Cancel"), self, do=self.reject)
        self.take_button = button(_("Read"), self, "primary", do=self._take)
        self.take_button.setDefault(True)
        row = layout.row(layout.STRETCH, self.cancel_button, self.take_button, gap="s", around=ABOVE)
        column.addLayout(row)
        self.box.currentIndexChanged.connect(self._show_sample)
        self._show_sample()
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_sample(self) -> None:
        self.sample.setText(self._candidates[self.box.currentIndex()].sample)

    def _take(self) -> None:
        encoding = str(self.box.currentData())
        self.accept()
        self.chosen.emit(encoding)
