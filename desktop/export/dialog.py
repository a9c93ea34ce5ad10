"""Which papers, in which format and language, into which folder."""

from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import override

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop.context import Context
from desktop.documents import FORMATS, PLAN, PROFILE
from desktop.widgets import files, labels
from desktop.widgets.buttons import button
from desktop.widgets.choice import Check
from desktop.widgets.dialog import fit
from desktop.widgets.off import allow
from resources.i18n import _, current, ngettext


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be written where."""

    kinds: tuple[str, ...]
    formats: tuple[str, ...]
    languages: tuple[str, ...]
    folder: Path

    @property
    def count(self) -> int:
        """How many files that makes."""
        return len(self.kinds) * len(self.formats) * len(self.languages)


class ExportDialog(QDialog):
    """Ticks for papers, formats and languages; at first as PDF in the language of the screen.

    *papers* are kind, name and whether it is ticked; those of a result unless told.

    Signals:
        wanted: the Wish, when it was confirmed.
    """

    wanted = Signal(object)

    def __init__(
        self, context: Context, parent: QWidget, papers: tuple[tuple[str, str, bool], ...] | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setWindowTitle(_("Export"))
        self.setFixedWidth(480 + 30 * context.theme.font_step)
        language = current().language
        offered = papers or (
            (PROFILE, _("Profile by assessment"), True),
            (PLAN, _("Development plan"), True),
        )
        self._kinds = self._checks(offered)
        known = {name for kind, _text, _on in offered for name in FORMATS[kind]}
        formats = (("pdf", "PDF", True), ("xlsx", "XLSX", False), ("ics", _("ICS, for calendars"), False))
        self._formats = self._checks(tuple(one for one in formats if one[0] in known))
        self._languages = self._checks(
            (("ru", _("in Russian"), language == "ru"), ("en", _("in English"), language == "en"))
        )
        self._folder = context.settings.last_folder or _documents()
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        for place, (title, checks) in enumerate(
            ((_("Documents"), self._kinds), (_("Format"), self._formats), (_("Language"), self._languages))
        ):
            grid.addWidget(labels.plain(title, self, "small", "muted"), 0, place)
            for row, check in enumerate(checks.values(), start=1):
                grid.addWidget(check, row, place)
        column.addLayout(grid)
        column.addWidget(labels.plain(_("Folder"), self, "small", "muted"))
        row = QHBoxLayout()
        row.setSpacing(8)
        self.folder_label = labels.elided(str(self._folder), self)
        self.folder_button = button(_("Choose…"), self)
        self.folder_button.setAccessibleName(_("Choose a folder"))
        row.addWidget(self.folder_label, 1)
        row.addWidget(self.folder_button)
        column.addLayout(row)
        note = _("Files with the same name are replaced. Names of files hold codes, not names of people.")
        column.addWidget(labels.paragraph(note, self, "small", "muted"))
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch(1)
        self.cancel_button = button(_("Cancel"), self)
        self.save_button = button("", self, "primary")
        self.save_button.setDefault(True)
        foot.addWidget(self.cancel_button)
        foot.addWidget(self.save_button)
        column.addLayout(foot)
        for check in (*self._kinds.values(), *self._formats.values(), *self._languages.values()):
            check.toggled.connect(self._on_toggled)
        self.folder_button.clicked.connect(self._choose_folder)
        self.cancel_button.clicked.connect(self.reject)
        self.save_button.clicked.connect(self._confirm)
        self._lay_tab_order()
        self._on_toggled()
        self.save_button.setFocus()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        fit(self)
        super().showEvent(event)

    @property
    def wish(self) -> Wish:
        """What is ticked now."""
        return Wish(_ticked(self._kinds), _ticked(self._formats), _ticked(self._languages), self._folder)

    def tick(self, name: str, *, on: bool) -> None:
        """Tick a paper, a format or a language by its name in the code."""
        (self._kinds | self._formats | self._languages)[name].setChecked(on)

    def _checks(self, offered: tuple[tuple[str, str, bool], ...]) -> dict[str, Check]:
        made: dict[str, Check] = {}
        for name, text, on in offered:
            made[name] = Check(self._context.theme, text, self)
            made[name].setChecked(on)
        return made

    def _on_toggled(self) -> None:
        count = self.wish.count
        self.save_button.setText(
            ngettext("Save {n} file", "Save {n} files", count).format(n=count) if count else _("Save")
        )
        allow(self.save_button, "" if count else _("Tick a document, a format and a language."))

    def _choose_folder(self) -> None:
        chosen = files.folder(self, _("Folder for the documents"), self._folder)
        if chosen is not None:
            self._folder = chosen
            self.folder_label.setText(str(chosen))

    def _confirm(self) -> None:
        self._context.settings.last_folder = self._folder
        wish = self.wish
        self.accept()
        self.wanted.emit(wish)

    def _lay_tab_order(self) -> None:
        stops = [
            *(*self._kinds.values(), *self._formats.values(), *self._languages.values()),
            *(self.folder_button, self.cancel_button, self.save_button),
        ]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)


def _ticked(checks: dict[str, Check]) -> tuple[str, ...]:
    return tuple(name for name, check in checks.items() if check.isChecked())


def _documents() -> Path:
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(place or Path.home())
