"""The dialog that erases a person: all that goes, a decision about words of others, the act, what remains."""

from dataclasses import replace
from pathlib import Path
from typing import override

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from db.home import overview
from db.journal import exports
from db.people import erasing
from desktop.context import Context
from desktop.folders import Use
from desktop.jobs import Job, under_way
from desktop.kit import labels, layout
from desktop.kit.buttons import button
from desktop.kit.form.dialog import Question
from desktop.kit.form.fields import TextField
from desktop.kit.form.kept_dialog import KeptDialog
from desktop.kit.off import allow
from desktop.kit.page import files
from desktop.kit.page.banner import Banner
from desktop.kit.segments import Segments
from desktop.office.destruction import DoneAtServer
from desktop.office.erasure import Done
from desktop.office.sentences import sentence
from desktop.people.erase import words
from desktop.people.erase.mentions import Mentions
from desktop.people.erase.words import erasure_of
from domain.errors import Refused
from domain.people.erasure import REASON_LIMIT, CannotErase, Matter, Order, Preview, ReasonNames, Undecided
from domain.progress import Progress
from reports.words.people import phrases_erasure
from resources.i18n import _, current, ngettext, pgettext

WIDTH, HEIGHT, EDGE = 820, 660, 40
BESIDE = 60  # px at most of the width that the text does not get


class EraseDialog(KeptDialog):
    """Shows what an erasure takes; after the act the same dialog tells what is still to be done.

    Signals:
        erased: the person is gone from the file.
    """

    help_page = "people#erase"

    erased = Signal()

    def __init__(self, context: Context, told: Preview, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._told = told
        self._folder: Path | None = None
        self._erasing: Job | None = None
        self.result_shown = False
        theme = context.theme
        heading = _("Erase {name}, {code}").format(name=told.name, code=told.code)
        self._column = self.lay_out(_("Erase a person"), heading, gap="s")
        self.banner = Banner(theme, self)
        self._scroll = layout.scroll(self)
        body = QWidget(self._scroll)
        self.counts = QWidget(body)
        self.marks = Segments((_("Stay without a name"), _("Erase too")), body, _("Marks"))
        self.marks_caption = labels.plain(_("Marks"), body, "small", "muted")
        self.consequences = labels.paragraph("\n".join(self._consequences()), body)
        self.consequences.setVisible(bool(self.consequences.text()))
        self.mentions = Mentions(context, told.mentions, body)
        self.mentions.setVisible(bool(told.mentions))
        self._body = layout.column(
            self.counts,
            layout.row(self.marks_caption, self.marks, layout.STRETCH, gap="s"),
            self.consequences,
            self.mentions,
            layout.STRETCH,
            gap="m",
            around=(0, 0, 8, 0),
            of=body,
        )
        self._scroll.setWidget(body)
        self.reason = TextField(_("Reason"), self, "reason", hint=_("consent withdrawn on 20.11.2026"))
        self.reason.line.setMaxLength(REASON_LIMIT)
        self.reason.say(words.reason_stays(at_server=context.data.is_remote))
        self.folder_button = button(_("Choose a folder…"), self, do=self.choose_folder)
        self.folder = labels.paragraph("", self, "body", "muted")
        where = layout.row(self.folder_button, layout.grow(self.folder), gap="s")
        self.cancel_button = button(_("Cancel"), self, do=self.reject)
        self.erase_button = button(_("Erase…"), self, "danger", do=self.ask)
        self.why = labels.paragraph("", self, "small", "muted")
        self._acts = layout.row(layout.grow(self.why), self.cancel_button, self.erase_button, gap="s")
        layout.fill(
            self._column,
            self.restored,
            self.banner,
            layout.grow(self._scroll),
            self.reason,
            where,
            self._acts,
            gap="s",
            around=layout.AROUND_DIALOG,
        )
        self.marks.chosen.connect(self._on_marks)
        self.mentions.decided.connect(self._on_changed)
        self.reason.line.textChanged.connect(self._on_changed)
        self._fill()
        self._on_changed()
        self.reason.line.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def showEvent(self, arg__1: QShowEvent) -> None:
        super().showEvent(arg__1)  # which restores what was filled in
        if not self.result_shown and self._told.marks_kept != (self.marks.current == 0):
            self._on_marks(self.marks.current)
        self._fit()

    @override
    def filled_for(self) -> str:
        return str(self._told.person_id)

    def _fit(self) -> None:
        """Take the height that the text needs; a list of words of others gets all there is."""
        step, above = self._context.theme.font_step, self.parentWidget()
        wide, high = WIDTH + 40 * step, HEIGHT + 30 * step
        if above is not None:
            wide, high = min(wide, above.window().width() - EDGE), min(high, above.window().height() - EDGE)
        page, whole = self._scroll.widget(), self.layout()
        inside = None if page is None else page.layout()
        if whole is not None and inside is not None and (self.result_shown or self.mentions.isHidden()):
            whole.activate()
            room = wide - BESIDE
            need = max(inside.totalHeightForWidth(room), inside.totalMinimumSize().height())
            around = (
                whole.totalHeightForWidth(wide)
                if whole.hasHeightForWidth()
                else whole.totalSizeHint().height()
            )
            high = min(high, around - self._scroll.sizeHint().height() + need)
        self.resize(wide, high)

    @property
    @override
    def unfinished(self) -> bool:
        return under_way(self._erasing)

    @override
    def reject(self) -> None:
        if not under_way(self._erasing):  # the act cannot be called back
            super().reject()

    def choose_folder(self) -> None:
        """Ask where the act and the extract are saved."""
        folders, title = self._context.settings.folders, _("Where to save the act and the extract")
        folder = files.choose_folder(self, title, folders, Use.ERASURE)
        if folder is not None:
            self._folder = folder
            self._on_changed()

    def ask(self) -> None:
        """Ask once more: an erasure cannot be undone."""
        question = Question(
            _("Erase {name} for good?").format(name=self._told.name),
            words.what_follows(at_server=self._context.data.is_remote),
            pgettext("a text of others", "Keep"),
            _("Erase"),
            self,
            danger=True,
        )
        question.accepted.connect(self.erase)
        question.open()

    def erase(self) -> None:
        """Erase as decided, in a job; a refusal is shown here and nothing typed is lost."""
        folder = self._folder
        assert folder is not None
        order = Order(
            self._told.person_id,
            self.reason.text,
            "",
            marks_kept=self.marks.current == 0,
            decisions=self.mentions.decisions,
        )
        self.keep_now()
        data = self._context.data
        second = self._context.settings.second_folder(data.read(overview.identity))

        def work(progress: Progress) -> Done | DoneAtServer | Exception:
            try:
                return data.erase(order, folder, progress, second)
            except Exception as error:  # shown where it belongs, on the thread of the window
                return error

        self._erasing = self._context.jobs.run(work, self._on_done, _("Erasing"), ended=self._on_changed)
        self._on_changed()

    def _on_done(self, outcome: Done | DoneAtServer | Exception) -> None:
        match outcome:
            case Done() | DoneAtServer():
                self._show_result(*words.told(outcome))
            case _ if not self.isVisible():
                raise outcome  # told once the lock page is gone; what was filled in is kept
            case ReasonNames():
                refused = sentence(outcome, current())
                self.help_page = refused.help
                self.reason.say(refused.brief, wrong=True)
                self.reason.line.setFocus(Qt.FocusReason.OtherFocusReason)
            case Undecided():
                self._look_again()
            case Refused():
                self.banner.show_refused(sentence(outcome, current()), "danger")
            case _:
                raise outcome

    def _look_again(self) -> None:
        """Look through the file anew: words of others changed since somebody decided about them."""
        work = erasure_of(self._context.data, self._told.person_id, marks_kept=self.marks.current == 0)
        self._erasing = self._context.jobs.run(
            work, self._on_preview, _("Looking for what names the person"), ended=self._on_changed
        )
        self._on_changed()

    def _on_preview(self, told: Preview | CannotErase) -> None:
        if isinstance(told, CannotErase):
            self.banner.show_refused(sentence(told, current()), "danger")
            return
        self._told = told
        self._fill()
        self.consequences.setText("\n".join(self._consequences()))
        self.consequences.setVisible(bool(self.consequences.text()))
        self.mentions.setVisible(bool(told.mentions))
        news = self.mentions.renew(told.mentions)
        text = ngettext(
            "Meanwhile {n} text of others that names the person was written or changed.",
            "Meanwhile {n} texts of others that name the person were written or changed.",
            news,
        )
        if news:
            todo = _("Nothing was erased. Decide about what is marked as new, then erase.")
            self.banner.show_fact(text.format(n=news), todo, "warn")
        else:  # what was written meanwhile is gone again
            fact = _("What others wrote changed meanwhile, and all of it is decided about.")
            self.banner.show_fact(fact, _("Nothing was erased. Erase again."), "warn")

    def _show_result(self, left: tuple[str, ...], done: tuple[str, ...]) -> None:
        """Put what is *left* to be done, and what was done, in place of the form."""
        self.result_shown = True
        self.forget()
        self._forget()
        for widget in (self.reason, self.folder_button, self.folder, self.erase_button, self.why):
            widget.hide()
        page = QWidget(self._scroll)
        out = self._out()
        lines = [*left, *done]
        if out:
            lines.insert(len(left), out)
        column = layout.column(gap="m", of=page)
        for text in lines:
            column.addWidget(labels.paragraph(text, page))
        column.addStretch(1)
        self._scroll.setWidget(page)
        kind = "warn" if left else "info"
        self.banner.show_fact(_("The person is erased."), "", kind, closable=False)
        self.cancel_button.setText(_("Close"))
        self.cancel_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self._fit()
        self.erased.emit()

    def _forget(self) -> None:
        """Forget what this computer remembers about the person's sheets, and what was open in the file."""
        settings = self._context.settings
        settings.keep_visits(self._context.data.read(overview.identity), "")
        settings.write()
        for uid in self._told.sheet_uids:
            settings.keep_spent(uid, 0)
            settings.keep_shown_set(uid, "")

    def _fill(self) -> None:
        table = QWidget(self)
        grid = layout.grid(across="l", down=4, of=table)
        grid.setColumnStretch(2, 1)
        for number, (what, records, fate) in enumerate(phrases_erasure.counts(self._told.counts, current())):
            grid.addWidget(labels.plain(what, table), number, 0)
            grid.addWidget(labels.plain(str(records), table), number, 1, Qt.AlignmentFlag.AlignRight)
            grid.addWidget(labels.plain(fate, table, "small", "muted"), number, 2)
        self.counts = layout.swap(self._body, self.counts, table)
        levels = (Matter.MARKS, Matter.IMPORTED, Matter.SETTLED)
        marked = any(one.matter in levels for one in self._told.counts)
        for widget in (self.marks_caption, self.marks):
            widget.setVisible(marked)

    def _consequences(self) -> list[str]:
        lines = list(phrases_erasure.consequences(self._told, current()))
        out = self._out()
        return [*lines, out] if out else lines

    def _out(self) -> str:
        found = self._context.data.read(exports.handed_out, self._told.person_id)
        return phrases_erasure.handed_out(len(found), current())

    def _on_marks(self, number: int) -> None:
        kept = number == 0
        found = self._context.data.read(erasing.counted, self._told.person_id, marks_kept=kept)
        self._told = replace(self._told, counts=found, marks_kept=kept)
        self._fill()
        self._fit()

    def _on_changed(self) -> None:
        where = _("The certificate of destruction and the journal extract are saved there, outside the file.")
        if self._folder is not None:
            where = f"{self._folder}."
        keep = _(
            "Keep both for three years. Have a lawyer check processor, media and method in the certificate."
        )
        self.folder.setText(f"{where} {keep}")
        waiting = self.mentions.undecided
        why = ""
        if under_way(self._erasing):
            why = _("The person is being erased.")
        elif waiting:
            why = sentence(Undecided(waiting), current()).what
        elif not self.reason.text:
            why = _("Enter the reason.")
        elif self._folder is None:
            why = _("Choose where the act and the extract are saved.")
        allow(self.erase_button, why)
        self.why.setText(why)
