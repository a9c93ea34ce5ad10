"""The words beside a mark, a fact or a comment, as they are typed; what is half typed is told of."""

from enum import Enum
from typing import override

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.assessing.sheet.facts.fact_form import FactForm
from desktop.assessing.sheet.model import SheetModel
from desktop.kit import chips, labels
from desktop.kit.buttons import button
from desktop.kit.form.keeper import Keeper
from desktop.theme import Theme
from domain.assessing.evidence import COMMENT_FIELD, FACT_LIMIT, draft_field
from domain.assessing.sheet import COMMENT_LIMIT
from resources.i18n import _, current

NARROWEST = 460
_RETURN = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Words(Enum):
    """The two kinds of words, each in its own field."""

    FACT = "fact"
    COMMENT = "comment"


# Heights of the field alone, px: over the table, and where it stays; they grow with the text.
_HEIGHTS = {
    (Words.FACT, False): 84,
    (Words.COMMENT, False): 84,
    (Words.FACT, True): 132,
    (Words.COMMENT, True): 60,
}


class WordsEditor(QFrame):
    """Lies over the right half of the current row, or *stays* in a layout; whoever owns it places it.

    Signals, each with this editor:
        entered: the field that stays got the focus while no text was open.
        saved: by Ctrl+Enter, by the button, over the table also by Tab: the rows are next.
        passed: by Tab in a field that stays: what belongs to the words is next.
        left: by Esc or by going elsewhere, which saves as well.
        paused: a second after a word at the latest, while one types.
    """

    entered = Signal(object)
    saved = Signal(object)
    passed = Signal(object)
    left = Signal(object)
    paused = Signal(object)

    def __init__(
        self, theme: Theme, model: SheetModel, parent: QWidget, what: Words, *, stays: bool = False
    ) -> None:
        super().__init__(parent)
        self.what = what
        self._stays = stays
        if not stays:
            self.setObjectName("panel")
        self.code = ""
        self.fact_id = 0  # of the fact that is written; a new one has none
        self._limit = FACT_LIMIT if what is Words.FACT else COMMENT_LIMIT
        self.field = _Field(self)
        fact = what is Words.FACT
        self.field.setAccessibleName(_("Fact") if fact else _("Comment"))
        asked, free = (
            _("What exactly did the person say or do?"),
            _("Doubts, agreements, things to check later"),
        )
        self._hint = asked if fact else free
        self.field.setPlaceholderText(self._hint)
        self.field.setFixedHeight(_HEIGHTS[what, stays] + 4 * theme.font_step)
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
        """Whether words are being written."""
        return bool(self.code)

    @property
    def text(self) -> str:
        """What stands in the field."""
        return self.field.toPlainText()

    @property
    def draft(self) -> str:
        """The name under which these words are kept while they are half typed."""
        return draft_field(self.fact_id) if self.what is Words.FACT else COMMENT_FIELD

    @property
    def has_focus(self) -> bool:
        """Whether the keys go to the field or to what belongs to it."""
        focused = QApplication.focusWidget()
        return self._holds(focused)

    def open(self, code: str, fact_id: int, text: str, *, read_only: bool = False) -> None:
        """Show the words of the item, cursor at the end."""
        self.code, self.fact_id = "", fact_id  # the text that comes in now was not typed
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
        """Only show the words, or let them be written."""
        self.field.setReadOnly(read_only)
        self.field.setPlaceholderText("" if read_only else self._hint)
        self._save_keys.setVisible(not read_only)
        if self.form is not None:
            self.form.set_read_only(read_only)
            self.form.setVisible(not read_only or self.fact_id > 0)

    def show_text(self, fact_id: int, text: str) -> None:
        """Show words that nobody writes now."""
        self.code, self.fact_id = "", fact_id
        self._show_foot()
        if self.form is not None and self.field.isReadOnly():
            self.form.setVisible(fact_id > 0)
        if self.text != text:
            self.field.setPlainText(text)
            self._show_count()

    def save(self) -> None:
        """Do what Ctrl+Enter does."""
        self._on_saved()

    def finish(self) -> None:
        """Close without telling anybody: the words are where they belong."""
        self.code = ""
        self._keeper.stop()
        self._show_foot()
        if not self._stays:
            self.hide()

    def go_on(self, fact_id: int) -> None:
        """Stay open over what has been saved, as this fact, and let the keys go on to what belongs to it."""
        self.fact_id = fact_id
        self._keeper.stop()
        self.focusNextChild()

    def pause(self) -> None:
        """Tell now what is half typed, as before the program ends."""
        if self.is_open and not self.field.isReadOnly():
            self._keeper.stop()
            self.paused.emit(self)

    @override
    def event(self, event: QEvent) -> bool:
        # What leaves the field also leaves the day and the segments.
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
        """Let the words go on; whoever came to something else of the frame by Tab stays there."""
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

    def _holds(self, widget: QWidget | None) -> bool:
        """Tell whether it belongs to the frame, as the month of the day does, a window of its own."""
        while widget is not None and widget is not self:
            widget = widget.parentWidget()
        return widget is not None

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        edge = 0 if self._stays else 6
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(6)
        column.addWidget(self.field)
        if self.form is not None:
            column.addWidget(self.form)
        self._foot = QWidget(self)
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.setSpacing(5)
        self._save_keys = QWidget(self)
        saving = QHBoxLayout(self._save_keys)
        saving.setContentsMargins(0, 0, 8, 0)
        saving.setSpacing(5)
        self.act = button(_("Save"), self._save_keys, small=True)
        self.act.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        saving.addWidget(self.act)
        saving.addWidget(chips.key_cap("Ctrl+Enter", self))
        foot.addWidget(self._save_keys)
        if not self._stays:
            foot.addWidget(chips.key_cap("Esc", self))
            foot.addWidget(labels.plain(_("to the list"), self, "caption", "muted"))
        foot.addStretch(1)
        if self._stays:
            column.addWidget(self._count)
            self._count.hide()
        else:
            foot.addWidget(self._count)
        column.addWidget(self._foot)
        self._show_foot()

    def _show_foot(self) -> None:
        """The keys stand there while one writes; a field that stays needs no room for them else."""
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
    """Knows the keys by which one leaves it.

    Signals:
        saved: Ctrl+Enter.
        tabbed: Tab, or with False Shift+Tab.
        left: Esc.
        blurred: the focus went away.
    """

    saved = Signal()
    tabbed = Signal(bool)
    left = Signal()
    blurred = Signal()

    @override
    def event(self, event: QEvent) -> bool:
        # Esc goes back elsewhere; here it belongs to the text, as Ctrl+Enter and Tab do.
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
    def focusNextPrevChild(self, next: bool) -> bool:
        return False  # Tab reaches keyPressEvent

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.blurred.emit()


def _leaves(event: QKeyEvent) -> bool:
    return _closes(event) or event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)


def _closes(event: QKeyEvent) -> bool:
    if event.key() in _RETURN:  # with Shift the sheet is handed in
        held = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
        return held == Qt.KeyboardModifier.ControlModifier
    return event.key() == Qt.Key.Key_Escape
