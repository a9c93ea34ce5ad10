"""Disabled widgets say why, by tooltip and to a screen reader."""

from PySide6.QtWidgets import QWidget

from desktop.kit.tips import set_tip, tip_of
from resources.i18n import _

KEPT = "said_while_on"


def allow(widget: QWidget, reason: str = "") -> None:
    """Disable *widget* because of *reason*, or enable it if there is none.

    While it is disabled, tooltip and description give the reason; the previous texts return with it.
    """
    if widget.property(KEPT) is None:
        widget.setProperty(KEPT, (tip_of(widget), widget.accessibleDescription()))
    tooltip, description = widget.property(KEPT)
    set_tip(widget, reason or tooltip)
    widget.setAccessibleDescription(reason or description)
    widget.setEnabled(not reason)


def read_only_reason() -> str:
    """Return why nothing can be changed in a read-only file."""
    return _("This file is read-only here.")
