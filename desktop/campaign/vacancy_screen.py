"""A new vacancy on one page: three parts on the left, one of them shown; nothing typed is lost on the way."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from db import campaigns, frameworks, organisation
from desktop.campaign.interview_page import InterviewPage, scope_words
from desktop.campaign.targets_page import TargetsPage, count_words
from desktop.campaign.vacancy import Catalogue, Lack, Part, Vacancy, draft, findings, lacks
from desktop.campaign.vacancy_page import VacancyPage
from desktop.campaign.words import unfair_fact, unfair_rest
from desktop.context import Context
from desktop.widgets.banner import Banner
from desktop.widgets.buttons import button, lead
from desktop.widgets.dates import typed_date
from desktop.widgets.dialog import Question
from desktop.widgets.header import Header
from desktop.widgets.off import allow, read_only_reason
from desktop.widgets.parts_rail import PartsRail
from domain.mark import Role
from domain.profile import Phase
from resources.i18n import _, ngettext


class VacancyScreen(QWidget):
    """Keeps the draft until the campaign is open or the draft is thrown away.

    Signals:
        opened: id of the new cycle.
        told: something good happened, in words.
        closed: back to where one came from; the draft stays.
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
            ("0–4", _("target")),
            (_("Space"), _("question in or out")),
            ("Ctrl+Enter", _("open the campaign")),
            ("Esc", _("back, the draft stays")),
        )
        theme, read = context.theme, context.data.read
        framework = read(frameworks.newest)
        profiles = read(frameworks.profiles_of, framework.id)
        self.catalogue = Catalogue(
            framework,
            read(frameworks.questions, framework.id),
            tuple(sorted(profiles, key=lambda one: one.phase is not Phase.HIRE)),
            tuple(
                one for one in read(frameworks.question_sets, framework.id) if not one.code.startswith("own-")
            ),
        )
        self.vacancy = self._fresh()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.header = Header(_("New vacancy"), self)
        self.back_button = button(_("Back"), self.header, icon=theme.icon("arrow-left"))
        self.clear_button = button(_("Begin anew…"), self.header)
        self.open_button = button(
            _("Open the campaign"), self.header, "primary", theme.icon("check", "on_primary")
        )
        for one in (self.back_button, self.clear_button, self.open_button):
            self.header.add(one)
        column.addWidget(self.header)
        self.banner = Banner(theme, self)
        self.banner.setProperty("apart", True)
        column.addWidget(self.banner)
        row = QHBoxLayout()
        row.setSpacing(0)
        self.rail = PartsRail(theme, (_("Vacancy"), _("Requirements"), _("Interview")), self)
        row.addWidget(self.rail)
        self.vacancy_page = VacancyPage(context, self.catalogue, self.vacancy, self)
        self.targets_page = TargetsPage(context, self.catalogue, self.vacancy, self)
        self.interview_page = InterviewPage(context, self.catalogue, self.vacancy, self)
        self.pages = (self.vacancy_page, self.targets_page, self.interview_page)
        self._stack = QStackedWidget(self)
        for page in self.pages:
            self._stack.addWidget(page)
        row.addWidget(self._stack, 1)
        column.addLayout(row, 1)
        self._join()
        self._show_part(self.vacancy.part)

    def _join(self) -> None:
        make = self._context.actions.make
        make("next_part", self, self.next_part)
        make("previous_part", self, self.previous_part)
        make("open_campaign", self, self.open_campaign)
        make("back", self, self.closed)
        make("go_back", self, self.closed)
        self.back_button.clicked.connect(self.closed)
        self.clear_button.clicked.connect(self._on_clear)
        self.open_button.clicked.connect(self.open_campaign)
        self.rail.next_wanted.connect(self.next_part)
        self.rail.chosen.connect(self._on_part)
        for page in self.pages:
            page.changed.connect(self._on_changed)

    @property
    def unsaved(self) -> str:
        """What would be lost if the file were left now, in a sentence."""
        return _("A new vacancy is typed but not opened.") if self.vacancy.touched else ""

    def open(self) -> None:
        """Show the draft where one stopped."""
        self.banner.hide()
        allow(self.open_button, read_only_reason() if self._context.data.read_only else "")
        self._show_part(self.vacancy.part)
        self._focus()

    def memory(self) -> object:
        """Return the draft."""
        return replace(self.vacancy, targets=dict(self.vacancy.targets))

    def recall(self, memory: object) -> None:
        """Go on with that draft."""
        if isinstance(memory, Vacancy):
            self._take(memory)
            self._focus()

    def next_part(self) -> None:
        """Go to the next part; behind the last one stands the button that opens the campaign."""
        if self.vacancy.part is Part.INTERVIEW:
            self.open_button.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._show_part(Part(self.vacancy.part + 1))
        self._focus()

    def previous_part(self) -> None:
        """Go to the part before."""
        if self.vacancy.part is not Part.VACANCY:
            self._show_part(Part(self.vacancy.part - 1))
            self._focus()

    def open_campaign(self) -> None:
        """Open it, or say what is missing and stand where that is mended."""
        if self._context.data.read_only:
            return
        missing = lacks(self.vacancy, self.catalogue)
        if missing:
            self._tell(missing)
            return
        units = self._context.data.read(organisation.units)
        name = " ".join(self.vacancy.unit.split())
        unit_id = next((unit.id for unit in units if unit.name.casefold() == name.casefold()), None)
        if name and unit_id is None:
            unit_id = self._context.data.write(organisation.add_unit, name)
        asked = draft(self.vacancy, self.catalogue, unit_id)
        cycle_id = self._context.data.write(campaigns.open, asked)
        self._take(self._fresh())
        self.told.emit(_("The campaign is open. Add the first candidate."))
        self.opened.emit(cycle_id)

    def _tell(self, missing: tuple[Lack, ...]) -> None:
        first = missing[0]
        if first.unfair:
            found = findings(self.vacancy)
            self.banner.show_fact(unfair_fact(found), unfair_rest(found), "danger")
        else:
            listed = "; ".join(one.text for one in missing)
            fact = _("To open the campaign, add: {list}.").format(list=listed)
            self.banner.show_fact(fact, _("What you typed stays."), "warn")
        self._show_part(first.part)
        self.pages[first.part].point_at(first.field, _("Needed: {what}.").format(what=first.text))

    def _fresh(self) -> Vacancy:
        me = self._context.me.id
        fresh = Vacancy(
            starts=typed_date(self._context.today()),
            profile_id=self.catalogue.profiles[0].id,
            scope=next((one.code for one in self.catalogue.sets if one.code == "standard"), ""),
        )
        if me:
            fresh.panel = ((me, Role.HR),)
        return fresh

    def _take(self, vacancy: Vacancy) -> None:
        self.vacancy = vacancy
        for page in self.pages:
            page.show_vacancy(vacancy)
        self.banner.hide()
        self._show_part(vacancy.part)

    def _show_part(self, part: Part) -> None:
        self.vacancy.part = part
        if part is Part.REQUIREMENTS:
            self.targets_page.renew()
        elif part is Part.INTERVIEW:
            self.interview_page.renew()
        self._stack.setCurrentIndex(part)
        self.rail.choose(part)
        lead(self.open_button, self._context.theme, "check", primary=part is Part.INTERVIEW)
        self._say()

    def _say(self) -> None:
        vacancy, catalogue = self.vacancy, self.catalogue
        panel = ngettext("{n} assessor", "{n} assessors", len(vacancy.panel)).format(n=len(vacancy.panel))
        told = (
            vacancy.title.strip() or _("no title yet"),
            count_words(vacancy, catalogue),
            f"{scope_words(vacancy, catalogue)}, {panel}",
        )
        self.rail.say(told)
        self.clear_button.setVisible(vacancy.touched)

    def _focus(self) -> None:
        match self.vacancy.part:
            case Part.VACANCY:
                self.vacancy_page.first.setFocus(Qt.FocusReason.OtherFocusReason)
            case Part.REQUIREMENTS:
                self.targets_page.table.setFocus(Qt.FocusReason.OtherFocusReason)
            case Part.INTERVIEW:
                self.interview_page.sets.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_part(self, number: int) -> None:
        self._show_part(Part(number))
        self._focus()

    def _on_changed(self) -> None:
        if self.banner.isVisible() and not lacks(self.vacancy, self.catalogue):
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
        self._take(self._fresh())
        self._focus()
