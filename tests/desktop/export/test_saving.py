"""Saving documents: what is written, what failed and why, what the journal is told."""

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from db.assessing import cases, people
from db.assessing.sheet import forms
from db.development import plan_edit
from db.file.store import Store
from db.hiring import campaigns
from db.journal import exports
from desktop.context import Context
from desktop.export.saving import Saving, Wish
from desktop.jobs import Job
from desktop.kit.page.banner import Banner
from desktop.office.papers import documents
from desktop.office.papers.registry import ANSWER_FORM, CONSENT, DECISION, IDP, SHEET
from domain.mark import Role
from domain.period import next_quarter
from tests.db import sample
from tests.desktop.conftest import TODAY


class Place:
    """What saves, and a campaign with one candidate whom nobody has rated."""

    def __init__(self, context: Context, store: Store, qtbot: QtBot, folder: Path) -> None:
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.context, self.folder, self._qtbot = context, folder, qtbot
        self.banner = Banner(context.theme, self.window)
        self.saving = Saving(context, self.banner)
        self.written: list[Path] = []
        self.saving.exported.connect(self._note)
        self.cycle_id = sample.campaign(store, (context.me.id, Role.HR))
        self.case_id = store.write(campaigns.invite, self.cycle_id, sample.candidate(store))
        self.window.show()

    def _note(self, paths: tuple[Path, ...]) -> None:
        self.written += paths

    def save(self, kind: str, names: dict[int, str]) -> None:
        wish = Wish(kind, tuple(names), "pdf", "ru", self.folder)
        with self._qtbot.waitSignal(self.context.jobs.finished, timeout=60_000):
            self.saving.save(wish, names)
        QCoreApplication.processEvents()


@pytest.fixture
def place(context: Context, store: Store, qtbot: QtBot, tmp_path: Path) -> Place:
    """A place whose documents go into an empty folder."""
    folder = tmp_path / "papers"
    folder.mkdir()
    return Place(context, store, qtbot, folder)


def test_what_was_written_is_in_the_journal_and_what_was_told_before_is_over(
    place: Place, context: Context, store: Store
) -> None:
    place.banner.show_fact("Something of before.")
    place.save(CONSENT, {place.case_id: "Лебедева"})
    assert [path.parent for path in place.written] == [place.folder]
    assert not place.banner.isVisible()
    (given,) = store.read(exports.handed_out, store.read(forms.person_of, place.case_id))
    assert (given.document, given.formats, given.files, given.by_id) == (CONSENT, ("pdf",), 1, context.me.id)


def test_a_sheet_to_fill_in_by_hand_is_begun_so_that_it_has_a_number(place: Place, store: Store) -> None:
    place.save(SHEET, {place.case_id: "Лебедева"})
    (sheet,) = store.read(forms.blanks, place.case_id)
    assert sheet.id and len(place.written) == 1


def test_what_may_not_be_had_is_told_by_the_name_of_the_document_and_is_not_in_the_journal(
    place: Place, store: Store
) -> None:
    place.save(DECISION, {place.case_id: "Лебедева"})
    assert place.banner.text.startswith("Not all documents could be made. Conclusion: Marks are hidden")
    assert place.banner.property("kind") == "danger"
    assert store.read(exports.handed_out, store.read(forms.person_of, place.case_id)) == ()


def test_of_many_each_reason_is_told_once_after_the_names_of_whom_it_hit(place: Place, store: Store) -> None:
    other = store.write(campaigns.invite, place.cycle_id, sample.candidate(store, "Назарова"))
    place.save(DECISION, {place.case_id: "Лебедева", other: "Назарова"})
    assert place.banner.text.startswith("0 files of 2 are saved. Лебедева, Назарова: Marks are hidden")


def test_a_file_that_can_only_be_read_gives_the_document_and_says_that_it_was_not_recorded(
    place: Place, store: Store
) -> None:
    store.read_only = True
    place.save(CONSENT, {place.case_id: "Лебедева"})
    assert place.written[0].is_file()
    assert "the journal does not record" in place.banner.text


@pytest.mark.parametrize(
    ("surnames", "name"),
    [
        (False, "Согласие на обработку персональных данных C-0001 2026-11-24.pdf"),
        (True, "Согласие на обработку персональных данных Лебедева C-0001 2026-11-24.pdf"),
    ],
)
def test_a_file_is_named_in_words_and_by_the_surname_only_if_that_is_wanted(
    place: Place, context: Context, qtbot: QtBot, surnames: bool, name: str
) -> None:
    wish = Wish(CONSENT, (place.case_id,), "pdf", "ru", place.folder, surnames=surnames)
    with qtbot.waitSignal(place.saving.exported, timeout=60_000):
        place.saving.save(wish, {place.case_id: "Лебедева Анна Павловна"})
    assert [path.name for path in place.written] == [name]


@pytest.mark.parametrize(
    ("surnames", "name"),
    [
        (False, "Форма для оценщика {rated} {code} 2026-11-24.xlsx"),
        (True, "Форма для оценщика Лебедева {rated} Громов {code} 2026-11-24.xlsx"),
    ],
)
def test_a_form_names_its_assessor_only_if_names_are_wanted(
    place: Place, store: Store, qtbot: QtBot, surnames: bool, name: str
) -> None:
    assessor = store.read(people.person, sample.add(store, "Громов"))
    campaign = sample.campaign(store, (assessor.id, Role.MANAGER))
    case_id = store.write(campaigns.invite, campaign, sample.candidate(store, "Лебедева"))
    wish = Wish(ANSWER_FORM, (case_id,), "xlsx", "ru", place.folder, surnames=surnames)
    with qtbot.waitSignal(place.saving.exported, timeout=60_000):
        place.saving.save(wish, {case_id: "Лебедева Анна Павловна"})
    rated = store.read(cases.code_of, case_id)
    assert [path.name for path in place.written] == [name.format(rated=rated, code=assessor.code)]


def test_of_two_wishes_each_tells_its_own_reasons(place: Place, store: Store, qtbot: QtBot) -> None:
    other = store.write(campaigns.invite, place.cycle_id, sample.candidate(store, "Назарова"))
    kept: list[tuple[int, ...]] = []
    place.saving.exported.connect(lambda _paths, wish: kept.append(wish.ids))
    both = {place.case_id: "Лебедева", other: "Назарова"}
    place.saving.save(Wish(CONSENT, (other,), "pdf", "ru", place.folder), {other: "Назарова"})
    place.saving.save(Wish(DECISION, tuple(both), "pdf", "ru", place.folder), both)
    place.saving.save(Wish(CONSENT, (place.case_id,), "pdf", "en", place.folder), {})
    qtbot.waitUntil(lambda: len(kept) == 2)
    assert kept == [(other,), (place.case_id,)]
    assert place.banner.text.startswith("0 files of 2 are saved. Лебедева, Назарова: Marks are hidden")


def plans(store: Store, count: int) -> dict[int, str]:
    """Return the names of people by the plans they got."""
    made: dict[int, str] = {}
    for number in range(count):
        name = f"Пробный-{number}"
        person = sample.add(store, name)
        made[store.write(plan_edit.begin, person, next_quarter(TODAY))] = name
    return made


def test_a_whole_team_is_written_by_drawing_processes_and_leaves_no_parts(place: Place, store: Store) -> None:
    names = plans(store, documents.MANY)
    place.save(IDP, names)
    papers = list(place.folder.iterdir())
    assert len(papers) == len(place.written) == len(names)
    assert all(one.read_bytes().rstrip().endswith(b"%%EOF") for one in papers)


def test_what_could_not_take_its_place_is_told_with_its_reason_but_not_its_folder(
    place: Place, store: Store
) -> None:
    names = plans(store, 2)
    place.save(IDP, names)
    taken = place.written[0]
    taken.unlink()
    taken.mkdir()
    place.save(IDP, names)
    assert place.banner.text.startswith(f"1 file of 2 is saved. “{taken.name}” cannot be written")
    assert str(place.folder) not in place.banner.text


def test_a_stop_tells_what_was_saved_and_what_was_not_begun(place: Place, store: Store) -> None:
    ((plan, name),) = plans(store, 1).items()
    heard: list[int] = []
    begun: list[Job] = []
    jobs = place.context.jobs
    jobs.started.connect(begun.append)

    def stop(done: int, total: int) -> None:
        heard.append(total)
        if done >= 2:
            begun[-1].cancel()

    jobs.progressed.connect(stop)
    with place._qtbot.waitSignal(jobs.finished, timeout=60_000):  # pyright: ignore[reportPrivateUsage]
        place.saving.save(Wish(IDP, (plan,) * 40, "pdf", "en", place.folder), {plan: name})
    QCoreApplication.processEvents()
    written = len(place.written)
    assert 2 <= written < 40 and set(heard) == {40}
    left = 40 - written
    assert place.banner.text == f"{written} files of 40 are saved. {left} files were not started."
