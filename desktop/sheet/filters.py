"""The bar above the table: which rows, a search, and what there is to say of the last key."""

from typing import override

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from desktop.sheet.model import Show
from desktop.theme import Theme
from desktop.widgets import labels
from desktop.widgets.buttons import button
from desktop.widgets.search_field import SearchField
from desktop.widgets.segments import Segments
from resources.i18n import _, nb


class Filters(QFrame):
    """Segments with counts, the search field, a line of words with «Повторить» when a mark was not written.

    Signals:
        changed: the wish for rows changed.
        retried: the mark that was not written is to be tried again.
    """

    changed = Signal()
    retried = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedHeight(44)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(8)
        texts = (_("All"), _("Without a mark"), _("Fact needed"))
        self.segments = Segments(texts, self, _("Rows"))
        self.search = SearchField(theme, _("Code or word"), self)
        self.words = labels.elided("", self, "small", "muted")
        self.words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.again = button(_("Try again"), self, small=True)
        self.again.hide()
        row.addWidget(self.segments)
        row.addWidget(self.search)
        row.addWidget(self.words, 1)
        row.addWidget(self.again)
        self.segments.chosen.connect(self._on_changed)
        self.search.textChanged.connect(self._on_changed)
        self.again.clicked.connect(self.retried)

    @property
    def show_rows(self) -> Show:
        """Which rows are asked for."""
        return Show(self.segments.current)

    def show_counts(self, total: int, unmarked: int, without_fact: int) -> None:
        """Write the counts on the segments."""
        counts = (
            _("All {n}").format(n=total),
            _("Without a mark {n}").format(n=unmarked),
            _("Fact needed {n}").format(n=without_fact),
        )
        for number, text in enumerate(counts):
            self.segments.set_text(number, text)

    def take_off(self) -> None:
        """Show everything again; the change is told once."""
        self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(False)
        self.segments.choose(Show.ALL.value)
        self.changed.emit()

    def say(self, text: str, *, wrong: bool = False, again: bool = False) -> None:
        """Say something at the right; *again* offers to repeat what was not written."""
        if self.words.text() != text:
            self.words.setText(nb(text))
            self.words.setAccessibleName(text)
        token = "danger" if wrong else "muted"
        if self.words.property("token") != token:
            self.words.setProperty("token", token)
            self.words.style().unpolish(self.words)
            self.words.style().polish(self.words)
        self.again.setVisible(again)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        # What is said of a mark that was not written must not be cut.
        self.search.setFixedWidth(190 if event.size().width() >= 800 else 150)
        super().resizeEvent(event)

    def _on_changed(self, _wish: object) -> None:
        self.changed.emit()
