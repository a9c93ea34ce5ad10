"""The third step of a new cycle: framework, policy, questions, a profile for each post, total work."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from desktop.context import Context
from desktop.kit import labels, layout
from desktop.kit.form.fields import ChoiceField
from desktop.team.cycle.load import hours_words, load_of, load_words
from desktop.team.cycle.plan import Choices, CycleForm, unsaid_words
from domain.assessing.policy import Policy
from domain.assessing.rotation import minutes
from domain.mark import Role
from reports.words.names import name_of
from resources.i18n import _, current, ngettext

WIDE = 720


class EditionsPage(QScrollArea):
    """Lists of editions, newest first, and below them how much work the cycle will be.

    Signals:
        changed: another edition was chosen.
    """

    changed = Signal()

    def __init__(self, context: Context, choices: Choices, form: CycleForm, parent: QWidget) -> None:
        super().__init__(parent)
        self.form, self._choices, self._theme = form, choices, context.theme
        self._names: Callable[[int], str] = str
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._inside = QWidget(self)
        self._box = QWidget(self._inside, maximumWidth=WIDE + 40 * context.theme.font_step)
        layout.column(self._box, layout.STRETCH, around=(24, 20, 24, 20), of=self._inside)
        self.fields: list[ChoiceField] = []
        self.profiles: dict[str, ChoiceField] = {}
        self.load = labels.paragraph("", self._box)
        self.setWidget(self._inside)

    def show_form(self, form: CycleForm, choices: Choices, names: Callable[[int], str]) -> None:
        """Show earlier choices; *names* maps person ids to names."""
        self.form, self._choices, self._names = form, choices, names
        self._build()

    def point_at(self, name: str, text: str) -> None:
        """Show what is wrong with a field and focus it."""
        unsaid = (one for one in self.profiles.values() if one.name == name and one.value is None)
        field = next((one for one in (*self.fields, *unsaid) if one.name == name), self.fields[0])
        field.complain(text)
        field.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus(self) -> None:
        """Focus the first list."""
        self.fields[0].edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self) -> None:
        form, choices, theme = self.form, self._choices, self._theme
        box = QWidget(self._inside, maximumWidth=self._box.maximumWidth())
        edition = choices.edition(form)
        frameworks: list[tuple[object, str]] = [
            (one.id, _("{title}, edition {n}").format(title=current().text(one.title), n=one.number))
            for one in choices.editions.frameworks
        ]
        policies: list[tuple[object, str]] = [
            (number, policy_words(edition_number, policy))
            for number, edition_number, policy in choices.editions.policies
        ]
        sets: list[tuple[object, str]] = [(None, _("All competencies of the profile"))]
        sets += [(one.id, _set_words(current().text(one.name), len(one.items))) for one in edition.sets]
        framework = ChoiceField(theme, _("Framework"), box, "framework_id", frameworks, edition.id)
        policy = ChoiceField(
            theme, _("Policy: thresholds and weights"), box, "policy_id", policies, form.policy_id
        )
        chosen = form.set_id if form.set_id in [one for one, _text in sets] else None
        asked = ChoiceField(theme, _("What is asked"), box, "question_set_id", sets, chosen)
        self.fields = [framework, policy, asked]
        framework.box.currentIndexChanged.connect(self._on_framework)
        policy.box.currentIndexChanged.connect(self._on_policy)
        asked.box.currentIndexChanged.connect(self._on_set)
        column = layout.column(
            *self.fields,
            labels.paragraph(_("Critical competencies are in every set."), box, "small", "muted"),
            gap="m",
            of=box,
        )
        self.profiles = {}
        posts = choices.posts(form)
        if posts and edition.profiles:
            column.addWidget(labels.plain(_("Profile for each position"), box, "strong"))
        for post in posts if edition.profiles else ():
            count = sum(one.post == post for one in choices.chosen(form))
            told = ngettext("{n} person", "{n} people", count).format(n=count)
            title = _("{post}: {people}").format(post=post or _("no position"), people=told)
            offered: list[tuple[object, str]] = [
                (one.id, _profile_words(current().text(one.post), one.number)) for one in edition.profiles
            ]
            now = choices.profile(form, post)
            if now is None:
                offered.insert(0, (None, _("choose a profile")))
            field = ChoiceField(theme, title, box, "profile_id", offered, now.id if now is not None else None)
            if now is None:
                field.say(unsaid_words(form, choices, post))
            field.box.currentIndexChanged.connect(self._choosing(post))
            self.profiles[post] = field
            column.addWidget(field)
        column.addWidget(self._summary(box))
        whole = self._inside.layout()
        assert whole is not None
        self._box = layout.swap(whole, self._box, box)

    def _summary(self, box: QWidget) -> QFrame:
        panel = QFrame(box)
        panel.setObjectName("panel")
        column = layout.column(gap="xs", around=(16, 12, 16, 12), of=panel)
        column.addWidget(labels.plain(_("What will be opened"), panel, "small", "muted"))
        self.load = labels.paragraph("", panel, "section")
        self.rest = labels.paragraph("", panel, "small", "muted")
        column.addWidget(self.load)
        column.addWidget(self.rest)
        self._say()
        return panel

    def _say(self) -> None:
        form, choices = self.form, self._choices
        load = load_of(form, choices)
        self.load.setText(load_words(load))
        told: list[str] = []
        counts = sorted({choices.items(form, post) for post in choices.posts(form)} - {0})
        if counts:
            span = str(counts[0]) if len(counts) == 1 else f"{counts[0]}–{counts[-1]}"
            told.append(
                _("A sheet has {n} competencies, about {time}; confirming earlier levels is quicker.").format(
                    n=span, time=hours_words(minutes(counts[-1]))
                )
            )
        if load.most:
            sheets = ngettext("{n} sheet", "{n} sheets", load.most_sheets).format(n=load.most_sheets)
            told.append(
                _("Heaviest load: {name}, {sheets}, {time}.").format(
                    name=self._names(load.most), sheets=sheets, time=hours_words(load.most_minutes)
                )
            )
        if load.nobody:
            told.append(
                ngettext(
                    "{n} person has no assessor: whoever starts will assess.",
                    "{n} people have no assessor: whoever starts will assess.",
                    load.nobody,
                ).format(n=load.nobody)
            )
        told.append(_("These choices are fixed when the cycle opens."))
        self.rest.setText("\n".join(told))

    def _told(self) -> None:
        self.form.touched = True
        self._say()
        self.changed.emit()

    def _on_framework(self) -> None:
        value = self.fields[0].value
        assert isinstance(value, int)
        self.form.framework_id, self.form.set_id = value, None
        self.form.profiles.clear()  # they belong to the other framework
        self.form.touched = True
        self._build()
        self.focus()
        self.changed.emit()

    def _on_policy(self) -> None:
        value = self.fields[1].value
        assert isinstance(value, int)
        self.form.policy_id = value
        self._told()

    def _on_set(self) -> None:
        value = self.fields[2].value
        assert value is None or isinstance(value, int)
        self.form.set_id = value
        self._told()

    def _choosing(self, post: str) -> Callable[[int], None]:
        def choose(_number: int) -> None:
            value = self.profiles[post].value
            assert value is None or isinstance(value, int)
            if value is None:
                self.form.profiles.pop(post, None)
            else:
                self.form.profiles[post] = value
            self._told()

        return choose


def policy_words(number: int, policy: Policy) -> str:
    """Return «Редакция 2: итоговый при охвате от 70 %, самооценка 0»; then role weights other than 1."""
    weights = policy.role_weights
    one = all(weight == 1 for role, weight in weights.items() if role is not Role.SELF)
    own = current().number(float(weights[Role.SELF]), 0 if weights[Role.SELF].denominator == 1 else 1)
    told = _("Edition {n}: a result is final from {share} coverage, self-assessment weighs {own}")
    text = told.format(n=number, share=current().percent(policy.final_coverage), own=own)
    if one:
        return text
    others = (
        f"{name_of(role, current())} {current().number(float(weight))}"
        for role, weight in weights.items()
        if role is not Role.SELF and weight != 1
    )
    return f"{text}; {', '.join(others)}"


def _set_words(name: str, count: int) -> str:
    told = ngettext("{n} competency", "{n} competencies", count).format(n=count)
    return f"{name}: {told}"


def _profile_words(post: str, number: int) -> str:
    return _("{title}, edition {n}").format(title=post, n=number)
