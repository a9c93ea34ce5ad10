"""The recovery code on a sheet of paper, large enough to type from."""

from PySide6.QtCore import QMarginsF, QRectF, Qt
from PySide6.QtGui import QFont, QFontDatabase, QPagedPaintDevice, QPageLayout, QPainter, QPen

from desktop.theme import Theme
from resources.i18n import _

MARGIN = 20.0  # mm
POINT = 25.4 / 72  # mm
WRAPPED = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)


def paint(device: QPagedPaintDevice, lines: str, file: str, made_on: str, theme: Theme) -> bool:
    """Paint the code, *lines* of a few groups each, on one page; False if the printer refuses.

    *file* is the name of the file, *made_on* the day as text. Always black on white.
    """
    device.setPageMargins(QMarginsF(MARGIN, MARGIN, MARGIN, MARGIN), QPageLayout.Unit.Millimeter)
    painter = QPainter()
    if not painter.begin(device):
        return False
    millimetre = device.logicalDpiX() / 25.4
    page = _Page(painter, millimetre, device.width() / millimetre, theme)
    page.write(_("Recovery code"), 18, QFont.Weight.DemiBold)
    page.write(_("File: {name}, {day}").format(name=file, day=made_on), 11)
    page.skip(6)
    page.write_code(lines)
    page.skip(6)
    page.write(
        _(
            "It opens the file if the password is forgotten, even without the key file. It "
            "cannot be replaced."
        ),
        11,
    )
    page.write(
        _("Keep this sheet away from the computer. Anyone who has it and the file can read the file."), 11
    )
    page.write(_("To use it: “Enter the recovery code” where the password is asked for."), 11)
    return painter.end()


class _Page:
    """Writes from the top down; lengths in millimetres, font sizes in points."""

    def __init__(self, painter: QPainter, millimetre: float, width: float, theme: Theme) -> None:
        self._painter = painter
        self._millimetre = millimetre
        self._width = width
        self._theme = theme
        self._top = 0.0
        painter.setPen(QPen(Qt.GlobalColor.black))

    def skip(self, height: float) -> None:
        """Leave vertical space."""
        self._top += height

    def write(self, text: str, points: float, weight: QFont.Weight = QFont.Weight.Normal) -> None:
        """Write a paragraph over the width of the page."""
        font = self._theme.font("body")
        font.setWeight(weight)
        self._put(text, font, points, 0)

    def write_code(self, lines: str) -> None:
        """Write the code in unmistakable letters, in a frame."""
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setWeight(QFont.Weight.DemiBold)
        before = self._top
        self.skip(5)
        self._put(lines, font, 20, 6)
        self.skip(3)
        unit = self._millimetre
        pen = QPen(Qt.GlobalColor.black, 0.3 * unit)
        self._painter.setPen(pen)
        self._painter.drawRect(QRectF(0, before * unit, self._width * unit, (self._top - before) * unit))

    def _put(self, text: str, font: QFont, points: float, indent: float) -> None:
        unit = self._millimetre
        font.setPixelSize(round(points * POINT * unit))
        self._painter.setFont(font)
        room = QRectF(indent * unit, self._top * unit, (self._width - 2 * indent) * unit, 200 * unit)
        used = self._painter.boundingRect(room, WRAPPED, text)
        self._painter.drawText(room, WRAPPED, text)
        self._top += used.height() / unit + 2.5
