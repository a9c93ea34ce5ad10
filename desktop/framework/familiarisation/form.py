"""What is entered when signed sheets come back, or when somebody refused to sign."""

from collections.abc import Sequence
from pathlib import Path
from typing import cast, override

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from db.framework import familiarisations
from desktop.context import Context
from desktop.file_hash import hash_of
from desktop.folders import Use
from desktop.jobs import Job, under_way
from desktop.kit import layout
from desktop.kit.buttons import button
from desktop.kit.form.fields import ChoiceField, DateField, TextField
from desktop.kit.form.form_dialog import Form, digest
from desktop.kit.form.text_area import TextAreaField
from desktop.kit.page import files
from domain.errors import Impossible
from domain.people.familiarisation import Document, Reader, Reply, Signature, Way
from domain.progress import Progress
from reports.words.framework import familiarity
from resources.i18n import _, current, ngettext

NAMED = 3  # people named in the form


def choose_scan(parent: QWidget, context: Context) -> Path | None:
    """Ask for a scan; None if none is chosen."""
    kinds = _("Scans (*.pdf *.jpg *.jpeg *.png *.tif *.tiff);;All files (*)")
    return files.choose(parent, _("Scan"), kinds, context.settings.folders, Use.EVIDENCE)


class SignatureForm(Form):
    """The day on the paper, where the signature is, and the scan by its sum; for one or many people."""

    help_page = "familiarisation"

    def __init__(
        self,
        context: Context,
        document: Document,
        people: Sequence[Reader],
        reply: Reply,
        parent: QWidget,
    ) -> None:
        title = _("Record a refusal to sign") if reply is Reply.REFUSED else _("Record signatures")
        about = f"{familiarity.title(document, current())}. {_whom(people)}"
        super().__init__(context.theme, title, about, _("Record"), parent, subject=(document.id,))
        self._context, self._document, self._people, self._reply = context, document, people, reply
        words = current()
        self._hashing: Job | None = None
        self.way: ChoiceField | None = None
        self.reason: TextAreaField | None = None
        if reply is Reply.REFUSED:
            self.day = self.put(DateField(_("Date of the act"), self, "on", context.today()))
            self.reason = self.put(TextAreaField(_("Reason given"), self, "reason", "", 3))
        else:
            ways = [(one, words.gettext(text)) for one, text in familiarity.WAYS.items()]
            self.day = DateField(_("Date on the document"), self, "on", context.today())
            self.way = ChoiceField(context.theme, _("Signature is in"), self, "way", ways, Way.SHEET)
            self.beside(self.day, self.way)
        self.scan = self.put(TextField(_("Scan"), self, "scan", "", _("file name; may be left empty")))
        self.choose_button = button(_("Choose the scan…"), self, small=True, do=self.choose)
        self.sum = TextField(_("SHA-256 of the scan"), self, "sha256", "", _("may be left empty"))
        self.put(self.sum)
        self.body.addLayout(layout.row(self.choose_button, layout.STRETCH))
        self.day.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.finished.connect(self._leave_hashing)

    @override
    def filled_for(self) -> str:
        document, people = self._document, (str(one.person_id) for one in self._people)
        of = document.read, str(document.id), document.title.ru
        return digest("familiarisation", self._reply, *of, *people)

    def choose(self) -> None:
        """Ask for the scan; its name and its sum are kept, the file itself stays where it is."""
        path = choose_scan(self, self._context)
        if path is not None:
            self.take_scan(path)

    def take_scan(self, path: Path) -> None:
        """Fill in name and sum of a scan, which may be large."""

        def work(progress: Progress) -> tuple[str, str]:
            return path.name, hash_of(path, progress)

        self._leave_hashing()
        self._hashing = self._context.jobs.run(work, self._on_hashed, _("Reading the file"))

    def _leave_hashing(self) -> None:
        if under_way(self._hashing):
            self._hashing.drop()

    def _on_hashed(self, found: tuple[str, str]) -> None:
        name, digest_of_scan = found
        self.scan.line.setText(name)
        self.sum.line.setText(digest_of_scan)

    @override
    def send(self) -> None:
        day = self.day.read()
        if day is None:
            self.day.complain(_("Enter the date on the document."))
            raise Impossible("on")
        if under_way(self._hashing):
            self.scan.complain(_("The scan is still being read. Wait a moment."))
            raise Impossible("scan")
        way = Way.OTHER if self.way is None else cast("Way", self.way.value)
        signature = Signature(
            self._reply,
            day,
            way,
            "" if self.reason is None else self.reason.text,
            self.scan.text,
            self.sum.text.strip().lower(),
        )
        people = tuple(one.person_id for one in self._people)
        self._context.data.write(familiarisations.enter, self._document, people, signature)


def _whom(people: Sequence[Reader]) -> str:
    named = ", ".join(one.name for one in people[:NAMED])
    more = len(people) - NAMED
    if more <= 0:
        return f"{named}."
    return f"{named} {ngettext('and {n} more', 'and {n} more', more).format(n=more)}."
