"""A second typing of the same paper: each difference beeps and waits; until then the first mark stays."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from desktop.assessing.sheet import words
from desktop.assessing.sheet.model import SheetModel
from desktop.kit import chips, labels, layout
from desktop.kit.buttons import button
from desktop.kit.page.beside import Beside
from desktop.theme import Theme
from domain.mark import Mark
from domain.scale import LEVELS
from resources.i18n import _, nb, ngettext, pgettext


class SecondPass(QObject):
    """The marks typed a second time so far. It writes nothing itself.

    ``doubts`` maps a code to the mark of the second typing, None for an empty row. They outlive the pass;
    giving the row a mark resolves the doubt.

    Signals:
        changed: a mark was compared or decided, or the pass began or ended.
    """

    changed = Signal()

    def __init__(self, model: SheetModel, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model
        self._runs = False
        self._same: dict[str, Mark] = {}  # a mark changed afterwards counts as typed once
        self.doubts: dict[str, Mark | None] = {}
        self.decided = 0

    @property
    def runs(self) -> bool:
        """Whether typed marks are compared and not written."""
        return self._runs

    @property
    def done(self) -> int:
        """How many rows were typed a second time."""
        return self.agreed + len(self.doubts)

    @property
    def agreed(self) -> int:
        """How many current marks were typed twice, or decided by the form."""
        if not self._same:  # asked at every key press
            return 0
        return sum(self._same.get(code) == mark for code, mark in self._model.marked.items())

    @property
    def left(self) -> tuple[str, ...]:
        """The rows with a mark not yet typed a second time."""
        return tuple(
            code
            for code, mark in self._model.marked.items()
            if self._same.get(code) != mark and code not in self.doubts
        )

    def hides(self, code: str) -> bool:
        """Whether the first mark is hidden, so that the user reads the paper and not the screen."""
        return self._runs and code not in self._same and code not in self.doubts

    def begin(self) -> None:
        """Begin at the first row, or continue with the rows typed only once."""
        if not self.left:
            self.clear()
        self._run(True)
        self.changed.emit()

    def end(self) -> None:
        """End the pass; differences still wait for a decision."""
        self._run(False)
        self.changed.emit()

    def clear(self) -> None:
        """Forget everything, for another sheet."""
        self._run(False)
        self._same.clear()
        self.doubts.clear()
        self.decided = 0

    def _run(self, runs: bool) -> None:
        self._runs = runs
        self._model.hides = self.hides if runs else None  # so that at usual work nobody asks for each row

    def compare(self, code: str, mark: Mark | None) -> bool:
        """Record a second mark; return whether it agrees. A difference beeps."""
        first = self._model.marked.get(code)
        same = mark == first
        if same:
            if first is not None:
                self._same[code] = first
        else:
            self.doubts[code] = mark
            QApplication.beep()
        self.changed.emit()
        return same

    def decide(self, code: str) -> None:
        """Resolve the difference: the row now has the mark on the paper."""
        if code in self.doubts:
            del self.doubts[code]
            if (mark := self._model.marked.get(code)) is not None:
                self._same[code] = mark
            self.decided += 1
            self.changed.emit()

    def following(self, code: str) -> str:
        """Return the next row during the pass, else the next difference; empty if there is none."""
        codes = self._model.codes
        at = codes.index(code) + 1 if code in codes else 0
        around = (*codes[at:], *codes[:at])
        waiting = self.left if self._runs else ()
        if waiting:
            return next((one for one in around if one in waiting), "")
        return next((one for one in around if one in self.doubts), "")


class PassPanel(QWidget):
    """The button with its key, the progress of the second typing, and finally its outcome.

    Signals:
        wanted: begin or end the pass.
    """

    wanted = Signal()

    def __init__(self, theme: Theme, cap: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.button = button("", self, small=True, do=self.wanted)
        self.button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        key = QWidget(self)
        layout.row(chips.key_cap(cap, key), layout.STRETCH, of=key)
        column = layout.column(Beside(self.button, key, 0, self, 8), gap="xs", of=self)
        self.told = labels.paragraph("", self, "small", "muted")
        self._shown: tuple[object, ...] = ()
        column.addWidget(self.told)

    def show_pass(self, second: SecondPass, marked: int) -> None:
        """Show the progress; *marked* rows have a mark."""
        done = second.done
        shown = second.runs, done, len(second.doubts), second.decided, marked if second.runs or done else 0
        if shown == self._shown:  # at each key press
            return
        self._shown = shown
        self.button.setText(_("Finish the check") if second.runs else _("Enter again to verify"))
        parts: list[str] = []
        if second.runs or done:
            parts.append(_("{done} of {total} entered again").format(done=done, total=marked))
            parts.append(
                ngettext("{n} difference", "{n} differences", len(second.doubts)).format(n=len(second.doubts))
                if second.doubts
                else _("no differences")
            )
            if second.decided:
                parts.append(_("resolved: {n}").format(n=second.decided))
        self.told.setText(nb(" · ".join(parts)))
        self.told.setVisible(bool(parts))


@dataclass(frozen=True, slots=True)
class Checked:
    """The outcome of a second typing, in words; ``whole`` if every mark was typed twice."""

    fact: str
    rest: str
    whole: bool


def checked(second: SecondPass, tally: dict[int | None, int], total: int) -> Checked:
    """Return how many of the *total* marks were typed twice, and the column counts to expect on the paper."""
    if not second.left:
        return Checked(_("Both typings agree."), summary(second, tally), whole=True)
    fact = _("{done} of {total} checked, and those agree.").format(done=second.agreed, total=total)
    once = ngettext("{n} mark was entered only once.", "{n} marks were entered only once.", len(second.left))
    rest = _("To continue the check: F4.")
    return Checked(fact, f"{once.format(n=len(second.left))} {rest}", whole=False)


def summary(second: SecondPass, tally: dict[int | None, int]) -> str:
    """Return the counts to expect on the paper: «Крестиков в столбцах: 0 — 2, 1 — 5, …»."""
    columns = [f"{level} — {tally[level]}" for level in LEVELS]
    columns.append(f"{pgettext('column', 'no level')} — {tally[None]}")
    parts = [_("Crosses in the columns: {counts}.").format(counts=", ".join(columns))]
    if second.decided:
        told = ngettext("{n} difference was resolved.", "{n} differences were resolved.", second.decided)
        parts.append(told.format(n=second.decided))
    return " ".join(parts)


def doubt_words(mark: Mark | None) -> str:
    """Return the note in a row that differs."""
    return _("second entry: {mark}; enter what the form says").format(mark=words.mark_short(mark))
