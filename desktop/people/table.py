"""The table of people as it is seen: heading rows, a drawn selection, state chips."""

from collections.abc import Sequence
from datetime import date
from typing import override

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desktop.context import Context
from desktop.kit.chips import paint_diamond
from desktop.kit.table import columns
from desktop.kit.table.option import parts
from desktop.kit.table.tables import copy_rows
from desktop.people.model import (
    GROUP_ROLE,
    RIGHT,
    TONE_ROLE,
    Column,
    Group,
    PeopleModel,
    title,
)
from desktop.people.state import Tone
from desktop.theme import Theme
from resources.i18n import _, current

PADDING = 16  # before the first column; the others have half of it
EDGE = 3  # the ink edge of the selected row
CHIP_HEIGHT = 22
LEAST_NAME = 190  # px


class PeopleTable(QTableView):
    """A list of people to move in by the arrow keys; letters never move it."""

    def __init__(self, model: PeopleModel, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        theme = context.theme
        self._people = model
        self._font_step = theme.font_step
        self.setModel(model)
        self.setItemDelegate(PersonDelegate(theme, self))
        self.setAccessibleName(_("People"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.high("row"))
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._set_up_head(theme)
        # Without much room these give way to the name: the card has them.
        self.columns = columns.Columns(
            self,
            "people",
            _widths(theme),
            context.settings,
            context.actions.make,
            theme.font_step,
            spare=(Column.BOUNDS, Column.WHERE, Column.DATE, Column.CODE, Column.STOPS, Column.ATTAINMENT),
            least=LEAST_NAME + 12 * theme.font_step,
        )
        model.order(*self.columns.order)
        model.modelReset.connect(self._span_headings)
        self.columns.ordered.connect(self._on_ordered)

    @property
    def current_row(self) -> int:
        """The row of the current person, -1 without one."""
        return self.currentIndex().row()

    def go_to(self, row: int) -> None:
        """Make the row the current and only selected one; -1 clears both."""
        if row < 0:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
            return
        # selectRow would add the row to those selected while Ctrl or Shift of a shortcut is still held.
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(self.model().index(row, 0), flags.ClearAndSelect | flags.Rows)
        self.scrollTo(self.currentIndex())
        if row in (1,):  # show the heading above the first person as well
            self.scrollToTop()

    def copy(self) -> None:
        """Put the selected people on the clipboard as tab-separated text, or all where none is."""
        copy_rows(self, self._people)

    @override
    def keyboardSearch(self, search: str) -> None:
        """Do nothing: a stray letter must not move the row (P48)."""

    @override
    def moveCursor(
        self, cursorAction: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        index = super().moveCursor(cursorAction, modifiers)
        if index.isValid() and self._people.person_row(index.row()) is None:
            # Ctrl+Home and PgUp do not know that headings cannot be current; people stand right below them.
            return self._people.index(index.row() + 1, index.column())
        return index

    def _set_up_head(self, theme: Theme) -> None:
        head = self.horizontalHeader()
        head.setFixedHeight(theme.high("table_head"))
        head.setHighlightSections(False)
        head.setTextElideMode(Qt.TextElideMode.ElideRight)
        head.setStyleSheet(
            f"QHeaderView::section:first {{ padding-left: {PADDING}px; }}"
            f"QHeaderView::section:last {{ padding-right: {PADDING}px; }}"
        )

    def _on_ordered(self, column: int, falling: bool) -> None:
        """Show the other order and stay on whom one was."""
        row = self._people.person_row(self.current_row)
        self._people.order(column, falling)
        self.go_to(self._people.row_of(row.person.id) if row is not None else self._people.first())

    def _span_headings(self) -> None:
        self.clearSpans()
        for row in self._people.groups():
            self.setSpan(row, 0, 1, len(Column))


def _widths(theme: Theme) -> Sequence[columns.Column]:
    """Return the columns as wide as what stands in them; the name takes the rest."""
    figures = QFontMetrics(theme.font("body", tabular=True))
    strong = QFontMetrics(theme.font("strong", tabular=True))
    caption = QFontMetrics(theme.font("caption"))
    small = QFontMetrics(theme.font("small"))

    def width(column: Column, *texts: int) -> int:
        return max(caption.horizontalAdvance(title(column) + " ↓") + 4, *texts) + PADDING

    draft = small.horizontalAdvance(_("draft {done} of {total}").format(done=71, total=71)) + 24
    sheets = small.horizontalAdvance(_("{done} of {total} sheets submitted").format(done=2, total=3)) + 24
    left = small.horizontalAdvance(_("left {day}").format(day=current().date(date(2028, 12, 28)))) + 24
    share = strong.horizontalAdvance(f"≈\u00a0{current().percent(1)}") + PADDING
    day = figures.horizontalAdvance(current().date(date(2028, 12, 28))) + PADDING
    return (
        columns.Column("name", None),
        columns.Column("code", width(Column.CODE, figures.horizontalAdvance("C-00000") + 4)),
        columns.Column("where", width(Column.WHERE, figures.horizontalAdvance("Отдел качества"))),
        columns.Column("state", width(Column.STATE, draft, sheets, left)),
        columns.Column("attainment", width(Column.ATTAINMENT, share), falling=True),
        columns.Column("bounds", width(Column.BOUNDS, figures.horizontalAdvance("00–000") + PADDING)),
        columns.Column("stops", width(Column.STOPS, figures.horizontalAdvance("◆ 00") + 16), falling=True),
        columns.Column("date", width(Column.DATE, day), falling=True),
    )


class PersonDelegate(QStyledItemDelegate):
    """Paints a row of the table in the colours of the theme."""

    def __init__(self, theme: Theme, parent: QTableView) -> None:
        super().__init__(parent)
        self._theme = theme
        self._table = parent

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        text = QFontMetrics(self._theme.font("strong")).horizontalAdvance(str(index.data() or ""))
        return QSize(text + 2 * PADDING, self._theme.high("row"))

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect, _state = parts(option)
        group = index.data(GROUP_ROLE)
        if isinstance(group, Group):
            self._paint_heading(painter, rect, group)
        else:
            self._paint_cell(painter, rect, option, index)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, self._theme.color("border"))
        if self._table.hasFocus() and index.row() == self._table.currentIndex().row():
            self._paint_focus(painter, rect, index.column())
        painter.restore()

    def _paint_heading(self, painter: QPainter, rect: QRect, group: Group) -> None:
        theme = self._theme
        painter.fillRect(rect, theme.color("sunken"))
        text = rect.adjusted(PADDING, 0, -PADDING, 0)
        title = group.title
        painter.setFont(theme.font("strong"))
        painter.setPen(theme.color("text"))
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, title)
        text.setLeft(text.left() + painter.fontMetrics().horizontalAdvance(title + " "))
        painter.setFont(theme.font("body", tabular=True))
        painter.setPen(theme.color("muted"))
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, str(group.count))

    def _paint_cell(
        self,
        painter: QPainter,
        rect: QRect,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        theme = self._theme
        _rect, state = parts(option)
        selected = bool(state & QStyle.StateFlag.State_Selected)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        painter.fillRect(rect, theme.color("selection" if selected else "sunken" if hovered else "raised"))
        first = index.column() == Column.NAME
        if selected and first:
            painter.fillRect(QRect(rect.left(), rect.top(), EDGE, rect.height()), theme.color("accent"))
        text = str(index.data() or "")
        inner = rect.adjusted(
            PADDING if first else 8, 0, -PADDING if index.column() == Column.DATE else -8, 0
        )
        if index.column() == Column.STATE:
            self._paint_state(painter, inner, index, text)
        else:
            provisional = index.column() == Column.ATTAINMENT and text.startswith("≈")
            quiet = provisional or index.column() in (Column.CODE, Column.DATE, Column.BOUNDS)
            loud = (first and selected) or (index.column() == Column.ATTAINMENT and not provisional)
            painter.setFont(theme.font("strong" if loud else "body", tabular=not first))
            painter.setPen(theme.color("muted" if quiet else "text"))
            side = Qt.AlignmentFlag.AlignRight if index.column() in RIGHT else Qt.AlignmentFlag.AlignLeft
            if text and index.column() == Column.STOPS:
                wide = painter.fontMetrics().horizontalAdvance(text)
                box = QRectF(inner.right() - wide - 16, rect.top(), 10, rect.height())
                paint_diamond(painter, box, theme, "danger")
            elided = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
            painter.drawText(inner, int(side | Qt.AlignmentFlag.AlignVCenter), elided)

    def _paint_state(
        self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex, text: str
    ) -> None:
        theme = self._theme
        tone = Tone(index.data(TONE_ROLE))
        painter.setFont(theme.font("body"))
        ink = {Tone.QUIET: "muted", Tone.READY: "text", Tone.WORK: "accent", Tone.WAITING: "warn"}[tone]
        ground = {Tone.WORK: "accent_soft", Tone.WAITING: "warn_soft"}.get(tone)
        if ground is not None:
            painter.setFont(theme.font("small"))
            width = min(painter.fontMetrics().horizontalAdvance(text) + 16, rect.width())
            chip = QRectF(rect.left(), rect.center().y() - CHIP_HEIGHT / 2 + 1, width, CHIP_HEIGHT)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color(ground))
            painter.drawRoundedRect(chip, theme.radius("chip"), theme.radius("chip"))
            rect = chip.toRect().adjusted(8, 0, -8, 0)
        painter.setPen(theme.color(ink))
        elided = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width() + 2)
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), elided)

    def _paint_focus(self, painter: QPainter, rect: QRect, column: int) -> None:
        """Draw this cell's part of the ring around the whole row."""
        ink, width = self._theme.color("focus"), self._theme.size("focus_ring")
        painter.fillRect(rect.left(), rect.top(), rect.width(), width, ink)
        painter.fillRect(rect.left(), rect.bottom() - width, rect.width(), width, ink)
        if column == 0:
            painter.fillRect(rect.left(), rect.top(), width, rect.height() - 1, ink)
        if column == len(Column) - 1:
            painter.fillRect(rect.right() - width + 1, rect.top(), width, rect.height() - 1, ink)
