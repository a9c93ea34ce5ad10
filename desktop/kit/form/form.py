"""A field with its name above it and its error below."""

from typing import override

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from desktop.kit import labels, layout
from desktop.kit.aloud import announce
from desktop.kit.line_icons import Line

LONG = 40  # letters; a name that is longer may take several lines
PRESSED = 100  # ms between two looks whether the mouse is still pressed


class Field(QWidget):
    """A name, the widget to type into, and one line for an error or a hint (hidden while empty).

    Signals:
        eased: the room that a corrected error took is free again, since the person went on.
    """

    eased = Signal()

    def __init__(self, name: str, edit: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self.edit = edit
        labelled = labels.paragraph if len(name) > LONG else labels.plain
        caption = labelled(name, self, "small")
        caption.setBuddy(edit)
        edit.setAccessibleName(name)
        self._note: QLabel = labels.paragraph("", self, "small", "muted")
        layout.column(caption, edit, self._note, gap="xs", of=self)
        self._note.hide()
        self._roomy = False  # whether to reserve room for the line while it is empty
        self._wrong = False
        self._spare: QTimer | None = None  # only while room of a corrected error is kept
        # No focus proxy: Qt's Tab chain breaks at a proxy that comes after its own target.

    def keep_room(self) -> None:
        """Reserve room for the line below from the start: nothing moves when a complaint appears or goes."""
        self._roomy = True
        self._note.setMinimumHeight(self._note.fontMetrics().lineSpacing())
        self._note.show()

    @property
    def note(self) -> str:
        """The text of the line below; empty if hidden."""
        return self._note.text()

    @property
    def wrong(self) -> bool:
        """Whether the line below shows an error rather than a hint."""
        return self._wrong and bool(self.note)

    def say(self, text: str, *, wrong: bool = False) -> None:
        """Set the line below; an empty text hides it, but room used by an error stays reserved."""
        if self._wrong and not text and self._spare is None:
            # What is below would jump up under the pointer: the room stays until the person goes on.
            self._note.setMinimumHeight(self._note.height())
            self._spare = QTimer(self, singleShot=True, interval=PRESSED)
            self._spare.timeout.connect(self._ease)
            self.edit.installEventFilter(self)
        self._wrong = wrong
        self._note.setText(text)
        if wrong:
            announce(text, self.edit, urgent=True)
        self._note.setVisible(bool(text) or self._roomy or self._spare is not None)
        self._note.setProperty("token", "danger" if wrong else "muted")
        self.edit.setProperty("wrong", wrong)
        self.edit.setAccessibleDescription(text)
        for widget in (self._note, self.edit):
            widget.style().unpolish(widget)
            widget.style().polish(widget)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusOut and self._spare is not None:
            self._spare.start()
        return super().eventFilter(watched, event)

    def _ease(self) -> None:
        """Give back the room of a corrected error, unless the mouse is pressed on something below."""
        if self._spare is None or self._wrong or self.edit.hasFocus():
            return
        if QApplication.mouseButtons() != Qt.MouseButton.NoButton:
            self._spare.start()
            return
        self.edit.removeEventFilter(self)
        self._spare.deleteLater()
        self._spare = None
        self._note.setMinimumHeight(self._note.fontMetrics().lineSpacing() if self._roomy else 0)
        self._note.setVisible(bool(self.note) or self._roomy)
        self.eased.emit()


def line(name: str, parent: QWidget, text: str = "") -> tuple[Field, QLineEdit]:
    """Return a one-line field and its edit; at most 120 characters, the limit for people's names."""
    edit = Line(text, parent)
    edit.setMaxLength(120)
    return Field(name, edit, parent), edit
