"""About the program: version, location of the file and its copies, no network, licences."""

from pathlib import Path
from typing import override

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QIcon, QPixmap, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QWidget,
)

import resources
from desktop.about.licences import Part, parts, words
from desktop.kit import labels, layout
from desktop.kit.buttons import button
from desktop.kit.form.dialog import Dialog, fit_scrolled
from desktop.kit.page import files
from desktop.kit.tips import set_tip
from desktop.theme import Theme
from resources import VERSION
from resources.i18n import _

WIDTH = 560
LINES = 9  # visible lines of licences


class AboutDialog(Dialog):
    """Esc or Enter closes it, and it deletes itself. *path* is the open file, if there is one.

    Signals:
        copies_wanted, journal_wanted: show the copies or the journal of the open file.
        support_wanted: show what may be sent to somebody who helps.
    """

    help_page = "home#menu"

    copies_wanted = Signal()
    support_wanted = Signal()
    journal_wanted = Signal()

    def __init__(
        self,
        theme: Theme,
        path: Path | None,
        parent: QWidget,
        *,
        notice: Path | None = None,
        server: str = "",
    ) -> None:
        """*server* is the address of the one that is worked at, if it is one.

        *notice* has the words of all licences, if it is not the one that travels with the program."""
        super().__init__(parent)
        self._theme = theme
        self._notice = notice or words()
        self._parts = parts()
        self.copies: list[QPushButton] = []
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setWindowTitle(_("About the program"))
        self.setFixedWidth(WIDTH + 36 * theme.font_step)
        column = layout.column(gap="m", around=(24, 24, 24, 16), of=self)
        self._above = layout.scroll(self)
        self._above.setFrameShape(QFrame.Shape.NoFrame)
        self._above.setAccessibleName(_("About the program"))
        inside = QWidget(self._above)
        upper = layout.column(self._head(), gap="m", of=inside)
        if path is not None:
            upper.addWidget(self._places(path))
        upper.addLayout(self._one_server(server) if server else self._no_network())
        self._above.setWidget(inside)
        column.addWidget(self._above)
        self.full = button(_("Full licence texts"), self, "quiet", small=True, do=self._on_full)
        self.full.setVisible(self._notice is not None)
        made_of = labels.plain(_("What it is made of"), self, "strong")
        column.addLayout(layout.row(made_of, layout.STRETCH, self.full))
        self.licences = self._licences()
        column.addWidget(self.licences)
        self.copy_all = button(_("Copy version and licences"), self, "quiet", theme.icon("copy", "accent"))
        self.copy_all.clicked.connect(self._on_copy_all)
        self.support = button(_("Support information…"), self, "quiet", do=self._on_support)
        self._copied = labels.plain("", self, "small", "muted")
        self.close_button = button(_("Close"), self, "primary", do=self.accept)
        self.close_button.setDefault(True)
        column.addLayout(
            layout.row(self.copy_all, self.support, self._copied, layout.STRETCH, self.close_button, gap="s")
        )
        self.close_button.setFocus()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        fit_scrolled(self, self._above)  # otherwise the buttons would cover the list's last line
        super().showEvent(event)

    @property
    def text(self) -> str:
        """Version and licences, as text to copy."""
        told = [
            " ".join(part for part in (one.name, one.version, one.licence) if part) for one in self._parts
        ]
        return "\n".join((_("Merilo {version}").format(version=VERSION), *told))

    def _head(self) -> QHBoxLayout:
        mark = QLabel(self, pixmap=_mark(44))
        name = labels.plain(_("Merilo {version}").format(version=VERSION), self, "title")
        what = labels.plain(_("Offline competency assessment"), self, "body", "muted")
        return layout.row(mark, layout.grow(layout.column(name, what)), gap="m")

    def _places(self, path: Path) -> QWidget:
        frame = QFrame(self)
        frame.setObjectName("sunken")
        grid = layout.grid(across="m", down="xs", wide=(1,), around=(12, 8, 8, 8), of=frame)
        places = (
            (_("File"), path),
            (_("Key file"), path.with_name(path.name + ".keys")),
            (_("Backups"), path.with_name(f"{path.stem}-backups")),
        )
        for row, (name, place) in enumerate(places):
            grid.addWidget(labels.plain(name, frame, "small", "muted"), row, 0)
            where = labels.elided(str(place), frame)
            where.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
            grid.addWidget(where, row, 1)
            copy = button("", frame, "quiet", self._theme.icon("copy", "accent"), small=True)
            copy.setAccessibleName(_("Copy the path: {name}").format(name=name))
            set_tip(copy, _("Copy the path"))
            copy.setProperty("path", str(place))
            copy.clicked.connect(self._on_copy)
            self.copies.append(copy)
            grid.addWidget(copy, row, 2)
        self.all_copies = button(_("All copies…"), frame, "quiet", small=True, do=self._on_all_copies)
        grid.addWidget(self.all_copies, len(places) - 1, 3)
        self.journal = button(_("Journal…"), frame, "quiet", small=True, do=self._on_journal)
        grid.addWidget(self.journal, 0, 3)
        texts = (
            _(
                "Keep the file and its key file together. Copies are made by themselves: on each day of "
                "work, every half hour of it, and at the end."
            ),
            _(
                "The journal shows what was changed past the program by people without the password, and by "
                "careless people with it. Someone who has the password and skill can rewrite the journal "
                "too: only copies and documents kept elsewhere show that."
            ),
            _(
                "Marks that are hidden until all have submitted are hidden by courtesy: whoever shares the "
                "password can go on in another name. That is recorded and printed."
            ),
        )
        for row, text in enumerate(texts, len(places)):
            grid.addWidget(labels.paragraph(text, frame, "small", "muted"), row, 0, 1, 4)
        return frame

    def _no_network(self) -> QHBoxLayout:
        text = _(
            "No accounts, no analytics, no automatic updates. Nothing in the file leaves this "
            "computer except in documents and copies you make yourself."
        )
        return self._told("wifi-off", _("The program never connects to a network."), text)

    def _one_server(self, server: str) -> QHBoxLayout:
        text = _(
            "No analytics, no automatic updates. What waits for the server lies on this computer, encrypted."
        )
        fact = _("The program connects to the server of your organisation alone: {server}.")
        return self._told("shield-check", fact.format(server=server), text)

    def _told(self, icon: str, what: str, text: str) -> QHBoxLayout:
        sign = QLabel(self, pixmap=self._theme.icon(icon, "ok").pixmap(16, 16))
        fact = labels.paragraph(what, self, "strong")
        rest = labels.paragraph(text, self, "small", "muted")
        return layout.row(layout.top(sign), layout.grow(layout.column(fact, rest)), gap="s")

    def _licences(self) -> QScrollArea:
        area = QScrollArea(self, widgetResizable=True)
        area.setObjectName("sunken")
        area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the arrows scroll it
        area.setAccessibleName(_("What it is made of"))
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget(area)
        grid = layout.grid(across="l", down=2, wide=(2,), around=(8, 6, 12, 6), of=inside)
        for row, part in enumerate(self._parts):
            self._line(grid, row, part, inside)
        area.setWidget(inside)
        lines = LINES - self._theme.more // 3  # it must not become higher than the window
        area.setFixedHeight(lines * (self._theme.line_height("small") + 2))
        return area

    def _line(self, grid: QGridLayout, row: int, part: Part, inside: QWidget) -> None:
        grid.addWidget(labels.plain(part.name, inside, "small"), row, 0)
        grid.addWidget(labels.plain(part.version, inside, "small", "muted"), row, 1)
        grid.addWidget(labels.elided(part.licence, inside, "small", "muted"), row, 2)

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.sender().property("path"))
        self._copied.setText(_("Copied"))

    def _on_journal(self) -> None:
        self.accept()
        self.journal_wanted.emit()

    def _on_support(self) -> None:
        self.accept()
        self.support_wanted.emit()

    def _on_all_copies(self) -> None:
        self.accept()
        self.copies_wanted.emit()

    def _on_full(self) -> None:
        assert self._notice is not None
        files.show_file(self._notice)

    def _on_copy_all(self) -> None:
        QGuiApplication.clipboard().setText(self.text)
        self._copied.setText(_("Copied"))


def _mark(size: int) -> QPixmap:
    return QIcon(str(resources.path("icons/merilo.svg"))).pixmap(size, size)
