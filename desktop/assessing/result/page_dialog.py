"""A read-only page in a window of its own."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from desktop.kit import layout
from desktop.kit.buttons import button
from desktop.kit.form.dialog import Dialog
from resources.i18n import _


class PageDialog(Dialog):
    """Esc or Enter closes it; ``body`` takes the content and scrolls."""

    help_page = "result"

    def __init__(self, title: str, name: str, parent: QWidget) -> None:
        """*name* is the page's name for screen readers."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setWindowTitle(title)
        scroll = QScrollArea(self, widgetResizable=True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setAccessibleName(name)
        self.page = QWidget(scroll)
        self.body = layout.column(gap="m", around=layout.AROUND_DIALOG)
        layout.column(self.body, layout.STRETCH, of=self.page)
        scroll.setWidget(self.page)
        foot = QFrame(self)
        foot.setObjectName("status")
        self.close_button = button(_("Close"), foot, "primary", do=self.accept)
        self.close_button.setDefault(True)
        layout.row(layout.STRETCH, self.close_button, around=(20, 12, 20, 12), of=foot)
        layout.column(layout.grow(scroll), foot, of=self)
        self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)
