"""Inviting the assessors of a case by packets: whom, who keeps the shares, and into which folder."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from db.assessing import cases
from db.assessing.progress import Awaited, SheetLine
from db.assessing.sheet import answer_forms
from db.exchange import keys
from desktop.context import Context
from desktop.exchange.keys_dialog import KeysDialog
from desktop.folders import Use
from desktop.kit import labels, layout
from desktop.kit.buttons import button
from desktop.kit.form.choice import Check
from desktop.kit.form.dialog import ABOVE, Dialog, fit_scrolled
from desktop.kit.form.fields import ChoiceField
from desktop.kit.form.form_dialog import refused_words
from desktop.kit.off import allow
from desktop.kit.page import files
from desktop.office.exchange import sending
from desktop.office.help.refusals import help_page
from domain.errors import Refused
from domain.exchange.packet import PacketKind
from reports.words.names import name_of
from resources.i18n import _, current, pgettext

WIDE = 560  # px at the usual text size
RING = 3  # px that the ring of the focus needs


class InviteDialog(Dialog):
    """Each assessor whose key is known gets a packet; who is left out rates in this file.

    Signals:
        exported: paths of the packets, or of a key file, a tuple.
        told: a message.
    """

    help_page = "exchange#invite"

    exported = Signal(object)
    told = Signal(str)

    def __init__(self, context: Context, case_id: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._context, self._case_id = context, case_id
        self.setFixedWidth(WIDE + 20 * context.theme.font_step)
        (line,) = context.data.read(cases.lines_of, [case_id])
        self._assigned = line.assigned
        along = (one for one in line.assigned if one.away is PacketKind.CASE_TO_GO)
        self._along = frozenset(one.assessor_id for one in along)
        self._known: frozenset[int] = frozenset()
        column = self.lay_out(_("Invite by packets"))
        about = " · ".join(part for part in (line.person_name, line.cycle_title or line.cycle_code) if part)
        column.addWidget(labels.paragraph(about, self, "strong"))
        purpose = _(
            "Each gets a packet that only their file opens. The sheets come back sealed and open together "
            "once the last is in; until then nobody can read them, not even you."
        )
        column.addWidget(labels.paragraph(purpose, self, "small", "muted"))
        first = _(
            "The first time, send your own key file along (“Keys…”): only who knows your key can take them."
        )
        column.addWidget(labels.paragraph(first, self, "small", "muted"))
        form = _("Whoever has no Merilo, and so no key, gets the assessor's form instead: a workbook.")
        column.addWidget(labels.paragraph(form, self, "small", "muted"))
        self.boxes = {one.assessor_id: self._box(one) for one in line.assigned}
        forms = context.data.read(answer_forms.expected, context.today(), case_id)
        out = {one.sheet_id for one in forms}
        begun = [one for one in line.waiting if isinstance(one, SheetLine) and one.away is None]
        self.begun = [self._begun_box(one, with_form=not out.isdisjoint(one.revisions)) for one in begun]
        withdrawn = _(
            "No packet can go to whoever has a form. While nothing is answered, the form can be withdrawn "
            "under “Assessors…”."
        )
        self.withdrawn = labels.paragraph(withdrawn, self, "small", "muted")
        self.withdrawn.setVisible(any(not out.isdisjoint(one.revisions) for one in begun))
        self.lacking = labels.paragraph("", self, "small", "warn")
        self.nobody = labels.paragraph(_("Everyone has begun a sheet here already."), self, "small", "muted")
        self.nobody.setVisible(not line.assigned and not self.begun)
        page = QWidget(self)
        rows = layout.column(*self.boxes.values(), *self.begun, gap="xs")
        layout.column(
            rows, self.lacking, self.withdrawn, self.nobody, gap="m", around=(RING, RING, RING, RING), of=page
        )
        self._scroll = layout.scroll(self)  # in large letters many assessors are higher than a window
        self._scroll.setWidget(page)
        # The ring lies outside, so that names stand below the title.
        column.addLayout(layout.row(self._scroll, around=(-RING, 0, -RING, 0)))
        self.keeper = ChoiceField(
            context.theme, _("Second person, who can open early"), self, "keeper", [(0, _("nobody"))], 0
        )
        self.keeper.say(
            _("Gets all shares and no sheet. Without one, whoever drops out keeps all sheets closed.")
        )
        column.addWidget(self.keeper)
        # Asked for each time, as of documents: folders are seen, sent and backed up.
        self.surnames = Check(context.theme, _("Surname of the assessor in the file name"), self)
        column.addWidget(self.surnames)
        self.fault = labels.fault(self)
        column.addWidget(self.fault)
        self.keys_button = button(pgettext("exchange", "Keys…"), self, do=self._on_keys)
        self.cancel_button = button(_("Cancel"), self, do=self.reject)
        self.save_button = button(_("Save packets…"), self, "primary", do=self.save)
        self.save_button.setDefault(True)
        column.addLayout(
            layout.row(
                self.keys_button,
                layout.STRETCH,
                self.cancel_button,
                self.save_button,
                gap="s",
                around=ABOVE,
            )
        )
        for box in self.boxes.values():
            box.toggled.connect(self._show_act)
        self._show_known()
        context.data.changed.connect(self._on_changed)
        able = self.save_button if self.save_button.isEnabled() else self.keys_button
        able.setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        fit_scrolled(self, self._scroll)
        super().showEvent(event)

    def save(self) -> None:
        """Ask for the folder and write the packets there; a refusal stays in the dialog."""
        self.fault.hide()
        without = [person_id for person_id, box in self.boxes.items() if not box.isChecked()]
        data, folders = self._context.data, self._context.settings.folders
        keeper = self.keeper.value or None
        assert keeper is None or isinstance(keeper, int)
        try:
            named = self.surnames.isChecked()
            made = sending.invite(data, self._case_id, keeper, without, surnames=named)
            folder = files.choose_folder(self, _("Folder for the packets"), folders, Use.PACKETS)
            if folder is None:
                return
            paths = sending.write(data, folder, *made)
        except Refused as refused:
            self.help_page = help_page(refused)
            self.fault.setText(refused_words(refused))
            self.fault.show()
            fit_scrolled(self, self._scroll)
            return
        self.accept()
        self.exported.emit(paths)

    def _box(self, one: Awaited) -> Check:
        role = name_of(one.role, current())
        name = f"{one.assessor_name}, {role}"
        where = _("you rate here") if one.assessor_id == self._context.me.id else ""
        if one.assessor_id in self._along:
            where = _("taken along")
        return Check(self._context.theme, " · ".join(filter(None, (name, where))), self)

    def _begun_box(self, one: SheetLine, *, with_form: bool) -> Check:
        """Return the line of somebody who cannot be invited any more, with the reason."""
        name = f"{one.assessor_name}, {name_of(one.role, current())}"
        why = _("form handed out already") if with_form else _("sheet started in this file")
        box = Check(self._context.theme, " · ".join((name, why)), self)
        with_it = _("The form has been handed out, so no packet can go to this assessor.")
        without = _("The sheet has been started in this file, so no packet can go to this assessor.")
        allow(box, with_it if with_form else without)
        return box

    def _show_known(self) -> None:
        """Offer whoever's key is known; who was left out on purpose stays so."""
        known = [one for one in self._context.data.read(keys.known) if one.withdrawn_on is None]
        able = frozenset(one.person_id for one in known) - self._along
        own = self._context.me.id
        for assessor_id, box in self.boxes.items():
            if assessor_id == own:
                allow(box, _("You rate in this file and need no packet."))
                continue
            has_key = assessor_id in able
            if has_key is not (assessor_id in self._known):
                box.setChecked(has_key)
            lacks = _("The key of this assessor is not known.")
            if assessor_id in self._along:
                lacks = _("The assessor took the sheet along; no packet can go out until it is back.")
            allow(box, "" if has_key else lacks)
        self._known = able
        self.keeper.offer(
            [(0, _("nobody")), *((one.person_id, one.name) for one in known)], self.keeper.value
        )
        lacking = [
            one.assessor_name for one in self._assigned if one.assessor_id not in able | self._along | {own}
        ]
        self.lacking.setText(
            _("The key is not known: {names}. Ask for the key file and add it under “Keys…”.").format(
                names=", ".join(lacking)
            )
        )
        self.lacking.setVisible(bool(lacking))
        self._show_act()

    def _on_changed(self, tables: frozenset[str]) -> None:
        if tables & {"known_key", "person"}:
            self._show_known()
            fit_scrolled(self, self._scroll)

    def _show_act(self) -> None:
        chosen = any(box.isChecked() for box in self.boxes.values())
        allow(self.save_button, "" if chosen else _("Nobody is chosen whose key is known."))

    def _on_keys(self) -> None:
        """Show the keys above this dialog: what is chosen here waits."""
        dialog = KeysDialog(self._context, self)
        dialog.exported.connect(self.exported)
        dialog.told.connect(self.told)
        dialog.open()
