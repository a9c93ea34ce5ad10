"""The assessors of a case: who has begun, who is awaited, their progress; never their marks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from db.assessing.progress import Awaited, CaseLine, SheetLine
from desktop.kit import labels
from desktop.shared.cycle_words import short
from domain.assessing.answer_form import Expected
from domain.assessing.case import CaseState
from domain.assessing.sheet import SheetState
from domain.exchange.packet import PacketKind
from domain.mark import Role
from reports.words import phrases
from resources.i18n import _, current, ngettext, pgettext

NAMED = 3  # assessors before «and N more»


@dataclass(frozen=True, slots=True)
class Seat:
    """An assessor's progress in a case: ``marked`` of ``in_scope`` items; ``sheet`` None if not begun.

    ``is_running``: the case takes sheets.
    """

    assessor_id: int
    name: str
    surname: str
    sheet: SheetLine | None
    awaited: Awaited | None
    is_running: bool = True

    @property
    def handed_in(self) -> bool:
        """Whether the sheet is handed in."""
        return self.sheet is not None and self.sheet.handed_in

    @property
    def away(self) -> PacketKind | None:
        """The packet by which the sheet is away, or is back and still closed; None once it is handed in."""
        known = self.sheet or self.awaited
        return None if known is None or self.handed_in or not self.is_running else known.away

    @property
    def is_sealed(self) -> bool:
        """Whether the sealed sheet is here, and closed for the sake of the others."""
        return self.away is PacketKind.SEALED_SHEET

    @property
    def submitted(self) -> bool:
        """Whether it counts as submitted, opened or not."""
        return self.handed_in or self.is_sealed

    @property
    def role(self) -> Role:
        """The role in which the person assesses or will assess."""
        known = self.sheet or self.awaited
        assert known is not None
        return known.role

    @property
    def tone(self) -> str:
        """The kind of tag that shows the assessor's progress."""
        if self.handed_in:
            return "ok"
        if self.away is not None:
            return "info" if self.is_sealed else "quiet"
        return "quiet" if self.sheet is None else "info"


def seats(case: CaseLine) -> tuple[Seat, ...]:
    """Return the assessors of the case: first those who have begun, then those awaited."""
    running = case.state is CaseState.OPEN
    begun = (
        Seat(one.assessor_id, one.assessor_name, _surname(one.assessor_name), one, None, running)
        for one in case.sheets
    )
    awaited = (
        Seat(one.assessor_id, one.assessor_name, _surname(one.assessor_name), None, one, running)
        for one in case.assigned
    )
    return (*begun, *awaited)


def out(case: CaseLine) -> tuple[Seat, ...]:
    """Return the assessors whose sheet can still be written: not whose sealed one is here."""
    if case.state is not CaseState.OPEN:
        return ()
    return tuple(
        one
        for one in seats(case)
        if (one.sheet is None or one.sheet.state is SheetState.DRAFT) and not one.is_sealed
    )


def has_sealed(case: CaseLine, assessor_id: int) -> bool:
    """Return whether the sealed sheet of an assessor is here, and closed for the sake of the others."""
    return any(one.assessor_id == assessor_id and one.is_sealed for one in seats(case))


def only_sealed(case: CaseLine) -> bool:
    """Return whether only sealed sheets are closed, and no sheet of the case is still to come."""
    return bool(case.waiting) and not out(case)


def may_have_form(case: CaseLine) -> bool:
    """Return whether somebody can get a form: not who was invited by packet or took the sheet along."""
    return any(one.away is None for one in out(case))


def waits_closed(case: CaseLine) -> bool:
    """Return whether sealed sheets are in that wait for nobody who was invited by packet."""
    away = {one.away for one in case.waiting}
    return PacketKind.SEALED_SHEET in away and PacketKind.INVITATION not in away


def may_open_early(case: CaseLine, viewer_id: int) -> bool:
    """Return whether the viewer may open the case early: something came in, and the viewer owes no sheet."""
    some = any(one.handed_in for one in case.sheets) or waits_closed(case)
    owes = any(one.assessor_id == viewer_id for one in case.waiting)
    return bool(case.waiting) and some and not owes and not case.opened_early


def left_out(case: CaseLine) -> tuple[str, ...]:
    """Return the names of those who are still to hand in when the case is opened early now."""
    still = case.pending if waits_closed(case) else case.waiting
    return tuple(one.assessor_name for one in still)


def out_words(case: CaseLine) -> str:
    """Return how many sheets are not handed in and whose, naming a few; or that sealed ones can be opened."""
    names = [short(one.assessor_name) for one in case.pending]
    if case.waiting and not names:
        return closed_now()
    told = ngettext("{n} sheet is pending: {names}", "{n} sheets are pending: {names}", len(names))
    return told.format(n=len(names), names=phrases.listing(names, NAMED, current()))


def closed_now() -> str:
    """Return what is said where only sealed sheets are closed: who holds a share may still be awaited."""
    return _("No sheet is pending. The sealed sheets are closed until they are opened together.")


def pending_words(names: Sequence[str]) -> str:
    """Return whose sheets are to come; without names, that only sealed ones are closed."""
    return _("Pending: {names}").format(names=", ".join(names)) if names else closed_now()


def _surname(name: str) -> str:
    return name.partition(" ")[0]


def seat_words(seat: Seat) -> str:
    """Return an assessor's progress as text, without a mark; of a sheet that is away, where it is."""
    if seat.away is not None:
        return _away_words(seat.away)
    if seat.sheet is None:
        return pgettext("sheet", "not started")
    if seat.sheet.state is SheetState.SUBMITTED:
        return pgettext("sheet", "submitted")
    if seat.handed_in:
        return pgettext("sheet", "submitted, being corrected")
    return _("{done} of {total}").format(done=seat.sheet.marked, total=seat.sheet.in_scope)


def _away_words(kind: PacketKind) -> str:
    if kind is PacketKind.SEALED_SHEET:
        return _("sheet is closed")
    if kind is PacketKind.CASE_TO_GO:
        return _("taken along")
    return pgettext("assessor", "invited")  # as short as a chip of a table is


def form_words(one: Expected) -> str:
    """Return where the form of an assessor is, and how late it is; empty once the sheet is in."""
    if one.handed_in:
        return ""
    words = current()
    if one.back is not None:
        return _("form back on {day}").format(day=words.day_month(one.back))
    if one.late:
        late = ngettext("form not back, {n} day late", "form not back, {n} days late", one.late)
        return late.format(n=one.late)
    if one.due is None:
        return _("form handed out on {day}").format(day=words.day_month(one.on))
    told = _("form handed out on {day}, due {due}")
    return told.format(day=words.day_month(one.on), due=words.day_month(one.due))


def form_label(forms: Mapping[int, Expected], seat: Seat, parent: QWidget) -> list[QWidget]:
    """Return a label of that for a card; none if no form went to the assessor."""
    one = forms.get(seat.assessor_id)
    told = "" if one is None else form_words(one)
    ink = "warn" if one is not None and one.late else "muted"
    return [labels.paragraph(told, parent, "small", ink)] if told else []


def seat_line(seat: Seat) -> str:
    """Return an assessor and their progress, «Громов М. С.: 12 из 23»."""
    return f"{seat.name}: {seat_words(seat)}"
