"""The question before something that cannot be taken back, and the message that something went wrong."""

from typing import override

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.kit import labels, layout, reading_order
from desktop.kit.buttons import button
from resources.i18n import _

ABOVE = (0, 8, 0, 0)  # px above the buttons of a dialog whose lines stand close


class Dialog(QDialog):
    """A window before the window; every dialog of the program is one."""

    def lay_out(self, title: str, heading: str = "", gap: str = "m") -> QVBoxLayout:
        """Hold the window until it is closed, and go away then; return its column.

        The column begins with the heading, or else the title. A heading that names somebody is no title: the
        system shows titles outside of our windows.
        """
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setWindowTitle(title)
        return layout.column(
            labels.paragraph(heading or title, self, "section"), gap=gap, around=layout.AROUND_DIALOG, of=self
        )

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        return reading_order.step(self, forward=next)


def fit(dialog: QDialog) -> None:
    """Before it is shown: as wide as its buttons and words need at least, and as high as that makes it."""
    layout = dialog.layout()
    if layout is not None:
        width = max(dialog.width(), layout.minimumSize().width())
        dialog.setFixedWidth(width)
        # Qt takes the height from the width that the text would like, not from the one it gets.
        layout.activate()  # else the least height is that of what stood there before
        height = layout.totalHeightForWidth(width)
        dialog.resize(width, height if height > 0 else layout.totalSizeHint().height())


class Question(Dialog):
    """Question, consequence, the safe answer left and focused, the act right.

    Does not block: connect ``accepted``, then ``open()``. Goes away by itself.
    """

    def __init__(
        self, question: str, consequence: str, safe: str, act: str, parent: QWidget, *, danger: bool = False
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(question)
        self.setFixedWidth(400)
        heading, words = labels.paragraph(question, self, "section"), labels.paragraph(consequence, self)
        self.safe = button(safe, self)
        self.act = button(act, self, "danger" if danger else "primary")
        layout.column(
            heading,
            words,
            layout.row(layout.STRETCH, self.safe, self.act, gap="s", around=ABOVE),
            gap="s",
            around=layout.AROUND_DIALOG,
            of=self,
        )
        self.setAccessibleDescription(consequence)
        self.safe.clicked.connect(self.reject)
        self.act.clicked.connect(self.accept)
        self.safe.setAutoDefault(True)
        self.safe.setDefault(True)
        self.safe.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        fit(self)
        super().showEvent(event)


class Message(Dialog):
    """What happened, what is safe, what to do; for our bugs also the report, to be copied."""

    def __init__(self, what: str, rest: str, parent: QWidget, *, report: str = "") -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Merilo"))
        self.setMinimumWidth(420)
        self.setAccessibleDescription(f"{what} {rest}")
        heading, consequence = labels.paragraph(what, self, "section"), labels.paragraph(rest, self)
        self.report = QPlainTextEdit(report, self)
        self.report.setReadOnly(True)
        self.report.setTabChangesFocus(True)
        self.report.setAccessibleName(_("Report without personal data"))
        self.report.setVisible(bool(report))
        copy = button(_("Copy the report"), self)
        copy.setVisible(bool(report))
        copy.clicked.connect(self._on_copy)
        self.close_button = button(_("Close"), self, "primary")
        self.close_button.clicked.connect(self.accept)
        layout.column(
            heading,
            consequence,
            self.report,
            layout.row(layout.STRETCH, copy, self.close_button, gap="s", around=ABOVE),
            gap="s",
            around=layout.AROUND_DIALOG,
            of=self,
        )
        self.close_button.setDefault(True)
        self.close_button.setFocus()

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report.toPlainText())
