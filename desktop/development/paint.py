"""Painting the rows of a plan: text on the left, the strip with bars and dots on the right."""

import math
from typing import override

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionViewItem

from desktop.development import words as say
from desktop.development.bars import HIGH, paint_bar, paint_dot
from desktop.development.lines import Column, LinesModel
from desktop.development.model import Line, PlanModel
from desktop.kit.chips import paint_diamond
from desktop.kit.table.list_model import LEFT, LINE_ROLE, RIGHT, Index
from desktop.kit.table.list_table import LineDelegate, ListTable
from desktop.kit.table.option import parts
from desktop.shared.level_bar import paint_level
from desktop.theme import Theme
from domain.development.plan import Action, ActionState, Goal
from domain.development.strip import Strip
from resources.i18n import current, nb

ICON, TEXT, SIGN = 16, 54, 16  # px from the left: icon or code, text, the icon itself
CODE, DIAMOND, GOAL_TEXT = 26, 47, 63  # width of a usual code, and what follows it
RULER = 70
APART = 6  # px between a bar and its text
LEAST, LOW = 37, 29  # heights of an action and of a goal

_WRAP = LEFT | int(Qt.TextFlag.TextWordWrap)


class LinesDelegate(LineDelegate):
    """Paints meetings, goals and actions."""

    def __init__(self, model: PlanModel, lines: LinesModel, theme: Theme, table: ListTable[Line]) -> None:
        super().__init__(theme, table)
        self._model, self._lines = model, lines
        self.strip: Strip | None = None
        self.pulled: Action | None = None  # the action being dragged, with its new days

    def height(self, row: int, width: int) -> int:
        """Return the height of a row whose text has this width, px."""
        line, theme = self._lines.line(row), self.theme
        if line is None or (line.action is None and line.goal is not None):
            return LOW + theme.font_step
        metrics = QFontMetrics(theme.font("body" if line.action is None and line.step is None else "small"))
        text = nb(str(self._lines.index(row, Column.WHAT).data()))
        flags = int(Qt.TextFlag.TextWordWrap)
        box = metrics.boundingRect(QRect(0, 0, max(width - TEXT - 12, 60), 2000), flags, text)
        if line.action is None:
            return max(box.height() + 7, LOW + theme.font_step)
        return max(box.height() + 7, LEAST if box.height() > metrics.height() else LOW + 8)

    def bar(self, rect: QRectF, action: Action) -> QRectF:
        """Return the position of an action's bar within the strip *rect*."""
        made = self.strip
        assert made is not None
        left, right = made.span(action.starts_on, action.ends_on)
        middle = rect.top() + (rect.height() - 1) / 2
        wide = max((right - left) * rect.width() - 2, 4)
        return QRectF(rect.left() + left * rect.width() + 1, middle - HIGH / 2, wide, HIGH)

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(40, self.height(index.row(), self._table.columnWidth(Column.WHAT)))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = self.theme
        rect, _state = parts(option)
        line = index.data(LINE_ROLE)
        assert isinstance(line, Line)
        current_row = self.is_current(index)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = "selection" if current_row else "raised"
        painter.fillRect(rect, theme.color(ground))
        if index.column() == Column.WHEN:
            self._paint_when(painter, rect, line, str(index.data()), current_row=current_row)
        elif line.goal is not None and line.action is None:
            self._paint_goal(painter, rect, line.goal, index)
        else:
            self._paint_words(painter, rect, line, index)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.color("border"))
        if current_row and self._table.hasFocus():
            column = index.column()
            self._paint_focus(painter, rect, first=column == Column.WHAT, last=column == Column.WHEN)
        painter.restore()

    def _paint_words(self, painter: QPainter, rect: QRect, line: Line, index: Index) -> None:
        theme, column = self.theme, index.column()
        action = line.action
        gone = action is not None and (action.retired or action.state is ActionState.CANCELLED)
        painter.setFont(theme.font("small", tabular=column == Column.HOURS))
        painter.setPen(theme.color("faint" if gone else "text"))
        if column == Column.WHAT:
            icon, token = ("clipboard-list", "muted") if line.induction else _sign(action, self._model)
            middle = rect.top() + (rect.height() - SIGN) // 2
            if line.step is None:
                theme.icon(icon, token).paint(painter, rect.left() + ICON, middle, SIGN, SIGN)
            if action is None and line.step is None:
                painter.setFont(theme.font("body"))
            font = painter.font()
            font.setStrikeOut(gone)
            painter.setFont(font)
            painter.drawText(rect.adjusted(TEXT, 1, -12, -2), _WRAP, nb(str(index.data())))
            return
        box = rect.adjusted(8, 0, -14 if column == Column.HOURS else -4, -1)
        text = painter.fontMetrics().elidedText(str(index.data()), Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, RIGHT if column == Column.HOURS else LEFT, text)

    def _paint_goal(self, painter: QPainter, rect: QRect, goal: Goal, index: Index) -> None:
        theme = self.theme
        if index.column() == Column.WHAT:
            painter.setFont(theme.font("caption"))
            painter.setPen(theme.color("muted"))
            painter.drawText(rect.adjusted(ICON, 0, 0, -1), LEFT, goal.item)
            after = max(CODE, painter.fontMetrics().horizontalAdvance(goal.item)) - CODE
            if goal.critical:
                box = QRectF(rect.left() + DIAMOND + after, rect.top(), 11, rect.height())
                paint_diamond(painter, box, theme, "critical")
            painter.setFont(theme.font("strong"))
            painter.setPen(theme.color("text"))
            box = rect.adjusted(GOAL_TEXT + after, 0, -8, -1)
            label = str(index.data()).removeprefix(f"{goal.item} ")
            shown = painter.fontMetrics().elidedText(label, Qt.TextElideMode.ElideRight, box.width())
            painter.drawText(box, LEFT, shown)
            return
        box = QRectF(rect.left() + 6, rect.top(), min(RULER, rect.width() - 60), rect.height())
        level = goal.level_after if goal.level_after is not None else goal.level_from
        paint_level(painter, box, theme, None if level is None else float(level), goal.level_to)
        painter.setFont(theme.font("strong", tabular=True))
        painter.setPen(theme.color("text"))
        board = self._model.board
        assert board is not None
        painter.drawText(rect.adjusted(0, 0, -14, -1), RIGHT, say.levels(goal, board.sheet))

    def _paint_when(
        self, painter: QPainter, rect: QRect, line: Line, words: str, *, current_row: bool
    ) -> None:
        made = self.strip
        if made is None:
            return
        theme = self.theme
        painter.save()
        painter.setClipRect(rect)
        self._paint_calendar(painter, rect, made, plain=not current_row)
        if line.action is not None:
            pulled = self.pulled
            held = pulled is not None and pulled.id == line.action.id
            shown = pulled if pulled is not None and held else line.action
            self._paint_action(painter, rect, shown, current_row=current_row, held=held)
        elif line.induction:
            self._paint_steps(painter, rect, made, line, words)
        elif line.goal is None:
            self._paint_meetings(painter, rect, made)
        elif words:
            painter.setFont(theme.font("caption"))
            painter.setPen(theme.color("muted"))
            room = rect.adjusted(6, 0, -6, -1)
            shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())
            ground = QRect(
                room.left() - 3,
                room.top() + 5,
                painter.fontMetrics().horizontalAdvance(shown) + 6,
                room.height() - 10,
            )
            painter.fillRect(ground, theme.color("selection" if current_row else "raised"))
            painter.drawText(room, LEFT, shown)
        painter.restore()

    def _paint_calendar(self, painter: QPainter, rect: QRect, made: Strip, *, plain: bool) -> None:
        theme = self.theme
        if plain:
            for left, right in made.rests:
                painter.fillRect(
                    QRectF(
                        rect.left() + left * rect.width(),
                        rect.top(),
                        (right - left) * rect.width(),
                        rect.height(),
                    ),
                    theme.color("sunken"),
                )
        painter.setPen(QPen(theme.color("border"), 1))
        for month in made.months:
            left = rect.left() + month.span[0] * rect.width() + (0.5 if month.span[0] == 0 else 0)
            painter.drawLine(QPointF(left, rect.top()), QPointF(left, rect.bottom()))
        if self._model.active:
            today = self._model.today
            if made.period.starts_on <= today <= made.period.ends_on:
                at = rect.left() + made.at(today) * rect.width()
                painter.setPen(QPen(theme.color("danger"), 1))
                painter.drawLine(QPointF(at, rect.top()), QPointF(at, rect.bottom()))

    def _paint_action(
        self, painter: QPainter, rect: QRect, action: Action, *, current_row: bool, held: bool
    ) -> None:
        theme = self.theme
        box = self.bar(QRectF(rect), action)
        gone = action.retired or action.state is ActionState.CANCELLED
        told = say.standing(action, self._model.plan, self._model.today)
        if held:
            told = say.span(action.starts_on, action.ends_on)
        painter.setFont(theme.font("caption"))
        words = _place(QRectF(rect), box, painter.fontMetrics(), told)
        done = action.state is ActionState.DONE
        paint_bar(painter, box, theme, action.kind, faint=gone, done=done)
        if current_row:
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(-2.5, -2.5, 2.5, 2.5), 5, 5)
        if told:
            token = "text" if held else say.standing_token(action, self._model.today)
            shown = painter.fontMetrics().elidedText(
                told, Qt.TextElideMode.ElideRight, math.ceil(words.width())
            )
            self._clear_behind(painter, words, shown, "selection" if current_row else "raised")
            painter.setPen(theme.color(token))
            painter.drawText(words, LEFT, shown)

    def _clear_behind(self, painter: QPainter, words: QRectF, shown: str, ground: str) -> None:
        """Erase the calendar lines behind a text, so that it can be read."""
        metrics = painter.fontMetrics()
        box = QRectF(words.left() - 2, 0, metrics.horizontalAdvance(shown) + 4, metrics.height())
        box.moveTop(words.center().y() - box.height() / 2)
        painter.fillRect(box, self.theme.color(ground))

    def _paint_meetings(self, painter: QPainter, rect: QRect, made: Strip) -> None:
        theme, today = self.theme, self._model.today
        middle = rect.top() + (rect.height() - 1) / 2
        painter.setFont(theme.font("caption"))
        meetings = self._model.plan.meetings
        places = [rect.left() + made.at(one.on) * rect.width() for one in meetings]
        for number, (one, at) in enumerate(zip(meetings, places, strict=True)):
            late = self._model.active and not one.result and one.on < today
            paint_dot(painter, QPointF(at, middle), theme, filled=bool(one.result), late=late)
            text = current().day_month(one.on)
            wide = painter.fontMetrics().horizontalAdvance(text)
            free = (places[number + 1] if number + 1 < len(places) else rect.right()) - at - 12
            before = at - (places[number - 1] if number else rect.left()) - 12
            painter.setPen(theme.color("danger" if late else "text"))
            if wide <= free:
                painter.drawText(QRectF(at + 9, rect.top(), wide + 4, rect.height() - 1), LEFT, text)
            elif wide <= before - 60:
                painter.drawText(QRectF(at - 11 - wide, rect.top(), wide + 2, rect.height() - 1), LEFT, text)

    def _paint_steps(self, painter: QPainter, rect: QRect, made: Strip, line: Line, words: str) -> None:
        """Paint a dot on a step's due day, or all of them in the heading, followed by *words*."""
        board = self._model.board
        assert board is not None
        middle = rect.top() + (rect.height() - 1) / 2
        days = say.step_days(board.sheet)
        days = sorted(set(days)) if line.step is None else [days[line.step]]
        places = [rect.left() + made.at(one) * rect.width() for one in days]
        for at in places:
            paint_dot(painter, QPointF(at, middle), self.theme, filled=False, late=False)
        painter.setFont(self.theme.font("caption"))
        painter.setPen(self.theme.color("text"))
        left = places[-1] + 9
        painter.drawText(QRectF(left, rect.top(), rect.right() - left, rect.height() - 1), LEFT, words)


def _place(row: QRectF, bar: QRectF, metrics: QFontMetrics, words: str) -> QRectF:
    """Return where to put a bar's text: after it, before it, or above it, which moves the bar down."""
    wide, high = metrics.horizontalAdvance(words) + 4, metrics.height()
    behind = row.right() - bar.right() - APART
    before = bar.left() - APART - row.left() - 2
    if wide <= behind or not words:
        return QRectF(bar.right() + APART, row.top(), wide, row.height() - 1)
    if wide <= before:
        return QRectF(bar.left() - APART - wide, row.top(), wide, row.height() - 1)
    if high + APART + bar.height() <= row.height() - 3:
        bar.moveTop(bar.top() + (high + APART) / 2)
        left = max(min(bar.left(), row.right() - wide), row.left() + 2)
        return QRectF(left, bar.top() - APART - high, min(wide, row.right() - left), high)
    if behind >= before:
        return QRectF(bar.right() + APART, row.top(), behind, row.height() - 1)
    return QRectF(row.left() + 2, row.top(), before, row.height() - 1)


def _sign(action: Action | None, model: PlanModel) -> tuple[str, str]:
    """Return the icon of a row and its colour."""
    if action is None:
        return "messages-square", "muted"
    if action.state is ActionState.DONE:
        return "circle-check", "ok"
    if action.retired or action.state is ActionState.CANCELLED:
        return "circle-x", "faint"
    if model.active and action.late(model.today):
        return "circle-alert", "danger"
    return say.ICONS[action.kind], "muted"
