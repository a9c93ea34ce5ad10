"""The radar of up to four candidates, and its legend."""

from collections.abc import Sequence
from typing import override

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop.hiring.compare.chosen import Chosen
from desktop.hiring.compare.words import short_names
from desktop.kit import labels, layout
from desktop.kit.chips import key_cap
from desktop.shared.radar import SLOTS, RadarView, Series, paint_point, series_pen
from desktop.theme import Theme
from domain.geometry import AxisValue
from domain.hiring.comparison import Comparison, Contender
from reports.words import phrases
from resources.i18n import _, current, nb

LARGE = 3  # steps of text size from which the names of functions leave the radar no room


class DrawnPanel(QWidget):
    """One line per candidate, distinguished by dashes and points; the names below."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        column = layout.column(gap=6, around=(16, 10, 16, 10), of=self)
        head = layout.row(gap="s")
        head.addWidget(labels.plain(_("By function"), self, "section"))
        head.addWidget(labels.elided(_("rim: 100% profile attainment"), self, "small", "muted"), 1)
        column.addLayout(head)
        self.radar = RadarView(theme, self)
        self.radar.setMinimumHeight(150)
        column.addWidget(self.radar, 1)
        self.nothing = labels.paragraph("", self, "small", "muted")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(self.nothing, 1)
        self.legend = labels.paragraph("", self, "small", "muted")
        self.legend.hide()
        column.addWidget(self.legend)
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
            if one is not None:
                values = _values(one, [function.code for function in functions])
                drawn.append(Series(one.person.short_name, slot, values))
        enough = len(functions) >= 3 and bool(comparison.common)
        self.radar.setVisible(enough and bool(drawn))
        self.nothing.setVisible(not self.radar.isVisibleTo(self))
        said = _("Nobody is selected: press Space on a candidate to show them.")
        self.nothing.setText(
            said if enough else _("There are no competencies in common, so there is nothing to show.")
        )
        if enough:
            names = [current().text(function.short) for function in functions]
            large = self._theme.font_step >= LARGE
            coded = zip((one.code for one in functions), names, strict=True)
            self.legend.setText(" · ".join(nb(f"{code} {name}") for code, name in coded))
            self.legend.setVisible(not large)
            self.radar.show_series(names, drawn, [function.code for function in functions] if large else ())

    def tell(self, text: str) -> None:
        """Say why a key did nothing; an empty text clears the note."""
        self.note.setText(text)
        self.note.setVisible(bool(text))


class _Entry(QWidget):
    """Key, line sample and name of a slot."""

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
    """A sample of the slot's line, with its point."""

    def __init__(self, theme: Theme, slot: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._slot = theme, slot
        self.setFixedSize(self.sizeHint())

    @override
    def sizeHint(self) -> QSize:
        return QSize(40, 16)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(series_pen(self._theme, self._slot))
        painter.drawLine(QPointF(0, 8), QPointF(40, 8))
        paint_point(painter, QPointF(20, 8), self._theme, self._slot)


def _values(one: Contender, codes: Sequence[str]) -> tuple[AxisValue, ...]:
    found = (one.functions.get(code) for code in codes)
    return tuple(AxisValue(None, None, None) if totals is None else phrases.axis(totals) for totals in found)
