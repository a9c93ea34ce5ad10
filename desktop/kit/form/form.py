"""A field with its name above and what is wrong with it below."""

from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from desktop.kit import labels, layout
from desktop.kit.aloud import announce


class Field(QWidget):
    """Name, the widget to type into, and one line for a fault or a hint (hidden while there is none)."""

    def __init__(self, name: str, edit: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self.edit = edit
        column = layout.column(gap="xs", of=self)
        caption = labels.plain(name, self, "small")
        caption.setBuddy(edit)
        edit.setAccessibleName(name)
        column.addWidget(caption)
        column.addWidget(edit)
        self._note: QLabel = labels.paragraph("", self, "small", "muted")
        column.addWidget(self._note)
        self._note.hide()
        self._roomy = False  # whether there is room for the line while there is none
        self._wrong = False
        # No focus proxy: Qt's walk by Tab stumbles over one that stands behind its own target in the chain.

    def keep_room(self) -> None:
        """Have room for one line below from the beginning: nothing moves when a complaint comes or goes."""
        self._roomy = True
        self._note.setMinimumHeight(self._note.fontMetrics().lineSpacing())
        self._note.show()

    @property
    def note(self) -> str:
        """What the line below says; empty if hidden."""
        return self._note.text()

    @property
    def wrong(self) -> bool:
        """Whether the line below tells of a fault, not of a hint."""
        return self._wrong and bool(self.note)

    def say(self, text: str, *, wrong: bool = False) -> None:
        """Write the line below; an empty text takes it away, and what was wrong leaves its room behind."""
        if self._wrong and not text:  # what stands below would jump up under the pointer
            self._note.setMinimumHeight(self._note.height())
            self._roomy = True
        self._wrong = wrong
        self._note.setText(text)
        if wrong:
            announce(text, self.edit, urgent=True)
        self._note.setVisible(bool(text) or self._roomy)
        self._note.setProperty("token", "danger" if wrong else "muted")
        self.edit.setProperty("wrong", wrong)
        self.edit.setAccessibleDescription(text)
        for widget in (self._note, self.edit):
            widget.style().unpolish(widget)
            widget.style().polish(widget)


def line(name: str, parent: QWidget, text: str = "") -> tuple[Field, QLineEdit]:
    """Return a field of one line with its edit; 120 characters at most, as names of people have."""
    edit = QLineEdit(text, parent)
    edit.setMaxLength(120)
    return Field(name, edit, parent), edit
