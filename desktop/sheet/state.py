"""The strip above the rows: why the sheet can only be read, or what was half typed when it was left."""

from desktop.widgets.banner import Banner
from domain.sheet import Sheet, SheetState
from resources.i18n import _, current, ngettext


class StateBanner(Banner):
    """Hidden while there is nothing to say; its button corrects the sheet or shows the half-typed text.

    That the whole file can only be read is said by the window, for all screens.
    """

    def show_state(self, sheet: Sheet, half_typed: tuple[str, ...], *, mine: bool) -> None:
        """Say how the sheet stands. *mine*: the viewer may make a new revision; *half_typed* are codes."""
        self.hide()
        if sheet.state is SheetState.SUBMITTED and sheet.submitted_at is not None:
            day = current().date(sheet.submitted_at.astimezone().date())
            when = current().time(sheet.submitted_at)
            self.show_fact(
                _("The sheet was submitted on {day}, {time}.").format(day=day, time=when),
                _("It can only be read. A correction is a new revision.") if mine else "",
                act=_("Correct…") if mine else "",
                closable=False,
            )
        elif half_typed:
            self.show_fact(
                ngettext("A half-typed text was kept.", "Half-typed texts were kept.", len(half_typed)),
                _("Not saved yet: {codes}.").format(codes=", ".join(half_typed)),
                act=_("Show"),
            )
