"""What a screen reader says of itself, though the focus stays: that a mark is saved, what failed."""

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def announce(text: str, widget: QWidget, *, urgent: bool = False) -> None:
    """Let it be said; *urgent* interrupts what is being said. Nobody listening, it costs nothing."""
    if not text or not QAccessible.isActive():
        return
    event = QAccessibleAnnouncementEvent(widget, text)
    kinds = QAccessible.AnnouncementPoliteness
    event.setPoliteness(kinds.Assertive if urgent else kinds.Polite)
    QAccessible.updateAccessibility(event)
