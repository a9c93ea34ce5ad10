"""Which documents, in which format and language, into which folder."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import override

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from desktop.context import Context
from desktop.folders import Use, readable
from desktop.kit import labels, layout
from desktop.kit.buttons import button
from desktop.kit.form.choice import Check
from desktop.kit.form.dialog import Dialog, fit
from desktop.kit.form.fields import ChoiceField
from desktop.kit.off import allow
from desktop.kit.page import files
from desktop.office.papers.registry import DECISION, DOCUMENTS, PLAN, PROFILE, SUMMARY, UNNAMED
from resources.i18n import _, current, ngettext

type Offer = tuple[str, str, bool]  # kind of document, its name, and whether it is the usual one
type Ids = Mapping[str, tuple[int, ...]]  # kind of document -> ids of its subjects


@dataclass(frozen=True, slots=True)
class Wish:
    """What to write and where; ``of`` is empty if the subject is what the screen shows.

    ``each`` is the number of papers of a kind, where it is not one: there is a sheet for each assessor.
    """

    kinds: tuple[str, ...]
    formats: tuple[str, ...]
    languages: tuple[str, ...]
    folder: Path
    of: Ids = field(default_factory=dict[str, tuple[int, ...]])
    each: Mapping[str, int] = field(default_factory=dict[str, int])

    def files(self, kind: str) -> int:
        """The number of files of this kind."""
        formats = len(set(self.formats) & set(DOCUMENTS[kind].formats))
        papers = len(self.of.get(kind, ())) if self.of else self.each.get(kind, 1)
        if DOCUMENTS[kind].joined:
            papers = min(1, papers)
        return papers * formats * len(self.languages)

    @property
    def count(self) -> int:
        """The number of files in all."""
        return sum(self.files(kind) for kind in self.kinds)


@dataclass(frozen=True, slots=True)
class Batch:
    """A choice of subjects, as the dialog offers it."""

    text: str
    of: Ids


class ExportDialog(Dialog):
    """Checkboxes for documents, formats and languages; at first PDF in the language of the screen.

    The usual *papers* are ticked. *batches* are a choice under the label *of*, at first the first one. *each*
    is the number of papers of a kind, where it is not one.

    Signals:
        wanted: the Wish, once confirmed.
    """

    wanted = Signal(object)

    def __init__(
        self,
        context: Context,
        parent: QWidget,
        papers: Sequence[Offer],
        batches: Sequence[Batch] = (),
        of: str = "",
        each: Mapping[str, int] | None = None,
    ) -> None:
        super().__init__(parent)
        self._context, self._batches, self._each = context, batches, each or {}
        self.setFixedWidth(480 + 30 * context.theme.font_step)
        language = current().language
        self._kinds = self._checks(papers)
        known = {name for kind, _text, _on in papers for name in DOCUMENTS[kind].formats}
        formats = (
            *(("pdf", "PDF", True), ("docx", "DOCX", False), ("xlsx", "XLSX", False)),
            ("csv", "CSV", False),
            *(("ics", _("ICS, for calendars"), False), ("json", _("JSON, for programs"), False)),
        )
        self._formats = self._checks(tuple(one for one in formats if one[0] in known))
        if self._formats and not any(one.isChecked() for one in self._formats.values()):
            next(iter(self._formats.values())).setChecked(True)  # tables alone are no PDF
        self._languages = self._checks(
            (("ru", _("in Russian"), language == "ru"), ("en", _("in English"), language == "en"))
        )
        self._folder = context.settings.folders.last(Use.DOCUMENTS)
        column = self.lay_out(_("Documents"))
        self.batch: ChoiceField | None = None
        if batches:
            offered_batches = [(number, one.text) for number, one in enumerate(batches)]
            self.batch = ChoiceField(context.theme, of, self, "of", offered_batches, 0)
            column.addWidget(self.batch)
            self.batch.box.currentIndexChanged.connect(self._on_toggled)
        ticks = (_("Documents"), self._kinds), (_("Format"), self._formats), (_("Language"), self._languages)
        self.folder_label = labels.elided(readable(self._folder), self)
        self.folder_button = button(_("Choose…"), self, do=self._choose_folder)
        self.folder_button.setAccessibleName(_("Choose a folder"))
        note = _("Files with the same name are replaced. File names hold codes, not people's names.")
        self.cancel_button = button(_("Cancel"), self, do=self.reject)
        self.save_button = button("", self, "primary", do=self._confirm)
        self.save_button.setDefault(True)
        column.addLayout(
            layout.column(
                layout.row(*(layout.top(self._column(*one)) for one in ticks), gap="l"),
                labels.plain(_("Folder"), self, "small", "muted"),
                layout.row(layout.grow(self.folder_label), self.folder_button, gap="s"),
                labels.paragraph(note, self, "small", "muted"),
                layout.row(layout.STRETCH, self.cancel_button, self.save_button, gap="s"),
                gap="m",
            )
        )
        for check in (*self._kinds.values(), *self._formats.values(), *self._languages.values()):
            check.toggled.connect(self._on_toggled)
        self._on_toggled()
        self.save_button.setFocus()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        fit(self)
        super().showEvent(event)

    @property
    def wish(self) -> Wish:
        """What is ticked now."""
        of: Ids = self._batches[self.batch.box.currentIndex()].of if self.batch is not None else {}
        kinds = tuple(kind for kind in _ticked(self._kinds) if not of or of.get(kind))
        return Wish(kinds, _ticked(self._formats), _ticked(self._languages), self._folder, of, self._each)

    def only(self, kind: str) -> None:
        """Tick this document and no other, and one of its formats if none is ticked."""
        for name, check in self._kinds.items():
            check.setChecked(name == kind)
        own = [name for name in DOCUMENTS[kind].formats if name in self._formats]
        if own and not any(self._formats[name].isChecked() for name in own):
            self._formats[own[0]].setChecked(True)

    def tick(self, name: str, *, on: bool) -> None:
        """Tick a document, a format or a language by its name in code."""
        (self._kinds | self._formats | self._languages)[name].setChecked(on)

    def _checks(self, offered: Sequence[Offer]) -> dict[str, Check]:
        made: dict[str, Check] = {}
        for name, text, on in offered:
            made[name] = Check(self._context.theme, text, self)
            made[name].setChecked(on)
        return made

    def _column(self, title: str, checks: dict[str, Check]) -> QWidget:
        """Return one titled group of checkboxes; Tab goes through it before the next one."""
        group = QWidget(self)
        layout.column(labels.plain(title, group, "small", "muted"), *checks.values(), gap="xs", of=group)
        return group

    def _on_toggled(self) -> None:
        wish = self.wish
        for kind, check in self._kinds.items():
            allow(
                check,
                "" if not wish.of or wish.of.get(kind) else _("None of those selected has this document."),
            )
        count = wish.count
        self.save_button.setText(
            ngettext("Save {n} file", "Save {n} files", count).format(n=count) if count else _("Save")
        )
        allow(self.save_button, "" if count else _("Tick a document, a format and a language."))

    def _choose_folder(self) -> None:
        chosen = files.folder(self, _("Folder for the documents"), self._folder)
        if chosen is not None:
            self._folder = chosen
            self.folder_label.setText(readable(chosen))

    def _confirm(self) -> None:
        self._context.settings.folders.keep(Use.DOCUMENTS, self._folder)
        wish = self.wish
        self.accept()
        self.wanted.emit(wish)


def offer(kind: str, *, usual: bool = False, title: str = "") -> Offer:
    """Return the offer of a document, with its title where the record has no other."""
    return kind, title or DOCUMENTS[kind].name(current()), usual


def of_result() -> tuple[Offer, ...]:
    """Return the documents of a result."""
    return offer(PROFILE, usual=True), offer(PLAN, usual=True)


def of_decision(*, usual: bool = False) -> tuple[Offer, ...]:
    """Return the documents about the decision on a candidate; the conclusion may be the usual one."""
    return offer(DECISION, usual=usual), offer(SUMMARY), offer(UNNAMED)


def tick_only(window: QWidget, kind: str) -> None:
    """Tick this document alone in the dialog that the screen has just opened, if any."""
    for dialog in window.findChildren(ExportDialog):
        if dialog.isVisible():
            dialog.only(kind)


def _ticked(checks: dict[str, Check]) -> tuple[str, ...]:
    return tuple(name for name, check in checks.items() if check.isChecked())
