"""What next in a young file: what is done, and an act for each thing that is not."""

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QWidget

from db.home.overview_records import FirstWeek
from desktop.home.panel import SIDE, Panel
from desktop.kit import labels, layout
from desktop.kit.buttons import button
from desktop.theme import Theme
from resources.i18n import _


class Step(StrEnum):
    """One thing to do once in a new file."""

    ORGANISATION = "organisation"
    PEOPLE = "people"
    FRAMEWORK = "framework"
    ASSESSMENT = "assessment"
    COPY = "copy"
    FORM = "form"


SET_UP = (Step.ORGANISATION, Step.FRAMEWORK)
"""What can be set up before there is anybody to assess."""
AT_SERVER = tuple(one for one in Step if one is not Step.COPY)
"""What there is to do over a server, whose administrator makes the copies."""


class FirstWeekPanel(Panel):
    """Hidden once everything is done, or the file is no longer young.

    Signals:
        organisation_wanted, people_wanted, assessment_wanted, copies_wanted, form_wanted: an act was pressed.
        files_wanted: load a job description of one's own.
        framework_kept: the framework that the file came with is to stay.
    """

    organisation_wanted = Signal()
    people_wanted = Signal()
    assessment_wanted = Signal()
    copies_wanted = Signal()
    form_wanted = Signal()
    files_wanted = Signal()
    framework_kept = Signal()

    def __init__(self, theme: Theme, parent: QWidget, steps: Sequence[Step] = tuple(Step)) -> None:
        super().__init__(_("What next"), parent)
        self.column.setContentsMargins(SIDE, 12, SIDE, 8)
        self.column.setSpacing(2)
        ways = {
            Step.ORGANISATION: (
                _("Organisation details for documents"),
                _("Enter details"),
                self.organisation_wanted,
            ),
            Step.PEOPLE: (_("People to assess"), _("Add people"), self.people_wanted),
            Step.FRAMEWORK: (_("Framework: supplied or your own"), _("Choose…"), self._on_framework),
            Step.ASSESSMENT: (_("First assessment"), _("Start an assessment"), self.assessment_wanted),
            Step.COPY: (_("Backup made by yourself"), _("Make a copy…"), self.copies_wanted),
            Step.FORM: (_("Form to fill in by hand"), _("Print a form"), self.form_wanted),
        }
        self._lines: dict[Step, _Line] = {}
        for step in steps:
            words, act, wanted = ways[step]
            line = self._lines[step] = _Line(theme, words, act, self)
            line.act.clicked.connect(wanted)
            line.show_done(done=False)
            self.column.addWidget(line)

    def act(self, step: Step) -> QPushButton:
        """Return the button of a step, hidden once that is done."""
        return self._lines[step].act

    def show_week(self, seen: FirstWeek | None, *, copied: bool) -> None:
        """Show what is done in this file; *copied*: somebody made a copy."""
        done = {one: seen is None or _is_done(one, seen, copied=copied) for one in self._lines}
        self.setVisible(not all(done.values()))
        if not all(done.values()):
            told = _("{done} of {total}").format(done=sum(done.values()), total=len(done))
            self.set_head(_("What next"), told)
            for step, line in self._lines.items():
                line.show_done(done=done[step])

    def framework_menu(self) -> QMenu:
        """Return the menu of the two ways to a framework."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("Import a job description…")).triggered.connect(self.files_wanted)
        menu.addAction(_("Keep the supplied framework")).triggered.connect(self.framework_kept)
        return menu

    def _on_framework(self) -> None:
        below = self.act(Step.FRAMEWORK)
        self.framework_menu().popup(below.mapToGlobal(QPoint(0, below.height())))


def _is_done(step: Step, seen: FirstWeek, *, copied: bool) -> bool:
    match step:
        case Step.ORGANISATION:
            return seen.organisation
        case Step.PEOPLE:
            return seen.people
        case Step.FRAMEWORK:
            return seen.framework
        case Step.ASSESSMENT:
            return seen.assessed
        case Step.COPY:
            return copied
        case Step.FORM:
            return seen.printed


class _Line(QWidget):
    """One thing: a circle and its act, or a tick."""

    def __init__(self, theme: Theme, words: str, act: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._words = theme, words
        self._sign = QLabel(self)
        self._text = labels.elided(words, self)
        self.act = button(act, self, "quiet", small=True)
        self.act.setAccessibleDescription(words)
        row = layout.row(self._sign, layout.grow(self._text), self.act, gap="s", of=self)
        row.addStrut(26)  # a minimum height of the line itself would let large letters be cut
        row.setAlignment(Qt.AlignmentFlag.AlignVCenter)

    def show_done(self, *, done: bool) -> None:
        """Show whether it is done."""
        icon, token = ("circle-check", "ok") if done else ("circle", "muted")
        self._sign.setPixmap(self._theme.icon(icon, token).pixmap(16, 16))
        labels.recolour(self._text, "muted" if done else "text")
        self._text.setAccessibleName(f"{self._words}: {_('done') if done else _('not done yet')}")
        self.act.setVisible(not done)
