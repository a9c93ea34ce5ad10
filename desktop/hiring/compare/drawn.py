"""Up to four candidates on one ruler per function, and the legend."""

from collections.abc import Sequence
from typing import override

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget

from desktop.hiring.compare.chosen import Chosen
from desktop.hiring.compare.dumbbells import Dumbbells
from desktop.hiring.compare.words import short_names
from desktop.kit import labels, layout
from desktop.kit.chips import key_cap
from desktop.shared.series import SLOTS, Series, paint_point
from desktop.theme import Theme
from domain.geometry import UNKNOWN, BoundedShare
from domain.hiring.comparison import Comparison, Contender
from reports.words import phrases
from resources.i18n import _, current

LEAST = 150  # px of the rulers; below that they scroll


class DrawnPanel(QWidget):
    """A point of its own shape and colour for each candidate; the names below."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        column = layout.column(gap=6, around=(16, 10, 16, 10), of=self)
        head = layout.row(gap="s")
        head.addWidget(labels.plain(_("By function"), self, "section"))
        head.addWidget(labels.elided(_("hatched: not known"), self, "small", "muted"), 1)
        column.addLayout(head)
        self.rulers = Dumbbells(theme, self)
        self._area = layout.scroll(self)  # a framework may have many functions
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.viewport().setAutoFillBackground(False)
        self._area.setWidget(self.rulers)
        self._area.setMinimumHeight(LEAST)
        column.addWidget(self._area, 1)
        self.nothing = labels.paragraph("", self, "small", "muted")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(self.nothing, 1)
        grid = layout.grid(across="m", down="xs")
        self._entries = [_Entry(theme, slot, self) for slot in range(SLOTS)]
        for slot, entry in enumerate(self._entries):
            grid.addWidget(entry, slot // 2, slot % 2)
        for place in range(2):
            grid.setColumnStretch(place, 1)
        column.addLayout(grid)
        self.note = labels.paragraph("", self, "small", "warn")
        column.addWidget(self.note)
        self.setMinimumWidth(298 + 8 * theme.font_step)

    def show_chosen(self, comparison: Comparison, chosen: Chosen) -> None:
        """Draw the candidates who are in a slot."""
        self.tell("")
        by_id = {one.case_id: one for one in comparison.contenders}
        names = dict(zip(by_id, short_names(comparison.contenders), strict=True))
        functions = comparison.framework.functions
        drawn: list[Series] = []
        for slot, case_id in enumerate(chosen.slots):
            one = by_id.get(case_id) if case_id is not None else None
            self._entries[slot].show_name(names[one.case_id] if one is not None else "")
            self._entries[slot].setVisible(one is not None)
            if one is not None:
                values = _values(one, [function.code for function in functions])
                drawn.append(Series(one.person.short_name, slot, values))
        enough = bool(functions and comparison.common)
        self._area.setVisible(enough and bool(drawn))
        self.nothing.setVisible(self._area.isHidden())
        said = _("Nobody is selected: press Space on a candidate to show them.")
        self.nothing.setText(
            said if enough else _("There are no competencies in common, so there is nothing to show.")
        )
        if enough:
            named = [f"{one.code} {current().text(one.short)}" for one in functions]
            self.rulers.show_series(named, drawn)

    def tell(self, text: str) -> None:
        """Say why a key did nothing; an empty text clears the note."""
        self.note.setText(text)
        self.note.setVisible(bool(text))


class _Entry(QWidget):
    """Key, point and name of a slot."""

    def __init__(self, theme: Theme, slot: int, parent: QWidget) -> None:
        super().__init__(parent)
        row = layout.row(key_cap(str(slot + 1), self), _Sample(theme, slot, self), gap=6, of=self)
        self._name = labels.elided("", self, "small")
        row.addWidget(self._name, 1)

    def show_name(self, name: str) -> None:
        """Show who is in the slot; empty for nobody."""
        self._name.setText(name or _("free"))
        labels.recolour(self._name, "text" if name else "muted")


class _Sample(QWidget):
    """The point of the slot."""

    def __init__(self, theme: Theme, slot: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._slot = theme, slot
        self.setFixedSize(self.sizeHint())

    @override
    def sizeHint(self) -> QSize:
        return QSize(16, 16)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        paint_point(QPainter(self), QPointF(8, 8), self._theme, self._slot)


def _values(one: Contender, codes: Sequence[str]) -> tuple[BoundedShare, ...]:
    found = (one.functions.get(code) for code in codes)
    return tuple(UNKNOWN if totals is None else phrases.bounded(totals) for totals in found)
