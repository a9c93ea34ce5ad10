"""What an empty file offers: three ways to begin, and what can be set up before or later."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from db.home.overview_records import Model
from desktop.home.first_week import SET_UP, FirstWeekPanel
from desktop.kit import chips, labels, layout
from desktop.kit.buttons import button
from desktop.kit.table.ruler import Ruler
from desktop.theme import Theme
from resources.i18n import _, current, ngettext


class Begin(QWidget):
    """Assess a candidate, set up a team, see an example; ``first`` is the primary button.

    Signals:
        candidate_wanted, people_wanted, demo_wanted, files_wanted: as in the overview.
    """

    candidate_wanted = Signal()
    people_wanted = Signal()
    demo_wanted = Signal()
    files_wanted = Signal()

    def __init__(self, theme: Theme, model: Model | None, parent: QWidget, *, of_file: bool = True) -> None:
        """*model* is the framework that a new assessment would use.

        Without *of_file* it is the server of the organisation, where those who assess have accounts.
        """
        super().__init__(parent)
        self._theme = theme
        outer = QVBoxLayout(self)
        box = QWidget(self, maximumWidth=760, minimumWidth=520)
        column = layout.column(Ruler(theme, box, step=10), gap="s", of=box)
        column.addSpacing(16)
        ready = (
            _("The file is ready. Where do we start?")
            if of_file
            else _("The server is ready. Where do we start?")
        )
        column.addWidget(labels.paragraph(ready, box, "title"))
        if model is not None:
            column.addWidget(labels.paragraph(_contents(model), box, "body", "muted"))
        column.addSpacing(12)
        self.first = self._way(
            column,
            ("user-round-plus", "accent"),
            (_("Assess a candidate"), _("All you need is a name to start the interview")),
            "Ctrl+N",
            _("New assessment"),
        )
        self.first.clicked.connect(self.candidate_wanted)
        team = self._way(
            column,
            ("users-round", "muted"),
            (_("Set up a team"), _("Add the people you are going to assess")),
            "Ctrl+T",
            _("Add people"),
        )
        team.clicked.connect(self.people_wanted)
        if of_file:
            demo = self._way(
                column,
                ("flask-conical", "muted"),
                (_("See an example"), _("A separate file with fictional people; yours stays empty")),
                "",
                _("Open the example"),
            )
            demo.clicked.connect(self.demo_wanted)
        self.week = FirstWeekPanel(theme, box, SET_UP)
        self.week.files_wanted.connect(self.files_wanted)
        column.addWidget(self.week)
        column.addSpacing(8)
        self.files = button(
            _("Import a job description, people or levels…"),
            box,
            "quiet",
            theme.icon("file-down", "accent"),
            do=self.files_wanted,
        )
        column.addWidget(self.files, 0, Qt.AlignmentFlag.AlignLeft)
        invited = (
            _("Were you invited to assess? Drop the packet you were sent on this window, or double-click it.")
            if of_file
            else _("Whoever is to assess logs in with an account; the administrator of the server makes it.")
        )
        column.addWidget(labels.paragraph(invited, box, "small", "muted"))
        outer.addStretch(2)
        outer.addLayout(layout.row(layout.STRETCH, layout.grow(box, 10), layout.STRETCH))
        outer.addStretch(3)

    def _way(
        self,
        column: QVBoxLayout,
        picture: tuple[str, str],
        words: tuple[str, str],
        key: str,
        act: str,
    ) -> QPushButton:
        """Add one way to begin; the one with a picture in the text colour has the primary button."""
        parent = column.parentWidget()
        theme = self._theme
        name, token = picture
        panel = QFrame(parent)
        panel.setObjectName("panel")
        row = layout.row(gap="l", around=(18, 16, 18, 16), of=panel)
        row.addWidget(_tile(theme.icon(name, token, 22), token == "accent", panel))
        text = layout.column(gap=2)
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


def _contents(model: Model) -> str:
    items = ngettext("{n} competency", "{n} competencies", model.items).format(n=model.items)
    functions = ngettext("in {n} function", "in {n} functions", model.functions).format(n=model.functions)
    told = (
        _("It already contains the framework “{title}”: {items} {functions}, with interview questions.")
        if model.asked == model.items
        else _("It already contains the framework “{title}”: {items} {functions}.")
    )
    return told.format(title=current().text(model.title), items=items, functions=functions)


def _tile(icon: QIcon, primary: bool, parent: QWidget) -> QFrame:
    tile = QFrame(parent)
    tile.setObjectName("tile")
    tile.setProperty("kind", "primary" if primary else "secondary")
    tile.setFixedSize(40, 40)
    picture = QLabel(tile, pixmap=icon.pixmap(22, 22))
    layout.row(layout.Placed(picture, 0, Qt.AlignmentFlag.AlignCenter), of=tile)
    return tile
