"""The job profiles of an edition, their acts, and the card for one of them."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.context import Context
from desktop.framework import words as say
from desktop.framework.card import Card
from desktop.framework.forms.profile_forms import ProfileForm, RequirementsForm
from desktop.framework.model import FrameworkModel
from desktop.framework.offered import from_document
from desktop.kit import layout
from desktop.kit.form.reopening import reopens
from desktop.kit.page.empty import Empty
from desktop.kit.table.column_table import Cell, Column, ColumnTable
from domain.framework import edition_edit as edit
from domain.framework.asked_of_post import mentioned
from domain.framework.edition_difference import Change
from domain.framework.edition_faults import Part
from domain.framework.profile import Phase, Profile
from domain.people.gates import GateKind
from domain.text import Text, elide
from reports.words import phrases
from reports.words.names import name_of
from resources.i18n import _, current, ngettext, pgettext

SAID = 160  # characters of a requirement in the words of the document


@dataclass(frozen=True, slots=True)
class ProfileRow:
    """One profile as the table shows it."""

    profile: Profile
    added: bool
    changed: bool


class ProfilesPage(QWidget):
    """The table of profiles, with their acts; in a published edition these do nothing."""

    def __init__(self, context: Context, model: FrameworkModel, card: Card, parent: QWidget) -> None:
        super().__init__(parent)
        self._context, self._model, self._card, self._parent = context, model, card, parent
        change = [_change(say.profile_change(added=one, changed=not one)) for one in (True, False)]
        phases = [Cell(name_of(one, current()), role="strong") for one in Phase]
        critical = pgettext("column", "Critical")
        columns: tuple[Column[ProfileRow], ...] = (
            Column("post", _("Position"), _post, None, None),
            Column("phase", _("Phase"), _phase, None, phases),
            Column("critical", critical, _critical, figures=True),
            Column("change", "", _changed, None, change),
        )
        self.table = ColumnTable(context, "profiles", _("Position profiles"), columns, _key, self, fixed=True)
        self.list = self.table.list_model
        icon = context.theme.icon("briefcase-business", "muted", 22)
        self.nothing = Empty(icon, "", self)
        self.nothing.acted.connect(self.add)
        layout.column(self.table, layout.grow(self.nothing), of=self)
        card.add_button(_("Profile…"), self.edit)
        card.add_button(_("Mandatory requirements…"), self.require)
        self.table.selectionModel().currentRowChanged.connect(self.tell)
        self.table.doubleClicked.connect(self.require)

    def fill(self) -> None:
        """Show the profiles, keeping the current one."""
        view = self._model.view
        if view is None:
            return
        stood = self.table.current_line
        mine = [one for one in view.differences if one.part in (Part.PROFILE, Part.TARGET) and one.profile]
        touched = {one.profile for one in mine}
        added = {one.profile for one in mine if (one.part, one.change) == (Part.PROFILE, Change.ADDED)}
        rows = [ProfileRow(one, one.key in added, one.key in touched) for one in view.content.profiles]
        self.list.show(rows)
        self.table.setVisible(bool(rows))
        self.nothing.setVisible(not rows)
        self.nothing.set_texts(
            _("No position profile yet"),
            _("It says which level of each competency a position requires; people are assessed against it."),
            _("New profile…") if self._model.is_draft else "",
        )
        self.table.stand_on("" if stood is None else stood.profile.key)
        self.tell()

    @reopens
    def add(self) -> None:
        """Ask for a profile of another post or phase."""
        if self._model.is_draft:
            ProfileForm(self._context, self._model, None, self._on_added, self._parent).open()

    def _on_added(self, key: str) -> None:
        self.table.stand_on(key)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)  # before the first one it was hidden

    @reopens
    def edit(self) -> None:
        """Ask for a new name or threshold of the current profile."""
        row = self.table.current_line
        if self._model.is_draft and row is not None:
            stand = self.table.stand_on
            ProfileForm(self._context, self._model, row.profile, stand, self._parent).open()

    @reopens
    def require(self) -> None:
        """Ask what the profile requires of people."""
        row = self.table.current_line
        if self._model.is_draft and row is not None:
            RequirementsForm(self._context, self._model, row.profile, self._parent).open()

    def drop(self) -> None:
        """Remove the profile from the draft; undoable."""
        row = self.table.current_line
        if self._model.is_draft and row is not None:
            self._model.put(edit.drop_profile(self._model.content, row.profile.key))
            told = _("Removed from the draft: {name}.")
            self._model.dropped.emit(told.format(name=current().text(row.profile.post)))

    def tell(self) -> None:
        """Show the current profile."""
        row, view, words = self.table.current_line, self._model.view, current()
        if row is None or view is None:
            self._card.hide_all()
            return
        profile, asked = row.profile, row.profile.requirements
        levels = {one.id: words.text(one.name) for one in asked.education_levels}
        education = [_said(asked.education), levels.get(asked.min_education, "")]
        months = [
            ngettext("{n} month: {areas}", "{n} months: {areas}", one.min_months).format(
                n=one.min_months, areas=", ".join(words.text(asked.areas[area]) for area in one.areas)
            )
            for one in asked.alternatives
        ]
        waiting, said = from_document(asked, view), mentioned(view.provisions)
        none = {
            kind: _("in the job description, not confirmed yet")
            if waiting is not None and kind in waiting.asked
            else _("not required; the job description says: {text}").format(text=elide(said[kind], SAID))
            if kind in said
            else _("not mentioned")
            for kind in GateKind
        }
        share = profile.pass_attainment
        threshold = _("none") if share is None else phrases.passing(share, words)
        self._card.tell(
            name_of(profile.phase, words),
            say.profile_change(added=row.added, changed=row.changed),
            words.text(profile.post),
            say.items(len(profile.targets)),
            (
                (_("Education"), "\n".join(one for one in education if one) or none[GateKind.EDUCATION]),
                (
                    _("Experience"),
                    "\n".join(one for one in (_said(asked.experience), *months) if one)
                    or none[GateKind.EXPERIENCE],
                ),
                (_("Medical check"), _said(asked.medical) or none[GateKind.MEDICAL]),
                (_("Threshold, %"), threshold),
            ),
        )
        self._card.allow("" if self._model.is_draft else say.closed_reason(view.line))


def _post(line: ProfileRow) -> Cell:
    touched = line.added or line.changed
    return Cell(current().text(line.profile.post), role="strong" if touched else "body", edge=touched)


def _phase(line: ProfileRow) -> str:
    return name_of(line.profile.phase, current())


def _critical(line: ProfileRow) -> str:
    return str(sum(one.critical for one in line.profile.targets.values()))


def _changed(line: ProfileRow) -> Cell:
    return _change(say.profile_change(added=line.added, changed=line.changed))


def _change(text: str) -> Cell:
    return Cell(text, role="small", ink="accent")


def _said(text: Text) -> str:
    return current().text(text) if text.ru else ""


def _key(line: ProfileRow) -> object:
    return line.profile.key
