"""The question of an import that is shown."""

from PySide6.QtWidgets import QDialog

from desktop.app import App
from tests.desktop.people.hands import active


def dialog_of[D: QDialog](app: App, kind: type[D]) -> D:
    (found,) = [one for one in app.window.findChildren(kind) if one.isVisible()]
    return active(found)
