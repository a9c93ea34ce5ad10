"""The lines above and below the items; if space is short, their parts are stacked."""

from typing import override

from PySide6.QtCore import QEvent, QPoint, QSize, Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QMenu, QPushButton, QSizePolicy, QWidget

from desktop.framework import words as say
from desktop.kit import layout
from desktop.kit.buttons import button
from desktop.kit.fitted import Fitted
from desktop.kit.flow import flow
from desktop.kit.form.choice import Choice
from desktop.kit.search_field import SearchField
from desktop.kit.segments import Segments
from desktop.theme import Theme
from resources.i18n import _

GAP, EDGE = 12, 16
BETWEEN, ROWS = 8, 1  # px between two acts, and the rows that they may take
SPARE = 12  # px: the chosen segment has bold letters


class FilterBar(Fitted):
    """A search field, and segments to choose items; the segments become a list if they would be cut."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.search = SearchField(theme, _("Code or word"), self)
        self._full = self.search.width()
        self.segments = Segments(say.segments(), self, _("Competencies"))
        self.choice = Choice(theme, _("Competencies"), self)
        self.choice.addItems(say.segments())
        self.choice.hide()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(GAP)
        for one in (self.search, self.segments, self.choice):
            self._row.addWidget(one, 0, Qt.AlignmentFlag.AlignLeft)
        self._row.addStretch(1)
        self.choice.activated.connect(self._on_chosen)

    def show_counts(self, counts: tuple[int, ...]) -> None:
        """Show how many items each segment has."""
        for number, (name, count) in enumerate(zip(say.segments(), counts, strict=True)):
            self.segments.set_text(number, f"{name} {count}")
            self.choice.setItemText(number, f"{name} {count}")
        self.choice.setCurrentIndex(self.segments.current)
        self.fit()

    @override
    def fit(self) -> None:
        hints = [one.sizeHint().width() for one in self.segments.findChildren(QPushButton)]
        wanted = sum(hints) + 2 * len(hints) + 4 + SPARE
        whole = wanted <= self.width()
        other = wanted if whole else self.choice.sizeHint().width()
        words = self.search.least
        room = self.width() - GAP - other
        ways = QBoxLayout.Direction
        self._row.setDirection(ways.LeftToRight if room >= words else ways.TopToBottom)
        self.search.setFixedWidth(min(self._full, room) if room >= words else self._full)
        self.segments.setVisible(whole)
        self.choice.setVisible(not whole)

    def _on_chosen(self, number: int) -> None:
        self.segments.choose(number)
        self.segments.chosen.emit(number)


class Turns(Fitted):
    """Chooses the part of the model to show and, if space is short, what is shown beside it.

    The parts become a list if both do not fit in one row.
    """

    def __init__(
        self, theme: Theme, pages: tuple[str, ...], beside: tuple[str, ...], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.pages = Segments(pages, self, _("Section of the framework"))
        self.choice = Choice(theme, _("Section of the framework"), self)
        self.choice.addItems(pages)
        self.beside = Segments(beside, self, _("Show"))
        self.lifted = False
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        for one in (self.pages, self.choice, self.beside):
            row.addWidget(one)
        row.addStretch(1)
        self.lift(lifted=False)
        self.choice.hide()
        self.beside.hide()
        self.choice.activated.connect(self._on_chosen)

    def choose(self, number: int) -> None:
        """Choose a part without emitting a signal."""
        self.pages.choose(number)
        self.choice.setCurrentIndex(number)

    def show_beside(self, shown: bool) -> None:
        """Offer the side panel, or not."""
        self.beside.setVisible(shown)
        self.fit()

    def lift(self, *, lifted: bool) -> None:
        """Take the width that all parts need, as in a header, or whatever there is."""
        self.lifted = lifted
        across = QSizePolicy.Policy.Fixed if lifted else QSizePolicy.Policy.Ignored
        self.setSizePolicy(across, QSizePolicy.Policy.Fixed)
        self.fit()

    @override
    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(self._wanted, hint.height()) if self.lifted else hint

    @property
    def _wanted(self) -> int:
        return self.pages.sizeHint().width() + SPARE  # the chosen part has bold letters

    @override
    def fit(self) -> None:
        if self.lifted:
            self.pages.show()
            self.choice.hide()
            return
        wanted = self._wanted
        if not self.beside.isHidden():
            wanted += GAP + self.beside.sizeHint().width() + SPARE
        self.pages.setVisible(wanted <= self.width())
        self.choice.setVisible(wanted > self.width())

    def _on_chosen(self, number: int) -> None:
        self.pages.choose(number)
        self.pages.chosen.emit(number)


class Acts(Fitted):
    """Acts on what is shown above; if they would take more than a row, the rarer ones are in a menu."""

    def __init__(
        self, theme: Theme, rare: tuple[QPushButton, ...], usual: tuple[QPushButton, ...], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._rare, self._usual, self._left_out = rare, usual, frozenset[QPushButton]()
        self.more = button(
            _("More actions"), self, icon=theme.icon("chevron-down"), small=True, do=self._on_more
        )
        apart = QWidget(self, sizePolicy=QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed))
        self.setLayout(flow(*rare, self.more, apart, *usual, margins=(EDGE, 0, EDGE, 8), gap=BETWEEN))
        self.fit()

    def leave_out(self, *acts: QPushButton) -> None:
        """Leave these acts out for now; the others are there."""
        self._left_out = frozenset(acts)
        self.fit()

    @override
    def fit(self) -> None:
        there = [one for one in (*self._rare, *self._usual) if one not in self._left_out]
        crowded = _rows([one.sizeHint().width() for one in there], self.width() - 2 * EDGE) > ROWS
        for one in self._rare:
            one.setVisible(not crowded and one not in self._left_out)
        self.more.setVisible(crowded)

    def menu(self) -> QMenu:
        """Return the menu of the rarer acts."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for one in self._rare:
            if one not in self._left_out:
                act = menu.addAction(one.text())
                act.setEnabled(one.isEnabled())
                act.triggered.connect(one.click)
        return menu

    def _on_more(self) -> None:
        menu = self.menu()
        menu.popup(self.more.mapToGlobal(QPoint(0, -menu.sizeHint().height())))


def _rows(widths: list[int], room: int) -> int:
    """Return how many rows things of these widths take."""
    rows, used = 1, 0
    for wide in widths:
        if used and used + wide > room:
            rows, used = rows + 1, 0
        used += wide + BETWEEN
    return rows


class Foot(Fitted):
    """Buttons; the last one is apart on the right if all fit in a row."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._buttons: tuple[QPushButton, ...] = ()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(EDGE, 8, EDGE, 8)
        self._row.setSpacing(8)
        self._first = layout.fill(QBoxLayout(QBoxLayout.Direction.LeftToRight), gap="s")
        self._row.addLayout(self._first)

    def put(self, *buttons: QPushButton) -> None:
        """Add the buttons; call it once."""
        self._buttons = buttons
        for one in buttons[:-1]:
            self._first.addWidget(one)
        self._row.addStretch(1)
        self._row.addWidget(buttons[-1])

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:  # a button was added, removed or renamed
            self.fit()
        return super().event(event)

    @override
    def fit(self) -> None:
        hints = [0 if one.isHidden() else one.sizeHint().width() + 8 for one in self._buttons]
        ways = QBoxLayout.Direction
        room = self.width() - 2 * EDGE
        self._first.setDirection(ways.LeftToRight if sum(hints[:-1]) <= room else ways.TopToBottom)
        self._row.setDirection(ways.LeftToRight if sum(hints) <= room else ways.TopToBottom)
