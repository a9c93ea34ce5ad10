"""The bar at the top of a screen: its title and its acts."""

from typing import override

from PySide6.QtCore import QEvent, QObject, QRect
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from desktop.kit import labels, layout
from desktop.kit.buttons import Folding, Slot, button, lead
from desktop.kit.tips import set_tip
from desktop.theme import Theme, space

SHOWN = (QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.ShowToParent, QEvent.Type.HideToParent)
ROOM = 210  # px at the usual text size for a title that must not move what stands beside it
TITLE = 190  # px at the usual text size: the shortest recognizable title
LINE = 22  # px of a line at the usual text size


class _Row(QHBoxLayout):
    """When the title lacks room, the buttons with an icon lose their text, first to last."""

    def __init__(self, title: QLabel, facts: QLabel) -> None:
        super().__init__()
        self._title, self._facts = title, facts
        self.beside: QWidget | None = None  # while it is here, the facts are to be read whole as well
        self.whole = False  # whether they always are

    @override
    def setGeometry(self, arg__1: QRect) -> None:
        others = self._others()
        able = [one for one in others if isinstance(one, Folding) and _may_fold(one)]
        around = self.contentsMargins()
        taken = sum(one.sizeHint().width() + self.spacing() for one in others) + self.spacing()
        taken += sum(one.words_width for one in able if one.folded)
        lacking = self._wanted() + taken - (arg__1.width() - around.left() - around.right())
        for one in able:
            one.fold(folded=lacking > 0)
            lacking -= one.words_width if one.folded else 0
        super().setGeometry(arg__1)

    def _others(self) -> list[QWidget]:
        """Return the widgets beside the title."""
        items = (self.itemAt(n) for n in range(self.count()))
        shown = (one.widget() for one in items if one is not None and not one.isEmpty())
        return [one for one in shown if one is not None]

    def _wanted(self) -> int:
        """Return the width at which the title is still recognizable, px."""
        least = min(self._title.sizeHint().width(), TITLE * self._title.fontMetrics().height() // LINE)
        least = max(least, self._title.minimumWidth())
        whole = self.whole or (self.beside is not None and self.indexOf(self.beside) >= 0)
        return max(least, self._facts.sizeHint().width()) if whole else least


def _may_fold(one: Folding) -> bool:
    return not one.icon().isNull() and one.property("kind") == "secondary"


class Header(QFrame):
    """The way back, the title above a second line, acts on the right; one of them may be primary."""

    def __init__(self, theme: Theme, title: str, parent: QWidget, *, back: str = "") -> None:
        """*back* says where the arrow leads; if empty, there is no arrow."""
        super().__init__(parent)
        self.setObjectName("header")
        self._theme = theme
        self._acts: dict[QPushButton, str] = {}
        self._screen = parent
        self._right: list[QWidget] = []  # what stands right of the title, in the order in which it was added
        self._leading: QPushButton | None = None
        self._unless: tuple[QWidget, ...] = ()
        self.back_button = button("", self, "quiet", theme.icon("arrow-left")) if back else None
        self._title = labels.elided(title, self, "title")
        self._facts = labels.elided("", self, "small", "muted")
        lines = sum(QFontMetrics(theme.font(role)).height() for role in ("title", "small"))
        self.setFixedHeight(max(theme.size("header"), lines + 2 * space("xs")))
        row = self._row = _Row(self._title, self._facts)
        self.setLayout(layout.fill(row, gap="s", around=(20, 0, 20, 0)))
        if self.back_button is not None:
            self.back_button.setAccessibleName(back)
            self.back_button.setFixedSize(theme.high("button"), theme.high("button"))
            row.addWidget(self.back_button)
        row.addLayout(layout.column(layout.STRETCH, self._title, self._facts, layout.STRETCH), 1)
        self._facts.hide()

    @property
    def title(self) -> str:
        """The title shown now."""
        return self._title.text()

    @property
    def acts(self) -> tuple[QPushButton, ...]:
        """The acts on the page as a whole, from left to right."""
        return tuple(sorted(self._acts, key=self._row.indexOf))

    def set_title(self, title: str, facts: str = "") -> None:
        """Show *title* and, in small letters below it, *facts*; either is cut if space is short."""
        self._title.setText(title)
        self._title.setAccessibleName(title)
        self._facts.setText(facts)
        self._facts.setAccessibleName(facts)
        self._facts.setVisible(bool(facts))

    def keep_facts(self) -> None:
        """Let the acts lose their words rather than cut the line below the title."""
        self._row.whole = True

    def add(self, *widgets: QWidget) -> None:
        """Add the widgets on the right."""
        for one in widgets:
            self._right.append(one)
            self._row.addWidget(one)

    def put_first(self, widget: QWidget) -> None:
        """Put a widget before the title."""
        self._row.insertWidget(0 if self.back_button is None else 1, widget)

    def put_beside(self, widget: QWidget) -> None:
        """Put a widget right after the title; the acts far right give way to the line below the title."""
        place = min((self._row.indexOf(one) for one in self._right), default=self._row.count())
        if self._row.beside is None:  # from now on the room lies between the widget and the acts
            self._row.setStretch(place - 1, 0)
            self._row.insertStretch(place, 1)
        else:
            place -= 1
        self._row.beside = widget
        self._row.insertWidget(place, widget)

    def put_in_place(self, widget: QWidget) -> None:
        """Put a widget beside the title, at the same place on every screen however long its lines are."""
        for one in (self._title, self._facts):
            one.setFixedWidth(self._theme.scaled(ROOM))
        self.put_beside(widget)

    def act(self, text: str, icon: str, slot: Slot, *, tip: str = "", trailing: bool = False) -> QPushButton:
        """Return an act on the right, connected to *slot*; *icon* may be empty."""
        act = button(text, self, icon=self._theme.icon(icon) if icon else None, trailing=trailing, do=slot)
        set_tip(act, tip)
        self._acts[act] = icon
        self.add(act)
        return act

    def lead(self, act: QPushButton | None, *unless: QWidget) -> None:
        """Make this act the primary one of the screen; None if the primary one is below.

        It is not primary while any of *unless*, primary buttons below, is shown.
        """
        self._leading, self._unless = act, unless
        for one in unless:
            one.installEventFilter(self)
        self._choose()

    def _choose(self) -> None:
        # The act that leads is the last one, where one looks for it; the others keep their own order.
        wanted = sorted(self._right, key=lambda one: one is self._leading)
        if wanted != sorted(self._right, key=self._row.indexOf):
            for one in wanted:
                self._row.removeWidget(one)
                self._row.addWidget(one)
        below = any(one.isVisibleTo(self._screen) for one in self._unless)
        for one, icon in self._acts.items():
            lead(one, self._theme, icon, primary=one is self._leading and not below)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in SHOWN:
            self._choose()
        return False
