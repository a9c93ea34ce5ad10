"""A case beside its table: whom it is about, the next step, details from the screen, other acts."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QMenu, QVBoxLayout, QWidget

from desktop.kit import labels, layout
from desktop.kit.buttons import button
from desktop.kit.flow import flow
from desktop.kit.tips import set_tip
from desktop.theme import Theme
from resources.i18n import _

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
        self._lead = labels.paragraph("", self._whole, "strong")
        self.step_button = button("", self._whole, "primary", do=self.stepped)
        set_tip(self.step_button, "Enter")
        self._why = labels.paragraph("", self._whole, "small", "muted")
        self._body = QWidget(self._whole)
        self.acts: dict[str, QAction] = {}
        self.menu: QMenu | None = None
        self._column.addLayout(words)
        for widget in (self._lead, self.step_button, self._why, self._body):
            self._column.addWidget(widget)
        self._column.addStretch(1)
        self._scroll.setWidget(self._whole)

    def wide(self, screen: int) -> int:
        """Return its width beside the table, px; *screen* is the width of both."""
        least = LEAST + 20 * self._theme.font_step
        return min(self._full, max(least, round(screen * SHARE)))

    def say(self, name: str, facts: str, why: str, warning: str = "", lead: str = "") -> None:
        """Show whom the case is about; *lead* is shown above the next step, *why* below it."""
        self._name.setText(name)
        self._facts.setText(facts)
        for label, text in ((self._why, why), (self._warning, warning), (self._lead, lead)):
            label.setText(text)
            label.setVisible(bool(text))

    def new_body(self, *, ruled: bool = True) -> tuple[QWidget, QVBoxLayout]:
        """Return a widget for the details below the next step, and its column; show it with ``put``."""
        body = QWidget(self._whole)
        column = layout.column(*((labels.rule(body),) if ruled else ()), gap=10, of=body)
        self.acts, self.menu = {}, None
        return body, column

    def put(self, body: QWidget) -> None:
        """Show this below the next step, instead of what was there."""
        self._body = layout.swap(self._column, self._body, body)
        self._scroll.verticalScrollBar().setValue(0)

    def put_first(self, column: QVBoxLayout, acts: Sequence[tuple[str, str, str]]) -> None:
        """Add acts (name, text, icon) side by side: ways in which the sheets of others come."""
        if not acts:
            return
        body = column.parentWidget() or self._whole
        every = [self._act(name, words, icon, body) for name, words, icon in acts]
        column.addLayout(
            flow(*(button(one.text(), body, small=True, do=one.trigger) for one in every), gap=8)
        )

    def offer(
        self, column: QVBoxLayout, acts: Sequence[tuple[str, str, str]], danger: str = "", most: int = 0
    ) -> None:
        """Add acts to the column; *danger* is the name of a dangerous one.

        With *most*, no more lines than these: the last one opens a menu of the other acts.
        """
        body = column.parentWidget() or self._whole
        folded = len(acts) if not most or len(acts) <= most else most - 1
        if not acts:
            return
        column.addWidget(labels.rule(body))
        grid = layout.column()
        for name, words, icon in acts[:folded]:
            act = self._act(name, words, icon, body, danger)
            line = button(words, body, "quiet", act.icon(), small=True, do=act.trigger)
            grid.addWidget(line, 0, Qt.AlignmentFlag.AlignLeft)
        if folded < len(acts):
            self.menu = menu = QMenu(body)
            icon = self._theme.icon("chevron-down", "accent")
            others = button(_("More actions"), body, "quiet", icon, small=True)
            for name, words, sign in acts[folded:]:
                menu.addAction(self._act(name, words, sign, body, danger))
            others.clicked.connect(self._on_others)
            grid.addWidget(others, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(grid)

    def _act(self, name: str, words: str, icon: str, body: QWidget, danger: str = "") -> QAction:
        token = "danger" if name == danger else "accent"
        act = QAction(self._theme.icon(icon, token), words, body)
        act.setData(name)
        act.triggered.connect(self._on_act)
        self.acts[name] = act
        return act

    def _on_act(self) -> None:
        act = self.sender()
        assert isinstance(act, QAction)
        self.acted.emit(act.data())

    def _on_others(self) -> None:
        opened = self.sender()
        assert isinstance(opened, QWidget) and self.menu is not None
        self.menu.popup(opened.mapToGlobal(QPoint(0, opened.height() + 2)))
