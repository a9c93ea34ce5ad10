"""Above the map: attainment, what is below minimum, the levels against their targets, who is hidden."""

from typing import override

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from desktop.kit import labels, layout
from desktop.kit.fitted import Fitted
from desktop.shared.bounds_bar import BoundsBar
from desktop.shared.marks import Diamond
from desktop.team.board import Board
from desktop.team.shift_minimum import all_short
from desktop.team.words import known_words, points, short_name, short_quarter, total_words
from desktop.theme import Theme
from domain.assessing.scoring import Status
from reports.words import phrases
from resources.i18n import _, current, ngettext, pgettext

WORST = 3  # items named
NAMED = 4  # people named
LEAST = (250, 190, 210, 170, 180)  # px that each block needs at the usual text size
BAR = 14
HIDDEN, SHIFT = 3, 4  # blocks that are left out where they would say nothing


class SummaryStrip(Fitted):
    """Figures of the team; where there is no room for all, the less pressing ones are left out."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("panel")
        self._row = layout.row(gap="l", around=(16, 8, 16, 8), of=self)
        self._total_title = labels.elided("", self, "small", "muted")
        self._total = labels.share("", self, "figure", final=True)
        self._bounds = labels.elided("", self, "small", "muted")
        self._bar = BoundsBar(theme, self, small=True)
        self._stop = Diamond(theme, "danger", self)
        self._stops = labels.plain("", self, "figure")
        self._with_stops = labels.elided("", self, "small", "muted")
        self._worst = labels.elided("", self, "strong")
        self._levels_title = labels.elided("", self, "small", "muted")
        self._levels = LevelsBar(theme, self)
        self._hidden = labels.plain("", self, "figure")
        self._sheets = labels.elided("", self, "small", "muted")
        self._who = labels.elided("", self, "strong")
        self._shift_sign = Diamond(theme, "danger", self)
        self._shifts = labels.plain("", self, "figure")
        self._unmet = labels.elided("", self, "small", "muted")
        self._where = labels.elided("", self, "strong")
        self.blocks = (
            self._block(self._total_title, (self._total, self._bounds), self._bar),
            self._block(_("Below minimum"), (self._stop, self._stops, self._with_stops), self._worst),
            self._block(self._levels_title, (), self._levels),
            self._block(_("Not visible yet"), (self._hidden, self._sheets), self._who),
            self._block(_("Minimum for a shift"), (self._shift_sign, self._shifts, self._unmet), self._where),
        )
        for number, block in enumerate(self.blocks):
            if number:
                self._row.addWidget(labels.edge(self))
            self._row.addWidget(block, (5, 4, 5, 4, 4)[number])
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._empty = frozenset[int]()

    def show_team(self, board: Board, number: int) -> None:
        """Show the totals of those who stay; *number* is the quarter of the cycle, year × 4 plus 0..3."""
        words, whole, matrix = current(), board.whole(), board.matrix
        seen = [row for row in matrix.staying if not matrix.people[row].blind]
        blind = [matrix.people[row] for row in matrix.staying if matrix.people[row].blind]
        self._total.setText(total_words(whole))
        self._total.setProperty("unsure", whole.status is not Status.FINAL)
        parts: list[str] = []
        if whole.status is not Status.BOUNDS_ONLY and whole.lower != whole.upper:
            parts.append(words.range_percent(whole.lower, whole.upper))
        change = board.change(None)
        if change is not None:
            told = _("{points} against {quarter}")
            parts.append(told.format(points=points(change), quarter=short_quarter(number - 1)))
        told = ngettext("{title}, {seen} of {n} person", "{title}, {seen} of {n} people", len(matrix.staying))
        title = _("Profile attainment")
        of = told.format(title=title, seen=len(seen), n=len(matrix.staying))
        self._total_title.setText(of if blind else title)
        self._bounds.setText(", ".join(parts))
        self._bounds.set_more(known_words(whole) if whole.coverage is not None else "")
        known = whole.status in (Status.FINAL, Status.PROVISIONAL)
        self._bar.show_share(
            phrases.share_of(whole.attainment) if known else None,
            phrases.share_of(whole.lower),
            phrases.share_of(whole.upper),
        )
        having = sum(board.summary(row).stops > 0 for row in seen)
        told = ngettext("in {having} of {n} person", "in {having} of {n} people", len(seen))
        self._stop.setVisible(bool(whole.stops))
        self._stops.setText(words.number(whole.stops, 0) if whole.known else "—")
        self._with_stops.setText(told.format(having=having, n=len(seen)) if whole.stops else "")
        self._worst.setText(_worst(board))
        told = _("Levels against targets: {n}")
        self._levels_title.setText(told.format(n=words.number(whole.applicable, 0)))
        self._levels.show_counts(
            whole.below, whole.met - whole.above, whole.above, whole.applicable - whole.known
        )
        pending = sum(len(one.waiting) for one in blind)
        told = ngettext("{n} sheet pending", "{n} sheets pending", pending)
        self._hidden.setText(str(len(blind)))
        people = ngettext("{n} person", "{n} people", len(blind)).format(n="").strip()  # the figure is beside
        self._sheets.setText(f"{people}, {told.format(n=pending)}" if pending else people)
        self._who.setText(phrases.listing(tuple(short_name(one.name) for one in blind), NAMED, words))
        self._tell_shifts(board)
        self._where.setText(all_short(board, board.short[:WORST]))
        self._empty = frozenset(n for n, told in ((HIDDEN, blind), (SHIFT, board.short)) if not told)
        self.setAccessibleName(self.text.replace("\n", "; "))
        self.fit()

    def _tell_shifts(self, board: Board) -> None:
        unmet = sum(one.sure for one in board.short)
        unsure = len(board.short) - unmet
        self._shift_sign.setVisible(bool(unmet))
        self._shifts.setText(str(unmet) if unmet else "—")
        told = pgettext("minimum for a shift", "not met")
        told = told if unmet else pgettext("minimum for a shift", "not known")
        both = unmet and unsure
        self._unmet.setText(_("{told}, not known: {n}").format(told=told, n=unsure) if both else told)

    @property
    def text(self) -> str:
        """All that it says, shown or not, block by block."""
        told: list[str] = []
        for number, block in enumerate(self.blocks):
            if number not in self._empty:
                texts = (one.text() for one in block.findChildren(QLabel))
                told.append(" ".join(one for one in texts if one))
        return "\n".join((*told[:2], f"{told[2]} {self._levels.accessibleName()}", *told[3:]))

    @override
    def fit(self) -> None:
        step, room = self._theme.font_step, self.width() - 32
        shown = [n for n in (0, SHIFT, 1, 2, HIDDEN) if n not in self._empty]  # the last gives way first
        fits: set[int] = set()
        for number in shown:
            room -= LEAST[number] + 18 * step + (24 if number else 0)
            fits |= {number} if room >= 0 else set()
        for number, block in enumerate(self.blocks):
            block.setVisible(number in fits)
            if number:
                edge = self._row.itemAt(2 * number - 1)
                widget = None if edge is None else edge.widget()
                if widget is not None:
                    widget.setVisible(not block.isHidden())

    def _block(self, title: str | QLabel, figures: tuple[QWidget, ...], below: QWidget) -> QWidget:
        block = QWidget(self)
        column: QVBoxLayout = layout.column(of=block)
        head = labels.elided(title, block, "small", "muted") if isinstance(title, str) else title
        head.setParent(block)
        column.addWidget(head)
        if figures:
            line = layout.row(gap="s")
            for one in figures:
                one.setParent(block)
                line.addWidget(one, int(isinstance(one, labels.Elided)))
            column.addLayout(line)
        below.setParent(block)
        column.addWidget(below, int(not figures))
        return block


class LevelsBar(QWidget):
    """How many levels are below, at and above their targets, and how many are not known, as one bar."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._counts = (0, 0, 0, 0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_counts(self, below: int, at: int, above: int, unknown: int) -> None:
        """Show these counts of cells."""
        self._counts = below, at, above, unknown
        self.setAccessibleName(
            ", ".join(f"{name} {count}" for name, count in zip(_kinds(), self._counts, strict=True))
        )
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(200, BAR + 2 * self._theme.line_height("caption") + 6)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme, whole = QPainter(self), self._theme, sum(self._counts)
        if not whole:
            return
        grounds = (
            theme.color("gap_large"),
            theme.color("border_strong"),
            theme.color("accent"),
            theme.hatch(),
        )
        shown = [(n, count) for n, count in enumerate(self._counts) if count]
        high = theme.line_height("caption")
        figure, name = theme.font("strong", tabular=True), theme.font("caption")
        painter.setFont(name)
        words = {n: max(painter.fontMetrics().horizontalAdvance(_kinds()[n]), 24) + 8 for n, _count in shown}
        left, room = 0.0, self.width() - sum(words.values())
        for n, count in shown:
            # Each part has the room of its word; what is left is shared by the counts.
            wide = words[n] + max(room, 0) * count / whole if room > 0 else self.width() * count / whole
            part = QRectF(left, 3, max(wide - 2, 2), BAR)
            painter.fillRect(part, grounds[n])
            if theme.name == "contrast" or n == 3:
                painter.setPen(theme.color("border_strong"))
                painter.drawRect(part.adjusted(0.5, 0.5, -0.5, -0.5))
            painter.setPen(theme.color("text"))
            painter.setFont(figure)
            middle = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            painter.drawText(QRectF(left, BAR + 5, wide, high), middle, str(count))
            painter.setFont(name)
            painter.setPen(theme.color("muted"))
            painter.drawText(QRectF(left, BAR + 4 + high, wide, high), middle, _kinds()[n])
            left += wide


def _kinds() -> tuple[str, str, str, str]:
    return (
        pgettext("levels", "below"),
        pgettext("levels", "on target"),
        pgettext("levels", "above"),
        pgettext("levels", "not known"),
    )


def _worst(board: Board) -> str:
    """Return «K18 у 7, S19 у 6» of the items with most people below minimum."""
    found = sorted((need for need in board.lacking.items if need.stops), key=lambda one: -one.stops)
    told = pgettext("below minimum", "{code} in {n}")
    return ", ".join(told.format(code=one.code, n=one.stops) for one in found[:WORST])
