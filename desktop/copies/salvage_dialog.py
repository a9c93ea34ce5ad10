"""Saving what can be read of a damaged file: the question, then what was saved and what was not."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, override

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desktop.copies.into_new_file import IntoNewFile, Wording, Work
from desktop.jobs import Jobs
from desktop.kit import labels, layout
from desktop.kit.buttons import button
from desktop.kit.form.dialog import ABOVE, Dialog, fit
from desktop.theme import Theme
from resources.i18n import _, ngettext

if TYPE_CHECKING:
    from db.file.damaged.salvage import Salvaged, TableSaved

WIDTH, HIGH = 480, 160


class SalvageDialog(IntoNewFile):
    """Says that a good copy is better, since a salvaged file has gaps."""

    def __init__(
        self, theme: Theme, jobs: Jobs, damaged: Path, new: Path, work: Work, parent: QWidget, *, locked: bool
    ) -> None:
        """*new* is the path suggested; *locked*: ask for the password of the damaged file."""
        wording = Wording(
            _("Save what can be read"),
            (
                damaged.name,
                _("All that can still be read goes into a new file. It may have gaps; a good copy has none."),
            ),
            _("Password or recovery code of the file"),
            _("Save to a new file"),
            _("Saving…"),
            _("The damaged file stays as it is."),
        )
        super().__init__(theme, jobs, wording, new, work, parent, locked=locked)
        self.open_check.hide()  # the list of what was saved asks that


class SalvagedDialog(Dialog):
    """What was saved, and from which tables something was not.

    Signals:
        opened: path of the new file, to be opened now.
    """

    opened = Signal(object)

    def __init__(self, theme: Theme, salvaged: "Salvaged", parent: QWidget) -> None:
        super().__init__(parent)
        self._path = salvaged.path
        saved = ngettext("{n} row was saved.", "{n} rows were saved.", salvaged.saved).format(
            n=salvaged.saved
        )
        column = self.lay_out(_("What was saved"), saved)
        self.setFixedWidth(WIDTH + 24 * theme.font_step)
        column.addWidget(labels.elided(salvaged.path.name, self, "small", "muted"))
        lines = _lines(salvaged.not_saved)
        if salvaged.loosened:
            text = ngettext(
                "{n} link led to a row that is lost, and is empty now.",
                "{n} links led to rows that are lost, and are empty now.",
                salvaged.loosened,
            )
            lines.append(text.format(n=salvaged.loosened))
        self.list = QPlainTextEdit("\n".join(lines), self, readOnly=True, tabChangesFocus=True)
        self.list.setAccessibleName(_("What was not saved"))
        self.list.setFixedHeight(HIGH)
        if lines:
            column.addWidget(labels.plain(_("What was not saved"), self, "small"))
            column.addWidget(self.list)
        else:
            self.list.hide()
            column.addWidget(labels.paragraph(_("Nothing was lost."), self))
        self.close_button = button(_("Close"), self, do=self.reject)
        self.open_button = button(_("Open the new file"), self, "primary", do=self._on_open)
        self.open_button.setDefault(True)
        column.addLayout(
            layout.row(layout.STRETCH, self.close_button, self.open_button, gap="s", around=ABOVE)
        )
        self.open_button.setFocus()

    @override
    def showEvent(self, arg__1: QShowEvent) -> None:
        fit(self)
        super().showEvent(arg__1)

    def _on_open(self) -> None:
        self.accept()
        self.opened.emit(self._path)


def _lines(tables: "Sequence[TableSaved]") -> list[str]:
    """Return what was lost of what people know by a name, and of all the rest together."""
    names = {
        "person": _("People"),
        "unit": _("Units"),
        "cycle": _("Vacancies and quarters"),
        "case": _("Assessments"),
        "sheet": _("Sheets"),
        "mark": _("Marks"),
        "mark_text": _("Comments"),
        "asked_probe": _("Follow-up questions asked"),
        "evidence": _("Facts"),
        "conclusion": _("Conclusions"),
        "plan": _("Plans"),
        "journal": _("Journal"),
    }
    lines = [_line(names[one.table], one.saved, _lost(one)) for one in tables if one.table in names]
    if rest := [one for one in tables if one.table not in names]:
        lost = [_lost(one) for one in rest]
        known = None if None in lost else sum(one or 0 for one in lost)
        lines.append(_line(_("Other records"), sum(one.saved for one in rest), known))
    return lines


def _lost(one: "TableSaved") -> int | None:
    return None if one.lost is None else one.lost + one.orphans


def _line(name: str, saved: int, lost: int | None) -> str:
    if lost is None:
        return _("{name}: {saved} saved; how many are lost is not known").format(name=name, saved=saved)
    return _("{name}: {saved} saved, {lost} lost").format(name=name, saved=saved, lost=lost)
