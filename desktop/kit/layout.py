"""Columns and rows of widgets, written as they look; gaps have the names in ``theme.toml``."""

from dataclasses import dataclass
from typing import override

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.theme import space

AROUND_DIALOG = (20, 16, 20, 16)  # px left, top, right, bottom of a dialog's contents


@dataclass(frozen=True, slots=True)
class Placed:
    """An item that takes its ``share`` of the spare room, or does not fill the room it has."""

    item: QWidget | QLayout | None
    share: int = 0
    at: Qt.AlignmentFlag | None = None


type Item = QWidget | QLayout | Placed
type Gap = str | int  # xs s m l xl xxl; px where a place needs a finer one
type Edges = tuple[int, int, int, int]

NO_EDGES = (0, 0, 0, 0)
STRETCH = Placed(None, 1)


def column(*items: Item, gap: Gap = 0, around: Edges = NO_EDGES, of: QWidget | None = None) -> QVBoxLayout:
    """Return the items stacked vertically, in the widget *of*; *gap* has a name or is in px."""
    return fill(QVBoxLayout(of) if of is not None else QVBoxLayout(), *items, gap=gap, around=around)


def row(*items: Item, gap: Gap = 0, around: Edges = NO_EDGES, of: QWidget | None = None) -> QHBoxLayout:
    """Return the items side by side; parameters as for ``column``."""
    return fill(QHBoxLayout(of) if of is not None else QHBoxLayout(), *items, gap=gap, around=around)


def grid(
    *, across: Gap, down: Gap, wide: tuple[int, ...] = (), around: Edges = NO_EDGES, of: QWidget | None = None
) -> QGridLayout:
    """Return an empty grid with gaps *across* and *down*; the columns *wide* share the spare width."""
    cells = QGridLayout(of) if of is not None else QGridLayout()
    cells.setContentsMargins(*around)
    cells.setHorizontalSpacing(_px(across))
    cells.setVerticalSpacing(_px(down))
    for number in wide:
        cells.setColumnStretch(number, 1)
    return cells


def grow(item: QWidget | QLayout, share: int = 1) -> Placed:
    """Give the item the spare room, or its share of it."""
    return Placed(item, share)


def top(item: QWidget | QLayout, share: int = 0) -> Placed:
    """Align the item to the top of a taller row."""
    return Placed(item, share, Qt.AlignmentFlag.AlignTop)


def left(item: QWidget | QLayout) -> Placed:
    """Align the item to the left of a wider column."""
    return Placed(item, 0, Qt.AlignmentFlag.AlignLeft)


def scroll(within: QWidget) -> QScrollArea:
    """Return an area that scrolls vertically if space is short; it leaves the keys to its contents."""
    area = _Tall(within, widgetResizable=True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area


def settle(area: QScrollArea, *parts: QWidget) -> None:
    """Lay out what the area holds now, the inner *parts* first: Qt would paint between two steps of it."""
    inside = area.widget()
    assert inside is not None
    for part in (*parts, inside):
        if (placed := part.layout()) is not None:
            placed.activate()
    placed = inside.layout()
    if placed is not None and placed.hasHeightForWidth():
        high = placed.totalHeightForWidth(inside.width())
        inside.resize(inside.width(), max(high, area.viewport().height()))


def swap[W: QWidget](within: QLayout, old: QWidget, new: W) -> W:
    """Replace *old*, which is deleted, by *new*; return the new one."""
    within.replaceWidget(old, new)
    old.hide()
    old.deleteLater()
    new.show()
    return new


class _Tall(QScrollArea):
    """Cannot scroll sideways, so it asks for the width its contents need."""

    @override
    def minimumSizeHint(self) -> QSize:
        hint, inside = super().minimumSizeHint(), self.widget()
        if inside is None:
            return hint
        beside = self.verticalScrollBar().sizeHint().width() + 2 * self.frameWidth()
        needed = inside.minimumWidth() or inside.minimumSizeHint().width()
        return hint.expandedTo(QSize(needed + beside, 0))


def fill[L: QBoxLayout](into: L, *items: Item, gap: Gap = 0, around: Edges = NO_EDGES) -> L:
    """Put the items into an existing layout and return it; parameters as for ``column``."""
    into.setContentsMargins(*around)
    into.setSpacing(_px(gap))
    for one in items:
        placed = one if isinstance(one, Placed) else Placed(one)
        match placed.item:
            case None:
                into.addStretch(placed.share)
            case QLayout():
                into.addLayout(placed.item, placed.share)
                if placed.at is not None:
                    into.setAlignment(placed.item, placed.at)
            case _:
                into.addWidget(placed.item, placed.share, placed.at or Qt.AlignmentFlag(0))
    return into


def _px(gap: Gap) -> int:
    return space(gap) if isinstance(gap, str) else gap
