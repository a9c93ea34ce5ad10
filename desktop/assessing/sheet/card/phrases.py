"""The phrases of an answer guide: a tick drafts the fact from the words of the guide."""

from typing import override

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.kit import layout
from desktop.kit.buttons import Painted
from desktop.kit.off import allow
from desktop.theme import Theme

BOX, BESIDE = 12, 8  # px of the tick box, and to the text
LEAST = 24  # px: easy to hit
_WRAPPED = int(Qt.TextFlag.TextWordWrap)


class Phrase(Painted):
    """A tick box with a text that wraps."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.said = ""  # not the button's own text, which has one line
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def say(self, text: str) -> None:
        """Show another phrase, unticked."""
        self.said = text
        self.setAccessibleName(text)
        self.setChecked(False)
        self.setVisible(bool(text))
        self.updateGeometry()

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        room = max(width - BOX - BESIDE, 40)
        box = QFontMetrics(self._theme.font("small")).boundingRect(0, 0, room, 2000, _WRAPPED, self.said)
        return max(box.height() + 2, LEAST)

    @override
    def sizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(max(self.width(), 200)))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(80, LEAST)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._theme
        lone = self.height() <= LEAST  # one line: in the middle
        box = QRect(0, (self.height() - BOX) // 2 if lone else 2, BOX, BOX)
        ticked = self.isChecked()
        painter.setPen(QPen(theme.color("accent" if ticked else "field_border"), 1))
        painter.setBrush(theme.color("accent_soft" if ticked else "raised"))
        painter.drawRect(box)
        if ticked:
            theme.icon("check", "accent", BOX).paint(painter, box.adjusted(1, 1, 0, 0))
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("accent" if self.underMouse() and self.isEnabled() else "text"))
        flags = _WRAPPED | (int(Qt.AlignmentFlag.AlignVCenter) if lone else 0)
        painter.drawText(self.rect().adjusted(BOX + BESIDE, 0, 0, 0), flags, self.said)


class Phrases(QWidget):
    """The phrases of one level, one below the other.

    Signals:
        ticked: the phrase, and whether it is ticked now.
    """

    ticked = Signal(str, bool)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.lines: list[Phrase] = []
        self._reason = ""
        self._column = layout.column(gap=1, of=self)

    def allow(self, reason: str) -> None:
        """Let the phrases be ticked, or say why not."""
        self._reason = reason
        for line in self.lines:
            allow(line, reason)

    def show_phrases(self, phrases: tuple[str, ...], written: str) -> None:
        """Show other phrases, ticked if they are in the text *written* already."""
        while len(self.lines) < len(phrases):
            line = Phrase(self._theme, self)
            line.clicked.connect(self._on_clicked)
            allow(line, self._reason)
            self._column.addWidget(line)
            self.lines.append(line)
        for number, line in enumerate(self.lines):
            line.say(phrases[number] if number < len(phrases) else "")
            line.setChecked(bool(line.said) and line.said in written)

    def _on_clicked(self, checked: bool) -> None:
        line = self.sender()
        assert isinstance(line, Phrase)
        self.ticked.emit(line.said, checked)
