"""The current cell in words: level, target, what it was, the newest fact, duties at risk, two acts."""

from dataclasses import dataclass
from typing import override

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget

from desktop.kit import labels, layout
from desktop.kit.buttons import button
from desktop.kit.chips import tag
from desktop.kit.flow import flow
from desktop.kit.off import allow
from desktop.shared.level_bar import LevelBar
from desktop.shared.marks import Diamond
from desktop.team.board import Board
from desktop.team.shift_minimum import column_short, is_unmet, minimum_words
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
from domain.team.matrix import Cell, Place
from reports.words import phrases
from resources.i18n import _, current, ngettext


@dataclass(frozen=True, slots=True)
class Beside:
    """What is read about a person when a cell stays current: the newest fact, and duties at risk."""

    fact: str = ""
    duties: tuple[str, ...] = ()


class CellPanel(QFrame):
    """One cell in words.

    Signals:
        opened: open the result or the sheet of the person.
        planned: take the item into the person's development plan.
        shift_wanted: set the minimum of the item for a shift.
    """

    opened = Signal()
    planned = Signal()
    shift_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        column = layout.column(gap="xs", around=(16, 10, 16, 10), of=self)
        self._name = labels.elided("", self, "section")
        self._code = labels.plain("", self, "small", "muted")
        self._stop = Diamond(theme, "danger", self)
        self._sign = Diamond(theme, "critical", self)
        self.link = button(_("Open"), self, small=True)
        self.plan_button = button(_("Into the development plan"), self, small=True)
        self.shift_button = button("", self, "quiet", theme.icon("sliders-horizontal", "muted"), small=True)
        self.shift_button.setAccessibleName(_("Minimum for a shift…"))
        signs = self._name, self._code, self._stop, self._sign
        column.addLayout(layout.row(*signs, layout.STRETCH, self.shift_button, gap="s"))
        self._label = labels.paragraph("", self, "strong")
        column.addWidget(self._label)
        self._bar = LevelBar(theme, self)
        self._level = labels.elided("", self)
        self._tag = tag("", self, "danger")
        column.addLayout(layout.row(self._bar, layout.grow(self._level), gap=10))
        column.addWidget(self._tag, 0, Qt.AlignmentFlag.AlignLeft)
        self._gap = labels.paragraph("", self, "small", "muted")
        self._fact = labels.paragraph("", self, "small", "muted")
        self._duties = labels.paragraph("", self, "small", "muted")
        self._shift = labels.elided("", self, "small")
        for one in (self._gap, self._shift, self._fact, self._duties):
            column.addWidget(one)
        column.addSpacing(4)
        column.addLayout(flow(self.link, self.plan_button, gap=8))
        column.addStretch(1)
        for one in (self._shift, self.shift_button):  # until there is a cell
            one.hide()
        self.sets_minimums = True  # whether minimums for shifts are set here
        self._whole = self._wide = 0  # px that the panel needs with the fact, and its width when measured
        self.link.clicked.connect(self.opened)
        self.plan_button.clicked.connect(self.planned)
        self.shift_button.clicked.connect(self.shift_wanted)
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
            self._shift,
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
        self.plan_button.hide()
        self.shift_button.hide()

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
        self.shift_button.setVisible(self.sets_minimums)
        self._tell_shift(board, column)
        lacks = place.cell is Cell.MISSING and place.target is not None
        self.plan_button.setVisible(lacks or board.matrix.is_below(row, column))
        self._bar.setVisible(place.cell is not Cell.HIDDEN)
        known = place.level is not None and place.cell is not Cell.HIDDEN
        level = phrases.share_of(place.level) if known else None
        self._bar.show_level(level, None if place.target is None else float(place.target))
        self._tell(
            _level_words(place),
            waiting_words(person) if place.cell is Cell.HIDDEN else _least_words(place, number),
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
        self.plan_button.hide()
        self.shift_button.hide()
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

    def offer_plan(self, why: str) -> None:
        """Let the item be taken into the plan, or say why not."""
        allow(self.plan_button, why)

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
        self._shift.hide()
        self._shift.setText("")
        self._name.setText(name)
        self._code.setText(code)
        self._label.setText(label)
        self._stop.setVisible(stop)
        self._sign.setVisible(critical)
        self.show_beside(Beside())

    def _tell_shift(self, board: Board, column: int) -> None:
        """Say what each shift needs of the item, and where it is not known to have it."""
        minimum = board.minimums.get(board.items[column].key)
        if minimum is None:
            return
        short = column_short(board, column)
        told = "; ".join(one for one in (short, minimum_words(minimum)) if one)
        self._shift.setText(told[:1].upper() + told[1:])
        labels.recolour(self._shift, "danger" if is_unmet(board, column) else "muted")
        self._shift.show()

    def _tell(self, level: str, before: str, gap: str, *, tag_text: str) -> None:
        self._level.setText(level)
        self._tag.setText(tag_text)
        self._tag.setVisible(bool(tag_text))
        self._gap.setText("; ".join(part for part in (before, gap) if part))
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


def _least_words(place: Place, number: int) -> str:
    least = "" if place.least is None else _("at least {level}").format(level=place.least)
    return "; ".join(part for part in (least, _before_words(place, number)) if part)


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
