"""The workbooks: numbers that recompute, text that never acts, sheets that print."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook

from domain.assessing.entry import Carried, Entry, Settled
from domain.assessing.evidence import Polarity, newest_first
from domain.assessing.policy import Policy
from domain.assessing.result import CaseResult
from domain.assessing.scoring import Totals, score
from domain.development.adaptation import Mentoring
from domain.development.plan import Postponed
from domain.mark import GivenMark, Mark, Role, State
from domain.people.gates import Gate, GateKind, Verdict
from domain.plan_kinds import ActionState, PlanState
from domain.progress import Cancelled, Progress
from reports.assessing import candidate_xlsx
from reports.book.workbook import TITLE_LIMIT, Book, safe_title
from reports.development import plan_xlsx
from reports.paper.seen import TEXT_LIMIT, fitting
from reports.words.phrases import has_number
from resources.i18n import words
from tests.reports import hiring_sample, sample
from tests.reports.assessing.test_candidate_pdf import HOSTILE, with_peers
from tests.reports.formulas import Reader
from tests.reports.reading import parts

SHEETS = {
    "ru": ["Сводка", "Расчёт", "Компетенции", "Обязанности", "Отметки", "Справка"],
    "en": ["Summary", "Calculation", "Competencies", "Duties", "Marks", "Reference"],
}


def write(result: CaseResult, folder: Path, language: str = "ru", name: str = "profile.xlsx") -> Path:
    target = folder / name
    candidate_xlsx.write(result, target, Progress(), words(language))
    return target


@contextmanager
def opened(path: Path) -> Iterator[Workbook]:
    with path.open("rb") as file:
        book = load_workbook(file)
        yield book
        book.close()


def recomputed(path: Path, language: str = "ru") -> dict[tuple[str, str], object]:
    """(code of the function or "", index) -> what the formula gives."""
    found: dict[tuple[str, str], object] = {}
    with opened(path) as book:
        sheet = book[SHEETS[language][1]]
        reader = Reader(sheet)
        at = next(
            row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 5).value in ("Формула", "Formula")
        )
        code = ""
        for row in range(at + 1, sheet.max_row + 1):
            if sheet.cell(row, 1).value:
                code = str(sheet.cell(row, 1).value)
            if sheet.cell(row, 5).data_type == "f":
                name = str(sheet.cell(row, 2).value)
                found[code, name] = reader.value(f"E{row}")
                difference = reader.value(f"H{row}")
                assert difference == "" or difference == pytest.approx(0, abs=1e-12)
    return found


def check(path: Path, result: CaseResult) -> None:
    found = recomputed(path)
    for code, totals in (("", result.score.totals), *result.score.functions.items()):
        for name, value in named(totals).items():
            got = found[code, name]
            assert got == ("" if value is None else pytest.approx(float(value), abs=1e-12)), (code, name)
    assert len(found) == 6 * (1 + len(result.score.functions))


def named(totals: Totals) -> dict[str, Fraction | int | None]:
    return {
        "Выполнение профиля": totals.attainment if has_number(totals) else None,
        "Нижняя граница": totals.lower,
        "Верхняя граница": totals.upper,
        "Охват, известно": totals.coverage,
        "Средний уровень": totals.mean if has_number(totals) else None,
        "Компетенций на цели": totals.met,
    }


@pytest.mark.parametrize(
    "result",
    [
        sample.candidate(),
        sample.candidate(scope=23, silent=5),
        sample.candidate(assessors=1, silent=40),
        sample.employee(),
    ],
    ids=["full", "scope of 23", "one assessor", "carried levels"],
)
def test_the_formulas_lead_from_the_marks_to_the_same_numbers(tmp_path: Path, result: CaseResult) -> None:
    check(write(result, tmp_path), result)


def test_the_formulas_know_roles_settled_levels_and_what_does_not_apply(tmp_path: Path) -> None:
    base = sample.candidate()
    hr, head, lead = (one.id for one in base.assessors)
    never, unclear, silent = Mark(State.NOT_APPLICABLE), Mark(State.NO_EVIDENCE), Mark(State.NOT_ASKED)

    def said(code: str, *marks: Mark) -> tuple[GivenMark, ...]:
        roles = ((hr, Role.HR), (head, Role.MANAGER), (lead, Role.HR))
        return tuple(GivenMark(who, role, mark) for (who, role), mark in zip(roles, marks, strict=True))

    special: dict[str, dict[str, object]] = {
        "K02": {"marks": said("K02", Mark.rated(0), Mark.rated(4), Mark.rated(1))},
        "K03": {"marks": said("K03", never, never, silent)},
        "K04": {"marks": said("K04", never, unclear, silent)},
        "K05": {"marks": said("K05", never, Mark.rated(3), silent)},
        "K06": {"marks": said("K06", never, never, never), "settled": Settled(2)},
        "K07": {"marks": said("K07", Mark.rated(4), Mark.rated(4), Mark.rated(4)), "settled": Settled(None)},
        "K08": {"marks": said("K08", never, never, never), "carried": Carried(Fraction(7, 3), 1)},
        "K09": {"marks": said("K09", unclear, silent, silent), "carried": Carried(Fraction(7, 3), 4)},
        "K10": {"marks": said("K10", unclear, silent, silent), "carried": Carried(Fraction(7, 3), 5)},
    }
    entries = tuple(replace(row.entry, **special.get(row.code, {})) for row in base.score.rows)  # type: ignore[arg-type]
    policy = Policy(role_weights=base.policy.role_weights | {Role.MANAGER: Fraction(2)})
    assessors = tuple(
        replace(one, role=Role.HR if one.id in (hr, lead) else one.role) for one in base.assessors
    )
    entries = tuple(
        replace(
            entry,
            marks=tuple(
                replace(given, role=Role.MANAGER if given.assessor_id == head else Role.HR)
                for given in entry.marks
            ),
        )
        for entry in entries
    )
    result = replace(
        base, policy=policy, assessors=assessors, score=score(entries, base.framework.duties, policy)
    )
    assert result.score.row("K02").level == Fraction(17, 6)  # (1·mean(0, 1) + 2·4) / 3
    check(write(result, tmp_path), result)


def test_a_case_without_anything_known_has_empty_indexes(tmp_path: Path) -> None:
    base = sample.candidate()
    entries = tuple(
        Entry(row.code, row.entry.function, row.entry.target, row.weight, row.critical, in_scope=False)
        for row in base.score.rows
    )
    result = sample.with_score(replace(base, comments=()), entries)
    check(write(result, tmp_path), result)


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_sheets_are_named_frozen_filtered_and_set_up_for_print(tmp_path: Path, language: str) -> None:
    with opened(write(sample.candidate(), tmp_path, language)) as book:
        assert book.sheetnames == SHEETS[language]
        for sheet in book.worksheets:
            assert sheet.page_setup.paperSize == 9
            # One page wide, as long as that does not print too small to read.
            setup, fits = sheet.page_setup, sheet.sheet_properties.pageSetUpPr.fitToPage
            assert (setup.fitToWidth, setup.fitToHeight) == (1, 0) if fits else setup.scale == 89
        for name in SHEETS[language][1:5]:
            sheet = book[name]
            assert sheet.page_setup.orientation == "landscape"
            assert sheet.freeze_panes
            assert sheet.auto_filter.ref
            assert sheet.print_title_rows
        items = book[SHEETS[language][2]]
        assert [items.cell(row, 1).value for row in range(2, 73)] == [
            item.code for item in sample.framework().items
        ]
        said = words(language)
        assert [items.cell(row, 4).value for row in range(2, 73)] == [
            said.text(item.label) for item in sample.framework().items
        ]


def test_the_summary_holds_numbers_and_no_single_one_below_the_coverage(tmp_path: Path) -> None:
    result = sample.candidate(silent=44)
    with opened(write(result, tmp_path)) as book:
        sheet = book["Сводка"]
        rows = {sheet.cell(row, 1).value: row for row in range(1, sheet.max_row + 1)}
        assert sheet.cell(rows["Выполнение профиля"], 2).value is None
        assert sheet.cell(rows["Выполнение профиля"], 3).value == float(result.score.totals.lower or 0)
        assert sheet.cell(rows["Средний уровень"], 2).value is None
        assert sheet.cell(rows["Статус"], 2).value == "мало данных"
        assert not any(cell.data_type == "f" for line in sheet.iter_rows() for cell in line)


def summary(path: Path) -> dict[object, object]:
    with opened(path) as book:
        return {row[0]: row[1] for row in book["Сводка"].values}


def test_requirements_are_checked_on_a_day_only_where_there_are_some(tmp_path: Path) -> None:
    staff = sample.employee()
    unseen = replace(staff, gates=tuple(Gate(kind, Verdict.TO_CONFIRM) for kind in GateKind))
    told = summary(write(unseen, tmp_path))
    assert (
        told["Обязательные требования"] == "Документы не внесены." and "Требования проверены на" not in told
    )
    none = summary(write(replace(sample.candidate(), gates=()), tmp_path))
    assert none["Обязательные требования"] == "Профилем должности не установлены."
    seen = summary(write(sample.candidate(), tmp_path))
    assert seen["Требования проверены на"] and "Обязательные требования" not in seen


def test_what_was_agreed_is_not_told_to_be_discussed(tmp_path: Path) -> None:
    decision = hiring_sample.decision()
    told = str(summary(write(decision.result, tmp_path))["Обсудить"]).split(", ")
    assert "K27" in told and "S08" not in told


def test_thresholds_stand_there_as_the_policy_has_them(tmp_path: Path) -> None:
    loose = replace(sample.candidate(), policy=Policy(small_gap=Fraction(3, 4), large_gap=Fraction(5, 4)))
    with opened(write(loose, tmp_path)) as book:
        said = " ".join(str(row[2]) for row in book["Справка"].values if row[2])
        assert "(first)" not in said and "(manager" not in said, "a model goes by its name"
    assert "0,75" in said and "1,25" in said and "0,8" not in said


def test_hostile_text_is_text_and_formulas_are_ours_alone(tmp_path: Path) -> None:
    typed = {
        "S03": "=1+1",
        "K01": "@SUM(A1)",
        "K02": "#N/A",
        "K03": HOSTILE,
        "K04": "+7",
        "K05": "-cmd|' /C calc'!A0",
    }
    person = replace(sample.CANDIDATE, surname="=HYPERLINK(0)", post="=2+2", code="=3+3")
    path = write(sample.candidate(comments=typed, person=person), tmp_path)
    with opened(path) as book:
        with_formulas = {
            sheet.title
            for sheet in book.worksheets
            for line in sheet.iter_rows()
            for cell in line
            if cell.data_type == "f"
        }
        assert with_formulas == {"Расчёт"}
        marks = book["Отметки"]
        comments = {marks.cell(row, 1).value: marks.cell(row, 5) for row in range(2, 73)}
        for code in ("S03", "K01", "K02", "K04", "K05"):
            assert comments[code].value == typed[code]
            assert comments[code].data_type == "s"
        assert comments["S03"].quotePrefix
        assert comments["K03"].value == "<img src=x> <b {} =1+1 😀 [U+202E]слева & конец"
        assert not any(
            "HYPERLINK" in str(cell.value)
            for line in book["Расчёт"].iter_rows()
            for cell in line
            if cell.data_type == "f"
        )


def test_text_is_cut_to_what_a_cell_holds(tmp_path: Path) -> None:
    assert fitting("я" * TEXT_LIMIT) == "я" * TEXT_LIMIT
    assert fitting("я" * 40_000) == "я" * (TEXT_LIMIT - 1) + "…"
    assert len(fitting("😀" * 20_000).encode("utf-16-le")) // 2 <= TEXT_LIMIT
    book = Book("Проба", date(2026, 11, 24))
    book.tab("Лист").put_text(1, 1, "=" + "😀" * 40_000)
    book.save(tmp_path / "a.xlsx")
    with opened(tmp_path / "a.xlsx") as read:
        assert str(read["Лист"]["A1"].value).endswith("😀…")


@pytest.mark.parametrize(
    ("title", "safe"),
    [
        ("План", "План"),
        ("a/b\\c?d*e[f]g:h", "a b c d e f g h"),
        ("'", "1"),
        ("", "1"),
        ("x" * 40, "x" * 31),
        ("\x00", "1"),
        ("\u00a0\u3000", "1"),
        ("Уровень «Отдела» за 2026 год'", "Уровень «Отдела» за 2026 год"),
        ("x" * 30 + "'s", "x" * 30),
    ],
)
def test_titles_of_sheets_are_made_safe(title: str, safe: str) -> None:
    assert safe_title(title, set()) == safe


def test_equal_titles_are_told_apart() -> None:
    assert safe_title("План", {"план", "план 2"}) == "План 3"
    assert safe_title("x" * 40, {"x" * TITLE_LIMIT}) == "x" * 29 + " 2"


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_plan_has_its_actions_meetings_and_reference(tmp_path: Path, language: str) -> None:
    sheet = sample.plan_sheet()
    target = tmp_path / "plan.xlsx"
    plan_xlsx.write(sheet, target, Progress(), words(language))
    with opened(target) as book:
        names = ["На подпись", "План", "Контрольные встречи", "Справка"]
        english = ["To sign", "Plan", "Review meetings", "Reference"]
        assert book.sheetnames == (names if language == "ru" else english)
        to_sign, plan, meetings, reference = book.worksheets
        said = words(language)
        actions = [action for goal in sheet.plan.goals for action in goal.actions]
        assert [plan.cell(row + 2, 9).value for row in range(len(actions))] == [
            said.text(a.text) for a in actions
        ]
        assert plan.cell(2, 11).value.date() == actions[0].starts_on
        assert [to_sign.cell(row + 5, 3).value for row in range(len(actions))] == [
            said.text(a.text) for a in actions
        ]
        assert sheet.person.signature_name in [cell.value for cell in to_sign["D"]]
        assert plan.cell(2, 14).value is None  # hours nobody typed are unknown, not 0
        assert [meetings.cell(row, 1).value.date() for row in (2, 3, 4)] == [
            one.on for one in sheet.plan.meetings
        ]
        assert "Орлов Денис Игоревич (E-0322)" in [cell.value for cell in reference["B"]]


def test_what_is_signed_says_that_it_is_a_draft_what_was_cancelled_and_what_was_read(tmp_path: Path) -> None:
    sheet = sample.plan_sheet()
    first, *others = sheet.plan.goals
    off = replace(first.actions[0], state=ActionState.CANCELLED)
    goals = (replace(first, actions=(off, *first.actions[1:])), *others)
    for state, draft in ((PlanState.DRAFT, True), (PlanState.ACTIVE, False)):
        target = tmp_path / f"{state}.xlsx"
        told_of = replace(sheet, plan=replace(sheet.plan, goals=goals, state=state))
        plan_xlsx.write(told_of, target, Progress(), words("ru"))
        with opened(target) as book:
            page = book.worksheets[0]
            told = [str(cell.value) for row in page.iter_rows() for cell in row if cell.value]
            assert ("ПРОЕКТ" in told) is draft
            assert page.cell(5, 9).value == "отменено"
            assert page.cell(6, 9).value is None
            assert sheet.organisation.short_name in told
            assert any("ознакомлен" in one for one in told)


def test_the_reference_of_a_plan_says_by_what_the_mentor_guides(tmp_path: Path) -> None:
    agreed = Mentoring(7, "Фомина Елена Павловна", consent_on=date(2026, 11, 24))
    by_job = replace(agreed, consent_on=None, clause="п. 2.4 договора")
    for guide, head, told in (
        (agreed, "Согласие наставника", "2026-11-24 00:00:00"),
        (by_job, "Входит в обязанности наставника (пункт)", "п. 2.4 договора"),
    ):
        target = tmp_path / "plan.xlsx"
        plan_xlsx.write(replace(sample.plan_sheet(), mentoring=guide), target, Progress(), words("ru"))
        with opened(target) as book:
            facts = [(row[0].value, str(row[1].value)) for row in book["Справка"].iter_rows(max_col=2)]
        at = facts.index(("Наставник", "Фомина Елена Павловна"))
        assert facts[at + 1] == (head, told)


def test_a_goal_without_actions_and_one_by_hand_stand_in_the_workbook_of_a_plan_too(tmp_path: Path) -> None:
    sheet = sample.plan_sheet()
    first, second, *others = sheet.plan.goals
    day = date(2026, 11, 24)
    moved = Postponed(day, day, day, day, "болел наставник", day)
    late = replace(second.actions[0], postponed=(moved,))
    goals = (
        replace(first, actions=(), by_hand=True),
        replace(second, actions=(late, *second.actions[1:])),
        *others,
    )
    target = tmp_path / "plan.xlsx"
    bare = replace(sheet, plan=replace(sheet.plan, goals=goals), basis=None)
    plan_xlsx.write(bare, target, Progress(), words("ru"))
    with opened(target) as book:
        _to_sign, plan, _meetings, reference = book.worksheets
        assert (plan.cell(2, 1).value, plan.cell(2, 9).value) == (first.item, None)
        assert plan.cell(2, 21).value == "задана вручную, не из разрыва"
        assert plan.cell(3, 16).value == "срок был 24.11–24.11: болел наставник"
        assert plan.cell(2 + sum(len(one.actions) or 1 for one in goals), 1).value is None
        told = [cell.value for cell in reference["B"]]
        assert "Оценки нет: цели заданы вручную." in told
        assert not any("не является аттестацией" in str(cell.value) for cell in reference["A"])


def test_facts_stand_beside_the_marks_of_their_author_in_the_order_of_their_days(tmp_path: Path) -> None:
    result = sample.candidate()
    first, second = result.assessors[:2]
    facts = newest_first(
        (
            sample.fact(1, "S03", first, "=1+1", Polarity.AGAINST, date(2026, 11, 20)),
            sample.fact(2, "S03", first, "двоих сняла с чата", Polarity.NEUTRAL, date(2026, 11, 19)),
            sample.fact(3, "S03", second, "вернула SL", Polarity.FOR, date(2026, 11, 18)),
        )
    )
    with opened(write(replace(result, facts=facts), tmp_path)) as book:
        marks = book["Отметки"]
        (line,) = [row for row in range(2, 73) if marks.cell(row, 1).value == "S03"]
        assert marks.cell(line, 4).value == "19.11.2026: двоих сняла с чата\n20.11.2026, против: =1+1"
        assert marks.cell(line, 7).value == "18.11.2026, за: вернула SL"


def test_two_colleagues_are_not_shown_apart(tmp_path: Path) -> None:
    path = write(with_peers(2), tmp_path)
    with opened(path) as book:
        assert not any(
            "коллеги 0" in str(cell.value) for line in book["Отметки"].iter_rows() for cell in line
        )
        heads = [cell.value for cell in book["Отметки"][1]]
        assert heads == ["Код", "Компетенция"], "the third mark is the level less the two that were shown"
        assert "Тихонов0" not in "".join(part for name, part in parts(path).items() if "sheet2" in name)
        said = {str(row[0].value): str(row[1].value) for row in book["Сводка"].iter_rows(max_col=2)}
        assert said["Обсудить"].startswith("Расхождения с коллегами не показываются")
        assert any(one.endswith("Их отметки в уровень не входят.") for one in said)
    check(path, with_peers(2))


def test_properties_hold_no_names_no_clock_and_the_file_repeats_to_the_byte(tmp_path: Path) -> None:
    one, two = write(sample.candidate(), tmp_path), write(sample.candidate(), tmp_path, name="two.xlsx")
    assert one.read_bytes() == two.read_bytes()
    core = parts(one)["docProps/core.xml"]
    assert ">Merilo</dc:creator>" in core
    assert core.count("2026-11-24T00:00:00Z") == 2
    assert "Лебедева" not in core + parts(one)["docProps/app.xml"]
    with ZipFile(one) as archive:
        assert {info.date_time for info in archive.infolist()} == {(2026, 11, 24, 0, 0, 0)}


def test_nothing_of_a_workbook_touches_the_temporary_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import openpyxl.worksheet._writer as library

    def refuse(suffix: str = "") -> str:
        raise AssertionError("marks and names would lie in the temporary folder")

    monkeypatch.setattr(library, "create_temporary_file", refuse)
    write(sample.candidate(), tmp_path)


def test_a_cancelled_workbook_leaves_what_was_there(tmp_path: Path) -> None:
    progress = Progress(lambda done, _total: progress.cancel() if done == 3 else None)
    with pytest.raises(Cancelled):
        candidate_xlsx.write(sample.candidate(), tmp_path / "a.xlsx", progress, words("ru"))
    assert list(tmp_path.iterdir()) == []
