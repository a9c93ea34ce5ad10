"""A case beside its table: whom it is about, the next step, details from the screen, other acts."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from desktop.kit import labels, layout
from desktop.kit.buttons import button
from desktop.kit.tips import set_tip
from desktop.theme import Theme

WIDTH, LEAST = 328, 300
SHARE = 0.4  # the largest share of a narrow screen for the card


class SeatCard(QFrame):
    """Only asks for acts; the screen carries them out.

    Signals:
        stepped: the button of the next step was pressed.
        acted: name of another act.
    """

    stepped = Signal()
    acted = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("card")
        self._full = WIDTH + 24 * theme.font_step
        self._scroll = layout.scroll(self)
        layout.column(self._scroll, of=self)
        self._whole = QWidget(self._scroll)
        self._column = layout.column(gap=10, around=(16, 14, 16, 16), of=self._whole)
        self._name = labels.paragraph("", self._whole, "section")
        self._facts = labels.paragraph("", self._whole, "small", "muted")
        self._warning = labels.paragraph("", self._whole, "small", "warn")
        words = layout.column(self._name, self._facts, self._warning, gap=2)
        self.step_button = button("", self._whole, "primary", do=self.stepped)
        set_tip(self.step_button, "Enter")
        self._why = labels.paragraph("", self._whole, "small", "muted")
        self._body = QWidget(self._whole)
        self.acts: dict[str, QPushButton] = {}
        self._column.addLayout(words)
        for widget in (self.step_button, self._why, self._body):
            self._column.addWidget(widget)
        self._column.addStretch(1)
        self._scroll.setWidget(self._whole)

    def wide(self, screen: int) -> int:
        """Return its width beside the table, px; *screen* is the width of both."""
        least = LEAST + 20 * self._theme.font_step
        return min(self._full, max(least, round(screen * SHARE)))

    def say(self, name: str, facts: str, why: str, warning: str = "") -> None:
        """Show whom the case is about; *why* is shown below the next step."""
        self._name.setText(name)
        self._facts.setText(facts)
        for label, text in ((self._why, why), (self._warning, warning)):
            label.setText(text)
            label.setVisible(bool(text))

    def new_body(self) -> tuple[QWidget, QVBoxLayout]:
        """Return a widget for the details below the next step, and its column; show it with ``put``."""
        body = QWidget(self._whole)
        column = layout.column(labels.rule(body), gap=10, of=body)
        self.acts = {}
        return body, column

    def put(self, body: QWidget) -> None:
        """Show this below the next step, instead of what was there."""
        self._body = layout.swap(self._column, self._body, body)
        self._scroll.verticalScrollBar().setValue(0)

    def offer(self, column: QVBoxLayout, acts: Iterable[tuple[str, str, str]], danger: str = "") -> None:
        """Add acts (name, text, icon) to the column; *danger* is the name of a dangerous one."""
        body = column.parentWidget()
        grid = layout.column()
        for name, words, icon in acts:
            token = "danger" if name == danger else "accent"
            act = button(words, body, "quiet", self._theme.icon(icon, token), small=True)
            act.clicked.connect(self._asking(name))
            self.acts[name] = act
            grid.addWidget(act, 0, Qt.AlignmentFlag.AlignLeft)
        if self.acts:
            column.addWidget(labels.rule(body))
            column.addLayout(grid)

    def _asking(self, name: str) -> Callable[[], None]:
        def ask() -> None:
            self.acted.emit(name)

        return ask
