"""The filters of the diary: words, for or against, item, period, and a person as a chip."""

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QWidget

from desktop.kit.chip_bar import ChipBar
from desktop.kit.form.choice import Choice
from desktop.kit.search_field import SearchField
from desktop.kit.segments import Segments
from desktop.shared.polarity import POLARITIES, polarity_word
from desktop.team.diary.narrowing import Span, Wish
from desktop.theme import Theme
from resources.i18n import _


class FilterBar(ChipBar):
    """What narrows the diary."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
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
        self.put(self.search, self.segments, self.items, self.spans)
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
            self.person[0] if self.person is not None else None,
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


def _span_words(span: Span) -> str:
    return {
        Span.ANY: _("Any time"),
        Span.QUARTER: _("This quarter"),
        Span.LAST_QUARTER: _("Last quarter"),
        Span.YEAR: _("This year"),
    }[span]
