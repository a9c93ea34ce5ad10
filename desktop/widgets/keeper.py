"""Words that are being typed come to the disk while they are typed, and come back after a power cut."""

from collections.abc import Callable, Mapping
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from desktop.widgets.password_edit import PasswordEdit

PAUSE = 1000  # ms from a word to the disk at most, however fast one types


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

    def kept(self, form: str, about: str) -> Mapping[str, str]:
        """Return what was filled in and neither sent nor given up."""
        ...

    def keep(self, form: str, about: str, words: Mapping[str, str]) -> None:
        """Keep what is filled in; nothing forgets it."""
        ...


@runtime_checkable
class Keeping(Protocol):
    """A widget above all forms, by which they find where their words are kept."""

    @property
    def form_drafts(self) -> FormDrafts: ...


def drafts_above(widget: QWidget | None) -> FormDrafts | None:
    """Return where the words typed below this widget are kept; None where nothing keeps them."""
    while widget is not None:
        if isinstance(widget, Keeping):
            return widget.form_drafts
        widget = widget.parentWidget()
    return None


class FormKeeper(QObject):
    """Keeps what is changed in the fields of one form, and fills it in again when the form is opened next.

    Only fields that differ from how the form began are kept, so that a form nobody touched leaves nothing.
    """

    def __init__(self, form: QWidget, name: str, about: str, drafts: FormDrafts) -> None:
        """*name* is the kind of form, *about* what it is filled in for; the fields are those of now."""
        super().__init__(form)
        self._where = (name, about)
        self._drafts = drafts
        self._edits = dict(_edits(form))
        self._began = {name: _text(edit) for name, edit in self._edits.items()}
        self._keeper = Keeper(self._keep, self)
        self._kept: Mapping[str, str] = drafts.kept(name, about)
        self.restored = self._fill(self._kept)
        for edit in self._edits.values():
            _listen(edit, self._on_changed)

    @property
    def changed(self) -> dict[str, str]:
        """The fields that differ from how the form began: name -> text."""
        now = {name: _text(edit) for name, edit in self._edits.items()}
        return {name: text for name, text in now.items() if text != self._began[name]}

    def now(self) -> None:
        """Keep at once what waits, as when the form is closed and not sent."""
        self._keeper.now()

    def forget(self) -> None:
        """The form was sent, or begins anew: nothing of it is half filled."""
        self._keeper.stop()
        if self._kept:
            self._kept = {}
            self._drafts.keep(*self._where, {})

    def start_over(self) -> None:
        """Fill in what the form began with."""
        self._fill(self._began)
        self.forget()

    def _fill(self, words: Mapping[str, str]) -> bool:
        filled = False
        for name, text in words.items():
            if name in self._edits and _text(self._edits[name]) != text:
                filled = _put(self._edits[name], text) or filled
        return filled

    def _on_changed(self) -> None:
        self._keeper.typed()

    def _keep(self) -> None:
        changed = self.changed
        if changed != self._kept:
            self._drafts.keep(*self._where, changed)
            self._kept = changed


type _Edit = QLineEdit | QPlainTextEdit | QComboBox | QAbstractButton


def _edits(form: QWidget) -> list[tuple[str, _Edit]]:
    """Return what can be filled in, in the order it was made; a name is the kind and its number."""
    found: list[tuple[str, _Edit]] = []
    for widget in form.findChildren(QWidget):
        above = widget.parentWidget()
        if isinstance(widget, PasswordEdit) or isinstance(above, QComboBox | QAbstractSpinBox):
            continue
        checkable = isinstance(widget, QAbstractButton) and widget.isCheckable()
        if checkable or (isinstance(widget, QLineEdit | QPlainTextEdit | QComboBox) and _writable(widget)):
            kind = "check" if checkable else "choice" if isinstance(widget, QComboBox) else "text"
            found.append((f"{kind}{len(found)}", widget))  # pyright: ignore[reportArgumentType]
    return found


def _writable(edit: QWidget) -> bool:
    return not (isinstance(edit, QLineEdit | QPlainTextEdit) and edit.isReadOnly())


def _text(edit: _Edit) -> str:
    match edit:
        case QLineEdit():
            return edit.text()
        case QPlainTextEdit():
            return edit.toPlainText()
        case QComboBox():
            return edit.currentText()
        case _:
            return "1" if edit.isChecked() else ""


def _put(edit: _Edit, text: str) -> bool:
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
        case _:
            edit.setChecked(bool(text))
    return True


def _listen(edit: _Edit, slot: Callable[[], object]) -> None:
    match edit:
        case QLineEdit() | QPlainTextEdit():
            edit.textChanged.connect(slot)
        case QComboBox():
            edit.currentTextChanged.connect(slot)
        case _:
            edit.toggled.connect(slot)
