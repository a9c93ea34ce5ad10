"""The forms of a profile: its post, phase and threshold, and the requirements of clauses 1.2 and 1.3."""

from dataclasses import replace
from fractions import Fraction
from typing import override

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.context import Context
from desktop.framework.forms.dialogs import Sent
from desktop.framework.forms.long_form import LongForm, Pair
from desktop.framework.forms.ticks import TickField
from desktop.framework.model import FrameworkModel
from desktop.framework.offered import from_document, with_choices
from desktop.kit.form.fields import ChoiceField, TextField
from domain.errors import Impossible
from domain.framework import edition_edit as edit
from domain.framework import requirement_edit
from domain.framework.edition import Edition
from domain.framework.edition_faults import LABEL_LIMIT
from domain.framework.profile import Phase, Profile
from domain.scale import LEVELS
from domain.text import Text
from reports.words.framework import phrases_framework
from reports.words.names import name_of
from resources.i18n import _, current

SCRATCH = ""  # in place of the key of the profile to copy


class ProfileForm(LongForm):
    """A new profile of a post, copied or from scratch, or a new name and threshold of an existing one."""

    def __init__(
        self, context: Context, model: FrameworkModel, profile: Profile | None, sent: Sent, parent: QWidget
    ) -> None:
        theme, words, content = context.theme, current(), model.content
        title = (
            _("New profile")
            if profile is None
            else _("Profile: {post}").format(post=words.text(profile.post))
        )
        about = _(
            "A profile says what a position requires: levels, minimums, weights and mandatory requirements."
        )
        subject = ("" if profile is None else profile.key,)
        super().__init__(theme, title, about, _("Save"), parent, subject=subject)
        self._model, self._profile, self._sent = model, profile, sent
        # The first profile is mostly of the post that a job description is named after.
        proposed = (
            content.title if not content.profiles and len(content.title.ru) <= LABEL_LIMIT else Text("")
        )
        self.post = Pair(self, _("Position"), "post", proposed if profile is None else profile.post, 1)
        phases = [(one, name_of(one, words)) for one in Phase]
        self.phase = ChoiceField(theme, _("Phase"), self, "phase", phases, Phase.POST)
        named = [(one.key, phrases_framework.profile(one, words)) for one in content.profiles]
        offered = [(SCRATCH, _("from scratch")), *named]
        first = next((one.key for one in content.profiles if one.phase is Phase.POST), SCRATCH)
        self.like = ChoiceField(
            theme, _("Targets and mandatory requirements as in"), self, "like", offered, first
        )
        levels = [(value, str(value)) for value in LEVELS]
        alike = _("One level for all, from scratch") if named else _("One level for all, to begin with")
        self.level = ChoiceField(theme, alike, self, "level", levels, edit.DEFAULT.level)
        share = None if profile is None else profile.pass_attainment
        shown = "" if share is None else f"{float(share * 100):g}".replace(".", ",")
        if profile is None:
            self.beside(*((self.phase, self.like, self.level) if named else (self.phase, self.level)))
            self.like.setVisible(bool(named))  # with nothing to copy there is nothing to choose
            self.level.say("" if named else _("Then change it competency by competency."))
        else:
            for one in (self.phase, self.like, self.level):
                one.hide()
        self.share = self.put(TextField(_("Threshold, %"), self, "pass_attainment", shown, _("no threshold")))
        self.post.ru.area.setFocus(Qt.FocusReason.OtherFocusReason)
        self.post.ru.area.selectAll()

    @override
    def send(self) -> None:
        content, share = self._model.content, self._share()
        if self._profile is None:
            phase, level = self.phase.value, self.level.value
            assert isinstance(phase, Phase) and isinstance(level, int)
            key = _free_key(content, phase)
            like = str(self.like.value) or None
            content = edit.add_profile(content, key, self.post.text, phase, like, level)
        else:
            key = self._profile.key
        self._model.put(edit.change_profile(content, key, self.post.text, share))
        self._sent(key)

    def _share(self) -> Fraction | None:
        typed = self.share.text.replace(",", ".").removesuffix("%").strip()
        if not typed:
            return None
        try:
            share = Fraction(typed) / 100
        except (ValueError, ZeroDivisionError):
            share = Fraction(-1)
        if not 0 <= share <= 1 or len(typed) > 6 or "/" in typed:
            self.share.complain(_("A share from 0 to 100%, or empty."))
            raise Impossible("pass_attainment")
        return share


class RequirementsForm(LongForm):
    """Education, experience and medical admission as data; requirements without a text are not asked for.

    A profile that asks for nothing yet begins with what the job description asks for.
    """

    def __init__(self, context: Context, model: FrameworkModel, profile: Profile, parent: QWidget) -> None:
        theme, words = context.theme, current()
        assert model.view is not None
        proposed = from_document(profile.requirements, model.view)
        self._old = old = proposed or with_choices(profile.requirements, model.content)
        about = _("What has no text is not required. Any one of the options for experience is enough.")
        if proposed is not None:
            about = _("Filled in from the job description: compare and save.") + " " + about
        super().__init__(
            theme,
            _("Mandatory requirements: {profile}").format(profile=phrases_framework.profile(profile, words)),
            about,
            _("Save"),
            parent,
            subject=(profile.key,),
        )
        self._model, self._profile = model, profile
        self.education = Pair(self, _("Education"), "education", old.education)
        levels = [("", _("not required")), *((one.id, words.text(one.name)) for one in old.education_levels)]
        self.least = self.put(
            ChoiceField(theme, _("Minimum level"), self, "min_education", levels, old.min_education)
        )
        self.experience = Pair(self, _("Experience"), "experience", old.experience, 3)
        areas = [(area, words.text(text)) for area, text in old.areas.items()]
        self.ways: list[tuple[TextField, TickField]] = []
        for number in range(min(len(old.alternatives) + 1, requirement_edit.WAYS)):
            there = old.alternatives[number] if number < len(old.alternatives) else None
            title = _("Option {n}: months at least").format(n=number + 1)
            months = self.put(
                TextField(title, self, "months", "" if there is None else str(there.min_months), _("none"))
            )
            title = _("Option {n}: areas, counted together").format(n=number + 1)
            taken = () if there is None else there.areas
            ticks = TickField(context, title, self, "areas", areas, taken, rows=4, search=False)
            self.ways.append((months, ticks))
        self.medical = Pair(self, _("Medical check"), "medical", old.medical)
        self.education.ru.area.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def send(self) -> None:
        found = [
            requirement_edit.way(number, self._old.alternatives, ticks.taken, self._months(months, ticks))
            for number, (months, ticks) in enumerate(self.ways)
            if months.text or ticks.taken
        ]
        wanted = replace(
            self._old,
            education=self.education.text,
            min_education=str(self.least.value),
            experience=self.experience.text,
            alternatives=tuple(found),
            medical=self.medical.text,
        )
        self._model.put(requirement_edit.require(self._model.content, self._profile.key, wanted))

    def _months(self, months: TextField, ticks: TickField) -> int:
        typed, most = months.text, requirement_edit.MONTHS
        if not typed.isascii() or not typed.isdigit() or not 1 <= int(typed[:9]) <= most:
            months.complain(_("A whole number from 1 to {most}.").format(most=most))
            raise Impossible("months")
        if not ticks.taken:
            ticks.complain(_("Select at least one area, or leave the months empty."))
            raise Impossible("areas")
        return int(typed)


def _free_key(content: Edition, phase: Phase) -> str:
    used = {one.key for one in content.profiles}
    number = 1
    while f"post-{number}-{phase.value}" in used:
        number += 1
    return f"post-{number}-{phase.value}"
