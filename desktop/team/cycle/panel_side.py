"""Who assesses: choices for everybody, and the assessors of the current person."""

from collections.abc import Callable, Sequence
from typing import override

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from db.team.staff_cycles import Employee
from desktop.context import Context
from desktop.kit import labels, layout
from desktop.kit.buttons import button
from desktop.kit.form.choice import Check
from desktop.kit.form.fields import ChoiceField, LookUpField
from desktop.kit.off import allow
from desktop.kit.tips import set_tip
from desktop.shared.person_field import known_id
from desktop.team.cycle.dialogs import ROLES
from desktop.team.cycle.plan import Choices, CycleForm
from desktop.team.cycle.words import role_words, weight_words
from domain.hiring.campaign import MAX_WANTED
from domain.mark import Role, kept_apart
from resources.i18n import _, ngettext

WIDTH = 300


class PanelSide(QScrollArea):
    """Two tick boxes for everybody, then the panel of the selected person or people.

    Signals:
        changed: the assessors of somebody have changed.
    """

    changed = Signal()

    def __init__(self, context: Context, choices: Choices, form: CycleForm, parent: QWidget) -> None:
        super().__init__(parent)
        self.form, self._choices, self._context = form, choices, context
        self._chosen: tuple[Employee, ...] = ()
        self._able = list(context.names.roll.assessors)
        self._names = {one.id: one.full_name for one in self._able}
        theme = context.theme
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._width = WIDTH + 24 * theme.font_step
        side = QWidget(self)
        self._column = layout.column(gap="s", around=(16, 12, 16, 16), of=side)
        self._column.addWidget(labels.plain(_("For everyone in the cycle"), side, "strong"))
        self.with_manager = Check(theme, "", side)
        self.with_self = Check(theme, "", side)
        self._column.addWidget(self.with_manager)
        self._column.addWidget(self.with_self)
        self._column.addWidget(labels.rule(side))
        self._about = labels.paragraph("", side, "strong")
        self._column.addWidget(self._about)
        self._body = QWidget(side)
        self._column.addWidget(self._body)
        choices_ = [(one.id, one.line) for one in self._able]
        self.person = LookUpField(theme, _("Assessor"), side, "panel", choices_, None, new=True)
        self.role = ChoiceField(theme, _("Role"), side, "role", self._roles())
        self.add_button = button(_("Assign"), side, icon=theme.icon("plus"), do=self.add)
        for one in (self.person, self.role):
            self._column.addWidget(one)
        self._column.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addStretch(1)
        self.setWidget(side)
        self.remove_buttons: dict[int, QWidget] = {}
        self.with_manager.toggled.connect(self._on_manager)
        self.with_self.toggled.connect(self._on_self)
        self.role.box.installEventFilter(self)
        line = self.person.box.lineEdit()
        if line is not None:
            line.returnPressed.connect(self._to_role)  # the role is chosen before the person is assigned

    def _to_role(self) -> None:
        self.role.box.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Enter on the role assign, as the second step."""
        if (
            watched is self.role.box
            and isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
            and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        ):
            self.add()
            return True
        return super().eventFilter(watched, event)

    def wide(self, _both: int) -> int:
        """Return its width beside the list, px."""
        return self._width

    def name_of(self, person_id: int) -> str:
        """Return the name of a person, empty if unknown."""
        return self._names.get(person_id, "")

    def show_form(self, form: CycleForm, choices: Choices) -> None:
        """Show earlier choices."""
        self.form = form
        self.take_choices(choices)

    def take_choices(self, choices: Choices) -> None:
        """Take over changed editions: role weights may differ."""
        self._choices = choices
        policy = choices.policy(self.form)
        told = ((self.with_manager, Role.MANAGER, self.form.with_manager),)
        told += ((self.with_self, Role.SELF, self.form.with_self),)
        for check, role, on in told:
            check.blockSignals(True)
            own = _("Line manager, weight {n}") if role is Role.MANAGER else _("Self-assessment, weight {n}")
            check.setText(own.format(n=weight_words(role, policy)))
            check.setAccessibleName(check.text())
            check.setChecked(on)
            check.blockSignals(False)
        kept = self.role.box.currentIndex()
        for number, (_role, text) in enumerate(self._roles()):
            self.role.box.setItemText(number, text)
        self.role.box.setCurrentIndex(kept)
        self.show_people(self._chosen)

    def show_people(self, chosen: Sequence[Employee]) -> None:
        """Show who assesses these people."""
        self._chosen = tuple(chosen)
        people = set(self.form.people)
        inside = [one for one in self._chosen if one.id in people]
        first = self._chosen[0].name if self._chosen else ""
        count = len(inside)
        if len(self._chosen) > 1:
            self._about.setText(ngettext("{n} person selected", "{n} people selected", count).format(n=count))
        else:
            self._about.setText(first)
        self._about.setVisible(bool(self._chosen))
        self._show_seats(inside)
        why = "" if inside else _("Add someone first: press Space in the list.")
        for one in (self.person.box, self.role.box, self.add_button):
            allow(one, why)
        told = ngettext("Assign to {n} person", "Assign to {n} people", count).format(n=count)
        self.add_button.setText(told if count > 1 else _("Assign"))

    def add(self) -> None:
        """Assign the typed person as assessor of all selected people."""
        role = self.role.value
        assert isinstance(role, Role)
        people = set(self.form.people)
        inside = [one.id for one in self._chosen if one.id in people]
        known = known_id(self.person, self._able) if self.person.text else None
        if not inside:
            return
        if known is None:
            self.person.complain(
                _("Nobody by that name is in the file. Add the card under “People” first.")
                if self.person.text
                else _("Enter a name or choose someone.")
            )
            return
        full = [
            one
            for one in inside
            if len(self.form.panels.get(one, ())) >= MAX_WANTED
            and known not in {seat[0] for seat in self.form.panels[one]}
        ]
        if full:
            self.person.complain(_("No more than {n} assessors.").format(n=MAX_WANTED))
            return
        self.form.assign(inside, known, role)
        self.changed.emit()
        self.person.box.setEditText("")
        self.person.settle()
        self.person.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _roles(self) -> list[tuple[object, str]]:
        policy = self._choices.policy(self.form)
        return [(role, role_words(role, policy)) for role in ROLES]

    def _show_seats(self, inside: Sequence[Employee]) -> None:
        body = QWidget(self._body.parentWidget())
        column = layout.column(gap="xs", of=body)
        self.remove_buttons = {}
        policy = self._choices.policy(self.form)
        seats: dict[tuple[int, Role], int] = {}
        for one in inside:
            for seat in self.form.panels.get(one.id, ()):
                seats[seat] = seats.get(seat, 0) + 1
        for (assessor, role), count in seats.items():
            told = role_words(role, policy)
            if len(inside) > 1:
                told += ", " + ngettext("about {n} person", "about {n} people", count).format(n=count)
            column.addWidget(self._seat(body, assessor, told))
        if any(kept_apart(role for _who, role in self.form.panels.get(one.id, ())) for one in inside):
            told = _(
                "While fewer than three colleagues or three subordinates answer about a person, their marks "
                "are neither shown nor counted."
            )
            column.addWidget(labels.paragraph(told, body, "small", "warn"))
        if inside and not seats:
            told = _("Nobody yet: whoever starts will assess.")
            column.addWidget(labels.paragraph(told, body, "small", "muted"))
        self._body = layout.swap(self._column, self._body, body)

    def _seat(self, body: QWidget, assessor: int, told: str) -> QWidget:
        row = QWidget(body)
        line = layout.row(gap="s", of=row)
        words = layout.column(
            labels.elided(self.name_of(assessor), row), labels.plain(told, row, "small", "muted")
        )
        line.addLayout(words, 1)
        off = button("", row, "quiet", self._context.theme.icon("x", "muted"))
        off.setAccessibleName(_("Remove: {name}").format(name=self.name_of(assessor)))
        set_tip(off, _("Remove"))
        off.clicked.connect(self._removing(assessor))
        self.remove_buttons[assessor] = off
        line.addWidget(off)
        return row

    def _removing(self, assessor: int) -> Callable[[], None]:
        def remove() -> None:
            self.form.release([one.id for one in self._chosen], assessor)
            self.changed.emit()
            after = next(iter(self.remove_buttons.values()), self.person.edit)
            after.setFocus(Qt.FocusReason.OtherFocusReason)

        return remove

    def _on_manager(self, on: bool) -> None:
        self.form.want(Role.MANAGER, on, self._choices.everyone)
        self.changed.emit()

    def _on_self(self, on: bool) -> None:
        self.form.want(Role.SELF, on, self._choices.everyone)
        self.changed.emit()
