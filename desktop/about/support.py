"""What may be sent to somebody who helps: shown whole before it is saved, without people, paths and files."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import override

from PySide6.QtCore import QTimer, qVersion
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desktop.folders import Use
from desktop.jobs import Job, Jobs
from desktop.kit import labels, layout
from desktop.kit.buttons import button
from desktop.kit.form.dialog import ABOVE, Dialog, fit
from desktop.kit.off import allow
from desktop.kit.page import files
from desktop.office import doctor
from desktop.settings import Settings
from desktop.theme import Theme
from domain.progress import Progress
from reports.paper import atomic
from resources.i18n import Words, _, current

WIDTH, LINES = 620, 18
NAME = "merilo-diagnostics.txt"


class SupportDialog(Dialog):
    """Looks at the installation as a job; nothing leaves the computer but what a person saves or copies."""

    help_page = "troubles#bug"

    def __init__(
        self,
        theme: Theme,
        jobs: Jobs,
        settings: Settings,
        places: tuple[Path, Path | None],
        errors: Sequence[str],
        parent: QWidget,
    ) -> None:
        """*places*: the folder for files, and the open file; *errors*: the reports of errors so far."""
        super().__init__(parent)
        self._theme, self._jobs, self._settings = theme, jobs, settings
        self._documents, self._path = places
        self._errors = tuple(errors)
        self._job: Job | None = None
        column = self.lay_out(_("Support information"))
        about = _(
            "This text is all that is saved. It names no person, no organisation, no folder and no file."
        )
        column.addWidget(labels.paragraph(about, self, "body", "muted"))
        self.setFixedWidth(WIDTH + 24 * theme.font_step)
        self.text = QPlainTextEdit(_("Looking…"), self, readOnly=True, tabChangesFocus=True)
        self.text.setAccessibleName(_("What is saved"))
        self.text.setFixedHeight((LINES - theme.more // 3) * (theme.line_height("body") + 1))
        column.addWidget(self.text)
        self.told = labels.plain("", self, "small", "muted")
        self.copy = button(_("Copy"), self, "quiet", theme.icon("copy", "accent"), do=self._on_copy)
        self.save = button(_("Save…"), self, "primary", do=self._on_save)
        self.close_button = button(_("Close"), self, do=self.reject)
        for one in (self.copy, self.save):
            allow(one, _("Looking…"))
        column.addLayout(
            layout.row(
                self.copy, self.told, layout.STRETCH, self.close_button, self.save, gap="s", around=ABOVE
            )
        )
        self.close_button.setFocus()
        QTimer.singleShot(0, self, self._look)

    @override
    def showEvent(self, arg__1: QShowEvent) -> None:
        fit(self)
        super().showEvent(arg__1)

    def _look(self) -> None:
        work: Callable[[Progress], tuple[doctor.Finding, ...]] = partial(
            _examined, current(), self._documents, self._path
        )
        self._job = self._jobs.run(work, self._on_examined, _("Looking at the installation"))

    @override
    def done(self, arg__1: int) -> None:
        if self._job is not None:
            self._job.drop()  # nobody waits for it any more
        super().done(arg__1)

    def _on_examined(self, findings: tuple[doctor.Finding, ...]) -> None:
        parts = [doctor.report(findings), self._screen()]
        if self._errors:
            parts.append("\n".join((_("Errors since the start:"), *self._errors)))
        self.text.setPlainText("\n\n".join(parts))
        for one in (self.copy, self.save):
            allow(one, "")
        self.save.setDefault(True)

    def _screen(self) -> str:
        screen = self.screen()
        size, settings = screen.size(), self._settings
        lines = (
            f"Qt {qVersion()}, {QGuiApplication.platformName()}",
            _("Screen: {width}×{height}, scale {scale}").format(
                width=size.width(), height=size.height(), scale=f"{screen.devicePixelRatio():g}"
            ),
            _("Colours: {theme}, letters {step}, language {language}").format(
                theme=settings.theme, step=f"+{settings.font_step}", language=current().language
            ),
        )
        return "\n".join(lines)

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self.told.setText(_("Copied"))

    def _on_save(self) -> None:
        path = files.target(self, _("Save"), NAME, _("Text (*.txt)"), self._settings.folders, Use.DOCUMENTS)
        if path is None:
            return
        with atomic.replacing(path) as part:
            part.write_text(self.text.toPlainText() + "\n", encoding="utf-8")
        self.told.setText(_("Saved"))


def _examined(
    words: Words, documents: Path, path: Path | None, _progress: Progress
) -> tuple[doctor.Finding, ...]:
    return doctor.examine(words, documents, path)
