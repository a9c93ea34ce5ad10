"""The header of a sheet: the person, the assessor, progress, time, and the button that hands it in."""

from typing import override

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QWidget

from db.assessing.sheet.seats import Seat
from desktop.actions import Actions
from desktop.assessing.sheet.talk.interview import TalkTime
from desktop.kit import labels
from desktop.kit.buttons import button, set_kind
from desktop.kit.page.header import Header
from desktop.kit.segments import Segments
from desktop.kit.tips import set_tip
from desktop.theme import Theme
from domain.assessing.case import Cycle
from domain.assessing.sheet import Sheet
from domain.assessing.talk.pace import Pace
from domain.people.person import Person
from reports.words import phrases
from resources.i18n import _, current, nb, sentences

LONGEST = 230  # px of the assessor's name; the tooltip has it in full
WIDE = 1120  # px at normal text size from which the name's label is shown if no time runs
NARROW = 640  # below this the capacity and the labels of the views are hidden
WORDED = 1240  # from this the time's button has text
ROOMY = 1400  # from this the label is shown beside the time too


class SheetHeader(Header):
    """Its button is never disabled: it says what is missing, and is the primary one if nothing is.

    Signals:
        assessor_wanted: change the assessor.
        along_wanted: take the sheet along.
    """

    assessor_wanted = Signal()
    along_wanted = Signal()

    def __init__(self, theme: Theme, actions: Actions, parent: QWidget, *, changes: bool = True) -> None:
        """*changes*: one may go on in another name."""
        super().__init__(theme, _("Assessment"), parent, back=_("Back"))
        self._changes = changes
        self._cap = actions.cap("change_assessor")
        self._talks = self._mine = self._reads = False
        self._counts = True
        self._total = -1
        self._me = self._capacity = ""
        self.time = TalkTime(theme, actions.cap("pause"), self)
        self.progress = labels.plain("", self, "strong")
        self._now = labels.plain(_("Working as:"), self, "small", "muted")
        self.who = self._who(theme) if changes else labels.plain("", self, "small")  # it leads nowhere
        self._modes = _("Card"), _("Table")
        self.segments = Segments(self._modes, self, _("View"))
        self.segments.set_icon(0, theme.icon("square-check"))
        self.segments.set_icon(1, theme.icon("table-2"))
        set_tip(self.segments, _("Card or table (Ctrl+M)"))
        self.submit = button(actions.text("submit"), self)
        icon = theme.icon("briefcase-business", "muted")
        self.along = button("", self, "quiet", icon, small=True, do=self.along_wanted)
        self.along.setAccessibleName(actions.text("take_along"))
        set_tip(self.along, _("Take the sheet along to your other file"))
        self.add(self._now, self.who, self.time, self.progress, self.segments, self.along, self.submit)
        self.time.hide()
        self.along.hide()

    def _who(self, theme: Theme) -> QPushButton:
        who = button("", self, "quiet", theme.icon("user-round", "accent"), small=True)
        who.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        who.clicked.connect(self.assessor_wanted)
        return who

    def show_sheet(self, sheet: Sheet, me: Person, *, can_rate: bool) -> None:
        """Show the person with code, cycle, revision from the second on; and the current user."""
        mine = sheet.assessor.id == me.id
        parts = _facts(sheet.person, sheet.cycle)
        if sheet.revision > 1:
            parts.append(_("correction {n}").format(n=sheet.revision - 1))
        if not mine:
            parts.append(_("sheet of: {name}").format(name=sheet.assessor.short_name))
        self.set_title(sheet.person.full_name, " · ".join(parts))
        self._me = me.short_name
        self._capacity = phrases.capacity_of(me, sheet.role, current()) if mine else ""
        self._mine, self._reads = can_rate, not mine and not self._changes
        self.submit.setVisible(can_rate)
        self.segments.show()
        self._arrange()

    def rename(self, name: str) -> None:
        """Show the person's name as it was corrected."""
        self.set_title(name, self._facts.text())

    def show_seat(self, seat: Seat, me: Person) -> None:
        """Show whose sheet it is if it may not be seen."""
        self.set_title(seat.person.full_name, " · ".join(_facts(seat.person, seat.cycle)))
        self._me, self._capacity = me.short_name, ""
        self._mine = self._talks = self._reads = False
        self.submit.hide()
        self.along.hide()
        self.segments.hide()
        self._arrange()

    def show_along(self, *, shown: bool) -> None:
        """Offer to take the sheet along, or not."""
        self.along.setVisible(shown)

    def show_progress(self, shown: tuple[int, int], whole: tuple[int, int], *, complete: bool) -> None:
        """Show how much of what is listed has a mark, the *whole* sheet in the tooltip.

        Once nothing shown is missing, handing in comes next.
        """
        done, total = shown
        if total != self._total:
            self._total = total
            self._keep_room(total)
        self.progress.setText(_("{done} of {total}").format(done=done, total=total))
        more = _("Of the whole sheet: {done} of {total}").format(done=whole[0], total=whole[1])
        set_tip(self.progress, more if whole != shown else "")
        set_kind(self.submit, "primary" if complete else "secondary")

    def show_count(self, shown: bool) -> None:
        """Show the progress here, or leave it to the ribbon of the card."""
        if shown != self._counts:
            self._counts = shown
            self._arrange()

    def _keep_room(self, total: int) -> None:
        """Give the progress one size for all its digits, so that a mark does not lay out the header anew."""
        self.progress.ensurePolished()
        letters = self.progress.fontMetrics()
        digits = max("0123456789", key=letters.horizontalAdvance)
        widest = _("{done} of {total}").format(done=digits * len(str(total)), total=total)
        self.progress.setText(widest)
        self.progress.setFixedSize(self.progress.sizeHint())

    def show_talk(self, pace: Pace | None, *, paused: bool) -> None:
        """Show the time of the interview, None if there is none."""
        if pace is not None:
            self.time.show_pace(pace, paused=paused, brief=self._room < WORDED)
        if self._talks != (pace is not None):
            self._talks = pace is not None
            self._arrange()

    @property
    def _room(self) -> int:
        return self._theme.usual(self.width())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        self.time.setVisible(self._talks)
        self.progress.setVisible(self._mine and self._counts)
        # Whoever only looks at somebody's sheet, and can be nobody else, works here as no one.
        self.who.setVisible(not self._reads)
        roomy = self._room >= ROOMY or (not self._talks and self._room >= WIDE)
        self._now.setVisible(roomy and not self._reads)
        cramped = self._room < (WIDE if self._talks else NARROW)
        self._show_who(capacity_too=not cramped)
        for number, words in enumerate(self._modes):
            self.segments.set_text(number, "" if cramped else words)
            self.segments.name_segment(number, words)

    def _show_who(self, *, capacity_too: bool) -> None:
        """Show the name, and the capacity where there is room for the whole of it."""
        name = " · ".join(part for part in (self._me, self._capacity) if part)
        room, measure = LONGEST + 14 * self._theme.font_step, self.who.fontMetrics()
        shown = nb(name)
        if not capacity_too or measure.horizontalAdvance(shown) > room:
            shown = measure.elidedText(nb(self._me), Qt.TextElideMode.ElideRight, room)
        self.who.setText(shown.replace("&", "&&") if self._changes else shown)
        self.who.ensurePolished()
        self.who.setMinimumWidth(self.who.sizeHint().width())  # the title gives way, shortened with «…»
        told = _("Working as: {name}").format(name=name)
        self.who.setAccessibleName(told)
        change = f"{_('Work under another name…')} ({self._cap})" if self._changes else ""
        set_tip(self.who, sentences(told, change))


def _facts(person: Person, cycle: Cycle) -> list[str]:
    return [part for part in (person.code, cycle.title or cycle.code) if part]
