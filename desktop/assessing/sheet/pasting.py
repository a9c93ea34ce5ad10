"""Levels from a spreadsheet: what a copied column would change, shown before anything is written."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from desktop.actions import Actions
from desktop.assessing.sheet import keys, words
from desktop.assessing.sheet.rating import Rating
from desktop.assessing.sheet.stage import Stage
from desktop.kit.form.dialog import Question
from domain.mark import Mark
from domain.scale import LEVELS
from resources.i18n import _, ngettext

NAMED = 12  # changes named in the question at most
CODE = re.compile(r"([A-Za-zКкСс]\d{2,3})\b")
LOOKALIKES = str.maketrans("КС", "KS")  # typed on a Russian keyboard
LEVEL = {str(level): level for level in LEVELS}


@dataclass(frozen=True, slots=True)
class Pasted:
    """What a text says about the rows of a sheet: code -> level, the cells that are no level, and how many
    levels are left over below the last row.
    """

    levels: dict[str, int]
    unread: tuple[str, ...]
    over: int = 0


def pasted(text: str, codes: Sequence[str], first: str) -> Pasted:
    """Return the levels in a column of cells, or in two, the code and the level.

    *codes* are the items in the order shown. A line with a code says which item it is about; lines without
    one follow each other from the item *first* on, and an empty line passes over one. Of two levels in a
    line, a target and a mark perhaps, neither is taken.
    """
    levels: dict[str, int] = {}
    unread: list[str] = []
    over = 0
    rest = list(codes[codes.index(first) :]) if first in codes else list(codes)
    for line in text.rstrip("\r\n").split("\n"):
        cells = [cell.strip() for cell in line.split("\t")]
        named = next((code for cell in cells if (code := _code(cell)) in codes), "")
        told = [cell for cell in cells if cell and (not named or _code(cell) != named)]
        code = named or (rest.pop(0) if rest and not any(map(_code, cells)) else "")
        found = [LEVEL[cell] for cell in told if cell in LEVEL]
        if code and len(found) == 1:
            levels[code] = found[0]
        elif not code and not rest and len(told) == len(found) == 1:
            over += 1
        elif told:
            unread.append(" ".join(filter(None, cells)))
    return Pasted(levels, tuple(unread), over)


def _code(cell: str) -> str:
    """Return the item code that the cell begins with, empty if it begins with none."""
    found = CODE.match(cell)
    return found[1].upper().translate(LOOKALIKES) if found else ""


class Pasting(QObject):
    """Ctrl+V in the table: first the difference, then all of it in one step.

    Signals:
        said: why there is nothing to paste.
    """

    said = Signal(str)

    def __init__(self, stage: Stage, rating: Rating, actions: Actions) -> None:
        super().__init__(stage.screen)
        self._stage, self._rating = stage, rating
        self._marks: dict[str, Mark] = {}
        keys.bind(actions, "paste", stage.table, self.ask)

    def ask(self) -> None:
        """Show what the copied levels would change, or say why nothing would."""
        if not self._rating.may_paste():
            return
        model, table = self._stage.model, self._stage.table
        shown = [row.item.code for line in table.lines_of_items() if (row := model.row_at(line)) is not None]
        found = pasted(QGuiApplication.clipboard().text(), shown, table.code)
        self._marks = {
            code: Mark.rated(level)
            for code, level in found.levels.items()
            if model.row(code).mark != Mark.rated(level)
        }
        if not self._marks:
            same = [_("The copied levels are those of the sheet")] if found.levels else []
            none = _("Nothing to paste: the copied text has no levels 0–4")
            self.said.emit(". ".join((*same, *_left(found))) if same or found.over else none)
            return
        count = len(self._marks)
        question = Question(
            ngettext("Paste {n} mark?", "Paste {n} marks?", count).format(n=count),
            "\n".join(self._differences(found)),
            _("Cancel"),
            _("Paste"),
            self._stage.screen,
        )
        question.accepted.connect(self._on_accepted)
        question.open()

    def _differences(self, found: Pasted) -> list[str]:
        model = self._stage.model
        told = [
            f"{code}: {words.mark_short(model.row(code).mark)} → {mark.level}"
            for code, mark in self._marks.items()
        ]
        more = len(told) - NAMED
        told = told[:NAMED] + ([_("and {n} more").format(n=more)] if more > 0 else [])
        same = len(found.levels) - len(self._marks)
        if same:
            told.append(ngettext("{n} is the same already", "{n} are the same already", same).format(n=same))
        return [*told, *_left(found)]

    def _on_accepted(self) -> None:
        self._rating.give_all(self._marks)


def _left(found: Pasted) -> list[str]:
    """Return what of the copied text goes nowhere."""
    told: list[str] = []
    if found.unread:
        cells = ", ".join(f"«{cell[:24]}»" for cell in found.unread[:NAMED])
        told.append(_("No level 0–4, left out: {cells}").format(cells=cells))
    if found.over:
        over = ngettext(
            "{n} level not pasted: there are no more rows",
            "{n} levels not pasted: there are no more rows",
            found.over,
        )
        told.append(over.format(n=found.over))
    return told
