"""Spoken announcements without a change of focus: a mark was saved, something failed."""

from PySide6.QtWidgets import QWidget


def announce(text: str, widget: QWidget, *, urgent: bool = False) -> None:
    """Have a screen reader say it; *urgent* interrupts its speech. Costs nothing without a screen reader."""
    if not text:
        return
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # with 150 roles and kinds of events

    if not QAccessible.isActive():
        return
    event = QAccessibleAnnouncementEvent(widget, text)
    kinds = QAccessible.AnnouncementPoliteness
    event.setPoliteness(kinds.Assertive if urgent else kinds.Polite)
    QAccessible.updateAccessibility(event)
