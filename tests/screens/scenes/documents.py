"""The screen of documents: a paper seen as it will be printed, one that may not be had, a table."""

import errno
from pathlib import Path

from db.framework.frameworks import current
from db.journal.exports import Of
from db.people import register
from desktop.export.outcome import missing_words
from desktop.export.screen import DocumentsScreen
from desktop.office.papers.documents import Exported, Failure
from desktop.office.papers.registry import ANSWER_FORM, IDP, LEVELS, MODEL_ORDER, REFUSAL, REGULATION
from domain.people.issued import Issue
from reports.paper.atomic import Unwritable
from tests.screens.scene import AS_HR, BLIND, Scene, awaited, case, wait_for_the_page
from tests.screens.stage import TODAY, Stage


def _documents(stage: Stage, kind: str, *subject_ids: int) -> None:
    stage.space.go("documents")
    screen = stage.space.shown
    assert isinstance(screen, DocumentsScreen)
    screen.show_paper(kind, *subject_ids)
    wait_for_the_page(stage)


def _plan(stage: Stage) -> None:
    _documents(stage, IDP)


def _refusal(stage: Stage) -> None:
    """Nobody refused this candidate, so there is no paper."""
    _documents(stage, REFUSAL)


def _levels(stage: Stage) -> None:
    _documents(stage, LEVELS)


def _forms(stage: Stage) -> None:
    """Who gets a form is ticked, and what saving begins is said."""
    _documents(stage, ANSWER_FORM, case(stage, BLIND).case_id, awaited(stage).case_id)


def _number(stage: Stage) -> None:
    """An approved plan is about to get its number."""
    _plan(stage)
    screen = stage.space.shown
    assert isinstance(screen, DocumentsScreen)
    screen.issue()


def _register(stage: Stage) -> None:
    """Two orders and a notice have their numbers."""
    data = stage.app.data
    assert data is not None
    on = TODAY
    framework = data.read(current)[0]
    for kind, of, subject in (
        (MODEL_ORDER, Of.FRAMEWORK, framework),
        (REGULATION, Of.FRAMEWORK, framework),
        *((IDP, Of.PLAN, one) for one in (1, 2)),
    ):
        entry = Issue(on, "М.С. Громов", 2, "отдел кадров; руководитель группы")
        data.write(register.issue, kind, of, subject, entry)
    stage.space.to_register()


def _missing(stage: Stage) -> None:
    """A batch that met a file locked by another program, and a full disk."""
    _plan(stage)
    screen = stage.space.shown
    assert isinstance(screen, DocumentsScreen)
    folder = Path("plans")
    held = folder / "idp_E-0304_2026-07_2026-11-24_ru.pdf"
    full = folder / "idp_E-0316_2026-07_2026-11-24_ru.pdf"
    done = Exported(
        tuple(folder / f"idp_E-03{n:02d}_2026-07_2026-11-24_ru.pdf" for n in range(7)),
        (
            Failure(1, "E-0304", held, Unwritable(held, OSError(errno.EACCES, ""))),
            Failure(2, "E-0316", full, Unwritable(full, OSError(errno.ENOSPC, ""))),
        ),
        left=31,
    )
    screen.banner.show_fact(*missing_words(done, {}), "danger")


SCENES = (
    Scene("documents", AS_HR, _plan, main=True),
    Scene("documents-refused", AS_HR, _refusal),
    Scene("documents-table", AS_HR, _levels),
    Scene("documents-forms", AS_HR, _forms),
    Scene("documents-missing", AS_HR, _missing),
    Scene("documents-number", AS_HR, _number),
    Scene("documents-register", AS_HR, _register),
)
