"""The progress of long work, and a button that stops it."""

from fractions import Fraction

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from desktop.jobs import Job, Jobs
from desktop.kit import labels, layout
from desktop.kit.aloud import announce
from desktop.kit.buttons import button
from desktop.kit.off import allow
from desktop.kit.page.corner import Corner
from desktop.kit.page.progress_bar import ProgressBar
from desktop.theme import Theme
from resources.i18n import _, current

SHOWN_AFTER = 200  # milliseconds; quicker work needs no panel
MANY = 500  # parts that nobody counts, such as characters of a file: they are told as a share


class ProgressPanel(Corner):
    """Appears when a job with a title runs longer than 200 ms, and is then said aloud."""

    def __init__(self, theme: Theme, jobs: Jobs, parent: QWidget) -> None:
        super().__init__(parent)
        self._job: Job | None = None
        self._title = labels.plain("", self, "strong")
        self._count = labels.plain("", self, "small", "muted")
        self._bar = ProgressBar(theme, self)
        self._bar.setMinimumWidth(240)
        words = layout.column(self._title, self._bar, self._count, gap="l")
        self.cancel = button(_("Cancel"), self, do=self._on_cancel)
        layout.row(layout.grow(words), self.cancel, gap="l", around=(16, 8, 16, 8), of=self)
        self._timer = QTimer(self, singleShot=True, interval=SHOWN_AFTER)
        self._timer.timeout.connect(self._on_late)
        jobs.started.connect(self._on_started)
        jobs.progressed.connect(self._on_progressed)
        jobs.finished.connect(self._on_finished)

    @property
    def text(self) -> str:
        """Title and count as one text."""
        return f"{self._title.text()} {self._count.text()}".strip()

    def _on_started(self, job: Job) -> None:
        self._job, title = job, job.title
        self._title.setText(title)
        self._count.setText("")
        self._bar.begin(title)
        allow(self.cancel)
        if title:
            self._timer.start()

    def _on_progressed(self, done: int, total: int) -> None:
        if total < MANY:
            told = _("{done} of {total}").format(done=done, total=total)
        else:  # once all are read, what follows is not counted
            told = current().percent(Fraction(done, total)) if done < total else ""
        self._bar.setRange(0, 0 if total >= MANY and done >= total else total)
        self._bar.setValue(done)
        self._count.setText(told)

    def _on_late(self) -> None:
        self.come()
        announce(self._title.text(), self)  # how far it is, the bar tells by itself

    def _on_finished(self) -> None:
        self._job = None
        self._timer.stop()
        self.hide()

    def _on_cancel(self) -> None:
        if self._job is not None:
            allow(self.cancel, _("It will stop after the current step"))
            self._count.setText(_("Stopping…"))
            announce(self._count.text(), self)
            self._job.cancel()
