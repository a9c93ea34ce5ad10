"""Left of a plan without gaps: its goals with their days, and the weekly figures of an onboarding."""

from datetime import date
from typing import override

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from db.development.plan_board import Board
from desktop.development import words as say
from desktop.kit import labels, layout
from desktop.theme import Theme
from domain.development.indicator import Indicator, week_of
from domain.development.plan import ActionState, Goal
from domain.development.plan_sheet import PlanSheet
from reports.words.development import phrases_plans
from resources.i18n import _, current, ngettext

CELL, HIGH = 15, 12  # px at the usual text size: the most that a week takes, and its height


class GoalsPanel(QWidget):
    """Reads as a list; what is changed is changed in the rows of the plan."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        scroll = layout.scroll(self)
        layout.column(layout.grow(scroll), of=self)
        self._whole = QWidget(scroll)
        self._body = QWidget(self._whole)
        self._column = layout.column(self._body, layout.STRETCH, around=(16, 4, 16, 8), of=self._whole)
        scroll.setWidget(self._whole)

    def show_board(self, board: Board, today: date) -> None:
        """Show the goals and the figures of this plan."""
        body = QWidget(self._whole)
        column = layout.column(gap=10, of=body)
        for goal in board.sheet.plan.goals:
            label = current().text(board.sheet.framework.item(goal.item).label)
            column.addLayout(
                layout.column(
                    labels.paragraph(f"{goal.item} {label}", body, "strong"),
                    labels.paragraph(_days_and_done(goal, board.sheet), body, "small", "muted"),
                    gap=2,
                )
            )
        indicators = board.sheet.indicators
        if indicators:
            column.addWidget(labels.rule(body))
            column.addWidget(labels.plain(_("Weekly indicators"), body, "strong"))
        period = board.sheet.plan.period
        last, now = week_of(period.starts_on, period.ends_on), week_of(period.starts_on, today)
        for one in indicators:
            column.addWidget(labels.paragraph(_named(one), body, "small"))
            column.addWidget(Weeks(self._theme, one, last, now, body))
        self._body = layout.swap(self._column, self._body, body)


class Weeks(QWidget):
    """A cell a week: filled where the figure is known, outlined where it was only planned; now is framed."""

    def __init__(self, theme: Theme, indicator: Indicator, last: int, now: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._indicator, self._last, self._now = theme, indicator, last, now
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        known = [_said(one.number, indicator) for one in indicator.weeks]
        self.setAccessibleName("; ".join((indicator.name, *known)))

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._last * 8, self._theme.scaled(HIGH) + 4)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self._theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wide = min((self.width() - 2) / self._last, float(theme.scaled(CELL)))
        for number in range(1, self._last + 1):
            week = self._indicator.week(number)
            box = QRectF(1 + (number - 1) * wide, 2, wide - 2, self.height() - 4)
            told, planned = week.fact is not None, week.planned is not None
            painter.setPen(QPen(theme.color("accent" if told or planned else "border_strong"), 1))
            painter.setBrush(theme.color("accent" if told else "raised" if planned else "sunken"))
            painter.drawRoundedRect(box, 2, 2)
            if number == self._now:
                painter.setPen(QPen(theme.color("text"), 2))
                painter.drawLine(box.bottomLeft(), box.bottomRight())


def _days_and_done(goal: Goal, sheet: PlanSheet) -> str:
    live = goal.live
    if not live:
        return _("no actions yet")
    words = current()
    done = sum(one.state is ActionState.DONE for one in live)
    told = ngettext("{done} of {n} action done", "{done} of {n} actions done", len(live))
    first, last = min(one.starts_on for one in live), max(one.ends_on for one in live)
    days = f"{words.day_month(first)} – {words.day_month(last)}"
    return " · ".join((say.levels(goal, sheet), days, told.format(done=done, n=len(live))))


def _named(one: Indicator) -> str:
    """Return the name, what is aimed at, and the newest figures."""
    newest = one.weeks[-1] if one.weeks else None
    return " · ".join(
        part for part in (one.name, one.norm, _said(newest.number, one) if newest else "") if part
    )


def _said(number: int, one: Indicator) -> str:
    week, words = one.week(number), current()
    return _("week {n}: {planned} / {fact}").format(
        n=number,
        planned=phrases_plans.figure(week.planned, words) or "—",
        fact=phrases_plans.figure(week.fact, words) or "—",
    )
