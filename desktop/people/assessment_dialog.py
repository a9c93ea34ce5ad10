"""The dialog that starts an assessment: profile, what to ask, in which role; Enter starts."""

from typing import override

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from db.assessing import assessments
from db.assessing.people import CaseLine
from db.framework import frameworks
from desktop.context import Context
from desktop.kit import labels, layout
from desktop.kit.buttons import button
from desktop.kit.form.dialog import Dialog, fit
from desktop.kit.form.fields import ChoiceField
from desktop.kit.segments import Segments
from desktop.people.state import known_words
from domain.assessing.result import CaseResult
from domain.assessing.talk.length import Length, lengths
from domain.framework.framework import QuestionSet
from domain.framework.profile import Phase, Profile
from domain.mark import Role
from domain.people.person import Person, PersonKind
from reports.words.hiring import phrases_hiring
from reports.words.names import name_of
from resources.i18n import _, current, nb, ngettext
from resources.meetings import rules

# In the order offered: the most frequent assessors first.
ROLES = (Role.HR, Role.MANAGER, Role.EXPERT, Role.PEER, Role.SUBORDINATE, Role.SELF)


class AssessmentDialog(Dialog):
    """Asks how to assess the person; every choice is already filled in.

    Signals:
        started: id of the sheet, after COMMIT.
    """

    help_page = "people"

    started = Signal(int)

    def __init__(
        self,
        context: Context,
        person: Person,
        parent: QWidget,
        latest: CaseLine | None = None,
        result: CaseResult | None = None,
    ) -> None:
        """*latest* is the newest case of the person, *result* as much of it as the viewer may see."""
        super().__init__(parent)
        self._context = context
        self._person = person
        self.setFixedWidth(420 + 20 * context.theme.font_step)
        read, theme = context.data.read, context.theme
        column = self.lay_out(_("New assessment"), person.full_name)
        column.addWidget(
            labels.paragraph(_("Assessing: {name}").format(name=context.me.full_name), self, "small", "muted")
        )
        if known := known_words(latest, result):
            column.addWidget(labels.paragraph(known, self, "small"))
        # The same order as in a new vacancy: model by model, at hire first.
        offered = [
            (profile.id, profile_words(profile))
            for edition in read(frameworks.current)
            for profile in sorted(
                read(frameworks.profiles_of, edition), key=lambda one: one.phase is not Phase.HIRE
            )
        ]
        likely = read(assessments.likely_profile, person.id)
        self._of_post = read(assessments.profile_of_post, person.id)
        self.profile = ChoiceField(theme, _("Profile"), self, "profile_id", offered, likely)
        self.scope = ChoiceField(theme, _("What to assess"), self, "question_set_id", self._scopes())
        self._talks = person.kind is PersonKind.CANDIDATE
        self.lengths: tuple[Length, ...] = ()
        self.length = Segments(("", "", ""), self, _("Interview length"))
        self._length_name = labels.plain(_("Interview length"), self, "small", "muted")
        self._time = labels.paragraph("", self, "small", "muted")
        self.profile.box.currentIndexChanged.connect(self._on_profile)
        self.length.chosen.connect(self._tell_time)
        roles = [(role, name_of(role, current())) for role in ROLES]
        role = likely_role(context, person, latest)
        self.role = ChoiceField(theme, _("Your role"), self, "role", roles, role)
        column.addWidget(self.profile)
        column.addWidget(self.scope)
        column.addLayout(layout.column(self._length_name, self.length, self._time, gap="xs"))
        column.addWidget(self.role)
        self.scope.setVisible(not self._talks)
        for one in (self._length_name, self.length, self._time):
            one.setVisible(self._talks)
        self._in_sets = labels.paragraph(_("Critical competencies are in every set."), self, "small", "muted")
        column.addWidget(self._in_sets)
        self._offer_scopes()
        self._offer_lengths()
        self._warn()
        self.cancel_button = button(_("Cancel"), self, do=self.reject)
        self.start_button = button(_("Start"), self, "primary", do=self.start)
        self.start_button.setDefault(True)
        column.addStretch(1)
        column.addLayout(layout.row(layout.STRETCH, self.cancel_button, self.start_button, gap="s"))
        (self.profile.box if self.profile.note else self.start_button).setFocus()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        fit(self)
        super().showEvent(event)

    def start(self) -> None:
        """Open the case and the sheet, or the sheet that is already open."""
        profile_id, set_id, role = self.profile.value, self.scope.value, self.role.value
        assert isinstance(profile_id, int) and isinstance(role, Role)
        assert set_id is None or isinstance(set_id, int)
        chosen: tuple[str, ...] = ()
        if self._talks:
            length = self.lengths[self.length.current]
            set_id, chosen = length.set_id, length.chosen
        sheet_id = self._context.data.write(
            assessments.start,
            self._person.id,
            self._context.me.id,
            role,
            profile_id,
            set_id,
            self._context.today(),
            chosen,
        )
        self.accept()
        self.started.emit(sheet_id)

    def _scopes(self) -> list[tuple[object, str]]:
        """Return what of the profile's own model can be assessed."""
        read, profile_id = self._context.data.read, self.profile.value
        assert isinstance(profile_id, int)
        edition = read(frameworks.framework, read(frameworks.framework_of, profile_id))
        whole = ngettext("All {n} competency", "All {n} competencies", len(edition.items))
        sets = read(frameworks.question_sets, edition.id)
        return [(None, whole.format(n=len(edition.items))), *((one.id, set_words(one)) for one in sets)]

    def _warn(self) -> None:
        """Say that no profile has the name of the person's post: what is chosen was only used before."""
        if self._person.post and self._of_post is None:
            told = _("No profile is called “{post}”: check the choice.").format(post=self._person.post)
            self.profile.say(told)

    def _on_profile(self) -> None:
        self._offer_scopes()
        self._offer_lengths()
        high = self.height()
        fit(self)
        self.resize(self.width(), max(self.height(), high))  # the buttons do not move up under the pointer

    def _offer_lengths(self) -> None:
        """Offer interview lengths with the short set chosen; for candidates only."""
        if not self._talks:
            return
        read, profile_id = self._context.data.read, self.profile.value
        assert isinstance(profile_id, int)
        edition = read(frameworks.framework, read(frameworks.framework_of, profile_id))
        self.lengths = lengths(
            read(frameworks.profile, profile_id),
            edition,
            read(frameworks.questions, edition.id),
            read(frameworks.question_sets, edition.id),
            *rules(),
        )
        last = len(self.lengths) - 1
        self.length.choose(0)
        for number in range(3):
            self.length.offer(number, offered=number <= last)
        for number, one in enumerate(self.lengths):
            self.length.set_text(number, length_words(one, whole=number == last))
        several = last > 0
        self._in_sets.setVisible(several)
        self._length_name.setVisible(several)
        self.length.setVisible(several)
        self._tell_time()

    def _tell_time(self) -> None:
        length = self.lengths[self.length.current]
        if length.time.questions:
            told = phrases_hiring.talk_time(length.time.questions, current())
        else:
            told = ngettext(
                "The framework has no questions or sets: all {n} competency is assessed, without a time.",
                "The framework has no questions or sets: all {n} competencies are assessed, without a time.",
                len(length.codes),
            ).format(n=len(length.codes))
        self._time.setText(told)

    def _offer_scopes(self) -> None:
        scopes = self._scopes()
        if not self._talks:
            self._in_sets.setVisible(len(scopes) > 1)  # with one choice there is no set
        there = self.scope.value in [value for value, _text in scopes]
        self.scope.offer(scopes, self.scope.value if there else None)


def likely_role(context: Context, person: Person, latest: CaseLine | None) -> Role:
    """Return the viewer's likely role: self, on the panel, manager, the last one taken, or the usual one."""
    me = context.me.id
    if person.id == me:
        return Role.SELF
    if latest is not None:
        for one in (*latest.assigned, *latest.sheets):
            if one.assessor_id == me:
                return one.role
    if person.manager_id == me:
        return Role.MANAGER
    usual = Role.HR if person.kind is PersonKind.CANDIDATE else Role.MANAGER
    return context.data.read(assessments.last_role, me, person.kind) or usual


def profile_words(profile: Profile) -> str:
    """Return «Менеджер: при найме»."""
    post = current().text(profile.post)
    phase = _("at hire") if profile.phase is Phase.HIRE else _("in post")
    return f"{post}: {phase}"


def length_words(length: Length, *, whole: bool) -> str:
    """Return «15 главных · 69 мин», «23 · 1 ч 55 мин», «все 71 · 5 ч 27 мин»."""
    count = len(length.codes)
    told = str(count)
    if whole:
        told = _("all {n}").format(n=count)
    elif length.short:
        told = ngettext("{n} main", "{n} main", count).format(n=count)
    time = time_words(length.time.total)
    return nb(f"{told} · {time}") if length.time.questions else told


def time_words(minutes: int) -> str:
    """Return minutes, or hours from 100 minutes on."""
    if minutes < 100:
        return _("{n} min").format(n=minutes)
    hours, rest = divmod(minutes, 60)
    if not rest:
        return ngettext("{n} h", "{n} h", hours).format(n=hours)
    return _("{hours} h {minutes} min").format(hours=hours, minutes=rest)


def set_words(questions: QuestionSet) -> str:
    """Return the name of a set with its size and minutes."""
    count = ngettext("{n} competency", "{n} competencies", len(questions.items)).format(
        n=len(questions.items)
    )
    minutes = ngettext("about {n} minute", "about {n} minutes", questions.minutes).format(n=questions.minutes)
    return f"{current().text(questions.name)}: {count}, {minutes}"
