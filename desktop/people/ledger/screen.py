"""The ledger of erasures: whoever was erased is in it by identity only, with the reason and the day."""

from typing import override

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from db.people import erasing
from desktop.context import Context
from desktop.kit.page.empty import Empty
from desktop.kit.page.header import Header
from desktop.kit.page.screen import Screen
from desktop.kit.table.column_table import Cell, Column, ColumnTable
from domain.people.erasure import LedgerLine
from resources.i18n import _, current, ngettext


class LedgerScreen(Screen):
    """Nobody is named: an identity tells whether a copy or a list brings back somebody who was erased."""

    TABLES = frozenset({"erasure"})

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(context, parent)
        theme = context.theme
        self.header = self.add_header(Header(theme, _("Erasures"), self))
        columns: tuple[Column[LedgerLine], ...] = (
            Column("when", _("When"), _when, _at, Cell(current().widest_date, "00:00:00"), falling=True),
            Column("uid", _("Identity"), _identity, None, 330, least=240),
            Column("reason", _("Reason"), _reason, None, None, least=240),
        )
        self.table = ColumnTable(context, "ledger", _("Erasures"), columns, _key, self, row=48)
        self.nothing = Empty(theme.icon("user-round-x", "muted", 22), _("Nobody was erased"), self)
        self._stack = self.add_stack(self.table, self.nothing)

    @property
    def keys(self) -> tuple[tuple[str, str], ...]:
        """The keys that work now."""
        return (("↑ ↓", _("erasure")), ("Ctrl+C", _("copy"))) if self.table.list_model.lines() else ()

    def open(self) -> None:
        """Read the ledger."""
        self.refresh()
        wanted = self.table if self.table.list_model.lines() else self.header
        wanted.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def refresh(self) -> None:
        stood = self.table.current_key
        lines = tuple(reversed(self._context.data.read(erasing.ledger)))
        self.table.list_model.show(lines)
        self.table.stand_on(stood)
        self._stack.setCurrentWidget(self.table if lines else self.nothing)
        facts = ngettext("{n} person", "{n} people", len(lines)).format(n=len(lines))
        self.header.set_title(_("Erasures"), facts if lines else "")
        self.keys_changed.emit()


def _key(line: LedgerLine) -> object:
    return line.uid


def _at(line: LedgerLine) -> object:
    return line.at


def _when(line: LedgerLine) -> Cell:
    at = line.at.astimezone()
    return Cell(current().date(at.date()), current().time(at, seconds=True))


def _identity(line: LedgerLine) -> str:
    return line.uid


def _reason(line: LedgerLine) -> Cell:
    return Cell(line.reason, _("marks are kept without a name") if line.marks_kept else "")
