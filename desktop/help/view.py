"""The help as one reads it: search, the way back and one page or what was found."""

from contextlib import suppress
from typing import override

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QImage, QKeyEvent, QResizeEvent, QTextDocument
from PySide6.QtWidgets import QTextBrowser, QWidget

from desktop.actions import Actions
from desktop.help import drawing
from desktop.help.drawing import Keys
from desktop.kit import labels, layout
from desktop.kit.aloud import announce
from desktop.kit.buttons import button
from desktop.kit.search_field import SearchField
from desktop.kit.tips import set_tip
from desktop.office.help.filled import filled
from desktop.office.help.finding import finder
from desktop.office.help.reader import OF_A_FILE, Reader
from desktop.theme import Theme
from resources.help_pages import CONTENTS, picture
from resources.i18n import _, current, pgettext

TROUBLES = "troubles"  # for every reader
PAUSE = 150  # ms of pause in typing before it searches


class HelpView(QWidget):
    """Shows a page and follows its links; nothing else is ever opened, neither a file nor an address.

    Signals:
        closed: the cross or Esc.
    """

    closed = Signal()

    def __init__(self, theme: Theme, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        self._way: list[str] = []  # what was shown before, the last first to return to
        self._shown = ""
        self._keys: tuple[str, Keys] = ("", ())
        self._reader = OF_A_FILE
        self._theme = theme
        self.setAccessibleName(_("Help"))
        self._back = button("", self, "quiet", theme.icon("arrow-left", "muted"), small=True, do=self.go_back)
        self._name(self._back, _("Previous page of the help"))
        heading = labels.plain(_("Help"), self, "section")
        contents = button(pgettext("help", "Contents"), self, "quiet", small=True, do=self.show_contents)
        close = button("", self, "quiet", theme.icon("x", "muted"), small=True, do=self.closed)
        self._name(close, f"{_('Close the help')} ({actions.cap('back')})")
        self.search = SearchField(theme, _("Search in the help"), self)
        self.search.grow()
        self.browser = Reading(self)
        self.browser.setAccessibleName(_("Page of the help"))
        self.browser.document().setDefaultStyleSheet(drawing.sheet_of(theme))
        self.browser.document().setDocumentMargin(4)
        layout.column(
            layout.row(self._back, heading, layout.STRETCH, contents, close, gap="s"),
            self.search,
            layout.grow(self.browser),
            gap="s",
            around=(12, 10, 8, 10),
            of=self,
        )
        self._timer = QTimer(self, singleShot=True, interval=PAUSE)
        self._timer.timeout.connect(self._find)
        self.search.textChanged.connect(self._on_typed)
        self.search.returnPressed.connect(self._on_enter)
        self.search.installEventFilter(self)
        self.browser.anchorClicked.connect(self._on_link)
        actions.make("back", self, self._on_back)
        self._back.setEnabled(False)

    @property
    def shown(self) -> str:
        """What is shown: a page with its mark, or «?» and what was searched for."""
        return self._shown

    def read_by(self, reader: Reader) -> None:
        """Show from now on what this reader has."""
        self._reader = reader

    def show_page(self, link: str, keys: Keys = ()) -> None:
        """Show the page, from its mark if the link has one; *keys* are those of the screen it explains."""
        if keys:
            self._keys = (link.partition("#")[0], keys)
        self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(False)
        self._timer.stop()
        self._step(link)

    @property
    def follows(self) -> bool:
        """Whether the page of a screen is shown, and not one that somebody has gone to."""
        return bool(self._shown) and self._shown == self._keys[0]

    def show_contents(self) -> None:
        """Show the list of all pages."""
        self.show_page(CONTENTS)

    def go_back(self) -> None:
        """Show what was shown before."""
        if self._way:
            before = self._way.pop()
            self._back.setEnabled(bool(self._way))
            self._show(before)

    def settle(self) -> None:
        """Scroll to where the page begins, or to its mark; for a width that it has got only now."""
        mark = self._shown.partition("#")[2]
        if mark and not self._shown.startswith("?"):
            self.browser.scrollToAnchor(mark)
        else:
            self.browser.verticalScrollBar().setValue(0)

    def begin(self) -> None:
        """Give the page the keys: the arrows scroll it, Tab goes through its links."""
        self.browser.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go from the search to what it found by the arrow."""
        if watched is self.search and event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            down = event.key() == Qt.Key.Key_Down
            if down:
                self.begin()
            return down
        return False

    def _name(self, made: QWidget, words: str) -> None:
        made.setAccessibleName(words)
        set_tip(made, words)

    def _step(self, link: str) -> None:
        typing = self._shown.startswith("?") and link.startswith("?")  # each letter is no step
        if self._shown and self._shown != link and not typing:
            self._way.append(self._shown)
        self._back.setEnabled(bool(self._way))
        self._show(link)

    def _show(self, link: str) -> None:
        self._shown = link
        if link.startswith("?"):
            found = finder(current().language, self._reader).find(link[1:])
            self.browser.setHtml(drawing.found_html(link[1:], found))
            return
        name = link.partition("#")[0]
        page = filled(name, current().language, self._reader)
        if not page.blocks:  # a refusal leads to what this window has not
            name = TROUBLES
            page = filled(name, current().language, self._reader)
        of, keys = self._keys
        self.browser.setHtml(drawing.page_html(page, keys if of == name else ()))
        self.settle()
        announce(page.title, self)

    def _on_typed(self, _text: str) -> None:
        self._timer.start()

    def _on_enter(self) -> None:
        self._timer.stop()
        self._find()
        self.begin()

    def _find(self) -> None:
        wanted = self.search.text().strip()
        if wanted:
            self._step(f"?{wanted}")
        elif self._shown.startswith("?"):
            self.go_back()

    def _on_link(self, address: QUrl) -> None:
        link = address.toString()
        if ":" not in link:  # ours have none; nothing else is followed
            self._step(link)

    def _on_back(self) -> None:
        self.closed.emit()


class Reading(QTextBrowser):
    """A text with links and pictures of ours: reads no other file and no address, whatever stands in it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, openLinks=False, openExternalLinks=False)
        self._whole: dict[str, QImage] = {}  # what was shown, in its own size
        self.setProperty("side", True)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)

    @override
    def loadResource(self, type: int, name: QUrl | str) -> QImage | None:
        wanted = name.toString() if isinstance(name, QUrl) else name
        shown = wanted.removeprefix(drawing.PICTURE)
        if not wanted.startswith(drawing.PICTURE) or not shown.replace("-", "").isalpha():
            return None
        with suppress(FileNotFoundError):  # an installation may be unfinished; the words are there
            self._whole[wanted] = QImage.fromData(picture(shown, current().language))
            return self._fitted(self._whole[wanted])
        return None

    @override
    def resizeEvent(self, e: QResizeEvent) -> None:
        super().resizeEvent(e)
        document = self.document()
        for name, image in self._whole.items():
            document.addResource(QTextDocument.ResourceType.ImageResource, QUrl(name), self._fitted(image))
        if self._whole:
            document.markContentsDirty(0, document.characterCount())

    def _fitted(self, image: QImage) -> QImage:
        """Return the picture no wider than the page: a document would shrink it without smoothing."""
        room, fine = self.viewport().width() - 2 * self.document().documentMargin(), self.devicePixelRatioF()
        if image.width() <= room:
            return image
        fitted = image.scaledToWidth(max(int(room * fine), 1), Qt.TransformationMode.SmoothTransformation)
        fitted.setDevicePixelRatio(fine)
        return fitted
