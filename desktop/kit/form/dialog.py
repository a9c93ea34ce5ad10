"""The question before something irreversible, and the message that something went wrong."""

from typing import Protocol, override, runtime_checkable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from desktop.kit import labels, layout, reading_order
from desktop.kit.buttons import button
from resources.i18n import _

ABOVE = (0, 8, 0, 0)  # px above the buttons of a dialog with close lines


@runtime_checkable
class Helping(Protocol):
    """The window that shows the help beside its screens and in front of its dialogs."""

    def show_help_page(self, page: str) -> None:
        """Show this place of the help beside the screen."""
        ...

    def help_beside(self, dialog: QDialog) -> None:
        """Show the help of this dialog."""
        ...


class Dialog(QDialog):
    """A modal dialog; every dialog of the program is one.

    ``help_page`` is the page of the help about it; only a question may do with that of what it is asked over.
    """

    help_page = ""

    @property
    def unfinished(self) -> bool:
        """Whether closing it now would stop work or lose how that ended; then it is only hidden."""
        return False

    def lay_out(self, title: str, heading: str = "", gap: str = "m") -> QVBoxLayout:
        """Make the dialog modal and delete it on closing; return its column.

        The column begins with the heading, or else the title. A heading that names a person must not be the
        title: the system shows titles outside our windows.
        """
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setWindowTitle(title)
        return layout.column(
            labels.paragraph(heading or title, self, "section"), gap=gap, around=layout.AROUND_DIALOG, of=self
        )

    def help(self) -> bool:
        """Show the help of this dialog beside it; return whether there is a window that can."""
        helping = _helping_above(self)
        if helping is not None:
            helping.help_beside(self)
        return helping is not None

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        return reading_order.step(self, forward=next)

    @override
    def keyPressEvent(self, arg__1: QKeyEvent) -> None:
        if arg__1.key() != Qt.Key.Key_F1 or not self.help():
            super().keyPressEvent(arg__1)


def _helping_above(widget: QWidget) -> Helping | None:
    above = widget.parentWidget()
    while above is not None and not isinstance(above, Helping):
        above = above.parentWidget()
    return above


def lead_on(page: str, widget: QWidget) -> None:
    """Show this place of the help beside the dialog or the screen that the widget is in."""
    dialog = widget.window()
    if isinstance(dialog, Dialog):
        dialog.help_page = page
        dialog.help()
    elif (helping := _helping_above(widget)) is not None:
        helping.show_help_page(page)


def fit(dialog: QDialog) -> None:
    """Before it is shown: make it as wide as its buttons and text need, and as high as that requires."""
    layout = dialog.layout()
    if layout is not None:
        width = max(dialog.width(), layout.minimumSize().width())
        dialog.setFixedWidth(width)
        # Qt computes the height from the width the text would like, not from the one it gets.
        layout.activate()  # otherwise the minimum height is that of the previous contents
        height = layout.totalHeightForWidth(width)
        dialog.resize(width, height if height > 0 else layout.totalSizeHint().height())


def keep_on_screen(dialog: QDialog) -> None:
    """Move it up if it has grown past the lower edge of its screen: its acts stand at the foot."""
    room, frame = dialog.screen().availableGeometry(), dialog.frameGeometry()
    over = frame.bottom() - room.bottom()
    if over > 0:
        dialog.move(dialog.x(), max(dialog.y() - over, room.top() + dialog.y() - frame.top()))


def fit_scrolled(dialog: QDialog, area: QScrollArea) -> None:
    """Before it is shown: as ``fit``, but what would make it higher than its window scrolls in this area."""
    inside, outer = area.widget(), dialog.layout()
    assert inside is not None
    assert outer is not None
    placed = inside.layout()
    assert placed is not None
    around = outer.contentsMargins()
    area.setMinimumWidth(placed.minimumSize().width())
    width = max(dialog.width(), outer.minimumSize().width()) - around.left() - around.right()
    high = placed.totalHeightForWidth(width) if placed.hasHeightForWidth() else placed.minimumSize().height()
    area.setFixedHeight(high)
    fit(dialog)
    owner = dialog.parentWidget()
    over = dialog.height() - (dialog if owner is None else owner.window()).height()
    # A bar that Qt has shown for a moment would stay: beside it the text needs a line more.
    bars = Qt.ScrollBarPolicy
    area.setVerticalScrollBarPolicy(bars.ScrollBarAsNeeded if over > 0 else bars.ScrollBarAlwaysOff)
    if over > 0:
        area.setFixedHeight(high - over)
        area.setMinimumWidth(area.minimumWidth() + area.verticalScrollBar().sizeHint().width())
        area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the arrows scroll it
        fit(dialog)


class Question(Dialog):
    """Question and consequence; the safe answer on the left, focused, the act on the right.

    It does not block: connect ``accepted``, then call ``open()``. It deletes itself when closed.
    """

    def __init__(
        self, question: str, consequence: str, safe: str, act: str, parent: QWidget, *, danger: bool = False
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(question)
        self.setFixedWidth(400)
        heading, words = labels.paragraph(question, self, "section"), labels.paragraph(consequence, self)
        self.safe = button(safe, self, do=self.reject)
        self.act = button(act, self, "danger" if danger else "primary", do=self.accept)
        layout.column(
            heading,
            words,
            layout.row(layout.STRETCH, self.safe, self.act, gap="s", around=ABOVE),
            gap="s",
            around=layout.AROUND_DIALOG,
            of=self,
        )
        self.setAccessibleDescription(consequence)
        self.safe.setAutoDefault(True)
        self.safe.setDefault(True)
        self.safe.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        fit(self)
        super().showEvent(event)


class Message(Dialog):
    """What happened, what is safe, what to do; for a bug of ours also the report, which can be copied.

    *page* is the place of the help that tells more.
    """

    def __init__(self, what: str, rest: str, parent: QWidget, *, report: str = "", page: str = "") -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Merilo"))
        self.setMinimumWidth(420)
        self.setAccessibleDescription(f"{what} {rest}")
        heading, consequence = labels.paragraph(what, self, "section"), labels.paragraph(rest, self)
        self.report = QPlainTextEdit(report, self, readOnly=True, tabChangesFocus=True)
        self.report.setAccessibleName(_("Report without personal data"))
        self.report.setVisible(bool(report))
        copy = button(_("Copy the report"), self, do=self._on_copy)
        copy.setVisible(bool(report))
        self.help_page = page
        self.more_button = button(_("Help"), self, "quiet", do=self.help)
        self.more_button.setVisible(bool(page))
        self.close_button = button(_("Close"), self, "primary", do=self.accept)
        layout.column(
            heading,
            consequence,
            self.report,
            layout.row(self.more_button, layout.STRETCH, copy, self.close_button, gap="s", around=ABOVE),
            gap="s",
            around=layout.AROUND_DIALOG,
            of=self,
        )
        self.close_button.setDefault(True)
        self.close_button.setFocus()

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report.toPlainText())
