"""The texts of others that name somebody: a list, the text in full, and a decision about each."""

import hashlib
import json
from dataclasses import dataclass, replace
from typing import cast, override

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.context import Context
from desktop.kit import labels, layout
from desktop.kit.buttons import button
from desktop.kit.form.keeper import Lines
from desktop.kit.form.text_area import TextArea
from desktop.kit.segments import Segments
from desktop.kit.table.column_table import Cell, Column, ColumnTable
from domain.people.erasure import Choice, Decision, Mention
from reports.words.people import phrases_erasure
from resources.i18n import _, current, pgettext

CHOICES = (None, Choice.KEEP, Choice.REMOVE, Choice.EDIT)
ROWS = 5  # lines that the list shows before it scrolls
AROUND = 40  # characters before and after a name


@dataclass(frozen=True, slots=True)
class Line:
    """A text and what was decided about it; ``choice`` None waits for a decision.

    ``news`` means that it was written or changed after the preview that was decided on.
    """

    mention: Mention
    choice: Choice | None
    text: str = ""
    news: bool = False


class Mentions(Lines):
    """The arrows move through the list; Tab leads to the decision about the current text.

    Signals:
        decided: a decision was made or changed.
    """

    decided = Signal()

    def __init__(self, context: Context, found: tuple[Mention, ...], parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = context.theme
        title = _("Texts of others that name the person, or may")
        columns: tuple[Column[Line], ...] = (
            Column("text", _("Text"), _text, None, None, least=240, most=None),
            Column("where", _("Where"), _where, None, 210, least=120),
            Column("decision", _("Decision"), _decision, None, 150, least=110),
        )
        self.table = ColumnTable(context, "mentions", title, columns, _key, self, fixed=True)
        self.list = self.table.list_model
        self.table.setFixedHeight(self._theme.scaled(34) * (min(ROWS, len(found)) + 1))
        self.choice = Segments(
            (_("Not decided"), pgettext("a text of others", "Keep"), _("Take the name out"), _("Edit")),
            self,
            _("Decision"),
        )
        self.all_button = button(_("Take all names out"), self, small=True, do=self.take_all_out)
        self.text = TextArea(_("Text"), self, lines=3)
        layout.column(
            labels.plain(title, self, "strong"),
            layout.grow(self.table),
            layout.row(self.choice, layout.STRETCH, self.all_button, gap="s"),
            self.text,
            gap="s",
            of=self,
        )
        self.list.show([_undecided(one) for one in found])
        self.table.selectionModel().currentRowChanged.connect(self._show)
        self.choice.chosen.connect(self._on_choice)
        self.decided.connect(self.filled_in)
        self.text.textChanged.connect(self._on_text)
        self.table.go_to(self.list.first())
        self._show()

    @property
    @override
    def name(self) -> str:
        return "mentions"

    @property
    @override
    def words(self) -> str:
        """What was decided about which text, as long as that stays the same."""
        lines = (one for one in self.list.lines() if one != _undecided(one.mention))
        kept = {one.mention.key: (_digest(one), one.choice, one.text) for one in lines}
        return json.dumps(kept, ensure_ascii=False) if kept else ""

    @override
    def put_words(self, text: str) -> None:
        kept = cast("dict[str, tuple[str, str | None, str]]", json.loads(text)) if text else {}
        for one in self.list.lines():
            line, before = _undecided(one.mention), kept.get(one.mention.key)
            if before is not None and before[0] == _digest(one):
                choice = None if before[1] is None else Choice(before[1])
                line = replace(line, choice=choice, text=before[2])
            if line != one:
                self.list.renew(line)
        self._show()
        self.decided.emit()

    @property
    def undecided(self) -> int:
        """How many texts wait for a decision."""
        return sum(one.choice is None for one in self.list.lines())

    @property
    def decisions(self) -> dict[str, Decision]:
        """The decisions by the key of their text."""
        return {
            one.mention.key: Decision(one.choice, one.mention.text, one.text)
            for one in self.list.lines()
            if one.choice is not None
        }

    def renew(self, found: tuple[Mention, ...]) -> int:
        """Show the texts as they are now; return how many are new; the first of them is current.

        What was decided about a text that is still the same stays.
        """
        known = {one.mention.key: one for one in self.list.lines()}
        lines: list[Line] = []
        for one in found:
            before = known.get(one.key)
            if before is not None and before.mention.text == one.text:
                lines.append(replace(before, mention=one, news=False))
            else:
                typed = "" if before is None else before.text
                lines.append(replace(_undecided(one), text=typed, news=True))
        self.list.show(lines)
        news = [line for line in lines if line.news]
        self.table.setFixedHeight(self._theme.scaled(34) * (min(ROWS, len(found)) + 1))
        self.table.go_to(self.list.row_of(_key(news[0])) if news else self.list.first())
        self._show()
        self.decided.emit()
        return len(news)

    def take_all_out(self) -> None:
        """Take the name out of every text that still waits."""
        for one in self.list.lines():
            if one.choice is None:
                self.list.renew(replace(one, choice=Choice.REMOVE))
        self._show()
        self.decided.emit()

    def _show(self, *_args: object) -> None:
        line = self.table.current_line
        self.choice.setEnabled(line is not None)
        if line is None:
            return
        self.choice.choose(CHOICES.index(line.choice))
        if not line.mention.editable:
            self.choice.offer(CHOICES.index(Choice.EDIT), offered=False)
        else:
            self.choice.offer(CHOICES.index(Choice.EDIT), offered=True)
        editing = line.choice is Choice.EDIT
        text = line.text if editing else _after(line)
        self.text.setReadOnly(not editing)
        if self.text.toPlainText() != text:
            self.text.blockSignals(True)
            self.text.setPlainText(text)
            self.text.blockSignals(False)

    def _on_choice(self, number: int) -> None:
        line = self.table.current_line
        if line is None:
            return
        choice = CHOICES[number]
        text = line.text or line.mention.text if choice is Choice.EDIT else line.text
        self.list.renew(replace(line, choice=choice, text=text))
        self._show()
        self.decided.emit()

    def _on_text(self) -> None:
        line = self.table.current_line
        if line is not None and line.choice is Choice.EDIT:
            self.list.renew(replace(line, text=self.text.toPlainText()))
            self.filled_in.emit()


def _undecided(mention: Mention) -> Line:
    return Line(mention, None if mention.sure else Choice.KEEP)


def _after(line: Line) -> str:
    """Return the text as it will be."""
    return line.mention.shown(removed=line.choice is Choice.REMOVE)


def _digest(line: Line) -> str:
    """Return what tells the text of others from any other, without holding it."""
    return hashlib.sha256(line.mention.text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _key(line: Line) -> str:
    return line.mention.key


def _text(line: Line) -> Cell:
    mention = line.mention
    if mention.hidden:
        return Cell(_after(line))
    start = max(0, mention.spans[0].start - AROUND)
    words = " ".join(_after(line)[start : mention.spans[-1].end + AROUND].split())
    return Cell(f"…{words}" if start else words, words=_after(line))


def _where(line: Line) -> str:
    what = phrases_erasure.place(line.mention.table, current())
    return ", ".join(part for part in (what, line.mention.where) if part)


def _decision(line: Line) -> Cell:
    match line.choice:
        case None:
            return Cell(_("New: decide") if line.news else _("Decide"), ink="danger")
        case Choice.KEEP:
            return Cell(pgettext("a text of others", "Keep"), ink="muted")
        case Choice.REMOVE:
            return Cell(_("Take the name out"))
        case Choice.EDIT:
            return Cell(_("Edit"))
