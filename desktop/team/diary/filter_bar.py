"""The filters of the diary: words, for or against, item, period, and a person as a chip."""

from collections.abc import Sequence
from typing import override

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QWidget

from desktop.kit import layout
from desktop.kit.chips import FilterChip
from desktop.kit.form.choice import Choice
from desktop.kit.search_field import SearchField
from desktop.kit.segments import Segments
from desktop.shared.polarity import POLARITIES, polarity_word
from desktop.team.diary.narrowing import Span, Wish
from desktop.theme import Theme
from resources.i18n import _

EDGE, GAP = 16, 8


class FilterBar(QWidget):
    """On two lines where one is too narrow.

    Signals:
        narrowed: the filter has changed.
    """

    narrowed = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._person: tuple[int, str] | None = None
        self._chip: FilterChip | None = None
        self._codes: tuple[str, ...] = ()
        self.search = SearchField(theme, _("Name, word, code"), self)
        texts = (_("All"), *(polarity_word(one) for one in POLARITIES))
        self.segments = Segments(texts, self, _("For or against"))
        self.items = Choice(theme, _("Competency"), self)
        self.items.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.items.setMinimumContentsLength(20)
        self.spans = Choice(theme, _("Period"), self)
        self.spans.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        for span in Span:
            self.spans.addItem(_span_words(span))
        self._grid = layout.grid(across=GAP, down=GAP, wide=(4,), around=(EDGE, 6, EDGE, 6), of=self)
        self._lines = 0
        self._lay(1)
        self.search.textChanged.connect(self.narrowed)
        self.segments.chosen.connect(self.narrowed)
        self.items.currentIndexChanged.connect(self.narrowed)
        self.spans.currentIndexChanged.connect(self.narrowed)

    @property
    def wish(self) -> Wish:
        """The current filter."""
        number = self.items.currentIndex() - 1
        return Wish(
            self.search.text(),
            self._person[0] if self._person is not None else None,
            self._codes[number] if 0 <= number < len(self._codes) else "",
            Span(max(self.spans.currentIndex(), 0)),
            None if self.segments.current == 0 else POLARITIES[self.segments.current - 1],
        )

    def restore(self, wish: Wish) -> None:
        """Set this filter except the person, without a signal."""
        for one in (self.search, self.items, self.spans):
            one.blockSignals(True)
        self.search.setText(wish.words)
        self.segments.choose(0 if wish.polarity is None else POLARITIES.index(wish.polarity) + 1)
        self.spans.setCurrentIndex(wish.span.value)
        self.items.setCurrentIndex(self._codes.index(wish.code) + 1 if wish.code in self._codes else 0)
        for one in (self.search, self.items, self.spans):
            one.blockSignals(False)

    def clear(self) -> None:
        """Show everything, without a signal."""
        self.restore(Wish())
        self.ask_for(None)

    def offer(self, items: Sequence[tuple[str, str]]) -> None:
        """Offer these items, code and label; keep the chosen one if it is among them."""
        codes = tuple(code for code, _label in items)
        if codes == self._codes and self.items.count():
            return
        kept = self.wish.code
        self._codes = codes
        self.items.blockSignals(True)
        self.items.clear()
        self.items.addItem(_("Any competency"))
        for code, label in items:
            self.items.addItem(f"{code}  {label}")
        self.items.setCurrentIndex(codes.index(kept) + 1 if kept in codes else 0)
        self.items.blockSignals(False)

    def ask_for(self, person: tuple[int, str] | None) -> None:
        """Filter by a person, id and name, without a signal; None is anybody."""
        self._person = person
        if self._chip is not None:
            self._grid.removeWidget(self._chip)
            self._chip.hide()
            self._chip.deleteLater()
            self._chip = None
        if person is not None:
            self._chip = FilterChip(self._theme, person[1], self)
            self._chip.removed.connect(self._on_anybody)
            self._grid.addWidget(self._chip, self._lines, 0, 1, 5, Qt.AlignmentFlag.AlignLeft)
            self._chip.show()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wanted = sum(one.sizeHint().width() for one in (self.segments, self.items, self.spans))
        wanted += self.search.width() + 2 * EDGE + 3 * GAP
        self._lay(1 if wanted <= event.size().width() else 2)

    def _lay(self, lines: int) -> None:
        if lines == self._lines:
            return
        self._lines = lines
        parts = (self.search, self.segments, self.items, self.spans)
        for one in parts:
            self._grid.removeWidget(one)
        left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        for number, one in enumerate(parts):
            line, place = (0, number) if lines == 1 else divmod(number, 2)
            self._grid.addWidget(one, line, place, left)
        if self._chip is not None:
            self._grid.removeWidget(self._chip)
            self._grid.addWidget(self._chip, lines, 0, 1, 5, Qt.AlignmentFlag.AlignLeft)

    def _on_anybody(self) -> None:
        self.ask_for(None)
        self.narrowed.emit()


def _span_words(span: Span) -> str:
    return {
        Span.ANY: _("Any time"),
        Span.QUARTER: _("This quarter"),
        Span.LAST_QUARTER: _("Last quarter"),
        Span.YEAR: _("This year"),
    }[span]
