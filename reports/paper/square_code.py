"""The code of a paper as a picture for machines to read, where the format draws none itself."""

from io import BytesIO
from typing import Any

from PIL import Image
from reportlab.graphics.barcode.qr import QrCode

_DOTS = 8  # px of a module
_QUIET = 1  # modules around


def picture(text: str) -> bytes:
    """Return the text as a QR code in PNG; it has what the PDF has."""
    code: Any = QrCode(text, qrLevel="M").qr
    code.make()
    count: int = code.getModuleCount()
    side = (count + 2 * _QUIET) * _DOTS
    drawn = Image.new("1", (side, side), 1)
    for row in range(count):
        for column in range(count):
            if code.isDark(row, column):
                x, y = (column + _QUIET) * _DOTS, (row + _QUIET) * _DOTS
                drawn.paste(0, (x, y, x + _DOTS, y + _DOTS))
    written = BytesIO()
    drawn.save(written, "PNG", optimize=True)
    return written.getvalue()
