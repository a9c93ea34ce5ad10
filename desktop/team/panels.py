"""Below the map: the cell in words, whom to train and in what, the functions with their change."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import override

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QToolTip, QWidget

from desktop.kit import labels, layout
from desktop.kit.buttons import button
from desktop.kit.chips import paint_diamond, tag
from desktop.kit.tips import as_it_is
from desktop.shared.bounds_bar import paint_bounds
from desktop.shared.level_bar import LevelBar
from desktop.shared.marks import Diamond
from desktop.team.board import Board
from desktop.team.words import (
    change_words,
    gap_words,
    known_words,
    points,
    short_name,
    short_quarter,
    total_words,
    waiting_words,
)
from desktop.theme import Theme
from domain.assessing.scoring import Status
from domain.team.matrix import Cell, Place
from reports.words import phrases
from resources.i18n import _, current, ngettext

SHOWN = 5  # rows of a panel
NARROW = 60  # px of the ruler beside a label
LARGE = 4  # steps of text size from which a label does not fit beside the level
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_LEFT = int(Qt.AlignmentFlag.AlignLeft | _MIDDLE)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | _MIDDLE)
_CENTRE = int(Qt.AlignmentFlag.AlignCenter)


@dataclass(frozen=True, slots=True)
class Beside:
    """What is read about a person when a cell stays current: the newest fact, and duties at risk."""

    fact: str = ""
    duties: tuple[str, ...] = ()


class CellPanel(QFrame):
    """One cell in words.

    Signals:
        opened: open the result or the sheet of the person.
    """

    opened = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        column = layout.column(gap="xs", around=(16, 10, 16, 10), of=self)
        self._name = labels.elided("", self, "section")
        self._code = labels.plain("", self, "small", "muted")
        self._stop = Diamond(theme, "danger", self)
        self._sign = Diamond(theme, "critical", self)
        self.link = button(
            _("Open"), self, "quiet", theme.icon("arrow-right", "accent"), small=True, trailing=True
        )
        head = layout.row(self._name, self._code, self._stop, self._sign, layout.STRETCH, self.link, gap="s")
        column.addLayout(head)
        self._label = labels.paragraph("", self, "strong")
        column.addWidget(self._label)
        self._bar = LevelBar(theme, self)
        self._level = labels.elided("", self)
        self._large = theme.font_step >= LARGE
        self._tag = tag("", self, "danger")
        column.addLayout(layout.row(self._bar, layout.grow(self._level), self._tag, gap=10))
        self._gap = labels.paragraph("", self, "small", "muted")
        self._fact = labels.paragraph("", self, "small", "muted")
        self._duties = labels.paragraph("", self, "small", "muted")
        for one in (self._gap, self._fact, self._duties):
            column.addWidget(one)
        column.addStretch(1)
        self._whole = self._wide = 0  # px that the panel needs with the fact, and its width when measured
        self.link.clicked.connect(self.opened)
        self.offer("")

    @property
    def text(self) -> str:
        """Its whole text."""
        parts = (
            self._name,
            self._code,
            self._label,
            self._level,
            self._tag,
            self._gap,
            self._fact,
            self._duties,
        )
        return "\n".join(one.text() for one in parts if one.text() and not one.isHidden())

    def show_nothing(self, text: str) -> None:
        """Say why there is no cell."""
        self._head("", "", text, stop=False, critical=False)
        self._tell("", "", "", tag_text="")
        self._bar.hide()
        self.link.hide()

    def show_item(self, board: Board, row: int, column: int, number: int) -> None:
        """Show the cell; *number* is the quarter of the cycle, year × 4 plus 0..3."""
        words, person = current(), board.matrix.people[row]
        place, item = board.matrix.place(row, column), board.items[column]
        self._head(
            short_name(person.name),
            item.code,
            words.text(item.label),
            stop=place.stop,
            critical=place.critical and not place.stop,
        )
        self.link.show()
        self._bar.setVisible(place.cell is not Cell.HIDDEN)
        known = place.level is not None and place.cell is not Cell.HIDDEN
        level = phrases.share_of(place.level) if known else None
        self._bar.show_level(level, None if place.target is None else float(place.target))
        self._tell(
            _level_words(place),
            waiting_words(person) if place.cell is Cell.HIDDEN else _before_words(place, number),
            gap_words(place.gap, place.band)
            if place.gap is not None and place.band is not None and known
            else "",
            tag_text=_("below minimum") if place.stop else "",
        )

    def show_function(self, board: Board, row: int, code: str) -> None:
        """Show the totals of a person in a function."""
        words, person = current(), board.matrix.people[row]
        totals = board.summary(row, code)
        function = board.matrix.framework.function(code)
        self._head(
            short_name(person.name), code, words.text(function.short), stop=bool(totals.stops), critical=False
        )
        self.link.show()
        self._bar.hide()
        if person.blind:
            self._tell("", waiting_words(person), "", tag_text="")
            return
        stops = _("{n} below minimum").format(n=totals.stops)
        below = ngettext("{n} competency below target", "{n} competencies below target", totals.below)
        change = board.matrix.change((row,), board.matrix.columns(code))
        told = _("change on what was rated in both quarters: {points}").format(points=points(change))
        self._tell(
            _("attainment {share}").format(share=total_words(totals)),
            known_words(totals),
            f"{below.format(n=totals.below)}; {told}",
            tag_text=stops if totals.stops else "",
        )

    def offer(self, act: str) -> None:
        """Label the link with its act on the person; empty means "Open"."""
        self.link.setText(act or _("Open"))

    def show_beside(self, beside: Beside) -> None:
        """Add what was read about the person."""
        self._fact.setText(beside.fact)
        self._whole = 0
        told = phrases.listing(beside.duties, 4, current())
        self._duties.setText(_("At risk: {duties}").format(duties=told) if told else "")
        self._duties.setVisible(bool(told))
        self._fit()

    def _fit(self) -> None:
        """Leave out the fact where there is no room for it: half a line of it says nothing."""
        column = self.layout()
        if column is None or not self._fact.text():
            self._fact.hide()
            return
        if self._fact.isHidden() and self._wide == self.width() and self._whole > self.height():
            return  # the panel gets lower without the fact: that is no reason to show it again
        self._fact.show()
        column.activate()
        self._wide = self.width()
        self._whole = column.totalHeightForWidth(self._wide)
        self._fact.setVisible(self._whole <= self.height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _head(self, name: str, code: str, label: str, *, stop: bool, critical: bool) -> None:
        self.offer("")
        self._name.setText(name)
        self._code.setText(code)
        self._label.setText(label)
        self._stop.setVisible(stop)
        self._sign.setVisible(critical)
        self.show_beside(Beside())

    def _tell(self, level: str, before: str, gap: str, *, tag_text: str) -> None:
        self._level.setText(level)
        self._tag.setText(tag_text)
        self._tag.setVisible(bool(tag_text) and not self._large)
        self._bar.setFixedWidth(NARROW if tag_text and not self._large else self._bar.sizeHint().width())
        told = (tag_text if self._large else "", before, gap)
        self._gap.setText("; ".join(part for part in told if part))
        self._gap.setVisible(bool(self._gap.text()))
        self.setAccessibleName(self.text.replace("\n", ", "))


def _level_words(place: Place) -> str:
    words = current()
    if place.level is None or place.cell is Cell.HIDDEN:
        known = {
            Cell.NOT_APPLICABLE: _("not applicable"),
            Cell.UNCONFIRMED: _("not applicable, not confirmed yet"),
        }
        return "" if place.cell is Cell.HIDDEN else known.get(place.cell, _("no level"))
    level = words.number(place.level, 0 if place.level.denominator == 1 else 1)
    if place.target is None:
        return _("level {level}").format(level=level)
    return _("{level}, target {target}").format(level=level, target=place.target)


def _before_words(place: Place, number: int) -> str:
    if place.cell is Cell.IMPORTED or (place.cell is Cell.CARRIED and place.age):
        return phrases.age(place.age or 0, current(), imported=place.cell is Cell.IMPORTED)
    if place.before is None or place.cell is not Cell.RATED:
        return ""
    level = current().number(place.before, 0 if place.before.denominator == 1 else 1)
    told = change_words(place.change) if place.change is not None else ""
    return _("{quarter}: {level}, {change}").format(
        quarter=short_quarter(number - 1), level=level, change=told
    )


class _Rows(QWidget):
    """Painted lines; a click sends the number of the line.

    Signals:
        chosen: number of the line that was clicked.
    """

    chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self.count = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def line(self) -> int:
        """The height of a line, px."""
        return max(28 + self.theme.font_step, 24)

    @property
    def top(self) -> int:
        """The top of the first line, px; any heading is above it."""
        return 0

    @override
    def sizeHint(self) -> QSize:
        return QSize(200, self.top + SHOWN * self.line)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(160, self.top + SHOWN * self.line)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        number = (int(event.position().y()) - self.top) // self.line
        if 0 <= number < self.count:
            self.chosen.emit(number)

    @override
    def event(self, event: QEvent) -> bool:
        if not isinstance(event, QHelpEvent):
            return super().event(event)
        number = (event.pos().y() - self.top) // self.line
        told = self.name(number) if 0 <= number < self.count else ""
        QToolTip.showText(event.globalPos(), as_it_is(told), self)
        return True

    def name(self, number: int) -> str:
        """Return the name in a line, which may be shortened for lack of room."""
        raise NotImplementedError

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for number in range(self.count):
            box = QRect(0, self.top + number * self.line, self.width(), self.line)
            if number:
                painter.fillRect(0, box.top(), box.width(), 1, self.theme.color("border"))
            self.paint_line(painter, box, number)

    def paint_line(self, painter: QPainter, box: QRect, number: int) -> None:
        """Paint one line."""
        raise NotImplementedError

    def write(
        self,
        painter: QPainter,
        box: QRect,
        text: str,
        role: str = "body",
        token: str = "text",
        flags: int = _LEFT,
    ) -> None:
        """Write the text, shortened to fit."""
        painter.setFont(self.theme.font(role, tabular=flags == _RIGHT))
        painter.setPen(self.theme.color(token))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, flags, shown)


@dataclass(frozen=True, slots=True)
class NeedLine:
    """An item with how many people are at each level, and how many are below target."""

    code: str
    label: str
    critical: bool
    levels: tuple[int, ...]
    below: int


class NeedRows(_Rows):
    """Items that people lack, with their levels as a bar; a heading says what the figures count."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.lines: tuple[NeedLine, ...] = ()

    def show_lines(self, lines: Sequence[NeedLine]) -> None:
        """Show these items."""
        self.lines, self.count = tuple(lines), len(lines)
        told = ngettext("{n} person below target", "{n} people below target", 0)
        self.setAccessibleName(
            "; ".join(f"{one.code} {one.label}, {told.format(n=one.below)}" for one in self.lines)
        )
        self.update()

    @override
    def name(self, number: int) -> str:
        return f"{self.lines[number].code} {self.lines[number].label}"

    @property
    def heading(self) -> str:
        """The heading above the figures."""
        return _("below target, people") if self.lines else ""

    @property
    @override
    def top(self) -> int:
        return 16 + self.theme.font_step

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.write(painter, QRect(0, 0, self.width(), self.top), self.heading, "caption", "muted", _RIGHT)
        painter.end()
        super().paintEvent(event)

    @override
    def paint_line(self, painter: QPainter, box: QRect, number: int) -> None:
        one, theme = self.lines[number], self.theme
        code = QFontMetrics(theme.font("small")).horizontalAdvance("K88") + 6
        figure = QFontMetrics(theme.font("strong")).horizontalAdvance("000") + 6
        self.write(painter, box, one.code, "small", "muted")
        if one.critical:
            paint_diamond(painter, QRectF(code, box.top(), 12, box.height()), theme, "critical", size=3.5)
        bar = min(104, max(60, box.width() // 4))
        name = box.adjusted(code + 16, 0, -bar - figure - 8, 0)
        self.write(painter, name, one.label)
        self.write(painter, box, str(one.below), "strong", "text", _RIGHT)
        whole = sum(one.levels)
        left = float(box.right() - figure - bar)
        painter.setFont(theme.font("caption"))
        for level, people in enumerate(one.levels):
            if not people:
                continue
            width = bar * people / whole
            part = QRectF(left, box.top() + (box.height() - 14) / 2, max(width - 1, 2), 14)
            painter.fillRect(part, theme.colors("level_line")[level])  # without it level 0 is black on black
            painter.fillRect(part.adjusted(1, 1, -1, -1), theme.colors("level")[level])
            if painter.fontMetrics().horizontalAdvance(str(people)) + 2 <= width:
                painter.setPen(theme.colors("level_text")[level])
                painter.drawText(part, _CENTRE, str(people))
            left += width


@dataclass(frozen=True, slots=True)
class FunctionLine:
    """A function with the team's attainment, its bounds and its change since the previous quarter."""

    name: str
    value: Fraction | None
    lower: Fraction | None
    upper: Fraction | None
    text: str
    change: Fraction | None


class FunctionRows(_Rows):
    """Functions with attainment and change."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.lines: tuple[FunctionLine, ...] = ()
        self._texts: frozenset[str] = frozenset()

    def show_lines(self, lines: Sequence[FunctionLine]) -> None:
        """Show these functions."""
        self.lines, self.count = tuple(lines), len(lines)
        self._texts = frozenset(one.text for one in lines)
        self.setAccessibleName("; ".join(f"{one.name}: {one.text}, {points(one.change)}" for one in lines))
        self.update()

    @override
    def name(self, number: int) -> str:
        return self.lines[number].name

    @override
    def paint_line(self, painter: QPainter, box: QRect, number: int) -> None:
        one, theme = self.lines[number], self.theme
        strong = QFontMetrics(theme.font("strong"))
        change = strong.horizontalAdvance(points(Fraction(-1, 10))) + 6
        figure = max(strong.horizontalAdvance(text) for text in ("≈\u00a0100\u00a0%", *self._texts)) + 4
        bar = min(64, max(36, box.width() // 7))
        self.write(painter, box.adjusted(0, 0, -change - figure - bar - 12, 0), one.name)
        left = box.right() - change - figure - bar - 4
        lower, upper = phrases.share_of(one.lower), phrases.share_of(one.upper)
        bounds = None if lower is None or upper is None else (lower, upper)
        at = QRectF(left, box.top() + (box.height() - 14) / 2, bar, 14)
        paint_bounds(painter, at, theme, phrases.share_of(one.value), bounds)
        final = one.value is not None and not one.text.startswith("≈")
        figures = box.adjusted(0, 0, -change, 0)
        self.write(painter, figures, one.text, "strong" if final else "body", "text", _RIGHT)
        token = "muted" if not one.change else "ok" if one.change > 0 else "gap_large"
        self.write(painter, box, points(one.change), "body", token, _RIGHT)


class ListPanel(QFrame):
    """A titled box with painted lines, and a link if there are more."""

    def __init__(self, title: str, rows: _Rows, parent: QWidget, link: str = "") -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAccessibleName(title)
        named = labels.elided(title, self, "section")
        named.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.note = labels.elided("", self, "small", "muted")
        icon = rows.theme.icon("arrow-right", "accent")
        self.link = button(link, self, "quiet", icon, small=True, trailing=True)
        self.link.setVisible(bool(link))
        head = layout.row(named, layout.grow(self.note), self.link, gap="s")
        self.nothing = labels.paragraph("", self, "body", "muted")
        self.nothing.hide()
        rows.setParent(self)
        layout.column(head, self.nothing, layout.grow(rows), gap="xs", around=(16, 10, 16, 10), of=self)

    def say(self, text: str) -> None:
        """Say why there are no lines; an empty text removes the note."""
        self.nothing.setText(text)
        self.nothing.setVisible(bool(text))


def need_lines(board: Board) -> tuple[NeedLine, ...]:
    """Return the items that people lack most."""
    columns = {code: column for column, code in enumerate(board.matrix.codes)}
    return tuple(
        NeedLine(
            need.code,
            current().text(board.matrix.framework.item(need.code).label),
            board.critical(columns[need.code]),
            board.spread(columns[need.code]),
            need.below,
        )
        for need in board.lacking.items[:SHOWN]
    )


def function_lines(board: Board) -> tuple[FunctionLine, ...]:
    """Return the functions with the team's totals."""
    made: list[FunctionLine] = []
    for function in board.functions:
        totals = board.whole(function.code)
        number = totals.status in (Status.FINAL, Status.PROVISIONAL)
        made.append(
            FunctionLine(
                current().text(function.short),
                totals.attainment if number else None,
                totals.lower,
                totals.upper,
                total_words(totals),
                board.change(function.code),
            )
        )
    return tuple(made)
