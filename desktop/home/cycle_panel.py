"""The progress of the newest cycle: a figure, and a bar per person; never anybody's mark."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, cast, override

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QMenu,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop.home.panel import SIDE, Panel
from desktop.home.words import case_words, cycle_words
from desktop.kit import labels, layout
from desktop.kit.buttons import button
from desktop.kit.table.line_list import LineList
from desktop.kit.table.list_model import LINE_ROLE, Index, ListModel
from desktop.kit.table.option import parts
from desktop.theme import Theme
from resources.i18n import _, current, ngettext

if TYPE_CHECKING:  # imported after the first paint
    from db.assessing.cycle_counts import CycleCount
    from db.home.overview_records import CaseRow, Progress

FEW, BAR, EDGE = 3, 5, 3
WHOLE = 12  # rows that are never scrolled by themselves: the page scrolls
LEAST_BAR = 64  # px, including its margins
_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)


class CyclePanel(Panel):
    """Title and last day, «7 из 12 листов сдано», the people, and links to it and to the other cycles.

    Signals:
        person_wanted: id of a person to look at.
        cycle_wanted: the CycleCount to open.
        other_wanted: id of the cycle to show instead.
        reminder_wanted: id of the cycle whose debtors to remind.
    """

    person_wanted = Signal(int)
    cycle_wanted = Signal(object)
    other_wanted = Signal(int)
    reminder_wanted = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget, reaches: Callable[[int], bool] | None = None) -> None:
        super().__init__("", parent)
        self._reaches = reaches  # whether a person has a page here; None: everybody has
        self.reminds = True  # whether those who owe sheets are written to from here
        self.column.setContentsMargins(0, 14, 0, 10)
        self.column.setSpacing(0)
        self.head.setContentsMargins(SIDE, 0, SIDE, 0)
        figures = layout.row(gap="s", around=(SIDE, 4, SIDE, 6))
        self._figure = labels.plain("", self, "figure")
        self._rest = labels.elided("", self, "body", "muted")
        self._rest.setContentsMargins(0, 0, 0, 3)  # aligns the baselines
        figures.addWidget(self._figure, 0, Qt.AlignmentFlag.AlignBottom)
        figures.addWidget(self._rest, 1, Qt.AlignmentFlag.AlignBottom)
        self.column.addLayout(figures)
        self.list = CaseList(theme, self)
        self.list.taken.connect(self._on_taken)
        self.column.addWidget(self.list)
        self._cut = labels.plain("", self, "caption", "muted")
        self._cut.setContentsMargins(SIDE, 4, SIDE, 0)
        self.column.addWidget(self._cut)
        acts = layout.row(gap="xs", around=(SIDE, 4, SIDE, 0))
        icon = theme.icon("arrow-right", "accent")
        self.open_button = button(_("To the cycle"), self, "quiet", icon, small=True, do=self._on_open)
        self.other_button = button("", self, "quiet", small=True, do=self._on_other)
        self.remind_button = button(_("Remind…"), self, "quiet", theme.icon("copy", "accent"), small=True)
        acts.addWidget(self.open_button)
        acts.addWidget(self.remind_button)
        acts.addStretch(1)
        acts.addWidget(self.other_button)
        self.column.addLayout(acts)
        self._count: CycleCount | None = None
        self._others: tuple[CycleCount, ...] = ()
        self.remind_button.clicked.connect(self._on_remind)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def menu(self) -> QMenu:
        """Return the menu of the other open cycles."""
        menu = QMenu(self.other_button)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for one in self._others:
            told = _("{cycle}: {done} of {total} submitted").format(
                cycle=cycle_words(one.kind, one.title), done=one.submitted, total=one.total
            )
            action = menu.addAction(told.replace("&", "&&"))
            action.setData(one.cycle_id)
        menu.triggered.connect(self._on_chosen)
        return menu

    def _on_taken(self, row: "CaseRow") -> None:
        if self._reaches is None or self._reaches(row.person_id):
            self.person_wanted.emit(row.person_id)
        else:
            self._on_open()  # whoever rates somebody of another unit meets that person in the cycle

    def _on_open(self) -> None:
        if self._count is not None:
            self.cycle_wanted.emit(self._count)

    def _on_remind(self) -> None:
        if self._count is not None:
            self.reminder_wanted.emit(self._count.cycle_id)

    def _on_other(self) -> None:
        self.menu().popup(self.other_button.mapToGlobal(QPoint(0, self.other_button.height())))

    def _on_chosen(self, action: QAction) -> None:
        self.other_wanted.emit(action.data())

    def show_progress(self, progress: "Progress", cycles: "Sequence[CycleCount]" = ()) -> None:
        """Show this cycle; *cycles* are all those that can be shown."""
        count = self._count = progress.count
        self._others = tuple(one for one in cycles if one.cycle_id != count.cycle_id)
        self.other_button.setText(_("{n} more").format(n=len(self._others)))
        self.other_button.setAccessibleDescription(_("Other cycles and vacancies"))
        self.open_button.setText(_("To the vacancy") if count.campaign else _("To the cycle"))
        self.other_button.setVisible(bool(self._others))
        self.open_button.setAccessibleDescription(cycle_words(count.kind, count.title))
        until = "" if count.ends_on is None else _until(count.ends_on)
        self.set_head(cycle_words(count.kind, count.title), until)
        self.remind_button.setVisible(self.reminds and count.pending > 0)
        self._figure.setText(str(count.submitted))
        rest = ngettext("of {total} sheet submitted", "of {total} sheets submitted", count.total).format(
            total=count.total
        )
        if count.campaign:  # decided candidates owe no sheets; the list of campaigns counts them all
            rest = _("{rest}, excluding decided candidates").format(rest=rest)
        self._rest.setText(rest)
        waited = sorted(progress.rows, key=lambda row: row.sheets_in == row.sheets)  # stable: by name
        self.list.list_model.show(waited)
        told = _("the first {n} of {total} people").format(n=len(progress.rows), total=count.cases)
        self._cut.setText(told)
        self._cut.setVisible(len(progress.rows) < count.cases)


class CaseList(LineList["CaseRow"]):
    """Enter or a click opens the person; it scrolls if there is no room for all."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(ListModel(("",), _told, _key, parent), _("Who has submitted"), parent)
        self._theme = theme
        self.setItemDelegate(CaseDelegate(theme, self))
        self.setUniformItemSizes(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.list_model.modelReset.connect(self.updateGeometry)
        self.clicked.connect(self.take)

    @override
    def sizeHint(self) -> QSize:
        return QSize(240, self.list_model.rowCount() * case_height(self._theme))

    @override
    def minimumSizeHint(self) -> QSize:
        rows = self.list_model.rowCount()
        return QSize(200, (rows if rows <= WHOLE else FEW) * case_height(self._theme))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show whole rows only."""
        self.setViewportMargins(0, 0, 0, self.height() % case_height(self._theme))
        super().resizeEvent(event)


class CaseDelegate(QStyledItemDelegate):
    """Paints name, bar and text."""

    def __init__(self, theme: Theme, parent: CaseList) -> None:
        super().__init__(parent)
        self._theme = theme
        self._view = parent
        self._measured: tuple[int, int] | None = None
        parent.list_model.modelReset.connect(self._on_reset)

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, case_height(self._theme))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = cast("CaseRow", index.data(LINE_ROLE))
        theme = self._theme
        rect, state = parts(option)
        painter.save()
        if state & QStyle.StateFlag.State_Selected and self._view.hasFocus():
            painter.fillRect(rect, theme.color("selection"))
            painter.fillRect(QRect(rect.left(), rect.top(), EDGE, rect.height()), theme.color("accent"))
        painter.setFont(theme.font("small", tabular=True))
        metrics = painter.fontMetrics()
        inner = rect.adjusted(SIDE, 0, -SIDE, 0)
        told = case_words(row)
        words = QRect(inner)
        words.setLeft(inner.right() - max(self._widest(metrics)[1], metrics.horizontalAdvance(told)))
        name = QRect(inner)
        room = words.left() - inner.left()
        wanted = min(self._widest(metrics)[0], room - LEAST_BAR)
        name.setWidth(max(room * 4 // 9, wanted))
        bar = QRectF(name.right() + 8, rect.center().y() - BAR // 2, 0, BAR)
        bar.setRight(words.left() - 14)
        self._paint_bar(painter, bar, row)
        painter.setPen(theme.color("text"))
        shown = metrics.elidedText(row.name, Qt.TextElideMode.ElideRight, name.width())
        painter.drawText(name, _LEFT, shown)
        under_way = row.done > 0 and row.sheets_in < row.sheets
        painter.setPen(theme.color("text" if under_way else "muted"))
        painter.drawText(words, _RIGHT, told)
        painter.restore()

    def _widest(self, metrics: QFontMetrics) -> tuple[int, int]:
        """Return the widths of names and texts: the bars of all rows begin and end in line."""
        if self._measured is None:
            rows = self._view.list_model.lines()
            texts = ({row.name for row in rows}, {case_words(row) for row in rows})
            names, told = (max(map(metrics.horizontalAdvance, one), default=0) + 2 for one in texts)
            self._measured = (names, told)
        return self._measured

    def _on_reset(self) -> None:
        self._measured = None

    def _paint_bar(self, painter: QPainter, bar: QRectF, row: "CaseRow") -> None:
        theme = self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        edged = theme.name == "contrast"  # its borders are as bright as its text
        if edged:
            painter.setPen(theme.color("border"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(bar.adjusted(0.5, 0.5, -0.5, -0.5), BAR / 2, BAR / 2)
            painter.setPen(Qt.PenStyle.NoPen)
        else:
            painter.setBrush(theme.color("border"))
            painter.drawRoundedRect(bar, BAR / 2, BAR / 2)
        done = row.done / row.total if row.total else 0
        if done:
            bar.setWidth(max(bar.width() * done, BAR))
            painter.setBrush(theme.color("accent"))
            painter.drawRoundedRect(bar, BAR / 2, BAR / 2)


def _told(row: "CaseRow") -> tuple[str, ...]:
    return (_("{name}, {done}").format(name=row.name, done=case_words(row)),)


def _key(row: "CaseRow") -> object:
    return row.person_id


def case_height(theme: Theme) -> int:
    """Return the height of a row, px."""
    return theme.line_height("small") + 8


def _until(day: date) -> str:
    return _("until {day}").format(day=current().day_of_month(day))
