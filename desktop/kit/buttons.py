"""Push buttons of the four kinds."""

from collections.abc import Callable
from typing import ClassVar, override

from PySide6.QtCore import QSize, Qt, SignalInstance
from PySide6.QtGui import QIcon, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractButton, QPushButton, QWidget

from desktop.kit.tips import as_it_is
from desktop.theme import Theme

type Slot = Callable[..., object] | SignalInstance

KEYPAD = Qt.KeyboardModifier.KeypadModifier
TARGET = 26  # pixels: a lone cross must be easy to hit too
GAP = 4  # Qt puts icon and text too close together


def button(
    text: str,
    parent: QWidget | None,
    kind: str = "secondary",
    icon: QIcon | None = None,
    *,
    small: bool = False,
    trailing: bool = False,
    do: Slot | None = None,
) -> QPushButton:
    """Return a button; *kind* is secondary, primary, quiet or danger; a screen has one primary button.

    Ask the theme for icons on a primary button with the token ``on_primary``; a *trailing* icon follows the
    text. *do* is what a click does.
    """
    made = Folding(text, parent)
    made.setAutoDefault(False)
    made.setProperty("kind", kind)
    made.setProperty("small", small)
    if icon is not None:
        alone = not text
        made.setIcon(icon if alone else apart(icon, trailing=trailing))
        made.setIconSize(QSize(16 if alone else 16 + GAP, 16))
    if trailing:
        made.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    if do is not None:
        made.clicked.connect(do)
    return made


def set_kind(made: QPushButton, kind: str) -> None:
    """Change the kind of a button while it is shown."""
    if made.property("kind") != kind:
        made.setProperty("kind", kind)
        made.style().unpolish(made)  # otherwise Qt keeps the old look
        made.style().polish(made)


def lead(made: QPushButton, theme: Theme, icon: str, *, primary: bool) -> None:
    """Make the button primary on its screen or no longer so; *icon* may be empty."""
    set_kind(made, "primary" if primary else "secondary")
    if icon:
        trailing = made.layoutDirection() is Qt.LayoutDirection.RightToLeft
        made.setIcon(apart(theme.icon(icon, "on_primary" if primary else "text"), trailing=trailing))


class Folding(QPushButton):
    """A button that can shrink to its icon; Enter presses it when focused, dialog default or not."""

    def __init__(self, text: str, parent: QWidget | None) -> None:
        super().__init__(text, parent)
        self._words: str | None = None  # the text while folded
        self._named = self._told = ""

    @property
    def folded(self) -> bool:
        """Whether only the icon is shown."""
        return self._words is not None

    @property
    def words_width(self) -> int:
        """The width of the text, shown or not, px."""
        words = self.text() if self._words is None else self._words
        return self.fontMetrics().size(int(Qt.TextFlag.TextShowMnemonic), words).width()

    def fold(self, *, folded: bool) -> None:
        """Show the icon alone, with the text as tooltip and accessible name, or show the text again."""
        if folded and self._words is None:
            self._named, words = self.accessibleName(), self.text()
            super().setText("")
            self._words = ""
            self.setText(words)
        elif not folded and self._words is not None:
            words, self._words = self._words, None
            self.setAccessibleName(self._named)
            super().setText(words)
            super().setToolTip(self._told)

    @override
    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return hint if self.text() else hint.expandedTo(QSize(TARGET, TARGET))

    @override
    def setText(self, text: str) -> None:
        if self._words is None:
            super().setText(text)
            return
        self._words = text
        self.setAccessibleName(self._named or text)
        self.setToolTip(self._told)

    @override
    def toolTip(self) -> str:
        return self._told

    @override
    def setToolTip(self, arg__1: str) -> None:
        self._told = arg__1
        words = (self._words or "").replace("&&", "&")
        if not arg__1 and not {*words} & {*"<&"}:
            super().setToolTip(words)  # a screen reader is told the tip of what has no description
        else:
            super().setToolTip("<br>".join(one for one in (as_it_is(words), arg__1) if one))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _is_enter(event):
            self.click()
        else:
            super().keyPressEvent(event)


class Painted(QAbstractButton):
    """A button that paints itself; Enter presses it, and keys in ``PASSED`` are left to its parent."""

    PASSED: ClassVar[tuple[Qt.Key, ...]] = ()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _is_enter(event):
            self.click()
        elif event.key() in self.PASSED:
            event.ignore()
        else:
            super().keyPressEvent(event)


def _is_enter(event: QKeyEvent) -> bool:
    return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & ~KEYPAD


def apart(icon: QIcon, *, trailing: bool = False) -> QIcon:
    """Return the icon with a gap on the side of the text."""
    wide = QIcon()
    for mode in (QIcon.Mode.Normal, QIcon.Mode.Disabled):
        for ratio in (1, 2):
            pixmap = QPixmap((16 + GAP) * ratio, 16 * ratio)
            pixmap.fill(Qt.GlobalColor.transparent)
            pixmap.setDevicePixelRatio(ratio)  # before painting: else Qt takes the drawing of half the size
            painter = QPainter(pixmap)
            icon.paint(painter, GAP if trailing else 0, 0, 16, 16, mode=mode)
            painter.end()
            wide.addPixmap(pixmap, mode)
    return wide
