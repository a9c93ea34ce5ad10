"""A row that wraps when space runs out, so that nothing in it is cut."""

from typing import override

from PySide6.QtCore import QMargins, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

GAP = 12  # px between two widgets on one line
BETWEEN = 6  # px between two lines


class Flow(QLayout):
    """Lays its widgets out from left to right, each at its preferred width, on as many lines as needed.

    Widgets that may expand share the rest of their line; if none may, the rest stays empty.
    """

    def __init__(self, margins: QMargins, gap: int = GAP, between: int = BETWEEN) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._gap, self._between = gap, between
        self.setContentsMargins(margins)

    @override
    def addItem(self, arg__1: QLayoutItem) -> None:
        self._items.append(arg__1)

    @override
    def count(self) -> int:
        return len(self._items)

    @override
    def itemAt(self, index: int) -> QLayoutItem | None:  # pyright: ignore[reportIncompatibleMethodOverride]
        return self._items[index] if 0 <= index < len(self._items) else None

    @override
    def takeAt(self, index: int) -> QLayoutItem | None:  # pyright: ignore[reportIncompatibleMethodOverride]
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    @override
    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation.Horizontal

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, arg__1: int) -> int:
        around = self.contentsMargins()
        lines = self._lines(arg__1 - around.left() - around.right())
        high = sum(_high(line) for line in lines) + self._between * max(len(lines) - 1, 0)
        return high + around.top() + around.bottom()

    @override
    def sizeHint(self) -> QSize:
        around = self.contentsMargins()
        shown = self._shown()
        wide = sum(one.sizeHint().width() for one in shown) + self._gap * max(len(shown) - 1, 0)
        return QSize(wide + around.left() + around.right(), _high(shown) + around.top() + around.bottom())

    @override
    def minimumSize(self) -> QSize:
        around = self.contentsMargins()
        shown = self._shown()
        wide = max((one.minimumSize().width() for one in shown), default=0)
        return QSize(wide + around.left() + around.right(), _high(shown) + around.top() + around.bottom())

    @override
    def setGeometry(self, arg__1: QRect) -> None:
        super().setGeometry(arg__1)
        room = arg__1.marginsRemoved(self.contentsMargins())
        top = room.top()
        for line in self._lines(room.width()):
            high, left = _high(line), room.left()
            wanted = [min(one.sizeHint().width(), room.width()) for one in line]
            rest = max(room.width() - sum(wanted) - self._gap * (len(line) - 1), 0)
            greedy = [bool(one.expandingDirections() & Qt.Orientation.Horizontal) for one in line]
            share = rest // sum(greedy) if any(greedy) else 0
            for one, wide, more in zip(line, wanted, greedy, strict=True):
                width = wide + share if more else wide
                tall = min(one.sizeHint().height(), high)
                one.setGeometry(QRect(left, top + (high - tall) // 2, width, tall))
                left += width + self._gap
            top += high + self._between

    def _shown(self) -> list[QLayoutItem]:
        return [one for one in self._items if not one.isEmpty()]

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = []
        left = 0
        for one in self._shown():
            wide = one.sizeHint().width()
            if lines and left + self._gap + wide <= width:
                lines[-1].append(one)
                left += self._gap + wide
            else:
                lines.append([one])
                left = wide
        return lines


def flow(*parts: QWidget, margins: tuple[int, int, int, int] = (0, 0, 0, 0), gap: int = GAP) -> Flow:
    """Return a row of these widgets; margins left, top, right, bottom, px."""
    row = Flow(QMargins(*margins), gap)
    for part in parts:
        row.addWidget(part)
    return row


def _high(line: list[QLayoutItem]) -> int:
    return max((one.sizeHint().height() for one in line), default=0)
