"""The bar on top of a screen: what it is, and its acts."""

from typing import override

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from desktop.kit import labels
from desktop.kit.buttons import Folding

TITLE = 190  # px of a title in usual letters by which it is known
LINE = 22  # px of a line of these letters


class _Row(QHBoxLayout):
    """Where the title has no room the buttons with an icon give up their words, the first one first."""

    def __init__(self, title: QLabel) -> None:
        super().__init__()
        self._title = title

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
        """Return what stands beside title and facts."""
        items = (self.itemAt(n) for n in range(self.count()))
        shown = (one.widget() for one in items if one is not None and not one.isEmpty())
        return [one for one in shown if one is not None and not isinstance(one, labels.Elided)]

    def _wanted(self) -> int:
        """Return the px of the title by which it is known, and those of facts that are cut."""
        return min(self._title.sizeHint().width(), TITLE * self._title.fontMetrics().height() // LINE) + 24


def _may_fold(one: Folding) -> bool:
    return not one.icon().isNull() and one.property("kind") == "secondary"


class Header(QFrame):
    """56 px: title and facts left, what was added right, in the order of adding (the primary button last)."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("header")
        self.setFixedHeight(56)
        self._title = labels.elided(title, self, "title")
        row = self._row = _Row(self._title)
        self.setLayout(row)
        row.setContentsMargins(20, 0, 20, 0)
        row.setSpacing(8)
        self._title.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._facts = labels.elided("", self, "small", "muted")
        row.addWidget(self._title)
        row.addWidget(self._facts, 1)

    @property
    def title(self) -> str:
        """What stands there now."""
        return self._title.text()

    def set_title(self, title: str, facts: str = "") -> None:
        """Show *title*, and beside it the *facts* in small letters; both are cut if there is no room."""
        self._title.setText(title)
        self._title.setAccessibleName(title)
        self._facts.setText(facts)
        self._facts.setAccessibleName(facts)

    def add_beside(self, widget: QWidget) -> None:
        """Put *widget* between the title and the facts."""
        self._row.insertWidget(self._row.indexOf(self._facts), widget)

    def add(self, widget: QWidget) -> None:
        """Put *widget* at the right end."""
        self._row.addWidget(widget)
