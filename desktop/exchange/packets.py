"""What is done with packets and keys anywhere in the window: taken, invited by, sealed, known."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from db.assessing import cases
from db.assessing.sheet import sheets
from db.exchange import along, holdings, keys, pairing, settling
from db.exchange.along import Looked
from db.exchange.settling import Subject
from db.file.copies import Why
from db.framework import editions
from desktop.context import Context
from desktop.data import Data
from desktop.exchange.add_key_form import AddKeyForm
from desktop.exchange.along_question import AlongQuestion, NoOtherFile, OwnFileQuestion, OwnKeyQuestion
from desktop.exchange.invite_dialog import InviteDialog
from desktop.exchange.send_dialog import Making, SendDialog
from desktop.exchange.settle_dialog import SettleDialog
from desktop.exchange.take_question import NoKeyOfSender, TakeQuestion
from desktop.folders import Use
from desktop.kit.form.dialog import Message
from desktop.kit.off import read_only_reason
from desktop.kit.page import files
from desktop.office.exchange import carrying, sending, taking
from desktop.office.intake import contents
from desktop.shared import opening
from domain.exchange.draft_merge import Choices, Side, Unsettled
from domain.exchange.holding import Holding
from domain.exchange.key import Introduction
from domain.exchange.ledger import Announced, Opened, Taken
from domain.exchange.packet import CaseBack, CaseToGo, Packet, PacketKind
from domain.exchange.refusal import NoKeys, NotAccepted
from domain.exchange.refusal import Why as Refusal
from domain.mark import Role
from domain.progress import Progress
from resources.i18n import _, current


class Packets(QObject):
    """Asks before anything is taken or handed out; what is refused is told like any refusal.

    Signals:
        told: a message.
        exported: paths of packets that were written, a tuple.
        sheet_opened: id of a sheet, and of its assessor.
        case_wanted: id of a case to go to.
        exchange_wanted: show the list.
        line_wanted: key of a line of the list to show.
        keys_wanted: show the keys.
    """

    told = Signal(str)
    exported = Signal(object)
    sheet_opened = Signal(int, int)
    case_wanted = Signal(int)
    exchange_wanted = Signal()
    line_wanted = Signal(str)
    keys_wanted = Signal()

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context, self._parent = context, parent
        self._opening = opening.SheetsOpening(context, self)
        self._opening.told.connect(self.told)
        self._held: bytes | None = None  # the packet of somebody whose key is not known yet

    def take(self, data: bytes) -> None:
        """Read a packet in the background, then ask whether to take it."""
        if self._context.data.read_only:
            self.told.emit(read_only_reason())
            return
        self._held = None
        work = partial(_looked, self._context.data, data)
        self._context.jobs.run(work, partial(self._on_read, data), _("Reading the packet"))

    def know(self, data: bytes) -> None:
        """Ask whose key a key file holds."""
        if self._context.data.read_only:
            self.told.emit(read_only_reason())
            return
        told = pairing.read(data)
        if self._context.data.is_remote:  # where HR knows nobody's key, and everybody the own one
            self._ask_whether_own(told, self._take_held)
            return
        form = AddKeyForm(self._context, told, self._parent)
        form.known.connect(self._on_known)
        form.rejected.connect(self._on_left)
        form.open()

    def invite(self, case_id: int) -> None:
        """Ask whom to invite to a case by packets."""
        dialog = InviteDialog(self._context, case_id, self._parent)
        dialog.exported.connect(self.exported)
        dialog.told.connect(self.told)
        dialog.open()

    def send_model(self, framework_id: int) -> None:
        """Ask whose file gets an edition of a framework."""
        (line,) = self._context.data.read(editions.editions, framework_id)
        about = _("{title}, edition {number}").format(title=current().text(line.title), number=line.number)
        purpose = _(
            "The packet opens only in the file of whoever you choose. "
            "Invitations to assess bring the framework along."
        )
        data = self._context.data

        def make(person_id: int, _progress: Progress) -> sending.Outgoing:
            return carrying.model(data, framework_id, person_id)

        self._send(_("Send framework"), about, purpose, make)

    def send_result(self, case_id: int) -> None:
        """Ask whose file gets the result of a case, as that person may see it."""
        (line,) = self._context.data.read(cases.lines_of, [case_id])
        about = " · ".join(part for part in (line.person_name, line.cycle_title or line.cycle_code) if part)
        purpose = _(
            "The packet holds the assessment profile as whoever you choose may see it. It opens only in that "
            "person's file."
        )
        data, today = self._context.data, self._context.today()

        def make(person_id: int, progress: Progress) -> sending.Outgoing:
            return carrying.result(data, case_id, person_id, today, progress)

        self._send(_("Send result"), about, purpose, make, case_id)

    def _send(self, title: str, about: str, purpose: str, making: Making, case_id: int = 0) -> None:
        if self._context.data.read_only:
            self.told.emit(read_only_reason())
            return
        dialog = SendDialog(self._context, title, about, purpose, making, self._parent, case_id)
        dialog.exported.connect(self.exported)
        dialog.told.connect(self.told)
        dialog.open()

    def seal(self, case_id: int) -> None:
        """Ask for a folder, and write there the own submitted sheet of a case, sealed."""
        self._save(sending.seal(self._context.data, case_id))

    def bring_back(self, case_id: int) -> None:
        """Ask for a folder, and write there a case that was taken along, for the file it came from."""
        self._save(carrying.bring_back(self._context.data, case_id))

    def take_along(self, case_id: int) -> None:
        """Ask whether to take the own sheet of a case along, and write its packet for one's other file."""
        context = self._context
        if context.data.read_only:
            self.told.emit(read_only_reason())
            return
        try:
            made = carrying.take_along(context.data, case_id)
        except NoKeys:
            if context.data.is_remote:
                self._ask_for_own_file(partial(self.take_along, case_id))
                return
            lacking = NoOtherFile(self._parent)
            lacking.accepted.connect(self.keys_wanted)
            lacking.open()
            return
        key = context.data.read(keys.introduction) if context.data.is_remote else None
        question = AlongQuestion(made.about, self._parent, "" if key is None else key.keys.groups)
        question.accepted.connect(partial(self._save, made, key))
        question.open()

    def open_sheets(self, case_id: int) -> None:
        """Open the sealed sheets of a case for which nobody is awaited any more."""
        if self._context.data.read_only:
            self.told.emit(read_only_reason())
            return
        self._opening.open(case_id)

    def _ask_for_own_file(self, then: Callable[[], object]) -> None:
        """Ask for the key of the own file, which the server gets to know by it; *then* goes on."""
        question = OwnFileQuestion(self._parent)
        question.accepted.connect(partial(self._on_own_file, then))
        question.rejected.connect(self._on_left)
        question.open()

    def _on_own_file(self, then: Callable[[], object]) -> None:
        told = self._chosen_key()
        if told is None:
            self._on_left()
        else:
            self._ask_whether_own(told, then)

    def _ask_whether_own(self, told: Introduction, then: Callable[[], object]) -> None:
        question = OwnKeyQuestion(told, self._parent)
        question.accepted.connect(partial(self._on_own_key, told, then))
        question.rejected.connect(self._on_left)
        question.open()

    def _on_own_key(self, told: Introduction, then: Callable[[], object]) -> None:
        self._context.data.write(keys.know_own, told)
        self.told.emit(_("The server knows the key of your file"))
        then()

    def _save(self, made: sending.Outgoing, key: Introduction | None = None) -> None:
        """Ask for a folder for the packet; beside it the *key* is saved by which it is taken."""
        folders = self._context.settings.folders
        title = _("Folder for the packet to {name}").format(name=made.recipient)
        folder = files.choose_folder(self._parent, title, folders, Use.PACKETS)
        if folder is not None:
            beside = () if key is None else (carrying.key_beside(key, folder),)
            self.exported.emit((*sending.write(self._context.data, folder, made), *beside))

    def _on_read(self, data: bytes, read: Looked | NotAccepted) -> None:
        if isinstance(read, Looked):
            self._on_looked(read, data)
            return
        if not self._parent.isVisible():  # the file was locked meanwhile: there is nobody to ask
            raise read
        self._held = data
        if self._context.data.is_remote:
            self._ask_for_own_file(self._take_held)
            return
        question = NoKeyOfSender(read, self._parent)
        question.accepted.connect(self._on_key_wanted)
        question.rejected.connect(self._on_left)
        question.open()

    def _on_key_wanted(self) -> None:
        path = self._key_file()
        if path is None:
            self._on_left()
        else:
            self.know(contents.content(path))

    def _chosen_key(self) -> Introduction | None:
        path = self._key_file()
        return None if path is None else pairing.read(contents.content(path))

    def _key_file(self) -> Path | None:
        return files.choose(
            self._parent,
            _("Key of another file"),
            _("Keys of Merilo (*.{ending});;All files (*)").format(ending=pairing.ENDING),
            self._context.settings.folders,
            Use.PACKETS,
        )

    def _on_left(self) -> None:
        self._held = None  # a key that is added for another reason brings no packet

    def _on_known(self, words: str) -> None:
        self.told.emit(words)
        self._take_held()

    def _take_held(self) -> None:
        if self._held is not None:  # nobody has to open it once more
            self.take(self._held)

    def _on_looked(self, looked: Looked, data: bytes) -> None:
        if not self._parent.isVisible():  # the file was locked meanwhile
            return
        if looked.told.would.again:
            self.told.emit(_("This packet was taken before; nothing has changed."))
            self._lead(looked.told.would)
            return
        if looked.subject is not None:
            self._settle(looked, looked.subject, data)
            return
        question = TakeQuestion(looked.told, self._parent)
        question.accepted.connect(partial(self._on_agreed, looked, data))
        question.open()

    def _settle(self, looked: Looked, subject: Subject, data: bytes) -> None:
        """Ask what counts of what both files have changed; only the assessor sees what either says."""
        if not subject.is_own:
            what, rest = _("The sheet was changed both here and in the other file."), _not_own(subject)
            Message(what, rest, self._parent, page="sheet#along").open()
            return
        context, content = self._context, looked.packet.content
        assert isinstance(content, CaseToGo | CaseBack)
        submitted = content.draft is not None and content.draft.submitted_at is not None
        dialog = SettleDialog(
            context, looked.told, looked.clashes, subject, self._parent, was_submitted=submitted
        )
        dialog.settled.connect(partial(self._on_agreed, looked, data))
        dialog.open()

    def _on_agreed(self, looked: Looked, data: bytes, choices: Choices | None = None) -> None:
        work = partial(_taken, self._context.data, looked, data, choices)
        self._context.jobs.run(work, partial(self._on_taken, data), _("Taking the packet"))

    def _on_taken(self, data: bytes, outcome: "Looked | tuple[Looked, Taken]") -> None:
        if isinstance(outcome, Looked):  # the sheet was changed since it was asked about
            if self._parent.isVisible():
                self._on_looked(outcome, data)
            else:  # behind the lock page nothing is asked: it is told afterwards
                self.told.emit(_not_taken(outcome.told))
            return
        looked, done = outcome
        self.told.emit(_done(looked.told, done))
        if self._parent.isVisible():
            self._lead(done)

    def _lead(self, done: Taken) -> None:
        if self._context.data.is_remote:
            self._to_own_sheet(done.case_id)
        elif done.case_id is None:
            self.exchange_wanted.emit()
        elif done.kind is PacketKind.INVITATION:
            self._to_line(done.case_id)
        elif done.kind is PacketKind.CASE_TO_GO:
            self._to_sheet(done.case_id)
        elif done.opened or done.kind is PacketKind.CASE_BACK:
            self.case_wanted.emit(done.case_id)
        else:
            self.exchange_wanted.emit()

    def _to_line(self, case_id: int) -> None:
        """Show where to begin: who accepts an invitation need not rate at once, and no time may run."""
        line = self._mine(case_id)
        if line is None:
            self.exchange_wanted.emit()
        else:
            self.line_wanted.emit(line.key)

    def _mine(self, case_id: int) -> Holding | None:
        lines = self._context.data.read(holdings.of_case, case_id)
        return next((one for one in lines if one.is_mine), None)

    def _to_own_sheet(self, case_id: int | None) -> None:
        """Show the sheet that is back, which each role may see."""
        me = self._context.me.id
        if case_id is not None:
            self.sheet_opened.emit(self._context.data.read(sheets.handed_in, case_id, me), me)

    def _to_sheet(self, case_id: int) -> None:
        line = self._mine(case_id)
        if line is None or line.assessor_id is None:
            self.exchange_wanted.emit()
        else:
            self.sheet_opened.emit(own_sheet(self._context.data, line), line.assessor_id)


def own_sheet(data: Data, line: Holding) -> int:
    """Return the sheet of an assessor who was invited from elsewhere, begun if there is none."""
    assert line.case_id is not None and line.assessor_id is not None, "an invitation has both"
    if line.sheet_id is not None:
        return line.sheet_id
    return data.write(sheets.open_sheet, line.case_id, line.assessor_id, Role.EXPERT)


def _done(told: Announced, done: Taken) -> str:
    if done.again:
        return _("This packet was taken before; nothing has changed.")
    early = done.kind is PacketKind.GIVEN_SHARE
    if words := opening.opened_words(Opened(done.opened, done.set_aside), early=early):
        return words
    if done.kind is PacketKind.SEALED_SHEET:
        return _("The sheet of {name} is taken; it stays closed until the last one comes").format(
            name=told.sender
        )
    if done.kind is PacketKind.INVITATION:
        return _("The invitation of {name} is accepted").format(name=told.sender)
    return _("The packet of {name} is taken").format(name=told.sender)


def _not_taken(told: Announced) -> str:
    return _(
        "The packet of {name} was not taken, since the sheet was changed meanwhile. Take it again and choose "
        "what counts."
    ).format(name=told.sender)


def _looked(data: Data, content: bytes, progress: Progress) -> Looked | NotAccepted:
    """Read a packet; a refusal for want of the sender's key is returned, since that can be added at once."""
    try:
        if data.is_remote:  # opened beside its key, which does not travel
            return data.read(along.looked, content)
        return _announced(data, taking.looked(data, content, progress), taking.hash_of(content))
    except NotAccepted as refused:
        if refused.why is not Refusal.UNKNOWN_SIGNER:
            raise
        return refused


def _announced(data: Data, packet: Packet, file_hash: str) -> Looked:
    try:
        return Looked(packet, file_hash, taking.told(data, packet, file_hash))
    except Unsettled as unsettled:
        told = taking.told(data, packet, file_hash, Side.HERE)
        subject = data.read(settling.subject, packet)
        return Looked(packet, file_hash, told, unsettled.clashes, subject)


def _taken(
    data: Data, looked: Looked, content: bytes, choices: Choices | None, progress: Progress
) -> Looked | tuple[Looked, Taken]:
    """Take the packet, after a copy as before every import; what is unsettled now is looked at anew."""
    data.copy_first(Why.IMPORT, progress.part())
    if choices is not None:  # they answer what was shown
        now = _again(data, looked, content)
        if now.clashes != looked.clashes:
            return now
    try:
        if data.is_remote:
            return looked, data.write(along.take, content, choices)
        return looked, taking.take(data, looked.packet, looked.file_hash, choices)
    except Unsettled:
        return _again(data, looked, content)


def _again(data: Data, looked: Looked, content: bytes) -> Looked:
    if data.is_remote:
        return data.read(along.looked, content)
    return _announced(data, looked.packet, looked.file_hash)


def _not_own(subject: Subject) -> str:
    return _(
        "Nothing was taken. Only the assessor sees both sides and chooses: {name}. Work under that name and "
        "take the packet again."
    ).format(name=subject.assessor)
