"""Tooltips: the plain text that is given, whatever stands in it, to the pointer and to a screen reader."""

from typing import Protocol

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QToolButton, QWidget

_TOLD = "told_by_tip"


class Tipped(Protocol):
    """A widget, or an item of a list, that can have a tooltip."""

    def setToolTip(self, toolTip: str, /) -> None: ...


def set_tip(tipped: Tipped, *lines: str) -> None:
    """Say these lines in the tooltip as they are; empty ones are left out, none at all takes it away.

    A screen reader is told the same, unless the widget describes itself: Qt would read it the markup.
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
    """Return the lines that ``set_tip`` was given last."""
    return widget.property(_TOLD) or ""


def as_it_is(text: str) -> str:
    """Return the text for a role of a model: a tooltip guesses whether it holds markup, so it is wrapped."""
    return f"<span>{_plain(text)}</span>" if text else ""


def headed(title: str, text: str) -> str:
    """Return for a role of a model a text below its title in bold."""
    return f"<b>{_plain(title)}</b><br>{_plain(text)}"


def in_lines(text: str) -> str:
    """Return for a role of a model a text that keeps its line ends."""
    return f'<span style="white-space: pre-wrap">{_plain(text)}</span>' if text else ""


def _plain(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
