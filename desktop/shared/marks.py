"""A mark, and the symbol of a critical item, as widgets and as painted in tables."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop.kit.chips import paint_diamond, paint_mark
from desktop.kit.tips import set_tip
from desktop.theme import Theme
from domain.mark import Mark, State
from reports.words.names import name_of
from resources.i18n import _, current, pgettext


class Diamond(QWidget):
    """◆ of a critical item: red is below the minimum, hollow has to be discussed."""

    def __init__(self, theme: Theme, token: str, parent: QWidget, *, hollow: bool = False) -> None:
        super().__init__(parent)
        self._theme, self._token, self._hollow = theme, token, hollow
        self.setFixedSize(10, 20)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_diamond(painter, QRectF(self.rect()), self._theme, self._token, hollow=self._hollow)


class MarkChip(QWidget):
    """A mark as tables show it, with its text for a screen reader."""

    def __init__(self, theme: Theme, mark: Mark, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._mark = theme, mark
        self.setFixedSize(self.sizeHint())
        said = _("Level {level}").format(level=mark.level)
        if mark.level is None:
            said = name_of(mark.state, current())
        self.setAccessibleName(said)
        set_tip(self, said)

    def sizeHint(self) -> QSize:
        size = self._theme.pair("mark_chip")
        return size if self._mark.level is not None else QSize(size.width() + 10, size.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        sign = state_sign(self._mark.state)
        paint_mark(QPainter(self), QRectF(self.rect()), self._theme, self._mark.level, sign)


def state_sign(state: State) -> str:
    """Return the short symbol shown in a chip without a level; the tooltip says it in words."""
    return "–" if state is State.NOT_APPLICABLE else pgettext("mark chip", "NR")
