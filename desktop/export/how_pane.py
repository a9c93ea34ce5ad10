"""How a document is made: its language, format and unit, the folder it goes to, and what it lacks."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from db.people.organisation import organisation, units
from db.people.register import registrations
from desktop.context import Context
from desktop.export.saving import OF_PEOPLE
from desktop.folders import Use, readable
from desktop.kit import labels, layout
from desktop.kit.buttons import button
from desktop.kit.form.choice import Check, Choice
from desktop.kit.page import files
from desktop.kit.segments import Segments
from desktop.office.papers.document import ARCHIVE, About, Document, When
from desktop.office.papers.registry import (
    ADAPTATION,
    IDP,
    JOB_DESCRIPTION,
    MENTOR_ORDER,
    MODEL_ORDER,
    NOTICE,
    ORDER,
    PLAN,
    REGULATION,
    REQUIREMENTS,
    STAFF_ORDER,
    TRAINING,
)
from domain.papers.kinds import NUMBERED
from domain.people.organisation import Organisation
from resources.i18n import _, current

LANGUAGES = ("ru", "en")
APPROVED = frozenset(
    {
        *(IDP, PLAN, ADAPTATION, REQUIREMENTS, TRAINING, JOB_DESCRIPTION, REGULATION),
        *(ORDER, STAFF_ORDER, MODEL_ORDER, MENTOR_ORDER, NOTICE),
    }
)
"""Documents with a place for whoever approves them or signs for the organisation."""


class HowPane(QWidget):
    """Shows what can be chosen of the current kind of document.

    Signals:
        chosen: the document is to look different.
        organisation_wanted: enter what is missing of the organisation's details.
    """

    chosen = Signal()
    organisation_wanted = Signal()

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context, theme = context, context.theme
        self._document: Document | None = None
        self.languages = Segments((_("in Russian"), _("in English")), self, _("Language"))
        self.languages.choose(LANGUAGES.index(current().language) if current().language in LANGUAGES else 0)
        self.format = Choice(theme, _("Format"), self)
        self.units = Choice(theme, _("Unit"), self)
        self.surnames = Check(theme, _("Surname in the file name"), self)
        self.folder = labels.elided("", self, "small", "muted")
        self.folder_button = button(_("Folder…"), self, small=True, do=self.choose_folder)
        self.open_button = button(_("Open folder"), self, small=True, do=self.open_folder)
        self.missing = labels.paragraph("", self, "small", "warn")
        self.advice = labels.paragraph("", self, "small", "muted")
        self.missing_button = button(_("Details…"), self, small=True, do=self.organisation_wanted)
        layout.column(
            layout.row(self.languages, layout.STRETCH),
            self.format,
            self.units,
            self.surnames,
            self.folder,
            layout.row(self.folder_button, self.open_button, layout.STRETCH, gap="s"),
            self.missing,
            layout.row(self.missing_button, layout.STRETCH),
            self.advice,
            gap="s",
            around=(12, 10, 12, 10),
            of=self,
        )
        self.languages.chosen.connect(self.chosen)
        self.units.currentIndexChanged.connect(self.chosen)

    @property
    def language(self) -> str:
        """The language of the document."""
        return LANGUAGES[self.languages.current]

    @property
    def unit_id(self) -> int | None:
        """The unit that documents of a team are limited to, None for all."""
        return None if self.units.isHidden() else self.units.currentData()

    def show_document(self, document: Document) -> None:
        """Offer what there is to choose of this kind of document."""
        self._document = document
        self.format.clear()
        for name in document.offered:
            self.format.addItem(_("PDF/A, for archives") if name == ARCHIVE else name.upper(), name)
        self.refresh()

    def choose_unit(self, unit_id: int | None) -> None:
        """Limit documents of a team to a unit and those below it."""
        at = self.units.findData(unit_id)
        self.units.setCurrentIndex(max(at, 0))

    def refresh(self) -> None:
        """Read again which units there are, and what is missing of the organisation's details."""
        read, document = self._context.data.read, self._document
        chosen, known = self.units.currentData(), read(units)
        self.units.blockSignals(True)
        self.units.clear()
        if not self._context.data.of_units:
            self.units.addItem(_("All units"), None)
        for one in known:
            self.units.addItem(one.name, one.id)
        self.choose_unit(chosen)
        self.units.blockSignals(False)
        self.units.setVisible(bool(known) and document is not None and document.about is About.TEAM)
        self.surnames.setVisible(document is not None and document.about in OF_PEOPLE)
        self.folder.setText(readable(self._context.settings.folders.last(Use.DOCUMENTS)))
        told = document is not None and self._context.data.allows(organisation)
        missing = _missing(document, read(organisation)) if told and document is not None else ""
        self.missing.setText(missing)
        self.missing.setVisible(bool(missing))
        self.missing_button.setVisible(bool(missing))
        advice = "" if document is None else self._advice(document)
        self.advice.setText(advice)
        self.advice.setVisible(bool(advice))

    def _advice(self, document: Document) -> str:
        if document.when is When.MENTOR_AGREES:
            return _("No consent is needed if the plan says that mentoring is part of the mentor's job.")
        if document.key in NUMBERED and not self._context.data.allows(registrations):
            return _("The number is given by HR; until then its place on the document is empty.")
        return ""

    def choose_folder(self) -> None:
        """Ask where documents are saved."""
        folders, title = self._context.settings.folders, _("Folder for the documents")
        if files.choose_folder(self, title, folders, Use.DOCUMENTS) is not None:
            self.refresh()

    def open_folder(self) -> None:
        """Show the folder where documents are saved."""
        files.show_folder(self._context.settings.folders.last(Use.DOCUMENTS))


def _missing(document: Document, own: Organisation) -> str:
    """Return which details the paper leaves as lines to fill, empty if none."""
    parts = [] if own.heading else [_("name of the organisation")]
    if document.key in APPROVED and not own.approver_name:
        parts.append(_("who approves"))
    return _("Not filled in: {details}").format(details=", ".join(parts)) if parts else ""
