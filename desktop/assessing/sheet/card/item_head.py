"""The top of a card: code and clause, the item's short name and its original text."""

from typing import override

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop.assessing.sheet.table.delegate import EDGE
from desktop.kit import labels, layout
from desktop.kit.buttons import button
from desktop.kit.tips import set_tip
from desktop.shared.item_words import clause_words, sentence
from desktop.theme import Theme
from domain.assessing.sheet import SheetRow
from resources.i18n import _, current, nb


class ItemHead(QWidget):
    """Has the focus while rating: digits go to the item shown here, and screen readers read it.

    Signals:
        stepped: -1 for the item before, 1 for the one after.
    """

    stepped = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.place = labels.plain("", self, "small", "muted")
        self.critical = labels.plain(f"◆ {_('critical')}", self, "small")
        self.outside = labels.plain(_("outside the set"), self, "small", "muted")
        above = layout.row(self.place, self.critical, self.outside, layout.STRETCH, gap="s")
        self.up = button("", self, icon=theme.icon("chevron-up"), small=True, do=self._on_up)
        self.down = button("", self, icon=theme.icon("chevron-down"), small=True, do=self._on_down)
        for step, name in ((self.up, _("Previous competency")), (self.down, _("Next competency"))):
            step.setAccessibleName(name)
            step.setFixedWidth(32)
            above.addWidget(step)
        set_tip(self.up, f"{_('Previous competency')} (↑)")
        set_tip(self.down, f"{_('Next competency')} (↓)")
        self.title = labels.paragraph("", self, "title")
        self.text = labels.paragraph("", self, "small", "muted")
        layout.column(above, self.title, self.text, gap=2, around=(EDGE + 6, 0, 0, 0), of=self)

    def show_row(self, row: SheetRow, spoken: str) -> None:
        """Show the item; *spoken* is its text for screen readers."""
        clause = clause_words(row.item.clause)
        self.place.setText(f"{row.item.code} · {clause}" if clause else row.item.code)
        self.critical.setVisible(row.critical)
        self.outside.setVisible(not row.in_scope)
        self.title.setText(nb(current().text(row.item.label)))
        text = current().text(row.item.text)
        self.text.setText(nb(sentence(text)))  # whole, however long: it is what is rated
        self.setAccessibleName(spoken)
        self.setAccessibleDescription(text)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self.hasFocus():
            painter = QPainter(self)
            painter.fillRect(0, 0, EDGE, self.height(), self._theme.color("focus"))

    def _on_up(self) -> None:
        self.stepped.emit(-1)

    def _on_down(self) -> None:
        self.stepped.emit(1)
