"""Where packets, keys and second files lead: what takes them is made on first use."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Qt, Signal

from desktop.context import Context
from desktop.kit.off import read_only_reason
from desktop.places import EXCHANGE
from resources.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from db.file.copies import Copy
    from db.file.restoring import Restored
    from desktop.exchange.packets import Packets
    from desktop.exchange.screen import ExchangeScreen
    from desktop.frame.ways import Ways
    from desktop.office.intake.recognising import Thing
    from domain.progress import Progress


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
        self._ways.to_exchange()
        screen = cast("ExchangeScreen", self._ways.made(EXCHANGE))
        screen.table.stand_on(key)
        screen.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _to_keys(self) -> None:
        self._ways.to_exchange()
        cast("ExchangeScreen", self._ways.made(EXCHANGE)).open_keys()

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
