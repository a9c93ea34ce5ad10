"""Form fields: a title above, an error message below; nothing typed is ever removed."""

import re
from collections.abc import Sequence
from datetime import date
from typing import ClassVar, override

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, QStringListModel, Qt
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QCompleter,
    QLineEdit,
    QListView,
    QToolButton,
    QWidget,
)

from desktop.kit.form import form
from desktop.kit.form.choice import Choice
from desktop.kit.form.dates import parse_date, typed_date
from desktop.kit.form.day_picker import DayPicker, working_above
from desktop.kit.line_icons import TARGET, Line, enlarge
from desktop.theme import Theme
from domain.errors import Impossible
from domain.text import fold
from resources.i18n import _

_ASKED = "asked"  # the text about which a form asked who is meant
CODE = re.compile(r" · \S+-\d+$")  # of a person, at the end of the line
AT_ONCE = 1_000  # lines to look up that a form is built with
_USES = frozenset(
    {
        QEvent.Type.FocusIn,
        QEvent.Type.KeyPress,
        QEvent.Type.InputMethod,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
    }
)


class Field(form.Field):
    """A form field that belongs to a record.

    *name* is the record's field, by which a refusal finds it.
    """

    def __init__(self, title: str, edit: QWidget, parent: QWidget, name: str) -> None:
        super().__init__(title, edit, parent)
        self.name = name
        if isinstance(edit, QLineEdit):
            edit.textEdited.connect(self.settle)
        elif isinstance(edit, QComboBox):
            edit.currentTextChanged.connect(self.settle)

    def complain(self, text: str) -> None:
        """Say under the field what is wrong with it; its text stays."""
        self.say(text, wrong=True)

    def settle(self) -> None:
        """Remove the complaint, for example after an edit: the text is no longer known to be wrong."""
        if self.note:
            self.say("")


class TextField(Field):
    """One line of text."""

    LINE: ClassVar[type[QLineEdit]] = Line

    def __init__(self, title: str, parent: QWidget, name: str, text: str = "", hint: str = "") -> None:
        self.line = self.LINE(text, parent)
        self.line.setCursorPosition(0)  # show the beginning of a long text
        self.line.setPlaceholderText(hint)
        super().__init__(title, self.line, parent, name)

    @property
    def text(self) -> str:
        """The text typed, without spaces around it."""
        return self.line.text().strip()


class DayLine(Line):
    """A line for a day, with a month to pick it from: by its button, Alt+↓ or F4."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self._month: QAction | None = None
        self.picker: DayPicker | None = None

    def day_here(self) -> date | None:
        """Return the day to open the month at; None if the line holds none.

        Raises:
            Impossible: if there is no such day.
        """
        return parse_date(self.text(), "day")

    def put_day(self, day: date) -> None:
        """Put the picked day into the line."""
        self.setText(typed_date(day))

    def open_month(self) -> None:
        """Open the month of the day in the line, or else the current month, to pick a day from."""
        above = working_above(self)
        if above is None or self.isReadOnly():
            return
        try:
            day = self.day_here()
        except Impossible:
            day = None
        self.picker = DayPicker(above.theme, above.calendar, day or above.today(), self)
        self.picker.chosen.connect(self._on_chosen)
        self.picker.open_below(self)

    def _on_chosen(self, day: date) -> None:
        self.put_day(day)
        self.setFocus(Qt.FocusReason.PopupFocusReason)
        self.textEdited.emit(self.text())  # listeners hear it as if it were typed
        self.editingFinished.emit()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        above = working_above(self)
        if above is not None and self._month is None:
            self._month = QAction(above.theme.icon("calendar", "muted"), _("Calendar: Alt+↓"), self)
            self._month.triggered.connect(self.open_month)
            self.addAction(self._month, QLineEdit.ActionPosition.TrailingPosition)
            for target in self.findChildren(QToolButton):
                target.setAccessibleName(self._month.text())
        if self._month is not None:
            self._month.setVisible(not self.isReadOnly())
            enlarge(self)  # adding the button causes no resize

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier and event.key() == Qt.Key.Key_Down
        if (alt or event.key() == Qt.Key.Key_F4) and not self.isReadOnly():
            self.open_month()
        else:
            super().keyPressEvent(event)


class DateField(TextField):
    """A day, typed as 24.11.2026 in any layout, or picked from a month."""

    LINE = DayLine

    def __init__(self, title: str, parent: QWidget, name: str, day: date | None = None) -> None:
        super().__init__(title, parent, name, typed_date(day), _("dd.mm.yyyy"))
        self.line.editingFinished.connect(self._tidy)

    @property
    def picker(self) -> DayPicker | None:
        """The month opened last."""
        assert isinstance(self.line, DayLine)
        return self.line.picker

    def be_narrow(self) -> None:
        """Limit the width to what a day and the calendar button need."""
        letters, hint = self.line.fontMetrics(), self.line.placeholderText()
        longest = max(letters.horizontalAdvance(text) for text in ("00.00.0000", hint))
        self.line.setFixedWidth(longest + 28 + TARGET)

    def open_month(self) -> None:
        """Open the month of the day in the field, or else the current month, to pick a day from."""
        assert isinstance(self.line, DayLine)
        self.line.open_month()

    def read(self) -> date | None:
        """Return the day typed, None for an empty field.

        Raises:
            Impossible: if there is no such day; the field already says so.
        """
        try:
            return parse_date(self.line.text(), self.name)
        except Impossible:
            self.complain(_("This date is not understood. Enter it as 24.11.2026."))
            raise

    def _tidy(self) -> None:
        """Rewrite a valid day in our own format; otherwise leave what was typed."""
        try:
            day = parse_date(self.line.text(), self.name)
        except Impossible:
            return
        self.line.setText(typed_date(day))


class ChoiceField(Field):
    """A drop-down list; ``values`` correspond to the texts shown."""

    def __init__(
        self,
        theme: Theme,
        title: str,
        parent: QWidget,
        name: str,
        choices: Sequence[tuple[object, str]],
        chosen: object = None,
    ) -> None:
        self.box = _NarrowChoice(theme, title, parent)
        self.offer(choices, chosen)
        super().__init__(title, self.box, parent, name)

    def offer(self, choices: Sequence[tuple[object, str]], chosen: object) -> None:
        """Replace the choices without emitting a signal."""
        self.box.blockSignals(True)
        self.box.clear()
        for value, text in choices:
            self.box.addItem(text, value)
        self._values = [value for value, _text in choices]
        self.box.setCurrentIndex(self._values.index(chosen) if chosen in self._values else 0)
        self.box.blockSignals(False)

    @property
    def value(self) -> object:
        """The value of the chosen text."""
        return self._values[self.box.currentIndex()]


class LookUpField(Field):
    """A list searched by typing any part of a line.

    With *new*, a text that is not in the list is left for the caller to use; meanwhile *fresh* is shown
    below.
    """

    def __init__(
        self,
        theme: Theme,
        title: str,
        parent: QWidget,
        name: str,
        choices: Sequence[tuple[int, str]],
        chosen: int | None,
        *,
        new: bool = False,
        fresh: str = "",
    ) -> None:
        self.box = _LinesChoice(theme, title, parent)
        popup, below = QListView(), self.box.view()
        assert isinstance(below, QListView)
        for one in (popup, below):
            one.setUniformItemSizes(True)  # otherwise each of ten thousand lines is measured at once
        self._put(choices)
        completer = QCompleter(self.box.model(), self.box)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        popup.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        popup.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        popup.setObjectName("completions")
        completer.setPopup(popup)
        self.box.setCompleter(completer)
        self._through = _ClickThrough(popup, self.box)
        self._new, self._fresh = new, fresh
        super().__init__(title, self.box, parent, name)
        if (line := self.box.lineEdit()) is not None:
            line.setAccessibleName(title)
        if chosen is not None:
            self.box.stand_on(next((text for value, text in choices if value == chosen), ""))

    def offer(self, choices: Sequence[tuple[int, str]]) -> None:
        """Replace the choices; what is typed stays."""
        self._put(choices)

    def _put(self, choices: Sequence[tuple[int, str]]) -> None:
        self.box.put(choices)
        self._choices = choices
        self._values: dict[str, int] = {}

    @override
    def settle(self) -> None:
        super().settle()
        if self._fresh and self.text and self.named is None:
            self.say(self._fresh)

    def suggest(self) -> None:
        """Open the list of the lines that have the text."""
        completer = self.box.completer()
        assert completer is not None
        completer.setCompletionPrefix(self.text)
        completer.complete()
        if (popup := completer.popup()) is not None:
            popup.setProperty(_ASKED, self.text)

    @property
    def text(self) -> str:
        """The text in the field."""
        return self.box.currentText().strip()

    @property
    def named(self) -> int | None:
        """The id that the text stands for now; None for a text that is not in the list.

        A line may be named without the code at its end, unless several lines then read alike.
        """
        if not self._values:  # most forms are opened for something else
            short: dict[str, list[int]] = {}
            for value, text in self._choices:
                short.setdefault(fold(CODE.sub("", text)), []).append(value)
            self._values = {text: found[0] for text, found in short.items() if len(found) == 1}
            self._values |= {fold(text): value for value, text in self._choices}
        return self._values.get(fold(self.text))

    def read(self) -> int | None:
        """Return the id of the text, None for an empty field or a new text.

        Raises:
            Impossible: if the list has no such line and new ones are not allowed; the field already says so.
        """
        found = self.named
        if found is None and self.text and not self._new:
            self.complain(_("There is no such entry. Choose from the list or leave it empty."))
            raise Impossible(self.name)
        return found


class _ClickThrough(QObject):
    """Passes on what only closes a suggestion list in Qt: a click to what was clicked, Tab to the field.

    Enter takes the current suggestion; Qt would tell the field first, and what was typed would be used.
    """

    def __init__(self, popup: QAbstractItemView, box: QComboBox) -> None:
        super().__init__(box)
        self._popup, self._box = popup, box
        # On platforms that repeat the press themselves a checkbox would be toggled twice.
        popup.setAttribute(Qt.WidgetAttribute.WA_NoMouseReplay)
        popup.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            return self._tab(event) or self._enter(event)
        if not isinstance(event, QMouseEvent) or event.type() is not QEvent.Type.MouseButtonPress:
            return False
        if self._popup.rect().contains(event.position().toPoint()):
            return False
        where = event.globalPosition()
        self._popup.hide()
        target = QApplication.widgetAt(where.toPoint())
        if target is not None and event.button() is Qt.MouseButton.LeftButton:
            if target.focusPolicy() & Qt.FocusPolicy.ClickFocus:
                target.setFocus(Qt.FocusReason.MouseFocusReason)
            here, button = target.mapFromGlobal(where), event.button()
            for kind, down in (
                (QEvent.Type.MouseButtonPress, button),
                (QEvent.Type.MouseButtonRelease, Qt.MouseButton.NoButton),
            ):
                QApplication.sendEvent(
                    target, QMouseEvent(kind, here, where, button, down, event.modifiers())
                )
        return True

    def _tab(self, event: QKeyEvent) -> bool:
        """Take the current line, or the only person of a surname; then go to the next field.

        Else what is typed next would land in this one.
        """
        line = self._box.lineEdit()
        if event.key() not in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab) or line is None:
            return False
        chosen = self._popup.currentIndex()
        text = chosen.data() if chosen.isValid() else self._only(line.text())
        self._popup.hide()
        if text:
            self._box.setEditText(text)
        QApplication.sendEvent(line, event)
        return True

    def _only(self, surname: str) -> str:
        """Return the line of the only person who has the surname typed; empty for none or several."""
        model, typed = self._popup.model(), fold(surname.strip())
        found = str(model.index(0, 0).data()) if model.rowCount() == 1 else ""
        is_of = CODE.search(found) and " " not in typed and fold(found).startswith(f"{typed} ")
        return found if is_of else ""

    def _enter(self, event: QKeyEvent) -> bool:
        """Take the current line, or the only one that begins with the whole words typed.

        Who was asked about that very name and does not choose a line means somebody else.
        """
        line = self._box.lineEdit()
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or line is None:
            return False
        chosen, typed = self._popup.currentIndex(), line.text().strip()
        if chosen.isValid():
            text = chosen.data()
        elif " " in typed:
            text = "" if self._popup.property(_ASKED) == typed else self._beginning(typed)
        else:
            text = self._only(typed)
        if not text:
            return False
        self._popup.hide()
        self._box.setEditText(text)
        return True

    def _beginning(self, typed: str) -> str:
        """Return the only line with a longer name that begins so; empty for none or several.

        A whole name needs none: the form knows whose it is, and does its act at once.
        """
        model, folded = self._popup.model(), fold(typed)
        only = str(model.index(0, 0).data()) if model.rowCount() == 1 else ""
        whole = fold(CODE.sub("", only))
        return only if CODE.search(only) and whole.startswith(f"{folded} ") else ""


class _NarrowChoice(Choice):
    """A drop-down list that is not as wide as its longest line."""

    def __init__(self, theme: Theme, name: str, parent: QWidget) -> None:
        super().__init__(theme, name, parent)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)


class _LinesChoice(_NarrowChoice):
    """A list of lines to look up: very many are put in once somebody uses it, for most forms are not."""

    def __init__(self, theme: Theme, name: str, parent: QWidget) -> None:
        super().__init__(theme, name, parent)
        self._waiting: Sequence[tuple[int, str]] | None = None
        self._lines = QStringListModel(self)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setModel(self._lines)
        line = self.lineEdit()
        assert line is not None
        line.installEventFilter(self)

    def put(self, choices: Sequence[tuple[int, str]]) -> None:
        """Replace the lines without emitting a signal; what is typed stays."""
        self._waiting = choices
        if len(choices) <= AT_ONCE or self.hasFocus():
            self._fill()
        elif self._lines.rowCount() != 1:
            self._replace([""])

    def stand_on(self, text: str) -> None:
        """Choose a line."""
        self.setCurrentIndex(max(self.findText(text), 0))
        self.setEditText(text)

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() in _USES:
            self._fill()
        return super().event(event)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _USES:
            self._fill()
        return super().eventFilter(watched, event)

    @override
    def showPopup(self) -> None:
        self._fill()
        super().showPopup()

    def _fill(self) -> None:
        if self._waiting is not None:
            choices, self._waiting = self._waiting, None
            self._replace(["", *[text for _value, text in choices]])

    def _replace(self, lines: list[str]) -> None:
        typed, line = self.currentText(), self.lineEdit()
        assert line is not None
        both = QSignalBlocker(self), QSignalBlocker(line)  # the text is lost for a moment
        self._lines.setStringList(lines)
        self.setCurrentIndex(lines.index(typed) if typed in lines else 0)
        self.setEditText(typed)
        for one in both:
            one.unblock()
