"""The keys: the six groups of this file's own, to be read aloud, and whose keys are known here."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from db.exchange import keys, pairing
from desktop.context import Context
from desktop.exchange.add_key_form import AddKeyForm
from desktop.folders import Use
from desktop.kit import labels, layout
from desktop.kit.buttons import button
from desktop.kit.form.dialog import ABOVE, Dialog, Question, fit
from desktop.kit.page import files
from desktop.office.exchange import sending
from desktop.office.intake import contents
from domain.exchange.key import Introduction
from domain.exchange.ledger import KnownKey
from resources.i18n import _, current, pgettext

WIDE = 560  # px at the usual text size
LOW, HIGH = 48, 260  # px of the list at least and at most
RING = 3  # px that the ring of the focus needs


class KeysDialog(Dialog):
    """Esc closes it.

    Signals:
        exported: the path of the key file that was saved, in a tuple.
        told: whose key is known now.
    """

    help_page = "exchange#keys"

    exported = Signal(object)
    told = Signal(str)

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._wide = WIDE + 20 * context.theme.font_step
        self.setFixedWidth(self._wide)
        column = self.lay_out(pgettext("exchange", "Keys"))
        purpose = _(
            "Two files exchange packets once each knows the key of the other. Give the key file to the other "
            "person, and read the six groups aloud: so nobody can slip in a key of their own."
        )
        column.addWidget(labels.paragraph(purpose, self, "small", "muted"))
        column.addWidget(self._own())
        column.addWidget(labels.plain(_("Known keys"), self, "strong"))
        self._scroll = layout.scroll(self)
        column.addWidget(self._scroll)
        self.add_button = button(_("Add key…"), self, do=self.add)
        self.close_button = button(_("Close"), self, "primary", do=self.accept)
        self.close_button.setDefault(True)
        column.addLayout(
            layout.row(self.add_button, layout.STRETCH, self.close_button, gap="s", around=ABOVE)
        )
        self.withdraw_buttons: dict[int, QWidget] = {}
        self.show_known()
        context.data.changed.connect(self._on_changed)
        self.save_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _own(self) -> QFrame:
        frame = QFrame(self)
        frame.setObjectName("sunken")
        self.groups = labels.paragraph(sending.own_keys(self._context.data).public.groups, frame, "speak")
        self.groups.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.groups.setAccessibleName(_("The six groups of this file's key"))
        self.save_button = button(_("Save key file…"), frame, do=self.save)
        layout.column(
            labels.plain(_("Key of this file"), frame, "small", "muted"),
            self.groups,
            layout.row(layout.STRETCH, self.save_button),
            gap="s",
            around=(14, 10, 14, 12),
            of=frame,
        )
        return frame

    def show_known(self) -> None:
        """Show whose keys are known: those in use first, then those withdrawn."""
        known = self._context.data.read(keys.known)
        page = QWidget(self)
        self.withdraw_buttons = {}
        rows = layout.column(gap="s", around=(0, RING, RING, RING), of=page)  # names have no ring
        for one in sorted(known, key=lambda one: one.withdrawn_on is not None):
            rows.addLayout(self._row(one, page))
        if not known:
            nobody = _("None yet. Ask your assessors for the key files of their files.")
            rows.addWidget(labels.paragraph(nobody, page, "small", "muted"))
        rows.addStretch(1)
        self._scroll.setWidget(page)
        needed = (
            page.heightForWidth(self._wide - 60) if page.hasHeightForWidth() else page.sizeHint().height()
        )
        self._scroll.setFixedHeight(min(max(needed, LOW), HIGH))
        fit(self)

    def add(self) -> None:
        """Ask for somebody's key file, then whose it is and which groups were read aloud."""
        path = files.choose(
            self,
            _("Key of another file"),
            _("Keys of Merilo (*.{ending});;All files (*)").format(ending=pairing.ENDING),
            self._context.settings.folders,
            Use.PACKETS,
        )
        if path is not None:
            self.introduce(pairing.read(contents.content(path)))

    def introduce(self, told: Introduction) -> None:
        """Ask whose key it is."""
        form = AddKeyForm(self._context, told, self)
        form.known.connect(self.told)
        form.open()

    def save(self) -> None:
        """Ask where to, and write the key file."""
        from reports.paper.atomic import replacing

        path = files.target(
            self,
            _("Save key file"),
            sending.key_name(self._context.data),
            _("Keys of Merilo (*.{ending})").format(ending=pairing.ENDING),
            self._context.settings.folders,
            Use.PACKETS,
        )
        if path is None:
            return
        data = sending.pairing_file(self._context.data)
        with replacing(path) as part:
            part.write_bytes(data)
        self.exported.emit((path,))

    def _row(self, one: KnownKey, parent: QWidget) -> layout.QHBoxLayout:
        row = layout.row(gap="s")
        ink = "text" if one.withdrawn_on is None else "muted"
        row.addWidget(labels.paragraph(one.name, parent, "body", ink), 1)
        if one.withdrawn_on is not None:
            words = _("withdrawn {day}").format(day=current().date(one.withdrawn_on))
            row.addWidget(labels.plain(words, parent, "small", "muted"))
            return row
        words = _("known since {day}").format(day=current().date(one.known_on))
        row.addWidget(labels.plain(words, parent, "small", "muted"))
        off = button(pgettext("key", "Withdraw…"), parent, small=True, do=self._withdrawing(one))
        off.setAccessibleName(_("Withdraw the key: {name}").format(name=one.name))
        self.withdraw_buttons[one.id] = off
        row.addWidget(off)
        return row

    def _withdrawing(self, one: KnownKey) -> Callable[[], None]:
        def ask() -> None:
            question = Question(
                _("Withdraw the key of {name}?").format(name=one.name),
                _("Packets signed with it are refused from now on, and none is made for it."),
                _("Keep"),
                pgettext("key", "Withdraw"),
                self,
            )
            question.setProperty("key", one.id)
            question.accepted.connect(self._on_withdraw)
            question.open()

        return ask

    def _on_withdraw(self) -> None:
        asked = self.sender()
        assert asked is not None
        self._context.data.write(keys.withdraw, asked.property("key"))

    def _on_changed(self, tables: frozenset[str]) -> None:
        if tables & {"known_key", "person"}:
            self.show_known()
