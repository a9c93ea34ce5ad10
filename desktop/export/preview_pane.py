"""The pages of a paper as they will be printed; imported only when the screen of documents opens."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QPointF, QRectF, QTimer, Signal
from PySide6.QtGui import QPageLayout, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.kit import labels, layout
from desktop.kit.buttons import button
from desktop.kit.form.dialog import lead_on
from desktop.kit.off import allow
from desktop.kit.page.empty import Empty
from desktop.theme import Theme
from resources.i18n import _

STEP = 1.2  # by which a click makes the page larger or smaller
LEAST, MOST = 0.2, 5.0
PATIENCE = 300  # ms without a word; most papers come sooner
FINEST = 300  # dots per inch; a printer may take 1200, and a page of so many takes 560 MB


class PreviewPane(QWidget):
    """Shows a PDF from memory, or says why there is none.

    Signals:
        shown: a paper is shown, or none.
    """

    shown = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.document = QPdfDocument(self)
        self._buffer = QBuffer(self)
        self._papers, self._whose = 0, ""
        self.view = QPdfView(self)
        self.view.setAccessibleName(_("Preview"))
        self.view.setDocument(self.document)
        self.view.setPageMode(QPdfView.PageMode.MultiPage)
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.nothing = Empty(theme.icon("file-x", "muted", 22), _("Nothing chosen"), self)
        self._help = ""
        self.nothing.acted.connect(self._on_help)
        self.place = labels.elided("", self, "small", "muted")
        self.previous_button = button(
            "", self, "quiet", theme.icon("chevron-left"), small=True, do=self.go_back
        )
        self.next_button = button("", self, "quiet", theme.icon("chevron-right"), small=True, do=self.go_on)
        self.smaller_button = button(
            "", self, "quiet", theme.icon("zoom-out"), small=True, do=self.make_smaller
        )
        self.width_button = button(_("Fit width"), self, "quiet", small=True, do=self.fit)
        self.larger_button = button("", self, "quiet", theme.icon("zoom-in"), small=True, do=self.make_larger)
        for one, name in (
            (self.previous_button, _("Previous page")),
            (self.next_button, _("Next page")),
            (self.smaller_button, _("Smaller")),
            (self.larger_button, _("Larger")),
        ):
            one.setAccessibleName(name)
        self._stack = QStackedWidget(self)
        self._blank = Empty(theme.icon("file-text", "muted", 22), "", self)
        self._pause = QTimer(self, singleShot=True, interval=PATIENCE)
        self._pause.timeout.connect(self._on_waited)
        for one in (self.nothing, self._blank, self.view):
            self._stack.addWidget(one)
        bar = layout.row(
            layout.grow(self.place),
            self.previous_button,
            self.next_button,
            self.smaller_button,
            self.width_button,
            self.larger_button,
            gap="xs",
            around=(16, 6, 10, 6),
        )
        layout.column(bar, labels.rule(self), layout.grow(self._stack), of=self)
        self.view.pageNavigator().currentPageChanged.connect(self._tell)
        self._tell()

    @property
    def pages(self) -> int:
        """The number of pages shown, 0 if none."""
        return self.document.pageCount() if self._stack.currentWidget() is self.view else 0

    @property
    def waiting(self) -> bool:
        """Whether the paper chosen is still to come."""
        return self._stack.currentWidget() is self._blank

    def wait(self) -> None:
        """Take away the paper shown: another one is chosen; say so if that one takes its time."""
        if not self.waiting:
            self._blank.set_texts("")
            self._stack.setCurrentWidget(self._blank)
            self._pause.start()
            self._tell()

    def _on_waited(self) -> None:
        self._blank.set_texts(_("The document is being drawn."))

    def show_paper(self, content: bytes, papers: int = 1, whose: str = "") -> None:
        """Show the first of so many *papers* from its first page, at the size chosen last."""
        self._load(content)
        self._papers, self._whose = papers, whose
        self._stack.setCurrentWidget(self.view)
        self._tell()
        self.shown.emit()

    def tell(self, fact: str, rest: str = "", page: str = "") -> None:
        """Say why there is nothing to show; *page* is the place of the help that tells more."""
        self._load(b"")
        self._help = page
        self.nothing.set_texts(fact, rest, _("Help") if page else "")
        self._stack.setCurrentWidget(self.nothing)
        self._tell()
        self.shown.emit()

    def _on_help(self) -> None:
        lead_on(self._help, self)

    def go_on(self) -> None:
        """Show the next page."""
        self._go(self.view.pageNavigator().currentPage() + 1)

    def go_back(self) -> None:
        """Show the page before."""
        self._go(self.view.pageNavigator().currentPage() - 1)

    def fit(self) -> None:
        """Show the page as wide as there is room."""
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)

    def make_larger(self) -> None:
        """Show the page larger."""
        self._zoom(STEP)

    def make_smaller(self) -> None:
        """Show the page smaller."""
        self._zoom(1 / STEP)

    def print_on(self, printer: QPrinter) -> bool:
        """Print the pages chosen, each in its own orientation; return whether the printer accepted them."""
        painter, pages = QPainter(), self._chosen(printer)
        for page in pages:
            size = self.document.pagePointSize(page)
            wide = size.width() > size.height()
            turned = QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
            printer.setPageOrientation(turned)
            printer.setFullPage(True)
            printer.setPageMargins(QMarginsF(0, 0, 0, 0))
            if page == pages[0]:
                if not painter.begin(printer):
                    return False
            elif not printer.newPage():
                painter.end()
                return False
            dots = printer.resolution() / 72
            image = self.document.render(page, (size * min(dots, FINEST / 72)).toSize())
            if image.isNull():
                printer.abort()
                painter.end()
                return False
            painter.drawImage(QRectF(QPointF(0, 0), size * dots), image)
        return painter.end() if pages else False

    def _chosen(self, printer: QPrinter) -> range:
        """Return the pages chosen in the print dialog, counted from 0."""
        if printer.printRange() is not QPrinter.PrintRange.PageRange:
            return range(self.pages)
        return range(max(printer.fromPage(), 1) - 1, min(printer.toPage() or self.pages, self.pages))

    def _load(self, content: bytes) -> None:
        self.document.close()
        self._buffer.close()
        self._buffer.setData(QByteArray(content))
        if content:
            self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
            self.document.load(self._buffer)

    def _go(self, page: int) -> None:
        if 0 <= page < self.pages:
            self.view.pageNavigator().jump(page, QPointF())

    def _zoom(self, by: float) -> None:
        if self.view.zoomMode() is not QPdfView.ZoomMode.Custom:
            room = self.view.viewport().width() / self._points()
            self.view.setZoomMode(QPdfView.ZoomMode.Custom)
            self.view.setZoomFactor(max(LEAST, room))
        self.view.setZoomFactor(min(MOST, max(LEAST, self.view.zoomFactor() * by)))

    def _points(self) -> float:
        """Return the width of a page in dots of the screen at its own size."""
        points = self.document.pagePointSize(0).width() if self.pages else 595.0
        return max(1.0, points * self.logicalDpiX() / 72)

    def _tell(self) -> None:
        page, pages = self.view.pageNavigator().currentPage() + 1, self.pages
        place = _("Page {page} of {pages}").format(page=page, pages=pages) if pages else ""
        if place and self._papers > 1:
            place = _("{place}, document 1 of {papers}").format(place=place, papers=self._papers)
        self.place.setText(" · ".join(filter(None, (self._whose, place))) if place else "")
        none = "" if pages else _("No document is shown.")
        for one in (self.smaller_button, self.width_button, self.larger_button):
            allow(one, none)
        allow(self.previous_button, none or ("" if page > 1 else _("This is the first page.")))
        allow(self.next_button, none or ("" if page < pages else _("This is the last page.")))
