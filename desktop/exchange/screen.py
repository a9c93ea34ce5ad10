"""Exchange: who has what, what is late, what is closed until all are in, and the next thing to do."""

from collections.abc import Sequence
from typing import override

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from db.exchange import envelope, holdings, pairing, sent_results, shares
from desktop.context import Context
from desktop.exchange import words
from desktop.exchange.foot import Foot
from desktop.exchange.give_share_form import GiveShareForm
from desktop.exchange.keys_dialog import KeysDialog
from desktop.exchange.packets import own_sheet
from desktop.folders import Use
from desktop.kit import layout
from desktop.kit.form.reopening import reopens
from desktop.kit.off import allow, read_only_reason
from desktop.kit.page import files
from desktop.kit.page.empty import Empty
from desktop.kit.page.list_screen import ListScreen
from desktop.kit.segments import Segments
from desktop.kit.table.column_table import Cell, Column, ColumnTable
from desktop.office.exchange import carrying
from desktop.office.intake.recognising import IN_EXCHANGE
from desktop.shared.import_page import Wanted
from domain.exchange.holding import Holding, Stand
from domain.exchange.packet import PacketKind
from resources.i18n import _, current, ngettext, pgettext

SIDE = 14  # px on both sides of the strip below, as of a banner
PLACE = 2  # of this list among those of assessment
AWAITED = frozenset({Stand.OUT, Stand.OTHERS, Stand.RATED_HERE})  # but what the reader rates is the own turn


class ExchangeScreen(ListScreen[Holding]):
    """What is the reader's turn first, then what is awaited, closed, kept and done.

    Signals:
        campaigns_wanted, cycles_wanted: show one of the other lists of assessment.
        packet_wanted: choose a packet or form to take: what is wanted from the door for files.
        forms_wanted: show the forms for assessors who have no Merilo.
        merge_wanted: merge another file of the organisation into this one.
        sheet_opened: id of a sheet, and of its assessor.
        case_opened: id of a case.
        invitation_wanted: id of a case whose assessors are to be invited.
        sealing_wanted: id of a case whose own sheet is to be sealed.
        return_wanted: id of a case that was taken along and goes back.
        along_wanted: id of a case whose own sheet is to be taken along.
        opening_wanted: id of a case whose sealed sheets are to be opened: nobody is awaited any more.
    """

    campaigns_wanted = Signal()
    cycles_wanted = Signal()
    packet_wanted = Signal(object)
    forms_wanted = Signal()
    merge_wanted = Signal()
    sheet_opened = Signal(int, int)
    case_opened = Signal(int)
    invitation_wanted = Signal(int)
    sealing_wanted = Signal(int)
    return_wanted = Signal(int)
    along_wanted = Signal(int)
    opening_wanted = Signal(int)
    TABLES = frozenset({"packet", "known_key", "case", "cycle", "sheet", "case_assessor", "person"})

    def __init__(self, context: Context, parent: QWidget) -> None:
        # At the server there are forms, and of packets only the own sheet that comes back.
        self._of_file = not context.data.is_remote
        keys = (
            ("↑ ↓", pgettext("key", "row")),
            ("Enter", _("next step")),
            ("Ins", _("take packet or form")),
            ("F4", pgettext("exchange", "keys")),
            ("Ctrl+PgUp", _("staff cycles")),
            ("Ctrl+C", _("copy")),
        )
        if not self._of_file:
            keys = (("Ins", _("take packet or form")), ("Ctrl+PgUp", _("staff cycles")))
        super().__init__(context, _("Assessment"), keys, parent)
        self._lines: tuple[Holding, ...] = ()
        self.lists = Segments((_("Vacancies"), _("Staff cycles"), _("Exchange")), self.header, _("Show"))
        self.lists.choose(PLACE)
        self.header.put_in_place(self.lists)
        self.header.keep_facts()  # what is late is read here; the rarest act comes first, to give way
        self.merge_button = self.header.act(context.actions.text("merge_files"), "files", self.merge_wanted)
        form = context.actions.text("answer_form")
        self.form_button = self.header.act(form, "file-spreadsheet", self.forms_wanted)
        self.keys_button = self.header.act(pgettext("exchange", "Keys…"), "key-round", self.open_keys)
        for one in (self.merge_button, self.keys_button):
            one.setVisible(self._of_file)
        taking = _("Take packet or form…")
        nothing = Empty(
            context.theme.icon("share", "muted", 22),
            _("Nothing is on its way") if self._of_file else _("At the server nobody is invited by packets"),
            self,
            rest=_(
                "Assessors who have their own file are invited by “Invite by packets…” at the assessors of a "
                "vacancy or cycle; who has no Merilo gets the assessor's form, a workbook. Drop a packet or "
                "form that you were sent on the window."
            )
            if self._of_file
            else _(
                "Whoever assesses logs in at the server and rates there; who has no account gets the "
                "assessor's form, a workbook. Away from the network one takes the own sheet along: the "
                "briefcase at its top. Other packets and merging belong to a file."
            ),
            act=taking,
        )
        table = ColumnTable(context, "exchange", _("Exchange"), self._columns(), _key, self, row=48)
        self.foot = Foot(self)
        self.lay_out(table, nothing, taking)
        self.lay(layout.row(layout.grow(self.foot), around=(SIDE, 8, SIDE, 8)))
        self.header.lead(self.new_button, self.foot.act)
        make = context.actions.make
        make("previous_part", self, self._on_cycles)
        if self._of_file:
            make("exchange_keys", self, self.open_keys)
        self.lists.chosen.connect(self._on_list)
        self.foot.acted.connect(self.take)
        table.selectionModel().currentRowChanged.connect(self._on_current)

    @reopens
    def open_keys(self) -> None:
        """Show the keys of this file and of others, unless the file is read-only."""
        if self._context.data.read_only:
            self.told.emit(read_only_reason())
            return
        dialog = KeysDialog(self._context, self)
        dialog.exported.connect(self.exported)
        dialog.told.connect(self.told)
        dialog.open()

    @reopens
    def open_paper(self) -> None:
        """Show the document of the current line, that a colleague sent."""
        line = self.table.current_line
        if line is not None:
            from desktop.exchange.paper_dialog import PaperDialog  # what draws pages costs the start

            told = self._context.data.read(sent_results.kept, line.key)
            dialog = PaperDialog(self._context, told, line.who, self)
            dialog.saving_wanted.connect(self._save_paper)
            dialog.open()

    def _save_paper(self) -> None:
        line, folders = self.table.current_line, self._context.settings.folders
        folder = files.choose_folder(self, _("Folder for the document"), folders, Use.DOCUMENTS)
        if folder is not None and line is not None:
            self.exported.emit((carrying.paper(self._context.data, line.key, folder),))

    @reopens
    def open_share(self) -> None:
        """Ask whose share of the current line to give."""
        line, read = self.table.current_line, self._context.data.read
        cases = read(shares.kept_cases)
        kept = next((one for one in cases if line is not None and one.case == line.key), None)
        if kept is not None and len(kept.given) < len(kept.holders):
            form = GiveShareForm(self._context, kept, self)
            form.exported.connect(self.exported)
            form.open()

    def _columns(self) -> Sequence[Column[Holding]]:
        day = current().widest_date
        late = Cell(day, ngettext("{n} day late", "{n} days late", 88).format(n=88))
        return (
            Column("person", pgettext("column", "Assessed"), _person, None, None, least=200),
            Column("who", pgettext("of a packet", "With or from whom"), _who, None, 200, least=170),
            Column("since", pgettext("of a packet", "Handed out"), _since, _sent_on, day, falling=True),
            Column("due", pgettext("of a packet", "Due"), self._due, _due_on, late),
            Column("back", pgettext("of a packet", "Back"), _back, _back_on, day, falling=True, spare=1),
            Column("stand", pgettext("of a packet", "State"), _stand, None, 330, least=180),
        )

    def show_lines(self, lines: tuple[Holding, ...]) -> None:
        """Show these lines."""
        self._lines = lines
        self.show_groups()
        self.keys_changed.emit()

    @override
    def begin(self) -> None:
        kinds = _(
            "Packets, forms and keys (*.{packet} *.xlsx *.ods *.xls *.{key});;"
            "Packets and keys (*.{packet} *.{key});;Forms (*.xlsx *.ods *.xls);;All files (*)"
        )
        wanted = Wanted(
            IN_EXCHANGE,
            _("Take packet or form"),
            kinds.format(packet=envelope.ENDING, key=pairing.ENDING),
        )
        self.packet_wanted.emit(wanted)

    @override
    def take(self) -> None:
        line = self.table.current_line
        if line is None or not words.act(line) or not self.foot.act.isEnabled():
            return
        if line.stand is Stand.KEPT:
            (self.open_paper if line.kind is PacketKind.RESULT else self.open_share)()
            return
        assert line.case_id is not None, "what belongs to no case has no act"
        match line.stand:
            case Stand.TO_SEAL:
                self.sealing_wanted.emit(line.case_id)
            case Stand.HERE:
                self.return_wanted.emit(line.case_id)
            case Stand.OUT if line.kind is PacketKind.INVITATION:
                self.invitation_wanted.emit(line.case_id)
            case Stand.TO_ASSESS:
                self._assess(line)
            case Stand.RATED_HERE if line.is_mine:
                self._assess(line)
            case Stand.TO_SUBMIT if line.kind is PacketKind.CASE_TO_GO:
                self._assess(line)
            case Stand.READY:
                self.opening_wanted.emit(line.case_id)
            case Stand.DONE if line.may_go:
                self.along_wanted.emit(line.case_id)
            case _ if line.is_mine and line.sheet_id is not None:
                self._assess(line)
            case _:
                self.case_opened.emit(line.case_id)

    def _assess(self, line: Holding) -> None:
        self.sheet_opened.emit(own_sheet(self._context.data, line), line.assessor_id)

    @override
    def read(self) -> None:
        self._lines = self._context.data.read(holdings.holdings) if self._of_file else ()

    @override
    def groups(self) -> Sequence[tuple[str, Sequence[Holding]]]:
        return [
            (title, [one for one in self._lines if _turn(one) in stands])
            for title, stands in (
                (_("Your turn"), (Stand.TO_ASSESS, Stand.HERE, Stand.TO_SEAL, Stand.TO_SUBMIT, Stand.READY)),
                (_("Not invited yet"), (Stand.TO_INVITE,)),
                (pgettext("packets", "Awaited"), AWAITED),
                (_("Closed until all are in"), (Stand.CLOSED,)),
                (_("Kept here"), (Stand.KEPT,)),
                (pgettext("packets", "Done"), (Stand.DONE, Stand.COUNTS, Stand.DROPPED, Stand.OVER)),
            )
        ]

    @override
    def facts(self) -> str:
        out = sum(_turn(one) in AWAITED for one in self._lines)
        late = sum(one.is_late(self._context.today()) for one in self._lines)
        parts: list[str] = []
        if out:
            parts.append(ngettext("{n} sheet awaited", "{n} sheets awaited", out).format(n=out))
        if late:
            parts.append(ngettext("{n} late", "{n} late", late).format(n=late))
        return ", ".join(parts)

    @override
    def show_groups(self) -> None:
        super().show_groups()
        self.new_button.setVisible(
            self._stack.currentWidget() is self.table
        )  # the empty list has the same one
        self._on_current()

    def _on_current(self) -> None:
        fixed = read_only_reason() if self._context.data.read_only else ""
        shown = self.table.current_line if self._stack.currentWidget() is self.table else None
        self.foot.show_line(shown, fixed)
        allow(self.keys_button, fixed)

    def _due(self, line: Holding) -> Cell:
        if line.due is None:
            return Cell("")
        return Cell(current().date(line.due), words.due(line, self._context.today()), below_ink="warn")

    def _on_list(self, number: int) -> None:
        self.lists.choose(PLACE)  # the other lists are screens of their own
        if number != PLACE:
            (self.campaigns_wanted, self.cycles_wanted)[number].emit()

    def _on_cycles(self) -> None:
        self.cycles_wanted.emit()


def _key(line: Holding) -> object:
    return line.key


def _turn(line: Holding) -> Stand:
    """Return where it is for the list: what the reader rates here is the own turn."""
    return Stand.TO_ASSESS if line.stand is Stand.RATED_HERE and line.is_mine else line.stand


def _person(line: Holding) -> Cell:
    return Cell(*words.about(line), role="strong")


def _who(line: Holding) -> Cell:
    return Cell(words.side(line), words.thing(line))


def _since(line: Holding) -> str:
    never = line.stand in (Stand.RATED_HERE, Stand.TO_INVITE, Stand.COUNTS) and line.kind is None
    return "" if never else current().date(line.since)


def _sent_on(line: Holding) -> object:
    return line.since


def _due_on(line: Holding) -> object:
    return line.due


def _back(line: Holding) -> str:
    return "" if line.back is None else current().date(line.back)


def _back_on(line: Holding) -> object:
    return line.back


def _stand(line: Holding) -> Cell:
    inks = {Stand.TO_ASSESS: "text", Stand.TO_SEAL: "warn", Stand.READY: "warn", Stand.CLOSED: "text"}
    return Cell(words.stand(line), ink=inks.get(line.stand, "muted"), wrap=True)
