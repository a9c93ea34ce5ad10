"""One campaign: its candidates with their next steps, its requirements, and the way to the comparison."""

from dataclasses import dataclass
from typing import override

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from db.assessing.talk import asked
from db.framework import frameworks
from db.hiring import campaigns
from db.hiring.campaigns import CandidateLine, CandidateState
from desktop.context import Context
from desktop.export.papers_of import PapersOf
from desktop.hiring.campaign import card
from desktop.hiring.campaign.acts import Acts
from desktop.hiring.campaign.candidates_page import CandidatesPage
from desktop.hiring.campaign.papers import of_campaign
from desktop.hiring.campaign.requirements_tab import RequirementsTab
from desktop.hiring.campaign.step import Step, next_step
from desktop.hiring.campaign.words import stage_words, step_words
from desktop.kit import labels, layout
from desktop.kit.form.reopening import reopens
from desktop.kit.off import allow, read_only_reason
from desktop.kit.page.header import Header
from desktop.kit.page.screen import Screen
from desktop.kit.search_field import SearchField
from desktop.kit.segments import Segments
from desktop.office.papers.registry import ANSWER_FORM
from desktop.office.sentences import sentence
from desktop.shared.cycle_words import days_left, title_of, with_sealed
from domain.assessing.case import CaseState
from domain.assessing.sheet_number import NotANumber, parse
from domain.errors import Refused
from domain.hiring.campaign import Campaign
from resources.i18n import _, current, pgettext

CANDIDATES, REQUIREMENTS, COMPARISON = range(3)


@dataclass(frozen=True, slots=True)
class Remembered:
    """The campaign, the tab, the candidate (0: none) and the filter text."""

    cycle_id: int
    tab: int
    case_id: int
    text: str


class CampaignScreen(Screen):
    """Tabs over the table; the card has the acts on the current candidate.

    Signals:
        sheet_opened: id of the sheet to fill in or read.
        paper_opened: ids of the sheet to type in from paper and of its assessor.
        decision_wanted: id of the case to decide.
        result_opened: id of the case whose result to show.
        compare_wanted: id of the cycle whose candidates to compare.
        person_opened: id of the person whose card to show.
        invitation_wanted: id of the case whose assessors to invite by packets.
    """

    TABLES = frozenset(
        {
            *(
                "campaign",
                "campaign_change",
                "cycle",
                "case",
                "case_assessor",
                "case_opening",
                "packet",
                "sheet",
                "mark",
            ),
            *(
                "conclusion",
                "hire",
                "withdrawal",
                "not_chosen",
                "person",
                "education",
                "experience",
                "medical",
            ),
        }
    )
    sheet_opened = Signal(int)
    paper_opened = Signal(int, int)
    decision_wanted = Signal(int)
    result_opened = Signal(int)
    compare_wanted = Signal(int)
    person_opened = Signal(int)
    invitation_wanted = Signal(int)

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(context, parent)
        self._cycle_id = 0
        self._added = 0  # the case just added: an Enter too many must not start the clock of its interview
        self.campaign: Campaign | None = None
        self._keys = (
            ("↑ ↓", _("candidate")),
            ("Enter", _("next step")),
            ("Ins", _("add")),
            ("Ctrl+B", _("from paper")),
            ("Ctrl+E", _("documents")),
            ("Ctrl+F", _("name or sheet number")),
            ("Ctrl+PgDn", _("next tab")),
            ("Esc", _("to vacancies")),
        )
        theme = context.theme
        self.header = self.add_header(Header(theme, _("Vacancy"), self, back=_("To vacancies")))
        self.add_button = self.header.act(_("Add a candidate…"), "user-round-plus", self.invite)
        self.banner = self.add_banner()
        self.lay(self._bar(), labels.rule(self))
        page = self.candidates = CandidatesPage(context, self)
        self.model, self.table, self.card = page.model, page.table, page.card
        self.nobody, self.not_found = page.nobody, page.not_found
        self.requirements = RequirementsTab(context, self)
        self._pages = self.add_stack(page, self.requirements)
        self.header.lead(self.add_button, self.card.step_button, self.requirements.paper_button)
        self.acts = Acts(context, self)
        self._join()

    def _bar(self) -> QHBoxLayout:
        row = layout.row(gap="m", around=(16, 6, 16, 6))
        tabs = (_("Candidates"), _("Requirements profile"), _("Comparison"))
        self.tabs = Segments(tabs, self, _("Show"))
        self.search = SearchField(self._context.theme, _("Name, code or sheet number"), self)
        self._counts = labels.elided("", self, "small", "muted")
        self._counts.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.tabs)
        row.addWidget(self.search)
        row.addWidget(self._counts, 1)
        return row

    def _join(self) -> None:
        make = self._context.actions.make
        widget = Qt.ShortcutContext.WidgetShortcut
        make("add", self, self.invite)
        make("open", self.table, self._on_enter, widget)
        self.table.around = ("export",)
        make("next_step", self, self.take_step)
        make("find", self, self._on_find)
        make("from_paper", self, self.enter_from_paper)
        make("export", self, self.export)
        make("next_part", self, self._on_next_part)
        make("previous_part", self, self._on_previous_part)
        self.nobody.acted.connect(self.invite)
        self.candidates.cleared.connect(self.search.clear)
        self.search.textChanged.connect(self._narrow)
        self.search.returnPressed.connect(self._on_searched)
        self.tabs.chosen.connect(self._on_tab)
        self.table.doubleClicked.connect(self.take_step)
        self.card.stepped.connect(self.take_step)
        self.card.acted.connect(self._on_act)
        self.requirements.paper_wanted.connect(self.export)
        self.requirements.change_wanted.connect(self.change_requirements)
        self.acts.sheet_opened.connect(self.sheet_opened)
        self.acts.paper_opened.connect(self.paper_opened)
        self.acts.decision_wanted.connect(self.decision_wanted)
        self.acts.invited.connect(self._on_invited)
        self.acts.told.connect(self.told)

    @property
    def candidate(self) -> CandidateLine | None:
        """The current candidate."""
        return self.candidates.candidate

    def open(self, cycle_id: int) -> None:
        """Read the campaign and select the previous candidate, else the first one.

        Raises:
            Unknown: if there is no such campaign.
        """
        if cycle_id != self._cycle_id:
            self.search.clear()
            self._show_tab(CANDIDATES)
        self._cycle_id = cycle_id
        self.banner.hide()
        self.refresh()
        allow(self.add_button, self._why_not())
        self._focus()

    def show_case(self, case_id: int) -> None:
        """Select this candidate."""
        self._show_tab(CANDIDATES)
        self.table.stand_on(case_id)

    def memory(self) -> Remembered:
        """Return the campaign, the tab, the candidate and the filter text."""
        line = self.candidate
        case_id = line.case.case_id if line is not None else 0
        return Remembered(self._cycle_id, self.tabs.current, case_id, self.search.text())

    def recall(self, memory: object) -> None:
        """Restore the tab, candidate and filter, if it is the same campaign."""
        if isinstance(memory, Remembered) and memory.cycle_id == self._cycle_id:
            self.search.setText(memory.text)
            self._show_tab(memory.tab)
            if memory.case_id:
                self.table.stand_on(memory.case_id)
            self._focus()

    # Acts on the candidate

    def take_step(self) -> None:
        """Take the next step with the current candidate."""
        if (line := self._chosen()) is not None:
            self.acts.take_step(line)

    @reopens
    def invite(self) -> None:
        """Ask whom to invite."""
        if self.campaign is not None and not self._why_not():
            self.acts.invite(self.campaign, self.table.people)

    @property
    def keys(self) -> tuple[tuple[str, str], ...]:
        """The keys that work now: only the candidates' tab has candidates to act on."""
        return self._keys if self.tabs.current == CANDIDATES else self._keys[-2:]

    @reopens
    def enter_from_paper(self) -> None:
        """Ask whose paper sheet about the candidate to type in."""
        if (line := self._chosen()) is not None:
            self.acts.enter_from_paper(line.case)

    @property
    def papers(self) -> PapersOf | None:
        """The documents of the current candidate, then those of the vacancy."""
        if self.campaign is None:
            return None
        line, code = self._chosen(), self.campaign.cycle.code
        title = code if line is None else f"{line.case.person_name}, {code}"
        return PapersOf(title, of_campaign(self._cycle_id, line, self._context.me.id))

    def invite_by_packets(self) -> None:
        """Ask whom of the assessors of the current candidate to invite by packets."""
        if (line := self._chosen()) is not None and card.PACKETS in self.card.acts:
            self.invitation_wanted.emit(line.case.case_id)

    def send_form(self) -> None:
        """Show the forms for those assessors of the current candidate who have no Merilo."""
        if self._chosen() is not None and card.FORM in self.card.acts:
            self.papers_wanted.emit(ANSWER_FORM)

    @reopens
    def change_requirements(self) -> None:
        """Ask what the campaign requires differently since it opened."""
        if self.campaign is not None:
            self.acts.change_requirements(self.campaign)

    def _chosen(self) -> CandidateLine | None:
        """Return the candidate to act on: None while another tab is shown."""
        return self.candidate if self.tabs.current == CANDIDATES else None

    def _on_act(self, name: str) -> None:
        line = self._chosen()
        if line is None:
            return
        match name:
            case card.PAPER:
                self.enter_from_paper()
            case card.FORM:
                self.send_form()
            case card.PACKETS:
                self.invite_by_packets()
            case card.PRINT:
                self.export()
            case card.RESULT:
                self.result_opened.emit(line.case.case_id)
            case card.ASSESSORS:
                self._choose_assessors()
            case card.EARLY:
                self._open_early()
            case card.ANOTHER:
                self._choose_another()
            case card.WITHDRAW:
                self._withdraw()
            case _:
                self.person_opened.emit(line.case.person_id)

    @reopens
    def _choose_assessors(self) -> None:
        if (line := self._chosen()) is not None:
            self.acts.choose_assessors(line)

    @reopens
    def _open_early(self) -> None:
        if (line := self._chosen()) is not None:
            self.acts.open_early(line)

    @reopens
    def _choose_another(self) -> None:
        if (line := self._chosen()) is not None:
            self.acts.choose_another(line)

    @reopens
    def _withdraw(self) -> None:
        if (line := self._chosen()) is not None:
            self.acts.withdraw(line)

    # The list

    @override
    def refresh(self) -> None:
        read, me, today = self._context.data.read, self._context.me.id, self._context.today()
        campaign = self.campaign = read(campaigns.campaign, self._cycle_id)
        lines = read(campaigns.candidates, self._cycle_id, me, today)
        left, _soon = days_left(campaign.cycle, today)
        if campaign.cycle.state is not CaseState.OPEN:
            left = pgettext("campaign", "closed")
        facts = campaign.cycle.code, left, stage_words(lines)
        self.header.set_title(title_of(campaign.cycle), " · ".join(part for part in facts if part))
        self.tabs.set_text(CANDIDATES, _("Candidates {n}").format(n=len(lines)))
        self._counts.setText(_places(campaign, lines))
        self.candidates.show_campaign(campaign, lines, may_add=not self._why_not())
        framework = read(frameworks.framework, campaign.cycle.framework_id)
        questions = read(asked.questions, campaign.cycle.id)
        base = next(
            (
                one
                for one in read(frameworks.profiles_of, campaign.cycle.framework_id)
                if campaign.profile.key.partition("/")[0] == one.key and one.number == campaign.profile.number
            ),
            None,
        )
        self.requirements.show_campaign(
            campaign, framework, questions, base, read_only=self._context.data.read_only
        )

    def _narrow(self, text: str) -> None:
        number = _number(text)
        self.candidates.narrow("" if number else text)
        if number:
            self._show_tab(CANDIDATES)

    def _on_searched(self) -> None:
        """Open the sheet whose number was typed or scanned, else go to the list."""
        text = self.search.text()
        if _likely_number(text):
            self.find_sheet(text)
        elif self.model.rowCount():
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def find_sheet(self, number: str) -> None:
        """Open the sheet of this number; if there is none, say so and keep the number in the field."""
        try:
            self.acts.find_sheet(number)
        except Refused as refused:
            self.banner.show_refused(sentence(refused, current()))
            self.search.selectAll()
        else:
            self.banner.hide()

    def _why_not(self) -> str:
        """Return why nobody can be invited, empty if somebody can."""
        if self._context.data.read_only:
            return read_only_reason()
        closed = self.campaign is not None and self.campaign.cycle.state is not CaseState.OPEN
        return _("The vacancy is closed.") if closed else ""

    def _on_invited(self, case_id: int) -> None:
        self.search.clear()
        self.refresh()
        self.show_case(case_id)
        self._focus()
        self._added = case_id

    def _on_enter(self) -> None:
        """Take the next step; with whom one has only just added, the first Enter tells what it would be."""
        line, me, added, self._added = self._chosen(), self._context.me.id, self._added, 0
        if line is not None and line.case.case_id == added and next_step(line, me) is Step.BEGIN:
            self.told.emit(_("“{step}”: press Enter once more.").format(step=step_words(line, me)))
        else:
            self.take_step()

    def _on_find(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _on_next_part(self) -> None:
        self._on_tab(min(self.tabs.current + 1, COMPARISON))

    def _on_previous_part(self) -> None:
        self._on_tab(max(self.tabs.current - 1, CANDIDATES))

    def _on_tab(self, number: int) -> None:
        if number == COMPARISON:  # a screen of its own
            self.tabs.choose(self._pages.currentIndex())
            self.compare_wanted.emit(self._cycle_id)
            return
        self._show_tab(number)
        self._focus()

    def _show_tab(self, number: int) -> None:
        self.tabs.choose(number)
        self._pages.setCurrentIndex(number)
        self.search.setVisible(number == CANDIDATES)
        self.keys_changed.emit()

    def _focus(self) -> None:
        if self.tabs.current == REQUIREMENTS:
            self.requirements.table.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.candidates.focus()


def _places(campaign: Campaign, lines: tuple[CandidateLine, ...]) -> str:
    """Return the number of sheets handed in, and of places."""
    every = [line.case for line in lines if line.case.state is not CaseState.WITHDRAWN]
    done, total = sum(case.submitted for case in every), sum(case.total for case in every)
    sheets = _("{done} of {total} sheets submitted").format(done=done, total=total)
    told = [with_sealed(sheets, sum(case.sealed for case in every))] if total else []
    if campaign.cycle.places is not None:
        hired = sum(line.state is CandidateState.HIRED for line in lines)
        places = campaign.cycle.places
        taken = _("places: {n}, all taken") if hired >= places else _("places: {n}, taken: {hired}")
        free = _("places: {n}") if not hired else taken
        told.append(free.format(n=places, hired=hired))
    return " · ".join(told)


def _number(text: str) -> str:
    """Return the sheet number in its standard form, empty if the text is none."""
    try:
        return parse(text)
    except NotANumber:
        return ""


def _likely_number(text: str) -> bool:
    """Whether the text looks like a sheet number and not a name: has digits, and is long enough."""
    signs = [sign for sign in text if sign.isalnum()]
    return bool(_number(text)) or (
        len(signs) >= 8 and " " not in text.strip() and any(s.isdigit() for s in signs)
    )
