"""The documents of the example say what its marks, plans and people say."""

import re
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, cast

import yaml
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from pypdf import PdfReader

import resources
from db.assessing import people
from db.assessing.facts import evidence
from db.development import plan_board, plans
from db.development.plan_board import Stage
from db.file.store import Store
from db.hiring import decisions
from desktop.office.cli import demo_papers
from desktop.office.demo import demo
from desktop.office.intake import models as models_of
from desktop.office.papers import documents, registry
from desktop.office.papers.registry import FRAMEWORK_FORMATS
from domain.development.plan import PlanKind
from domain.hiring.decision import Outcome
from domain.period import next_quarter
from domain.progress import Progress
from tests.reports.reading import whole


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
    assert not [pair for pair in pairs if pair[0].strip() == pair[1].strip()]
    links = re.findall(r"связи изменены: ((?:[−+] [KS]\d\d(?:, )?)+)", text)
    assert "− K10, + K03" in links, "only what is gone or new, not both whole lists"
    for line in links:
        codes = re.findall(r"[KS]\d\d", line)
        assert len(codes) == len(set(codes)), line
    assert not re.search(r"\bD\d\.\d", text) and "3.1.2 1)" in text
    mapped, others = text.split("Остальные изменения")
    for fate in ("объединена", "разделена", "новая", "исключена", "другая формулировка"):
        assert fate in mapped, fate
    assert "компетенция:" not in others, "the map has what became of each competency"
    title = PdfReader(paper).metadata
    assert title is not None and "Изменения в редакции 2 (по сравнению с редакцией 1)" in str(title.title)
