"""The way of a mark into the sheet: given, compared with the paper, copied from a twin, cleared."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from desktop.assessing.sheet import words
from desktop.assessing.sheet.commands import Rate, rate_all
from desktop.assessing.sheet.stage import Stage
from desktop.assessing.sheet.table.second_pass import SecondPass, checked
from domain.assessing.sheet import needs_fact
from domain.errors import Rewritten
from domain.mark import Mark, Overtaken
from domain.sheet_kinds import Origin
from resources.i18n import _, ngettext, sentences


@dataclass(frozen=True, slots=True)
class Conflict:
    """A mark not written because the sheet has another one by now than the one *seen*."""

    code: str
    seen: Mark | None
    wanted: Mark | None
    there: Mark | None


class Rating(QObject):
    """Every mark is written here, with undo; if nothing may be written it does nothing.

    Signals:
        said: the outcome of a key press, as a message.
        asked: a message that the row just left needs a fact, and which key opens it.
        saved: what was marked and what is current next, as a message for screen readers.
        refused: a message about a mark not written; ``again`` retries it.
        overtaken: a Conflict: the file has another mark than the one seen; ``again`` overwrites it
            with the user's own.
        usual: show the default message again.
        wanted: code of the item to go to, even if a filter hides it.
        rows_wanted: show all rows of the table, for a second typing.
        checked: a second typing has ended, as Checked.
    """

    said = Signal(str)
    asked = Signal(str)
    saved = Signal(str)
    refused = Signal(str)
    overtaken = Signal(object)
    usual = Signal()
    wanted = Signal(str)
    rows_wanted = Signal()
    checked = Signal(object)

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage.screen)
        self._model, self._table, self._stack = stage.model, stage.table, stage.stack
        self._retry: tuple[str, Mark | None, Origin] | None = None
        self._last = ""  # code of the item written last
        self.allowed = False
        self.going_on = False  # a mark is being written, and the next row will be shown at once
        self.waits = False  # on a card: an item stays in sight until the fact that its mark needs is given
        self._awaited = ""  # code of the item kept in sight for its fact
        self._owing = ""  # code of the row just left in the table whose fact the next key opens
        self.second = SecondPass(stage.model, self)
        stage.table.rows.second = self.second
        stage.model.touched.connect(self._on_touched)
        stage.table.selectionModel().currentRowChanged.connect(self._on_current)

    def begin(self, *, allowed: bool) -> None:
        """Take another sheet; acts on the previous one can no longer be undone."""
        self.allowed = allowed
        self._stack.clear()
        self._retry, self._awaited, self._owing = None, "", ""
        self.second.clear()

    def may_write(self) -> bool:
        """Whether the sheet can be written; if not, say so."""
        if not self.allowed:
            self.usual.emit()
        return self.allowed

    def give(self, mark: Mark | None) -> None:
        """Mark the current item and move on; during a second typing only compare."""
        self._take(mark, go_on=True)

    def put(self, mark: Mark | None) -> None:
        """Mark the current item as ``give`` does, but stay."""
        self._take(mark, go_on=False)

    def _take(self, mark: Mark | None, *, go_on: bool) -> None:
        code, second = self._table.code, self.second
        if not code or not (second.runs or code in second.doubts):
            self._rate(code, mark, Origin.TYPED, go_on=go_on)
        elif self.may_write():
            if code not in second.doubts:
                second.compare(code, mark)
            elif self._rate(code, mark, Origin.TYPED, go_on=False):
                second.decide(code)
            else:
                return
            self._go_on_checking(code)

    def confirm(self, level: int) -> None:
        """Confirm the last level of the current item and move on."""
        if not self._is_checking():
            self._rate(self._table.code, Mark.rated(level), Origin.CONFIRMED)

    def repeat_twin(self) -> None:
        """Give the current item the mark of its twin."""
        code = self._table.code
        if not code or not self.may_write() or self._is_checking():
            return
        twin = self._model.twin_of(code)
        if twin is not None:
            self._rate(code, twin.mark, Origin.TWIN)
            mark = words.mark_words(twin.mark, self._model.sheet_scale)
            said = _("{code}: {mark}, as {twin}").format(code=code, mark=mark, twin=twin.item.code)
        elif twins := self._model.twins(code):
            said = _("{code}: the similar ones have no mark yet: {twins}").format(
                code=code, twins=", ".join(twins)
            )
        else:
            said = _("{code} has no similar competency").format(code=code)
        self.said.emit(said)

    def give_all(self, marks: Mapping[str, Mark]) -> None:
        """Mark these items in one step; the current one stays."""
        if not self.may_paste():
            return
        try:
            self._stack.push(rate_all(self._model, marks))
        except Overtaken:
            self.said.emit(
                _("Another window has changed these marks meanwhile; they stay as they are there.")
            )
            return
        told = ngettext("{n} mark pasted", "{n} marks pasted", len(marks)).format(n=len(marks))
        self.said.emit(told)

    def may_paste(self) -> bool:
        """Whether marks may be pasted; if not, say why."""
        return self.may_write() and not self._is_checking()

    def again(self) -> None:
        """Retry the mark that was not written."""
        if self._retry is not None:
            code = self._retry[0]
            self.wanted.emit(code)
            checked_now = code in self.second.doubts
            if self._rate(*self._retry, go_on=not checked_now) and checked_now:
                self.second.decide(code)
                self._go_on_checking(code)

    def leave_it(self) -> None:
        """Accept the mark that another window gave."""
        self._retry = None

    @property
    def fact_row(self) -> str:
        """Code of the row whose fact the key opens: the one just marked if it needs one, else the current."""
        return self._owing if self._owing and not self.waits else self._table.code

    def await_fact(self, code: str) -> None:
        """Arrange for ``go_on_from`` to move on from this row once its fact is given."""
        self._awaited = code

    def go_on_from(self, code: str) -> None:
        """Move on from an item kept in sight for its fact, now that the fact is given."""
        if code and code == self._awaited and not needs_fact(self._model.row(code)):
            self._awaited = ""
            self.usual.emit()  # the message about this item is out of date
            self._table.go_to(self._model.next_unmarked(code))

    def undo(self) -> None:
        """Undo the last act and show where it was."""
        self._step(self._stack.undo, self._stack.index() - 1)

    def redo(self) -> None:
        """Redo the last act undone."""
        self._step(self._stack.redo, self._stack.index())

    def toggle_pass(self) -> None:
        """Start or end typing in the same paper a second time."""
        if not self.may_write():
            return
        if self.second.runs:
            self.second.end()
            if self.second.done:
                self._go_on_checking("")
        elif self._model.marked:
            self.rows_wanted.emit()
            self.second.begin()
            self.wanted.emit(self.second.following(""))
            self.said.emit(
                _("Your marks are kept, only hidden while the form is entered again. To see them again: Esc.")
            )
        else:
            self.said.emit(_("Nothing to check: no row has a mark"))

    def _is_checking(self) -> bool:
        """Whether a second typing is under way; if so, say that marks are only compared."""
        if self.second.runs:
            self.said.emit(_("During the check marks are only compared. Finish it first: F4."))
        return self.second.runs

    def _rate(self, code: str, mark: Mark | None, origin: Origin, *, go_on: bool = True) -> bool:
        """Write the mark; return whether it is now in the file."""
        if not code or not self.may_write():
            return False
        model = self._model
        row = model.row(code)
        stays = self.waits and origin is not Origin.CONFIRMED and row.mark != mark
        stays = stays and needs_fact(replace(row, mark=mark))
        go_on = go_on and not stays
        # Find the next row before a filter can remove this one from the list.
        following = model.row_at(model.next_unmarked(code)) if mark is not None and go_on else None
        if following is not None and following.item.code == code:  # the last row: show its current state
            following = None
        if row.mark == mark:
            there = model.mark_in_file(code)
            if there[0] != mark:  # another window has changed it, not yet shown here
                self._show_overtaken(code, mark, origin, Overtaken(*there))
                return False
        else:
            self.going_on = following is not None
            try:
                self._stack.push(Rate(model, code, mark, origin))
            except Overtaken as found:
                self._show_overtaken(code, mark, origin, found)
                return False
            except Exception:
                self._retry = (code, mark, origin)
                self.refused.emit(
                    _("{code}: not saved: {mark}").format(code=code, mark=words.mark_short(mark))
                )
                raise
            finally:
                self.going_on = False
        self._retry = None
        self.usual.emit()
        if following is not None:
            self._table.go_to(model.line_of(following.item.code))
        told = words.mark_aloud(code, mark, model.sheet_scale)
        self._awaited = code if stays else ""
        left = self._table.code != code and origin is not Origin.CONFIRMED
        self._owing = code if left and not self.waits and needs_fact(model.row(code)) else ""
        if stays:
            self.said.emit(sentences(told, _("A fact is needed: E or +. Without it, go on with ↓.")))
            return True
        if following is not None:
            told = sentences(told, _("Next: {code}").format(code=following.item.code))
        if self._owing:
            asked = _("{code}: a fact is needed. E or + opens it, a digit rates {next} without it.")
            asked = asked.format(code=code, next=self._table.code)
            self.asked.emit(asked)
            told = sentences(told, asked)
        self.saved.emit(told)
        return True

    def _go_on_checking(self, code: str) -> None:
        if following := self.second.following(code):
            self.wanted.emit(following)
        elif not self.second.doubts:
            self.second.end()
            marked = len(self._model.marked)
            self.checked.emit(checked(self.second, self._model.tally(), marked))

    def _show_overtaken(self, code: str, mark: Mark | None, origin: Origin, found: Overtaken) -> None:
        """Show the newer mark in its row; the user's own is kept until the user decides."""
        seen = self._model.row(code).mark
        self._model.take_mark(code, found.there, found.origin, found.at)
        self._retry = (code, mark, origin)
        self.wanted.emit(code)
        self.overtaken.emit(Conflict(code, seen, mark, found.there))

    def _step(self, step: Callable[[], None], place: int) -> None:
        """Undo or redo the act at this index, then show its item, even if a filter hides it."""
        if not self.may_write() or self._is_checking():
            return
        self._last = ""
        act = self._stack.command(place) if 0 <= place < self._stack.count() else None
        try:
            step()
        except Overtaken as found:
            if isinstance(act, Rate):
                self._show_overtaken(act.code, *act.wanted, found)
            else:
                self.said.emit(
                    _("Another window has changed these marks meanwhile; they stay as they are there.")
                )
            return
        except Rewritten as found:  # another window changed the text: typed text has a message of its own
            if self._last:
                self.wanted.emit(self._last)
            told = _("This text was changed in another window: “{text}”. It stays, and nothing was undone.")
            self.said.emit(told.format(text=found.there or "—"))
            return
        if self._last:
            self.wanted.emit(self._last)
            self.usual.emit()

    def _on_touched(self, code: str) -> None:
        self._last = code
        if code == self._awaited and not needs_fact(self._model.row(code)):
            self.usual.emit()

    def _on_current(self) -> None:
        asked = self._awaited or self._owing
        self._awaited = self._owing = ""
        if asked:  # the message about that item must not stay beside another one
            self.usual.emit()
