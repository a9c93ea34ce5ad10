"""Below the map: how many people are below target in each column, how pressing that is, and the legend."""

from fractions import Fraction
from typing import override

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.kit.chips import paint_diamond
from desktop.shared.bounds_bar import paint_bounds
from desktop.team.board import Mode, Sums
from desktop.team.looks import Kind, Look, share_look
from desktop.team.map.atlas import Atlas
from desktop.team.map.heads import LEFT
from desktop.team.map.heatmap import HeatMap
from desktop.theme import Theme
from domain.assessing.policy import Policy
from reports.words import phrases
from reports.words.team import phrases_team
from resources.i18n import UNKNOWN, _, current

HIGH = 24
BARS = 30  # px, the highest bar of weight times gap
SWATCH = QSize(18, 17)


class Footer(QWidget):
    """A figure and a bar below each column: people shown below target in an item, weight × gap over them.

    Below a function the team's attainment in it, with its bounds.
    """

    def __init__(self, theme: Theme, heat: HeatMap, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._map = theme, heat
        self._sums = Sums((), ())
        self.setFixedHeight(HIGH + theme.font_step + BARS + 6)
        heat.horizontalScrollBar().valueChanged.connect(self.update)
        heat.head.sectionResized.connect(self.update)
        heat.heat.modelReset.connect(self._on_reset)

    def _on_reset(self) -> None:
        model, board = self._map.heat, self._map.heat.board
        if board is None:
            return
        self._sums = board.sums(line for line in model.lines if isinstance(line, int))
        figures = self._figures()
        heads = (model.headerData(n, Qt.Orientation.Horizontal) for n in range(model.columnCount()))
        told = ", ".join(f"{head} {figure}" for head, figure in zip(heads, figures, strict=True))
        self.setAccessibleName(f"{self._label()}: {told}")
        self.update()

    def _figures(self) -> list[str]:
        model, board = self._map.heat, self._map.heat.board
        assert board is not None
        if not model.by_function:
            below = (self._sums.below[column] for column in model.columns)
            return [UNKNOWN if one is None else str(one) for one in below]
        return [share_look(board.whole(code), current()).text or UNKNOWN for code in model.functions]

    def _label(self) -> str:
        return _("team") if self._map.heat.by_function else _("below target, people")

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        model, theme = self._map.heat, self._theme
        if model.board is None or not model.columnCount():
            return
        painter = QPainter(self)
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.color("muted"))
        start = self._map.names.width()
        high = HIGH + theme.font_step
        middle = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(QRect(LEFT, 0, start - LEFT, high), middle, self._label())
        by_function = model.by_function
        painter.drawText(
            QRect(LEFT, high, start - LEFT, self.height() - high),
            middle,
            _("bounds") if by_function else _("weight × gap"),
        )
        figures = self._figures()
        counts = set[int]() if by_function else {int(one) for one in figures if one not in ("0", UNKNOWN)}
        most = [str(one) for one in sorted(counts)[-2:]]
        short = {one.column for one in model.board.short if one.sure}
        painter.setClipRect(QRect(start, 0, self.width() - start, self.height()))
        font, bold = theme.font("caption", tabular=True), theme.font("caption", tabular=True)
        font.setPixelSize(10 + theme.font_step)
        bold.setPixelSize(10 + theme.font_step)
        bold.setBold(True)
        width = self._map.cell.width()
        for column, figure in enumerate(figures):
            left = start + self._map.head.sectionViewportPosition(column)
            strong = figure in most
            painter.setFont(bold if strong else font)
            lacking = not by_function and model.columns[column] in short
            painter.setPen(theme.color("danger" if lacking else "text" if strong else "muted"))
            box = QRect(left - 4, 0, width + 7, high)
            if by_function or figure != UNKNOWN:  # dashes side by side would make a line
                painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), figure)
            if lacking:  # a shift has fewer than it needs, whoever is not known
                painter.fillRect(QRect(left + 1, high - 2, width - 3, 2), theme.color("danger"))
            below = QRect(left, high, width - 1, self.height() - high - 4)
            if by_function:
                self._paint_bounds(painter, below, model.functions[column])
            else:
                self._paint_pressing(painter, below, model.columns[column])

    def _paint_pressing(self, painter: QPainter, box: QRect, column: int) -> None:
        board = self._map.heat.board
        assert board is not None
        pressing, most = self._sums.pressing[column], max(self._sums.pressing)
        if not pressing:
            return
        tall = max(round(box.height() * pressing / most), 1)
        bar = QRect(box.left() + 1, box.bottom() + 1 - tall, box.width() - 2, tall)
        painter.fillRect(bar, self._theme.color("warn" if board.critical(column) else "border_strong"))

    def _paint_bounds(self, painter: QPainter, box: QRect, function: str) -> None:
        board = self._map.heat.board
        assert board is not None
        whole = board.whole(function)
        lower, upper = phrases.share_of(whole.lower), phrases.share_of(whole.upper)
        bounds = None if lower is None or upper is None else (lower, upper)
        wide = min(box.width() - 8, 160)
        at = QRectF(box.center().x() - wide / 2, box.top() + 4, wide, 14)
        value = phrases.share_of(whole.attainment) if phrases.has_number(whole) else None
        paint_bounds(painter, at, self._theme, value, bounds)


class Legend(QWidget):
    """Signs with their meaning, on as many lines as they need."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._entries: tuple[tuple[Look | str, str], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_mode(
        self, mode: Mode, names: tuple[str, ...], policy: Policy, *, by_function: bool, imported: bool
    ) -> None:
        """Explain the signs of this mode; *names* are the names of levels 0..4.

        *imported*: whether the map has levels from a file.
        """
        words = current()
        small, large = (phrases.threshold(gap, words) for gap in (policy.small_gap, policy.large_gap))
        level = Fraction(2)
        missing = (Look(Kind.MISSING), _("no level"))
        inapplicable = (Look(Kind.NOT_APPLICABLE, text="–"), _("n/a"))
        stop = (Look(Kind.PLAIN, stop=True), _("below minimum"))
        entries: list[tuple[Look | str, str]]
        about = ("≈", _("provisional"))
        match mode:
            case _ if by_function:
                entries = [
                    (Look(Kind.MISSING), _("too little data")),
                    inapplicable,
                    ("◆ ", _("critical below minimum")),
                    about,
                ]
            case Mode.LEVEL:
                entries = [
                    *((Look(Kind.RATED, Fraction(n), str(n)), name) for n, name in enumerate(names)),
                    (Look(Kind.CARRIED, level, "2"), _("from an earlier quarter")),
                    missing,
                    inapplicable,
                    stop,
                    (
                        Look(Kind.PLAIN, corner=True),
                        _("gap ≥ {gap}").format(gap=large),
                    ),
                    ("◆", _("critical")),
                    about,
                ]
            case Mode.GAP:
                entries = [
                    (
                        Look(Kind.MET),
                        _("gap < {gap}: meets the target").format(gap=small),
                    ),
                    (Look(Kind.SMALL, text=current().number(-1, 0)), _("small gap")),
                    (Look(Kind.LARGE, text=current().number(-2, 0)), _("large gap")),
                    missing,
                    inapplicable,
                    stop,
                    ("◆", _("critical")),
                ]
            case Mode.CHANGE:
                entries = [
                    (Look(Kind.UP, text="+1"), _("more than a quarter earlier")),
                    (Look(Kind.PLAIN, text="0"), _("no change")),
                    (Look(Kind.DOWN, text=current().number(-1, 0)), _("less")),
                    (Look(Kind.MISSING), _("not rated in both quarters")),
                ]
            case Mode.COVERAGE:
                entries = [
                    (Look(Kind.RATED), _("rated now")),
                    (Look(Kind.CARRIED), _("from an earlier quarter")),
                    missing,
                    inapplicable,
                ]
            case _:
                entries = [
                    (Look(Kind.PLAIN, text="0"), _("rated now")),
                    (Look(Kind.CARRIED, text="2"), _("quarters ago")),
                    missing,
                ]
        if imported and not by_function and mode in (Mode.LEVEL, Mode.AGE):
            sign = phrases_team.imported(words)
            entries.append((Look(Kind.CARRIED, level, f"2{sign}"), _("imported from a file")))
        self._entries = tuple(entries)
        self.setAccessibleName(", ".join(text for _look, text in entries))
        self.setFixedHeight(self._lines(max(self.width(), 200)) * self._line)
        self.update()

    def high(self, width: int) -> int:
        """Return the height that it needs at this width, px."""
        return self._lines(width) * self._line

    @property
    def _line(self) -> int:
        return 24 + self._theme.font_step

    def _font(self) -> QFont:
        font = self._theme.font("caption")
        font.setWeight(QFont.Weight.Normal)
        return font

    def _widths(self) -> list[int]:
        letters = QFontMetrics(self._font())
        return [_sign(look) + 6 + letters.horizontalAdvance(text) + 8 for look, text in self._entries]

    def _lines(self, width: int) -> int:
        lines, left = 1, LEFT
        for one in self._widths():
            if left + one > width and left > LEFT:
                lines, left = lines + 1, LEFT
            left += one
        return lines

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setFixedHeight(self._lines(self.width()) * self._line)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._theme
        atlas = Atlas(theme, SWATCH, self.devicePixelRatioF())
        left, top, high = LEFT, 0, self._line
        for (look, text), width in zip(self._entries, self._widths(), strict=True):
            if left + width > self.width() and left > LEFT:
                left, top = LEFT, top + high
            box = QRectF(left, top + (high - SWATCH.height()) / 2, _sign(look), SWATCH.height())
            painter.setFont(self._font())
            painter.setPen(theme.color("muted"))
            if isinstance(look, Look):
                tile: QPixmap = atlas.tile(look)
                painter.drawPixmap(int(box.left()), int(box.top()), tile)
            elif look.startswith("◆"):
                paint_diamond(painter, box, theme, "critical" if look == "◆" else "danger")
            else:
                painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), look)
            words = QRectF(box.right() + 6, top, width, high)
            painter.drawText(words, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), text)
            left += width


def _sign(look: Look | str) -> int:
    """Return the width of the sign before the text, px."""
    return SWATCH.width() if isinstance(look, Look) else 11
