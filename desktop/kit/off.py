"""Whatever is switched off says why: to the pointer and to a screen reader alike."""

from PySide6.QtWidgets import QWidget

from desktop.kit.tips import set_tip, tip_of
from resources.i18n import _

KEPT = "said_while_on"


def allow(widget: QWidget, reason: str = "") -> None:
    """Switch *widget* off because of *reason*, or on again when there is none.

    While it is off, tooltip and description are the reason; what they said before comes back with it.
    """
    if widget.property(KEPT) is None:
        widget.setProperty(KEPT, (tip_of(widget), widget.accessibleDescription()))
    tooltip, description = widget.property(KEPT)
    set_tip(widget, reason or tooltip)
    widget.setAccessibleDescription(reason or description)
    widget.setEnabled(not reason)


def read_only_reason() -> str:
    """Return why nothing can be changed in a file that can only be read."""
    return _("This file is read-only here.")
