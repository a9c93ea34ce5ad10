"""The demo tells of a team over four quarters; what it has to show is there to be seen."""

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, cast

import pytest
import yaml
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from pypdf import PdfReader
from sqlmodel import col, func, select

import resources
from db import models
from db.assessing import cases, cycles, evidence, people
from db.assessing.people import PersonRow
from db.development import plan_board, plans
from db.development.plan_board import Stage
from db.file.store import Store
from db.framework import editions
from db.hiring import campaigns, comparisons, decisions
from db.people import organisation
from db.team import matrix, trainings, trends
from desktop.office.cli import demo_papers
from desktop.office.demo import demo, demo_edition
from desktop.office.demo.demo_story import Story
from desktop.office.intake import models as models_of
from desktop.office.papers import documents, registry
from desktop.office.papers.registry import FRAMEWORK_FORMATS
from domain.assessing.case import CaseState, CycleKind
from domain.assessing.trend_steps import Passage
from domain.development.plan import PlanKind
from domain.framework.version_map import Fate, Word
from domain.hiring.comparison import Comparison
from domain.hiring.decision import Outcome
from domain.mark import Role
from domain.people.organisation import Organisation
from domain.people.person import PersonKind
from domain.period import next_quarter
from domain.progress import Progress
from domain.team.matrix import KNOWN, Cell, TeamMatrix
from reports.team import training_pdf
from resources import i18n
from tests import prepared
from tests.reports.reading import pages, whole

QUARTERS = ("2026-I", "2026-II", "2026-III", "2026-IV")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path = tmp_path_factory.mktemp("demo") / "demo.merilo"
    prepared.demo(path)
    store = Store.open(path)
    yield store
    store.close()


def team(store: Store, code: str) -> TeamMatrix:
    manager = store.read(people.by_code, "E-0102").id
    return store.read(matrix.team_matrix, store.read(cycles.by_code, code).id, manager)


def test_three_quarters_are_closed_with_a_snapshot_for_everybody_and_the_fourth_is_running(
    store: Store,
) -> None:
    told = {one.code: one for one in store.read(cycles.cycles) if one.kind is CycleKind.QUARTERLY}
    assert {code: one.state for code, one in told.items()} == dict.fromkeys(
        QUARTERS[:3], CaseState.CLOSED
    ) | {"2026-IV": CaseState.OPEN}
    running = told["2026-IV"]
    assert running.starts_on and running.ends_on
    assert running.starts_on <= demo.TODAY <= running.ends_on
    closed = [one.id for one in told.values() if one.state is CaseState.CLOSED]
    wanted = (
        select(func.count(col(models.Snapshot.id)))
        .join(models.Case, col(models.Case.id) == models.Snapshot.case_id)
        .where(col(models.Case.cycle_id).in_(closed))
    )
    assert store.read(lambda session: session.exec(wanted).one()) == 3 * 12


def test_twelve_people_are_rated_by_their_manager_some_by_a_second_assessor_and_by_themselves(
    store: Store,
) -> None:
    for code in QUARTERS[:3]:
        lines = store.read(cases.cases_in, code)
        roles = Counter(sheet.role for line in lines for sheet in line.sheets)
        assert len(lines) == 12 and roles == {Role.MANAGER: 12, Role.EXPERT: 5, Role.SELF: 4}
        assert all(line.all_in for line in lines)


def test_the_running_quarter_has_what_a_team_has_to_show(store: Store) -> None:
    found = team(store, "2026-IV")
    waiting = {one.code for one in found.people if one.blind}
    left = {one.code for one in found.people if one.left_on}
    assert (waiting, left) == ({"E-0322", "E-0325", "E-0328", "E-0334"}, {"E-0331"})
    assert 0 < found.sheets_in < found.sheets
    places = [
        found.place(row, column)
        for row, one in enumerate(found.people)
        for column in range(len(found.codes))
        if not one.blind
    ]
    cells = Counter(place.cell for place in places)
    assert all(cells[cell] for cell in (Cell.RATED, Cell.CARRIED, Cell.MISSING, Cell.NOT_APPLICABLE))
    assert sum(place.stop for place in places) > 10
    assert {place.age for place in places if place.cell is Cell.CARRIED} >= {1, 2}
    levels = {place.level for place in places if place.cell in KNOWN}
    assert {0, 1, 2, 3, 4} <= levels and any(level and level.denominator == 2 for level in levels)


def test_levels_change_as_people_do_most_stay_more_rise_than_fall(store: Store) -> None:
    rises = falls = stays = 0
    for code in QUARTERS[1:]:
        found = team(store, code)
        for row in range(len(found.people)):
            changes = [found.place(row, column).change for column in range(len(found.codes))]
            known = [change for change in changes if change is not None]
            # A mean of two assessors also moves by halves, as their days differ.
            whole = [change for change in known if abs(change) >= 1]
            assert len(whole) <= len(found.codes) / 4, (code, found.people[row].name)
            rises += sum(change > 0 for change in whole)
            falls += sum(change < 0 for change in whole)
            stays += len(known) - len(whole)
    assert stays > 5 * (rises + falls) and rises > 1.5 * falls


def test_the_diary_has_notes_of_many_days_and_none_of_the_future(store: Store) -> None:
    manager = store.read(people.by_code, "E-0102").id
    notes = [
        fact
        for row in store.read(people.people, manager)
        for fact in store.read(evidence.of_person, row.person.id, manager)
        if fact.sheet_id is None
    ]
    assert len(notes) >= 18
    assert len({note.observed_on for note in notes}) >= 15
    assert all(note.observed_on <= note.recorded_on <= demo.TODAY for note in notes)
    assert {note.polarity.value for note in notes} == {"for", "against", "neutral"}


def test_shifts_belong_to_the_service_and_somebody_is_on_probation(store: Store) -> None:
    units = {one.name: one for one in store.read(organisation.units)}
    service = units["Служба поддержки клиентов"].id
    assert {one.name for one in units.values() if one.parent_id == service} >= {
        "Смена А",
        "Смена Б",
        "Смена В",
    }
    probation = next(one for one in store.read(cycles.cycles) if one.kind is CycleKind.PROBATION)
    assert probation.starts_on and probation.ends_on
    assert probation.starts_on < demo.TODAY < probation.ends_on
    (line,) = store.read(cases.cases_in, probation.code)
    assert (line.person_name, line.sheets) == ("Рябов Олег Денисович", ())


def test_a_second_edition_came_while_a_quarter_ran_and_that_quarter_stayed_on_the_first(store: Store) -> None:
    second, first = (one for one in store.read(editions.editions))
    assert (second.number, second.in_force, second.items) == (2, True, 71)
    on = {one.code: one.framework_id for one in store.read(cycles.cycles) if one.kind is CycleKind.QUARTERLY}
    assert on == dict(zip(QUARTERS, (first.id, first.id, second.id, second.id), strict=True))
    running = store.read(cycles.by_code, QUARTERS[1])
    assert running.ends_on and second.published_on
    assert second.published_on < running.ends_on


def test_each_line_of_the_map_was_confirmed_by_a_person(store: Store) -> None:
    lines = store.read(editions.view, store.read(editions.editions)[0].id).links
    assert {(one.word, one.actor) for one in lines} == {(Word.CONFIRMED, "Соколова Анна Викторовна")}
    changed = {(one.link.fate, one.link.old, one.link.new) for one in lines if one.link.fate is not Fate.SAME}
    assert changed == {
        (Fate.REWORDED, ("K05",), ("K05",)),
        (Fate.REWORDED, ("S05",), ("S05",)),
        (Fate.MERGED, ("K03", "K10"), ("K03",)),
        (Fate.SPLIT, ("S29",), ("S29", "S33")),
        (Fate.NEW, (), ("K40",)),
        (Fate.DROPPED, ("S25",), ()),
    }


def test_the_line_of_the_team_goes_over_to_the_second_edition_by_what_both_have(store: Store) -> None:
    manager = store.read(people.by_code, "E-0102").id
    points = store.read(trends.of_team, store.read(cycles.by_code, QUARTERS[3]).id, manager).points
    assert [one.code for one in points] == list(QUARTERS)
    assert [one.passage for one in points] == [None, None, Passage(2, both=67, ended=4, begun=4), None]
    assert all(one.broken is None for one in points)
    after = points[2].attainment
    assert after.line is not None and after.change is not None and after.own is not None
    assert after.line == (points[1].attainment.line or 0) + after.change
    assert after.line != after.own  # other items: the linked line is not the level of the quarter


@dataclass(frozen=True, slots=True)
class Told:
    """The story told a second time, and the results of the first quarter as they were exported on the way."""

    path: Path
    before: dict[str, bytes]  # before the second edition was published
    after: dict[str, bytes]


@pytest.fixture(scope="module")
def again(tmp_path_factory: pytest.TempPathFactory) -> Told:
    folder = tmp_path_factory.mktemp("again")
    exported: list[dict[str, bytes]] = []
    publish = demo_edition.tell

    def export(story: Story, name: str) -> None:
        lines = story.store.read(cases.cases_in, QUARTERS[0])
        made = documents.export(
            story.store.read,
            registry.RESULT,
            [one.case_id for one in lines],
            ("json",),
            ("ru",),
            folder / name,
            Progress(),
            None,
            demo.TODAY,
        )
        assert len(made.written) == 12
        exported.append({one.name: one.read_bytes() for one in made.written})

    def tell(story: Story) -> None:
        export(story, "before")
        publish(story)
        export(story, "after")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(demo_edition, "tell", tell)
        demo.build(folder / "demo.merilo")
    return Told(folder / "demo.merilo", *exported)


def test_results_of_earlier_quarters_are_the_same_to_the_byte_before_and_after_the_second_edition(
    again: Told,
) -> None:
    assert again.before == again.after


def test_the_demo_tells_the_same_story_every_time(store: Store, again: Told) -> None:
    with closing(Store.open(again.path)) as other:
        seen: list[tuple[Organisation, tuple[PersonRow, ...], Comparison]] = []
        for one in (store, other):
            campaign = one.read(campaigns.campaigns)[0].cycle.id
            compared = one.read(comparisons.comparison, campaign, None, demo.TODAY)
            seen.append((one.read(organisation.organisation), one.read(people.people, None), compared))
    assert seen[0] == seen[1]
    assert len(seen[0][1]) == 19


def test_a_training_is_arranged_and_the_rest_of_it_unknown(store: Store) -> None:
    running = store.read(cycles.by_code, QUARTERS[3]).id
    plan = store.read(trainings.plan, running, None, demo.TODAY)
    first, second = (one.terms for one in plan.topics)
    assert (first.starts_on, first.cost, first.off_line) == (date(2027, 1, 12), 12_000, 6)
    assert (second.starts_on, second.ends_on, second.cost) == (date(2027, 2, 1), None, None)
    assert (plan.cost.known, plan.cost.unknown) == (12_000, 1)


@pytest.mark.parametrize("today", [date(2027, 1, 2), date(2028, 2, 29)])
def test_the_story_can_be_told_on_any_day(today: date, tmp_path: Path) -> None:
    path = tmp_path / "demo.merilo"
    demo.build(path, today)
    opened = Store.open(path)
    assert opened.checkup() == ()
    rows = opened.read(people.people, None)
    assert Counter(row.person.kind for row in rows)[PersonKind.EMPLOYEE] == 16
    opened.close()


def test_plans_are_active_late_finished_and_one_of_adaptation_is_counted_by_weeks(store: Store) -> None:
    manager = store.read(people.by_code, "E-0102").id
    rows = store.read(plan_board.rows, demo.TODAY)
    own = Counter(one.stage for one in rows if one.kind is PlanKind.IDP)
    assert own.keys() >= {Stage.OVERDUE, Stage.ACTIVE, Stage.CLOSED}
    over = next(one for one in rows if one.stage is Stage.CLOSED)
    goals = store.read(plans.plan, over.plan_id, manager, demo.TODAY).plan.goals
    moved = [goal for goal in goals if goal.level_after is not None and goal.level_from is not None]
    assert any(goal.level_after > goal.level_from for goal in moved if goal.level_after and goal.level_from)
    (adapting,) = (one for one in rows if one.kind is PlanKind.ADAPTATION)
    sheet = store.read(plans.plan, adapting.plan_id, manager, demo.TODAY)
    assert sheet.mentoring is not None and sheet.mentoring.consent_on is not None
    assert len(sheet.indicators) == 3
    late = sheet.indicators[1]
    assert late.week(2).fact is None and late.week(2).planned, "the time sheet was not kept yet"
    assert sheet.indicators[2].week(2).fact == 0, "and nought is nought"
    assert sheet.ends == (), "the probation goes on"


def test_a_training_request_can_be_made_of_the_needs_of_the_team(store: Store, tmp_path: Path) -> None:
    manager = store.read(people.by_code, "E-0102").id
    newest = store.read(cycles.by_code, QUARTERS[-1]).id
    plan = store.read(trainings.plan, newest, manager, demo.TODAY)
    assert plan.topics
    training_pdf.write(plan, tmp_path / "training.pdf", Progress(), i18n.words("ru"))
    head = pages(tmp_path / "training.pdf")[0]
    assert "№ ______" in head.replace("\u00a0", " "), "no day is set, so no number either"
    assert f"№ {plan.cycle.code}" not in head.replace("\u00a0", " ")


def test_every_kind_of_document_that_is_declared_is_written(store: Store, tmp_path: Path) -> None:
    made = dict(demo_papers.papers(store, demo.TODAY))
    assert set(made) == set(registry.DOCUMENTS)
    assert [kind for kind, ids in made.items() if not ids] == []
    for kind, ids in made.items():
        told = documents.export(
            store.read,
            kind,
            ids[-1:],
            registry.DOCUMENTS[kind].formats,
            ("ru",),
            tmp_path,
            Progress(),
            None,
            demo.TODAY,
        )
        assert told.written and not told.failed, (kind, told.failed)
        assert {one.suffix[1:] for one in told.written} == set(registry.DOCUMENTS[kind].formats)


def test_the_refusal_is_of_somebody_who_was_refused(store: Store) -> None:
    (refused,) = dict(demo_papers.papers(store, demo.TODAY))[registry.REFUSAL]
    told = store.read(decisions.decision, refused, None, demo.TODAY)
    assert told.result.person.code == "C-0041"
    assert told.conclusions[0].outcome is Outcome.NOT_RECOMMEND


def test_what_a_conclusion_says_of_marks_is_so(store: Store) -> None:
    """«… (K02), … (K26) ниже цели во всех трёх листах» is the first thing a lawyer checks."""
    checked = 0
    for case in dict(demo_papers.papers(store, demo.TODAY))[registry.DECISION]:
        told = store.read(decisions.decision, case, None, demo.TODAY)
        for conclusion in told.conclusions:
            in_all, _said, rest = conclusion.reasons.partition("ниже цели во всех трёх листах")
            for code in re.findall(r"\(([KS]\d\d)\)", in_all):
                entry = told.result.score.row(code).entry
                levels = [given.mark.level for given in entry.marks]
                assert len(levels) == 3 and all(one is not None and one < entry.target for one in levels), (
                    code
                )
                checked += 1
            for code in re.findall(r"\(([KS]\d\d)\)", rest):
                row = told.result.score.row(code)
                assert (
                    row.entry.settled is not None and row.level is not None and row.level < row.entry.target
                )
                checked += 1
    assert checked >= 5


def test_what_is_said_of_a_goal_is_what_its_levels_say(store: Store) -> None:
    manager = store.read(people.by_code, "E-0102").id
    closed = [row for row in store.read(plan_board.rows, demo.TODAY) if row.stage is Stage.CLOSED]
    goals = [
        goal for row in closed for goal in store.read(plans.plan, row.plan_id, manager, demo.TODAY).plan.goals
    ]
    assert goals and all(goal.outcome for goal in goals), "a plan that is over concludes on each goal"
    for goal in goals:
        before, after = goal.level_from, goal.level_after
        known = before is not None and after is not None
        risen = before is not None and after is not None and after > before
        assert ("вырос" in goal.outcome) == risen, goal
        assert ("прежний" in goal.outcome) == (known and not risen), goal


def test_what_was_done_is_told_in_its_own_words_and_a_training_is_put_off_only_where_there_is_one(
    store: Store,
) -> None:
    manager = store.read(people.by_code, "E-0102").id
    told: list[tuple[str, str]] = []
    for row in store.read(plan_board.rows, demo.TODAY):
        if row.kind is PlanKind.IDP:
            plan = store.read(plans.plan, row.plan_id, manager, demo.TODAY).plan
            told += [(one.text.ru, one.result) for one in plan.actions if one.result]
    results = Counter(result for _text, result in told)
    assert len(told) >= 13 and max(results.values()) <= 3, results.most_common(3)
    for text, result in told:
        assert "тренинг" not in result.lower() or "тренинг" in text.lower(), (text, result)


# A verb of the past at the beginning of a sentence speaks of the person.
MASCULINE = re.compile(r"(?:^|[.;] )([А-ЯЁа-яё]+(?:ал|ил|ел|ял|ыл)(?:ся)?)\b")


def test_women_are_not_spoken_of_in_the_masculine(store: Store) -> None:
    women = [one for one in store.read(people.everybody) if one.patronymic and one.patronymic.endswith("на")]
    assert len(women) >= 5
    wrong: list[str] = []
    for one in women:
        for fact in store.read(evidence.of_person, one.id, store.read(people.by_code, "E-0102").id):
            wrong += [f"{one.code}: {word} in «{fact.text}»" for word in MASCULINE.findall(fact.text)]
    assert wrong == []


PAPER = {"portrait": 8.27, "landscape": 11.69}  # inches
LEAST = 8  # points
# Read on the screen; the maps are pictures of many cells, the formulas are for whoever recounts.
ON_SCREEN = {"Уровни", "Разрывы", "Расчёт"}


def printed_size(sheet: Worksheet) -> float:
    """Return the size, in points, of the smallest type that a sheet prints."""
    cells = (cell for row in sheet.iter_rows() for cell in row if cell.value not in (None, ""))
    type_size = min((float(cast(Any, cell.font).sz) for cell in cells), default=10.0)
    margins, setup = sheet.page_margins, sheet.page_setup
    room = (PAPER[str(setup.orientation)] - margins.left - margins.right) * 72
    wide = sum(one.width for one in sheet.column_dimensions.values()) * 5.25
    fits = sheet.sheet_properties.pageSetUpPr
    if fits is not None and fits.fitToPage:
        return type_size * min(1.0, room / wide)
    return type_size * int(setup.scale or 100) / 100


def test_every_workbook_prints_at_eight_points_or_more(store: Store, tmp_path: Path) -> None:
    made = dict(demo_papers.papers(store, demo.TODAY))
    small: list[tuple[str, str, float]] = []
    for kind in registry.DOCUMENTS:
        if "xlsx" not in registry.DOCUMENTS[kind].formats:
            continue
        told = documents.export(
            store.read, kind, made[kind][-1:], ("xlsx",), ("ru",), tmp_path, Progress(), None, demo.TODAY
        )
        for path in told.written:
            for sheet in load_workbook(path).worksheets:
                if sheet.title not in ON_SCREEN and printed_size(sheet) < LEAST:
                    small.append((kind, sheet.title, round(printed_size(sheet), 1)))
    assert small == []


def test_the_first_sheet_of_a_plan_is_to_sign_and_its_facts_are_dates_and_numbers(
    store: Store, tmp_path: Path
) -> None:
    made = dict(demo_papers.papers(store, demo.TODAY))
    for kind in (registry.IDP, registry.ADAPTATION):
        (path,) = documents.export(
            store.read, kind, made[kind][:1], ("xlsx",), ("ru",), tmp_path, Progress(), None, demo.TODAY
        ).written
        book = load_workbook(path)
        first = book.worksheets[0]
        assert (first.title, first.page_setup.orientation) == ("На подпись", "portrait")
        assert 1 < len([cell for cell in first[4] if cell.value]) <= 9
        told = {row[0]: row[1] for sheet in book.worksheets for row in sheet.values if len(row) > 1}
        for name in ("С", "По", "Утверждён"):
            assert isinstance(told[name], datetime), (kind, name, told[name])
        assert re.fullmatch(r"(ИПР|ПА)-\d{4}-\d{3}", str(told["Номер"])), kind


def test_what_was_done_is_told_in_its_own_words_by_whose_plan_it_is(store: Store) -> None:
    for code in ("E-0304", "E-0337"):
        person = store.read(people.by_code, code)
        card = store.read(people.card, person.id, None, demo.TODAY)
        for one in card.plans:
            plan = store.read(plans.plan, one.plan_id, None, demo.TODAY).plan
            for action in plan.actions:
                assert action.result != action.evidence.ru, action.text.ru
                if code == "E-0304":
                    assert action.owner_id == person.id, action.text.ru


def test_a_training_of_the_demo_is_on_working_days(store: Store) -> None:
    first = next_quarter(demo.TODAY).starts_on
    terms = yaml.safe_load(resources.text("catalogue/demo.yaml"))["training"]
    days = [first + timedelta(days=day) for one in terms for day in one["days"]]
    assert all(day.weekday() < 5 for day in days), days


def test_the_workbook_of_an_adaptation_is_the_one_of_an_adaptation(store: Store, tmp_path: Path) -> None:
    made = dict(demo_papers.papers(store, demo.TODAY))
    (path,) = documents.export(
        store.read,
        registry.ADAPTATION,
        made[registry.ADAPTATION][:1],
        ("xlsx",),
        ("ru",),
        tmp_path,
        Progress(),
        None,
        demo.TODAY,
    ).written
    titles = load_workbook(path).sheetnames
    assert titles[0] == "На подпись"
    assert {"Показатели по неделям", "Цели по дням", "Контрольные точки", "Заключение"} <= set(titles)


def test_no_workbook_gives_the_day_of_its_export_for_the_day_it_was_drawn_up(
    store: Store, tmp_path: Path
) -> None:
    made = dict(demo_papers.papers(store, demo.TODAY))
    for kind in registry.DOCUMENTS:
        if "xlsx" not in registry.DOCUMENTS[kind].formats:
            continue
        told = documents.export(
            store.read, kind, made[kind][-1:], ("xlsx",), ("ru",), tmp_path, Progress(), None, demo.TODAY
        )
        for path in told.written:
            for sheet in load_workbook(path).worksheets:
                said = {row[0]: row[1] for row in sheet.values if len(row) > 1}
                assert set(str(said.get("Составлено", "_"))) == {"_"}, (kind, said.get("Составлено"))


def test_the_changes_of_the_second_edition_print_no_line_whose_sides_read_the_same(
    store: Store, tmp_path: Path
) -> None:
    told = models_of.chosen(store.read, None, None)
    made, _cut = models_of.export(
        store.read, told, FRAMEWORK_FORMATS, ("ru", "en"), tmp_path, Progress(), demo.TODAY
    )
    assert not made.failed
    (paper,) = tmp_path.glob("*ru.changes.pdf")
    text = " ".join(whole(paper).replace("\u00a0", " ").split())
    pairs = re.findall(r": ([^:→]+) → ([^→]+?)(?= [KSF]\d\d?[ ,]| \d\.\d| Менеджер,|$)", text)
    assert pairs and not [pair for pair in pairs if pair[0].strip() == pair[1].strip()]
    assert not re.search(r"\bD\d\.\d", text) and "3.1.2 1)" in text
    for said in ("K03, K10 → K03, компетенция: объединена", "S29 → S29, S33, компетенция: разделена"):
        assert said in text
    for code in ("K03", "K10", "S29", "S33"):
        assert f"{code}, компетенция: добавлена" not in text and f"{code}, компетенция: исключена" not in text
    assert "K40, компетенция: добавлена" in text and "S25, компетенция: исключена" in text
    title = PdfReader(paper).metadata
    assert title is not None and "Изменения в редакции 2 (по сравнению с редакцией 1)" in str(title.title)
