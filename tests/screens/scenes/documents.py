"""The screen of documents: a paper seen as it will be printed, one that may not be had, a table."""

from desktop.export.screen import DocumentsScreen
from desktop.office.papers.registry import IDP, LEVELS, REFUSAL
from tests.screens.scene import AS_HR, Scene
from tests.screens.stage import Stage, wait


def _documents(stage: Stage, kind: str) -> None:
    stage.space.go("documents")
    screen = stage.space.shown
    assert isinstance(screen, DocumentsScreen)
    screen.show_paper(kind)
    wait(lambda: not screen.drawing and not stage.app.jobs.busy)
    wait(lambda: not screen.preview.pages or painted(screen))  # pages are drawn in the background


def painted(screen: DocumentsScreen) -> bool:
    """Return whether ink is seen on the page."""
    view = screen.preview.view.viewport()
    image = view.grab().toImage()
    middle = range(40, image.width() - 40, 3)
    return any(
        image.pixelColor(x, y).lightness() < 90 for y in range(30, image.height() - 10, 7) for x in middle
    )


def _plan(stage: Stage) -> None:
    _documents(stage, IDP)


def _refusal(stage: Stage) -> None:
    """Nobody refused this candidate, so there is no paper."""
    _documents(stage, REFUSAL)


def _levels(stage: Stage) -> None:
    _documents(stage, LEVELS)


SCENES = (
    Scene("documents", AS_HR, _plan, main=True),
    Scene("documents-refused", AS_HR, _refusal),
    Scene("documents-table", AS_HR, _levels),
)
