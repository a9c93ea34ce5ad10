"""Tab order as the eye reads: rows from top to bottom, each from left to right, however created."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QScrollArea, QWidget

ICONS_LAST = "icons_last"  # property of a group: the buttons inside its fields come after all its fields


def tab_stops(root: QWidget) -> tuple[QWidget, ...]:
    """Return the widgets inside *root* that Tab reaches now, in reading order."""
    found: list[QWidget] = []
    _collect(root, found)
    return tuple(found)


def step(root: QWidget, *, forward: bool) -> bool:
    """Focus the next or the previous tab stop, wrapping around.

    Return whether anything took the focus. Meant for ``focusNextPrevChild`` of *root*.
    """
    stops, now = tab_stops(root), QApplication.focusWidget()
    if not stops:
        return False
    if now in stops:
        place = stops.index(now)
    elif now is not None and root.isAncestorOf(now):  # focused by a click only: go on from its position
        place = _place_of(now, root, stops, forward=forward)
    else:
        place = -1 if forward else len(stops)
    target = stops[(place + (1 if forward else -1)) % len(stops)]
    reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
    root.window().setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)  # as Qt does when stepping itself
    focus(target, reason)
    return True


def focus(target: QWidget, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
    """Give a widget the focus and scroll to it, wherever the page was scrolled to."""
    target.setFocus(reason)
    _show(target)


def _collect(widget: QWidget, found: list[QWidget]) -> None:
    before = len(found)
    if _takes_tab(widget):
        found.append(widget)
    children = [
        child
        for child in widget.children()
        if isinstance(child, QWidget)
        and child.isVisible()
        and not child.isWindow()
        # The ring around what has the focus reaches over the gap to its neighbour.
        and not child.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    ]
    for child in _read(children):
        _collect(child, found)
    if widget.property(ICONS_LAST):
        found[before:] = sorted(found[before:], key=lambda one: isinstance(one.parentWidget(), QLineEdit))


def _takes_tab(widget: QWidget) -> bool:
    policy = Qt.FocusPolicy.TabFocus
    return widget.isEnabled() and bool(widget.focusPolicy() & policy) and widget.focusProxy() is None


def _read(widgets: Sequence[QWidget]) -> list[QWidget]:
    """Split them into rows, and neighbours into columns, as long as a gap separates them."""
    if len(widgets) < 2:
        return list(widgets)
    for begin, end in ((QRect.top, QRect.bottom), (QRect.left, QRect.right)):
        parts = _parts(widgets, begin, end)
        if len(parts) > 1:
            return [one for part in parts for one in _read(part)]
    return sorted(widgets, key=lambda one: (one.geometry().top(), one.geometry().left()))


def _parts(
    widgets: Sequence[QWidget], begin: Callable[[QRect], int], end: Callable[[QRect], int]
) -> list[list[QWidget]]:
    parts: list[list[QWidget]] = []
    reached = 0
    for one in sorted(widgets, key=lambda one: begin(one.geometry())):
        box = one.geometry()
        if not parts or begin(box) > reached:
            parts.append([one])
            reached = end(box)
        else:
            parts[-1].append(one)
            reached = max(reached, end(box))
    return parts


def _place_of(now: QWidget, root: QWidget, stops: Sequence[QWidget], *, forward: bool) -> int:
    def at(widget: QWidget) -> tuple[int, int]:
        spot = widget.mapTo(root, QPoint(0, 0))
        return spot.y(), spot.x()

    before = sum(at(stop) < at(now) for stop in stops)
    return before - 1 if forward else before


def _show(target: QWidget) -> None:
    above = target.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(target)
        above = above.parentWidget()
