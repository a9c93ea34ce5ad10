"""One walk from a path to the open file: place, lock, password or code, new password, who works in it."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from desktop import errands
from desktop.data import Data
from desktop.errands import DEMO
from desktop.frame.doorbell import Answer, ring
from desktop.frame.window import Window
from desktop.jobs import Jobs
from desktop.settings import Settings
from desktop.start.actor import Actor
from desktop.start.screen import StartScreen
from domain.password import Tries
from resources import i18n
from resources.i18n import _

if TYPE_CHECKING:  # imported after the first paint
    from db.file.errors import OpenElsewhere
    from db.file.store import Created, KeysMissing, Store
    from desktop.frame.place import Memory, Place
    from domain.people.person import Person
    from domain.progress import Progress

    type Found = tuple[Path, bool, KeysMissing | None]
    """A file that was examined: its path, whether it is locked, which of its keys are missing."""


class Holder(Protocol):
    """Holds the window, which is another one after the look or the language has changed."""

    window: Window


class Opening(QObject):
    """Opens one file after another; each step asks on the start screen only what is not known yet.

    Signals:
        start_wanted: show the start screen, for ``path`` if there is one.
        entered: ``me`` works in ``data`` now; the Memory of where the file was left, or None.
        parting: a person closes the open file or goes on to another; ``leaving`` follows.
        leaving: the open file is about to be closed.
        agreed: id of the person who goes on in place of the present one.
        code_written: the recovery code of the new file is on paper.
        proved: the password of the file behind the lock page was given.
        rights_changed: it was given at the server, whose LoggedIn has other rights than what is open.
        failed: an error to be shown; the walk goes on.
        not_opened: the file was not opened, at least not yet.
        held: the path of the file that is this window's while something is still asked before it is shown.
        locked: the path of the file that is closed here, and whose password is asked for.
        turned: another file is asked for than that one.
        elsewhere: the path of a file that was asked for here and that another window has open.
    """

    start_wanted = Signal()
    entered = Signal(object)
    parting = Signal()
    leaving = Signal()
    agreed = Signal(int)
    code_written = Signal()
    proved = Signal()
    rights_changed = Signal(object)
    failed = Signal(object)
    not_opened = Signal()
    held = Signal(object)
    locked = Signal(object)
    turned = Signal()
    elsewhere = Signal(object)

    def __init__(
        self, holder: Holder, jobs: Jobs, settings: Settings, today: Callable[[], date], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._holder, self._jobs, self._settings, self._today = holder, jobs, settings, today
        self.path: Path | None = None  # the file that is open, or asked for
        self.data: Data | None = None
        self.me: Person | None = None
        self.created: Created | None = None  # the new file while its recovery code is shown
        self.file = ""  # this computer's key for the open file; "" for the example, which is not remembered
        self.opened_by = 0  # id of who has opened the file, 0 if unknown; somebody else may have gone on
        self.covered = False  # the lock page hides the file, which is still open
        self.left_at: Place | None = None  # where a locked file is opened again
        self.actor = Actor()  # as typed on the start screen, or who worked in the file left for a new one
        self.tries = Tries(monotonic)
        self._code = ""  # the recovery code that opened the file, until a new password is set
        self._farewell = ""  # the message about the file just closed, to be shown with the next one

    def lead(self, start: StartScreen) -> None:
        """Take the answers of this start screen, and show its first step."""
        start.create_wanted.connect(self._on_create_wanted)
        start.code_written.connect(self._on_code_written)
        start.password_renewed.connect(self._on_password_renewed)
        start.renewal_left.connect(self._on_renewal_left)
        start.actor_named.connect(self._on_actor_named)
        start.actor_chosen.connect(self._on_start_actor)
        start.actor = self.actor
        if self.covered and self.data is not None and self.data.is_remote:
            start.lock_server(self.data.where, self.data.ended_by)
        elif self.path is None and self._settings.at_server and self._settings.server[0]:
            start.server()
        elif self.path is not None and (self.covered or self.left_at is not None):
            start.lock(self.path)
        elif self.path is not None and (self.path.exists() or self.data is not None):
            start.unlock(self.path)
        else:  # what is wrong with a path that leads nowhere is told there
            start.welcome(self.actor)

    def look(self, path: Path) -> None:
        """Find out, off the UI thread, whether the file needs a password."""
        if path != self.path:
            self.left_at = None
            self.turned.emit()
        self.path = path
        self._jobs.run(partial(errands.look_at, path), self._on_looked_at, "")

    def open(self, path: Path, password: str, code: str, *, in_spite: bool = False) -> None:
        """Open the file by its password or its code; both are empty if it needs none.

        *in_spite*: the user has decided that another computer no longer has the file open.
        """
        if self.covered:
            self.prove(partial(errands.prove, path, password, code, self.tries))
            return
        if self.shows_elsewhere(path):
            return
        if self._start is not None:
            self._start.set_busy(True)
        self.path, self._code = path, code
        enter = self._on_opened_by_code if code else self._on_opened
        again = partial(self.open, path, password, code, in_spite=True)

        def then(outcome: "Store | OpenElsewhere") -> None:
            if isinstance(outcome, Exception):
                self._ask_in_spite(outcome, again)
            else:
                enter(outcome)

        work = partial(errands.open_file, path, password, code, self.tries, in_spite, self._settings.folder)
        self._jobs.run(work, then, "", ended=self._on_open_ended)

    def _on_open_ended(self) -> None:
        QTimer.singleShot(0, self, self._tell_not_opened)  # after what came of it

    def _tell_not_opened(self) -> None:
        if self.data is None:
            self.not_opened.emit()

    def shows_elsewhere(self, path: Path) -> bool:
        """Bring another window of this account that has the file open to the front, and say so."""
        answer = ring(path)
        self.tell_elsewhere(path, answer)
        if answer is not Answer.NOBODY:
            self.elsewhere.emit(path)
        return answer is not Answer.NOBODY

    def tell_elsewhere(self, path: Path, answer: Answer, brought: Path | None = None) -> None:
        """Say that another window has the file open, whether it is in front, and what it will take."""
        rest, busy = "", _("“{name}” is open in another window, which is busy now.")
        match answer:
            case Answer.HERE:
                told = _("“{name}” is open in another window, which is in front now.")
            case Answer.BUSY:
                told = busy
                rest = _("It comes to the front as soon as it can.")
                if brought is not None:
                    rest = _("It takes “{name}” as soon as it can.").format(name=brought.name)
            case Answer.SILENT:
                told = busy
                if brought is not None:
                    rest = _("“{name}” did not reach it. Open it again in a moment.").format(
                        name=brought.name
                    )
            case _:
                return
        self._holder.window.say(told.format(name=path.stem), rest)

    def go_over(self, path: Path) -> None:
        """Close the open file, if there is one, and open this one, which needs no password."""
        if self.data is not None:
            self._part()
            self.path = path
            self.start_wanted.emit()
        self.open(path, "", "")

    def change(self, found: "Found") -> None:
        """Close the open file and open this one."""
        path, locked, missing = found
        self._farewell = self._part()
        self.path = path
        self.start_wanted.emit()
        if locked:
            self.locked.emit(path)
            self._say(self._farewell)
            self._farewell = ""
            if missing is not None:
                self.failed.emit(missing)
        else:
            self._settings.check_password_gone(path)
            self.open(path, "", "")

    def begin_new(self) -> None:
        """Close the open file and ask for a new one."""
        me = self.me if self.file else None  # in the example the actor is nobody real
        if me is not None:
            self.actor = Actor(me.surname, me.given, me.patronymic, me.post)
        farewell = self._part()
        self.path = None
        self.start_wanted.emit()
        if me is not None and self._start is not None:
            self._start.new_file(self.actor)
        self._say(farewell)

    def close_file(self) -> None:
        """Close the open file and show the start screen."""
        farewell = self._part()
        if not self.file:
            self.path = None  # the example asks for no password
        self.start_wanted.emit()
        if self.path is not None:
            self.locked.emit(self.path)
        self._say(farewell)

    def prove(self, work: "Callable[[Progress], Exception | None]") -> None:
        """Lift the cover if this finds nothing against it."""
        if self._start is not None:
            self._start.set_busy(True)
        self._jobs.run(work, self._on_proved, "", ended=self._on_tried)

    def lock(self) -> None:
        """Close the file behind the lock page; ``left_at`` leads back."""
        self.covered = False
        self.leave()
        if self.path is not None:
            self.locked.emit(self.path)

    def ask_to_become(self, person_id: int) -> None:
        """Ask before this person goes on in place of the present one."""
        from db.assessing import people
        from desktop.kit.form.dialog import Question

        assert self.data is not None
        if self.data.read_only or person_id == self.opened_by:
            self.agreed.emit(person_id)  # nothing can be entered, or one comes back to one's own name
            return
        name = self.data.read(people.person, person_id).full_name
        question = Question(
            _("Continue as another person?"),
            _(
                "You will continue as: {name}. This is recorded in the journal, and documents say that "
                "what you enter was entered in another person's session."
            ).format(name=name),
            _("Stay"),
            _("Go on"),
            self._holder.window,
        )
        question.setProperty("person_id", person_id)
        question.accepted.connect(self._on_agreed)
        question.open()

    def become(self, person_id: int) -> None:
        """Let this person go on in place of the present one."""
        from db.assessing import people

        assert self.data is not None
        if not self.data.read_only:
            self.data.write(people.take_over, person_id)
        self.me = self.data.read(people.person, person_id)
        self._act_as(person_id)
        self._keep_actor()

    def leave(self) -> None:
        """Close the open file, if there is one."""
        self.leaving.emit()
        if self.created is not None:
            self.created.store.close()
        if self.data is not None:
            self._jobs.leave()
            self.data.close()
            self.data.deleteLater()
        self.created = self.data = self.me = None

    @property
    def _start(self) -> StartScreen | None:
        return self._holder.window.start

    def _say(self, text: str) -> None:
        assert self._start is not None
        self._start.say(text)

    def _part(self) -> str:
        """Close the open file, remember the place in it, and return the message about it."""
        assert self.data is not None
        self._holder.window.remember()
        self._jobs.leave()  # a copy under way would be waited for
        name, told = self.data.name, _("“{name}” is closed. Everything in it is saved.")
        if self.data.sends_later:
            told = _("The session at “{name}” has ended. What waits to be sent stays on this computer.")
        elif self.data.is_remote:
            told = _("The session at “{name}” has ended. Everything is saved.")
        self.parting.emit()
        self.leave()
        return told.format(name=name)

    def _on_looked_at(self, found: "Found") -> None:
        path, locked, missing = found
        if self.path != path or self.data is not None:
            return  # the password came before the file was examined
        if not locked:
            self._settings.check_password_gone(path)
            self.open(path, "", "")
        else:
            if self._start is not None and not self._start.asks(path):
                self._start.unlock(path)
            self.locked.emit(path)
        if missing is not None:
            self.failed.emit(missing)
        errands.import_screens()  # meanwhile we only wait for the disk or the person

    def _ask_in_spite(self, elsewhere: "OpenElsewhere", then: Callable[[], None]) -> None:
        """Ask whether to open all the same what another computer has open."""
        from desktop.errors import sentence
        from desktop.kit.form.dialog import Question

        if self._start is not None:
            self._start.set_busy(False)
        consequence = _(
            "Two programs that write at once can damage the file. Open it only if it was not closed there, "
            "as after a power cut."
        )
        question = Question(
            sentence(elsewhere).what,
            consequence,
            _("Do not open"),
            _("Open all the same"),
            self._holder.window,
            danger=True,
        )
        question.accepted.connect(then)
        question.open()

    def _on_tried(self) -> None:
        """Let the password be typed again, whatever came of the try."""
        if self.covered and self._start is not None:
            self._start.set_busy(False)

    def _on_proved(self, refused: Exception | None) -> None:
        if not self.covered or self._start is None:
            return
        if refused is None:
            self.proved.emit()
        elif isinstance(refused, errands.OtherRights):
            self.rights_changed.emit(refused.found)
        else:  # other errors are told once the page is gone
            from desktop.errors import failure

            self._start.fail(failure(refused))

    def _on_opened(self, store: "Store") -> None:
        self.leave()
        self.data = Data(store, self)
        self._enter()

    def _on_opened_by_code(self, store: "Store") -> None:
        """Ask for a new password first: otherwise only the code would open the file next time."""
        if store.read_only or self._start is None:
            self._on_opened(store)
            return
        self.leave()
        self.data = Data(store, self)
        self._start.renew(store.path.name)
        self.held.emit(store.path)

    def _on_password_renewed(self, password: str) -> None:
        assert self.data is not None
        assert self._start is not None
        self._start.set_busy(True)
        work = partial(errands.renew_password, self.data, password, self._code)
        self._jobs.run(work, self._on_renewed, "")

    def _on_renewal_left(self) -> None:
        assert self.data is not None
        if not self.data.has_key_file:
            self._farewell = _(
                "Until a password is set in the settings, only the recovery code opens this file."
            )
        self._enter()

    def _on_renewed(self, _nothing: None) -> None:
        self._farewell = ""
        self._enter()
        self._holder.window.toast.tell(
            _("The new password now opens the file. Older copies still open with the old one.")
        )

    def _on_create_wanted(self, path: Path, password: str, actor: Actor) -> None:
        if self._start is not None:
            self._start.set_busy(True)
        work = partial(errands.make_file, path, password, actor.person(), self._settings.folder)
        self._jobs.run(work, self._on_created, "")

    def _on_created(self, created: "Created") -> None:
        self.created = created
        if self._start is not None:
            self._start.recovery(created.recovery_code, created.store.path.name)
        self.held.emit(created.store.path)

    def _on_code_written(self) -> None:
        assert self.created is not None
        created, self.created = self.created, None
        self.path = created.store.path
        self._on_opened(created.store)
        self.code_written.emit()

    def _enter(self) -> None:
        """Sign in whoever opened the file last; ask if somebody else went on, or if that is not clear."""
        from db.home import glance

        assert self.data is not None
        self._settings.file_opened(self.data.path, self.data.has_password, self.data.settings_key)
        self._code, demo = "", self.data.path.parent == self._settings.folder / DEMO
        self.file = "" if demo else self.data.glance(glance.file_identity)
        actors = self.data.glance(glance.actors)
        wanted, place = self._settings.actor(self.file), self.left_at
        if place is not None and place.file == self.file and (place.opened_by or self.data.read_only):
            wanted = place.actor
        known = [person for person in actors if self.file and person.uid == wanted]
        if demo or len(actors) == 1 or (self.data.read_only and actors):
            known = known or [actors[0]]
        if known:
            self._go_in(known[0])
        elif self.data.read_only:
            from domain.people.person import Person

            self._go_in(Person())
        else:
            assert self._start is not None
            self._start.who(actors, self.data.glance(glance.last_actor))
            self.held.emit(self.data.path)

    def _on_start_actor(self, person_id: int) -> None:
        from db.assessing import people

        assert self.data is not None
        self._go_in(self.data.read(people.person, person_id))

    def _on_actor_named(self, actor: Actor) -> None:
        from db.assessing import people

        assert self.data is not None
        self._go_in(self.data.read(people.person, self.data.write(people.add, actor.person())))

    def _go_in(self, person: "Person") -> None:
        assert self.data is not None
        self.me = person
        memory, place, self.left_at = None, self.left_at, None
        kept = self._settings.actor(self.file)
        # Whom a file that is only read shows has not said so.
        self.opened_by = 0 if self.file and self.data.read_only and kept != person.uid else person.id
        if self.file:
            if kept == person.uid:
                from desktop.frame.place import Memory

                memory = Memory(self._settings.place(self.file))
            if place is not None and (place.file, place.actor) == (self.file, person.uid):
                memory, self.opened_by = place.memory, place.opened_by or self.opened_by
            else:
                self._holder.window.recall(self.file)
            self._settings.last_file = self.data.path
            self._settings.at_server = False
            self._keep_actor()
        if person.id:
            self._act_as(person.id)
        if self._settings.language is None:
            self._settings.language = i18n.current().language
        data = self.data
        if data.prepared or self._begins_with_step(memory):
            self._come_in(data, memory)
        else:
            come_in = partial(self._come_in, data, memory)
            self._jobs.run(partial(errands.prepare, data), lambda _nothing: come_in(), "")

    def _on_agreed(self) -> None:
        self.agreed.emit(self.sender().property("person_id"))

    def _act_as(self, person_id: int) -> None:
        assert self.data is not None
        self.data.act_as(person_id, self.opened_by if self.opened_by not in (0, person_id) else None)

    def _keep_actor(self) -> None:
        """Remember who has opened the file, for the next start; nobody once somebody else went on."""
        assert self.data is not None
        assert self.me is not None
        if self.file and not self.data.read_only:
            self._settings.keep_actor(self.file, self.me.uid if self.me.id == self.opened_by else "")

    def _begins_with_step(self, memory: "Memory | None") -> bool:
        """Return whether a glance can paint the first screen, so that it waits for nothing else."""
        from db.home import glance
        from desktop.places import HOME

        assert self.data is not None
        assert self.me is not None
        at_home = memory is None or memory.place[0] in ("", HOME)
        return at_home and self.data.glance(glance.next_step, self.me.id, self._today()) is not None

    def _come_in(self, data: Data, memory: "Memory | None") -> None:
        if self.data is not data:
            return  # another file was chosen meanwhile
        self.entered.emit(memory)
        if self._farewell:
            self._holder.window.toast.tell(self._farewell)
            self._farewell = ""
