"""The text beside a mark while it is typed, a fact or a comment; unsaved text is signalled."""

from enum import Enum
from typing import override

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.assessing.sheet.facts.fact_form import FactForm
from desktop.assessing.sheet.model import SheetModel
from desktop.kit import chips, labels, layout
from desktop.kit.buttons import button
from desktop.kit.form.keeper import Keeper
from desktop.theme import Theme
from domain.assessing.evidence import COMMENT_FIELD, FACT_LIMIT, draft_field
from domain.assessing.sheet import COMMENT_LIMIT
from resources.i18n import _, current

NARROWEST = 460
_RETURN = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Words(Enum):
    """The two kinds of text, each in its own field."""

    FACT = "fact"
    COMMENT = "comment"


# px: heights of the field alone, over the table and in a layout; they grow with the text size.
_HEIGHTS = {
    (Words.FACT, False): 84,
    (Words.COMMENT, False): 84,
    (Words.FACT, True): 60,
    (Words.COMMENT, True): 44,
}


class WordsEditor(QFrame):
    """Floats over the right half of the current row, or *stays* in a layout; its owner places it.

    Signals, each with this editor:
        entered: a field in a layout got the focus while no text was open.
        saved: Ctrl+Enter or the button, over the table also Tab; the focus returns to the rows.
        passed: Tab in a field in a layout; the focus moves to what belongs to the text.
        left: Esc or a change of focus, which also saves.
        paused: at most a second after a word, during typing.
        crossed: the focus came in or went out; without the editor.
    """

    entered = Signal(object)
    saved = Signal(object)
    passed = Signal(object)
    left = Signal(object)
    paused = Signal(object)
    crossed = Signal()

    def __init__(
        self, theme: Theme, model: SheetModel, parent: QWidget, what: Words, *, stays: bool = False
    ) -> None:
        super().__init__(parent)
        self.what = what
        self._stays = stays
        fact = what is Words.FACT
        self.setObjectName("frame" if stays and fact else "" if stays else "panel")
        self.code = ""
        self.fact_id = 0  # of the fact being edited; 0 for a new one
        self._limit = FACT_LIMIT if what is Words.FACT else COMMENT_LIMIT
        self.field = _Field(self)
        self.field.setAccessibleName(_("Fact") if fact else _("Comment"))
        asked, free = (
            _("What exactly did the person say or do?"),
            _("Doubts, agreements, things to check later"),
        )
        self._hint = asked if fact else free
        self.field.setPlaceholderText(self._hint)
        high = _HEIGHTS[what, stays] + 4 * theme.font_step
        self.field.setMinimumHeight(high)
        if not (stays and fact):  # that one takes the room there is
            self.field.setMaximumHeight(high)
        self.form = FactForm(theme, model, self, wide=not stays) if fact else None
        self._count = labels.plain("", self, "caption", "muted")
        self._lay_out()
        self._keeper = Keeper(self.pause, self)
        self.field.textChanged.connect(self._on_text)
        self.field.saved.connect(self._on_saved)
        self.field.left.connect(self._on_left)
        self.field.tabbed.connect(self._on_tab)
        self.field.blurred.connect(self.pause)
        self.act.clicked.connect(self._on_saved)
        if self.form is not None:
            self.form.left.connect(self.field.setFocus)
            self.form.changed.connect(self._on_form)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._on_focus)
        self.setVisible(stays)

    @property
    def is_open(self) -> bool:
        """Whether a text is being edited."""
        return bool(self.code)

    @property
    def text(self) -> str:
        """The text in the field."""
        return self.field.toPlainText()

    @property
    def draft(self) -> str:
        """The name under which the unsaved text is stored."""
        return draft_field(self.fact_id) if self.what is Words.FACT else COMMENT_FIELD

    @property
    def has_focus(self) -> bool:
        """Whether the field or something that belongs to it has the focus."""
        focused = QApplication.focusWidget()
        return self._holds(focused)

    def open(self, code: str, fact_id: int, text: str, *, read_only: bool = False) -> None:
        """Show the item's text with the cursor at the end."""
        self.code, self.fact_id = "", fact_id  # the text set next was not typed
        self.field.setPlainText(text)
        self.set_read_only(read_only)
        self.field.moveCursor(self.field.textCursor().MoveOperation.End)
        self.code = code
        self._show_count()
        self._show_foot()
        self.show()
        self.raise_()
        self._take_focus()

    def set_read_only(self, read_only: bool) -> None:
        """Set whether the text is only shown."""
        self.field.setReadOnly(read_only)
        self.field.setPlaceholderText("" if read_only else self._hint)
        self._save_keys.setVisible(not read_only)
        if self.form is not None:
            self.form.set_read_only(read_only)
            self.form.setVisible(not read_only or self.fact_id > 0)

    def show_text(self, fact_id: int, text: str) -> None:
        """Show a text without editing it."""
        self.code, self.fact_id = "", fact_id
        self._show_foot()
        if self.form is not None and self.field.isReadOnly():
            self.form.setVisible(fact_id > 0)
        if self.text != text:
            self.field.setPlainText(text)
            self._show_count()

    def save(self) -> None:
        """Act like Ctrl+Enter."""
        self._on_saved()

    def finish(self) -> None:
        """Close without a signal: the text is saved or kept elsewhere."""
        self.code = ""
        self._keeper.stop()
        self._show_foot()
        if not self._stays:
            self.hide()

    def go_on(self, fact_id: int) -> None:
        """Stay open after saving, now as this fact, and move the focus to what belongs to it."""
        self.fact_id = fact_id
        self._keeper.stop()
        self.focusNextChild()

    def pause(self) -> None:
        """Signal unsaved text at once, for instance before the program ends."""
        if self.is_open and not self.field.isReadOnly():
            self._keeper.stop()
            self.paused.emit(self)

    @override
    def event(self, event: QEvent) -> bool:
        # Leaving the field also means leaving the day and the segments.
        if isinstance(event, QKeyEvent) and self.is_open and _closes(event):
            if event.type() is QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() is QEvent.Type.KeyPress:
                (self._on_left if event.key() == Qt.Key.Key_Escape else self._on_saved)()
                return True
        return super().event(event)

    def _on_text(self) -> None:
        if self.is_open:
            self._keeper.typed()
            self._show_count()

    def _on_form(self) -> None:
        if self.is_open:
            self.pause()
            if self.form is not None and not self.form.day.hasFocus():
                self._take_focus()

    def _take_focus(self) -> None:
        """Focus the text, unless the user tabbed to another part of the frame."""
        by_keys = self.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
        if not (by_keys and self.has_focus):
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_saved(self) -> None:
        if self.field.isReadOnly():
            self._on_left()
        elif self.is_open:
            self.saved.emit(self)

    def _on_left(self) -> None:
        if self.is_open:
            self.left.emit(self)

    def _on_tab(self, forward: bool) -> None:
        if not self._stays:
            (self._on_saved if forward else self._on_left)()
        elif not forward or self.field.isReadOnly() or not self.is_open:
            (self.focusNextChild if forward else self.focusPreviousChild)()
        else:
            self.passed.emit(self)

    def _on_focus(self, old: QWidget | None, now: QWidget | None) -> None:
        inside = self._holds(now)
        if inside and not self.is_open and self._stays:
            self.entered.emit(self)
        elif self.is_open and now is not None and not inside and self._holds(old):
            self._on_left()
        if inside != self._holds(old):
            self.crossed.emit()

    def _holds(self, widget: QWidget | None) -> bool:
        """Whether the widget belongs to the frame, like the date's calendar, a window of its own."""
        while widget is not None and widget is not self:
            widget = widget.parentWidget()
        return widget is not None

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        edge = 0 if self._stays and self.what is Words.COMMENT else 6
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(6)
        column.addWidget(self.field)
        if self.form is not None:
            column.addWidget(self.form)
        self._foot = QWidget(self)
        self._save_keys = QWidget(self)
        self.act = button(_("Save"), self._save_keys, small=True)
        self.act.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        layout.row(
            self.act, chips.key_cap("Ctrl+Enter", self), gap=5, around=(0, 0, 8, 0), of=self._save_keys
        )
        foot = layout.row(self._save_keys, gap=5, of=self._foot)
        if not self._stays:
            foot.addWidget(chips.key_cap("Esc", self))
            foot.addWidget(labels.plain(_("to the list"), self, "caption", "muted"))
        foot.addStretch(1)
        if self._stays:
            column.addWidget(self._count)
            self._count.hide()
            if self.form is not None:
                self.form.end_with(self._foot)
        else:
            foot.addWidget(self._count)
        if self.form is None or not self._stays:
            column.addWidget(self._foot)
        self._show_foot()

    def _show_foot(self) -> None:
        """Show the key hints during editing; a field in a layout has no room for them otherwise."""
        self._foot.setVisible(not self._stays or self.is_open)

    def _show_count(self) -> None:
        length = len(self.text)
        near = length > self._limit * 9 // 10
        number = current().number
        words = _("{length} of {limit} characters").format(
            length=number(length, 0), limit=number(self._limit, 0)
        )
        self._count.setText(words if near else "")
        self._count.setVisible(near or not self._stays)
        labels.recolour(self._count, "danger" if length > self._limit else "muted")


class _Field(QPlainTextEdit):
    """Handles the keys that leave it.

    Signals:
        saved: Ctrl+Enter.
        tabbed: Tab, or with False Shift+Tab.
        left: Esc.
        blurred: the focus was lost.
    """

    saved = Signal()
    tabbed = Signal(bool)
    left = Signal()
    blurred = Signal()

    @override
    def event(self, event: QEvent) -> bool:
        # Elsewhere Esc goes back; here it belongs to the text, like Ctrl+Enter and Tab.
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _leaves(event):
            event.accept()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not _leaves(event):
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self.tabbed.emit(event.key() == Qt.Key.Key_Tab)
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            self.saved.emit()

    @override
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.minimumHeight())

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        return False  # so that Tab reaches keyPressEvent

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.blurred.emit()


def _leaves(event: QKeyEvent) -> bool:
    return _closes(event) or event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)


def _closes(event: QKeyEvent) -> bool:
    if event.key() in _RETURN:  # with Shift it hands the sheet in
        held = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
        return held == Qt.KeyboardModifier.ControlModifier
    return event.key() == Qt.Key.Key_Escape
