"""The training plan of a team and its requests out of a real file: topics, people, what is left blank."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from db import people, training_drafts, trainings
from db.store import Store
from desktop import documents
from domain.case import CycleKind
from domain.errors import NoGoals
from domain.mark import Role
from domain.progress import Progress
from domain.training import DraftGroup, TrainingDraft
from domain.training_plan import TrainingPlan
from reports import training_pdf, training_xlsx
from resources.i18n import words
from tests.db import sample
from tests.reports.reading import whole

ON = sample.TODAY


@pytest.fixture
def cycle(store: Store) -> int:
    """Three of a team lack S19, one of them has a level of 3; K13 lacks one alone."""
    boss = sample.add(store, "Громов", given="Максим")
    store.act_as(boss)
    made = sample.cycle(store, CycleKind.QUARTERLY, ends_on=ON, title="IV квартал 2026")
    levels = dict.fromkeys((item.code for item in sample.framework(store).items), 4)
    for surname, level in (("Орлов", 1), ("Ким", 2), ("Гусев", 1)):
        person = sample.add(store, surname, post="супервайзер")
        said = levels | {"S19": level} | ({"K13": 0} if surname == "Ким" else {})
        sample.sheet(store, sample.case(store, person, made), boss, Role.MANAGER, said)
    return made


def made_of(store: Store, cycle: int) -> TrainingPlan:
    return store.read(trainings.plan, cycle, None, ON)


def test_what_three_lack_is_a_topic_with_its_people_and_indicator(store: Store, cycle: int) -> None:
    plan = made_of(store, cycle)
    (topic,) = plan.topics
    assert (topic.codes, len(topic.learners), plan.staff) == (("S19",), 3, 3)
    assert {one.name for one in topic.learners} == {"Орлов", "Ким", "Гусев"}
    assert topic.now is not None and topic.now * 3 == 4 and topic.wanted == 4
    assert topic.hours is None, "nobody has typed them"


def test_groups_are_those_that_people_left(store: Store, cycle: int) -> None:
    ids = [one.id for one in store.read(people.everybody) if one.surname in ("Орлов", "Ким")]
    store.write(training_drafts.keep, cycle, TrainingDraft((DraftGroup(1, ("S19",), tuple(ids)),), ()))
    assert {one.name for one in made_of(store, cycle).topics[0].learners} == {"Орлов", "Ким"}


def test_a_team_without_needs_has_no_plan(store: Store, tmp_path: Path) -> None:
    boss = sample.add(store, "Громов")
    store.act_as(boss)
    bare = sample.cycle(store, CycleKind.QUARTERLY, ends_on=ON)
    person = sample.add(store, "Орлов")
    sample.sheet(store, sample.case(store, person, bare), boss, Role.MANAGER, 4)
    assert made_of(store, bare).topics == ()
    made = documents.export(
        store.read, "training", (bare,), ("pdf",), ("ru",), tmp_path, Progress(), None, ON
    )
    assert made.written == () and isinstance(made.failed[0].error, NoGoals), "and no empty paper"


def test_the_plan_and_the_requests_are_papers(store: Store, cycle: int, tmp_path: Path) -> None:
    plan, target = made_of(store, cycle), tmp_path / "training.pdf"
    training_pdf.write(plan, target, Progress(), words("ru"))
    told = whole(target)
    for part in ("ПЛАН ОБУЧЕНИЯ", "УТВЕРЖДАЮ", "IV квартал 2026", "средний уровень 1,3 → 4,0", "предел 3"):
        assert part in told, part
    training_pdf.write_requests(plan, target, Progress(), words("ru"))
    told = whole(target)
    for part in ("ЗАЯВКА НА ОБУЧЕНИЕ", "Кого учить", "Орлов (1,0 → 4)", "под риском остаются", "уточнить"):
        assert part in told, part
    training_pdf.write_requests(plan, target, Progress(), words("en"))
    assert "REQUEST FOR TRAINING" in whole(target)


def test_the_workbook_names_topics_and_people(store: Store, cycle: int, tmp_path: Path) -> None:
    target = tmp_path / "training.xlsx"
    training_xlsx.write(made_of(store, cycle), target, Progress(), words("en"))
    book = load_workbook(target)
    first, second = book.worksheets[:2]
    assert [first.cell(2, column).value for column in (2, 4, 6)] == ["S19", 3, None]
    assert {str(second.cell(row, 3).value) for row in (2, 3, 4)} == {"Орлов", "Ким", "Гусев"}
