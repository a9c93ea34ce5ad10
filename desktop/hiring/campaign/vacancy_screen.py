"""A new vacancy on one page: three parts at the left, one of them shown; nothing typed is lost."""

from dataclasses import replace
from typing import override

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from db.framework import frameworks
from db.hiring import campaigns
from db.people import organisation
from desktop.context import Context
from desktop.form_drafts import Form
from desktop.hiring.campaign.interview_page import InterviewPage, scope_words
from desktop.hiring.campaign.targets_page import TargetsPage, count_words
from desktop.hiring.campaign.vacancy import (
    Catalogue,
    Lack,
    Offer,
    Part,
    Vacancy,
    draft,
    findings,
    lacks,
    packed,
    unpacked,
)
from desktop.hiring.campaign.vacancy_page import VacancyPage
from desktop.hiring.campaign.words import unfair_fact, unfair_rest
from desktop.kit.form.dates import typed_date
from desktop.kit.form.keeper import WordsKeeper, drafts_above
from desktop.kit.off import allow, read_only_reason
from desktop.kit.page.parts_page import PartsPage
from domain.errors import Unknown
from domain.framework.profile import Phase
from domain.mark import Role
from resources.i18n import _


class VacancyScreen(PartsPage):
    """Keeps the draft until the campaign opens or the draft is discarded; ``opened`` sends the cycle id."""

    TABLES = frozenset({"framework"})

    def __init__(self, context: Context, parent: QWidget) -> None:
        parts = (_("Vacancy"), _("Targets"), _("Interview"))
        super().__init__(context, _("New vacancy"), _("Open vacancy"), parts, parent)
        self._keys = (
            ("Ctrl+PgDn", _("next")),
            ("Ctrl+PgUp", _("previous")),
            ("0–4", _("target")),
            ("Space", _("add or remove a question")),
            ("Ctrl+Enter", _("open vacancy")),
            ("Esc", _("back, the draft is kept")),
        )
        self.catalogue = Catalogue(_offers(context))
        self.note_read()
        self.vacancy = self._fresh()
        self.vacancy_page = VacancyPage(context, self.catalogue, self.vacancy, self)
        self.targets_page = TargetsPage(context, self.catalogue, self.vacancy, self)
        self.interview_page = InterviewPage(context, self.catalogue, self.vacancy, self)
        self.pages = (self.vacancy_page, self.targets_page, self.interview_page)
        self.fill(self.pages)
        self._keeper = WordsKeeper(self._words, Form.VACANCY, self)
        self._join()
        self.show_part(self.vacancy.part)

    def _join(self) -> None:
        make = self._context.actions.make
        make("open_campaign", self, self.act)
        for page in self.pages:
            page.changed.connect(self._on_changed)

    def open(self) -> None:
        """Show the draft where it was left, even before the last restart."""
        if not self.is_fresh():
            self.refresh()
        if not self.vacancy.touched:
            self._take_kept()
        self.banner.hide()
        allow(self.open_button, read_only_reason() if self._context.data.read_only else "")
        self.show_part(self.vacancy.part)
        self.focus_part()

    @override
    def refresh(self) -> None:
        offers = _offers(self._context)
        if offers:  # without a published model the act is refused, and the draft stays as it is
            self.catalogue.models = offers
            vacancy = self._in_force(self.vacancy) if self.vacancy.touched else self._fresh()
            vacancy.part = self.vacancy.part
            self._take(vacancy)
        self.note_read()

    def memory(self) -> object:
        """Return the draft; it is in the file too."""
        self._keeper.now()
        return replace(self.vacancy, targets=dict(self.vacancy.targets))

    def recall(self, memory: object) -> None:
        """Continue with that draft."""
        if isinstance(memory, Vacancy):
            self._take(self._in_force(memory))
            self._keeper.typed()
            self.focus_part()

    @override
    def act(self) -> None:
        if self._context.data.read_only:
            return
        missing = lacks(self.vacancy, self.catalogue)
        if missing:
            self._tell(missing)
            return
        units = self._context.data.read(organisation.units)
        name = " ".join(self.vacancy.unit.split())
        unit_id = next((unit.id for unit in units if unit.name.casefold() == name.casefold()), None)
        asked = draft(self.vacancy, self.catalogue, unit_id)
        cycle_id = self._context.data.write(campaigns.open, asked, name if unit_id is None else "")
        self._keeper.forget()
        self._take(self._fresh())
        self.told.emit(_("The vacancy is open. Add the first candidate."))
        self.opened.emit(cycle_id)

    def _tell(self, missing: tuple[Lack, ...]) -> None:
        first = missing[0]
        if first.unfair:
            found = findings(self.vacancy)
            self.banner.show_fact(unfair_fact(found), unfair_rest(found), "danger", page="vacancy#conditions")
        else:
            listed = "; ".join(one.text for one in missing)
            fact = _("To open the vacancy, enter: {list}.").format(list=listed)
            self.banner.show_fact(fact, _("What you typed is kept."), "warn")
        self.show_part(first.part)
        page = self.pages[first.part]
        for one in reversed(missing):  # the first comes last, so that the focus ends there
            if one is first or (one.part is first.part and not one.unfair):
                page.point_at(one.field, _("Enter {what}.").format(what=one.text))

    def _fresh(self) -> Vacancy:
        me = self._context.me.id
        fresh = Vacancy(starts=typed_date(self._context.today()), profile_id=self.catalogue.profiles[0].id)
        fresh.scope = self.catalogue.usual_set(fresh)
        if me:
            fresh.panel = ((me, Role.HR),)
        return fresh

    def _in_force(self, vacancy: Vacancy) -> Vacancy:
        """Return the draft on the edition in force; it may be older than that."""
        try:
            key = self._context.data.read(frameworks.profile, vacancy.profile_id).key
        except Unknown:
            key = ""
        self.catalogue.bring(vacancy, key)
        return vacancy

    def _take(self, vacancy: Vacancy) -> None:
        self.vacancy = vacancy
        for page in self.pages:
            page.show_vacancy(vacancy)
        self.banner.hide()
        self.show_part(vacancy.part)

    @override
    def show_part(self, number: int) -> None:
        part = self.vacancy.part = Part(number)
        if part is Part.REQUIREMENTS:
            self.targets_page.renew()
        elif part is Part.INTERVIEW:
            self.interview_page.renew()
        super().show_part(number)
        self._say()

    def _say(self) -> None:
        vacancy, catalogue = self.vacancy, self.catalogue
        panel = _("assessors: {n}").format(n=len(vacancy.panel))
        told = (
            vacancy.title.strip() or _("no title yet"),
            count_words(vacancy, catalogue),
            f"{scope_words(vacancy, catalogue)}, {panel}",
        )
        missing = lacks(vacancy, catalogue)
        self.rail.say(told, {one.part for one in missing})
        listed = "; ".join(one.text for one in missing)
        self.missing.setText(_("Still needed: {list}.").format(list=listed) if missing else "")
        self.clear_button.setVisible(vacancy.touched)

    @override
    def focus_part(self) -> None:
        match self.vacancy.part:
            case Part.VACANCY:
                self.vacancy_page.first.setFocus(Qt.FocusReason.OtherFocusReason)
            case Part.REQUIREMENTS:
                self.targets_page.table.setFocus(Qt.FocusReason.OtherFocusReason)
            case Part.INTERVIEW:
                self.interview_page.sets.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_changed(self) -> None:
        if self.banner.isVisible() and not lacks(self.vacancy, self.catalogue):
            self.banner.hide()
        self._say()
        self._keeper.typed()

    @override
    def begin_anew(self) -> None:
        self._keeper.forget()
        self._take(self._fresh())

    def _words(self) -> dict[str, str]:
        return packed(self.vacancy)

    def _take_kept(self) -> None:
        words = self._keeper.begin("", drafts_above(self))
        known = self._context.names.roll.by_id if words else ()
        kept = unpacked(words, known)
        if kept is not None:
            self._take(self._in_force(kept))


def _offers(context: Context) -> tuple[Offer, ...]:
    offers = (_offer(context, edition) for edition in context.data.read(frameworks.published_last))
    return tuple(one for one in offers if one.profiles)


def _offer(context: Context, edition: int) -> Offer:
    read = context.data.read
    profiles = sorted(read(frameworks.profiles_of, edition), key=lambda one: one.phase is not Phase.HIRE)
    sets = (one for one in read(frameworks.question_sets, edition) if not one.code.startswith("own-"))
    return Offer(
        read(frameworks.framework, edition),
        read(frameworks.questions, edition),
        tuple(profiles),
        tuple(sets),
    )
