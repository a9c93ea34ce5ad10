"""Tooltips that show text literally, to the pointer and to a screen reader."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QAction, QHelpEvent
from PySide6.QtWidgets import QToolButton, QToolTip, QWidget

_TOLD = "told_by_tip"


class Tipped(Protocol):
    """A widget or a list item that can have a tooltip."""

    def setToolTip(self, toolTip: str, /) -> None: ...


def set_tip(tipped: Tipped, *lines: str) -> None:
    """Set these lines as the tooltip, literally; empty ones are left out, none at all removes it.

    A screen reader gets the same text, unless the widget has its own description: Qt would read it the
    markup.
    """
    told = [line for line in lines if line]
    tipped.setToolTip("<br>".join(as_it_is(line) for line in told))
    said = "\n".join(told)
    if isinstance(tipped, QAction):
        for button in tipped.associatedObjects():
            if isinstance(button, QToolButton):
                button.setAccessibleDescription(said)
    if not isinstance(tipped, QWidget):
        return
    if tipped.accessibleDescription() in ("", tip_of(tipped)):
        tipped.setAccessibleDescription(said)
    tipped.setProperty(_TOLD, said)


def tip_of(widget: QWidget) -> str:
    """Return the lines last given to ``set_tip``."""
    return widget.property(_TOLD) or ""


def as_it_is(text: str) -> str:
    """Return the text for a model role, escaped: otherwise a tooltip guesses whether it is markup."""
    return f"<span>{_plain(text)}</span>" if text else ""


def headed(title: str, text: str) -> str:
    """Return, for a model role, a text under a bold title."""
    return f"<b>{_plain(title)}</b><br>{_plain(text)}"


def in_lines(text: str) -> str:
    """Return, for a model role, a text that keeps its line breaks."""
    return f'<span style="white-space: pre-wrap">{_plain(text)}</span>' if text else ""


def _plain(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def tip_by_place(event: QEvent, widget: QWidget, told: Callable[[QPoint], str]) -> bool:
    """Show what *told* says of the place under the mouse; return whether the event asked for a tooltip."""
    if not isinstance(event, QHelpEvent) or event.type() is not QEvent.Type.ToolTip:
        return False
    QToolTip.showText(event.globalPos(), told(event.pos()), widget)
    return True
