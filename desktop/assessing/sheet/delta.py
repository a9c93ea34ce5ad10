"""Delta first: a staff sheet starts from what is known, and asks for the focus of this quarter."""

from collections import Counter
from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QAbstractButton, QApplication

from db.team import last_levels
from db.team.last_levels import Before
from desktop.assessing.sheet import delta_words, keys
from desktop.assessing.sheet.card.card import Card
from desktop.assessing.sheet.card.last_known import LastKnownStrip
from desktop.assessing.sheet.commands import take_note
from desktop.assessing.sheet.rating import Rating
from desktop.assessing.sheet.stage import Stage
from desktop.assessing.sheet.table.focus_bar import FocusBar
from domain.assessing.case import CycleKind
from domain.assessing.recency import recency
from domain.assessing.rotation import LastKnown, folded
from domain.assessing.sheet import Sheet, SheetOrigin, SheetRow
from domain.errors import NotYours
from domain.period import Period
from domain.team.diary import Note

TABLES = frozenset({"evidence", "evidence_item"})


class Delta(QObject):
    """Holds the last levels, the focus of the quarter and the notes; off in hiring and on paper.

    Signals:
        laid_out: the items shown have changed.
        said: the outcome of a key press, as a message.
    """

    laid_out = Signal()
    said = Signal(str)

    def __init__(self, stage: Stage, card: Card, rating: Rating) -> None:
        super().__init__(stage.screen)
        context, parent = stage.context, stage.screen
        theme, actions = context.theme, context.actions
        self._context, self._model, self._table, self._stack = context, stage.model, stage.table, stage.stack
        self._card, self._rating = card, rating
        self._before: Before | None = None
        self._row: SheetRow | None = None
        self.bar = FocusBar(theme, actions, parent)
        self.below_table = LastKnownStrip(theme, actions, parent, notes=True)
        self.strips = (card.last, self.below_table)
        self.bar.toggled.connect(self.toggle)
        for strip in self.strips:
            strip.confirmed.connect(self._confirm)
            strip.note_taken.connect(self._take)
        card.side.notes.taken.connect(self._take)
        stage.model.touched.connect(self._on_touched)
        context.data.changed.connect(self._on_changed)
        self._keys = [
            keys.bind(actions, name, owner, slot)
            for owner in (stage.table, card.desk)
            for name, slot in (
                ("confirm", self.confirm),
                ("confirm_anyway", self.confirm_anyway),
                ("take_note", self.take_note),
            )
        ]
        for action in self._keys:
            action.setAutoRepeat(False)  # holding a key down must not confirm the rows below

    @property
    def is_on(self) -> bool:
        """Whether the sheet has earlier results and a focus."""
        return self._before is not None

    @property
    def before(self) -> Before:
        """What is known from before; only valid while it is on."""
        assert self._before is not None
        return self._before

    def open(self, sheet: Sheet) -> None:
        """Take the sheet now shown; if anything is known, its focus is shown first."""
        context = self._context
        told = sheet.assessor.id == context.me.id or not context.data.is_remote  # the server tells of the own
        self._before = self._read(sheet.id) if told and _staff(sheet) else None
        self._row = None
        for action in self._keys:
            action.setEnabled(self.is_on)
        self.bar.setVisible(self.is_on)
        for strip in self.strips:
            strip.setVisible(self.is_on)
        self._card.lay_close(self._card.height())
        self._show_levels()
        shown = self._context.settings.shown_set(sheet.uid)
        if self.is_on and self._rating.allowed and (shown == "short" or (self.before.known and not shown)):
            self._focus(on=True)
        self._show_bar()

    def close(self) -> None:
        """Forget everything: the sheet may not be seen."""
        self._before = None
        self.bar.hide()

    def toggle(self) -> None:
        """Switch between the focus and all items."""
        if self.is_on:
            focused = self._model.focus is None
            self._focus(on=focused)
            self._context.settings.keep_shown_set(self._model.sheet.uid, "short" if focused else "whole")
            self._show_bar()
            self.laid_out.emit()

    def show_whole(self) -> None:
        """Show every item."""
        if self.is_on and self._model.focus is not None:
            self.toggle()

    def show_row(self, row: SheetRow | None) -> None:
        """Show what is known about the current item."""
        self._row = row
        if row is None or not self.is_on:
            self._card.side.notes.show_notes((), 0, frozenset())
            return
        code, scale = row.item.code, self._model.sheet_scale
        last = self.before.known.get(code)
        why = delta_words.why(row, self.before.focus, code in self._lately())
        reason = "" if self._rating.allowed else delta_words.read_only()
        notes, takeable, taken = self._notes(row), self._takeable(row), self._taken()
        for strip in self.strips:
            strip.show_last(last, scale, why, reason)
            strip.show_notes(notes, takeable)
        self._card.side.notes.show_notes(notes, takeable, taken)

    def confirm(self) -> None:
        """Confirm the last level, if there is a newer fact."""
        pressed = QApplication.focusWidget()
        if isinstance(pressed, QAbstractButton):  # Enter on a button belongs to the button
            pressed.click()
        else:
            self._confirm(False)

    def confirm_anyway(self) -> None:
        """Confirm the last level deliberately, without a newer fact."""
        self._confirm(True)

    def take_note(self) -> None:
        """Use the viewer's newest note about the current item as a fact."""
        row = self._row
        if row is None or not self._rating.may_write():
            return
        if takeable := self._takeable(row):
            self._take(takeable)
        else:
            self.said.emit(delta_words.nothing_to_take(row.item.code, bool(self._notes(row))))

    def _confirm(self, deliberate: bool) -> None:
        code = self._table.code
        if not code or not self.is_on or not self._rating.may_write():
            return
        last = self.before.known.get(code)
        if last is None or not delta_words.may(last, deliberate=deliberate):
            self.said.emit(delta_words.refused(code, last))
            return
        level = delta_words.whole(last)
        assert level is not None
        self._rating.confirm(level)
        self.said.emit(delta_words.confirmed(code, last, self._model.sheet_scale))

    def _take(self, note_id: int) -> None:
        if self._rating.may_write():
            self._stack.push(take_note(self._model, note_id))

    def _focus(self, *, on: bool) -> None:
        """Show the focus with the rest folded under their functions, or show all."""
        codes = frozenset(self.before.focus.codes)
        self._model.folds = {}
        self._model.show_only(codes if on else None)
        self._context.settings.keep_short_set(self._model.sheet.uid, codes if on else ())
        if on:
            lately, shown = self._lately(), set(self._model.codes)
            counts: dict[str, Counter[bool]] = {}
            for row in self._model.sheet.scope:
                if row.item.code not in shown:
                    counts.setdefault(row.item.function, Counter())[row.item.code in lately] += 1
            self._model.folds = {
                function: delta_words.folded(count[True], count[False]) for function, count in counts.items()
            }

    def _lately(self) -> frozenset[str]:
        return frozenset(folded(self.before.known, self.before.focus.codes))

    def _show_levels(self) -> None:
        known: Mapping[str, LastKnown] = self._before.known if self._before is not None else {}
        levels = {code: delta_words.whole(last) for code, last in known.items()}
        self._table.rows.last = {code: level for code, level in levels.items() if level is not None}
        self._model.beside = {
            code: delta_words.spoken(last, self._model.sheet_scale) for code, last in known.items()
        }

    def _show_bar(self) -> None:
        if not self.is_on:
            return
        sheet = self._model.sheet
        self.bar.show_focus(self.before.focus, focused=self._model.focus is not None)
        starts_on, ends_on = sheet.cycle.starts_on, sheet.cycle.ends_on
        if starts_on is None or ends_on is None:
            self.bar.show_recency(None)
            return
        taken = self._taken()
        days = [one.fact.observed_on for one in self.before.notes if one.mine and one.fact.uid not in taken]
        days += {fact.id: fact.observed_on for row in sheet.rows for fact in row.facts}.values()
        self.bar.show_recency(recency(days, Period(starts_on, ends_on), self._context.today()))

    def _notes(self, row: SheetRow) -> tuple[Note, ...]:
        return tuple(one for one in self.before.notes if row.item.code in one.fact.items)

    def _taken(self) -> frozenset[str]:
        """Return the uids of notes already used as facts here."""
        rows = self._model.shown
        return frozenset(fact.note_uid for row in rows for fact in row.facts if fact.note_uid is not None)

    def _takeable(self, row: SheetRow) -> int:
        """Return the viewer's newest note that is not yet a fact here, 0 if there is none."""
        if not self._rating.allowed:
            return 0
        taken = self._taken()
        own = (one for one in self._notes(row) if one.mine and one.fact.uid not in taken)
        return next((one.fact.id for one in own), 0)

    def _read(self, sheet_id: int) -> Before | None:
        try:
            return self._context.data.read(last_levels.before, sheet_id, self._context.me.id)
        except NotYours:  # the sheet may be open to the user, but not all that lies before it
            return None

    def _on_touched(self, _code: str) -> None:
        self._show_bar()

    def _on_changed(self, tables: frozenset[str]) -> None:
        """Update after a new note or fact: there may now be more that is newer than a level."""
        if self.is_on and tables & TABLES and self.bar.isVisible():
            self._before = self._read(self._model.sheet_id) or self._before
            self._show_levels()
            self._show_bar()
            self.show_row(self._row)


def _staff(sheet: Sheet) -> bool:
    return sheet.cycle.kind is not CycleKind.HIRING and sheet.origin is not SheetOrigin.PAPER
