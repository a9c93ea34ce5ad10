"""What documents print beside the organisation's names: for all of them, or for one kind."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import override

from PySide6.QtWidgets import QLineEdit, QWidget

from db.people import requisites
from db.people.requisites import USUAL
from desktop.context import Context
from desktop.errors import sentence
from desktop.folders import Use
from desktop.jobs import Job, under_way
from desktop.kit import labels, layout
from desktop.kit.buttons import button
from desktop.kit.form import form
from desktop.kit.form.choice import Choice
from desktop.kit.form.form import Field
from desktop.kit.form.keeper import NOT_OF_THE_FORM, drafts_above
from desktop.kit.off import allow, read_only_reason
from desktop.kit.page import files
from desktop.office.field_names import field_name
from desktop.office.papers.registry import DOCUMENTS
from desktop.preferences.panel import KeptPanel
from domain.errors import NoLogo
from domain.people.organisation import Requisites
from domain.progress import Progress
from resources.i18n import _, current

LIMIT = 300  # characters
OF_ALL = ("unit", "address", "confidentiality", "executor", "phone", "index")
OF_ONE = ("unit", "approver_post", "approver_name", "confidentiality", "executor", "phone", "index")
_PRINTED = frozenset({"pdf", "docx"})


class RequisitesPanel(KeptPanel):
    """One choice of the document, its fields below; the picture is the same on all documents."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        note = _("An empty field is left out, or printed as for all documents.")
        super().__init__(context, _("Document details"), note, parent)
        self._known: Mapping[str, Requisites] = {}
        self._reading: Job | None = None
        kinds = [key for key, one in DOCUMENTS.items() if _PRINTED & set(one.formats)]
        self._kinds = (USUAL, *sorted(kinds, key=lambda key: DOCUMENTS[key].name(current())))
        self.document = Choice(context.theme, _("Document"), self)
        self.document.setProperty(NOT_OF_THE_FORM, True)
        self.document.addItems(
            [DOCUMENTS[key].name(current()) if key else _("All documents") for key in self._kinds]
        )
        self.document.activated.connect(self._on_document)
        self.column.addWidget(Field(_("Document"), self.document, self))
        self.fields: dict[str, form.Field] = {}
        self.edits: dict[str, QLineEdit] = {}
        for name in dict.fromkeys((*OF_ONE, *OF_ALL)):
            self.fields[name], edit = form.line(field_name(name, current()), self)
            edit.setObjectName(f"requisite_{name}")
            edit.setMaxLength(LIMIT)
            edit.returnPressed.connect(self._on_save)
            self.edits[name] = edit
            self.column.addWidget(self.fields[name])
        self.code = Choice(context.theme, _("Code of the document"), self)
        self.column.addWidget(Field(_("Code of the document"), self.code, self))
        self._picture = QWidget(self)
        self.logo = labels.plain("", self._picture)
        self.choose_logo = button(_("Choose a picture…"), self._picture, do=self._on_choose_logo)
        self.drop_logo = button(_("Remove the picture"), self._picture, do=self._on_drop_logo)
        acts = layout.row(layout.grow(self.logo), self.choose_logo, self.drop_logo, gap="s")
        self.fault = labels.paragraph("", self._picture, "small", "danger")
        caption = labels.plain(_("Logo"), self._picture, "small")
        layout.column(caption, acts, self.fault, gap="xs", of=self._picture)
        self.column.addWidget(self._picture)
        self.put_save(_("Save document details"), "Requisites")

    @property
    def kind(self) -> str:
        """The key of the document that is shown; empty for all."""
        return self._kinds[max(0, self.document.currentIndex())]

    @override
    def open(self) -> None:
        self.leave()
        self._known = self._context.data.read(requisites.entered)
        self.fill()
        self._keeper.begin(self.kind, drafts_above(self))
        allow(self.save, read_only_reason() if self._context.data.read_only else "")

    @override
    def fill(self) -> None:
        shown, closed = self._known.get(self.kind, Requisites()), self._context.data.read_only
        usual = self._known[USUAL]
        for name, edit in self.edits.items():
            edit.setText(getattr(shown, name))
            edit.setCursorPosition(0)
            edit.setReadOnly(closed)
            edit.setPlaceholderText(getattr(usual, name) if self.kind else "")
            self.fields[name].setVisible(name in (OF_ONE if self.kind else OF_ALL))
        self.code.clear()
        as_all = [_("as for all documents")] if self.kind else []
        self.code.addItems([*as_all, _("not printed"), _("printed as a QR code")])
        place = bool(shown.coded) if not self.kind else 0 if shown.coded is None else 1 + shown.coded
        self.code.setCurrentIndex(int(place))
        self._picture.setVisible(not self.kind)
        self._show_logo()

    @override
    def write(self) -> bool:
        logo = self._context.data.read(requisites.entered).get(self.kind, Requisites()).logo  # newer, perhaps
        names = OF_ONE if self.kind else OF_ALL
        place = self.code.currentIndex() - (1 if self.kind else 0)
        told = Requisites(
            **{name: self.edits[name].text() for name in names},
            coded=None if place < 0 else place == 1,
            logo=logo,
        )
        self._context.data.write(requisites.keep, self.kind, told)
        return True

    def _show_logo(self) -> None:
        there = bool(self._known[USUAL].logo)
        self.logo.setText(_("There is a picture.") if there else _("There is no picture."))
        self.fault.setText("")
        self.fault.hide()
        reason = read_only_reason() if self._context.data.read_only else ""
        if under_way(self._reading):
            reason = reason or _("The picture is being read.")
        allow(self.choose_logo, reason)
        allow(self.drop_logo, reason or ("" if there else _("There is no picture.")))

    def _on_document(self) -> None:
        self.open()

    def _on_choose_logo(self) -> None:
        kinds = _("Pictures") + " (*.png *.jpg *.jpeg *.bmp *.gif *.tif *.tiff *.webp)"
        title, folders = _("Picture of the logo"), self._context.settings.folders
        path = files.choose(self, title, kinds, folders, Use.INTAKE)
        if path is None:
            return
        self._reading = self._context.jobs.run(
            partial(_read, path), self._on_logo, _("Reading the picture"), ended=self._show_logo
        )
        self._show_logo()

    def _on_logo(self, picture: bytes | NoLogo | OSError) -> None:
        if isinstance(picture, bytes):
            self._keep_logo(picture)
            return
        told = sentence(picture)
        self.fault.setText(told.whole)
        self.fault.show()

    def _on_drop_logo(self) -> None:
        self._keep_logo(b"")

    def _keep_logo(self, picture: bytes) -> None:
        self._known = self._context.data.read(requisites.entered)
        self._context.data.write(requisites.keep, USUAL, replace(self._known[USUAL], logo=picture))
        self._known = self._context.data.read(requisites.entered)
        self._show_logo()


def _read(path: Path, progress: Progress) -> bytes | NoLogo | OSError:
    from desktop.office.intake import pictures  # a library of pictures

    try:
        return pictures.logo(path, progress)
    except (NoLogo, OSError) as error:
        return error
