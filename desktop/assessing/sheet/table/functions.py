"""The left column: functions with their progress, and the check against the paper form."""

from typing import override

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSignalBlocker,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop.actions import Actions
from desktop.assessing.sheet.cells import Heading
from desktop.assessing.sheet.table.delegate import EDGE, PADDING
from desktop.assessing.sheet.table.scope_bar import ScopeBar
from desktop.assessing.sheet.table.second_pass import PassPanel
from desktop.kit import chips, labels, layout
from desktop.kit.tips import set_tip
from desktop.theme import Theme
from domain.scale import LEVELS, Scale
from resources.i18n import _, current, nb

HEADING_ROLE = Qt.ItemDataRole.UserRole
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class Functions(QListWidget):
    """One Tab stop; a click or Enter goes to the function.

    Signals:
        wanted: code of the function to go to.
    """

    wanted = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._height = 41 + 2 * theme.font_step
        self._codes: list[str] = []
        self._measured: tuple[list[str], list[int]] = ([], [])
        self.widest = self.beside = 0  # px of the longest name, and of the longest count with its gap
        self.setItemDelegate(_Progress(theme, self))
        self.setAccessibleName(_("Functions"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.viewport().setAutoFillBackground(False)
        self.setStyleSheet("QListView { background: transparent; }")
        self.itemClicked.connect(self._on_chosen)
        self.itemActivated.connect(self._on_chosen)

    def show_headings(self, headings: tuple[Heading, ...]) -> None:
        """Show the functions and their progress."""
        codes = [heading.function.code for heading in headings]
        if codes != self._codes:
            self._codes = codes
            self.clear()
            self.addItems(codes)
            for number in range(len(codes)):
                self.item(number).setSizeHint(QSize(100, self._height))
            self.setFixedHeight(max(len(codes), 1) * self._height)
        totals = [heading.total for heading in headings]
        if (codes, totals) != self._measured:
            self._measured = codes, totals
            self._measure(headings)
        with QSignalBlocker(self.model()):  # a changed item would repaint the whole list
            for number, heading in enumerate(headings):
                if self.item(number).data(HEADING_ROLE) != heading:
                    self._show_heading(self.item(number), heading)

    def _show_heading(self, item: QListWidgetItem, heading: Heading) -> None:
        item.setData(HEADING_ROLE, heading)
        name = current().text(heading.function.short)
        done = _("{done} of {total}").format(done=heading.done, total=heading.total)
        if item.text() != name:
            item.setText(name)
            set_tip(item, name)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{name}, {done}")
        self.update(self.indexFromItem(item))

    def _measure(self, headings: tuple[Heading, ...]) -> None:
        """Use one layout for all rows, so that a shorter bar never means less."""
        names, figures = QFontMetrics(self._theme.font("strong")), QFontMetrics(self._theme.font("small"))
        done = _("{done} of {total}")
        widths = (names.horizontalAdvance(current().text(one.function.short)) for one in headings)
        self.widest = max(widths, default=0)
        counts = (done.format(done=one.total, total=one.total) for one in headings)
        self.beside = 8 + max((figures.horizontalAdvance(count) for count in counts), default=0)

    def follow(self, code: str) -> None:
        """Select the function of the current row."""
        if code in self._codes and self.currentRow() != self._codes.index(code):
            self.setCurrentRow(self._codes.index(code))

    @override
    def keyboardSearch(self, search: str) -> None:
        """Do nothing: letters are acts of the sheet."""

    def _on_chosen(self, item: QListWidgetItem) -> None:
        self.wanted.emit(self._codes[self.row(item)])


class _Progress(QStyledItemDelegate):
    """Name, «k из n», a bar."""

    def __init__(self, theme: Theme, parent: Functions) -> None:
        super().__init__(parent)
        self._theme = theme
        self._list = parent

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        heading = index.data(HEADING_ROLE)
        if not isinstance(heading, Heading):
            return
        theme = self._theme
        rect: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]
        painter.save()
        now = index.row() == self._list.currentRow()
        if now:
            painter.fillRect(rect, theme.color("selection"))
            painter.fillRect(QRect(rect.left(), rect.top(), EDGE, rect.height()), theme.color("accent"))
        inner = rect.adjusted(PADDING, 6, -PADDING, 0)
        words = QRect(inner.left(), inner.top(), inner.width(), theme.line_height("body"))
        bar = QRect(inner.left(), words.bottom() + 4, inner.width(), 4)
        done = _("{done} of {total}").format(done=heading.done, total=heading.total)
        figures, letters = theme.font("small"), theme.font("strong" if now else "body")
        name = current().text(heading.function.short)
        beside = self._list.beside
        count = QRect(words)
        if self._list.widest + beside > words.width():  # in a narrow column they are at the ends of the bars
            count.moveCenter(QPoint(count.center().x(), bar.center().y()))
            bar.setRight(bar.right() - beside)
        else:
            words.setRight(words.right() - beside)
        painter.setFont(figures)
        painter.setPen(theme.color("muted"))
        painter.drawText(count, _RIGHT, done)
        painter.setFont(letters)
        painter.setPen(theme.color("text"))
        painter.drawText(
            words, _LEFT, painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, words.width())
        )
        self._paint_bar(painter, bar, heading)
        if now and self._list.hasFocus():
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -1))
        painter.restore()

    def _paint_bar(self, painter: QPainter, bar: QRect, heading: Heading) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edged = self._theme.name == "contrast"  # its borders are as bright as its ink
        painter.setPen(self._theme.color("border") if edged else Qt.PenStyle.NoPen)
        painter.setBrush(Qt.BrushStyle.NoBrush if edged else self._theme.color("border"))
        painter.drawRoundedRect(bar, 2, 2)
        painter.setPen(Qt.PenStyle.NoPen)
        if heading.done:
            painter.setBrush(self._theme.color("accent"))
            share = heading.done / heading.total if heading.total else 1.0
            painter.drawRoundedRect(QRect(bar.left(), bar.top(), round(bar.width() * share), 4), 2, 2)


class Tally(QWidget):
    """How many crosses each column of the form must have."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._scale: Scale | None = None
        self._counts: dict[int | None, int] = {}
        self._chips: dict[tuple[int | None, float], QPixmap] = {}
        self._line = 28 + theme.font_step
        self.setFixedHeight(self._line * (len(LEVELS) + 1) + 2)

    def show_counts(self, counts: dict[int | None, int], scale: Scale) -> None:
        """Show the counts: level -> crosses, None for «нет уровня»."""
        if counts == self._counts and scale is self._scale:
            return
        for number, (level, count) in enumerate(counts.items()):
            if scale is not self._scale or self._counts.get(level) != count:
                self.update(self._box(number))
        self._counts, self._scale = dict(counts), scale
        lines = (f"{self._name(level)}: {count}" for level, count in counts.items())
        self.setAccessibleDescription("\n".join(lines))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = self._theme
        for number, (level, count) in enumerate(self._counts.items()):
            line = self._box(number)
            if not event.region().intersects(line):
                continue
            size = theme.pair("mark_chip")
            top = line.top() + (self._line - size.height()) // 2
            painter.drawPixmap(line.left(), top, self._chip(level, size))
            painter.setFont(theme.font("strong", tabular=True))
            painter.setPen(theme.color("text"))
            painter.drawText(line, _RIGHT, str(count))
            words = line.adjusted(size.width() + 14, 0, -32, 0)
            painter.setFont(theme.font("small"))
            painter.setPen(theme.color("muted"))
            shown = QFontMetrics(painter.font()).elidedText(
                self._name(level), Qt.TextElideMode.ElideRight, words.width()
            )
            painter.drawText(words, _LEFT, shown)
            if number < len(self._counts) - 1:
                painter.setPen(theme.color("border"))
                painter.drawLine(line.left(), line.bottom(), line.right(), line.bottom())

    def _chip(self, level: int | None, size: QSize) -> QPixmap:
        """Return the picture of a mark, painted once: keys must respond fast."""
        ratio = self.devicePixelRatioF()
        if (level, ratio) not in self._chips:
            drawn = QPixmap((size.toSizeF() * ratio).toSize())
            drawn.setDevicePixelRatio(ratio)
            drawn.fill(Qt.GlobalColor.transparent)
            inside = QPainter(drawn)
            box = QRect(QPoint(0, 0), size).toRectF()
            chips.paint_mark(inside, box, self._theme, level, "" if level is not None else _("NR"))
            inside.end()
            self._chips[level, ratio] = drawn
        return self._chips[level, ratio]

    def _box(self, number: int) -> QRect:
        return QRect(PADDING, number * self._line, self.width() - 2 * PADDING, self._line)

    def _name(self, level: int | None) -> str:
        if level is None or self._scale is None:
            return _("No level")
        return current().text(self._scale.level(level).name)


class LeftColumn(QFrame):
    """Functions above, the check against the form below.

    Signals:
        wanted: code of the function to go to.
    """

    wanted = Signal(str)

    def __init__(self, theme: Theme, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        inside = QWidget(self)
        self.functions = Functions(theme, inside)
        self.tally = Tally(theme, inside)
        self.second = PassPanel(theme, actions.cap("second_pass"), inside)
        self.scope = ScopeBar(theme, actions, self)
        layout.column(layout.grow(_scrolled(inside, self)), self.scope, of=self)
        column = layout.column(gap="xs", around=(0, 12, 0, 12), of=inside)
        column.addWidget(self._padded(labels.plain(_("Functions"), self, "strong")))
        self.counted = self._padded(labels.paragraph("", self, "small", "muted"))
        self.counted.hide()
        column.addWidget(self.counted)
        column.addWidget(self.functions)
        column.addSpacing(20)
        self.check = self._padded(labels.paragraph("", self, "strong"))
        column.addWidget(self.check)
        told = _("Count the crosses in each column: the totals must match.")
        self.crosses = self._padded(labels.paragraph(told, self, "small", "muted"))
        column.addWidget(self.crosses)
        column.addWidget(self.tally)
        self.second.setContentsMargins(PADDING, 8, PADDING, 0)
        column.addWidget(self.second)
        column.addStretch(1)
        self.functions.wanted.connect(self.wanted)
        self.show_check(from_paper=False)

    def show_counts(self, headings: tuple[Heading, ...], tally: dict[int | None, int], scale: Scale) -> None:
        """Show the progress of the sheet."""
        self.functions.show_headings(headings)
        self.tally.show_counts(tally, scale)

    def show_check(self, *, from_paper: bool) -> None:
        """Ask to compare the totals with the paper form only where the sheet is entered from one."""
        title = _("Check against the paper form") if from_paper else _("Marks by level")
        self.check.setText(nb(title))
        self.tally.setAccessibleName(title)
        self.crosses.setVisible(from_paper)

    def say_counted(self, text: str) -> None:
        """Say what is counted if the screen shows several totals; empty if there is one."""
        self.counted.setText(nb(text))
        self.counted.setVisible(bool(text))

    def _padded(self, label: QLabel) -> QLabel:
        label.setContentsMargins(PADDING, 0, PADDING, 0)
        return label


def _scrolled(inside: QWidget, parent: QWidget) -> QScrollArea:
    """Return the widget in a scroll area, for low windows."""
    area = layout.scroll(parent)
    area.setWidget(inside)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.viewport().setAutoFillBackground(False)
    inside.setAutoFillBackground(False)
    return area
