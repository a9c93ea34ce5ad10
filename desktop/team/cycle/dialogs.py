"""The dialogs that end a cycle: how, and why."""

from typing import override

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from db.assessing import cycles
from db.assessing.progress import CaseLine
from db.team.staff_cycles import CyclePage
from desktop.context import Context
from desktop.kit import labels
from desktop.kit.form.fields import Field
from desktop.kit.form.form_dialog import FormDialog
from desktop.kit.form.text_area import TextArea
from desktop.kit.tips import set_tip
from desktop.shared.cycle_words import not_opened_words, short
from desktop.shared.seats import Seat, seat_words, seats
from desktop.team.cycle.words import gone_words
from domain.assessing.case import CaseState
from domain.errors import Refused
from domain.mark import Role
from domain.text import clean
from reports.words import phrases
from resources.i18n import _, current, ngettext

ROLES = (Role.MANAGER, Role.HR, Role.EXPERT, Role.PEER, Role.SUBORDINATE)
WIDTH = 540  # px, for two names on a line
SHOWN = 6  # lines of a list before it scrolls


class EndDialog(FormDialog):
    """Sealing or closing: what it freezes, whose sheets are missing, and why it ends without them.

    Signals:
        ended: the cycle is sealed or closed.
    """

    help_page = "cycle#close"

    ended = Signal()

    def __init__(self, context: Context, page: CyclePage, state: CaseState, parent: QWidget) -> None:
        closing = state is CaseState.CLOSED
        title = _("Close the cycle?") if closing else _("Stop accepting sheets?")
        act = _("Close cycle") if closing else _("Stop accepting sheets")
        about = _closing() if closing else _sealing()
        super().__init__(context.theme, title, about, act, parent, subject=(state.value,))
        self._context, self._page, self._closing = context, page, closing
        self.setFixedWidth(WIDTH + 24 * context.theme.font_step)
        self.out = out_lines(page)
        self.list = QListWidget(self)
        self.list.hide()  # until it is in the body: before, it would cover the title
        starts = page.cycle.starts_on
        if starts is not None and starts > context.today():
            told = _("The cycle has not started yet: its first day is {day}.")
            self._say(told.format(day=current().date(starts)), "warn")
        if missed := _missed(page) if closing else ():
            told = ngettext(
                "{n} person ends the cycle without an assessment: {names}.",
                "{n} people end the cycle without an assessment: {names}.",
                len(missed),
            )
            self._say(told.format(n=len(missed), names=phrases.listing(missed, SHOWN, current())), "text")
        if apart := self._apart() if closing else ():
            told = ngettext(
                "{n} person has differences without an agreed level: {names}. "
                "None can be agreed once the cycle is closed.",
                "{n} people have differences without an agreed level: {names}. "
                "None can be agreed once the cycle is closed.",
                len(apart),
            )
            self._say(told.format(n=len(apart), names=phrases.listing(apart, SHOWN, current())), "warn")
        if self.out:
            self._list_out(_lacking(page))
        name = _("Why the cycle ends without these sheets") if self.out else _("Note (optional)")
        self.text = TextArea(name, self, 3)
        self.reason = Field(name, self.text, self, "reason")
        self.body.addWidget(self.reason)
        self.act_button.setProperty("kind", "danger")
        self.act_button.setDefault(False)
        self.text.textChanged.connect(self.reason.settle)
        self.text.entered.connect(self.take)
        wanted = self.text if self.out else self.cancel_button
        wanted.setFocus(Qt.FocusReason.OtherFocusReason)

    def _apart(self) -> tuple[str, ...]:
        """Return the people whose assessors differ, of those whose marks may be seen."""
        found = self._context.data.read(cycles.apart, self._page.cycle.id, self._context.me.id)
        cases = (one.case for one in self._page.people)
        return tuple(short(one.person_name) for one in cases if one.case_id in found)

    def _list_out(self, told: str) -> None:
        room = QRect(0, 0, self.width() - 64, 1000)  # minus margins and scroll bar
        heights: list[int] = []
        for line in self.out:
            item = QListWidgetItem(line)
            set_tip(item, line)
            text = self.list.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, line)
            heights.append(max(text.height() + 6, 24))
            item.setSizeHint(QSize(0, heights[-1]))
            self.list.addItem(item)
        self.list.setAccessibleName(told)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setWordWrap(True)
        self.list.setFixedHeight(sum(heights[:SHOWN]) + 4)
        self.body.addWidget(labels.plain(told, self, "strong"))
        self.body.addWidget(self.list)
        self.list.show()

    def _say(self, told: str, token: str) -> None:
        self.body.addWidget(labels.paragraph(told, self, "body", token))

    @override
    def take(self) -> None:
        end = cycles.close_cycle if self._closing else cycles.seal_cycle
        try:
            self._context.data.write(end, self._page.cycle.id, self.text.toPlainText())
        except Refused as refused:
            self.complain_at(
                self.reason,
                _("Give a reason: it is shown on the cycle page and kept in the journal.")
                if self.out and not clean(self.text.toPlainText()).strip()
                else self.words_of(refused),
            )
            return
        self.accept()
        self.ended.emit()


def _missed(page: CyclePage) -> tuple[str, ...]:
    """Return the names of people about whom no sheet is handed in."""
    every = (rated.case for rated in page.people)
    return tuple(short(case.person_name) for case in every if not any(one.handed_in for one in case.sheets))


def _sealing() -> str:
    return _(
        "Sheets that are not submitted stay as they are and do not count. Submitted ones can "
        "be viewed and levels agreed, then the cycle is closed. This cannot be undone."
    )


def _closing() -> str:
    return _(
        "For everyone with a submitted sheet, levels, targets and attainment are recorded as "
        "they are today; later changes to the framework or the policy do not affect them. "
        "Drafts stay and do not count. A closed cycle cannot be reopened."
    )


def out_lines(page: CyclePage) -> tuple[str, ...]:
    """Return the sheets it ends without, «Белов А. О.: Громов М. С., не начат», sorted by person."""
    lines: list[str] = []
    for rated in page.people:
        gone = gone_words(rated, page.cycle)
        name = rated.case.person_name + (f" ({gone})" if gone else "")
        lines += [
            _("{name}: {assessor}, {state}").format(
                name=name,
                assessor=seat.name,
                state=_("submitted, not opened") if seat.is_sealed else seat_words(seat),
            )
            for seat in _without(rated.case)
        ]
    return tuple(lines)


def _without(case: CaseLine) -> list[Seat]:
    """Return the seats of a case without whose sheets the cycle would end."""
    return [one for one in seats(case) if case.state is CaseState.OPEN and not one.handed_in]


def _lacking(page: CyclePage) -> str:
    """Return how many sheets are pending, and how many are submitted and not opened."""
    without = [one for rated in page.people for one in _without(rated.case)]
    sealed = sum(one.is_sealed for one in without)
    pending = len(without) - sealed
    told = ngettext("{n} sheet is pending", "{n} sheets are pending", pending).format(n=pending)
    return "; ".join((*([told] if pending else []), *([not_opened_words(sealed)] if sealed else [])))
