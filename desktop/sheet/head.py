"""The header of a sheet: whose it is, who rates, how far it is, and the act that hands it in."""

from PySide6.QtWidgets import QWidget

from desktop.theme import Theme
from desktop.widgets import labels
from desktop.widgets.buttons import button, set_kind
from desktop.widgets.header import Header
from desktop.widgets.segments import Segments
from domain.sheet import Sheet
from resources.i18n import _


class SheetHeader(Header):
    """Its button is never off: it says what is missing, and it is the primary one when nothing is."""

    def __init__(self, theme: Theme, submit: str, parent: QWidget) -> None:
        super().__init__(_("Assessment"), parent)
        self.progress = labels.plain("", self, "strong")
        self.segments = Segments((_("Card"), _("Table")), self, _("View"))
        self.segments.set_icon(0, theme.icon("square-check"))
        self.segments.set_icon(1, theme.icon("table-2"))
        self.segments.setToolTip(_("Card or table (Ctrl+M)"))
        self.submit = button(submit, self)
        self.add(self.progress)
        self.add(self.segments)
        self.add(self.submit)

    def show_sheet(self, sheet: Sheet, *, can_rate: bool) -> None:
        """Show the name, and beside it code, cycle, revision from the second on, who rates."""
        parts = [sheet.person.code, sheet.cycle.title or sheet.cycle.code]
        if sheet.revision > 1:
            parts.append(_("revision {n}").format(n=sheet.revision))
        parts.append(_("assessing: {name}").format(name=sheet.assessor.short_name))
        self.set_title(sheet.person.full_name, " · ".join(part for part in parts if part))
        self.submit.setVisible(can_rate)

    def show_progress(self, total: int, unmarked: int, without_fact: int) -> None:
        """Show how many rows have a mark."""
        self.progress.setText(_("{done} of {total}").format(done=total - unmarked, total=total))
        set_kind(self.submit, "secondary" if unmarked or without_fact else "primary")
