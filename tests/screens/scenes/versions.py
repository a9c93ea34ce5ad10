"""The map of versions: of the published second edition, and of a draft with proposals to confirm."""

from db.framework import drafts, editions
from desktop.framework.versions.screen import ALL, MapScreen
from domain.framework import edition_edit as edit
from domain.framework.framework import EditionState
from domain.framework.version_map import Fate, Link
from domain.text import Text
from tests.screens.scene import AS_HR, Scene
from tests.screens.stage import Stage


def map_screen(stage: Stage) -> MapScreen:
    assert isinstance(stage.space.shown, MapScreen)
    return stage.space.shown


def _published(stage: Stage) -> None:
    """The map as confirmed, on the line that was split."""
    data = stage.app.data
    assert data is not None
    line = next(one for one in data.read(editions.editions) if one.in_force)
    stage.space.go("versions", line.id)
    map_screen(stage).search.clear()
    map_screen(stage).table.stand_on((("S29",), ("S29", "S33")))


def _proposed(stage: Stage) -> None:
    """The proposals for the next job description: one line confirmed, the others waiting."""
    data = stage.app.data
    assert data is not None
    for one in data.read(editions.editions):
        if one.state is EditionState.DRAFT:
            data.write(drafts.discard, one.id)
    base = next(one for one in data.read(editions.editions) if one.in_force)
    content = data.read(editions.content, base.id)
    reworded = {
        "K01": "перечень и целевые значения показателей эффективности для оценки работы групп",
        "K19": "установленный в организации порядок приёма и учёта обращений клиентов",
        "S05": "согласовывать свою работу с коллегами и смежными подразделениями при решении общих задач",
    }
    for code, text in reworded.items():
        content = edit.reword_item(content, code, Text(text), content.item(code).label)
    content = edit.drop_item(content, "K12")
    links = [Link(Fate.REWORDED, (code,), (code,)) for code in reworded]
    links.append(Link(Fate.DROPPED, ("K12",), ()))
    draft = data.write(drafts.begin_from, content, base.id, links)
    data.write(drafts.relate, draft, links, links[:1])
    stage.space.go("versions", draft)
    map_screen(stage).search.clear()


def _ticked(stage: Stage) -> None:
    """All lines, two of them ticked to be joined."""
    _proposed(stage)
    screen = map_screen(stage)
    screen.choice.setCurrentIndex(ALL)
    for key in ((("K12",), ()), (("K11",), ("K11",))):
        screen.table.stand_on(key)
        screen.tick()


def _nothing(stage: Stage) -> None:
    _proposed(stage)
    map_screen(stage).search.setText("ничего такого нет")


SCENES = (
    Scene("versions", AS_HR, _proposed, main=True),
    Scene("versions-ticked", AS_HR, _ticked),
    Scene("versions-published", AS_HR, _published),
    Scene("versions-nothing", AS_HR, _nothing),
)
