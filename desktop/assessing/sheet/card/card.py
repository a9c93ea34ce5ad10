"""One item at a time, for the interview: what to ask, what was said, what to listen for at each level."""

from typing import override

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QVBoxLayout, QWidget

from db.assessing.talk import probes
from db.framework import catalogue
from desktop.assessing.sheet import words
from desktop.assessing.sheet.card.ahead import Ahead
from desktop.assessing.sheet.card.follow_ups import FollowUps
from desktop.assessing.sheet.card.item_head import ItemHead
from desktop.assessing.sheet.card.last_known import LastKnownStrip
from desktop.assessing.sheet.card.question import Answers, LevelHead, QuestionPanel
from desktop.assessing.sheet.card.ribbon import Ribbon
from desktop.assessing.sheet.card.side import Side
from desktop.assessing.sheet.marks import CardMarks
from desktop.assessing.sheet.stage import Stage
from desktop.assessing.sheet.table.scope_bar import ScopeBar
from desktop.kit import labels, layout
from desktop.kit.off import allow
from domain.assessing.sheet import SheetRow
from domain.framework.framework import Question
from resources.i18n import _

SHARE = 42  # per cent of the card's width for the levels
LEAST, MOST = 400, 760  # px of the levels at normal text size
READABLE = 1000  # px of the question and the texts; longer lines are hard to read
# Below these widths (px at normal text size) only the arrows reach the items, and the levels go below.
WITH_RIBBON, WITH_BOTH = 600, 800
HIGH, LAST = 520, 52  # px from which name and anchor of a level are on separate lines; the strip over them
ENDLESS = 16_777_215  # px: Qt's maximum


class Card(QWidget):
    """Shows the row it is given; presses are signalled, and nothing is written here.

    In ``desk``, the ribbon and the levels digits are marks; in the texts of ``side`` they are not.

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
        self.strip = QVBoxLayout()
        self.top = QWidget(self)
        self.rail = Ribbon(theme, model, self.top)
        self.progress = labels.plain("", self.top, "strong")
        self.scope = ScopeBar(theme, context.actions, self.top)
        self._left = layout.scroll(self)
        inside = QWidget(self._left)
        self.desk = QWidget(inside)
        self.head = ItemHead(theme, self.desk)
        self.question = QuestionPanel(theme, self.desk)
        self.answers = Answers(theme, catalogue.adequate_rule(), self.desk)
        self.follow_ups = FollowUps(theme, context.actions, self.desk, self)
        self.side = Side(theme, model, inside)
        self.ahead = Ahead(model, self)
        self.levels = QWidget(self)
        self._right = layout.scroll(self.levels)
        beside = QWidget(self._right)
        self.level_head = LevelHead(theme, context.actions.cap("answers"), beside)
        self.last = LastKnownStrip(theme, context.actions, beside, notes=False)
        self.foot = QWidget(self.levels)
        self.marks = CardMarks(theme, context.actions, beside, self.foot)
        self._lay_out(inside, beside)
        self.level_head.asked.connect(self.show_answers)
        self.head.stepped.connect(self.stepped)
        self.marks.picked.connect(self.picked)
        self.rail.wanted.connect(self.wanted)
        model.dataChanged.connect(self._on_data)

    def share_keys(self) -> None:
        """Give the keys of the desk to the other places where digits are marks."""
        for place in (self.top, self.levels):
            place.addActions(self.desk.actions())

    def set_read_only(self, read_only: bool) -> None:
        """Set whether marks and texts are only shown, after a sheet was opened."""
        self._read_only = read_only
        self._code = ""
        self.side.set_read_only(read_only)
        self.question.set_read_only(read_only)
        self.answers.allow(self._why_not)
        self.ahead.setVisible(not read_only and self._theme.usual(self.width()) >= WITH_BOTH)
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
            for area in (self._left, self._right):
                area.verticalScrollBar().setValue(0)
            allow(self.head.up, _("This is the first competency") if code == codes[0] else "")
            allow(self.head.down, _("This is the last competency") if code == codes[-1] else "")
        self.head.show_row(row, spoken)
        self.marks.show_row(row, self._model.sheet_scale, read_only=self._read_only)
        question = self._question(code)
        asked = probes.of_question(question) if question else ()
        self.follow_ups.show_row(asked, row.asked, self._why_not)
        self.side.show_row(row)
        self.answers.tick(self.side.editor.text)
        self.rail.show_current(code)
        if not self._read_only:
            self.ahead.show_next(code, self._stage.questions)
        self._settle()

    def forget_row(self) -> None:
        """Force the next row to be redrawn, even if it is the same: its number or neighbours have changed."""
        self._code = ""

    def show_counts(self, unmarked: int, without_fact: int) -> None:
        """Show how much is done, and left to do."""
        done, total = self._model.seen.progress
        self.progress.setText(_("{done} of {total}").format(done=done, total=total))
        self.ahead.show_left(unmarked, without_fact)
        self.rail.refresh()

    def show_answers(self) -> None:
        """Toggle the answer guide; where it finds no room, it takes that of the question, which was read."""
        question = self._question(self._code)
        if self.answers.isVisible() or question is None:
            self.hide_answers()
            return
        self.answers.fill(question, self.side.editor.text)
        self.answers.show()
        self.level_head.show_open(True)
        self._settle()
        inside = self._left.widget()
        assert inside is not None
        for part in (self.question, self.follow_ups):
            if inside.height() > self._left.viewport().height():
                self._hide(part)
                self._settle()

    def hide_answers(self) -> None:
        """Hide the answer guide: a candidate may sit beside the screen."""
        if not self.answers.isHidden():
            self._hide(self.answers)
            self.answers.fill(None)
            self.level_head.show_open(False)
            for part in (self.question, self.follow_ups):
                part.setVisible(self._question(self._code) is not None)
            self._settle()

    def lay_close(self, height: int) -> None:
        """Use a compact layout where height is scarce, so that all levels fit without scrolling."""
        top = 0 if self.top.isHidden() else self.top.sizeHint().height()
        room = self._theme.usual(
            height - top - self.strip.sizeHint().height() - self.foot.sizeHint().height()
        )
        self.marks.levels.set_close(room < HIGH - 80 + (0 if self.last.isHidden() else LAST))

    @property
    def _why_not(self) -> str:
        return _("This sheet is read-only") if self._read_only else ""

    def _question(self, code: str) -> Question | None:
        return self._stage.questions.get(code)

    def _on_data(self) -> None:
        if self.isVisible() and self._code:
            self.side.show_unsaved(self._code)

    def _hide(self, part: QWidget) -> None:
        """Hide the part; Qt would hand its focus on to a text, where digits are no marks."""
        if part.isAncestorOf(self.focusWidget() or self):
            self.head.setFocus(Qt.FocusReason.OtherFocusReason)
        part.hide()

    def _settle(self) -> None:
        form = () if self.side.editor.form is None else (self.side.editor.form,)
        layout.settle(self._left, self.head, self.question, self.answers, self.desk, *form, self.side)
        layout.settle(self._right)

    def _lay_out(self, inside: QWidget, beside: QWidget) -> None:
        self.strip.setContentsMargins(16, 8, 16, 0)
        count = layout.column(
            layout.STRETCH, layout.row(layout.STRETCH, self.progress), self.scope, layout.STRETCH
        )
        ribbon = layout.row(layout.grow(self.rail), count, gap="m", around=(16, 0, 16, 0))
        layout.column(ribbon, labels.rule(self.top), of=self.top)
        layout.column(self.head, self.question, self.answers, self.follow_ups, gap=6, of=self.desk)
        layout.column(self.desk, layout.grow(self.side), gap=6, around=(20, 6, 16, 4), of=inside)
        layout.column(
            self.level_head, self.last, self.marks, layout.STRETCH, gap="s", around=(16, 8, 16, 8), of=beside
        )
        for area, held in ((self._left, inside), (self._right, beside)):
            held.setAutoFillBackground(False)
            held.setMinimumWidth(1)  # never wider than its area, whatever the content
            area.setWidget(held)
            area.setFrameShape(QFrame.Shape.NoFrame)
            area.viewport().setAutoFillBackground(False)
        self.marks.without.setContentsMargins(16, 6, 16, 8)
        layout.column(self.marks.without, of=self.foot)
        layout.column(layout.grow(self._right), self.foot, of=self.levels)
        self._between = labels.rule(self)
        talk = layout.column(layout.grow(self._left), self.ahead)
        self._halves = layout.fill(
            QBoxLayout(QBoxLayout.Direction.LeftToRight), layout.grow(talk), self._between, self.levels
        )
        self._whole = layout.column(self.top, self.strip, layout.grow(self._halves), of=self)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        width, theme = event.size().width(), self._theme
        room = theme.usual(width)
        both = room >= WITH_BOTH
        self.top.setVisible(room >= WITH_RIBBON)
        most, readable = theme.scaled(MOST), theme.scaled(READABLE)
        levels = min(max(width * SHARE // 100, theme.scaled(LEAST)), most, width // 2)
        apart = max(width - levels - readable - 1, 0) // 2  # beyond that the two are one block in the middle
        self._whole.setContentsMargins(apart, 0, apart, 0)
        self.levels.setMinimumWidth(levels if both else 0)
        self.levels.setMaximumWidth(levels if both else ENDLESS)
        self.levels.setMaximumHeight(ENDLESS if both else event.size().height() // 2)
        ways = QBoxLayout.Direction
        self._halves.setDirection(ways.LeftToRight if both else ways.TopToBottom)
        self._halves.setStretch(2, 0 if both else 1)
        self.ahead.setVisible(both and not self._read_only)
        self._between.setMinimumSize(1, 1)
        self._between.setMaximumSize(*((1, ENDLESS) if both else (ENDLESS, 1)))
        self.lay_close(event.size().height())
        super().resizeEvent(event)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self.hide_answers()
        super().hideEvent(event)
