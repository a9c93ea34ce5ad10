"""Saves text to disk while it is being typed, and restores it after a power cut."""

from collections.abc import Callable, Mapping
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from desktop.kit.form.fields import Field
from desktop.kit.form.password_edit import PasswordEdit
from desktop.office.not_kept import NotKept

NOT_OF_THE_FORM = "says_what_the_form_is_about"  # property of a field that selects the subject
type Spot = tuple[str, int]
"""Name of a field of a form, and number of the widget in it that has the focus."""
PAUSE = 800  # ms from typing to writing, however fast one types: within a second it is on disk


class Keeper(QObject):
    """Calls the saving function no later than a second after typing begins.

    A running timer is not restarted: otherwise somebody who never pauses would never be saved.
    """

    def __init__(self, keep: Callable[[], object], parent: QObject, pause: int = PAUSE) -> None:
        """*pause* is how long typed text may wait, in ms."""
        super().__init__(parent)
        self._keep = keep
        self._timer = QTimer(self, singleShot=True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)  # otherwise it may be five per cent late
        self._timer.setInterval(pause)
        self._timer.timeout.connect(self._on_time)

    @property
    def waiting(self) -> bool:
        """Whether something typed is not saved yet."""
        return self._timer.isActive()

    def typed(self) -> None:
        """Note that something was just typed."""
        if not self._timer.isActive():
            self._timer.start()

    def now(self) -> None:
        """Save at once what is waiting, for example when the field is left."""
        if self._timer.isActive():
            self._timer.stop()
            self._keep()

    def stop(self) -> None:
        """Cancel saving: the text has reached its destination."""
        self._timer.stop()

    def _on_time(self) -> None:
        self._keep()


class FormDrafts(Protocol):
    """Storage for half-filled form fields: name of a field -> text."""

    @property
    def place(self) -> str:
        """What is shown below the form: the same form for another plan has its own draft."""
        ...

    def kept(self, form: str, about: str) -> Mapping[str, str]:
        """Return what was filled in but neither sent nor discarded."""
        ...

    def keep(self, form: str, about: str, words: Mapping[str, str]) -> bool:
        """Save what is filled in; empty *words* delete the draft. False if that fails now."""
        ...


@runtime_checkable
class Keeping(Protocol):
    """A widget that encloses all forms and tells them where their drafts are stored."""

    @property
    def form_drafts(self) -> FormDrafts | None: ...


def drafts_above(widget: QWidget | None) -> FormDrafts | None:
    """Return the draft storage of the nearest ancestor; None if there is none."""
    while widget is not None:
        if isinstance(widget, Keeping):
            return widget.form_drafts
        widget = widget.parentWidget()
    return None


class Lines(QWidget):
    """A part of a form with a varying number of fields, saved as one text.

    Signals:
        filled_in: its contents changed.
    """

    filled_in = Signal()

    @property
    def name(self) -> str:
        """The name of the lines in the form."""
        raise NotImplementedError

    @property
    def words(self) -> str:
        """The contents of all lines as one text."""
        raise NotImplementedError

    def put_words(self, text: str) -> None:
        """Restore the lines from a text returned by ``words``."""
        raise NotImplementedError


class WordsKeeper(QObject):
    """Saves the draft of one form: those of its *words* that differ from how the form began."""

    def __init__(self, words: Callable[[], Mapping[str, str]], form: str, parent: QObject) -> None:
        """*words* returns what to save now, *form* is the kind of form."""
        super().__init__(parent)
        self._words = words
        self._form = form
        self._about = ""
        self._drafts: FormDrafts | None = None
        self._keeper = Keeper(self._keep, self)
        self._kept: Mapping[str, str] = {}

    def begin(self, about: str, drafts: FormDrafts | None) -> Mapping[str, str]:
        """Start saving what is filled in for *about*, and return the draft saved before."""
        self._keeper.stop()  # the previous subject was already saved by now(), before the change
        self._about, self._drafts = about, drafts
        self._kept = {} if drafts is None else drafts.kept(self._form, about)
        return self._kept

    def typed(self) -> None:
        """Note that something was just filled in."""
        if self._drafts is not None:
            self._keeper.typed()

    def now(self) -> bool:
        """Save at once what is waiting, for example when the form is left; False if that fails."""
        try:
            self._keeper.now()
        except NotKept:
            return False
        return not self._keeper.waiting

    def stop(self) -> None:
        """Stop saving; the saved draft stays."""
        self._keeper.stop()

    def forget(self) -> None:
        """Forget the draft: the form was sent or starts over."""
        self._keeper.stop()
        if self._kept and self._drafts is not None:
            self._kept = {}
            self._drafts.keep(self._form, self._about, {})

    def _keep(self) -> None:
        words = dict(self._words())
        if words == self._kept or self._drafts is None:
            return
        taken = False
        try:
            taken = self._drafts.keep(self._form, self._about, words)
        finally:
            if taken:
                self._kept = words
            else:
                self._keeper.typed()  # try again in a second: it is saved as soon as there is room


class FormKeeper(QObject):
    """Saves changes in the fields of a form, and restores them when the form is next opened.

    Only fields that differ from how the form began are saved, so that an untouched form leaves nothing.
    """

    def __init__(self, form: QWidget, name: str, about: str, drafts: FormDrafts | None) -> None:
        """*name* is the kind of form, *about* its subject; the form's fields at this moment are watched."""
        super().__init__(form)
        self._edits = _edits(form)
        self._began: Mapping[str, str] = {}
        self._keeper = WordsKeeper(self._changed, name, self)
        self.restored = False
        self.begin(about, drafts)
        for edit in self._edits.values():
            listen(edit, self._on_changed)

    @property
    def changed(self) -> dict[str, str]:
        """The fields that differ from how the form began: name -> text."""
        now = {name: text_of(edit) for name, edit in self._edits.items()}
        return {name: text for name, text in now.items() if text != self._began[name]}

    def begin(self, about: str, drafts: FormDrafts | None) -> None:
        """Take the current fields as the beginning, and restore the draft."""
        self._began = {name: text_of(edit) for name, edit in self._edits.items()}
        words = self._keeper.begin(about, drafts)
        self.restored = self._fill(words)

    def spot_of(self, widget: QWidget | None) -> Spot | None:
        """Return where this widget is in the form, None if in no field that is kept."""
        for name, edit in self._edits.items():
            within = _focusable(edit)
            if widget in within:
                return name, within.index(widget)
        return None

    def widget_at(self, spot: Spot) -> QWidget | None:
        """Return what is there now, None if the form no longer has it."""
        name, number = spot
        within = _focusable(self._edits[name]) if name in self._edits else []
        return within[number] if number < len(within) else None

    def now(self) -> bool:
        """Save at once what is waiting, for example when the form is left; False if that fails."""
        return self._keeper.now()

    def forget(self) -> None:
        """Forget the draft: the form was sent or starts over."""
        self._began = {name: text_of(edit) for name, edit in self._edits.items()}
        self._keeper.forget()

    def stop(self) -> None:
        """Stop saving."""
        self._keeper.stop()

    def start_over(self) -> None:
        """Put back what the form began with."""
        self._fill(self._began)
        self._keeper.forget()

    def _fill(self, words: Mapping[str, str]) -> bool:
        filled = False
        for name, text in words.items():
            if name in self._edits and text_of(self._edits[name]) != text:
                filled = put_text(self._edits[name], text) or filled
        return filled

    def _changed(self) -> dict[str, str]:
        return self.changed

    def _on_changed(self) -> None:
        self._keeper.typed()


type Edit = QLineEdit | QPlainTextEdit | QComboBox | QAbstractButton | Lines


def _edits(form: QWidget) -> dict[str, Edit]:
    """Return the editable widgets by name: that of their field, else their kind and number."""
    found: dict[str, Edit] = {}
    for widget in form.findChildren(QWidget):
        above = widget.parentWidget()
        if isinstance(widget, PasswordEdit) or isinstance(above, QComboBox | QAbstractSpinBox):
            continue
        if _within_lines(above, form) or widget.property(NOT_OF_THE_FORM):
            continue
        checkable = isinstance(widget, QAbstractButton) and widget.isCheckable()
        text = isinstance(widget, QLineEdit | QPlainTextEdit | QComboBox) and _writable(widget)
        if checkable or text or isinstance(widget, Lines):
            kind = "check" if checkable else "choice" if isinstance(widget, QComboBox) else "text"
            own = above.name if isinstance(above, Field) else getattr(widget, "name", widget.objectName())
            name = own if own and own not in found else f"{kind}{len(found)}"
            found[name] = widget  # pyright: ignore[reportArgumentType]
    return found


def _focusable(edit: QWidget) -> list[QWidget]:
    """Return the field and what is shown in it, as far as it takes the focus, as created."""
    shown = [one for one in edit.findChildren(QWidget) if one.isVisibleTo(edit)]
    policy = Qt.FocusPolicy.TabFocus
    return [one for one in (edit, *shown) if one.focusPolicy() & policy and one.focusProxy() is None]


def _within_lines(widget: QWidget | None, form: QWidget) -> bool:
    while widget is not None and widget is not form:
        if isinstance(widget, Lines):
            return True
        widget = widget.parentWidget()
    return False


def _writable(edit: QWidget) -> bool:
    return not (isinstance(edit, QLineEdit | QPlainTextEdit) and edit.isReadOnly())


def text_of(edit: Edit) -> str:
    """Return the contents of a field as text."""
    match edit:
        case QLineEdit():
            return edit.text()
        case QPlainTextEdit():
            return edit.toPlainText()
        case QComboBox():
            return edit.currentText()
        case Lines():
            return edit.words
        case _:
            return "1" if edit.isChecked() else ""


def put_text(edit: Edit, text: str) -> bool:
    """Fill in the text; False if a drop-down list no longer has such a line."""
    match edit:
        case QLineEdit():
            edit.setText(text)
        case QPlainTextEdit():
            edit.setPlainText(text)
            edit.moveCursor(edit.textCursor().MoveOperation.End)
        case QComboBox():
            number = edit.findText(text)
            if number >= 0:
                edit.setCurrentIndex(number)
            elif edit.isEditable():
                edit.setEditText(text)
            else:
                return False
        case Lines():
            edit.put_words(text)
        case _:
            edit.setChecked(bool(text))
    return True


def type_on(edit: QWidget | None) -> None:
    """Put the caret of a text after its last letter, with nothing selected."""
    line = edit.lineEdit() if isinstance(edit, QComboBox) else edit
    if isinstance(line, QLineEdit):
        line.setCursorPosition(len(line.text()))
    elif isinstance(line, QPlainTextEdit):
        line.moveCursor(line.textCursor().MoveOperation.End)


def listen(edit: Edit, slot: Callable[[], object]) -> None:
    """Call the slot whenever the contents of the field change."""
    match edit:
        case QLineEdit() | QPlainTextEdit():
            edit.textChanged.connect(slot)
        case QComboBox():
            edit.currentTextChanged.connect(slot)
        case Lines():
            edit.filled_in.connect(slot)
        case _:
            edit.toggled.connect(slot)
