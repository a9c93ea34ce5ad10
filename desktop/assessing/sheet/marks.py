"""The ten marks of a card as buttons: five levels with anchors, five reasons for no level."""

from typing import override

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QIcon, QMouseEvent, QPainter, QPen, QPixmap, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop.actions import Actions
from desktop.assessing.sheet import words
from desktop.assessing.sheet.anchors import anchor
from desktop.kit import labels, layout
from desktop.kit.buttons import Folding
from desktop.kit.tips import set_tip
from desktop.shared.level_button import LevelButton
from desktop.theme import Theme
from domain.assessing.sheet import SheetRow
from domain.framework.framework import Kind
from domain.mark import Mark, State
from domain.scale import LEVELS, Scale
from resources.i18n import _, current, nb

GAP, CLOSE_GAP = 4, 2
CAP = 16  # px: side of the key cap on a reason


class Levels(QWidget):
    """Five buttons, one below the other.

    Signals:
        clicked: the level.
    """

    clicked = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        self._described: tuple[Scale, Kind] | None = None
        self.buttons = tuple(LevelButton(theme, level, self) for level in LEVELS)
        for level_button in self.buttons:
            column.addWidget(level_button)
            level_button.clicked.connect(self._on_clicked)

    def set_close(self, close: bool) -> None:
        """Use as little height as the texts need, or separate lines for name and anchor."""
        layout = self.layout()
        assert layout is not None
        layout.setSpacing(CLOSE_GAP if close else GAP)
        for shown in self.buttons:
            shown.set_close(close)

    def show_row(self, row: SheetRow, scale: Scale, *, read_only: bool) -> None:
        """Show the anchors for the item's kind, and its mark."""
        if (scale, row.item.kind) != self._described:
            self._described = scale, row.item.kind
            for level, shown in zip(scale.levels, self.buttons, strict=True):
                shown.describe(current().text(level.name), nb(anchor(level, row.item.kind)))
        given = row.mark.level if row.mark is not None else None
        when = current().time(row.rated_at) if row.rated_at is not None else ""
        for level, shown in zip(scale.levels, self.buttons, strict=True):
            shown.set_read_only(read_only)
            shown.show_given(given == level.value, when)

    def _on_clicked(self) -> None:
        sender = self.sender()
        assert isinstance(sender, LevelButton)
        self.clicked.emit(sender.level)


class Reasons(QWidget):
    """Five buttons side by side, on as many lines as they need, each with its digit.

    Signals:
        clicked: the State.
    """

    clicked = Signal(object)

    def __init__(self, theme: Theme, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        self._places: dict[int, list[QRect]] = {}
        self.buttons: dict[State, QPushButton] = {}
        for state in words.REASONS:
            made = _Reason(actions.text(state.value), self)
            made.setAutoDefault(False)
            made.setProperty("kind", "secondary")
            made.setProperty("small", True)
            made.setIcon(_key_cap(theme, actions.cap(state.value)))
            made.setIconSize(QSize(CAP, CAP))
            made.setCheckable(True)
            made.setObjectName(state.value)
            made.setProperty("reason", True)
            made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            set_tip(made, words.reason(state))
            made.setAccessibleDescription(words.reason(state))
            made.clicked.connect(self._on_clicked)
            self.buttons[state] = made
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_row(self, row: SheetRow, *, read_only: bool = False) -> None:
        """Show which reason was given; *read_only* leaves no other, and that one is not pressed."""
        state = row.mark.state if row.mark is not None else None
        seen = {reason for reason in self.buttons if not read_only or reason is state}
        changed = len(seen) != len(self._seen)
        for reason, shown in self.buttons.items():
            shown.setVisible(reason in seen)
            shown.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, read_only)
            shown.setFocusPolicy(Qt.FocusPolicy.NoFocus if read_only else Qt.FocusPolicy.TabFocus)
            if shown.isChecked() != (reason is state):
                shown.setChecked(reason is state)
        if read_only or changed:
            self._places.clear()
            self.updateGeometry()
            self._place()

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        placed = self._placed(width)
        return placed[-1].bottom() + 1 if placed else 0

    @override
    def sizeHint(self) -> QSize:
        return QSize(300, self.heightForWidth(max(self.width(), 300)))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(max(shown.sizeHint().width() for shown in self.buttons.values()), 26)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        for shown, place in zip(self._seen, self._placed(self.width()), strict=True):
            shown.setGeometry(place)

    @property
    def _seen(self) -> list[QPushButton]:
        return [shown for shown in self.buttons.values() if not shown.isHidden()]

    def _placed(self, width: int) -> list[QRect]:
        if width not in self._places:
            self._places[width] = self._flowed(width)
        return self._places[width]

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._places.clear()
        super().changeEvent(event)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        self._places.clear()  # the style sheet applies only now
        self.updateGeometry()
        super().showEvent(event)

    def _flowed(self, width: int) -> list[QRect]:
        places: list[QRect] = []
        left = top = 0
        for shown in self._seen:
            size = shown.sizeHint()
            if left and left + size.width() > width:
                left, top = 0, top + size.height() + GAP
            places.append(QRect(QPoint(left, top), size))
            left += size.width() + GAP
        return places

    def _on_clicked(self) -> None:
        self.clicked.emit(State(self.sender().objectName()))


class _Reason(Folding):
    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Do nothing: after the first click the next item is already shown."""


class CardMarks(QWidget):
    """The levels; the reasons for none are in ``without``, which is placed separately.

    Signals:
        picked: a Mark, or None if the current mark was pressed again.
    """

    picked = Signal(object)

    def __init__(self, theme: Theme, actions: Actions, parent: QWidget, foot: QWidget) -> None:
        super().__init__(parent)
        self._mark: Mark | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.levels = Levels(theme, self)
        column.addWidget(self.levels)
        self.without = QWidget(foot)
        self.reasons = Reasons(theme, actions, self.without)
        head = layout.row(labels.plain(_("No level"), self.without, "strong"), gap="s")
        told = _("Not zero: left out of the score, shown separately.")
        head.addWidget(labels.elided(told, self.without, "small", "muted"), 1)
        layout.column(head, self.reasons, gap=6, of=self.without)
        self.levels.clicked.connect(self._on_level)
        self.reasons.clicked.connect(self._on_reason)

    def show_row(self, row: SheetRow, scale: Scale, *, read_only: bool) -> None:
        """Show the mark of the item."""
        self._mark = row.mark
        self.levels.show_row(row, scale, read_only=read_only)
        self.reasons.show_row(row, read_only=read_only)
        # The digits of the reasons are for whoever rates; a reader is shown the one that was given.
        given = row.mark is not None and row.mark.level is None
        self.without.setVisible(given or not read_only)

    def _on_level(self, level: int) -> None:
        self._pick(Mark.rated(level))

    def _on_reason(self, state: State) -> None:
        self._pick(Mark(state))

    def _pick(self, mark: Mark) -> None:
        self.picked.emit(None if mark == self._mark else mark)


def _key_cap(theme: Theme, digit: str) -> QIcon:
    """Return an icon of a key with the digit."""
    icon = QIcon()
    for ratio in (1, 2):
        pixmap = QPixmap(CAP * ratio, CAP * ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        pixmap.setDevicePixelRatio(ratio)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("border_strong"), 1))
        painter.setBrush(theme.color("raised"))
        box = QRectF(0, 0, CAP, CAP)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        font = QFont(theme.font("caption"))
        font.setPixelSize(11)  # the cap does not grow with the text
        painter.setFont(font)
        painter.setPen(theme.color("text"))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), digit)
        painter.end()
        pixmap.setDevicePixelRatio(1)
        icon.addPixmap(pixmap)
    return icon
