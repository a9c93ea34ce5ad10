"""A paper on the screen of documents follows a setting: from the choice until its page is shown."""

from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from db.assessing import people
from db.hiring import campaigns
from desktop.actions import Actions
from desktop.context import Context
from desktop.data import Data
from desktop.export.how_pane import LANGUAGES
from desktop.export.screen import DocumentsScreen
from desktop.garbage import Garbage
from desktop.jobs import Jobs
from desktop.office.papers import drawing, registry
from desktop.office.papers.document import Asked
from desktop.office.papers.documents import papers_of
from desktop.settings import Settings
from desktop.theme import Theme
from domain.progress import Progress
from reports.paper.atomic import in_memory
from resources.i18n import words
from tests.bench.crowd import crowd
from tests.bench.lean import ROOM
from tests.bench.measure import Figure, in_turn, middle, seconds
from tests.bench.team_map import TODAY

PATIENCE = 20_000  # ms


def following(application: QApplication, rounds: int = 12) -> Figure:
    """Measure a change of language, warm, against only drawing that paper from its record."""
    team = crowd(100)
    read, me = team.store.read, team.boss
    cycle = min(one.cycle.id for one in read(campaigns.campaigns))
    case = read(campaigns.candidates, cycle, me)[0].case.case_id
    garbage, window = Garbage(application), QWidget()
    jobs, data = Jobs(window), Data(team.store, window)
    with TemporaryDirectory(dir=ROOM) as folder:
        settings = Settings(Path(folder) / "merilo.ini")
        theme, actor = Theme("light"), read(people.person, me)
        context = Context(data, jobs, settings, Actions(), theme, actor, lambda: TODAY)
        screen = DocumentsScreen(context, window)
        for one in (window, screen):
            one.resize(1196, 772)
        window.show()
        screen.open()
        screen.show_paper(registry.PROFILE, case)
        _until_shown(screen)
        paper = papers_of(read, registry.PROFILE, Asked(case, me, TODAY, None, None))[0]
        language = 0

        def ours() -> float:
            nonlocal language
            language = 1 - language

            def follow() -> None:
                screen.how.languages.choose(language)
                screen.how.languages.chosen.emit(language)
                _until_shown(screen)

            return seconds(follow)

        def drawn() -> float:
            def draw() -> None:
                with in_memory():
                    drawing.write(
                        registry.PROFILE, paper, "pdf", Path(), Progress(), words(LANGUAGES[language])
                    )

            return seconds(draw)

        for _warm in LANGUAGES:
            ours()
        values, baselines = in_turn(ours, drawn, rounds)
        jobs.close()
        window.close()
    garbage.stop()
    team.store.close()
    return Figure("preview follows a setting", middle(values), middle(baselines), limit=None, most=0.300)


def _until_shown(screen: DocumentsScreen) -> None:
    """Wait as a window does, until the page of what is chosen is shown.

    Raises:
        TimeoutError: if none comes within ``PATIENCE``.
    """
    loop = QEventLoop()
    patience = QTimer(singleShot=True, interval=PATIENCE)
    patience.timeout.connect(loop.quit)
    patience.start()
    screen.preview.shown.connect(loop.quit)
    while screen.drawing or not screen.preview.pages:
        loop.exec()
        if not patience.isActive():
            raise TimeoutError(f"no page within {PATIENCE} ms")
    screen.preview.shown.disconnect(loop.quit)
    screen.preview.view.viewport().repaint()
