"""The areas that F6 cycles through: current place on the rail, first act of the header, content."""

from typing import cast

from PySide6.QtWidgets import QApplication, QWidget

from desktop.kit.page.header import Header
from desktop.kit.page.rail import Rail


def step(rail: Rail, screen: QWidget, by: int) -> None:
    """Focus the area *by* steps away from the focused one; a header without acts is skipped."""
    header = screen.findChild(Header)
    acts = [] if header is None else [one for one in header.findChildren(QWidget) if _reachable(one)]
    inside = [one for one in screen.findChildren(QWidget) if _reachable(one) and one not in acts]
    kept = cast(QWidget | None, screen.focusWidget())
    content = kept if kept is not None and kept in inside else next(iter(inside), None)
    place = rail.item(rail.current) if rail.current else None
    areas = [area for area in (place, next(iter(acts), None), content) if area is not None]
    focused = QApplication.focusWidget()
    if focused is not None and rail.isAncestorOf(focused):
        here = 0
    elif focused is not None and header is not None and header.isAncestorOf(focused):
        here = 1
    else:
        here = len(areas) - 1
    areas[(here + by) % len(areas)].setFocus()


def _reachable(widget: QWidget) -> bool:
    return bool(widget.focusPolicy().value & 1) and widget.isEnabled() and not widget.isHidden()
