"""The files opened before, one per line, at the bottom of the card."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from desktop.kit import labels, layout
from desktop.kit.buttons import Painted, button
from desktop.kit.off import allow
from desktop.kit.tips import set_tip
from desktop.recent import RecentFile
from desktop.theme import Theme
from resources.i18n import _

SHOWN = 4
ICON, GAP = 16, 10
LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)


class RecentList(QWidget):
    """Hidden while empty. One tab stop: the arrows move, Enter opens, Del removes from the list.

    Signals:
        chosen: path of the file to open.
        forgotten: path of the file to remove from the list.
    """

    chosen = Signal(object)
    forgotten = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.rows: list[RecentRow] = []
        self._column = layout.column(labels.rule(self), gap=2, around=(0, 4, 0, 0), of=self)
        self._column.addSpacing(6)
        self._column.addWidget(labels.plain(_("Recent files"), self, "small", "muted"))
        self.hide()

    def show_files(self, files: Sequence[RecentFile]) -> None:
        """Show these files instead; the focus keeps its position in the list."""
        here = next((number for number, row in enumerate(self.rows) if row.hasFocus()), None)
        for row in self.rows:
            row.line.hide()
            row.line.deleteLater()
        self.rows = [self._row(file) for file in files[:SHOWN]]
        self.setVisible(bool(self.rows))
        for row in self.rows[:1]:
            row.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        if here is not None and self.rows:
            self._stand_on(min(here, len(self.rows) - 1))

    def set_busy(self, busy: bool) -> None:
        """Show that a file is being opened: no other can be chosen meanwhile."""
        for row in self.rows:
            for widget in (row, row.cross):
                allow(widget, _("The file is being opened") if busy else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        here = next((number for number, row in enumerate(self.rows) if row.hasFocus()), None)
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        key = Qt.Key(event.key())
        if here is None:
            super().keyPressEvent(event)
        elif key in steps:
            self._stand_on((here + steps[key]) % len(self.rows))
        elif key == Qt.Key.Key_Delete:
            self.forgotten.emit(self.rows[here].file.path)
        else:
            super().keyPressEvent(event)

    def _stand_on(self, number: int) -> None:
        for other, row in enumerate(self.rows):
            row.setFocusPolicy(Qt.FocusPolicy.StrongFocus if other == number else Qt.FocusPolicy.ClickFocus)
        self.rows[number].setFocus(Qt.FocusReason.OtherFocusReason)

    def _row(self, file: RecentFile) -> "RecentRow":
        line = QWidget(self)
        made = RecentRow(self._theme, file, line)
        made.clicked.connect(self._on_clicked)
        row = layout.row(layout.grow(made), gap="xs", of=line)
        made.cross = button("", line, "quiet", self._theme.icon("x", "muted"), small=True)
        made.cross.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # by keyboard Del does it
        words = _("Remove from the list: {name}").format(name=file.path.name)
        made.cross.setAccessibleName(words)
        set_tip(made.cross, words)
        made.cross.setProperty("path", str(file.path))
        made.cross.clicked.connect(self._on_crossed)
        row.addWidget(made.cross)
        self._column.addWidget(line)
        line.show()
        return made

    def _on_clicked(self) -> None:
        row = self.sender()
        assert isinstance(row, RecentRow)
        self.chosen.emit(row.file.path)

    def _on_crossed(self) -> None:
        self.forgotten.emit(Path(self.sender().property("path")))


class RecentRow(Painted):
    """The file's name, its folder in muted text, and whether it is gone."""

    PASSED = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Delete)  # the list handles them
    cross: QAbstractButton

    def __init__(self, theme: Theme, file: RecentFile, line: QWidget) -> None:
        super().__init__(line)
        self._theme = theme
        self.file = file
        self.line = line
        self._note = _("not found") if file.gone else ""
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        name = ", ".join(part for part in (file.path.name, self._note) if part)
        self.setAccessibleName(_("Open the file {name}").format(name=name))
        self.setAccessibleDescription(_("Enter opens, Del removes from the list"))
        set_tip(self, str(file.path))

    def sizeHint(self) -> QSize:
        return QSize(200, 28 + 2 * self._theme.font_step)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() and self.isEnabled():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("sunken"))
            painter.drawRoundedRect(self.rect(), theme.radius("field"), theme.radius("field"))
        icon = theme.icon("file-x" if self.file.gone else "file-lock", "muted", ICON)
        icon.paint(painter, 6, (self.height() - ICON) // 2, ICON, ICON)
        room = self.rect().adjusted(6 + ICON + GAP, 0, -6, 0)
        if self._note:
            painter.setFont(theme.font("caption"))
            painter.setPen(theme.color("warn"))
            painter.drawText(room, RIGHT, self._note)
            room.setRight(room.right() - painter.fontMetrics().horizontalAdvance(self._note) - 12)
        self._paint_words(painter, room)

    def _paint_words(self, painter: QPainter, room: QRect) -> None:
        theme = self._theme
        painter.setFont(theme.font("body"))
        painter.setPen(theme.color("muted" if self.file.gone or not self.isEnabled() else "text"))
        metrics = painter.fontMetrics()
        name = metrics.elidedText(self.file.path.name, Qt.TextElideMode.ElideMiddle, room.width())
        painter.drawText(room, LEFT, name)
        room.setLeft(room.left() + metrics.horizontalAdvance(name) + 12)
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("muted"))
        metrics = painter.fontMetrics()
        folders = self.file.path.parent.parts[-2:]
        where = " › ".join(folders)
        if folders and metrics.horizontalAdvance(where) > room.width():
            where = folders[-1]  # the innermost folder says most
        if room.width() > 40:
            painter.drawText(room, LEFT, metrics.elidedText(where, Qt.TextElideMode.ElideRight, room.width()))
