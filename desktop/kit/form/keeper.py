"""Words that are being typed come to the disk while they are typed, and come back after a power cut."""

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

NOT_OF_THE_FORM = "says_what_the_form_is_about"  # property of a field that is chosen, not filled in
PAUSE = 800  # ms from a word to its writing, however fast one types: on the disk it is within a second


class Keeper(QObject):
    """Calls what keeps the words, a second after the first of them at the latest.

    A running timer is not started again: whoever types without a pause would never be saved.
    """

    def __init__(self, keep: Callable[[], object], parent: QObject, pause: int = PAUSE) -> None:
        """*pause* is how long a word may wait, in ms."""
        super().__init__(parent)
        self._keep = keep
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)  # else it may be late by a twentieth
        self._timer.setInterval(pause)
        self._timer.timeout.connect(self._on_time)

    @property
    def waiting(self) -> bool:
        """Whether something was typed that has not been kept yet."""
        return self._timer.isActive()

    def typed(self) -> None:
        """Something was typed just now."""
        if not self._timer.isActive():
            self._timer.start()

    def now(self) -> None:
        """Keep at once what waits, as when the field is left."""
        if self._timer.isActive():
            self._timer.stop()
            self._keep()

    def stop(self) -> None:
        """Nothing waits any more: the words are where they belong."""
        self._timer.stop()

    def _on_time(self) -> None:
        self._keep()


class FormDrafts(Protocol):
    """Where the half-filled fields of forms are kept: name of a field -> text."""

    @property
    def place(self) -> str:
        """What is shown below the form: the same form of another plan has other words."""
        ...

    def kept(self, form: str, about: str) -> Mapping[str, str]:
        """Return what was filled in and neither sent nor given up."""
        ...

    def keep(self, form: str, about: str, words: Mapping[str, str]) -> bool:
        """Keep what is filled in; nothing forgets it. False where it cannot be kept now."""
        ...


@runtime_checkable
class Keeping(Protocol):
    """A widget above all forms, by which they find where their words are kept."""

    @property
    def form_drafts(self) -> FormDrafts | None: ...


def drafts_above(widget: QWidget | None) -> FormDrafts | None:
    """Return where the words typed below this widget are kept; None where nothing keeps them."""
    while widget is not None:
        if isinstance(widget, Keeping):
            return widget.form_drafts
        widget = widget.parentWidget()
    return None


class Lines(QWidget):
    """Part of a form whose fields come and go: it is kept as one text.

    Signals:
        filled_in: something of it is another one now.
    """

    filled_in = Signal()

    @property
    def name(self) -> str:
        """What the lines are called in the form."""
        raise NotImplementedError

    @property
    def words(self) -> str:
        """All that stands in the lines."""
        raise NotImplementedError

    def put_words(self, text: str) -> None:
        """Have the lines again that ``words`` told of."""
        raise NotImplementedError


class WordsKeeper(QObject):
    """Keeps the words of one form: of those in *words* what differs from how the form began."""

    def __init__(self, words: Callable[[], Mapping[str, str]], form: str, parent: QObject) -> None:
        """*words* returns what is to be kept now, *form* is the kind of form."""
        super().__init__(parent)
        self._words = words
        self._form = form
        self._about = ""
        self._drafts: FormDrafts | None = None
        self._keeper = Keeper(self._keep, self)
        self._kept: Mapping[str, str] = {}

    def begin(self, about: str, drafts: FormDrafts | None) -> Mapping[str, str]:
        """Keep from now on what is filled in for *about*, and return what was kept of it before."""
        self._keeper.stop()  # what was filled in for another is kept by now(), before it is changed here
        self._about, self._drafts = about, drafts
        self._kept = {} if drafts is None else drafts.kept(self._form, about)
        return self._kept

    def typed(self) -> None:
        """Something was filled in just now."""
        if self._drafts is not None:
            self._keeper.typed()

    def now(self) -> bool:
        """Keep at once what waits, as when the form is left; False where that cannot be."""
        try:
            self._keeper.now()
        except NotKept:
            return False
        return not self._keeper.waiting

    def stop(self) -> None:
        """Nothing waits any more; what was kept stays kept."""
        self._keeper.stop()

    def forget(self) -> None:
        """The form was sent, or begins anew: nothing of it is half filled."""
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
                self._keeper.typed()  # tried again in a second: they are kept as soon as there is room


class FormKeeper(QObject):
    """Keeps what is changed in the fields of one form, and fills it in again when the form is opened next.

    Only fields that differ from how the form began are kept, so that a form nobody touched leaves nothing.
    """

    def __init__(self, form: QWidget, name: str, about: str, drafts: FormDrafts | None) -> None:
        """*name* is the kind of form, *about* what it is filled in for; the fields are those of now."""
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
        """Take the fields as they stand for the beginning, and fill in what was kept of it."""
        self._began = {name: text_of(edit) for name, edit in self._edits.items()}
        words = self._keeper.begin(about, drafts)
        self.restored = self._fill(words)

    def now(self) -> bool:
        """Keep at once what waits, as when the form is left; False where that cannot be."""
        return self._keeper.now()

    def forget(self) -> None:
        """The form was sent, or begins anew: nothing of it is half filled."""
        self._began = {name: text_of(edit) for name, edit in self._edits.items()}
        self._keeper.forget()

    def stop(self) -> None:
        """Keep nothing more of it."""
        self._keeper.stop()

    def start_over(self) -> None:
        """Fill in what the form began with."""
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
    """Return what can be filled in by its name: that of its field, else its kind and number."""
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


def _within_lines(widget: QWidget | None, form: QWidget) -> bool:
    while widget is not None and widget is not form:
        if isinstance(widget, Lines):
            return True
        widget = widget.parentWidget()
    return False


def _writable(edit: QWidget) -> bool:
    return not (isinstance(edit, QLineEdit | QPlainTextEdit) and edit.isReadOnly())


def text_of(edit: Edit) -> str:
    """Return what stands in a field."""
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
    """Fill the text in; False where a choice has no such line any more."""
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


def listen(edit: Edit, slot: Callable[[], object]) -> None:
    """Call the slot whenever something else stands in the field."""
    match edit:
        case QLineEdit() | QPlainTextEdit():
            edit.textChanged.connect(slot)
        case QComboBox():
            edit.currentTextChanged.connect(slot)
        case Lines():
            edit.filled_in.connect(slot)
        case _:
            edit.toggled.connect(slot)
