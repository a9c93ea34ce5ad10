"""The gaps in order; the current one expands to show the marks and texts it rests on."""

from typing import Any, override

from PySide6.QtCore import QObject, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop.assessing.result.words import gap_words, label, level_words, spread_of
from desktop.kit.chips import paint_diamond, paint_mark
from desktop.kit.table.line_list import LineList
from desktop.kit.table.list_model import LEFT, LINE_ROLE, RIGHT, Index, ListModel
from desktop.kit.table.option import parts
from desktop.kit.table.tables import copy_rows
from desktop.kit.tips import in_lines
from desktop.shared.level_bar import paint_level
from desktop.shared.marks import state_sign
from desktop.theme import Theme
from domain.assessing.entry import Row, Standing
from domain.assessing.result import Assessor, CaseResult
from domain.mark import Mark
from domain.scale import Band
from reports.words import phrases
from reports.words.names import name_of
from resources.i18n import _, current

HEIGHT = 40
CODE, SIGN, RULER, LEVEL, GAP = 36, 16, 76, 56, 48  # px: widths; the name takes the rest


class GapModel(ListModel[Row]):
    """The gaps of one result, most pressing first; on screen the delegate paints the whole row."""

    def __init__(self, result: CaseResult, parent: QObject) -> None:
        self._result = result
        titles = (_("Code"), _("Competency"), _("Level"), _("Target"), _("Gap"), _("Marks and facts"))
        super().__init__(titles, self._words, lambda row: row.code, parent)
        self.show(result.score.gaps)

    def name(self, row: Row) -> str:
        """Return the short name of the item."""
        return label(self._result, row.code)

    def spread(self, row: Row) -> tuple[float, float] | None:
        """Return lowest and highest level of the assessors, None if there is none to show."""
        return spread_of(self._result, row)

    def facts(self, row: Row) -> tuple[tuple[str, Mark | None, str], ...]:
        """Return name, mark and text per assessor; lines with text only have no mark."""
        return _facts(self._result, row)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.line(index.row())
        if role == Qt.ItemDataRole.AccessibleTextRole and row is not None and index.column() == 0:
            return "; ".join(text for text in self._words(row) if text)
        if role == Qt.ItemDataRole.ToolTipRole and row is not None:
            return in_lines("\n".join(name for name, _mark, _text in self.facts(row)))
        return super().data(index, role)

    def _words(self, row: Row) -> tuple[str, ...]:
        words = current()
        said = [
            f"{name}: {_said(mark)}{'. ' + text if text else ''}" if mark is not None else f"{name}: {text}"
            for name, mark, text in self.facts(row)
        ]
        level, gap = phrases.level(row, words), words.number(row.gap)
        return row.code, self.name(row), level, str(row.entry.target), gap, "; ".join(said)


class GapList(LineList[Row]):
    """As tall as its rows: the page scrolls, not the list. A double click also activates a row.

    Signals:
        moved: top and bottom of the current row, in the list's own coordinates.
    """

    moved = Signal(QRect)

    def __init__(self, model: GapModel, theme: Theme, parent: QWidget) -> None:
        super().__init__(model, _("Gaps"), parent)
        self._delegate = GapDelegate(model, theme, self)
        self.setItemDelegate(self._delegate)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.doubleClicked.connect(self.take)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def copy(self) -> None:
        """Copy the selected rows to the clipboard as tab-separated text, or all if none is selected."""
        copy_rows(self, self.list_model)

    @override
    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.scheduleDelayedItemsLayout()
        self.executeDelayedItemsLayout()
        self.updateGeometry()
        self.moved.emit(self.visualRect(current))

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        rows = enumerate(self.list_model.lines())
        return sum(self._delegate.height(number, row, width) for number, row in rows)

    @override
    def sizeHint(self) -> QSize:
        return QSize(320, self.heightForWidth(max(self.width(), 240)))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(240, HEIGHT)


class GapDelegate(QStyledItemDelegate):
    """Paints a gap on one line, and under the current one the marks and texts of each assessor."""

    def __init__(self, model: GapModel, theme: Theme, parent: GapList) -> None:
        super().__init__(parent)
        self._model = model
        self._theme = theme
        self._list = parent
        grown = 1 + theme.font_step / 13  # columns of text grow with the font
        self._code, level, self._gap = (round(width * grown) for width in (CODE, LEVEL, GAP))
        figures = QFontMetrics(theme.font("strong", tabular=True))
        wanted = [figures.horizontalAdvance(level_words(row)) for row in model.lines()]
        self.level_width = max(level, *wanted, 0)

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self._list.viewport().width()
        return QSize(width, self.height(index.row(), index.data(LINE_ROLE), width))

    def height(self, number: int, row: Row, width: int) -> int:
        """Return the height of the line at this width, px; the current one includes its facts."""
        height = self._line_height(row, width)
        if number == self._list.currentIndex().row():
            facts = self._model.facts(row)
            height += sum(self._fact_height(text, width) for _name, _mark, text in facts) + 8
        return height

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = self._theme
        rect, state = parts(option)
        row = index.data(LINE_ROLE)
        assert isinstance(row, Row)
        current = index.row() == self._list.currentIndex().row()
        height = self._line_height(row, rect.width())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.color("selection"))
        self._paint_line(painter, QRect(rect.topLeft(), QSize(rect.width(), height)), row)
        if current:
            self._paint_facts(painter, rect.adjusted(0, height, 0, 0), row)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.color("border"))
        if current and self._list.hasFocus():
            painter.setPen(QPen(theme.color("focus"), theme.size("focus_ring")))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -2), 3, 3)
        painter.restore()

    def _paint_line(self, painter: QPainter, rect: QRect, row: Row) -> None:
        theme = self._theme
        left = rect.left() + 8
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("muted"))
        painter.drawText(QRect(left, rect.top(), self._code, rect.height()), LEFT, row.code)
        left += self._code
        if row.critical:
            box = QRectF(left, rect.top(), SIGN - 4, rect.height())
            paint_diamond(painter, box, theme, "danger" if row.stop else "critical")
        left += SIGN
        right = rect.right() - 8 - self._gap - self.level_width - RULER - 12
        painter.setFont(theme.font("body"))
        painter.setPen(theme.color("text"))
        name = QRect(left, rect.top() + 1, max(right - left, 40), rect.height() - 2)
        painter.drawText(name, LEFT | int(Qt.TextFlag.TextWordWrap), self._model.name(row))
        box = QRectF(right + 8, rect.top(), RULER, rect.height())
        level = None if row.level is None else float(row.level)
        carried = row.standing is Standing.CARRIED
        spread = self._model.spread(row)
        paint_level(painter, box, theme, level, row.entry.target, spread, carried=carried)
        figures = QRect(right + RULER + 8, rect.top(), self.level_width, rect.height())
        painter.setFont(theme.font("strong", tabular=True))
        painter.drawText(figures, RIGHT, level_words(row))
        painter.setPen(theme.color("gap_large" if row.band is Band.LARGE else "gap_small"))
        gap = QRect(rect.right() - 8 - self._gap, rect.top(), self._gap, rect.height())
        painter.drawText(gap, RIGHT, gap_words(row))

    def _paint_facts(self, painter: QPainter, rect: QRect, row: Row) -> None:
        theme = self._theme
        top = rect.top()
        chip = theme.pair("mark_chip")
        for name, mark, text in self._model.facts(row):
            height = self._fact_height(text, rect.width())
            left = rect.left() + 8 + self._code + SIGN
            if mark is not None:
                box = QRectF(QPoint(left, top + 1), QSize(chip.width() + 6, chip.height()))
                paint_mark(painter, box, theme, mark.level, state_sign(mark.state))
            left += chip.width() + 14
            painter.setFont(theme.font("small"))
            painter.setPen(theme.color("muted"))
            line = theme.line_height("small") + 4
            room = rect.right() - 8 - left
            shown = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, room)
            painter.drawText(QRect(left, top, room, line), int(Qt.AlignmentFlag.AlignVCenter), shown)
            painter.setPen(theme.color("text"))
            if text:
                place = QPointF(left, top + line)
                _laid(text, self._theme.font("small"), rect.right() - 8 - left).draw(painter, place)
            top += height

    def _line_height(self, row: Row, width: int) -> int:
        """Return the height without facts; a long name gets a third line and is never cut."""
        room = width - 16 - self._code - SIGN - RULER - self.level_width - self._gap - 12
        box = QFontMetrics(self._theme.font("body")).boundingRect(
            QRect(0, 0, max(room, 40), 1000), int(Qt.TextFlag.TextWordWrap), self._model.name(row)
        )
        return max(HEIGHT, box.height() + 8)

    def _fact_height(self, text: str, width: int) -> int:
        line = self._theme.line_height("small") + 4
        if not text:
            return line + 4
        room = width - 8 - self._code - SIGN - self._theme.pair("mark_chip").width() - 14 - 8
        laid = _laid(text, self._theme.font("small"), room)
        return line + int(laid.boundingRect().height() + 0.5) + 6


def _laid(text: str, font: QFont, width: int) -> QTextLayout:
    """Break plain text into lines, between words where possible, inside a word where necessary."""
    layout = QTextLayout(text.replace("\n", "\u2028"), font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    top = 0.0
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 40))
        line.setPosition(QPointF(0, top))
        top += line.height()
    layout.endLayout()
    return layout


def _said(mark: Mark) -> str:
    return name_of(mark.state, current()) if mark.level is None else str(mark.level)


def _words(result: CaseResult, code: str, assessor: Assessor) -> str:
    """Return what the assessor wrote on the item, a line each: facts with day and sign, then the comment."""
    words = current()
    lines: list[str] = []
    for fact in result.facts_on(code):
        if fact.sheet_id == assessor.sheet_id:
            parts = words.date(fact.observed_on), phrases.polarity(fact.polarity, words)
            lines.append(f"{', '.join(part for part in parts if part)}: {fact.text}")
    lines += [one.text for one in result.comments_on(code) if one.assessor_id == assessor.id]
    return "\n".join(lines)


def _facts(result: CaseResult, row: Row) -> tuple[tuple[str, Mark | None, str], ...]:
    # Where a colleague could be identified, no marks and texts are shown by assessor (law 15).
    shown = () if result.kept_apart else result.assessors
    said = {one.id: _words(result, row.code, one) for one in shown}
    marks = {given.assessor_id: given.mark for given in row.entry.marks}
    words = current()
    facts = [
        (
            ", ".join(
                dict.fromkeys((phrases.shown_name(assessor, words), phrases.capacity(assessor, words)))
            ),
            marks.get(assessor.id),
            said.get(assessor.id, ""),
        )
        for assessor in shown
        if assessor.id in marks or said.get(assessor.id)
    ]
    if row.standing is Standing.CARRIED and row.entry.carried is not None:
        age = phrases.age(row.entry.carried.quarters, words, imported=row.imported)
        facts.append((age, None, ""))
    if row.entry.settled is not None:
        facts.append((_("agreed level"), None, ""))
    return tuple(facts)
