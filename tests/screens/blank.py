"""The largest part of a picture where nothing is: air that another layout would not need."""

from collections.abc import Iterable, Iterator

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from tests.screens.checks import BLANK, Finding, who

SIDE = 8  # px of the squares that are looked at
SHARE = 1 / 3  # of the window


def blank(root: QWidget) -> tuple[Finding, ...]:
    """Return the largest empty rectangle of the window or dialog, if it takes more than a third of it."""
    image = root.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    side = round(SIDE * image.devicePixelRatioF())
    across, down = image.width() // side, image.height() // side
    taken, high = max(_rectangles(_grounds(image, side, across, down)), default=(0, 0))
    if taken <= across * down * SHARE:
        return ()
    size = f"{taken // high * SIDE}×{high * SIDE}"
    return (Finding(BLANK, who(root), f"nothing in {size}, {taken * 100 // (across * down)} %"),)


def _grounds(image: QImage, side: int, across: int, down: int) -> Iterator[list[bytes]]:
    """Yield for each row of squares the one colour of each, nothing if it has more."""
    points, line = bytes(image.constBits()), image.bytesPerLine()
    for top in range(down):
        lines = [points[at : at + line] for at in range(top * side * line, (top + 1) * side * line, line)]
        first = lines[0]
        row: list[bytes] = []
        for left in range(across):
            begin, end = left * side * 4, (left + 1) * side * 4
            color = first[begin : begin + 4]
            square = first[begin:end]
            same = square == color * side and all(one[begin:end] == square for one in lines[1:])
            row.append(color if same else b"")
        yield row


def _rectangles(rows: Iterable[list[bytes]]) -> Iterator[tuple[int, int]]:
    """Yield squares and height of each rectangle of one colour that cannot be higher or wider."""
    above: list[bytes] = []
    heights: list[int] = []
    for row in rows:
        same = above or [b""] * len(row)
        heights = heights or [0] * len(row)
        heights = [
            0 if not color else height + 1 if color == before else 1
            for color, before, height in zip(row, same, heights, strict=True)
        ]
        above = row
        open_: list[tuple[int, int]] = []  # where a rectangle begins, and its height
        for at in range(len(row) + 1):
            begin, high = at, heights[at] if at < len(row) else 0
            apart = at == len(row) or (at > 0 and row[at] != row[at - 1])
            while open_ and (apart or open_[-1][1] >= high):
                begin, tall = open_.pop()
                yield (at - begin) * tall, tall
            if high:
                open_.append((at if apart else begin, high))
