"""A new cycle in three steps: period, people, editions; nothing typed is lost."""

from datetime import date
from functools import partial
from typing import override

from PySide6.QtWidgets import QWidget

from db.assessing import cycles
from db.people import organisation
from db.team import quarterly, staff_cycles
from desktop.context import Context
from desktop.data import Data
from desktop.form_drafts import Form
from desktop.jobs import Job, under_way
from desktop.kit.form.keeper import WordsKeeper, drafts_above
from desktop.kit.off import allow, read_only_reason
from desktop.kit.page.parts_page import PartsPage
from desktop.office.sentences import sentence
from desktop.shared.cycle_words import title_of
from desktop.team.cycle.editions_page import EditionsPage
from desktop.team.cycle.load import Load, load_of, load_words
from desktop.team.cycle.people_page import PeoplePage
from desktop.team.cycle.period_page import PeriodPage, Still, still_open
from desktop.team.cycle.plan import (
    Choices,
    CycleForm,
    Lack,
    Part,
    editions_words,
    filled,
    fresh,
    lacks,
    packed,
    plan_of,
    unpacked,
)
from domain.assessing.case import CycleKind
from domain.errors import Refused
from domain.progress import Progress
from domain.team.quarterly import CyclePlan
from resources.i18n import _, current, ngettext

AT_ONCE = 150  # people whose cases are opened faster than a user notices
AT_SIGHT = 500  # people who are read so

type Days = tuple[CycleKind, date | None, date | None]
type Found = tuple[CyclePlan | None, str, Choices, Days, Still]


class NewCycleScreen(PartsPage):
    """Keeps the draft until the cycle opens or the draft is discarded; ``opened`` sends the cycle id."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        parts = (_("Period"), _("People"), _("Editions"))
        super().__init__(context, _("New cycle"), _("Open cycle"), parts, parent)
        self._keys = (
            ("Ctrl+PgDn", _("next")),
            ("Ctrl+PgUp", _("previous")),
            ("Space", _("add or remove")),
            ("Ctrl+F", _("find")),
            ("Ctrl+Enter", _("open the cycle")),
            ("Esc", _("back, the draft is kept")),
        )
        self._template: CyclePlan | None = None
        self.at_once, self.at_sight = AT_ONCE, AT_SIGHT
        self._opening: Job | None = None
        self.reading: Job | None = None
        self._last = ""
        self._days: Days = (CycleKind.QUARTERLY, None, None)
        self.form = fresh(CycleKind.QUARTERLY, context.today())
        read = context.data.read
        self.choices = Choices(read(staff_cycles.editions), (), read(organisation.units))
        self.period_page = PeriodPage(context, self.form, self._last, self)
        self.people_page = PeoplePage(context, self.choices, self.form, self)
        self.editions_page = EditionsPage(context, self.choices, self.form, self)
        self.pages = (self.period_page, self.people_page, self.editions_page)
        self.fill(self.pages)
        super().show_part(Part.PERIOD)
        self._keeper = WordsKeeper(self._words, Form.CYCLE, self)
        self._join()

    def _join(self) -> None:
        make = self._context.actions.make
        make("open_cycle", self, self.act)
        self.period_page.template_wanted.connect(self.fill_from_last)
        for page in self.pages:
            page.changed.connect(self._on_changed)

    def open(self) -> None:
        """Show the draft where it was left; people and their other cycles are read again."""
        self.banner.hide()
        self._under_way("")
        if self.reading is not None:
            self.reading.drop()  # only the last one is shown
        context, form = self._context, self.form.copy() if self.form.touched else None
        work = partial(_found, context.data, form, context.today())
        if len(context.names.roll.by_id) <= self.at_sight:
            self._on_found(work(Progress()))
            return
        title = _("Reading people")
        self._under_way(_("People are still being read."))
        self.reading = context.jobs.run(work, self._on_found, title, self._on_cancelled, ended=self._on_ended)

    def _on_found(self, found: Found) -> None:
        self._take_found(found)
        self._take(self.form if self.form.touched else self._kept() or self._begin())
        self.focus_part()

    def _on_cancelled(self) -> None:
        """Leave: there is nobody to choose from."""
        if self.isVisible():
            self.closed.emit()

    def memory(self) -> object:
        """Return the draft; it is in the file too."""
        self._keeper.now()
        return self.form.copy()

    def recall(self, memory: object) -> None:
        """Continue with that draft."""
        if isinstance(memory, CycleForm):
            self._go_on(memory)

    def fill_from_last(self) -> None:
        """Copy people, assessors and editions from the last quarterly cycle."""
        if self._template is not None:
            form = filled(self._template, self._last, self.choices)
            form.touched = True
            self._go_on(form)

    def _go_on(self, form: CycleForm) -> None:
        self._take(form)
        self._keeper.typed()
        self.focus_part()

    @override
    def act(self) -> None:
        if self._context.data.read_only or under_way(self._opening) or under_way(self.reading):
            return
        # somebody may have left, or opened another cycle meanwhile
        self._take_found(_found(self._context.data, self.form, self._context.today(), Progress()))
        self._spread_choices()
        missing = lacks(self.form, self.choices)
        if missing:
            self._tell(missing)
            return
        work = partial(_opened, self._context.data, plan_of(self.form, self.choices))
        if len(self.form.people) <= self.at_once:
            self._on_opened(work(Progress()))
            return
        self._under_way(_("The cycle is being opened."))
        jobs = self._context.jobs
        self._opening = jobs.run(work, self._on_opened, _("Opening the cycle"), ended=self._on_ended)

    def _on_ended(self) -> None:
        self._under_way("")

    def _under_way(self, why: str) -> None:
        """Let nothing be changed meanwhile: what is typed would not be in the cycle."""
        self.rail.setEnabled(not why)
        for page in self.pages:
            page.setEnabled(not why)
        read_only = read_only_reason() if self._context.data.read_only else ""
        allow(self.open_button, why or read_only)
        allow(self.next_button, why)
        allow(self.clear_button, why)  # a refusal leaves what was filled in

    def _on_opened(self, outcome: int | Refused) -> None:
        if isinstance(outcome, Refused):
            self.banner.show_refused(sentence(outcome, current()))
            return
        self._keeper.forget()
        self._take(fresh(CycleKind.QUARTERLY, self._context.today()))
        self.told.emit(
            _(
                "The cycle is open. Whoever works in this file finds their sheets on the overview; others "
                "are invited by packet or form."
            )
        )
        self.opened.emit(outcome)

    def _tell(self, missing: tuple[Lack, ...]) -> None:
        first = missing[0]
        if len(missing) > 1:
            count = ngettext("{n} thing to fix.", "{n} things to fix.", len(missing))
            rest = " ".join(one.text for one in missing)
            self.banner.show_fact(count.format(n=len(missing)), rest, "warn")
        else:
            self.banner.hide()
        self.show_part(first.part)
        self.pages[first.part].point_at(first.field, first.text)

    def _take_found(self, found: Found) -> None:
        self._template, self._last, self.choices, self._days, still = found
        kind, starts, _ends = self._days
        self.period_page.known = (starts, kind), still

    def _begin(self) -> CycleForm:
        """Return the form of the last quarterly cycle, else an empty one."""
        if self._template is not None:
            return filled(self._template, self._last, self.choices)
        return fresh(CycleKind.QUARTERLY, self._context.today())

    def _take(self, form: CycleForm) -> None:
        self.form = form
        self._renew_busy()
        self.period_page.set_last(self._last)
        self.period_page.show_form(form)
        self.people_page.show_form(form, self.choices)
        self.banner.hide()
        self.show_part(form.part)

    def _renew_busy(self) -> None:
        """Find out again who is busy if the days or the kind have changed."""
        starts, ends = self.form.days()
        if (self.form.kind, starts, ends) != self._days:
            self._days = (self.form.kind, starts, ends)
            everyone = self._context.data.read(staff_cycles.employees, self.form.kind, starts, ends)
            self.choices = Choices(self.choices.editions, everyone, self.choices.units)

    def _spread_choices(self) -> None:
        self.people_page.take_choices(self.choices)
        if self.form.part is Part.EDITIONS:
            self.show_part(Part.EDITIONS)

    @override
    def show_part(self, number: int) -> None:
        part = self.form.part = Part(number)
        self._renew_busy()
        if part is Part.PEOPLE:
            self.people_page.say("")
            self.people_page.take_choices(self.choices)
        elif part is Part.EDITIONS:
            self.editions_page.show_form(self.form, self.choices, self.people_page.side.name_of)
        super().show_part(number)
        self._say()

    def _say(self) -> None:
        form, choices = self.form, self.choices
        load, missing = load_of(form, choices), lacks(form, choices)
        count = ngettext("{n} person", "{n} people", load.people).format(n=load.people)
        typed = zip(form.days(), (form.starts.strip(), form.ends.strip()), strict=True)
        days = " – ".join(
            part for part in (current().date(day) if day else text for day, text in typed) if part
        )
        self.rail.say(
            (
                "\n".join(part for part in (form.title.strip(), days) if part) or _("no dates yet"),
                count if load.people else _("nobody yet"),
                editions_words(form, choices),
            ),
            {one.part for one in missing},
        )
        self.missing.setText(" ".join(one.text for one in missing))
        self.header.set_title(_("New cycle"), self._facts(load))
        self.clear_button.setVisible(form.touched or bool(form.source))

    def _facts(self, load: Load) -> str:
        """Say what the cycle means, and who has no assessor yet."""
        if not load.people:
            return ""
        told = load_words(load)
        if not load.nobody:
            return told
        alone = ngettext("{n} person has no assessor", "{n} people have no assessor", load.nobody)
        return f"{told} · {alone.format(n=load.nobody)}"

    @override
    def focus_part(self) -> None:
        self.pages[self.form.part].focus()

    def _on_changed(self) -> None:
        if self.banner.isVisible():
            self.banner.hide()
        self._say()
        self._keeper.typed()

    def _words(self) -> dict[str, str]:
        return packed(self.form)

    def _kept(self) -> CycleForm | None:
        words = self._keeper.begin("", drafts_above(self))
        if not words:
            return None
        return unpacked(words, self.choices.everyone, self._context.names.roll.by_id)

    @override
    def begin_anew(self) -> None:
        self._keeper.forget()
        self._take(fresh(CycleKind.QUARTERLY, self._context.today()))


def _found(data: Data, form: CycleForm | None, today: date, progress: Progress) -> Found:
    """Return the last cycle, its title, what to choose from, and the days for which somebody is busy.

    They are those of the *form*; without one, of the cycle after the last.
    """
    read, last = data.read, ""
    progress.step(0, 2)
    template = read(quarterly.template, today)
    if template is not None:
        last = title_of(next(one for one in read(cycles.cycles) if one.kind is CycleKind.QUARTERLY))
    progress.step(1, 2)
    if form is None and template is not None:
        days: Days = (template.kind, template.starts_on, template.ends_on)
    else:
        form = form or fresh(CycleKind.QUARTERLY, today)
        days = (form.kind, *form.days())
    everyone = read(staff_cycles.employees, *days)
    choices = Choices(read(staff_cycles.editions), everyone, read(organisation.units))
    return template, last, choices, days, still_open(data, days[1], days[0])


def _opened(data: Data, plan: CyclePlan, progress: Progress) -> int | Refused:
    """Open the cycle and return its id, or why it is refused."""
    progress.step(0, 1)
    try:
        return data.write(quarterly.open_quarterly, plan)
    except Refused as refused:
        return refused
