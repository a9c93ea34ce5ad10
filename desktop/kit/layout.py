"""Columns and rows of widgets, written as they are seen; gaps have the names of ``theme.toml``."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.theme import space

AROUND_DIALOG = (20, 16, 20, 16)  # px left, above, right, below of what stands in a dialog


@dataclass(frozen=True, slots=True)
class Placed:
    """An item that takes of the room that is left by its ``share``, or does not fill the room it has."""

    item: QWidget | QLayout | None
    share: int = 0
    at: Qt.AlignmentFlag | None = None


type Item = QWidget | QLayout | Placed
type Edges = tuple[int, int, int, int]

NO_EDGES = (0, 0, 0, 0)
STRETCH = Placed(None, 1)


def column(*items: Item, gap: str = "", around: Edges = NO_EDGES, of: QWidget | None = None) -> QVBoxLayout:
    """Return the items one below the other, in the widget *of*; *gap* is xs s m l xl xxl, or none."""
    return fill(QVBoxLayout(of) if of is not None else QVBoxLayout(), *items, gap=gap, around=around)


def row(*items: Item, gap: str = "", around: Edges = NO_EDGES, of: QWidget | None = None) -> QHBoxLayout:
    """Return the items side by side, likewise."""
    return fill(QHBoxLayout(of) if of is not None else QHBoxLayout(), *items, gap=gap, around=around)


def grow(item: QWidget | QLayout, share: int = 1) -> Placed:
    """Let the item have the room that is left, or its share of it."""
    return Placed(item, share)


def top(item: QWidget | QLayout, share: int = 0) -> Placed:
    """Let the item stand at the top of a row that is higher."""
    return Placed(item, share, Qt.AlignmentFlag.AlignTop)


def left(item: QWidget | QLayout) -> Placed:
    """Let the item stand at the left of a column that is wider."""
    return Placed(item, 0, Qt.AlignmentFlag.AlignLeft)


def scroll(within: QWidget) -> QScrollArea:
    """Return what scrolls downwards where there is too little room; the keys go to what stands in it."""
    area = QScrollArea(within)
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area


def swap[W: QWidget](within: QLayout, old: QWidget, new: W) -> W:
    """Show the new one in the place of the old one, which goes; return it."""
    within.replaceWidget(old, new)
    old.hide()
    old.deleteLater()
    new.show()
    return new


def fill[L: QBoxLayout](into: L, *items: Item, gap: str = "", around: Edges = NO_EDGES) -> L:
    """Put the items into a layout that is there already, likewise; return it."""
    into.setContentsMargins(*around)
    into.setSpacing(space(gap) if gap else 0)
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
