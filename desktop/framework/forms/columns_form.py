"""Which column of a table holds what, if we do not recognize its headings."""

from typing import override

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.context import Context
from desktop.kit.form.fields import ChoiceField
from desktop.kit.form.form_dialog import Form
from desktop.office.intake.models import Unmapped
from domain.errors import Missing, Taken
from reports.book.model_columns import Column, Sheet, head
from reports.intake.model.model_book import CHOSEN
from reports.intake.model.model_rows import HEAD_LOOKED_FOR, NO_HEAD, Columns, columns_of, heads, place_of
from reports.intake.table import letters
from resources.i18n import _, current

SHOWN = 24  # characters of a heading or a value
NOWHERE = -1


class ColumnsForm(Form):
    """The row of the headings, and a list for each field; code and text are required.

    Signals:
        chosen: the Columns to use from now on.
        sheet_chosen: name of another sheet of the book.
    """

    help_page = "framework#import"

    chosen = Signal(object)
    sheet_chosen = Signal(str)

    def __init__(self, context: Context, unmapped: Unmapped, parent: QWidget) -> None:
        table = unmapped.table
        about = _("The headings in {file} are not those of our table. Say which column holds what.")
        super().__init__(
            context.theme,
            _("Columns of the table"),
            about.format(file=unmapped.path.name),
            _("Read"),
            parent,
            subject=(unmapped.path.name,),
        )
        self._table = table
        sheets = [(one, one) for one in table.sheets]
        self.sheet = ChoiceField(context.theme, _("Sheet"), self, "sheet", sheets, table.sheet)
        if len(sheets) > 1:
            self.put(self.sheet)
        else:
            self.sheet.hide()
        self.sheet.box.activated.connect(self._on_sheet)
        rows = table.lines[:HEAD_LOOKED_FOR]
        told = [(NO_HEAD, _("no headings")), *((line.number, self._row(at)) for at, line in enumerate(rows))]
        known = columns_of(table, Sheet.ITEMS)
        self.head = self.put(ChoiceField(context.theme, _("Headings in"), self, "head", told, known.head))
        self.boxes: dict[Column, ChoiceField] = {}
        words = current()
        for first, second in zip(CHOSEN[::2], CHOSEN[1::2], strict=True):
            for of in (first, second):
                at = known.of.get(of, NOWHERE)
                choices = self._choices()
                self.boxes[of] = ChoiceField(context.theme, head(of, words), self, of.value, choices, at)
            self.beside(self.boxes[first], self.boxes[second])
        self.boxes[Column.CODE].box.setFocus()
        self.head.box.activated.connect(self._on_head)

    @override
    def send(self) -> None:
        found: dict[Column, int] = {}
        for of, field in self.boxes.items():
            at = int(str(field.value))
            if at == NOWHERE:
                continue
            if at in found.values():
                field.complain(_("This column is already used in another list."))
                raise Taken("column", letters(at))
            found[of] = at
        for of in (Column.CODE, Column.TEXT):
            if of not in found:
                self.boxes[of].complain(_("A competency needs a code and a text."))
                raise Missing(of.value)
        self.chosen.emit(Columns(int(str(self.head.value)), found))

    def _choices(self) -> list[tuple[int, str]]:
        at = place_of(self._table, Columns(int(str(self.head.value)), {}))
        below = heads(self._table, at + 1) if at + 1 < len(self._table.lines) else ()
        made = [(NOWHERE, _("not in the table"))]
        for column, name in enumerate(heads(self._table, at)):
            sample = below[column] if column < len(below) else ""
            shown = _short(name) or _("no heading")
            made.append((column, f"{letters(column)} · {shown}" + (f" ({_short(sample)})" if sample else "")))
        return made

    def _row(self, at: int) -> str:
        told = ", ".join(one for one in heads(self._table, at) if one)
        return _("row {n}: {heads}").format(n=self._table.lines[at].number, heads=told[:80])

    def _on_sheet(self) -> None:
        if self.sheet.value != self._table.sheet:
            self.reject()
            self.sheet_chosen.emit(str(self.sheet.value))

    def _on_head(self) -> None:
        for field in self.boxes.values():
            field.offer(self._choices(), field.value)


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= SHOWN else f"{flat[: SHOWN - 1]}…"
