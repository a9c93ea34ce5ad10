"""A new cycle in three steps: period, people, editions; nothing typed is lost on the way."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from db import cycles, organisation, quarterly, staff_cycles
from desktop.context import Context
from desktop.cycle.editions_page import EditionsPage
from desktop.cycle.people_page import PeoplePage
from desktop.cycle.period_page import PeriodPage
from desktop.cycle.plan import (
    Choices,
    CycleForm,
    Lack,
    Part,
    filled,
    fresh,
    lacks,
    load_of,
    load_words,
    plan_of,
)
from desktop.sentences import sentence
from desktop.widgets.banner import Banner
from desktop.widgets.buttons import button, lead
from desktop.widgets.cycle_words import title_of
from desktop.widgets.dialog import Question
from desktop.widgets.header import Header
from desktop.widgets.off import allow, read_only_reason
from desktop.widgets.parts_rail import PartsRail
from domain.case import CycleKind
from domain.errors import Refused
from domain.quarterly import CyclePlan
from resources.i18n import _, current, ngettext


class NewCycleScreen(QWidget):
    """Keeps the draft until the cycle is open or the draft is thrown away.

    Signals:
        opened: id of the new cycle.
        told: something good happened, in words.
        closed: back to the list of cycles; the draft stays.
    """

    opened = Signal(int)
    told = Signal(str)
    closed = Signal()

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self.keys = (
            ("Ctrl+PgDn", _("next part")),
            ("Ctrl+PgUp", _("previous part")),
            (_("Space"), _("take in or leave out")),
            ("Ctrl+F", _("find")),
            ("Ctrl+Enter", _("open the cycle")),
            ("Esc", _("back, the draft stays")),
        )
        theme = context.theme
        self._template: CyclePlan | None = None
        self._last = ""
        self._days: tuple[CycleKind, date | None, date | None] = (CycleKind.QUARTERLY, None, None)
        self.form = fresh(CycleKind.QUARTERLY, context.today())
        self.choices = self._read(self.form)
        self.form = self._begin()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.header = Header(_("New cycle"), self)
        self.back_button = button(_("Back"), self.header, icon=theme.icon("arrow-left"))
        self.clear_button = button(_("Begin anew…"), self.header)
        self.open_button = button(
            _("Open the cycle"), self.header, "primary", theme.icon("check", "on_primary")
        )
        self.open_button.setToolTip("Ctrl+Enter")
        for one in (self.back_button, self.clear_button, self.open_button):
            self.header.add(one)
        column.addWidget(self.header)
        self.banner = Banner(theme, self)
        self.banner.setProperty("apart", True)
        column.addWidget(self.banner)
        row = QHBoxLayout()
        row.setSpacing(0)
        self.rail = PartsRail(theme, (_("Period"), _("People"), _("Editions")), self)
        row.addWidget(self.rail)
        self.period_page = PeriodPage(context, self.form, self._last, self)
        self.people_page = PeoplePage(context, self.choices, self.form, self)
        self.editions_page = EditionsPage(context, self.choices, self.form, self)
        self.pages = (self.period_page, self.people_page, self.editions_page)
        self._stack = QStackedWidget(self)
        for page in self.pages:
            self._stack.addWidget(page)
        row.addWidget(self._stack, 1)
        column.addLayout(row, 1)
        self._join()
        self._take(self.form)

    def _join(self) -> None:
        make = self._context.actions.make
        make("next_part", self, self.next_part)
        make("previous_part", self, self.previous_part)
        make("open_cycle", self, self.open_cycle)
        make("back", self, self.closed)
        make("go_back", self, self.closed)
        self.back_button.clicked.connect(self.closed)
        self.clear_button.clicked.connect(self._on_clear)
        self.open_button.clicked.connect(self.open_cycle)
        self.rail.chosen.connect(self._on_part)
        self.rail.next_wanted.connect(self.next_part)
        self.period_page.template_wanted.connect(self.fill_from_last)
        for page in self.pages:
            page.changed.connect(self._on_changed)

    @property
    def unsaved(self) -> str:
        """What would be lost if the file were left now, in a sentence."""
        return _("A new cycle is typed but not opened.") if self.form.touched else ""

    def open(self) -> None:
        """Show the draft where one stopped; who is there and what they are in is read anew."""
        self.banner.hide()
        allow(self.open_button, read_only_reason() if self._context.data.read_only else "")
        self.choices = self._read(self.form)
        if not self.form.touched:
            self._take(self._begin())
        else:
            self._take(self.form)
        self._focus()

    def memory(self) -> object:
        """Return the draft."""
        return self.form.copy()

    def recall(self, memory: object) -> None:
        """Go on with that draft."""
        if isinstance(memory, CycleForm):
            self._take(memory)
            self._focus()

    def next_part(self) -> None:
        """Go to the next step; behind the last one stands the button that opens the cycle."""
        if self.form.part is Part.EDITIONS:
            self.open_button.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._show_part(Part(self.form.part + 1))
        self._focus()

    def previous_part(self) -> None:
        """Go to the step before."""
        if self.form.part is not Part.PERIOD:
            self._show_part(Part(self.form.part - 1))
            self._focus()

    def fill_from_last(self) -> None:
        """Take people, assessors and editions of the last quarterly cycle."""
        if self._template is not None:
            form = filled(self._template, self._last, self.choices)
            form.touched = True
            self._take(form)
            self._focus()

    def open_cycle(self) -> None:
        """Open it, or say what is missing beside the field where it is mended."""
        if self._context.data.read_only:
            return
        self.choices = self._read(self.form)  # somebody may have left, or opened another cycle meanwhile
        self._spread_choices()
        missing = lacks(self.form, self.choices)
        if missing:
            self._tell(missing)
            return
        try:
            cycle_id = self._context.data.write(quarterly.open_quarterly, plan_of(self.form, self.choices))
        except Refused as refused:
            told = sentence(refused, current())
            self.banner.show_fact(told.what, told.todo, "warn")
            return
        self._take(fresh(CycleKind.QUARTERLY, self._context.today()))
        self.told.emit(_("The cycle is open: each assessor finds the sheets on the overview."))
        self.opened.emit(cycle_id)

    def _tell(self, missing: tuple[Lack, ...]) -> None:
        first = missing[0]
        if len(missing) > 1:
            count = ngettext("{n} thing is to be mended.", "{n} things are to be mended.", len(missing))
            rest = " ".join(one.text for one in missing)
            self.banner.show_fact(count.format(n=len(missing)), rest, "warn")
        else:
            self.banner.hide()
        self._show_part(first.part)
        self.pages[first.part].point_at(first.field, first.text)

    def _read(self, form: CycleForm) -> Choices:
        """Return what there is to choose from; who is busy hangs on the days of the form."""
        read, today = self._context.data.read, self._context.today()
        template = read(quarterly.template, today)
        self._template = template
        self._last = ""
        if template is not None:
            every = (one for one in read(cycles.cycles) if one.kind is CycleKind.QUARTERLY)
            self._last = title_of(next(every))
        starts, ends = form.days()
        self._days = (form.kind, starts, ends)
        return Choices(
            read(staff_cycles.editions),
            read(staff_cycles.employees, form.kind, starts, ends),
            read(organisation.units),
        )

    def _begin(self) -> CycleForm:
        """Return the form of the last quarterly cycle again, else an empty one."""
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
        self._show_part(form.part)

    def _renew_busy(self) -> None:
        """Ask anew who is busy when the days or the kind are other ones."""
        starts, ends = self.form.days()
        if (self.form.kind, starts, ends) != self._days:
            self._days = (self.form.kind, starts, ends)
            everyone = self._context.data.read(staff_cycles.employees, self.form.kind, starts, ends)
            self.choices = Choices(self.choices.editions, everyone, self.choices.units)

    def _spread_choices(self) -> None:
        self.people_page.take_choices(self.choices)
        if self.form.part is Part.EDITIONS:
            self._show_part(Part.EDITIONS)

    def _show_part(self, part: Part) -> None:
        self.form.part = part
        self._renew_busy()
        if part is Part.PEOPLE:
            self.people_page.say("")
            self.people_page.take_choices(self.choices)
        elif part is Part.EDITIONS:
            self.editions_page.show_form(self.form, self.choices, self.people_page.side.name_of)
        self._stack.setCurrentIndex(part)
        self.rail.choose(part)
        lead(self.open_button, self._context.theme, "check", primary=part is Part.EDITIONS)
        self._say()

    def _say(self) -> None:
        form, choices = self.form, self.choices
        load = load_of(form, choices)
        count = ngettext("{n} person", "{n} people", load.people).format(n=load.people)
        days = " – ".join(part for part in (form.starts.strip(), form.ends.strip()) if part)
        edition = choices.edition(form)
        self.rail.say(
            (
                "\n".join(part for part in (form.title.strip(), days) if part) or _("no days yet"),
                count if load.people else _("nobody yet"),
                _("edition {n}").format(n=edition.number),
            )
        )
        self.header.set_title(_("New cycle"), load_words(load) if load.people else "")
        self.clear_button.setVisible(form.touched or bool(form.source))

    def _focus(self) -> None:
        self.pages[self.form.part].focus()

    def _on_part(self, number: int) -> None:
        self._show_part(Part(number))
        self._focus()

    def _on_changed(self) -> None:
        if self.banner.isVisible():
            self.banner.hide()
        self._say()

    def _on_clear(self) -> None:
        question = Question(
            _("Throw this draft away?"),
            _("What is typed here will be lost. The file is unchanged."),
            _("Back to the draft"),
            _("Begin anew"),
            self,
        )
        question.accepted.connect(self._on_clear_confirmed)
        question.open()

    def _on_clear_confirmed(self) -> None:
        self._take(fresh(CycleKind.QUARTERLY, self._context.today()))
        self._focus()
