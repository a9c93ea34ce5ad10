"""The content of the cells and headers of a sheet's table, for sighted and for screen-reader users."""

from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import Qt

from desktop.assessing.sheet import words
from desktop.kit.tips import as_it_is, headed, in_lines
from domain.assessing.sheet import SheetRow
from domain.framework.framework import Function
from domain.scale import LEVELS, Scale
from resources.i18n import _, current

_ROLE = Qt.ItemDataRole


class Column(IntEnum):
    """The columns in order; the five levels are adjacent."""

    CODE = 0
    CRITICAL = 1
    LABEL = 2
    LEVEL_0 = 3
    LEVEL_4 = 7
    REASON = 8
    FACT = 9

    @staticmethod
    def level(column: int) -> int | None:
        """Return the level whose box is in this column, None for other columns."""
        level = column - Column.LEVEL_0
        return level if level in LEVELS else None


COLUMNS = Column.FACT + 1


@dataclass(frozen=True, slots=True)
class Heading:
    """A function and its progress: ``done`` of ``total`` rows of the scope have a mark.

    ``folded`` says in words which of its items are folded away.
    """

    function: Function
    done: int
    total: int
    folded: str = ""


def of_row(row: SheetRow, column: int, role: int, scale: Scale, text: str, half: str | None) -> str | None:
    """Return a row's cell for a Qt role; *text* is its fact, *half* an unsaved one."""
    match role:
        case _ROLE.DisplayRole:
            return _shown(row, column, text)
        case _ROLE.AccessibleTextRole:
            return words.spoken(row, scale, half)
        case _ROLE.ToolTipRole if column == Column.LABEL:
            words_of = current().text
            return headed(words_of(row.item.label), words_of(row.item.text))
        case _ROLE.ToolTipRole if column == Column.FACT:
            told = words.all_words(row, half)
            return in_lines(told) if told else None
        case _ROLE.ToolTipRole if column == Column.REASON and row.mark is not None:
            return as_it_is(words.reason(row.mark.state)) if row.mark.level is None else None
        case _:
            return None


def of_heading(heading: Heading, role: int) -> str | None:
    """Return the data of a function's heading row for a Qt role."""
    title = current().text(heading.function.short)
    if role == _ROLE.DisplayRole:
        return title
    if role == _ROLE.AccessibleTextRole:
        done = _("{done} of {total}").format(done=heading.done, total=heading.total)
        return ", ".join(part for part in (title, done, heading.folded) if part)
    return None


def of_head(column: int, role: int) -> str | int | None:
    """Return the title of a column, or its alignment."""
    match role:
        case _ROLE.DisplayRole:
            return _title(column)
        case _ROLE.AccessibleTextRole if column == Column.CRITICAL:
            return _("Critical")
        case _ROLE.ToolTipRole:
            return as_it_is(_title(column) or _("Critical"))
        case _ROLE.TextAlignmentRole:
            centred = Column.LEVEL_0 <= column <= Column.REASON
            side = Qt.AlignmentFlag.AlignHCenter if centred else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        case _:
            return None


def _title(column: int) -> str:
    level = Column.level(column)
    if level is not None:
        return str(level)
    return {
        Column.CODE: _("Code"),
        Column.CRITICAL: "",
        Column.LABEL: _("Competency"),
        Column.REASON: _("no level"),
        Column.FACT: _("Fact: what was said or done"),
    }[Column(column)]


def _shown(row: SheetRow, column: int, text: str) -> str:
    level = Column.level(column)
    if level is not None:
        return str(level) if row.mark is not None and row.mark.level == level else ""
    match column:
        case Column.CODE:
            return row.item.code
        case Column.CRITICAL:
            return "◆" if row.critical else ""
        case Column.LABEL:
            return current().text(row.item.label)
        case Column.REASON:
            bare = row.mark is not None and row.mark.level is None
            return words.reason_short(row.mark.state) if bare and row.mark is not None else ""
        case _:
            return " ".join(text.split())
