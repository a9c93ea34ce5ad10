"""The form of a conclusion: outcome, conditions, reasons, signers, date. Kept while it is typed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QPlainTextEdit, QWidget

from desktop.hiring.decision.drafts import Drafts
from desktop.hiring.decision.radio import Radio
from desktop.hiring.decision.words import named, sentence_case
from desktop.kit import labels, layout
from desktop.kit.buttons import button
from desktop.kit.form.choice import Check
from desktop.kit.form.fields import DateField, LookUpField
from desktop.kit.form.form import Field
from desktop.kit.form.keeper import Keeper
from desktop.theme import Theme, space
from domain.errors import Impossible
from domain.hiring.decision import Outcome
from domain.people.name import Name
from domain.people.person import Person
from reports.words.names import name_of
from resources.i18n import _, current

OUTCOME, REASONS, CONDITIONS, SIGNERS, ON = "outcome", "reasons", "conditions", "signers", "on"


@dataclass(frozen=True, slots=True)
class Written:
    """A completed conclusion, ready to be signed."""

    outcome: Outcome
    reasons: str
    conditions: str
    signers: tuple[int, ...]
    on: date


class ConclusionForm(QWidget):
    """Proposes nothing: no outcome is chosen until somebody chooses it (law 14).

    Signals:
        changed: something was typed or chosen.
    """

    changed = Signal()

    def __init__(self, theme: Theme, drafts: Drafts, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._drafts = drafts
        self._filling = False
        self._open = False
        self._others: dict[int, Name] = {}
        column = layout.column(labels.plain(_("Outcome"), self, "strong"), gap=10)
        self._group = QButtonGroup(self)
        self.outcomes: dict[Outcome, Radio] = {}
        inside = layout.column()
        for number, outcome in enumerate(Outcome):
            radio = Radio(theme, sentence_case(name_of(outcome, current())), self)
            self.outcomes[outcome] = radio
            self._group.addButton(radio, number)
            inside.addWidget(radio, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(inside)
        self.conditions, self.conditions_field = self._words(
            _("Conditions"), _("What must happen, by when, who is responsible")
        )
        self.reasons, self.reasons_field = self._words(
            _("Reasons"), _("Facts from the interview and the documents, without comparison with others")
        )
        column.addWidget(self.conditions_field)
        column.addWidget(self.reasons_field)
        column.addStretch(1)
        first, column = column, layout.column(labels.plain(_("Who signs"), self, "strong"), gap=10)
        self.me = labels.paragraph("", self)
        column.addWidget(self.me)
        self._signers = layout.column(gap=2)
        column.addLayout(self._signers)
        self.checks: dict[int, Check] = {}
        self.another: LookUpField | None = None
        self.add = button(_("Add"), self, do=self._on_add)
        self.add.setAccessibleName(_("Add a signer"))
        below = layout.Placed(self.add, 0, Qt.AlignmentFlag.AlignBottom)
        self._more = layout.row(below, layout.STRETCH, gap="s")
        column.addLayout(self._more)
        self.day = DateField(_("Date"), self, "on")
        self.day.setFixedWidth(160 + 12 * theme.font_step)
        column.addLayout(layout.row(self.day, layout.STRETCH))
        column.addStretch(1)
        halves = layout.grow(first), layout.grow(column)
        self._halves = layout.fill(QBoxLayout(QBoxLayout.Direction.TopToBottom, self), *halves)
        self.lay_wide(wide=False)
        self._keeper = Keeper(self.keep, self)
        self._group.idToggled.connect(self._on_changed)
        for edit in (self.conditions, self.reasons):
            edit.textChanged.connect(self._on_changed)
        self.day.line.textChanged.connect(self._on_changed)

    def lay_wide(self, *, wide: bool) -> None:
        """Lay who signs beside what is concluded, or below it."""
        ways = QBoxLayout.Direction
        self._halves.setDirection(ways.LeftToRight if wide else ways.TopToBottom)
        self._halves.setSpacing(space("xl") if wide else 10)

    def fill(self, me: Person, likely: Sequence[Person], others: Sequence[Name], today: date) -> None:
        """Restore what was typed; *likely* signers have a tick box, *others* can be added."""
        self._filling = True
        self._open = True
        self._others = {one.id: one for one in others}
        drafts = self._drafts
        self._group.setExclusive(False)
        for outcome, radio in self.outcomes.items():
            radio.setChecked(drafts[OUTCOME] == outcome.value)
        self._group.setExclusive(True)
        self.conditions.setPlainText(drafts[CONDITIONS])
        self.reasons.setPlainText(drafts[REASONS])
        self.me.setText(_("{name} (you)").format(name=named(me)))
        kept = {int(one) for one in drafts[SIGNERS].split(",") if one}
        while (item := self._signers.takeAt(0)) is not None:
            if (row := item.widget()) is not None:
                row.hide()
                row.deleteLater()
        self.checks = {}
        offered = [*likely, *(one for one in others if one.id in kept)]
        for person in {one.id: one for one in offered}.values():
            self._add_check(person, on=person.id in kept)
        if self.another is not None:
            self.another.hide()
            self.another.deleteLater()
        rest = [(one.id, _told(one)) for one in others if one.id not in self.checks and one.id != me.id]
        self.another = LookUpField(self._theme, _("Another signer"), self, "signer", rest, None)
        self.another.setMaximumWidth(320 + 20 * self._theme.font_step)
        self.another.setMinimumWidth(160)
        self._more.insertWidget(0, self.another, 2)
        self.day.line.setText(drafts[ON] or f"{today:%d.%m.%Y}")
        self._show_conditions()
        self._filling = False

    @property
    def outcome(self) -> Outcome | None:
        """The chosen outcome, None before anybody chose."""
        return next((one for one, radio in self.outcomes.items() if radio.isChecked()), None)

    @property
    def signers(self) -> tuple[int, ...]:
        """Ids of those who sign besides the current user."""
        return tuple(one for one, check in self.checks.items() if check.isChecked())

    def written(self) -> Written | None:
        """Return the conclusion; None if something is missing, after saying what and focusing it."""
        outcome = self.outcome
        if outcome is None:
            self.outcomes[Outcome.RECOMMEND].setFocus(Qt.FocusReason.OtherFocusReason)
            return None
        asks = outcome is Outcome.WITH_CONDITIONS
        for field, edit, needed in (
            (self.conditions_field, self.conditions, asks),
            (self.reasons_field, self.reasons, True),
        ):
            if needed and not edit.toPlainText().strip():
                field.say(_("This field is required."), wrong=True)
                edit.setFocus(Qt.FocusReason.OtherFocusReason)
                return None
        try:
            on = self.day.read()
        except Impossible:
            on = None
        if on is None:
            self.day.line.setFocus(Qt.FocusReason.OtherFocusReason)
            return None
        conditions = self.conditions.toPlainText().strip() if asks else ""
        return Written(outcome, self.reasons.toPlainText().strip(), conditions, self.signers, on)

    def missing(self) -> str:
        """Return what is still missing, in words; empty if nothing is."""
        parts: list[str] = []
        if self.outcome is None:
            parts.append(_("an outcome"))
        if self.outcome is Outcome.WITH_CONDITIONS and not self.conditions.toPlainText().strip():
            parts.append(_("conditions"))
        if not self.reasons.toPlainText().strip():
            parts.append(_("reasons"))
        return ", ".join(parts)

    def keep(self) -> None:
        """Keep what is typed and chosen."""
        self._keeper.stop()
        if not self._open:
            return
        outcome = self.outcome
        for field, text in (
            (OUTCOME, outcome.value if outcome is not None else ""),
            (REASONS, self.reasons.toPlainText()),
            (CONDITIONS, self.conditions.toPlainText()),
            (SIGNERS, ",".join(str(one) for one in self.signers)),
        ):
            self._drafts.keep(field, text)

    def forget(self) -> None:
        """Discard the draft: the conclusion is signed."""
        self._keeper.stop()
        self._open = False
        for field in (OUTCOME, REASONS, CONDITIONS, SIGNERS, ON):
            self._drafts.keep(field, "")

    def focus_first(self) -> None:
        """Focus the outcome, or the reasons if one is chosen."""
        if self.outcome is None:
            self.outcomes[Outcome.RECOMMEND].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.reasons.setFocus(Qt.FocusReason.OtherFocusReason)

    def _words(self, title: str, hint: str) -> tuple[QPlainTextEdit, Field]:
        edit = QPlainTextEdit(self, placeholderText=hint, tabChangesFocus=True)
        edit.setFixedHeight(78 + 6 * self._theme.font_step)
        return edit, Field(title, edit, self)

    def _add_check(self, person: Person | Name, *, on: bool) -> None:
        row = QWidget(self)
        check = Check(self._theme, person.full_name, row)
        check.setAccessibleName(named(person))
        check.setChecked(on)
        check.toggled.connect(self._on_changed)
        self.checks[person.id] = check
        layout.row(check, layout.grow(labels.elided(person.post, row, "small", "muted")), gap="s", of=row)
        self._signers.addWidget(row)

    def _show_conditions(self) -> None:
        self.conditions_field.setVisible(self.outcome is Outcome.WITH_CONDITIONS)

    def _on_changed(self) -> None:
        self._show_conditions()
        if self._filling:
            return
        for field in (self.conditions_field, self.reasons_field):
            field.say("")
        self._keeper.typed()
        self.changed.emit()

    def _on_add(self) -> None:
        if self.another is None:
            return
        try:
            found = self.another.read()
        except Impossible:
            found = None
        if found is None:
            self.another.box.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if found not in self.checks:
            self._add_check(self._others[found], on=True)
        self.checks[found].setChecked(True)
        self.another.box.setCurrentIndex(0)
        self.checks[found].setFocus(Qt.FocusReason.OtherFocusReason)
        self._on_changed()


def _told(person: Name) -> str:
    return f"{named(person)} · {person.code}"
