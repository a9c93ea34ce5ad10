"""Tab goes where the eye goes: rows from above, in each from the left, whatever was made first."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget


def tab_stops(root: QWidget) -> tuple[QWidget, ...]:
    """Return what Tab reaches inside *root* now, in reading order."""
    found: list[QWidget] = []
    _collect(root, found)
    return tuple(found)


def step(root: QWidget, *, forward: bool) -> bool:
    """Put the focus on the next or the previous stop, beyond the last one to what follows *root*.

    Returns whether anything took it. Meant for ``focusNextPrevChild`` of *root*.
    """
    stops, now = tab_stops(root), QApplication.focusWidget()
    at = stops.index(now) if now in stops else None
    if at is None:
        place = -1 if forward else len(stops)
        if now is not None and root.isAncestorOf(now):  # a stop by a click alone: go on from where it stands
            place = _place_of(now, root, stops, forward=forward)
    else:
        place = at
    wanted = place + (1 if forward else -1)
    if 0 <= wanted < len(stops):
        target = stops[wanted]
    else:
        target = _beyond(root, forward=forward) or (stops[0 if forward else -1] if stops else None)
    if target is None:
        return False
    reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
    root.window().setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)  # as Qt does where it steps itself
    target.setFocus(reason)
    _show(target)
    return True


def _collect(widget: QWidget, found: list[QWidget]) -> None:
    if _takes_tab(widget):
        found.append(widget)
    children = [
        child
        for child in widget.children()
        if isinstance(child, QWidget) and child.isVisible() and not child.isWindow()
    ]
    for child in _read(children):
        _collect(child, found)


def _takes_tab(widget: QWidget) -> bool:
    policy = Qt.FocusPolicy.TabFocus
    return widget.isEnabled() and bool(widget.focusPolicy() & policy) and widget.focusProxy() is None


def _read(widgets: Sequence[QWidget]) -> list[QWidget]:
    """Part them into rows, and what stands beside one another into columns, as long as a gap parts them."""
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


def _beyond(root: QWidget, *, forward: bool) -> QWidget | None:
    """Return what Qt's own chain has after *root*, in the same window."""
    follow = QWidget.nextInFocusChain if forward else QWidget.previousInFocusChain
    one = follow(root)
    while one is not None and one is not root:
        inside = root.isAncestorOf(one) or one.isAncestorOf(root)
        if not inside and _takes_tab(one) and one.isVisible() and one.window() is root.window():
            return one
        one = follow(one)
    return None


def _show(target: QWidget) -> None:
    above = target.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(target)
        above = above.parentWidget()
