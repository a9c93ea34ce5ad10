"""How many of each unit must have a level of a competency: the form, and where it is not met or not known."""

from collections.abc import Sequence
from typing import cast, override

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from db.team import shift_minimums
from desktop.context import Context
from desktop.kit.form.fields import ChoiceField
from desktop.kit.form.form_dialog import Form
from desktop.team.board import Board
from domain.scale import LEVELS
from domain.team.shift import Minimum, Short
from reports.words.team import phrases_team
from resources.i18n import _, current, ngettext

OFFERED = 12  # people
USUAL = 3  # the level proposed: whoever has it works alone


class ShiftForm(Form):
    """Sets the minimum of one competency, or takes it back."""

    help_page = "team#more"

    def __init__(self, context: Context, board: Board, column: int, parent: QWidget) -> None:
        item, words = board.items[column], current()
        about = f"{item.code} {words.text(item.label)}\n" + _(
            "Counted separately in each unit that needs this competency."
        )
        super().__init__(
            context.theme, _("Minimum for a shift"), about, _("Save"), parent, subject=(item.key,)
        )
        self._data, self._key = context.data, item.key
        known = board.minimums.get(item.key)
        most = max(OFFERED, known.people if known is not None else 0)
        people: list[tuple[object, str]] = [
            (None, _("no minimum")),
            *((n, ngettext("{n} person", "{n} people", n).format(n=n)) for n in range(1, most + 1)),
        ]
        names = {one.value: words.text(one.name) for one in board.scale.levels}
        levels = [(level, f"{level} · {names[level]}") for level in LEVELS if level]
        self.people = ChoiceField(
            context.theme, _("At least"), self, "people", people, known.people if known else None
        )
        self.level = ChoiceField(
            context.theme,
            _("with this level or above"),
            self,
            "level",
            levels,
            known.level if known else USUAL,
        )
        self.put(self.people, 0, 0)
        self.put(self.level, 0, 1)
        self.people.box.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def send(self) -> None:
        people, level = cast("int | None", self.people.value), cast("int", self.level.value)
        minimum = None if people is None else Minimum(people, level)
        self._data.write(shift_minimums.keep, self._key, minimum)


def minimum_words(minimum: Minimum) -> str:
    """Return «на смену: 2 человека с уровнем от 3»."""
    told = ngettext(
        "for a shift: {n} person at level {level} or above",
        "for a shift: {n} people at level {level} or above",
        minimum.people,
    )
    return told.format(n=minimum.people, level=minimum.level)


def short_words(board: Board, one: Short) -> str:
    """Return «Смена 2: 1 из 2»; what is not known comes first, before the name that may be cut."""
    return phrases_team.short(one, board.unit_name(one.unit_id), current())


def column_short(board: Board, column: int) -> str:
    """Return where the minimum of a column is not met, then where that is not known; empty if it is met."""
    found = [one for one in board.short if one.column == column]
    unmet = "; ".join(short_words(board, one) for one in found if one.sure)
    parts = [_("not met: {where}").format(where=unmet)] if unmet else []
    return "; ".join((*parts, *(short_words(board, one) for one in found if not one.sure)))


def is_unmet(board: Board, column: int) -> bool:
    """Whether some unit cannot meet the minimum of a column whatever the unknown levels are."""
    return any(one.sure for one in board.short if one.column == column)


def all_short(board: Board, found: Sequence[Short]) -> str:
    """Return the same of several columns, with their codes."""
    return "; ".join(f"{board.items[one.column].code} {short_words(board, one)}" for one in found)
