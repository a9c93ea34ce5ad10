"""One part of the settings: its heading, its purpose, its fields, and one act below them on the right."""

from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from desktop.kit import labels, layout


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
