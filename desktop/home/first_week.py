"""The first week of a file: what is done, and an act for each thing that is not."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from db.home.overview_records import FirstWeek
from desktop.home.panel import SIDE, Panel
from desktop.kit import labels, layout
from desktop.kit.buttons import button
from desktop.theme import Theme
from resources.i18n import _


class FirstWeekPanel(Panel):
    """Hidden once everything is done, or the file is no longer young.

    Signals:
        organisation_wanted, people_wanted, assessment_wanted, copies_wanted, form_wanted: an act was pressed.
    """

    organisation_wanted = Signal()
    people_wanted = Signal()
    assessment_wanted = Signal()
    copies_wanted = Signal()
    form_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(_("First week"), parent)
        self.column.setContentsMargins(SIDE, 12, SIDE, 8)
        self.column.setSpacing(2)
        ways = (
            (_("Organisation details for documents"), _("Enter details"), self.organisation_wanted),
            (_("People to assess"), _("Add people"), self.people_wanted),
            (_("First assessment"), _("Start an assessment"), self.assessment_wanted),
            (_("Backup made by yourself"), _("Make a copy…"), self.copies_wanted),
            (_("Form to fill in by hand"), _("Print a form"), self.form_wanted),
        )
        self._lines = tuple(_Line(theme, words, act, self) for words, act, _wanted in ways)
        for line, (_words, _act, wanted) in zip(self._lines, ways, strict=True):
            line.act.clicked.connect(wanted)
            self.column.addWidget(line)
        self.acts: tuple[QPushButton, ...] = tuple(line.act for line in self._lines)

    def show_week(self, seen: FirstWeek | None, *, copied: bool) -> None:
        """Show what is done in this file; *copied*: somebody made a copy."""
        done = () if seen is None else (seen.organisation, seen.people, seen.assessed, copied, seen.printed)
        self.setVisible(not all(done))
        if not all(done):
            told = _("{done} of {total}").format(done=sum(done), total=len(done))
            self.set_head(_("First week"), told)
            for line, one in zip(self._lines, done, strict=True):
                line.show_done(done=one)


class _Line(QWidget):
    """One thing: a circle and its act, or a tick."""

    def __init__(self, theme: Theme, words: str, act: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._words = theme, words
        self._sign = QLabel(self)
        self._text = labels.elided(words, self)
        self.act = button(act, self, "quiet", small=True)
        self.act.setAccessibleDescription(words)
        self.setMinimumHeight(26)
        row = layout.row(self._sign, layout.grow(self._text), self.act, gap="s", of=self)
        row.setAlignment(Qt.AlignmentFlag.AlignVCenter)

    def show_done(self, *, done: bool) -> None:
        """Show whether it is done."""
        icon, token = ("circle-check", "ok") if done else ("circle", "muted")
        self._sign.setPixmap(self._theme.icon(icon, token).pixmap(16, 16))
        labels.recolour(self._text, "muted" if done else "text")
        self._text.setAccessibleName(f"{self._words}: {_('done') if done else _('not done yet')}")
        self.act.setVisible(not done)
