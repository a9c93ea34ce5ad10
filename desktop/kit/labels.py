"""Labels that show text literally: a name such as «<b>» stays a name."""

import re
from typing import override

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from desktop.kit.aloud import announce
from desktop.kit.tips import set_tip

BREAK = "\u200b"  # zero width; a line may break here
_ENDLESS = re.compile(r"[^\s\-–/_]{26,}")  # longer than any word in the catalogue


def plain(text: str, parent: QWidget | None, role: str = "body", token: str = "text") -> QLabel:
    """Return a label for *text*, never read as markup; role and token as in ``Theme``."""
    return _dressed(QLabel(parent), text, role, token)


def paragraph(text: str, parent: QWidget | None, role: str = "body", token: str = "text") -> QLabel:
    """Return a label that wraps its text, and breaks a word longer than any we know."""
    label = Paragraph(parent)
    _dressed(label, text, role, token)
    label.setWordWrap(True)
    return label


def fault(parent: QWidget | None, role: str = "small") -> "Fault":
    """Return a label for an error, hidden while there is none; a screen reader says it."""
    label = Fault(parent)
    _dressed(label, "", role, "danger")
    label.setWordWrap(True)
    label.hide()
    return label


def share(text: str, parent: QWidget | None, role: str, *, final: bool) -> QLabel:
    """Return a label for an attainment: bold as the role says only if it is final."""
    label = plain(text, parent, role)
    label.setProperty("unsure", not final)
    return label


def elided(text: str, parent: QWidget | None, role: str = "body", token: str = "text") -> "Elided":
    """Return a one-line label that may shrink: text that does not fit ends in «…»."""
    label = Elided(parent)
    _dressed(label, text, role, token)
    return label


def recolour(label: QLabel, token: str) -> None:
    """Change the label to another colour of the theme."""
    if label.property("token") != token:
        label.setProperty("token", token)
        label.style().unpolish(label)
        label.style().polish(label)


def rule(parent: QWidget | None) -> QFrame:
    """Return a horizontal line, one pixel."""
    line = QFrame(parent)
    line.setObjectName("rule")
    line.setFixedHeight(1)
    return line


def edge(parent: QWidget | None) -> QFrame:
    """Return a vertical line, one pixel."""
    line = QFrame(parent)
    line.setObjectName("rule")
    line.setFixedWidth(1)
    return line


class Paragraph(QLabel):
    """A label of several lines; it breaks endless words too, so that nothing around it grows."""

    @override
    def setText(self, text: str) -> None:
        super().setText(_ENDLESS.sub(lambda word: BREAK.join(word[0]), text))

    @override
    def text(self) -> str:
        return super().text().replace(BREAK, "")


class Fault(Paragraph):
    """A paragraph that screen readers say when it appears."""

    @override
    def setText(self, text: str) -> None:
        super().setText(text)
        if self.isVisible():
            announce(text, self, urgent=True)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        announce(self.text(), self, urgent=True)


class Elided(QLabel):
    """A one-line label that may be narrower than its text; the tooltip then shows all of it."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._more = ""
        self._tip: tuple[str, str] | None = None  # the current tooltip

    def set_more(self, text: str) -> None:
        """Add to the tooltip what the text does not say; a text that is cut comes first."""
        self._more = text

    def minimumSizeHint(self) -> QSize:
        return QSize(24, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        told = ("" if shown == self.text() else self.text(), self._more)
        if told != self._tip:
            self._tip = told
            set_tip(self, *told)
        painter = QPainter(self)
        painter.setPen(self.palette().windowText().color())
        painter.drawText(self.rect(), int(self.alignment()), shown)


def _dressed[L: QLabel](label: L, text: str, role: str, token: str) -> L:
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)
    label.setProperty("role", role)
    label.setProperty("token", token)
    return label
