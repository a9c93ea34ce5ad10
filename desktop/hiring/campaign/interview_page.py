"""The third part of a new vacancy: which questions, with their total of minutes, and who assesses."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop.context import Context
from desktop.hiring.campaign.panel_list import PanelList
from desktop.hiring.campaign.requirements_tab import write_code
from desktop.hiring.campaign.vacancy import EVERYTHING, OWN, Catalogue, Offer, Vacancy
from desktop.kit import labels, layout
from desktop.kit.buttons import button
from desktop.kit.form.choice import Choice
from desktop.kit.page.beside import Beside
from desktop.kit.table.column_table import LABELS, Cell, Column, ColumnTable
from desktop.kit.table.list_model import Heading, Index
from desktop.kit.table.list_table import LineDelegate
from desktop.kit.tips import set_tip
from desktop.kit.turn import Turn
from domain.assessing.talk.focus import focus_set, planned_minutes, questions_within, usual_minutes
from domain.framework.framework import Item, Lead, led
from reports.words.framework import phrases_framework
from reports.words.hiring import phrases_hiring
from resources.i18n import _, current, ngettext
from resources.meetings import rules

WIDTH, NARROW = 348, 300  # px of the assessors
LEAST = 336  # px of the questions beside the assessors
SETS_LEAST = 180  # px of the list of sets beside the minutes
MOST_MINUTES = 999


@dataclass(frozen=True, slots=True)
class Offered:
    """An item to choose; critical ones are always included. ``minutes`` is 0 if it has no question."""

    item: Item
    minutes: int
    taken: bool
    critical: bool


class InterviewPage(QWidget):
    """Sets and items left, assessors right.

    Signals:
        changed: a choice was made.
    """

    changed = Signal()

    def __init__(self, context: Context, catalogue: Catalogue, vacancy: Vacancy, parent: QWidget) -> None:
        super().__init__(parent)
        self.vacancy, self._catalogue, self._context = vacancy, catalogue, context
        row = layout.row(of=self)
        main = self._main = QWidget(self)
        layout.column(self._bar(), labels.rule(self), layout.grow(self._items()), of=main)
        self.panel = PanelList(context, vacancy, self)
        self._width = WIDTH + 24 * context.theme.font_step
        names = _("Questions"), _("Assessors")
        least = LEAST + 20 * context.theme.font_step
        self.turn = Turn(main, self.panel, names, self, least=least, wide=self._wide)
        row.addWidget(self.turn)
        self._join()
        self.show_vacancy(vacancy)

    def _wide(self, both: int) -> int:
        """Return the width of the assessors: less beside the help, before one part has to give way."""
        room = both - 1 - self._main.minimumSizeHint().width()
        return max(min(self._width, room), self._width - WIDTH + NARROW)

    def _bar(self) -> QVBoxLayout:
        theme = self._context.theme
        bar = layout.column(gap=6, around=(16, 10, 16, 10))
        self.sets = Choice(theme, _("Questions"), self)
        self._offered: Offer | None = None
        self.minutes = QLineEdit(self, maxLength=3)
        self.minutes.setFixedWidth(56 + 4 * theme.font_step)
        self.minutes.setAccessibleName(_("Minutes for the short set"))
        self.focus_button = button(_("Select"), self)
        told = _("Selects critical competencies first, then the highest weights, one per function in turn")
        set_tip(self.focus_button, told)
        self.focus_button.setAccessibleDescription(told)
        self.total = labels.paragraph("", self, "section")
        self._note = labels.elided("", self, "small", "muted")
        self.focus = QWidget(self)
        name = labels.plain(_("Short set, min"), self.focus, "small", "muted")
        layout.row(name, self.minutes, self.focus_button, layout.STRETCH, gap="m", of=self.focus)
        bar.addWidget(Beside(self.sets, self.focus, SETS_LEAST + 12 * theme.font_step, self))
        bar.addWidget(self.total)
        bar.addWidget(self._note)
        bar.addWidget(self._leads())
        return bar

    def _leads(self) -> QWidget:
        """Return the choice between the two leads of a question, fixed once the campaign opens."""
        self.lead_words = labels.plain("", self, "small", "muted")
        self.lead = Choice(self._context.theme, _("Which of the two wordings everyone gets"), self)
        for one in Lead:
            self.lead.addItem(phrases_framework.lead_name(one, current()), one)
        self.lead_row = Beside(self.lead_words, self.lead, 0, self, 8)
        return self.lead_row

    def _items(self) -> QWidget:
        columns: tuple[Column[Offered], ...] = (
            Column("taken", "", _taken, None, 24, paint=_paint_tick),
            Column("code", _("Code"), _code, None, 76, paint=_paint_code),
            Column("label", _("Competency"), _label, None, None, most=LABELS),
            Column("minutes", _("min"), _minutes, None, 52, figures=True),
        )
        high = self._context.theme.size("row_dense")
        self.table = ColumnTable(self._context, "offered", _("What is asked"), columns, _key, self, row=high)
        self.model = self.table.list_model
        return self.table

    def _join(self) -> None:
        make, here = self._context.actions.make, Qt.ShortcutContext.WidgetShortcut
        make("toggle", self.table, self.toggle, here)
        self.sets.currentIndexChanged.connect(self._on_set)
        self.lead.activated.connect(self._on_lead)
        self.focus_button.clicked.connect(self.fill)
        self.minutes.returnPressed.connect(self.fill)
        self.minutes.textEdited.connect(self._on_minutes)
        self.table.doubleClicked.connect(self.toggle)
        self.panel.changed.connect(self.changed)

    def show_vacancy(self, vacancy: Vacancy) -> None:
        """Show earlier choices."""
        self.vacancy = vacancy
        self._offer_sets()
        self.minutes.setText(vacancy.minutes)
        self.panel.show_vacancy(vacancy)
        self.renew()

    def _offer_sets(self) -> None:
        """Offer the sets of the chosen profile's model."""
        model, vacancy = self._catalogue.model(self.vacancy), self.vacancy
        self.sets.blockSignals(True)
        if self._offered is not model:
            self._offered = model
            self.sets.clear()
            for one in model.sets:
                self.sets.addItem(current().text(one.name), one.code)
            whole = len(model.framework.items)
            every = ngettext("All {n} competency", "All {n} competencies", whole).format(n=whole)
            self.sets.addItem(every, EVERYTHING)
            self.sets.addItem(_("Custom set"), OWN)
        self.sets.setCurrentIndex(max(self.sets.findData(vacancy.scope), 0))
        self.sets.blockSignals(False)
        vacancy.scope = self.sets.currentData()

    def renew(self) -> None:
        """Show the current choice again; critical items depend on the requirements."""
        self._offer_sets()
        stood = self.table.current_line
        catalogue, vacancy = self._catalogue, self.vacancy
        chosen, critical = catalogue.chosen(vacancy), catalogue.critical(vacancy)
        targets = catalogue.profile(vacancy).targets
        framework, questions = catalogue.framework(vacancy), catalogue.questions(vacancy)
        lines: list[Heading | Offered] = []
        for function in framework.functions:
            mine = [
                Offered(
                    item,
                    questions[item.code].minutes if item.code in questions else 0,
                    item.code in chosen or item.code in critical,
                    item.code in critical,
                )
                for item in framework.items_of(function.code)
                if item.code in targets
            ]
            if mine:
                taken = sum(one.taken for one in mine)
                note = _("{done} of {total}").format(done=taken, total=len(mine))
                lines += [Heading(current().text(function.short), note), *mine]
        self.model.show(lines)
        self.focus.setVisible(
            any(code in questions for code in targets)
        )  # without questions there is no time
        self.table.stand_on(stood.item.code if stood is not None else None)
        scope = catalogue.scope(vacancy)
        self.total.setText(scope_words(vacancy, catalogue))
        added = len(critical - chosen)
        told = ngettext("{n} critical competency added", "{n} critical competencies added", added).format(
            n=added
        )
        self._note.setText(told if added and scope else "")
        two = catalogue.twofold(vacancy)
        self.lead_row.setVisible(two > 0)
        self.lead_words.setText(
            ngettext(
                "{n} question with two wordings. For everyone:",
                "{n} questions with two wordings. For everyone:",
                two,
            ).format(n=two)
        )
        self.lead.setCurrentIndex(self.lead.findData(catalogue.lead(vacancy)))

    def toggle(self) -> None:
        """Include or exclude the item; a ready set then turns into an own one."""
        line = self.table.current_line
        if line is None:
            return
        if line.critical:
            self._note.setText(_("{code} is critical and is always asked").format(code=line.item.code))
            return
        chosen = set(self._catalogue.chosen(self.vacancy)) ^ {line.item.code}
        self._choose(chosen)

    def fill(self) -> None:
        """Choose the items that fit into the minutes."""
        typed = self.minutes.text().strip()
        if not (typed.isascii() and typed.isdigit() and 0 < int(typed) <= MOST_MINUTES):
            self._note.setText(_("Enter minutes as a number, for example 45"))
            self.minutes.setFocus(Qt.FocusReason.OtherFocusReason)
            self.minutes.selectAll()
            return
        catalogue = self._catalogue
        asked = questions_within(int(typed), *rules())
        found = focus_set(
            catalogue.profile(self.vacancy),
            catalogue.framework(self.vacancy),
            catalogue.questions(self.vacancy),
            asked,
        )
        self._choose(set(found))
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def point_at(self, name: str, text: str) -> None:
        """Show what is wrong with a field and focus it."""
        if name == "panel":
            self.panel.point(text)
        else:
            self._note.setText(text)
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def note(self) -> str:
        """The text beside the minutes."""
        return self._note.text()

    def _choose(self, codes: set[str]) -> None:
        order = (item.code for item in self._catalogue.framework(self.vacancy).items)
        self.vacancy.codes = tuple(code for code in order if code in codes)
        self.vacancy.scope = OWN
        self.vacancy.touched = True
        self.sets.blockSignals(True)
        self.sets.setCurrentIndex(self.sets.findData(OWN))
        self.sets.blockSignals(False)
        self.renew()
        self.changed.emit()

    def _on_set(self) -> None:
        chosen = self.sets.currentData()
        if chosen == OWN and not self.vacancy.codes:  # an own set starts from the previous choice
            order = (item.code for item in self._catalogue.framework(self.vacancy).items)
            before = self._catalogue.chosen(self.vacancy)
            self.vacancy.codes = tuple(code for code in order if code in before)
        self.vacancy.scope = chosen
        self.vacancy.touched = True
        self.renew()
        self.changed.emit()

    def _on_lead(self) -> None:
        self.vacancy.lead = Lead(self.lead.currentData())
        self.vacancy.touched = True
        self.changed.emit()

    def _on_minutes(self, text: str) -> None:
        self.vacancy.minutes = text


def _paint_tick(on: LineDelegate, painter: QPainter, rect: QRect, line: Offered, _index: Index) -> None:
    """Paint a tick box; for a critical item it is filled and fixed."""
    on.paint_tick(painter, rect, taken=line.taken, fixed=line.critical)


def _paint_code(on: LineDelegate, painter: QPainter, rect: QRect, line: Offered, _index: Index) -> None:
    write_code(on, painter, rect, line.item.code, "critical" if line.critical else "")


def scope_words(vacancy: Vacancy, catalogue: Catalogue) -> str:
    """Return how many items are asked and how long it takes, «38 компетенций; вопросы 95 минут; …»."""
    scope = catalogue.scope(vacancy)
    questions = led(catalogue.questions(vacancy), catalogue.lead(vacancy))
    minutes = planned_minutes(scope, questions)
    count = ngettext("{n} competency", "{n} competencies", len(scope)).format(n=len(scope))
    bare = sum(code not in questions for code in scope)
    if bare and minutes:
        told = ngettext(
            "{n} of them without a question, planned at {minutes} min",
            "{n} of them without a question, planned at {minutes} min each",
            bare,
        ).format(n=bare, minutes=usual_minutes(scope, questions))
        count = f"{count} ({told})"
    return f"{count}; {phrases_hiring.talk_time(minutes, current())}"


def _key(line: Offered) -> object:
    return line.item.code


def _taken(line: Offered) -> str:
    return _("asked") if line.taken else _("outside the set")


def _code(line: Offered) -> str:
    return f"{line.item.code} ◆" if line.critical else line.item.code


def _label(line: Offered) -> Cell:
    return Cell(current().text(line.item.label), ink="text" if line.taken else "muted")


def _minutes(line: Offered) -> Cell:
    return Cell(str(line.minutes) if line.minutes else "", ink="muted")
