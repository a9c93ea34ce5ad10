"""The journal: everything, what was exported about one person, and nothing found."""

from db.assessing import people
from db.journal import exports
from db.journal.exports import Of
from desktop.journal.screen import JournalScreen
from tests.screens.scene import AS_MANAGER, Scene
from tests.screens.stage import Stage, wait


def _journal(stage: Stage) -> None:
    assert stage.app.data is not None
    data, person = stage.app.data, stage.app.data.read(people.by_code, "E-0301").id
    if not data.read(exports.handed_out, person):  # other looks play the scene in the same file
        data.write(exports.record, "profile", Of.PERSON, {person}, ("pdf", "xlsx"), 2)
    stage.space.to_journal()


def _of_one(stage: Stage) -> None:
    _journal(stage)
    assert stage.app.data is not None
    stage.space.to_journal(stage.app.data.read(people.by_code, "E-0301").id)


def _not_found(stage: Stage) -> None:
    stage.space.to_journal()
    screen = stage.space.shown
    assert isinstance(screen, JournalScreen)
    screen.filters.search.setText("такого нет")
    wait(lambda: not stage.app.jobs.busy)


SCENES = (
    Scene("journal", AS_MANAGER, _journal, main=True),
    Scene("journal-of-one", AS_MANAGER, _of_one),
    Scene("journal-not-found", AS_MANAGER, _not_found),
)
