"""A page as high as the window; its lists scroll before it does."""

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget


class Page(QWidget):
    """Accepts any height: its lists scroll."""

    def hasHeightForWidth(self) -> bool:
        return False

    def lie(self, room: int) -> None:
        """Arrange the parts for so wide a room, px, which may be less than they take as they lie now."""


class Floor(QWidget):
    """Makes a page as high as the room, or as high as it must be if there is less.

    A scroll area would give a page with paragraphs its preferred height, and a list of a thousand rows would
    prefer room for all of them.
    """

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        page.setParent(self)
        page.installEventFilter(self)

    def minimumSizeHint(self) -> QSize:
        layout = self._page.layout()
        assert layout is not None
        wide = layout.totalMinimumSize().width()
        return QSize(wide, layout.totalMinimumHeightForWidth(max(wide, self.width())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._page.resize(self.size())  # the event may be older than the size
        self.updateGeometry()  # another width may need another height

    def event(self, event: QEvent) -> bool:
        """Follow the room that an area gives: the page itself never gets narrower than its parts."""
        room = self.parentWidget()
        if event.type() is QEvent.Type.ParentChange and room is not None:
            room.installEventFilter(self)
            self._page.lie(room.width())
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Report that the page needs another size, or has another room."""
        if watched is self._page and event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
        elif (
            isinstance(watched, QWidget)
            and watched is self.parentWidget()
            and event.type() is QEvent.Type.Resize
        ):
            self._page.lie(watched.width())
        return False


def scrolling(page: QWidget, parent: QWidget) -> QScrollArea:
    """Return an area that scrolls the page if there is no room for it, and takes no focus."""
    area = QScrollArea(parent, widgetResizable=True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(page)
    return area


def show_in_page(part: QWidget, place: QRect) -> None:
    """Scroll the page that a part is in, if it is in one, to a place of the part."""
    above: QWidget | None = part.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea) and (page := above.widget()) is not None:
            centre = part.mapTo(page, place.center())
            above.ensureVisible(centre.x(), centre.y(), 0, place.height())
            return
        above = above.parentWidget()
