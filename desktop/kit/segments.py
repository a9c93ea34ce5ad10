"""A segmented control: one of a few choices, all visible."""

import re
from typing import override

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QIcon, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QWidget,
)

from desktop.kit import layout
from desktop.kit.buttons import GAP, apart
from desktop.kit.off import allow
from desktop.kit.tips import set_tip

HEIGHT = 32  # px; large letters need more
_DIGIT = re.compile(r"\d")
AROUND = 18  # px that the style sheet adds around the text of a segment: 8 and 1 on each side


class Segments(QFrame):
    """One Tab stop; the arrows, Home and End choose.

    Signals:
        chosen: number of the segment that the user chose.
    """

    chosen = Signal(int)

    def __init__(self, texts: tuple[str, ...], parent: QWidget, name: str = "") -> None:
        """*name* is what a screen reader calls the control."""
        super().__init__(parent)
        self.setObjectName("segments")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        row = layout.row(gap=2, around=(3, 2, 3, 2), of=self)
        self._name = name
        self._group = QButtonGroup(self)
        self._segments = tuple(_Segment(text, self) for text in texts)
        for number, (text, segment) in enumerate(zip(texts, self._segments, strict=True)):
            segment.setAccessibleName(f"{name}: {text}" if name else text)
            segment.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # until it is chosen
            self._group.addButton(segment, number)
            row.addWidget(segment)
        self._group.idClicked.connect(self.chosen)
        self._group.idToggled.connect(self._on_toggled)
        self.choose(0)

    @override
    def sizeHint(self) -> QSize:
        return super().sizeHint().expandedTo(QSize(0, HEIGHT))

    @override
    def minimumSizeHint(self) -> QSize:
        return super().minimumSizeHint().expandedTo(QSize(0, HEIGHT))

    @property
    def current(self) -> int:
        """Number of the chosen segment."""
        return self._group.checkedId()

    def choose(self, number: int) -> None:
        """Choose the segment without emitting a signal."""
        self._group.button(number).setChecked(True)

    def text(self, number: int) -> str:
        """Return what a segment shows."""
        return self._group.button(number).text()

    def set_text(self, number: int, text: str) -> None:
        """Change a segment's text, for example when its count changes."""
        if self._group.button(number).text() == text:
            return
        self._group.button(number).setText(text)
        self._group.button(number).setAccessibleName(f"{self._name}: {text}" if self._name else text)

    def name_segment(self, number: int, name: str) -> None:
        """Name a segment that shows only a symbol, for screen readers."""
        segment = self._segments[number]
        segment.setAccessibleName(f"{self._name}: {name}" if self._name else name)
        segment.tip = name
        set_tip(segment, name)

    def offer(self, number: int, *, offered: bool) -> None:
        """Show or hide a segment; the chosen one cannot be hidden."""
        assert offered or number != self.current
        self._group.button(number).setVisible(offered)

    def allow(self, reason: str = "") -> None:
        """Disable all segments because of *reason*, or enable them if there is none."""
        self.setEnabled(not reason)
        for segment in self._segments:
            allow(segment, reason)

    def set_icon(self, number: int, icon: QIcon) -> None:
        """Put an icon before the text, if there is any."""
        segment = self._segments[number]
        told = bool(segment.text())
        segment.setIcon(apart(icon) if told else icon)
        segment.setIconSize(QSize(16 + GAP if told else 16, 16))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self._group.buttons()) - 1
        offered = [number for number in range(last + 1) if not self._group.button(number).isHidden()]
        at = offered.index(self.current)
        moves = {
            Qt.Key.Key_Left: at - 1,
            Qt.Key.Key_Right: at + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        wanted = moves.get(Qt.Key(event.key()))
        if wanted is None:
            event.ignore()
            return
        wanted = offered[min(max(wanted, 0), len(offered) - 1)]
        if wanted != self.current:
            self._group.button(wanted).setChecked(True)
            self._group.button(wanted).setFocus(Qt.FocusReason.TabFocusReason)  # as Qt does for arrow keys
            self.chosen.emit(wanted)

    def _on_toggled(self, number: int, checked: bool) -> None:
        # Tab reaches only the chosen segment, so that the control is one tab stop.
        policy = Qt.FocusPolicy.StrongFocus if checked else Qt.FocusPolicy.ClickFocus
        self._group.button(number).setFocusPolicy(policy)
        if checked:
            self.setFocusProxy(self._group.button(number))


class _Segment(QPushButton):
    """Leaves the arrows to the control; reserves the width of bold text, which the chosen one has.

    Where even the control's own width is lacking, the text ends in «…», and the tooltip has all of it.
    """

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.tip = ""  # what the tooltip says besides a text that is cut
        self._cut = ""  # the text, while it does not fit
        self._hint: tuple[tuple[str, QFont, int], QSize] | None = None

    @override
    def sizeHint(self) -> QSize:
        self.ensurePolished()  # the style sheet sets the font size
        told = _DIGIT.sub("0", self.text())  # a count that goes down must not move everything beside it
        asked = told, self.font(), self._beside
        if self._hint is None or self._hint[0] != asked:  # counts change at each key press
            self._hint = asked, self._measured(told)
        return self._hint[1]

    def _measured(self, told: str) -> QSize:
        words = max(
            letters.size(int(Qt.TextFlag.TextShowMnemonic), told).width()
            for letters in (self._broad, self.fontMetrics())  # a space is narrower in bold
        )
        # Qt's own size hint is for the font it was last asked with, chosen or not.
        return QSize(words + self._beside + AROUND, super().sizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        letters, flags = self._broad if self.isChecked() else self.fontMetrics(), Qt.TextFlag.TextShowMnemonic
        room = self.width() - self._beside - AROUND
        shown = letters.elidedText(self.text(), Qt.TextElideMode.ElideRight, room, int(flags))
        option.text = shown  # pyright: ignore[reportAttributeAccessIssue]
        QStylePainter(self).drawControl(QStyle.ControlElement.CE_PushButton, option)
        cut = self.text() if shown != self.text() else ""
        if cut != self._cut:
            self._cut = cut
            rest = self.tip if self.isEnabled() else self.accessibleDescription()
            set_tip(self, cut, rest)

    @property
    def _broad(self) -> QFontMetrics:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        return QFontMetrics(font)

    @property
    def _beside(self) -> int:
        """The width of the icon, px."""
        return 0 if self.icon().isNull() else self.iconSize().width() + (4 if self.text() else 0)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End):
            event.ignore()
        else:
            super().keyPressEvent(event)
