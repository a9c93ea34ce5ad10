"""The bar above the table: which rows, a search, and the message about the last key."""

from typing import override

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.assessing.sheet.finding import Show
from desktop.kit import labels, layout
from desktop.kit.buttons import button
from desktop.kit.fitted import Fitted
from desktop.kit.search_field import SearchField
from desktop.kit.segments import Segments
from desktop.theme import Theme
from resources.i18n import _, nb

SAYING = 90  # px: the least that the message has beside the rest


class Filters(Fitted):
    """Segments with counts, the search field, a message with «Повторить» if a mark was not written.

    Signals:
        changed: the filter has changed.
        retried: try again to write the mark.
    """

    changed = Signal()
    retried = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._row = row = layout.grid(across="s", down="s", around=(16, 6, 16, 6), of=self)
        texts = (_("All"), _("Without a mark"), _("Fact needed"))
        self.segments = Segments(texts, self, _("Rows"))
        self.search = SearchField(theme, _("Code or word"), self)
        self.words = labels.elided("", self, "small", "muted")
        self.words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.again = button(_("Try again"), self, small=True, do=self.retried)
        self.again.hide()
        row.setColumnStretch(2, 1)
        self._lines = 0
        self._counts: tuple[str, ...] = ()
        self._digits: tuple[int, ...] = ()
        self._lay(1)
        self.segments.chosen.connect(self._on_changed)
        self.search.textChanged.connect(self._on_changed)

    @property
    def show_rows(self) -> Show:
        """The chosen segment."""
        return Show(self.segments.current)

    def show_counts(self, total: int, unmarked: int, without_fact: int) -> None:
        """Show the counts on the segments."""
        counts = (
            _("All {n}").format(n=total),
            _("Without a mark {n}").format(n=unmarked),
            _("Fact needed {n}").format(n=without_fact),
        )
        if counts == self._counts:
            return
        for number, text in enumerate(counts):
            self.segments.set_text(number, text)
        digits = tuple(map(len, counts))
        if digits != self._digits:  # not at each key press
            self._digits = digits
            self.fit()
        self._counts = counts

    def choose(self, rows: Show) -> None:
        """Show these rows, as if their segment had been pressed."""
        self.segments.choose(rows.value)
        self.changed.emit()

    def take_off(self) -> None:
        """Clear the filter, with a single signal and only if it changes."""
        if self.show_rows is Show.ALL and not self.search.text():
            return
        self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(False)
        self.segments.choose(Show.ALL.value)
        self.changed.emit()

    def say(self, text: str, *, wrong: bool = False, again: bool = False) -> None:
        """Show a message at the right; *again* offers to retry what was not written."""
        if self.words.text() != nb(text):
            self.words.setText(nb(text))
            self.words.setAccessibleName(text)
        labels.recolour(self.words, "danger" if wrong else "muted")
        self.again.setVisible(again)

    @override
    def fit(self) -> None:
        width = self._theme.usual(self.width())
        # A message about a mark not written must not be cut.
        self.search.setFixedWidth(max(self.search.least, 190 if width >= 800 else 150))
        wanted = self.segments.sizeHint().width() + self.search.width() + SAYING + 2 * 16 + 2 * 8
        self._lay(1 if wanted <= self.width() else 2)

    def _lay(self, lines: int) -> None:
        """Lay the bar out; if space is short the message and the search have a line of their own."""
        if lines == self._lines:
            return
        self._lines = lines
        for one in (self.segments, self.search, self.words, self.again):
            self._row.removeWidget(one)
        line = lines - 1
        self._row.addWidget(self.segments, 0, 0, 1, 1 if lines == 1 else 4, Qt.AlignmentFlag.AlignLeft)
        self._row.addWidget(self.search, line, 1 - line)
        self._row.addWidget(self.words, line, 2)
        self._row.addWidget(self.again, line, 3)

    def _on_changed(self, _wish: object) -> None:
        self.changed.emit()
