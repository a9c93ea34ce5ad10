"""The overview: continue what waits, or begin."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from db import people, sheets
from desktop.context import Context
from desktop.home.model import CycleName, Draft, Overview, Recent, overview
from desktop.widgets import chips, labels
from desktop.widgets.buttons import button
from desktop.widgets.header import Header
from desktop.widgets.jump_field import jump_field
from desktop.widgets.ruler import Ruler
from desktop.widgets.steps import Steps
from domain.case import CycleKind
from resources.i18n import _, current, ngettext


class HomeScreen(QWidget):
    """Empty file: three ways to begin. Otherwise the next step, other drafts, recent results.

    Signals:
        sheet_opened: id of a sheet to go on with.
        result_opened: id of a case to look at.
        candidate_wanted: a new candidate is to be assessed.
        people_wanted: people are to be added.
        demo_wanted: the example is to be shown.
        organisation_wanted: requisites are to be entered.
        jump_wanted: somebody or something is to be found by name.
    """

    sheet_opened = Signal(int)
    result_opened = Signal(int)
    candidate_wanted = Signal()
    people_wanted = Signal()
    demo_wanted = Signal()
    organisation_wanted = Signal()
    jump_wanted = Signal()

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._header = Header(_("Overview"), self)
        self._jump = jump_field(context.theme, context.actions.cap("jump"), self)
        self._jump.clicked.connect(self.jump_wanted)
        self._header.add(self._jump)
        self._new = button(_("New assessment"), self, icon=context.theme.icon("plus"))
        self._new.clicked.connect(self.candidate_wanted)
        self._header.add(self._new)
        column.addWidget(self._header)
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column.addWidget(self._area, 1)
        actions = context.actions
        actions.make("new_assessment", self, self.candidate_wanted)
        actions.make("add_people", self, self.people_wanted)
        self._first: QPushButton | None = None
        self._overview = Overview(True, (), ())

    @property
    def keys(self) -> tuple[tuple[str, str], ...]:
        """Keys with words, for the status line."""
        begin = () if self._overview.empty else (("Enter", _("continue")),)
        return (
            *begin,
            ("Ctrl+N", _("new assessment")),
            ("Ctrl+T", _("add people")),
            ("Ctrl+K", _("go to")),
            ("Ctrl+O", _("other file")),
        )

    @property
    def primary(self) -> QPushButton | None:
        """The one primary button."""
        return self._first

    def open(self) -> None:
        """Read anew and focus the next step."""
        context = self._context
        rows = context.data.read(people.people, context.me.id)
        drafts = context.data.read(sheets.drafts, context.me.id)
        self._overview = overview(rows, drafts, context.me.id)
        facts = _("new file") if self._overview.empty else current().long_date(context.today())
        self._header.set_title(_("Overview"), facts)
        self._new.setVisible(not self._overview.empty and bool(self._overview.drafts))
        page = QWidget(self._area)
        if self._overview.empty:
            self._fill_empty(page)
        else:
            self._fill(page)
        self._area.setWidget(page)
        if self._first is not None:
            self._first.setFocus()

    def _fill_empty(self, page: QWidget) -> None:
        theme = self._context.theme
        outer = QVBoxLayout(page)
        box = QWidget(page)
        box.setMaximumWidth(760)
        box.setMinimumWidth(520)
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(Ruler(theme, box, step=10))
        column.addSpacing(16)
        column.addWidget(labels.paragraph(_("The file is ready. Where do we start?"), box, "title"))
        text = _(
            "It already holds the model: 71 items in five functions, a scale with each level in words, "
            "questions for the interview and 213 actions for development plans."
        )
        column.addWidget(labels.paragraph(text, box, "body", "muted"))
        column.addSpacing(12)
        self._first = self._way(
            column,
            ("user-round-plus", "accent"),
            (_("Assess a candidate"), _("A name, and the talk can begin")),
            "Ctrl+N",
            _("New assessment"),
        )
        self._first.clicked.connect(self.candidate_wanted)
        team = self._way(
            column,
            ("users-round", "muted"),
            (_("Set up a team"), _("Enter the people you are going to assess")),
            "Ctrl+T",
            _("Add people"),
        )
        team.clicked.connect(self.people_wanted)
        demo = self._way(
            column,
            ("flask-conical", "muted"),
            (_("See an example"), _("A separate file with fictional people; yours stays empty")),
            "",
            _("Open the example"),
        )
        demo.clicked.connect(self.demo_wanted)
        column.addSpacing(8)
        organisation = button(
            _("Name the organisation for the papers"), box, "quiet", theme.icon("building-2", "accent")
        )
        organisation.clicked.connect(self.organisation_wanted)
        column.addWidget(organisation, 0, Qt.AlignmentFlag.AlignLeft)
        outer.addStretch(2)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(box, 10)
        row.addStretch(1)
        outer.addLayout(row)
        outer.addStretch(3)

    def _way(
        self,
        column: QVBoxLayout,
        picture: tuple[str, str],
        words: tuple[str, str],
        key: str,
        act: str,
    ) -> QPushButton:
        """Add one of the ways to begin; the one with an ink picture has the primary button."""
        parent = column.parentWidget()
        theme = self._context.theme
        name, token = picture
        panel = QFrame(parent)
        panel.setObjectName("panel")
        row = QHBoxLayout(panel)
        row.setContentsMargins(18, 16, 18, 16)
        row.setSpacing(16)
        row.addWidget(_tile(theme.icon(name, token, 22), token == "accent", panel))
        text = QVBoxLayout()
        text.setSpacing(2)
        text.addWidget(labels.plain(words[0], panel, "section"))
        text.addWidget(labels.paragraph(words[1], panel, "body", "muted"))
        row.addLayout(text, 1)
        if key:
            row.addWidget(chips.key_cap(key, panel))
        made = button(act, panel, "primary" if token == "accent" else "secondary")
        made.setMinimumWidth(148)
        made.setAccessibleDescription(words[1])
        row.addWidget(made)
        column.addWidget(panel)
        return made

    def _fill(self, page: QWidget) -> None:
        row = QHBoxLayout(page)
        row.setContentsMargins(20, 16, 20, 16)
        row.setSpacing(12)
        left = QVBoxLayout()
        left.setSpacing(12)
        drafts = self._overview.drafts
        left.addWidget(self._next_step(drafts[0], page) if drafts else self._nothing_waits(page))
        if drafts[1:]:
            left.addWidget(self._waiting(drafts[1:], page))
        left.addStretch(1)
        row.addLayout(left, 13)
        right = QVBoxLayout()
        right.addWidget(self._recent(page))
        right.addStretch(1)
        row.addLayout(right, 8)

    def _next_step(self, draft: Draft, page: QWidget) -> QFrame:
        panel, column = _panel(page)
        row = QHBoxLayout()
        row.setSpacing(16)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(labels.plain(_("Next step"), panel, "small", "muted"))
        title = _("Continue the assessment: {name}").format(name=draft.person_name)
        words.addWidget(labels.paragraph(title, panel, "title"))
        words.addWidget(labels.paragraph(_cycle_words(draft.cycle), panel, "body", "muted"))
        row.addLayout(words, 1)
        self._first = button(
            _("Continue"),
            panel,
            "primary",
            self._context.theme.icon("arrow-right", "on_primary"),
            trailing=True,
        )
        self._first.setProperty("sheet_id", draft.sheet_id)
        self._first.clicked.connect(self._on_sheet)
        row.addWidget(self._first, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
        count = QHBoxLayout()
        count.setSpacing(12)
        steps = Steps(self._context.theme, panel)
        steps.show_count(draft.done, draft.total)
        count.addWidget(steps, 1)
        done = _("{done} of {total}").format(done=draft.done, total=draft.total)
        count.addWidget(labels.plain(done, panel, "body", "muted"))
        count.addStretch(1)
        column.addSpacing(4)
        column.addLayout(count)
        return panel

    def _nothing_waits(self, page: QWidget) -> QFrame:
        panel, column = _panel(page)
        row = QHBoxLayout()
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(labels.plain(_("No sheet waits for you"), panel, "section"))
        text = _("Begin a new assessment, or choose somebody in the list of people.")
        words.addWidget(labels.paragraph(text, panel, "body", "muted"))
        row.addLayout(words, 1)
        self._first = button(
            _("New assessment"), panel, "primary", self._context.theme.icon("plus", "on_primary")
        )
        self._first.clicked.connect(self.candidate_wanted)
        row.addWidget(self._first)
        column.addLayout(row)
        return panel

    def _waiting(self, drafts: tuple[Draft, ...], page: QWidget) -> QFrame:
        panel, column = _panel(page)
        head = QHBoxLayout()
        head.addWidget(labels.plain(_("Waiting for you"), panel, "section"), 1)
        count = ngettext("{n} sheet", "{n} sheets", len(drafts)).format(n=len(drafts))
        head.addWidget(labels.plain(count, panel, "small", "muted"))
        column.addLayout(head)
        for number, draft in enumerate(drafts):
            if number:
                column.addWidget(labels.rule(panel))
            row = QHBoxLayout()
            row.setSpacing(12)
            words = QVBoxLayout()
            words.setSpacing(0)
            words.addWidget(labels.elided(draft.person_name, panel))
            words.addWidget(labels.elided(_cycle_words(draft.cycle), panel, "small", "muted"))
            row.addLayout(words, 1)
            done = _("{done} of {total}").format(done=draft.done, total=draft.total)
            row.addWidget(labels.plain(done, panel, "small", "muted"))
            link = button(_("Continue"), panel, "quiet")
            link.setAccessibleName(_("Continue the assessment: {name}").format(name=draft.person_name))
            link.setProperty("sheet_id", draft.sheet_id)
            link.clicked.connect(self._on_sheet)
            row.addWidget(link)
            column.addLayout(row)
        return panel

    def _recent(self, page: QWidget) -> QFrame:
        panel, column = _panel(page)
        column.addWidget(labels.plain(_("Assessed lately"), panel, "section"))
        if not self._overview.recent:
            text = _("Results appear here when a sheet is submitted.")
            column.addWidget(labels.paragraph(text, panel, "body", "muted"))
        for recent in self._overview.recent:
            column.addWidget(self._recent_row(recent, panel))
        return panel

    def _recent_row(self, recent: Recent, panel: QFrame) -> QWidget:
        box = QWidget(panel)
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(labels.elided(recent.person_name, box))
        opened = current().date(recent.opened_on)
        about = _("{date}, {what}").format(what=_cycle_words(recent.cycle), date=opened)
        words.addWidget(labels.elided(about, box, "small", "muted"))
        row.addLayout(words, 1)
        link = button(_("Result"), box, "quiet")
        link.setAccessibleName(_("Result: {name}").format(name=recent.person_name))
        link.setProperty("case_id", recent.case_id)
        link.clicked.connect(self._on_case)
        row.addWidget(link)
        return box

    def _on_sheet(self) -> None:
        self.sheet_opened.emit(self.sender().property("sheet_id"))

    def _on_case(self) -> None:
        self.result_opened.emit(self.sender().property("case_id"))


def _cycle_words(cycle: CycleName) -> str:
    kinds = {
        CycleKind.HIRING: _("Assessment of a candidate"),
        CycleKind.QUARTERLY: _("Quarterly assessment"),
        CycleKind.PROBATION: _("Assessment of the probation"),
        CycleKind.AD_HOC: _("Assessment out of turn"),
    }
    return cycle.title or kinds[cycle.kind]


def _panel(page: QWidget) -> tuple[QFrame, QVBoxLayout]:
    panel = QFrame(page)
    panel.setObjectName("panel")
    column = QVBoxLayout(panel)
    column.setContentsMargins(16, 14, 16, 14)
    column.setSpacing(8)
    return panel, column


def _tile(icon: QIcon, primary: bool, parent: QWidget) -> QFrame:
    tile = QFrame(parent)
    tile.setObjectName("tile")
    tile.setProperty("kind", "primary" if primary else "secondary")
    tile.setFixedSize(40, 40)
    row = QHBoxLayout(tile)
    row.setContentsMargins(0, 0, 0, 0)
    picture = QLabel(tile)
    picture.setPixmap(icon.pixmap(22, 22))
    row.addWidget(picture, 0, Qt.AlignmentFlag.AlignCenter)
    return tile
