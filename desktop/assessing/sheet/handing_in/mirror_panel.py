"""The mirror: patterns in the assessor's own marks, folded inside the question before handing in."""

from fractions import Fraction
from typing import override

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from desktop.kit import chips, labels, layout
from desktop.kit.buttons import button
from desktop.theme import Theme
from domain.assessing.mirror import Mirror
from domain.scale import LEVELS
from resources.i18n import _, current, nb, ngettext

BAR, HISTORY = 8, 4  # px high: now, and before
LEAST = 120  # px: least height of the open part, however low the window is
NAMED = 6  # critical items listed by name
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class MirrorPanel(QWidget):
    """A collapsible part with the distribution, the longest run, the spread, the pace, and what is missing.

    It gives figures and counts without judging, and only the author of the marks sees it.

    Signals:
        opened: it was expanded or collapsed.
        wanted: code of the item to return to.
    """

    opened = Signal()
    wanted = Signal(str)

    def __init__(self, theme: Theme, mirror: Mirror, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._mirror = mirror
        self.fold = button(_("Mirror: a look at your own marks"), self, "quiet", small=True, do=self.toggle)
        self.fold.setAutoDefault(False)
        column = layout.column(layout.row(self.fold, layout.STRETCH), gap=6, of=self)
        self.inside = QScrollArea(self, widgetResizable=True)
        self.inside.setFrameShape(QScrollArea.Shape.NoFrame)
        self.inside.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.inside.setAccessibleName(self.fold.text())
        self._whole = QWidget(self.inside)
        self._fill(QVBoxLayout(self._whole))
        self.inside.setWidget(self._whole)
        self.inside.viewport().setAutoFillBackground(False)
        self._whole.setAutoFillBackground(False)
        column.addWidget(self.inside)
        self.inside.hide()
        self._show_fold()

    def toggle(self) -> None:
        """Expand or collapse."""
        self.inside.setVisible(self.inside.isHidden())
        self._show_fold()
        self.opened.emit()

    def take(self, width: int, less: int = 0) -> None:
        """Take the height that the content needs at this *width*, minus *less* px; the excess scrolls."""
        layout = self._whole.layout()
        assert layout is not None
        needed = layout.totalHeightForWidth(width)
        self.inside.setFixedHeight(max(needed - less, LEAST))
        self.inside.setFocusPolicy(Qt.FocusPolicy.StrongFocus if less > 0 else Qt.FocusPolicy.NoFocus)
        own = self.layout()
        assert own is not None
        own.activate()  # otherwise the dialog would measure the old height
        self.updateGeometry()

    def _show_fold(self) -> None:
        is_open = not self.inside.isHidden()
        self.fold.setIcon(self._theme.icon("chevron-down" if is_open else "chevron-right", "accent"))
        told = _("expanded") if is_open else _("collapsed")
        self.fold.setAccessibleDescription(told)

    def _fill(self, column: QVBoxLayout) -> None:
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(8)
        column.addWidget(
            labels.paragraph(_("Only you see this; it changes nothing."), self, "small", "muted")
        )
        mirror = self._mirror
        if mirror.n:
            column.addWidget(Shares(self._theme, mirror, self))
        for line in told(mirror):
            column.addWidget(labels.paragraph(nb(line), self, "small"))
        links = self._links()
        if links:
            row = layout.row(labels.plain(_("Go to"), self, "small", "muted"), gap="xs")
            for code in links:
                link = button(code, self, "quiet", small=True, do=self._on_link)
                link.setAccessibleName(_("Go to {code}").format(code=code))
                link.setObjectName(code)
                row.addWidget(link)
            row.addStretch(1)
            column.addLayout(row)

    def _links(self) -> tuple[str, ...]:
        run = self._mirror.run_codes if self._mirror.longest_run > 1 else None
        return tuple(dict.fromkeys((*(run or ()), *self._mirror.unmarked_critical[: NAMED - 2])))

    def _on_link(self) -> None:
        self.wanted.emit(self.sender().objectName())


class Shares(QWidget):
    """Five lines: a level, its current share as a bar, and a thin bar for earlier sheets."""

    def __init__(self, theme: Theme, mirror: Mirror, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._mirror = mirror
        self._line = 24 + theme.font_step
        self.setFixedHeight(self._line * len(LEVELS))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("How the levels are distributed"))
        self.setAccessibleDescription("\n".join(self._said(level) for level in LEVELS))

    @override
    def sizeHint(self) -> QSize:
        return QSize(240, self.height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme, mirror = QPainter(self), self._theme, self._mirror
        painter.setFont(theme.font("small"))
        beside = painter.fontMetrics().horizontalAdvance("100 % · 100 %") + 12
        size = theme.pair("mark_chip")
        left = size.width() + 10
        width = self.width() - left - beside
        for number, level in enumerate(LEVELS):
            top = number * self._line
            middle = top + self._line // 2
            chip = QRectF(0, 0, size.width(), size.height())
            chip.moveTop(middle - size.height() / 2)
            chips.paint_mark(painter, chip, theme, level)
            painter.fillRect(left, middle - 1, width, 1, theme.color("border"))
            now = mirror.shares[level]
            bar = QRect(left, middle - BAR + 2, round(width * now), BAR)
            painter.fillRect(bar, theme.color("accent"))
            if mirror.history_shares is not None:
                before = QRect(left, middle + 3, round(width * mirror.history_shares[level]), HISTORY)
                painter.setPen(QPen(theme.color("muted"), 1))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                if before.width() > 1:
                    painter.drawRect(before.adjusted(0, 0, -1, -1))
            painter.setPen(theme.color("text"))
            painter.drawText(QRect(0, top, self.width(), self._line), _RIGHT, self._figures(level))

    def _figures(self, level: int) -> str:
        shares = [self._mirror.shares[level]]
        if self._mirror.history_shares is not None:
            shares.append(self._mirror.history_shares[level])
        return " · ".join(current().percent(share) for share in shares)

    def _said(self, level: int) -> str:
        return f"{_('Level {level}').format(level=level)}: {self._figures(level)}"


def told(mirror: Mirror) -> list[str]:
    """Return what the marks show, one sentence each, every figure with its count."""
    lines: list[str] = []
    count = ngettext("{n} level now", "{n} levels now", mirror.n).format(n=mirror.n)
    if mirror.history_n:
        before = ngettext(
            "{n} of your earlier sheets", "{n} of your earlier sheets", mirror.history_n
        ).format(n=mirror.history_n)
        lines.append(
            _("Shares: {now} (the bar) and {before} (the outline).").format(now=count, before=before)
        )
    elif mirror.n:
        lines.append(
            _("Shares: {now}; there is no earlier sheet of yours to compare with.").format(now=count)
        )
    if mirror.run_codes is not None and mirror.longest_run > 1:
        run = ngettext(
            "Longest run of one level: {n} time {level}, from {first} to {last}.",
            "Longest run of one level: {n} times {level}, from {first} to {last}.",
            mirror.longest_run,
        )
        first, last = mirror.run_codes
        lines.append(run.format(n=mirror.longest_run, level=mirror.run_level, first=first, last=last))
    if mirror.spread is not None:
        spread = _("Spread for this person: {spread} of a level ({n} levels).")
        lines.append(spread.format(spread=current().number(Fraction(mirror.spread), 1), n=mirror.n))
    if mirror.pace is not None:
        first, middle, last = (current().number(part, 0) for part in mirror.pace)
        pace = _(
            "Seconds per mark: {first} in the first third of the marks, {middle} in the second, "
            "{last} in the last."
        )
        lines.append(pace.format(first=first, middle=middle, last=last))
    if mirror.unmarked_critical:
        missing = ", ".join(mirror.unmarked_critical[:NAMED])
        rest = len(mirror.unmarked_critical) - NAMED
        if rest > 0:
            missing = _("{codes} and {n} more").format(codes=missing, n=rest)
        lines.append(_("Critical without a mark: {codes}.").format(codes=missing))
    return lines
