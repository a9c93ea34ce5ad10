"""The filter by fate of the row: all choices in sight where there is room, else a drop-down list."""

from collections.abc import Mapping
from typing import override

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from desktop.kit.fitted import Fitted
from desktop.kit.form.choice import Choice
from desktop.kit.segments import Segments
from desktop.people.exchange.words import filter_words
from desktop.theme import Theme
from domain.people.roster import Fate
from resources.i18n import _

FATES = (None, *Fate)
EDGE = 16


class FateBar(Fitted):
    """One fate at a time, or all.

    Signals:
        narrowed: another fate was chosen.
    """

    narrowed = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(EDGE, 6, EDGE, 6)
        texts = tuple(filter_words(fate) for fate in FATES)
        self.segments = Segments(texts, self, _("Show"))
        self.list = Choice(theme, _("Show"), self)
        self.list.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.list.addItems(texts)
        row.addWidget(self.segments)
        row.addWidget(self.list)
        row.addStretch(1)
        self.list.hide()
        self.segments.chosen.connect(self._choose)
        self.list.currentIndexChanged.connect(self._choose)

    @property
    def fate(self) -> Fate | None:
        """The chosen fate, None for all rows."""
        return FATES[self.segments.current]

    def choose(self, fate: Fate | None) -> None:
        """Choose this fate."""
        self._choose(FATES.index(fate))

    def step(self, by: int) -> None:
        """Choose the next or previous one, wrapping round."""
        self._choose((self.segments.current + by) % len(FATES))

    def show_counts(self, counts: Mapping[Fate, int]) -> None:
        """Show how many rows have each fate."""
        for number, fate in enumerate(FATES):
            count = sum(counts.values()) if fate is None else counts.get(fate, 0)
            text = f"{filter_words(fate)} {count}"
            self.segments.set_text(number, text)
            self.list.setItemText(number, text)
        self.fit()

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(160, super().minimumSizeHint().height())

    @override
    def fit(self) -> None:
        fits = self.segments.sizeHint().width() <= self.width() - 2 * EDGE
        self.segments.setVisible(fits)
        self.list.setVisible(not fits)

    def _choose(self, number: int) -> None:
        self.segments.choose(number)
        self.list.blockSignals(True)
        self.list.setCurrentIndex(number)
        self.list.blockSignals(False)
        self.narrowed.emit()
