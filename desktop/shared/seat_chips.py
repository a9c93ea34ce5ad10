"""A chip for each assessor of a case, as tables show them: name, progress, as many as fit."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen

from desktop.kit.table.list_table import LineDelegate
from desktop.shared.seats import Seat, seat_words
from desktop.theme import Theme
from domain.assessing.sheet import SheetState

CHIP, CHIP_GAP = 92, 6


def chip_tokens(seat: Seat, *, here: bool) -> tuple[str, str, str]:
    """Return ground, ink and edge of a chip by progress; *here* is whether its row is current.

    On the current row the soft grounds hardly stand out, so the edge takes the ink colour.
    """
    if seat.sheet is None and not seat.is_sealed:
        return "raised", "muted", "muted" if here else "border_strong"
    if seat.sheet is not None and seat.sheet.state is SheetState.SUBMITTED:
        return "ok_soft", "ok", "ok" if here else "ok_soft"
    return "accent_soft", "accent", "accent" if here else "accent_soft"


def chips_shown(theme: Theme, rect: QRect, found: tuple[Seat, ...]) -> list[QRect]:
    """Return the place of each chip that fits; where some do not, there is room for how many more."""
    wide = CHIP + 8 * theme.font_step
    whole = (rect.width() + CHIP_GAP) // (wide + CHIP_GAP)
    more = QFontMetrics(theme.font("strong")).horizontalAdvance(f"+{len(found)}")
    count = whole if len(found) <= whole else max((rect.width() - more) // (wide + CHIP_GAP), 0)
    high = theme.line_height("small") + theme.line_height("caption") + 4
    top = rect.top() + (rect.height() - high) // 2
    return [
        QRect(rect.left() + number * (wide + CHIP_GAP), top, wide, high)
        for number in range(min(count, len(found)))
    ]


def paint_chips(
    on: LineDelegate,
    painter: QPainter,
    rect: QRect,
    found: tuple[Seat, ...],
    *,
    gone: bool,
    here: bool,
    chosen: int | None = None,
) -> None:
    """Paint the chips; *here* is whether the row is current, *chosen* the assessor whose chip is framed."""
    places = chips_shown(on.theme, rect, found)
    for seat, place in zip(found, places, strict=False):
        framed = here and seat.assessor_id == chosen
        _paint_chip(on, painter, QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5), seat, gone, here, framed)
    if len(places) < len(found):
        left = places[-1].right() + 1 + CHIP_GAP if places else rect.left()
        rest = QRect(left, rect.top(), rect.right() - left, rect.height())
        on.write(painter, rest, f"+{len(found) - len(places)}", "strong", "muted")


def _paint_chip(
    on: LineDelegate, painter: QPainter, place: QRectF, seat: Seat, gone: bool, here: bool, framed: bool
) -> None:
    theme = on.theme
    ground, ink, edge = chip_tokens(seat, here=here)
    pen = QPen(theme.color("focus" if framed else edge), 2 if framed else 1)
    if seat.sheet is None and not framed:
        pen.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.setBrush(theme.color(ground))
    painter.drawRoundedRect(place, theme.radius("chip"), theme.radius("chip"))
    inner = place.toRect().adjusted(7, 1, -6, -1)
    name = (seat.surname, "small", "muted" if gone else "text")
    on.write_two(painter, inner, name, (seat_words(seat), "caption", "muted" if gone else ink))
