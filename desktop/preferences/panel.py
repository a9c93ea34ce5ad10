"""One part of the settings: its heading, its purpose, its fields, and one act below them on the right."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from desktop.context import Context
from desktop.kit import labels, layout
from desktop.kit.buttons import button
from desktop.kit.form.keeper import FormKeeper, drafts_above
from desktop.kit.off import allow, read_only_reason


class Panel(QFrame):
    """Fields go into its ``column``, the act comes last."""

    def __init__(self, title: str, note: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.column = layout.column(gap=10, around=layout.AROUND_DIALOG, of=self)
        self.column.addWidget(labels.plain(title, self, "section"))
        self.column.addWidget(labels.paragraph(note, self, "small", "muted"))

    def put_act(self, act: QPushButton) -> None:
        """Put the act below everything, on the right."""
        self.column.addLayout(layout.row(layout.STRETCH, act))


class KeptPanel(Panel):
    """Fields of the file with an act that saves them; what is typed and not saved is kept.

    Signals:
        saved: the fields are in the file.
    """

    saved = Signal()

    def __init__(self, context: Context, title: str, note: str, parent: QWidget) -> None:
        super().__init__(title, note, parent)
        self._context = context

    def put_save(self, text: str, drafts: str) -> None:
        """Put the act below the fields that are there; *drafts* names the form whose words are kept."""
        self.save = button(text, self, do=self._on_save)
        self.put_act(self.save)
        self._keeper = FormKeeper(self, drafts, "", None)

    def leave(self) -> None:
        """Keep at once what is typed and not saved."""
        self._keeper.now()

    def open(self) -> None:
        """Reread; restores what was typed and not saved."""
        self.leave()
        self.fill()
        self._keeper.begin("", drafts_above(self))
        allow(self.save, read_only_reason() if self._context.data.read_only else "")

    def fill(self) -> None:
        """Show what the file has."""
        raise NotImplementedError

    def write(self) -> bool:
        """Write the fields; return False, with the fault at its field, if they cannot be."""
        raise NotImplementedError

    def _on_save(self) -> None:
        if not self._context.data.read_only and self.write():
            self._keeper.forget()
            self.open()
            self.saved.emit()
