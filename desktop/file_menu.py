"""The file menu, for mouse users: what can be done with the file as a whole."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from desktop.actions import Actions
from desktop.recent import RecentFile
from domain.people.person import Person
from resources.i18n import _


class FileMenu(QMenu):
    """New, open, import, recent files, who assesses, copies, close, about.

    Signals:
        new_wanted, open_wanted, import_wanted, templates_wanted, merge_wanted, copies_wanted, lock_wanted,
            close_wanted, about_wanted, journal_wanted: the entry was chosen.
        file_chosen: path of a recent file.
        actor_chosen: id of the person who assesses from now on.
    """

    new_wanted = Signal()
    open_wanted = Signal()
    import_wanted = Signal()
    templates_wanted = Signal()
    merge_wanted = Signal()
    lock_wanted = Signal()
    copies_wanted = Signal()
    close_wanted = Signal()
    about_wanted = Signal()
    journal_wanted = Signal()
    file_chosen = Signal(object)
    actor_chosen = Signal(int)

    def __init__(
        self,
        actions: Actions,
        recent: Sequence[RecentFile],
        people: Sequence[Person],
        me: int,
        parent: QWidget,
        *,
        of_file: bool = True,
        takes: bool = True,
        tells: bool = True,
    ) -> None:
        """*people* are those who may assess, *me* is the id of the current one.

        Without *of_file* what is open is the server: it is neither merged nor copied, a file is opened once
        one has left it, and everybody works in one's own name. *takes*: files may be imported. *tells*: the
        journal may be read.
        """
        super().__init__(parent)
        if of_file:
            self.addAction(_("New file…")).triggered.connect(self.new_wanted)
            other = self.addAction(f"{actions.text('other_file')}\t{actions.cap('other_file')}")
            other.triggered.connect(self.open_wanted)
        if takes:
            brought = self.addAction(f"{actions.text('import_files')}\t{actions.cap('import_files')}")
            brought.triggered.connect(self.import_wanted)
        if of_file:
            self.addAction(actions.text("save_templates")).triggered.connect(self.templates_wanted)
            self.addAction(actions.text("merge_files")).triggered.connect(self.merge_wanted)
        self.people = QMenu(_("Working as"), self)
        if of_file:
            self._add_recent(recent)
            self._add_people(people, me)
        self.addSeparator()
        words = actions.text("lock") if of_file else _("Lock the window")
        lock = self.addAction(f"{words}\t{actions.cap('lock')}")
        lock.triggered.connect(self.lock_wanted)
        if of_file:
            self.addAction(actions.text("copies")).triggered.connect(self.copies_wanted)
        if tells:
            self.addAction(_("Journal")).triggered.connect(self.journal_wanted)
        leave = _("Close the file") if of_file else _("Leave the server")
        self.addAction(leave).triggered.connect(self.close_wanted)
        self.addAction(actions.text("about")).triggered.connect(self.about_wanted)

    def _add_recent(self, recent: Sequence[RecentFile]) -> None:
        files = self.addMenu(_("Recent files"))
        for file in recent:
            name = file.path.stem.replace("&", "&&")
            one = files.addAction(_("{name}: not found").format(name=name) if file.gone else name)
            one.setData(file.path)
            one.setEnabled(not file.gone)
        files.setEnabled(bool(recent))
        files.triggered.connect(self._on_file)
        self.addSeparator()

    def _add_people(self, people: Sequence[Person], me: int) -> None:
        whom = self.people
        self.addMenu(whom)
        for person in people:
            one = whom.addAction(person.full_name.replace("&", "&&"))
            one.setData(person.id)
            one.setCheckable(True)
            one.setChecked(person.id == me)
        whom.triggered.connect(self._on_person)
        whom.setEnabled(any(person.id != me for person in people))

    def _on_file(self, action: QAction) -> None:
        self.file_chosen.emit(action.data())

    def _on_person(self, action: QAction) -> None:
        self.actor_chosen.emit(action.data())
