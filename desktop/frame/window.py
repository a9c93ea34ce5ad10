"""The window: the frame around the start screen or the open file, and the layers above them."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, override

from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QGuiApplication,
    QPaintEvent,
    QResizeEvent,
    QScreen,
)
from PySide6.QtWidgets import QApplication, QDialog, QFrame, QStackedWidget, QWidget

from desktop.actions import Actions
from desktop.jobs import Jobs
from desktop.kit import layout, reading_order
from desktop.kit.page.progress_panel import ProgressPanel
from desktop.kit.page.toast import Toast
from desktop.settings import Settings
from desktop.theme import Theme
from resources.i18n import _

if TYPE_CHECKING:  # imported when shown: the first paint waits for none of it
    from desktop.errors import Failure
    from desktop.frame.helping import Helping
    from desktop.frame.workspace import Workspace
    from desktop.kit.form.keeper import FormDrafts
    from desktop.start.screen import StartScreen
    from domain.workdays import Calendar


USUAL, SMALL = QSize(1280, 800), QSize(1366, 768)
GRIP = QPoint(60, 12)  # px from the top left corner: enough of the title bar to drag the window


class Window(QWidget):
    """The frame around the start screen or the open file, and the layers above them.

    Signals:
        painted: once, after the first paint has reached the screen.
        file_painted: the same for an open file, once for each one shown.
        dropped: paths of the files dropped on the window, a tuple.
    """

    painted = Signal()
    file_painted = Signal()
    dropped = Signal(object)

    def __init__(self, theme: Theme, actions: Actions, jobs: Jobs, settings: Settings) -> None:
        super().__init__()
        self._theme = theme
        self._settings = settings
        self._painted = False
        self._file_awaited = False
        # Told once the paint is flushed. They end with the window, which may be gone before: a single shot by
        # its signal would raise then, and one by its method would keep it in memory.
        self._flushed, self._file_flushed = (QTimer(self, singleShot=True, interval=0) for _ in range(2))
        self._flushed.timeout.connect(self.painted)
        self._file_flushed.timeout.connect(self.file_painted)
        self.start: StartScreen | None = None
        self.workspace: Workspace | None = None
        self.setWindowTitle(_("Merilo"))
        self.setMinimumSize(960, 600)
        self.setAcceptDrops(True)
        if settings.geometry().isEmpty():
            self._begin_in(QGuiApplication.primaryScreen().availableGeometry())
        else:
            self.recall("")
        self._stack = QStackedWidget(self)
        layout.column(layout.grow(self._stack), of=self)
        self.over = QFrame(self)  # covers the window while a file is dragged over it
        self.over.setObjectName("drop")
        self.over.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.over.hide()
        self._actions = actions
        self._helping: Helping | None = None  # made with the first F1
        self.toast = Toast(theme, self, self._below)
        self.progress = ProgressPanel(theme, jobs, self)
        jobs.cancelled.connect(self._on_cancelled)
        actions.make("help", self, self.show_help)
        actions.make("quit", self, self.close)

    def show_start(self, start: "StartScreen") -> None:
        """Show the screen used while no file is open."""
        self._put(start)
        self.start, self.workspace = start, None
        self.setWindowTitle(_("Merilo"))

    def cover(self, start: "StartScreen") -> None:
        """Hide the open file behind this screen."""
        self._stack.addWidget(start)
        self._stack.setCurrentWidget(start)
        self.start = start

    def uncover(self) -> None:
        """Show the open file again."""
        assert self.start is not None and self.workspace is not None
        start, self.start = self.start, None
        self._stack.setCurrentWidget(self.workspace)
        self._stack.removeWidget(start)
        start.deleteLater()

    def drop_file(self) -> None:
        """Remove the file behind the cover: it is closed."""
        assert self.workspace is not None
        workspace, self.workspace = self.workspace, None
        self._stack.removeWidget(workspace)
        workspace.deleteLater()

    def show_file(self, workspace: "Workspace", name: str) -> None:
        """Show the open file."""
        self._put(workspace)
        self.start, self.workspace = None, workspace
        workspace.moved.connect(self._on_moved)
        workspace.help_wanted.connect(self.show_help)
        self._file_awaited = True
        self.setWindowTitle(_("{file} — Merilo").format(file=name))

    def remember(self) -> None:
        """Remember for the next start the window's place and size, and the place in the open file."""
        file = "" if self.workspace is None else self.workspace.file
        self._settings.keep_geometry(self.saveGeometry(), file)
        if self.workspace is not None:
            self.workspace.remember()

    def recall(self, file: str) -> None:
        """Restore this file's place and size, or for "" the last; unchanged if it was never open here."""
        if self.restoreGeometry(self._settings.geometry(file)):
            self._bring_back()

    @property
    def form_drafts(self) -> "FormDrafts | None":
        """Where forms over the open file keep their drafts; None while no file is open."""
        return None if self.workspace is None else self.workspace.form_drafts

    @property
    def theme(self) -> Theme:
        """The look of the window."""
        return self._theme

    @property
    def calendar(self) -> "Calendar":
        """The working days of the open file."""
        assert self.workspace is not None
        return self.workspace.calendar

    def today(self) -> date:
        """Today by the program's clock."""
        assert self.workspace is not None
        return self.workspace.today()

    def tell(self, failure: "Failure") -> None:
        """Show what went wrong where the person looks: in the card, before a dialog, or in the banner."""
        told = failure.sentence
        rest = told.rest
        above = QApplication.activeModalWidget()
        if self.start is not None:
            self.start.set_busy(False)
        if told.bug or above is not None:
            from desktop.kit.form.dialog import Message

            Message(told.what, rest, above or self, report=failure.report, page=failure.help).open()
        elif self.start is not None:
            self.start.fail(failure)
        elif self.workspace is not None:
            self.workspace.show_trouble(failure)

    @property
    def helping(self) -> "Helping":
        """What shows the help."""
        if self._helping is None:
            from desktop.frame.helping import Helping

            self._helping = Helping(self._actions, self)
        return self._helping

    def show_help(self) -> None:
        """Show the help of what is shown, or close it if one reads it."""
        above = QApplication.activeModalWidget()
        if isinstance(above, QDialog):  # Qt may give its window the key, too
            self.helping.help_beside(above)
        else:
            self.helping.help()

    def show_help_page(self, page: str) -> None:
        """Show this place of the help beside the screen."""
        self.helping.show_page(page)

    def help_beside(self, dialog: QDialog) -> None:
        """Show the help in front of a dialog."""
        self.helping.help_beside(dialog)

    def say(self, what: str, rest: str) -> None:
        """Show something worth knowing that is no error, without getting in the way."""
        if self.start is not None:
            self.start.say(what, rest)
        elif self.workspace is not None:
            self.workspace.say(what, rest)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        # Any file may be dropped: a message then says what it is good for, instead of silently refusing it.
        if event.mimeData().hasUrls():
            _copy(event)
            self.over.setGeometry(self.rect())
            self.over.show()
            self.over.raise_()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        _copy(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.over.hide()
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        self.over.hide()
        _copy(event)
        urls = event.mimeData().urls()
        self.dropped.emit(tuple(Path(url.toLocalFile() or url.toString()) for url in urls))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            self._flushed.start()
        if self._file_awaited:
            self._file_awaited = False
            self._file_flushed.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.over.setGeometry(self.rect())
        if self._helping is not None:
            self._helping.lie()
        super().resizeEvent(event)

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        return reading_order.step(self, forward=next)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.remember()
        super().closeEvent(event)

    def _below(self) -> QRect:
        """Return the area where a message hides no button: the key hints, else the bottom line."""
        high = self._theme.high("status")
        line = QRect(0, self.height() - high, self.width(), high)
        if self.workspace is None or not self.workspace.status.isVisible():
            return line
        hints = self.workspace.status.hints
        left = hints.mapTo(self, QPoint(0, 0)).x()
        return QRect(left, line.top(), hints.width(), high)

    def _on_moved(self) -> None:
        if self._helping is not None:
            self._helping.follow()

    def _on_cancelled(self, job: str) -> None:
        self.toast.tell(_("Cancelled: {job}").format(job=job))

    def _begin_in(self, room: QRect) -> None:
        """Use the size for a first start: all of a small screen, else part of the screen."""
        self.resize(USUAL.boundedTo(room.size()).expandedTo(self.minimumSize()))
        if room.width() <= SMALL.width() or room.height() <= SMALL.height():
            self.setWindowState(self.windowState() | Qt.WindowState.WindowMaximized)

    def _bring_back(self) -> None:
        """Move to an existing screen, at a size that fits it."""
        screens: list[QScreen] = QGuiApplication.screens()
        if any(screen.availableGeometry().contains(self.pos() + GRIP) for screen in screens):
            return
        room = QGuiApplication.primaryScreen().availableGeometry()
        self.resize(self.size().boundedTo(room.size()).expandedTo(self.minimumSize()))
        middle = room.center() - self.rect().center()
        self.move(max(middle.x(), room.left()), max(middle.y(), room.top()))

    def _put(self, widget: QWidget) -> None:
        old = self._stack.currentWidget()
        self._stack.addWidget(widget)
        self._stack.setCurrentWidget(widget)
        if old is not None:
            self._stack.removeWidget(old)
            old.deleteLater()


def _copy(event: QDropEvent) -> None:
    """Accept a drop as a copy: after a move the other program would delete its file."""
    event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()
