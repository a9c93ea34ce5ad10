"""The header at the left of the map: people with their attainment and how many levels are below minimum."""

from datetime import date
from typing import override

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QHeaderView, QTableView

from desktop.kit.chips import paint_diamond
from desktop.shared.bounds_bar import paint_bounds
from desktop.shared.series import paint_point
from desktop.team.board import Heading
from desktop.team.model import HeatModel
from desktop.team.words import short_name, total_words
from desktop.theme import Theme
from domain.assessing.scoring import Status
from reports.words import phrases
from reports.words.team import phrases_team
from resources.i18n import _, current

LEFT = 18  # px before the names
NAMES, BAR = 109, 34
SIGN = 12  # px of the diamond before how many levels are below minimum
LOW = 16  # px from which a row is dense
KEPT = 400  # people whose pictures are cached at a time
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_LEFT = int(Qt.AlignmentFlag.AlignLeft | _MIDDLE)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | _MIDDLE)


class NameHead(QHeaderView):
    """Name, attainment as a bar with its bounds and as a figure; unit headings come above their people.

    ``drawn`` maps a person id to a slot of the trend.
    """

    def __init__(self, theme: Theme, model: HeatModel, parent: QTableView) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._theme, self._heat = theme, model
        self._low = False
        self.drawn: dict[int, int] = {}
        self._headed: list[int] = []
        self._pictures: dict[int, QPixmap] = {}
        self._fonts: dict[tuple[str, bool], QFont] = {}
        self._unknown, self._between = theme.hatch(), theme.hatch("accent", "raised")
        step = theme.font_step
        name = QFontMetrics(theme.font("strong"))
        figure = QFontMetrics(theme.font("strong", tabular=True))
        until = _("until {date}").format(date=current().day_month(date(2028, 12, 28)))
        self._figure = max(
            figure.horizontalAdvance("≈\u00a0100\u00a0%"),
            QFontMetrics(theme.font("small")).horizontalAdvance(until),
        )
        self._names = max(NAMES, name.horizontalAdvance("Вознесенский А. А.") if step else 0)
        self._bar = BAR + 2 * step
        self._stops = SIGN + figure.horizontalAdvance("00") + 8
        self._width = LEFT + self._names + 6 + self._bar + 4 + self._figure + self._stops + 12
        self.setFixedWidth(self._width)

    def lay_out(self, row: int, heading: int) -> None:
        """Set the height of the headings."""
        self._low = row < LOW
        self._pictures.clear()
        self._fonts.clear()
        for line in self._headed:  # Qt keeps a row's height even if its contents change
            if line < self.count():
                self.resizeSection(line, row)
        self._headed = [line for line, one in enumerate(self._heat.lines) if isinstance(one, Heading)]
        for line in self._headed:
            self.resizeSection(line, heading)
        self.viewport().update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._width, 24)  # Qt would measure a thousand names

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        theme, area = self._theme, event.rect()
        painter.fillRect(area, theme.color("raised"))
        lines = self._heat.lines
        board = self._heat.board
        table = self.parentWidget()
        if board is None or not lines or not isinstance(table, QTableView):
            return
        here = table.currentIndex().row()
        line = max(self.visualIndexAt(max(area.top(), 0)), 0)
        while line < len(lines) and (top := self.sectionViewportPosition(line)) <= area.bottom():
            box = QRect(0, top, self._width, self.sectionSize(line))
            one = lines[line]
            if isinstance(one, Heading):
                self._paint_heading(painter, box, self._heat.name(line), one.count)
            elif line == here:
                self._paint_person(painter, box, one, current_row=True)
            else:
                painter.drawPixmap(0, top, self._picture(one, box.height()))
            line += 1

    def _picture(self, row: int, high: int) -> QPixmap:
        """Return the picture of a person: painted once, then only copied while scrolling."""
        if row not in self._pictures:
            if len(self._pictures) >= KEPT:
                self._pictures.clear()
            ratio = self.devicePixelRatioF()
            made = QPixmap(round(self._width * ratio), round(high * ratio))
            made.setDevicePixelRatio(ratio)
            made.fill(self._theme.color("raised"))
            painter = QPainter(made)
            self._paint_person(painter, QRect(0, 0, self._width, high), row, current_row=False)
            painter.end()
            self._pictures[row] = made
        return self._pictures[row]

    def draw_in_trend(self, drawn: dict[int, int]) -> None:
        """Mark the people drawn in the trend with the points of their lines."""
        self.drawn = drawn
        self._pictures.clear()
        self.viewport().update()

    def _paint_heading(self, painter: QPainter, box: QRect, text: str, count: int) -> None:
        theme = self._theme
        painter.setFont(self._font("strong"))
        painter.setPen(theme.color("text"))
        room = box.adjusted(LEFT, 0, -8, 0)
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width() - 30)
        painter.drawText(room, _LEFT, shown)
        after = room.adjusted(painter.fontMetrics().horizontalAdvance(shown) + 6, 0, 0, 0)
        painter.setFont(self._font("small"))
        painter.setPen(theme.color("muted"))
        painter.drawText(after, _LEFT, str(count))

    def _paint_person(self, painter: QPainter, box: QRect, row: int, *, current_row: bool) -> None:
        theme, board = self._theme, self._heat.board
        assert board is not None
        person = board.matrix.people[row]
        if current_row:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("selection"))
            painter.drawRoundedRect(box.adjusted(LEFT - 8, 0, -4, -1), 3, 3)
        slot = self.drawn.get(person.person_id)
        if slot is not None:
            paint_point(painter, QPointF(LEFT - 9, box.center().y()), theme, slot, 3.5)
        painter.setFont(self._font("strong" if current_row else "body"))
        painter.setPen(theme.color("muted" if person.left_on is not None else "text"))
        room = QRect(LEFT, box.top(), self._names, box.height() - 1)
        name = short_name(person.name)
        painter.drawText(
            room, _LEFT, painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, room.width())
        )
        if person.blind:
            painter.setPen(theme.color("muted"))
            painter.setFont(self._font("small"))
            painter.drawText(box.adjusted(0, 0, -12, -1), _RIGHT, "•••")
            return
        totals = board.summary(row)
        number = totals.status in (Status.FINAL, Status.PROVISIONAL)
        bar = QRectF(room.right() + 6, box.center().y() - (4 if self._low else 6), self._bar, 14)
        lower, upper = phrases.share_of(totals.lower), phrases.share_of(totals.upper)
        value = phrases.share_of(totals.attainment) if number else None
        if self._low:
            self._paint_low(painter, bar, lower, upper)
        else:
            paint_bounds(
                painter, bar, theme, value, None if lower is None or upper is None else (lower, upper)
            )
        final = totals.status is Status.FINAL
        painter.setFont(self._font("strong" if final else "body", tabular=True))
        painter.setPen(theme.color("text" if final else "muted"))
        said = total_words(totals)
        if person.left_on is not None:
            said = phrases_team.until(person, current())  # the row's text has the share
        if not number or person.left_on is not None:
            painter.setFont(self._font("small"))
        painter.drawText(box.adjusted(0, 0, -12 - self._stops, -1), _RIGHT, said)
        if totals.stops:
            sign = QRectF(box.right() - 12 - self._stops + 8, box.top(), SIGN, box.height() - 1)
            paint_diamond(painter, sign, theme, "danger", size=3.5)
            painter.setFont(self._font("strong", tabular=True))
            painter.setPen(theme.color("danger"))
            painter.drawText(box.adjusted(0, 0, -12, -1), _RIGHT, str(totals.stops))

    def _paint_low(self, painter: QPainter, bar: QRectF, lower: float | None, upper: float | None) -> None:
        theme = self._theme
        track = QRectF(bar.left(), bar.top(), bar.width(), 7)
        painter.fillRect(track, theme.color("sunken"))
        if lower is None or upper is None:
            painter.fillRect(track, self._unknown)
            return
        start, end = track.left() + track.width() * lower, track.left() + track.width() * upper
        painter.fillRect(QRectF(start, track.top(), end - start, 7), self._between)
        painter.fillRect(QRectF(track.left(), track.top(), start - track.left(), 7), theme.color("accent"))

    def _font(self, role: str, *, tabular: bool = False) -> QFont:
        key = role, tabular
        if key not in self._fonts:
            font = self._theme.font(role, tabular=tabular)
            if self._low:
                font.setPixelSize(10 + self._theme.font_step)
            self._fonts[key] = font
        return self._fonts[key]
