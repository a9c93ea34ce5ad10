"""The right button, or the menu key, on a row: what the keys do with it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtWidgets import QAbstractItemView, QMenu, QWidget

from desktop.actions import OF_ROWS


def show_row_menu(view: QAbstractItemView, event: QContextMenuEvent, around: Sequence[str]) -> None:
    """Show a menu for the row under the mouse, or for the current one; none beside the rows."""
    by_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
    index = view.indexAt(event.pos()) if by_mouse else view.currentIndex()
    if not index.isValid() or not index.flags() & Qt.ItemFlag.ItemIsEnabled:
        return
    if by_mouse and index not in view.selectionModel().selectedIndexes():
        view.setCurrentIndex(index)
    acts = row_acts(view, around)
    if not acts:
        return
    menu = QMenu(view)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.addActions(acts)
    at = event.globalPos() if by_mouse else view.viewport().mapToGlobal(view.visualRect(index).center())
    menu.popup(at)


def row_acts(view: QWidget, around: Sequence[str]) -> list[QAction]:
    """Return the acts on the current row that can be done now: the list's own, then those *around* it.

    A screen also acts on other lists and on itself: each list names the acts around it that are on its rows.
    """
    own = [one for one in view.actions() if one.objectName() in OF_ROWS]
    found: dict[str, QAction] = {}
    owner = view.parentWidget()
    while owner is not None:
        for action in owner.actions():
            found.setdefault(action.objectName(), action)
        owner = None if owner.isWindow() else owner.parentWidget()
    return [one for one in (*own, *(found[name] for name in around if name in found)) if one.isEnabled()]
