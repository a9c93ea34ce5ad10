"""Where packets, keys and second files lead: what takes them is made on first use."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Qt, Signal

from desktop.context import Context
from desktop.kit.off import read_only_reason
from desktop.places import ASSESSMENT, DOCUMENTS, EXCHANGE, FRAMEWORK, HOME, PAPERS
from resources.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from db.file.copies import Copy
    from db.file.restoring import Restored
    from desktop.exchange.packets import Packets
    from desktop.exchange.screen import ExchangeScreen
    from desktop.export.screen import DocumentsScreen
    from desktop.frame.ways import Ways
    from desktop.office.intake.recognising import Thing
    from domain.exchange.holding import Stand
    from domain.progress import Progress


_ACTS = (
    *("take_packet", "exchange_keys", "invite_by_packets", "answer_form", "take_along", "seal_sheet"),
    *("return_by_packet", "give_share", "send_model", "send_result"),
)


class Exchange(QObject):
    """Taking, inviting, sending and sealing, with what they say connected to the ways of the window.

    Signals:
        merged: another file has come into this one, and who merged them is done with it.
    """

    merged = Signal()

    def __init__(self, context: Context, ways: "Ways") -> None:
        super().__init__(ways)
        self._context, self._ways = context, ways
        self._packets: Packets | None = None

    @property
    def packets(self) -> "Packets":
        """What takes packets and hands them out."""
        if self._packets is None:
            from desktop.exchange.packets import Packets

            ways = self._ways
            self._packets = packets = Packets(self._context, ways)
            packets.told.connect(ways.told)
            packets.exported.connect(ways.exported)
            packets.sheet_opened.connect(ways.type_sheet)
            packets.case_wanted.connect(self.to_case)
            packets.exchange_wanted.connect(ways.to_exchange)
            packets.line_wanted.connect(self._to_line)
            packets.keys_wanted.connect(self._to_keys)
        return self._packets

    @property
    def acts(self) -> "dict[str, Callable[[], object]]":
        """The acts of the exchange by name, from wherever one is."""
        return {name: partial(self._do, name) for name in _ACTS}

    def _do(self, name: str) -> None:
        """Do it where one is, else lead to where it is done, and say what to choose there."""
        from domain.exchange.holding import Stand

        ways = self._ways
        here = next((one for one in ways.shown_actions if one.objectName() == name), None)
        stands = {"seal_sheet": Stand.TO_SEAL, "return_by_packet": Stand.HERE, "give_share": Stand.KEPT}
        match name:
            case "answer_form":
                self.to_forms()
            case _ if here is not None:
                here.trigger()
            case "take_packet":
                self._screen.begin()
            case "exchange_keys":
                self._to_keys()
            case "take_along":
                self._take_along()
            case "send_model":
                ways.go(FRAMEWORK)
                ways.told.emit(_("Choose the edition, then “Send framework…”."))
            case "send_result":
                ways.to_people()
                ways.told.emit(_("Open the result that is to be sent: “Send…” is at its top."))
            case "invite_by_packets":
                ways.go(ASSESSMENT)
                ways.told.emit(_("Open the vacancy or cycle: “Invite by packets…” is beside the assessors."))
            case _:
                self._to_stand(stands[name])

    @property
    def _screen(self) -> "ExchangeScreen":
        self._ways.to_exchange()
        return cast("ExchangeScreen", self._ways.made(EXCHANGE))

    def _to_stand(self, stand: "Stand") -> None:
        """Go to the first line that waits for this; its act is the next step there."""
        line = next((one for one in self._screen.model.lines() if one.stand is stand), None)
        if line is None:
            self._ways.told.emit(_("Nothing in the list waits for this now."))
        else:
            self._to_line(line.key)

    def _take_along(self) -> None:
        """Ask about the only own sheet that is begun; else say where each is taken along from."""
        from db.assessing.sheet import open_drafts

        drafts = self._context.data.read(open_drafts.open_drafts, self._context.me.id)
        if len(drafts) == 1:
            self.take_along(drafts[0].case_id)
            return
        self._ways.go(HOME)
        self._ways.told.emit(_("Open the sheet that goes with you, and choose this again there."))

    def to_forms(self) -> None:
        """Go to the forms for assessors: of what is shown, else of every case that takes sheets."""
        from desktop.office.papers.registry import ANSWER_FORM
        from desktop.office.papers.subjects import with_somebody

        ways = self._ways
        wanted = ways.papers
        if wanted is not None and ANSWER_FORM in wanted.of:
            ways.to_papers(ANSWER_FORM)
        elif ANSWER_FORM in with_somebody(self._context.data.read):
            ways.to_documents()
            cast("DocumentsScreen", ways.made(DOCUMENTS)).show_paper(ANSWER_FORM)
        else:
            ways.told.emit(_("No sheet is awaited in this file, so no form can go out."))

    def to_forms_of(self, case_id: int) -> None:
        """Go to the forms for the assessors of one case."""
        from desktop.office.papers.registry import ANSWER_FORM

        self._ways.to_papers(ANSWER_FORM)
        cast("DocumentsScreen", self._ways.made(PAPERS)).show_paper(ANSWER_FORM, case_id)

    def bring(self, thing: "Thing", data: bytes) -> None:
        """Ask about a packet or a key that was brought."""
        from desktop.office.intake.recognising import Thing

        (self.packets.know if thing is Thing.KEY else self.packets.take)(data)

    def invite(self, case_id: int) -> None:
        """Ask whom to invite to a case by packets."""
        self.packets.invite(case_id)

    def send_model(self, framework_id: int) -> None:
        """Ask whose file gets an edition of a framework."""
        self.packets.send_model(framework_id)

    def send_result(self, case_id: int) -> None:
        """Ask whose file gets the result of a case."""
        self.packets.send_result(case_id)

    def seal(self, case_id: int) -> None:
        """Save the own sheet of a case as a sealed packet."""
        self.packets.seal(case_id)

    def open_sheets(self, case_id: int) -> None:
        """Open the sealed sheets of a case for which nobody is awaited any more."""
        self.packets.open_sheets(case_id)

    def bring_back(self, case_id: int) -> None:
        """Save a case that was taken along as a packet back."""
        self.packets.bring_back(case_id)

    def take_along(self, case_id: int) -> None:
        """Save the own sheet of a case for one's own other file."""
        self.packets.take_along(case_id)

    def choose_packet(self) -> None:
        """Ask for the packet that brings a sheet back."""
        from db.exchange import envelope
        from desktop.office.intake.recognising import OF_FILES
        from desktop.shared.import_page import Wanted

        kinds = _("Packets of Merilo (*.{packet});;All files (*)").format(packet=envelope.ENDING)
        self._ways.intake.choose_wanted(Wanted(OF_FILES, _("Take packet"), kinds))

    def ask_to_merge(self) -> None:
        """Ask which file of the organisation to merge into this one."""
        self.merge(None)

    def merge(self, path: Path | None) -> None:
        """Look through a file that may be merged into this one; None: ask which."""
        if self._context.data.read_only:
            self._ways.told.emit(read_only_reason())
            return
        from desktop.exchange.merge.dialog import MergeFilesDialog

        dialog = MergeFilesDialog(self._context, self._ways, path)
        dialog.merged.connect(self.merged)
        dialog.way_back_wanted.connect(self._on_way_back)
        dialog.open()

    def _on_way_back(self, copy: "Copy") -> None:
        """Ask where to restore the copy made before a merge."""
        from desktop import copying
        from desktop.copies.restore_dialog import RestoreDialog

        context = self._context
        new = copying.suggested(context.data.path, copy)
        dialog = RestoreDialog(
            context.theme, context.jobs, copy, new, partial(self._restoring, copy), self._ways, locked=False
        )
        dialog.restored.connect(self._ways.file_chosen)
        dialog.kept.connect(self._on_kept)
        dialog.open()

    def _restoring(
        self, copy: "Copy", new: Path, _present: str
    ) -> "Callable[[Progress], Restored | Exception]":
        from desktop import copying

        return partial(copying.restore, self._context.data, copy, new)

    def _on_kept(self, path: Path) -> None:
        self._ways.told.emit(_("Restored: {name}").format(name=path.name))

    def _to_line(self, key: str) -> None:
        screen = self._screen
        screen.table.stand_on(key)
        screen.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _to_keys(self) -> None:
        self._screen.open_keys()

    def to_case(self, case_id: int) -> None:
        """Go to where the case is: in its vacancy, in its cycle, or at the person."""
        from db.assessing import cases
        from domain.assessing.case import CycleKind

        (line,) = self._context.data.read(cases.lines_of, [case_id])
        if line.in_vacancy:
            self._ways.to_candidate(line.cycle_id, case_id)
        elif line.cycle_kind is CycleKind.QUARTERLY:
            self._ways.to_cycle(line.cycle_id)
        else:
            self._ways.to_page(line.person_id)
