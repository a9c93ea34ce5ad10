"""Marks on their way into the sheet: given, compared with the paper, repeated from a twin, taken back."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from desktop.assessing.sheet import words
from desktop.assessing.sheet.commands import Rate
from desktop.assessing.sheet.stage import Stage
from desktop.assessing.sheet.table.second_pass import SecondPass, checked
from domain.assessing.sheet import needs_fact
from domain.errors import Rewritten
from domain.mark import Mark, Overtaken
from domain.sheet_kinds import Origin
from resources.i18n import _, sentences


@dataclass(frozen=True, slots=True)
class Conflict:
    """A mark that was not written, since another than the one that was *seen* stands there by now."""

    code: str
    seen: Mark | None
    wanted: Mark | None
    there: Mark | None


class Rating(QObject):
    """The one way of a mark into the file, with its undo; where nothing may be written it does nothing.

    Signals:
        said: what came of a key, in words.
        asked: which row just left needs a fact, and the key that opens it, in words.
        saved: what was marked and where the keys go next, in words for a screen reader.
        refused: a mark that was not written, in words; ``again`` tries it once more.
        overtaken: another mark stands in the file than the one that was seen, as a Conflict; ``again`` puts
            the own one in its place.
        usual: the usual words are to be said again.
        wanted: code of the item to go to, even if a filter hides it.
        rows_wanted: all rows of the table are to be shown, for a second typing.
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
        self._last = ""  # code of the item that was written last
        self.allowed = False
        self.going_on = False  # a mark is being written, and the next row is shown at once
        self.waits = False  # on a card: a mark that needs a fact stays in sight until the fact is given
        self._awaited = ""  # code of the item that stays in sight for its fact
        self._owing = ""  # code of the row that the table has just left, and whose fact the next key opens
        self.second = SecondPass(stage.model, self)
        stage.table.rows.second, stage.model.hides = self.second, self.second.hides
        stage.model.touched.connect(self._on_touched)
        stage.table.selectionModel().currentRowChanged.connect(self._on_current)

    def begin(self, *, allowed: bool) -> None:
        """Take another sheet; what was done in the one before cannot be undone here."""
        self.allowed = allowed
        self._stack.clear()
        self._retry, self._awaited, self._owing = None, "", ""
        self.second.clear()

    def may_write(self) -> bool:
        """Tell whether the sheet takes anything; if not, that is said."""
        if not self.allowed:
            self.usual.emit()
        return self.allowed

    def give(self, mark: Mark | None) -> None:
        """Give the current item the mark and go on; compare it where the paper is typed again."""
        self._take(mark, go_on=True)

    def put(self, mark: Mark | None) -> None:
        """Give the current item the mark, as ``give`` does, and stay."""
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
        """Give the current item the level it had last time, and go on."""
        if not self._is_checking():
            self._rate(self._table.code, Mark.rated(level), Origin.CONFIRMED)

    def repeat_twin(self) -> None:
        """Give the current item the mark of its close competency."""
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

    def again(self) -> None:
        """Try the mark that was not written once more."""
        if self._retry is not None:
            code = self._retry[0]
            self.wanted.emit(code)
            checked_now = code in self.second.doubts
            if self._rate(*self._retry, go_on=not checked_now) and checked_now:
                self.second.decide(code)
                self._go_on_checking(code)

    def leave_it(self) -> None:
        """Let the mark stand that came meanwhile."""
        self._retry = None

    @property
    def fact_row(self) -> str:
        """Code of the row whose fact the key opens: the one just marked if it needs one, else the current."""
        return self._owing if self._owing and not self.waits else self._table.code

    def await_fact(self, code: str) -> None:
        """Go on from the row once its fact is given, as ``go_on_from`` does."""
        self._awaited = code

    def go_on_from(self, code: str) -> None:
        """Go on where the item stayed in sight for a fact that is given now."""
        if code and code == self._awaited and not needs_fact(self._model.row(code)):
            self._awaited = ""
            self.usual.emit()  # what was said of this item is over
            self._table.go_to(self._model.next_unmarked(code))

    def undo(self) -> None:
        """Take the last act back and show where it was."""
        self._step(self._stack.undo, self._stack.index() - 1)

    def redo(self) -> None:
        """Do again what was taken back."""
        self._step(self._stack.redo, self._stack.index())

    def toggle_pass(self) -> None:
        """Begin to type the same paper a second time, or end it."""
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
        else:
            self.said.emit(_("Nothing to check: no row has a mark"))

    def _is_checking(self) -> bool:
        """Tell whether the paper is typed a second time: then marks are compared, and that is said."""
        if self.second.runs:
            self.said.emit(_("During the check marks are only compared. Finish it first: F4."))
        return self.second.runs

    def _rate(self, code: str, mark: Mark | None, origin: Origin, *, go_on: bool = True) -> bool:
        """Write the mark and return whether it stands in the file now."""
        if not code or not self.may_write():
            return False
        model = self._model
        row = model.row(code)
        stays = self.waits and origin is not Origin.CONFIRMED and row.mark != mark
        stays = stays and needs_fact(replace(row, mark=mark))
        go_on = go_on and not stays
        # Looked up before the row may leave the list by its filter.
        following = model.row_at(model.next_unmarked(code)) if mark is not None and go_on else None
        if following is not None and following.item.code == code:  # the last one: it is shown as it is now
            following = None
        if row.mark == mark:
            there = model.mark_in_file(code)
            if there[0] != mark:  # what is shown is not what another window has written
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
        """Show the newer mark in its row; the own one waits for what is chosen."""
        seen = self._model.row(code).mark
        self._model.take_mark(code, found.there, found.origin, found.at)
        self._retry = (code, mark, origin)
        self.wanted.emit(code)
        self.overtaken.emit(Conflict(code, seen, mark, found.there))

    def _step(self, step: Callable[[], None], place: int) -> None:
        """Undo or redo the act in this place, then show where it happened, even if a filter hides it."""
        if not self.may_write() or self._is_checking():
            return
        self._last = ""
        act = self._stack.command(place) if 0 <= place < self._stack.count() else None
        try:
            step()
        except Overtaken as found:
            assert isinstance(act, Rate), "no other act writes a mark"
            self._show_overtaken(act.code, *act.wanted, found)
            return
        except Rewritten as found:  # words of another window: what is typed by hand has its own sentence
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
        if asked:  # what was said of that item does not stand beside another one
            self.usual.emit()
