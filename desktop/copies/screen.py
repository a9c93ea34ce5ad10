"""The copies of the file: the list, making one, checking all, returning to one, and a second folder."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, override

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from db.file.copies import Copy, State, Why, folder
from desktop import copying
from desktop.context import Context
from desktop.copies.outstanding_row import OutstandingRow
from desktop.copies.restore_dialog import RestoreDialog
from desktop.copies.table import CopiesTable
from desktop.copying import Known, Outcome
from desktop.jobs import Job, under_way
from desktop.kit import labels, layout
from desktop.kit.buttons import button
from desktop.kit.off import allow, read_only_reason
from desktop.kit.page import files
from desktop.kit.page.empty import Empty
from desktop.kit.page.header import Header
from desktop.kit.page.screen import Screen
from desktop.office import copied
from desktop.office.sentences import sentence
from domain.password import Tries
from resources.i18n import _, current, ngettext

if TYPE_CHECKING:
    from collections.abc import Callable

    from db.file.errors import StoreError
    from db.file.restoring import Restored
    from desktop.office.erasure import Finished
    from domain.progress import Progress

SIDE = 14  # px on both sides of what is outstanding, as of a banner


@dataclass(frozen=True, slots=True)
class Remembered:
    """The current copy, and what the last check found."""

    path: object
    checked: tuple[Copy, ...]


class CopiesScreen(Screen):
    """Reads the folders in the background; nothing here changes the file.

    Signals:
        file_chosen: path of a restored file, to be opened.
    """

    file_chosen = Signal(object)

    def __init__(self, context: Context, file: str, parent: QWidget) -> None:
        """*file* is this computer's key for the file."""
        super().__init__(context, parent)
        self._file, self._tries = file, Tries(monotonic)
        self._finishing: Job | None = None
        self.known = Known()
        self._checked: tuple[Copy, ...] = ()
        theme = context.theme
        self.header = self.add_header(Header(theme, _("Copies"), self, back=_("Back")))
        self.check_button = self.header.act(_("Check copies"), "shield-check", self._on_check)
        self.restore_button = self.header.act(
            _("Restore to a new file…"), "archive-restore", self._on_restore
        )
        self.copy_button = self.header.act(_("Make a copy now"), "archive", self._on_copy)
        self.header.lead(self.copy_button)
        self.trouble = self.add_banner()
        self.outstanding = OutstandingRow(self)
        framed = layout.row(layout.grow(self.outstanding), around=(SIDE, 8, SIDE, 0))
        self.lay(framed, self._folder_row(), labels.rule(self))
        self.table = CopiesTable(context, self._place, self)
        self.nothing = Empty(
            theme.icon("archive", "muted", 22),
            _("No copies yet"),
            self,
            rest=_("They are made by themselves: on each day of work, every half hour of it, and at the end.")
            if file
            else _("The example is not copied by itself."),
        )
        self._stack = self.add_stack(self.table, self.nothing)
        self.lack = labels.paragraph("", self, "small", "muted")
        self.tight = labels.paragraph("", self, "small", "warn")
        foot = layout.column(self.lack, self.tight, gap="xs", around=(20, 8, 20, 10))
        self.lay(foot)
        self._join()

    @property
    @override
    def keys(self) -> tuple[tuple[str, str], ...]:
        of_a_line = (("↑ ↓", _("row")), ("F4", _("restore")), ("Ctrl+C", _("copy")))
        return (
            *(of_a_line if self.known.copies else ()),
            ("Ins", _("new copy")),
            ("Esc", _("back")),
        )

    def open(self) -> None:
        """Read again which copies there are."""
        self.trouble.hide()
        self.refresh()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def memory(self) -> object:
        """Return the current copy and what the last check found."""
        return Remembered(self.table.current_key, self._checked)

    def recall(self, memory: object) -> None:
        """Go back to that copy."""
        if isinstance(memory, Remembered):
            self._checked = memory.checked
            self._show()
            self.table.stand_on(memory.path)

    @override
    def refresh(self) -> None:
        work = partial(copying.look, self._context.data, self._second, apart=self._apart)
        self._context.jobs.run(work, self.show_known, "")

    @property
    def _second(self) -> Path | None:
        return self._context.settings.second_folder(self._file)

    @property
    def _apart(self) -> bool:
        return self._context.settings.second_apart(self._file)

    def _folder_row(self) -> QHBoxLayout:
        self.second_label = labels.elided("", self)
        self.choose_button = button(_("Choose…"), self, do=self._on_choose)
        self.choose_button.setAccessibleName(_("Choose the second folder"))
        self.forget_button = button(_("Remove"), self, "quiet", do=self._on_forget)
        self.forget_button.setAccessibleName(_("Use no second folder"))
        name = labels.plain(_("Second folder"), self, "small", "muted")
        return layout.row(
            name,
            layout.grow(self.second_label),
            self.choose_button,
            self.forget_button,
            gap="m",
            around=(20, 8, 20, 8),
        )

    def _join(self) -> None:
        make = self._context.actions.make
        make("copy_now", self, self._on_copy)
        make("check_copies", self, self._on_check)
        make("restore_copy", self, self._on_restore)
        make("second_folder", self, self._on_choose)
        here = Qt.ShortcutContext.WidgetShortcut
        make("open", self.table, self._on_restore, here)
        self.table.doubleClicked.connect(self._on_restore)
        self.table.selectionModel().currentRowChanged.connect(self._on_current)
        self._context.data.copied.connect(self._on_copied)
        self.outstanding.wanted.connect(self._on_finish)
        self.outstanding.given_up.connect(self._on_given_up)

    def _show(self) -> None:
        stood = self.table.current_key
        shown = copying.with_states(self.known.copies, self._checked)
        self.table.list_model.show(shown)
        self.table.stand_on(stood)
        self._stack.setCurrentWidget(self.table if shown else self.nothing)
        context, words = self._context, current()
        newest = self.known.newest
        facts = ""
        if newest is not None and newest.taken is not None:
            count = ngettext("{n} copy", "{n} copies", len(shown)).format(n=len(shown))
            facts = _("{count}, the newest {moment}").format(
                count=count, moment=copied.day(newest.taken, context.today(), words)
            )
        self.header.set_title(_("Copies"), facts)
        self._show_folder()
        tight = context.settings.copies_tight(self._file)
        self.tight.setText(
            _("The disk is short of space: fewer old copies are kept than usual.") if tight else ""
        )
        self.tight.setVisible(tight)
        fixed = read_only_reason() if context.data.read_only else ""
        allow(self.copy_button, fixed)
        self._show_outstanding()
        allow(self.check_button, "" if shown else _("There are no copies yet"))
        self._on_current()
        self.keys_changed.emit()

    def _show_outstanding(self) -> None:
        why_not = read_only_reason() if self._context.data.read_only else ""
        if under_way(self._finishing):
            why_not = _("The copies are being rewritten.")
        self.outstanding.show_tasks(self.known.outstanding, self.known.gone, why_not)

    def _show_folder(self) -> None:
        second = self._second
        if second is None:
            text = _("none: all copies are beside the file, on the same disk")
        elif self.known.second_away:
            text = _("{folder}: not connected").format(folder=second)
        else:
            text = str(second)
        self.second_label.setText(text)
        self.choose_button.setAccessibleDescription(text)
        self.forget_button.setVisible(second is not None)

    def _place(self, copy: Copy) -> str:
        second = self._second
        if second is not None and copy.path.parent == second:
            return _("second folder")
        return copy.path.parent.name

    def show_known(self, known: Known) -> None:
        """Show these copies."""
        self.known = known
        copying.note(self._context.data, self._context.settings, self._file, known)
        self._show()

    def _on_copied(self, _taken: object) -> None:
        if self.isVisible():
            self.refresh()

    def _on_finish(self) -> None:
        if under_way(self._finishing):
            return
        self.trouble.hide()
        work, run = partial(copying.finish, self._context.data, self._second), self._context.jobs.run
        title = _("Rewriting the copies")
        self._finishing = run(work, self._on_finished, title, self.refresh, ended=self._show_outstanding)
        self._show_outstanding()

    def _on_finished(self, outcome: "Finished | StoreError") -> None:
        if isinstance(outcome, Exception):
            self.trouble.show_refused(sentence(outcome, current()), "danger")
        elif lines := _not_done(outcome):
            self.trouble.show_fact(lines[0], " ".join(lines[1:]), "warn")
        else:
            self.told.emit(_("Done: nothing is outstanding any more"))
        self.refresh()

    def _on_given_up(self, ids: tuple[int, ...]) -> None:
        from db.journal import outstanding

        self._context.data.write(outstanding.give_up, ids)
        self.refresh()

    def _on_current(self) -> None:
        copy = self.table.current_line
        fit = copy is not None and copy.taken is not None
        allow(self.restore_button, "" if fit else _("Choose a copy"))
        self.lack.setText(self._lack(copy) if copy is not None and fit else "")

    def _lack(self, copy: Copy) -> str:
        return copied.lack(copying.lacking(self._context.data, copy), current())

    def _on_copy(self) -> None:
        context = self._context
        if context.data.read_only:
            return
        self.trouble.hide()
        work = partial(copying.copy, context.data, Why.BY_HAND, self._second, apart=self._apart)
        context.jobs.run(work, self._on_made, _("Copying the file"))

    def _on_made(self, outcome: Outcome) -> None:
        if outcome.taken is None:
            assert outcome.fault is not None
            words = sentence(outcome.fault, current())
            fact = _("The file could not be copied. {what}").format(what=words.what)
            self.trouble.show_fact(fact, words.todo, "danger", page=words.help)
            return
        self.told.emit(_("The copy has been made and checked"))
        self._show_second(outcome)
        self.refresh()

    def _show_second(self, outcome: Outcome) -> None:
        if outcome.second is not None:
            self._keep_copied(outcome.second.copy.path.parent)
            self.told.emit(_("The copy has been made and checked, and put into the second folder too"))
        elif outcome.second_fault is not None:
            told = sentence(outcome.second_fault, current())
            fact = _("The copy could not be put into the second folder. {what}").format(what=told.what)
            rest = _("The copy beside the file was made.")
            self.trouble.show_fact(fact, rest, "warn", page=told.help)

    def _on_check(self) -> None:
        if self.known.copies:
            self.trouble.hide()
            work = partial(copying.check, self._context.data, self.known.copies)
            self._context.jobs.run(work, self._on_checked, _("Checking the copies"))

    def _on_checked(self, checked: tuple[Copy, ...]) -> None:
        self._checked = checked
        self._show()
        faulty = sum(one.state is State.FAULTY for one in checked)
        if not faulty:
            sound = ngettext("{n} copy checked: sound", "{n} copies checked: all sound", len(checked))
            self.told.emit(sound.format(n=len(checked)))
            return
        fact = ngettext("{n} copy is not sound.", "{n} copies are not sound.", faulty).format(n=faulty)
        if faulty < len(checked):
            rest = _("The others are. Make a new copy, and keep the faulty ones out of use.")
        else:
            rest = _("Make a new copy now, best into another folder too.")
        self.trouble.show_fact(fact, rest, "warn")

    def _on_restore(self) -> None:
        copy = self.table.current_line
        if copy is None or copy.taken is None:
            return
        context = self._context
        suggested = copying.suggested(context.data.path, copy)
        locked = self._of_another_key(copy)

        def work(new: Path, present: str) -> "Callable[[Progress], Restored | Exception]":
            if locked:
                return partial(copying.restore_by, present, self._tries, copy, new)
            return partial(copying.restore, context.data, copy, new)

        dialog = RestoreDialog(
            context.theme, context.jobs, copy, suggested, work, self, locked=locked, lack=self._lack(copy)
        )
        dialog.restored.connect(self.file_chosen)
        dialog.kept.connect(self._on_kept)
        dialog.open()

    def _of_another_key(self, copy: Copy) -> bool:
        """Return whether a check found that this file's key does not open the copy."""
        from db.file.copies import Wrong

        return any(one.path == copy.path and one.wrong is Wrong.KEY for one in self._checked)

    def _on_kept(self, path: Path) -> None:
        self.told.emit(_("Restored: {name}").format(name=path.name))

    def _on_choose(self) -> None:
        start = self._second or self._context.data.path.parent
        chosen = files.folder(self, _("Second folder for copies"), start)
        if chosen is None:
            return
        self.trouble.hide()
        if chosen == folder(self._context.data.path):
            rest = _("Choose another one, best of all on another disk.")
            self.trouble.show_fact(_("The copies are in this folder already."), rest, "warn")
            return
        self._context.settings.keep_second_folder(self._file, chosen)
        self._keep_copied(chosen)
        newest = self.known.newest
        if newest is None or newest.path.parent == chosen:
            self.refresh()
        else:
            work = partial(copying.put, newest, chosen)
            self._context.jobs.run(work, self._on_put, _("Copying the file"), self.refresh)

    def _keep_copied(self, second: Path) -> None:
        apart = copying.is_apart(self._context.data.path, second)
        self._context.settings.keep_second_copied(self._file, copying.utc_now(), apart=apart)

    def _on_put(self, outcome: Outcome) -> None:
        self._show_second(outcome)
        self.refresh()

    def _on_forget(self) -> None:
        self._context.settings.keep_second_folder(self._file, None)
        self.refresh()


def _not_done(found: "Finished") -> tuple[str, ...]:
    """Return what is still to be done, and which copies were removed, a sentence each; empty if neither."""
    from reports.words.people import phrases_erasure

    words = current()
    return (
        *phrases_erasure.not_reached(found.compact, found.left, words, found.unsaved),
        *copied.former(found.former, words),
        *phrases_erasure.copies(0, found.removed, words),
    )
