"""Small forms over a screen: a safe answer, the act, and refusals that lose nothing typed."""

import hashlib
from collections.abc import Callable, Mapping
from typing import ClassVar, override

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QScrollArea,
    QWidget,
)

from desktop.kit import labels, layout
from desktop.kit.buttons import button
from desktop.kit.form.dialog import fit
from desktop.kit.form.fields import DateField, Field, LookUpField
from desktop.kit.form.keeper import drafts_above
from desktop.kit.form.kept_dialog import KeptDialog
from desktop.kit.form.text_area import TextArea, TextAreaField, acts
from desktop.office.help.refusals import help_page
from desktop.office.sentences import sentence
from desktop.theme import Theme
from domain.errors import DayOff, Missing, NeedsReason, OutsidePlan, OwnerLeft, Refused, ZeroHours
from resources.i18n import _, current

WIDTH = 440
EDGE = 16  # px of the window that stay visible around a form
LEAST = 120  # px of the body that are always visible

type Subject = tuple[str | int, ...]
"""What a form is about: its kind and ids; empty if the screen below already determines it."""


def digest(*told: str) -> str:
    """Return a short key for the subject of a form, from which a person cannot be identified."""
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:16]


def refused_words(refused: Refused) -> str:
    """Return what is refused and what to do; a form keeps everything, so it need not say what is safe.

    An empty field is marked, so it need not be said that it is to be filled in.
    """
    words = sentence(refused, current())
    return words.what if isinstance(refused, Missing) else words.brief


class FormDialog(KeptDialog):
    """A small form: title, subject, body, a safe answer and the act, also by Ctrl+Enter anywhere in it.

    Signals:
        written: what was asked for is in the file.
    """

    written = Signal()

    def __init__(
        self,
        theme: Theme,
        title: str,
        about: str,
        act: str,
        parent: QWidget,
        width: int = WIDTH,
        *,
        subject: Subject,
    ) -> None:
        """*subject* tells this form from others of its kind on the same screen, in whatever language."""
        super().__init__(parent)
        self._subject = subject
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setWindowTitle(title)
        self.setFixedWidth(width + width * theme.font_step // 18)
        self._scroll: QScrollArea | None = None  # created if the window is too low for the whole form
        heading = labels.paragraph(title, self, "section")
        self.about = labels.paragraph(about, self, "small", "muted")
        self.about.setVisible(bool(about))
        self.body = layout.column(gap="m")
        self.fault = labels.fault(self)
        self.cancel_button = button(_("Cancel"), self, do=self.reject)
        self.act_button = button(act, self, "primary", do=self.take)
        self.act_button.setDefault(True)
        self.more_button = button(_("Help"), self, "quiet", small=True, do=self.help)
        self.more_button.hide()
        self.foot = layout.row(self.more_button, layout.STRETCH, self.cancel_button, self.act_button, gap="s")
        self.column = layout.column(
            layout.column(heading, self.about, gap="xs"),
            self.restored,
            self.body,
            self.fault,
            self.foot,
            gap="m",
            around=layout.AROUND_DIALOG,
            of=self,
        )

    def take(self) -> None:
        """Carry out the act; if it is refused, the form stays open."""
        raise NotImplementedError

    def words_of(self, refused: Refused) -> str:
        """Return what to say of a refusal, and lead to what the help tells about it."""
        self.help_page = help_page(refused)
        # Of an empty field the help could say no more than its mark does.
        self.more_button.setVisible(not isinstance(refused, Missing))
        return refused_words(refused)

    def complain_at(self, field: Field, text: str) -> None:
        """Show a complaint under this field and focus it."""
        field.complain(text)
        self.grow()
        field.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def keyPressEvent(self, arg__1: QKeyEvent) -> None:
        if acts(arg__1):
            self.take()
        else:
            super().keyPressEvent(arg__1)

    @override
    def filled_for(self) -> str:
        drafts = drafts_above(self.parentWidget())
        place = drafts.place if drafts is not None else ""
        return digest(place, *map(str, self._subject))

    @override
    def showEvent(self, arg__1: QShowEvent) -> None:
        super().showEvent(arg__1)  # restored text must be there before the form is measured
        fit(self)
        self._keep_within()

    def grow(self) -> None:
        """Grow by the height of a complaint."""
        for field in self.findChildren(Field):  # one that keeps room asks for more only a moment later
            if (inside := field.layout()) is not None:
                inside.activate()
            field.updateGeometry()
        self.column.invalidate()
        self.column.activate()
        self.resize(self.width(), max(self.height(), self.column.totalHeightForWidth(self.width())))
        self._keep_within()
        focused = self.focusWidget()
        if self._scroll is not None and self._scroll.isAncestorOf(focused):
            self._scroll.ensureWidgetVisible(focused)

    def shrink(self) -> None:
        """Give back the height that a corrected complaint took."""
        self.column.activate()
        if self._scroll is None:
            self.resize(self.width(), self.column.totalHeightForWidth(self.width()))
        else:
            self._keep_within()

    def refit(self, wanted: QWidget) -> None:
        """Fit fields that came or went; *wanted* stays in sight, and the form within its window."""
        self.column.invalidate()
        self.column.activate()
        self.resize(self.width(), max(self.height(), self.column.totalHeightForWidth(self.width())))
        self._keep_within()
        if self._scroll is not None and wanted.isVisible():
            inside = self._scroll.widget()
            assert inside is not None
            QCoreApplication.sendPostedEvents(inside, QEvent.Type.LayoutRequest)
            self._scroll.ensureWidgetVisible(wanted)

    def _stay_within(self) -> None:
        """Move up what would be below the window."""
        owner = self.parentWidget()
        assert owner is not None
        window = owner.window().frameGeometry()
        below = self.frameGeometry().bottom() - window.bottom()
        if self.isVisible() and below > 0:
            self.move(self.x(), max(self.y() - below, window.top()))

    def _keep_within(self) -> None:
        """Make the body scroll if the form would be higher than its window."""
        owner = self.parentWidget()
        assert owner is not None
        limit = owner.window().height() - EDGE
        if self._scroll is None and self.height() > limit:
            self._scroll = self._scrolled()
        if self._scroll is None:
            self._stay_within()
            return
        wide = self.column.contentsRect().width() or self.width() - 40
        high = self.body.totalHeightForWidth(wide) if self.body.hasHeightForWidth() else 0
        self._scroll.setFixedHeight(max(high, self.body.totalSizeHint().height()))
        self.column.activate()
        more = self.column.totalHeightForWidth(self.width()) - limit
        if more > 0:
            self._scroll.setFixedHeight(max(self._scroll.height() - more, LEAST))
            self.column.activate()
        self.resize(self.width(), self.column.totalHeightForWidth(self.width()))
        self._stay_within()

    def _scrolled(self) -> QScrollArea:
        """Put the body into a scroll area; the focus stays where it is."""
        focused = self.focusWidget()
        scroll = layout.scroll(self)
        inside = QWidget(scroll)
        at = self.column.indexOf(self.body)
        self.column.removeItem(self.body)
        self.body.setParent(None)  # pyright: ignore[reportArgumentType, reportCallIssue]
        self.body.setContentsMargins(3, 3, 3, 3)  # for the focus ring
        inside.setLayout(self.body)
        scroll.setWidget(inside)
        beside = scroll.verticalScrollBar().sizeHint().width() + 2 * scroll.frameWidth()
        scroll.setMinimumWidth(inside.minimumSizeHint().width() + beside)
        self.column.insertWidget(at, scroll)
        self.setFixedWidth(max(self.width(), self.column.minimumSize().width()))
        scroll.show()
        if focused is not None:  # pyright: ignore[reportUnnecessaryComparison]
            focused.setFocus(Qt.FocusReason.OtherFocusReason)
            scroll.ensureWidgetVisible(focused)
        return scroll


class Form(FormDialog):
    """A form of named fields: a refusal is shown at the field it concerns, and nothing typed is lost."""

    AT: ClassVar[Mapping[type[Refused], str]] = {
        NeedsReason: "reason",
        OutsidePlan: "starts_on",
        DayOff: "starts_on",
        ZeroHours: "hours",
        OwnerLeft: "owner_id",
    }
    """The field that shows a refusal which names none."""

    def __init__(
        self, theme: Theme, title: str, about: str, act: str, parent: QWidget, *, subject: Subject
    ) -> None:
        super().__init__(theme, title, about, act, parent, 520, subject=subject)
        self.fields: list[Field] = []
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(12)
        self.grid.setVerticalSpacing(2)  # plus the line below each field
        self.body.addLayout(self.grid)

    def put[F: Field](self, field: F, row: int | None = None, column: int = 0, span: int = 1) -> F:
        """Put a field into the grid; without a row, below all others."""
        if row is None:
            row, span = self.grid.rowCount(), 2
        self.grid.addWidget(self._known(field), row, column, 1, span, Qt.AlignmentFlag.AlignTop)
        self.grid.setColumnStretch(column, 1)
        return field

    def explain(self, text: str) -> None:
        """Say something below all that is there, apart from the field that follows."""
        label = labels.paragraph(text, self)
        label.setContentsMargins(0, 0, 0, 8)
        self.grid.addWidget(label, self.grid.rowCount(), 0, 1, 2)

    def beside(self, *fields: Field) -> None:
        """Put several fields side by side below all others."""
        line = layout.row(*(layout.top(self._known(field), 1) for field in fields), gap="m")
        self.grid.addLayout(line, self.grid.rowCount(), 0, 1, 2)

    def _known[F: Field](self, field: F) -> F:
        field.keep_room()
        field.eased.connect(self.shrink)
        self.fields.append(field)
        if isinstance(field, TextAreaField):
            field.area.entered.connect(self.take)
        return field

    def send(self) -> None:
        """Read the fields and carry out the act.

        Raises:
            Refused: the form shows it and stays open.
        """
        raise NotImplementedError

    @override
    def take(self) -> None:
        self.fault.hide()
        self.more_button.hide()
        for field in self.fields:
            field.settle()
        try:
            self.send()
        except Refused as refused:
            self.complain(refused)
            return
        self.done(QDialog.DialogCode.Accepted)

    def read_all(self) -> None:
        """Have every unreadable field say so at once, not one after another.

        Raises:
            Refused: if there is one.
        """
        wrong: list[Refused] = []
        for field in self.fields:
            if isinstance(field, DateField | LookUpField):
                try:
                    field.read()
                except Refused as refused:
                    wrong.append(refused)
        if wrong:
            raise wrong[0]

    def complain(self, refused: Refused) -> None:
        """Show a refusal at the field it concerns."""
        wrong = next((field for field in self.fields if field.note), None)
        if wrong is None:  # no field has complained by itself
            text = self.words_of(refused)
            name = self.AT.get(type(refused), getattr(refused, "field", ""))
            wrong = next((field for field in self.fields if field.name == name), None)
            if wrong is None:
                self.fault.setText(text)
                self.fault.show()
            else:
                wrong.complain(text)
        if wrong is not None:
            wrong.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.grow()


class ReasonDialog(FormDialog):
    """Asks for a text, then writes it; a refusal is shown under the field."""

    def __init__(
        self,
        theme: Theme,
        title: str,
        about: str,
        field: str,
        act: str,
        write: Callable[[str], object],
        parent: QWidget,
        *,
        subject: Subject,
        danger: bool = False,
    ) -> None:
        super().__init__(theme, title, about, act, parent, subject=subject)
        self._write = write
        self.text = TextArea(field, self)
        self.field = Field(field, self.text, self, "reason")
        self.field.keep_room()
        self.field.eased.connect(self.shrink)
        self.body.addWidget(self.field)
        if danger:
            self.act_button.setProperty("kind", "danger")
        self.text.textChanged.connect(self.field.settle)
        self.text.entered.connect(self.take)
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def take(self) -> None:
        try:
            self._write(self.text.toPlainText())
        except Refused as refused:  # the text stays, with the error below it
            self.complain_at(self.field, self.words_of(refused))
            return
        self.accept()
        self.written.emit()
