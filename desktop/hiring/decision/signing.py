"""Signing a conclusion: shows what hinders it, and asks before closing the case."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from db.hiring import decisions
from desktop.context import Context
from desktop.hiring.decision.conclusion import ConclusionPage
from desktop.hiring.decision.conclusion_form import Written
from desktop.hiring.decision.words import hindering, sentence_case
from desktop.kit.form.dialog import Question
from desktop.office.sentences import sentence
from domain.errors import Impossible, Missing, NeedsReason, TooLong, Unsettled
from domain.hiring.decision import Decision, Outcome
from reports.words.names import name_of
from resources.i18n import _, current, ngettext


class Signing(QObject):
    """Holds the conclusion while the user is asked.

    Signals:
        item_wanted: code of the item that hinders.
        signed: the conclusion is in the file.
    """

    item_wanted = Signal(str)
    signed = Signal()

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._window = parent
        self._case_id = 0
        self._written: Written | None = None
        self._page: ConclusionPage | None = None
        self._hindering = ""

    def sign(self, decision: Decision, page: ConclusionPage) -> None:
        """Ask for confirmation, or say what is missing."""
        page.banner.hide()
        self._page, self._case_id = page, decision.result.case.id
        self._join(page)
        open_ones = hindering(decision)
        if open_ones and page.form.outcome is not Outcome.CONTINUE:
            codes = [one.code for one in open_ones if one.code is not None]
            self._hindering = codes[0]
            count = len(codes)
            page.banner.show_fact(
                ngettext(
                    "Resolve {n} difference first: {codes}.",
                    "Resolve {n} differences first: {codes}.",
                    count,
                ).format(n=count, codes=", ".join(codes)),
                _("What you typed is kept. To keep assessing, choose “Continue the assessment”."),
                "warn",
                act=_("Show {code}").format(code=codes[0]),
            )
            page.banner.act.setFocus()
            return
        written = page.form.written()
        if written is None:
            lacking = page.form.missing()
            told = (
                _("To sign, fill in: {what}.").format(what=lacking)
                if lacking
                else _("The date is not valid.")
            )
            page.banner.show_fact(told, _("What you typed is kept."), "warn")
            return
        self._written = written
        outcome = sentence_case(name_of(written.outcome, current()))
        closes = _("The assessment closes: marks, levels and the conclusion become read-only.")
        if written.outcome is Outcome.CONTINUE:
            closes = _("The assessment stays open, and levels can still be agreed.")
        question = Question(
            _("Sign: {outcome}?").format(outcome=outcome),
            closes,
            _("Back to the conclusion"),
            _("Sign"),
            self._window,
        )
        question.accepted.connect(self._on_accepted)
        question.open()

    def _join(self, page: ConclusionPage) -> None:
        if not getattr(self, "_joined", False):
            page.banner.acted.connect(self._on_banner)
            self._joined = True

    def _on_banner(self) -> None:
        if self._page is not None and self._hindering:
            self._page.banner.hide()
            self.item_wanted.emit(self._hindering)

    def _on_accepted(self) -> None:
        written, page = self._written, self._page
        assert written is not None and page is not None
        try:
            self._context.data.write(
                decisions.conclude,
                self._case_id,
                written.outcome,
                written.reasons,
                written.conditions,
                written.signers,
                written.on,
            )
        # These belong to the form, which has to stay with all that is typed.
        except (NeedsReason, Missing, Unsettled, Impossible, TooLong) as refused:
            page.banner.show_refused(sentence(refused, current()), "danger")
            return
        page.form.forget()
        self.signed.emit()
