"""Takes back an assessment begun by mistake: deletes it while empty, else withdraws it with a reason."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from db.assessing import cases, one_offs
from desktop.data import Data
from desktop.kit.form.dialog import Message, Question
from desktop.kit.form.form_dialog import ReasonDialog
from desktop.office.sentences import sentence
from desktop.theme import Theme
from domain.errors import Refused
from resources.i18n import _, current, ngettext


class TakingBack(QObject):
    """Asks over a screen and does it; what people rely on is shown before anything is typed.

    Signals:
        taken: the assessment is deleted or withdrawn; the message to show.
    """

    taken = Signal(str)

    def __init__(self, data: Data, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._data, self._theme, self._window = data, theme, parent
        self._case_id = 0

    def ask(self, case_id: int) -> None:
        """Ask for confirmation, and for a reason if the assessment holds anything."""
        data, window = self._data, self._window
        if data.read_only:
            return
        try:
            found = data.read(one_offs.mistake, case_id)
        except Refused as refused:
            told = sentence(refused, current())
            Message(told.what, told.rest, window, page=told.help).open()
            return
        self._case_id = case_id
        line = data.read(cases.line, case_id)
        named = ", ".join(part for part in (line.cycle_title, line.cycle_code) if part)
        about = f"{line.person_name}: {named}."
        if found.empty:
            told = _("Nothing has been entered in it, so it is deleted for good. Everything else stays.")
            title, safe, act = _("Delete this assessment?"), _("Keep it"), _("Delete")
            question = Question(title, f"{about} {told}", safe, act, window, danger=True)
            question.accepted.connect(self._delete)
            question.open()
            return
        told = _(
            "For an assessment started by mistake. It no longer counts anywhere: not in lists, results, the "
            "trend or last levels. Its marks stay and can be viewed in the history. This cannot be undone."
        )
        parts = [about, told]
        if found.submitted:
            sent = ngettext(
                "{n} sheet has been submitted: it stays as it is.",
                "{n} sheets have been submitted: they stay as they are.",
                found.submitted,
            )
            parts.append(sent.format(n=found.submitted))
        title, act = _("Withdraw this assessment?"), _("Withdraw assessment")
        dialog = ReasonDialog(
            self._theme,
            title,
            " ".join(parts),
            _("Reason"),
            act,
            self._write,
            window,
            subject=("take back", self._case_id),
            danger=True,
        )
        dialog.written.connect(self._on_written)
        dialog.open()

    def _delete(self) -> None:
        gone = self._data.write(one_offs.take_back, self._case_id)
        assert gone, "what is not empty asks for a reason"
        self.taken.emit(_("The empty assessment is deleted"))

    def _write(self, reason: str) -> None:
        self._data.write(one_offs.take_back, self._case_id, reason)

    def _on_written(self) -> None:
        self.taken.emit(_("The assessment is withdrawn and no longer counts"))
