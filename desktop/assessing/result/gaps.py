"""The gaps in their order; the current one opens and shows whose marks and words it rests on."""

from collections.abc import Sequence
from enum import IntEnum
from typing import Any, override

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
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
from desktop.kit.table.tables import copy_rows, tab_separated
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

type Index = QModelIndex | QPersistentModelIndex

ROW_ROLE = Qt.ItemDataRole.UserRole
HEIGHT = 40
CODE, SIGN, RULER, LEVEL, GAP = 36, 16, 76, 56, 48  # widths; the name takes the rest


class Column(IntEnum):
    """The columns as they are copied; on screen the delegate paints the whole row from the first."""

    CODE = 0
    ITEM = 1
    LEVEL = 2
    TARGET = 3
    GAP = 4
    FACTS = 5


class GapModel(QAbstractTableModel):
    """The gaps of one result, the most pressing first."""

    def __init__(self, result: CaseResult, parent: QObject) -> None:
        super().__init__(parent)
        self._result = result
        self._rows = result.score.gaps
        self._texts = [_texts(result, row) for row in self._rows]

    def row(self, number: int) -> Row:
        """Return the row of the result in this line."""
        return self._rows[number]

    def name(self, number: int) -> str:
        """Return the short name of the item in this line."""
        return self._texts[number][Column.ITEM]

    def spread(self, number: int) -> tuple[float, float] | None:
        """Return lowest and highest level of the assessors in this line, None if there is none to show."""
        return spread_of(self._result, self._rows[number])

    def facts(self, number: int) -> tuple[tuple[str, Mark | None, str], ...]:
        """Return who gave which mark with which words; only-words lines have no mark."""
        return _facts(self._result, self._rows[number])

    def as_text(self, rows: Sequence[int]) -> str:
        """Return these lines as tab-separated text under the titles."""
        titles = [str(self.headerData(c, Qt.Orientation.Horizontal)) for c in Column]
        return tab_separated(titles, (self._texts[row] for row in rows))

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(Column)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._texts[index.row()][index.column()]
            case Qt.ItemDataRole.AccessibleTextRole if index.column() == Column.CODE:
                return "; ".join(text for text in self._texts[index.row()] if text)
            case Qt.ItemDataRole.ToolTipRole:
                return in_lines("\n".join(name for name, _mark, _text in self.facts(index.row())))
            case Qt.ItemDataRole.UserRole:
                return self._rows[index.row()]
            case _:
                return None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return {
            Column.CODE: _("Code"),
            Column.ITEM: _("Competency"),
            Column.LEVEL: _("Level"),
            Column.TARGET: _("Target"),
            Column.GAP: _("Gap"),
            Column.FACTS: _("Marks and facts"),
        }[Column(section)]


class GapList(QListView):
    """As tall as its rows: the page scrolls, not the list.

    Signals:
        moved: top and bottom of the current row, in the list's own pixels.
    """

    moved = Signal(QRect)

    def __init__(self, model: GapModel, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._gaps = model
        self.setModel(model)
        self._delegate = GapDelegate(model, theme, self)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(_("Gaps"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def copy(self) -> None:
        """Put the selected rows on the clipboard as tab-separated text, or all where none is."""
        copy_rows(self, self._gaps)

    @override
    def keyboardSearch(self, search: str) -> None:
        """Do nothing: a stray letter must not move the row (P48)."""

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
        return sum(self._delegate.height(row, width) for row in range(self._gaps.rowCount()))

    @override
    def sizeHint(self) -> QSize:
        return QSize(320, self.heightForWidth(max(self.width(), 240)))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(240, HEIGHT)


class GapDelegate(QStyledItemDelegate):
    """Paints a gap in one line, and under the current one the marks and words of each assessor."""

    def __init__(self, model: GapModel, theme: Theme, parent: GapList) -> None:
        super().__init__(parent)
        self._model = model
        self._theme = theme
        self._list = parent
        grown = 1 + theme.font_step / 13  # columns of words grow with the text
        self._code, self._level, self._gap = (round(width * grown) for width in (CODE, LEVEL, GAP))

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self._list.viewport().width()
        return QSize(width, self.height(index.row(), width))

    def height(self, number: int, width: int) -> int:
        """Return how tall the line is at this width, px; the current one holds its facts."""
        height = self._line_height(number, width)
        if number == self._list.currentIndex().row():
            facts = self._model.facts(number)
            height += sum(self._fact_height(text, width) for _name, _mark, text in facts) + 8
        return height

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = self._theme
        rect: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]
        state: QStyle.StateFlag = option.state  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]
        row = self._model.row(index.row())
        current = index.row() == self._list.currentIndex().row()
        height = self._line_height(index.row(), rect.width())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.color("selection"))
        self._paint_line(painter, QRect(rect.topLeft(), QSize(rect.width(), height)), row, index)
        if current:
            self._paint_facts(painter, rect.adjusted(0, height, 0, 0), index.row())
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.color("border"))
        if current and self._list.hasFocus():
            painter.setPen(QPen(theme.color("focus"), theme.size("focus_ring")))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -2), 3, 3)
        painter.restore()

    def _paint_line(self, painter: QPainter, rect: QRect, row: Row, index: Index) -> None:
        theme = self._theme
        side = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        left = rect.left() + 8
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("muted"))
        painter.drawText(QRect(left, rect.top(), self._code, rect.height()), side, row.code)
        left += self._code
        if row.critical:
            box = QRectF(left, rect.top(), SIGN - 4, rect.height())
            paint_diamond(painter, box, theme, "danger" if row.stop else "critical")
        left += SIGN
        right = rect.right() - 8 - self._gap - self._level - RULER - 12
        painter.setFont(theme.font("body"))
        painter.setPen(theme.color("text"))
        name = QRect(left, rect.top() + 1, max(right - left, 40), rect.height() - 2)
        text = self._model.name(index.row())
        painter.drawText(name, side | int(Qt.TextFlag.TextWordWrap), text)
        box = QRectF(right + 8, rect.top(), RULER, rect.height())
        level = None if row.level is None else float(row.level)
        carried = row.standing is Standing.CARRIED
        spread = self._model.spread(index.row())
        paint_level(painter, box, theme, level, row.entry.target, spread, carried=carried)
        figures = QRect(right + RULER + 8, rect.top(), self._level, rect.height())
        painter.setFont(theme.font("strong", tabular=True))
        painter.drawText(
            figures, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), level_words(row)
        )
        painter.setPen(theme.color("gap_large" if row.band is Band.LARGE else "gap_small"))
        gap = QRect(rect.right() - 8 - self._gap, rect.top(), self._gap, rect.height())
        painter.drawText(
            gap, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), gap_words(row)
        )

    def _paint_facts(self, painter: QPainter, rect: QRect, number: int) -> None:
        theme = self._theme
        top = rect.top()
        chip = theme.pair("mark_chip")
        for name, mark, text in self._model.facts(number):
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

    def _line_height(self, number: int, width: int) -> int:
        """A long name takes a third line rather than lose it."""
        room = width - 16 - self._code - SIGN - RULER - self._level - self._gap - 12
        text = self._model.name(number)
        metrics = QFontMetrics(self._theme.font("body"))
        box = metrics.boundingRect(QRect(0, 0, max(room, 40), 1000), int(Qt.TextFlag.TextWordWrap), text)
        return max(HEIGHT, box.height() + 8)

    def _fact_height(self, text: str, width: int) -> int:
        line = self._theme.line_height("small") + 4
        if not text:
            return line + 4
        room = width - 8 - self._code - SIGN - self._theme.pair("mark_chip").width() - 14 - 8
        laid = _laid(text, self._theme.font("small"), room)
        return line + int(laid.boundingRect().height() + 0.5) + 6


def _laid(text: str, font: QFont, width: int) -> QTextLayout:
    """Break plain text into lines, at words where it can, and within one where it must."""
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


def _texts(result: CaseResult, row: Row) -> tuple[str, ...]:
    words = current()
    said = [
        f"{name}: {_said(mark)}{'. ' + text if text else ''}" if mark is not None else f"{name}: {text}"
        for name, mark, text in _facts(result, row)
    ]
    return (
        row.code,
        label(result, row.code),
        words.number(row.level),
        str(row.entry.target),
        words.number(row.gap),
        "; ".join(said),
    )


def _said(mark: Mark) -> str:
    return name_of(mark.state, current()) if mark.level is None else str(mark.level)


def _words(result: CaseResult, code: str, assessor: Assessor) -> str:
    """Return what the assessor wrote of the item, a line each: facts with day and sign, then the comment."""
    words = current()
    lines: list[str] = []
    for fact in result.facts_on(code):
        if fact.sheet_id == assessor.sheet_id:
            parts = words.date(fact.observed_on), phrases.polarity(fact.polarity, words)
            lines.append(f"{', '.join(part for part in parts if part)}: {fact.text}")
    lines += [one.text for one in result.comments_on(code) if one.assessor_id == assessor.id]
    return "\n".join(lines)


def _facts(result: CaseResult, row: Row) -> tuple[tuple[str, Mark | None, str], ...]:
    # Where a colleague could be told from them, nobody's marks and words are shown apart (law 15).
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
        facts.append((phrases.age(row.entry.carried.quarters, words), None, ""))
    if row.entry.settled is not None:
        facts.append((_("agreed level"), None, ""))
    return tuple(facts)
