"""Reopens a form that the lock closed: by the same method, on the new screen."""

from collections.abc import Callable
from functools import wraps

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from desktop.kit.form.kept_dialog import Asked, KeptDialog


def reopens[S: QObject](ask: Callable[[S], None]) -> Callable[[S], None]:
    """Mark a method of a screen, or of its acts, that only asks: it opens a form and writes nothing.

    Only so marked methods are called again: one that also writes would write twice.
    """

    @wraps(ask)
    def marked(self: S) -> None:  # no *args: a signal would pass its own
        ask(self)
        form = QApplication.activeModalWidget()
        if isinstance(form, KeptDialog) and form.asked is None:
            form.asked = Asked(type(self), ask.__name__, type(form).__name__, form.filled_for())

    return marked


def reopen(asked: Asked, screen: QWidget) -> bool:
    """Open the form again where one was typing; False if it cannot be opened for the same subject."""
    for owner in (screen, *screen.findChildren(QObject)):
        if type(owner) is asked.owner:
            getattr(owner, asked.method)()
            form = QApplication.activeModalWidget()
            if isinstance(form, KeptDialog) and form.asked == asked:
                if asked.spot is not None:
                    form.go_on_at(asked.spot)
                return True
            if isinstance(form, KeptDialog):
                form.reject()  # about something else: the row is gone
            return False
    return False
