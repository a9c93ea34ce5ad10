"""The desk where a screen asks for documents: it offers, writes, and tells what could not be made."""

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from db.assessing import forms
from db.file.store import Store
from db.hiring import campaigns
from db.journal import exports
from desktop.context import Context
from desktop.export.desk import PaperDesk
from desktop.export.dialog import Batch, ExportDialog, offer
from desktop.kit.page.banner import Banner
from desktop.office.papers.registry import COMPARISON, CONSENT, DECISION, FORM, REQUIREMENTS
from domain.mark import Role
from tests.db import sample


class Place:
    """A desk on a window of its own, and a campaign with one candidate whom nobody has rated."""

    def __init__(self, context: Context, store: Store, qtbot: QtBot, folder: Path) -> None:
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.banner = Banner(context.theme, self.window)
        self.desk = PaperDesk(context, self.banner, self.window)
        self.cycle_id = sample.campaign(store, (context.me.id, Role.HR))
        self.case_id = store.write(campaigns.invite, self.cycle_id, sample.candidate(store))
        context.settings.last_folder = folder
        self.window.show()

    def asked(self) -> list[ExportDialog]:
        return [one for one in self.window.findChildren(ExportDialog) if one.isVisible()]

    def confirm(self) -> None:
        (dialog,) = self.asked()
        dialog.save_button.click()


@pytest.fixture
def place(context: Context, store: Store, qtbot: QtBot, tmp_path: Path) -> Place:
    """A place whose documents go into an empty folder."""
    folder = tmp_path / "papers"
    folder.mkdir()
    return Place(context, store, qtbot, folder)


def test_the_usual_documents_are_ticked_and_written_and_what_was_told_before_is_over(
    place: Place, qtbot: QtBot, tmp_path: Path
) -> None:
    place.banner.show_fact("Something of before.")
    place.desk.offer(place.cycle_id, (offer(REQUIREMENTS, usual=True), offer(FORM)))
    assert place.banner.isVisible()
    with qtbot.waitSignal(place.desk.exported, timeout=30_000) as done:
        place.confirm()
    assert done.args is not None
    (path,) = done.args[0]
    assert path.parent == tmp_path / "papers" and path.name.startswith("requirements_")
    assert not place.banner.isVisible()


def test_nothing_is_asked_where_nothing_is_offered(place: Place) -> None:
    place.desk.offer(place.cycle_id, ())
    place.desk.offer_many((), (), "Which", {})
    assert place.asked() == []


def test_what_may_not_be_had_is_told_by_the_name_of_the_document_with_the_reason(
    place: Place, context: Context, qtbot: QtBot
) -> None:
    place.desk.offer(place.case_id, (offer(DECISION, usual=True, title="Conclusion of the panel"),))
    with qtbot.waitSignal(context.jobs.finished, timeout=30_000):
        place.confirm()
    QCoreApplication.processEvents()
    assert place.banner.text.startswith("Not all documents could be made. Conclusion: Marks are hidden")
    assert place.banner.property("kind") == "danger"


def test_of_many_each_reason_is_told_once_after_the_names_of_whom_it_hit(
    place: Place, context: Context, store: Store, qtbot: QtBot
) -> None:
    other = store.write(campaigns.invite, place.cycle_id, sample.candidate(store, "Назарова"))
    batch = Batch("all", {DECISION: (place.case_id, other), COMPARISON: (place.cycle_id,)})
    offers = (offer(DECISION, usual=True), offer(COMPARISON, usual=True))
    names = {place.case_id: "Лебедева", other: "Назарова"}
    place.desk.offer_many(offers, (batch,), "Which", names)
    with qtbot.waitSignal(context.jobs.finished, timeout=30_000):
        place.confirm()
    QCoreApplication.processEvents()
    assert place.banner.text.startswith("1 file of 3 is saved. Лебедева, Назарова: Marks are hidden")


def test_what_was_written_is_in_the_journal_with_the_people_in_it(
    place: Place, context: Context, store: Store, qtbot: QtBot
) -> None:
    place.desk.offer(place.case_id, (offer(CONSENT, usual=True),))
    with qtbot.waitSignal(place.desk.exported, timeout=30_000):
        place.confirm()
    person = store.read(forms.person_of, place.case_id)
    (given,) = store.read(exports.handed_out, person)
    assert (given.document, given.formats, given.files, given.by_id) == (CONSENT, ("pdf",), 1, context.me.id)
    assert not place.banner.isVisible()


def test_a_file_that_can_only_be_read_gives_the_document_and_says_that_it_was_not_recorded(
    place: Place, context: Context, store: Store, qtbot: QtBot
) -> None:
    store.read_only = True
    place.desk.offer(place.case_id, (offer(CONSENT, usual=True),))
    written: list[Path] = []
    place.desk.exported.connect(lambda paths: written.extend(paths))
    with qtbot.waitSignals([place.desk.exported, context.jobs.finished], timeout=30_000):
        place.confirm()
    (path,) = written
    assert path.is_file()
    assert "the journal does not record" in place.banner.text
    assert store.read(exports.handed_out, store.read(forms.person_of, place.case_id)) == ()


def test_what_failed_is_not_in_the_journal(
    place: Place, context: Context, store: Store, qtbot: QtBot
) -> None:
    place.desk.offer(place.case_id, (offer(DECISION, usual=True),))
    with qtbot.waitSignal(context.jobs.finished, timeout=30_000):
        place.confirm()
    assert store.read(exports.handed_out, store.read(forms.person_of, place.case_id)) == ()
