"""The table of a decision: each assessor's marks are a column between name and spread."""

from functools import partial
from typing import override

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget

from desktop.hiring.decision.item_panel import LARGE
from desktop.hiring.decision.model import Line, lines_of
from desktop.hiring.decision.words import column_name, mark_words, shown_assessors
from desktop.kit.chips import paint_diamond, paint_mark
from desktop.kit.table.column_table import Cell, CellDelegate, Column, ColumnModel
from desktop.kit.table.list_model import CENTRE, Index
from desktop.kit.table.list_table import PADDING, LineDelegate, ListTable
from desktop.shared.marks import state_sign
from desktop.theme import Theme
from domain.assessing.result import Assessor
from domain.hiring.decision import Decision
from domain.mark import State
from domain.scale import Band
from reports.words import phrases
from resources.i18n import UNKNOWN, _, current, pgettext

CODE, CRITICAL, LABEL, FIRST_MARK = range(4)  # spread, mean, target and decision follow the marks
LEAST_LABEL = 180
_ACTION = QAbstractItemView.CursorAction


class DecisionTable(ListTable[Line]):
    """Items under headings; the largest differences come first."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        self._theme = theme
        self._columns = ColumnModel(_columns(()), _key, parent, fixed=True, copied=())
        row = theme.size("row_dense") - 2 + theme.font_step
        super().__init__(self._columns, theme, _("Competencies"), parent, row=row)
        self.setItemDelegate(CellDelegate(theme, self, self._columns))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        head = self.horizontalHeader()
        head.setSectionsClickable(False)
        head.setMinimumSectionSize(12)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    @property
    def code(self) -> str:
        """The code of the current item, empty without one."""
        line = self.current_line
        return line.row.code if line is not None else ""

    def show_decision(self, decision: Decision) -> None:
        """Show the items of a decision, without any marks if they could give a shy role away."""
        self._columns.show_by(_columns(shown_assessors(decision.result)), lines_of(decision))
        self._fit()

    def next_open(self, code: str) -> str:
        """Return the next item to settle after this one, wrapping round; empty if none is left."""
        lines = self.list_model.lines()
        here = next((number for number, line in enumerate(lines) if line.row.code == code), -1)
        waiting = (line.row.code for line in (*lines[here + 1 :], *lines[: max(here, 0)]) if line.asks)
        return next(waiting, "")

    def step(self, step: int) -> None:
        """Go to the previous item (-1) or the next (1)."""
        action = _ACTION.MoveDown if step > 0 else _ACTION.MoveUp
        self.go_to(self.moveCursor(action, Qt.KeyboardModifier.NoModifier).row())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def _fit(self) -> None:
        """Fit each column to its content and give the name, squeezed by the marks, the rest."""
        theme, titles = self._theme, self.list_model.titles
        caption = QFontMetrics(theme.font("caption"))
        small = QFontMetrics(theme.font("small"))
        heads = [caption.horizontalAdvance(title) + 20 for title in titles]
        spread, mean, target, decision = range(len(titles) - 4, len(titles))
        marks = range(FIRST_MARK, spread)
        asked = small.horizontalAdvance(_("to discuss")) + 16
        widths = {
            CODE: PADDING + max(heads[CODE], small.horizontalAdvance("K000") + 10),
            CRITICAL: 18,
            spread: max(heads[spread], 40),
            mean: max(heads[mean], 44),
            target: max(heads[target] + 6, 50),
            decision: PADDING + max(asked, small.horizontalAdvance(_("no level"))) + 12,
        }
        rest = self.viewport().width() - sum(widths.values())
        wanted = max((min(heads[one], 84 + 6 * theme.font_step) for one in marks), default=0)
        least = theme.pair("mark_chip").width() + (14 if theme.font_step < LARGE else 6)
        label = LEAST_LABEL + 8 * theme.font_step
        each = max(min(max(wanted, least), (rest - label) // max(len(marks), 1)), least)
        hidden: set[int] = set()
        for column, lacking in ((spread, 40), (mean, 60)):
            if rest - each * len(marks) < label - lacking:
                hidden.add(column)
                rest += widths[column]
        widths |= dict.fromkeys(marks, each)
        for column, width in (widths | {LABEL: max(rest - each * len(marks), 60)}).items():
            self.setColumnHidden(column, column in hidden)
            self.setColumnWidth(column, width)


def _columns(assessors: tuple[Assessor, ...]) -> tuple[Column[Line], ...]:
    words = current()
    marks = [
        Column[Line](
            f"mark{number}",
            column_name(one),
            partial(_mark, number),
            centred=True,
            paint=_paint_mark,
            name=f"{phrases.shown_name(one, words)}, {phrases.role_of(one, words)}",
        )
        for number, one in enumerate(assessors)
    ]
    return (
        Column("code", _("Code"), _code),
        Column("critical", "", _critical, paint=_paint_critical, aloud=_stop_words),
        Column("label", _("Competency"), _label),
        *marks,
        Column("spread", _("Spread"), _spread, figures=True),
        Column("mean", pgettext("column", "Mean"), _mean, figures=True),
        Column("target", _("Target"), _target, paint=_paint_target, aloud=_target_aloud),
        Column("decision", _("Decision"), _decision, paint=_paint_decision),
    )


def _key(line: Line) -> object:
    return line.row.code


def _code(line: Line) -> Cell:
    return Cell(line.row.code, role="small", ink="muted")


def _critical(line: Line) -> str:
    return _("critical") if line.row.critical else ""


def _stop_words(line: Line) -> str:
    return _("critical, below minimum") if line.row.critical and line.row.stop else _critical(line)


def _label(line: Line) -> str:
    return line.label


def _mark(number: int, line: Line) -> str:
    return mark_words(line.marks[number])


def _spread(line: Line) -> Cell:
    if line.spread is None:
        return Cell(UNKNOWN, ink="muted")
    apart = line.row.discuss
    return Cell(str(line.spread), role="strong" if apart else "body", ink="warn" if apart else "muted")


def _mean(line: Line) -> Cell:
    return Cell(current().number(line.mean), role="strong")


def _target(line: Line) -> str:
    sign = {Band.SMALL: "▽", Band.LARGE: "▼"}.get(line.row.band or Band.MET, "")
    return f"{line.row.entry.target}{sign}"


def _target_aloud(line: Line) -> str:
    return ", ".join(part for part in (str(line.row.entry.target), phrases.band(line.row, current())) if part)


def _decision(line: Line) -> str:
    settled = line.row.entry.settled
    if settled is not None and settled.level is not None:
        return str(settled.level)
    return line.asks or line.source


def _paint_critical(on: LineDelegate, painter: QPainter, rect: QRect, line: Line, _index: Index) -> None:
    if line.row.critical:
        paint_diamond(painter, QRectF(rect), on.theme, "danger" if line.row.stop else "critical")


def _paint_mark(on: LineDelegate, painter: QPainter, rect: QRect, line: Line, index: Index) -> None:
    size, mark = on.theme.pair("mark_chip"), line.marks[index.column() - FIRST_MARK]
    box = QRectF(0, 0, size.width(), min(size.height(), rect.height() - 3))
    box.moveCenter(QRectF(rect).center())
    if mark is None:
        paint_mark(painter, box, on.theme, None)
    else:
        paint_mark(painter, box, on.theme, mark.level, state_sign(mark.state))


def _paint_target(on: LineDelegate, painter: QPainter, rect: QRect, line: Line, _index: Index) -> None:
    theme, band = on.theme, line.row.band
    on.write(painter, rect, str(line.row.entry.target), "body", "muted")
    if band in (Band.SMALL, Band.LARGE):
        middle = QPointF(rect.left() + 26 + theme.font_step, QRectF(rect).center().y())
        color = theme.color("gap_large" if band is Band.LARGE else "gap_small")
        painter.setPen(color)
        painter.setBrush(color if band is Band.LARGE else Qt.BrushStyle.NoBrush)
        points = ((-4, -3), (4, -3), (0, 4))
        painter.drawPolygon(QPolygonF([middle + QPointF(x, y) for x, y in points]))


def _paint_decision(on: LineDelegate, painter: QPainter, rect: QRect, line: Line, _index: Index) -> None:
    theme, settled = on.theme, line.row.entry.settled
    if settled is not None:
        size = theme.pair("mark_chip")
        box = QRectF(rect.left(), 0, size.width(), min(size.height(), rect.height() - 3))
        box.moveTop(rect.top() + (rect.height() - box.height()) / 2)
        sign = state_sign(State.NOT_APPLICABLE) if settled.level is None else ""
        paint_mark(painter, box, theme, settled.level, sign)
        return
    if not line.asks:
        on.write(painter, rect, line.source, "small", "muted")
        return
    painter.setFont(theme.font("caption"))
    width = min(painter.fontMetrics().horizontalAdvance(line.asks) + 14, rect.width())
    box = QRectF(rect.left(), rect.top() + 3, width, rect.height() - 5)
    painter.setPen(theme.color("border") if theme.name == "contrast" else Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("warn_soft"))
    painter.drawRoundedRect(box, theme.radius("chip"), theme.radius("chip"))
    painter.setPen(theme.color("warn"))
    painter.drawText(box, CENTRE, line.asks)
