"""One item at a time, for the interview: what to ask, what to listen for at each level, what was said."""

from typing import override

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QVBoxLayout, QWidget

from db.framework import catalogue
from desktop.assessing.sheet import words
from desktop.assessing.sheet.card.item_head import ItemHead
from desktop.assessing.sheet.card.item_rail import ItemRail
from desktop.assessing.sheet.card.last_known import LastKnownStrip
from desktop.assessing.sheet.card.question import Answers, LevelHead, QuestionPanel
from desktop.assessing.sheet.card.side import Side
from desktop.assessing.sheet.marks import CardMarks
from desktop.assessing.sheet.stage import Stage
from desktop.assessing.sheet.table.scope_bar import ScopeBar
from desktop.kit import labels, layout
from desktop.kit.off import allow
from domain.assessing.sheet import SheetRow
from domain.framework.framework import Question
from resources.i18n import _

RAIL, SIDE = 268, 280
NARROW_RAIL, NARROW_SIDE = 204, 232
WIDE = 1100  # px: card width from which both columns have their full width
READABLE = 880  # px; longer lines are hard to read
WIDEST_SIDE = 560  # px, on a wide window: what was said is typed there
# Below these widths (px at normal text size) only the arrows reach the items, and the texts go below.
WITH_RAIL, WITH_SIDE = 800, 600
SHARE = 40  # per cent of the card's width or height for the side if there is no rail
HIGH = 760  # px at normal text size from which name and anchor of a level are on separate lines
ENDLESS = 16_777_215  # px: Qt's maximum


class Card(QWidget):
    """Shows the row it is given; presses are signalled, and nothing is written here.

    ``desk`` holds all but the side with its texts: there digits are marks. ``foot`` does not scroll.

    Signals:
        picked: a Mark or None, by mouse or button.
        wanted: code of the item to go to.
        stepped: -1 for the item before, 1 for the one after.
    """

    picked = Signal(object)
    wanted = Signal(str)
    stepped = Signal(int)

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage.screen)
        context, model, theme = stage.context, stage.model, stage.context.theme
        self._stage = stage
        self._theme = theme
        self._model = model
        self._code = ""
        self._read_only = True
        self.desk = QWidget(self)
        self.aside = QWidget(self.desk)
        self.rail = ItemRail(theme, model, self.aside)
        self.scope = ScopeBar(theme, context.actions, self.aside)
        self._scroll = QScrollArea(self.desk, widgetResizable=True)
        inside = QWidget(self._scroll)
        inside.setAttribute(Qt.WidgetAttribute.WA_StaticContents)
        self.head = ItemHead(theme, inside)
        self.question = QuestionPanel(theme, catalogue.probes(), inside)
        self.level_head = LevelHead(theme, context.actions.cap("answers"), inside)
        self.answers = Answers(catalogue.adequate_rule(), inside)
        self.last = LastKnownStrip(theme, context.actions, inside, notes=False)
        self.foot = QWidget(self.desk)
        self.marks = CardMarks(theme, context.actions, inside, self.foot)
        self.side = Side(theme, model, self)
        self.strip = QVBoxLayout()
        self._lay_out(inside)
        self.level_head.asked.connect(self.show_answers)
        self.head.stepped.connect(self.stepped)
        self.marks.picked.connect(self.picked)
        self.rail.wanted.connect(self.wanted)
        model.dataChanged.connect(self._on_data)

    def set_read_only(self, read_only: bool) -> None:
        """Set whether marks and texts are only shown, after a sheet was opened."""
        self._read_only = read_only
        self._code = ""
        self.side.set_read_only(read_only)
        self.rail.lay_out()

    def show_row(self, row: SheetRow | None) -> None:
        """Show another item, or the current state of the same one."""
        if row is None:
            return
        code, codes = row.item.code, self._model.codes
        half = self._model.half(code)
        spoken = words.spoken(row, self._model.sheet_scale, half)
        if beside := self._model.beside.get(code, ""):
            spoken = f"{spoken}, {beside}"
        if code != self._code:
            self._code = code
            self.hide_answers()
            question = self._question(code)
            self.question.show_question(question)
            there = question is not None
            allow(self.level_head.toggle, "" if there else _("There is no question for this competency"))
            self._scroll.verticalScrollBar().setValue(0)
            allow(self.head.up, _("This is the first competency") if code == codes[0] else "")
            allow(self.head.down, _("This is the last competency") if code == codes[-1] else "")
        self.head.show_row(row, codes.index(code) + 1, len(codes), spoken)
        self.marks.show_row(row, self._model.sheet_scale, read_only=self._read_only)
        self.side.show_row(row)
        self.rail.show_current(code)
        layout.settle(self._scroll, self.head, self.question)

    def forget_row(self) -> None:
        """Force the next row to be redrawn, even if it is the same: its number or neighbours have changed."""
        self._code = ""

    def show_counts(self, unmarked: int, without_fact: int) -> None:
        """Show how much is left to do."""
        self.side.show_left(unmarked, without_fact)
        self.rail.refresh()

    def show_answers(self) -> None:
        """Toggle the answer guide."""
        question = self._question(self._code)
        if self.answers.isVisible() or question is None:
            self.hide_answers()
            return
        self.answers.fill(question)
        self.answers.show()
        self.level_head.show_open(True)

    def hide_answers(self) -> None:
        """Hide the answer guide: a candidate may sit beside the screen."""
        if not self.answers.isHidden():
            self.answers.hide()
            self.answers.fill(None)
            self.level_head.show_open(False)

    def _question(self, code: str) -> Question | None:
        return self._stage.questions.get(code)

    def _on_data(self) -> None:
        if self.isVisible() and self._code:
            self.side.show_unsaved(self._code)

    def _lay_out(self, inside: QWidget) -> None:
        row = self._row = layout.fill(QBoxLayout(QBoxLayout.Direction.LeftToRight, self))
        layout.column(layout.grow(self.rail), self.scope, of=self.aside)
        self._edge = labels.edge(self.desk)
        desk = layout.row(self.aside, self._edge, of=self.desk)
        self.strip.setContentsMargins(16, 8, 16, 0)
        self._scroll.setWidget(inside)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        inside.setMaximumWidth(READABLE * READABLE // self._theme.usual(READABLE))
        self._scroll.setMaximumWidth(inside.maximumWidth())
        middle = self._middle = layout.column(self.strip, layout.grow(self._scroll))
        # Outside the scrolling part, at the same place for every item, however long the question is.
        self.foot.setMaximumWidth(inside.maximumWidth())
        self.marks.without.setContentsMargins(24, 8, 16, 10)
        layout.column(labels.rule(self.foot), self.marks.without, of=self.foot)
        middle.addWidget(self.foot)
        desk.addLayout(middle, 1)
        below = self._below = layout.column(gap="s", around=(24, 2, 16, 0))
        for widget in (self.question, self.last, self.level_head, self.answers, self.marks):
            below.addWidget(widget)
        self._column = layout.column(
            self.head, below, layout.STRETCH, gap="s", around=(0, 4, 0, 12), of=inside
        )
        self._between = labels.rule(self)
        row.addWidget(self.desk, 1)
        row.addWidget(self._between)
        row.addWidget(self.side)

    def lay_close(self, height: int) -> None:
        """Use a compact layout where height is scarce, so that all levels fit without scrolling."""
        close = self._theme.usual(height) < HIGH
        self.marks.levels.set_close(close)
        self.question.set_close(close and not self.last.isHidden())  # in an interview there is room
        self._below.setSpacing(6 if close else 8)
        self._column.setContentsMargins(0, 4, 0, 4 if close else 12)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        width, theme = event.size().width(), self._theme
        wide, step, room = width >= WIDE, theme.font_step, theme.usual(width)
        self.aside.setFixedWidth((RAIL if wide else NARROW_RAIL) + 8 * step)
        beside, railed = room >= WITH_SIDE, room >= WITH_RAIL
        self.aside.setVisible(railed)
        self._edge.setVisible(railed)
        side = (SIDE if wide else NARROW_SIDE) + 8 * step if railed else width * SHARE // 100
        spare = width - self.aside.width() - self.foot.maximumWidth() - 2 if railed else 0
        side = max(side, min(spare, WIDEST_SIDE + 8 * step))
        apart = max(spare - side, 0)  # beyond that the two are one block in the middle
        self._middle.setContentsMargins(apart // 2, 0, apart - apart // 2, 0)
        self.side.setMinimumWidth(side if beside else 0)
        self.side.setMaximumWidth(side if beside else ENDLESS)
        self.side.setMaximumHeight(ENDLESS if beside else event.size().height() * SHARE // 100)
        self.lay_close(event.size().height())
        ways = QBoxLayout.Direction
        self._row.setDirection(ways.LeftToRight if beside else ways.TopToBottom)
        self._between.setMinimumHeight(1)
        self._between.setMaximumSize(*((1, ENDLESS) if beside else (ENDLESS, 1)))
        super().resizeEvent(event)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self.hide_answers()
        super().hideEvent(event)
