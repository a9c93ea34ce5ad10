"""Beside the map: whom to train and in what, the functions with their change."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import override

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QToolTip, QWidget

from desktop.kit import labels, layout
from desktop.kit.buttons import button
from desktop.kit.chips import paint_diamond
from desktop.kit.tips import as_it_is
from desktop.shared.bounds_bar import paint_bounds
from desktop.team.board import Board
from desktop.team.words import points, points_token, total_words
from desktop.theme import Theme, space
from domain.assessing.scoring import Status
from reports.words import phrases
from resources.i18n import _, current, ngettext

SHOWN, LEAST = 5, 3  # rows of a panel, and those it shows at least
THICK = 6  # px of the bar below a name
SIDE = 16  # px beside what a panel shows
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_LEFT = int(Qt.AlignmentFlag.AlignLeft | _MIDDLE)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | _MIDDLE)


class Rows(QWidget):
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
    def shown(self) -> int:
        """How many lines there is room for."""
        return min(self.count, max((self.height() - self.top) // self.line, 1))

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
        return QSize(160, self.top + LEAST * self.line)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        number = (int(event.position().y()) - self.top) // self.line
        if 0 <= number < self.shown:
            self.chosen.emit(number)

    @override
    def event(self, event: QEvent) -> bool:
        if not isinstance(event, QHelpEvent):
            return super().event(event)
        number = (event.pos().y() - self.top) // self.line
        told = self.tip(number) if 0 <= number < self.shown else ""
        QToolTip.showText(event.globalPos(), as_it_is(told), self)
        return True

    def tip(self, number: int) -> str:
        """Return the tooltip of the line."""
        return self.name(number)

    def name(self, number: int) -> str:
        """Return the name in a line, which may be shortened for lack of room."""
        raise NotImplementedError

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for number in range(self.shown):
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


class NeedRows(Rows):
    """Items that people lack, with their levels as a bar; a heading says what the figures count."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.lines: tuple[NeedLine, ...] = ()

    def show_lines(self, lines: Sequence[NeedLine]) -> None:
        """Show these items."""
        self.lines, self.count = tuple(lines), len(lines)
        self.setAccessibleName(
            "; ".join(f"{one.code} {one.label}, {_below(one.below)}" for one in self.lines)
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
    def line(self) -> int:
        return self.theme.line_height("body") + THICK + 12

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
        left, whole = float(code + 16), sum(one.levels)
        bar = box.width() - left - figure - 8
        high = theme.line_height("body")
        name = QRect(code + 16, box.top() + (box.height() - high - THICK - 2) // 2, round(bar), high)
        self.write(painter, name, one.label)
        self.write(painter, box, str(one.below), "strong", "text", _RIGHT)
        for level, people in enumerate(one.levels):
            if not people:
                continue
            width = bar * people / whole
            part = QRectF(left, name.bottom() + 2, max(width - 1, 2), THICK)
            painter.fillRect(part, theme.colors("level_line")[level])  # without it level 0 is black on black
            painter.fillRect(part.adjusted(1, 1, -1, -1), theme.colors("level")[level])
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


class FunctionRows(Rows):
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
        self.write(painter, box, points(one.change), "body", points_token(one.change), _RIGHT)


class ListPanel(QFrame):
    """A titled box with painted lines, and a link if there are more."""

    def __init__(self, title: str, rows: Rows, parent: QWidget, link: str = "") -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAccessibleName(title)
        self.title = labels.elided(title, self, "section")
        self.title.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.note = labels.elided("", self, "small", "muted")
        icon = rows.theme.icon("arrow-right", "accent")
        self.link = button(link, self, "quiet", icon, small=True, trailing=True)
        self.link.setVisible(bool(link))
        head = layout.row(self.title, layout.grow(self.note), self.link, gap="s")
        self.nothing = labels.paragraph("", self, "body", "muted")
        self.nothing.hide()
        rows.setParent(self)
        layout.column(head, self.nothing, layout.grow(rows), gap="xs", around=(SIDE, 10, SIDE, 10), of=self)

    def note_down(self, text: str) -> None:
        """Change the note beside the title; it is left out where it would be cut."""
        self.note.setText(text)
        self._fit_note()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit_note()
        super().resizeEvent(event)

    def _fit_note(self) -> None:
        beside = [self.title, *(() if self.link.isHidden() else (self.link,))]
        taken = sum(one.sizeHint().width() + space("s") for one in beside)
        self.note.setVisible(self.note.sizeHint().width() + taken <= self.width() - 2 * SIDE)

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


def _below(people: int) -> str:
    return ngettext("{n} person below target", "{n} people below target", people).format(n=people)
