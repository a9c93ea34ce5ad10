"""Who assesses the candidates of a vacancy: how many each, people and roles, new people too."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from db.assessing import people
from desktop.context import Context
from desktop.hiring.campaign.dialogs import ROLES
from desktop.hiring.campaign.vacancy import Vacancy, without
from desktop.kit import chips, labels, layout
from desktop.kit.buttons import button
from desktop.kit.form.choice import Choice
from desktop.kit.form.fields import ChoiceField, LookUpField, TextField
from desktop.kit.tips import set_tip
from desktop.office.sentences import sentence
from desktop.shared.person_field import ask_again, lacks_post, member
from domain.errors import Refused
from domain.hiring.campaign import MAX_WANTED
from domain.mark import Role
from domain.people.name import Name
from domain.text import clean
from reports.words.names import name_of
from resources.i18n import _, current, ngettext


class PanelList(QScrollArea):
    """One line per person; as many as wanted, from the top, are assigned to each candidate invited.

    Signals:
        changed: the panel or the number has changed.
    """

    changed = Signal()

    def __init__(self, context: Context, vacancy: Vacancy, parent: QWidget) -> None:
        super().__init__(parent)
        self.vacancy, self._context = vacancy, context
        theme = context.theme
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        side = QWidget(self)
        self._column = layout.column(gap=10, around=(16, 12, 16, 16), of=side)
        numbers = [
            (n, ngettext("{n} assessor", "{n} assessors", n).format(n=n)) for n in range(1, MAX_WANTED + 1)
        ]
        self.wanted = ChoiceField(theme, _("For each candidate"), side, "wanted", numbers, vacancy.wanted)
        self._column.addWidget(self.wanted)
        self._column.addWidget(labels.plain(_("Assessors"), side, "strong"))
        self._note = labels.fault(side)
        self._body = QWidget(side)
        self._column.addWidget(self._note)
        self._column.addWidget(self._body)
        self.person = LookUpField(theme, _("Add or enter a new name"), side, "panel", (), None, new=True)
        roles = [(role, name_of(role, current())) for role in ROLES]
        self.role = ChoiceField(theme, _("Role"), side, "role", roles)
        self.add_button = button(_("Add assessor"), side, icon=theme.icon("plus"), do=self.add)
        self._column.addWidget(labels.rule(side))
        self.post = TextField(_("Position"), side, "post")
        self.post.hide()
        for one in (self.person, self.post, self.role):
            self._column.addWidget(one)
        self._column.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addStretch(1)
        self.setWidget(side)
        self._able: list[Name] = []
        self.role_boxes: dict[int, Choice] = {}
        self.remove_buttons: dict[int, QWidget] = {}
        self.person.box.editTextChanged.connect(self._on_person)
        self.post.line.returnPressed.connect(self.add)
        line = self.person.box.lineEdit()
        if line is not None:
            line.returnPressed.connect(self.add)
        self.wanted.box.currentIndexChanged.connect(self._on_wanted)

    def show_vacancy(self, vacancy: Vacancy) -> None:
        """Show the panel chosen earlier, without people who are no longer in the file."""
        self.vacancy = vacancy
        self.wanted.box.blockSignals(True)
        self.wanted.box.setCurrentIndex(vacancy.wanted - 1)
        self.wanted.box.blockSignals(False)
        self._show()

    def add(self) -> None:
        """Add the typed person to the panel; a new name becomes a new person in the file."""
        text, role = " ".join(clean(self.person.text).split()), self.role.value
        assert isinstance(role, Role)
        if not text:
            self.person.complain(_("Enter a name or choose someone."))
            return
        if len(self.vacancy.panel) >= MAX_WANTED:
            self.person.complain(_("No more than {n} assessors.").format(n=MAX_WANTED))
            return
        try:
            who = member(self._context.data, self.person, self._able, self.post)
            # Nothing about the panel is written before the campaign opens.
            known = None if who is None else self._context.data.write(people.ensure, who)
        except Refused as refused:
            told = sentence(refused, current())
            self.person.complain(told.brief)
            return
        if known is None:
            return
        self.vacancy.panel += ((known, role),)
        self._told()
        self.person.box.setEditText("")
        ask_again(self.person)
        self.post.line.clear()
        self.person.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_person(self) -> None:
        self.post.setVisible(lacks_post(self.person, self._able))

    def point(self, text: str) -> None:
        """Say what is missing and focus the field for it."""
        self._note.setText(text)
        self._note.show()
        self.person.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _told(self) -> None:
        self.vacancy.touched = True
        self._note.hide()
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        body = QWidget(self._body.parentWidget())
        column = layout.column(gap="s", of=body)
        self.role_boxes, self.remove_buttons = {}, {}
        known = self._context.names.roll.by_id  # another window may have merged somebody meanwhile
        gone = [person_id for person_id, _role in self.vacancy.panel if person_id not in known]
        self.vacancy.panel = without(self.vacancy.panel, gone)
        for place, (person_id, role) in enumerate(self.vacancy.panel):
            column.addWidget(self._row(body, place, person_id, role))
        if not self.vacancy.panel:
            told = _("Nobody yet. Each assessor rates without seeing the others' marks.")
            column.addWidget(labels.paragraph(told, body, "small", "muted"))
        self._body = layout.swap(self._column, self._body, body)
        taken = {person_id for person_id, _role in self.vacancy.panel}
        self._able = [one for one in self._context.names.roll.assessors if one.id not in taken]
        self.person.offer([(one.id, one.line) for one in self._able])

    def _row(self, body: QWidget, place: int, person_id: int, role: Role) -> QWidget:
        theme, person = self._context.theme, self._context.names.roll.by_id[person_id]
        row = QWidget(body)
        whole = layout.column(gap=2, of=row)
        name = labels.elided(person.short_name, row, "body")
        name.set_more(person.post)
        line = layout.row(layout.grow(name), gap="s")
        if place >= self.vacancy.wanted:
            line.addWidget(chips.tag(_("in reserve"), row, "quiet"))
        off = button("", row, "quiet", theme.icon("x", "muted"))
        off.setAccessibleName(_("Remove: {name}").format(name=person.short_name))
        set_tip(off, _("Remove assessor"))
        off.clicked.connect(self._removing(person_id))
        self.remove_buttons[person_id] = off
        line.addWidget(off)
        whole.addLayout(line)
        box = Choice(theme, _("Role: {name}").format(name=person.short_name), row)
        for one in ROLES:
            box.addItem(name_of(one, current()), one)
        box.setCurrentIndex(ROLES.index(role))
        box.currentIndexChanged.connect(self._choosing(person_id))
        self.role_boxes[person_id] = box
        whole.addWidget(box)
        return row

    def _choosing(self, person_id: int) -> Callable[[int], None]:
        def choose(number: int) -> None:
            self.vacancy.panel = tuple(
                (one, ROLES[number] if one == person_id else role) for one, role in self.vacancy.panel
            )
            self.vacancy.touched = True
            self.changed.emit()

        return choose

    def _removing(self, person_id: int) -> Callable[[], None]:
        def remove() -> None:
            at = [one for one, _role in self.vacancy.panel].index(person_id)
            self.vacancy.panel = without(self.vacancy.panel, (person_id,))
            self._told()
            left = [one for one, _role in self.vacancy.panel]
            after = self.remove_buttons[left[min(at, len(left) - 1)]] if left else self.person.edit
            after.setFocus(Qt.FocusReason.OtherFocusReason)

        return remove

    def _on_wanted(self) -> None:
        number = self.wanted.value
        assert isinstance(number, int)
        self.vacancy.wanted = number
        self._told()
