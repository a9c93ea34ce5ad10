"""One person has one status on every way out: list, screens, papers, workbooks, JSON (law 21)."""

import json
import re
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from db.assessing import cases, people
from db.file.store import Store
from db.framework import frameworks
from db.hiring import campaigns
from db.team import matrix
from desktop.assessing.result.screen import ResultScreen
from desktop.context import Context
from desktop.hiring.compare.screen import CompareScreen
from desktop.hiring.decision.screen import DecisionScreen
from desktop.office.papers import documents, registry
from desktop.people.screen import PeopleScreen
from desktop.team.board import Board
from desktop.team.words import person_words
from domain.assessing.case import CycleKind
from domain.assessing.scoring import Status
from domain.framework.profile import Phase
from domain.mark import Role, State
from domain.progress import Progress
from resources import i18n
from tests.db import sample
from tests.desktop.conftest import PASSWORD, TODAY, new_file
from tests.reports.reading import drawn, whole

UNSETTLED, LITTLE, FINAL, BOUNDS = "Несогласова", "Малоданных", "Итогова", "Границына"
WANTED = {
    UNSETTLED: Status.PROVISIONAL,
    LITTLE: Status.PROVISIONAL,
    FINAL: Status.FINAL,
    BOUNDS: Status.BOUNDS_ONLY,
}
WORDS = {
    Status.FINAL: "итог",
    Status.PROVISIONAL: "предварительно",
    Status.BOUNDS_ONLY: "мало данных",
}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A file with two people who assess, in Russian."""
    opened = Store.open(new_file(tmp_path / "North.merilo", actors=2), PASSWORD)
    i18n.use("ru")
    yield opened
    opened.close()


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1196, 772)
    made.show()
    return made


def rate(store: Store, case_id: int, surname: str, scope: tuple[str, ...], phase: Phase) -> None:
    """Let two assessors say what brings the status about; all that is known is at 1."""
    by_name = {one.surname: one.id for one in store.read(people.actors)}
    targets = sample.profile(store, phase).targets
    plain = [code for code in scope if not targets[code].critical]
    known = {LITTLE: Fraction(3, 5), BOUNDS: Fraction(1, 4)}.get(surname, Fraction(1))
    whole = sum(targets[code].weight for code in scope)
    gone: list[str] = []
    for code in reversed(scope if surname == BOUNDS else plain):
        if sum(targets[one].weight for one in gone) < (1 - known) * whole:
            gone.append(code)
    for name, role, apart in (("Sokolova", Role.HR, 4), ("Gromov", Role.MANAGER, 2)):
        said: dict[str, int | State] = dict.fromkeys(scope, 1)
        said |= dict.fromkeys(gone, State.NOT_ASKED)
        if surname == UNSETTLED:
            said[plain[0]] = apart
        store.act_as(by_name[name])
        sample.sheet(store, case_id, by_name[name], role, said)
    store.act_as(by_name["Sokolova"])


def candidates(store: Store) -> tuple[int, dict[str, int]]:
    """Open a campaign and return it with the case of each candidate."""
    by_name = {one.surname: one.id for one in store.read(people.actors)}
    cycle_id = sample.campaign(
        store, (by_name["Sokolova"], Role.HR), (by_name["Gromov"], Role.MANAGER), title="Менеджер смены"
    )
    asked = store.read(campaigns.campaign, cycle_id).question_set
    assert asked is not None
    made: dict[str, int] = {}
    for surname in WANTED:
        person = sample.candidate(store, surname, given="Анна")
        made[surname] = store.write(campaigns.invite, cycle_id, person)
        rate(store, made[surname], surname, asked.items, Phase.HIRE)
    return cycle_id, made


def employees(store: Store) -> tuple[int, dict[str, int]]:
    """Open a quarter and return it with the case of each employee."""
    cycle_id = sample.cycle(store, CycleKind.QUARTERLY)
    codes = tuple(item.code for item in sample.framework(store).items)
    made: dict[str, int] = {}
    for surname in WANTED:
        person = sample.add(store, surname, given="Анна", post="менеджер")
        made[surname] = sample.case(store, person, cycle_id)
        rate(store, made[surname], surname, codes, Phase.POST)
    return cycle_id, made


def status_in(said: str) -> Status | None:
    """Return the one status that the words tell; None for none or for two of them."""
    found = [status for status, word in WORDS.items() if word in said]
    return found[0] if len(found) == 1 else None


def status_of_share(share: str) -> Status:
    """Return the status that a share alone tells: «94 %», «≈ 94 %» or nothing."""
    if share.startswith("≈"):
        return Status.PROVISIONAL
    return Status.FINAL if re.match(r"\d+\s?%", share) else Status.BOUNDS_ONLY


def texts(widget: QWidget) -> list[str]:
    return [label.text().replace("\u00a0", " ") for label in widget.findChildren(QLabel)]


def written(store: Store, kind: str, one_id: int, formats: tuple[str, ...], folder: Path) -> list[Path]:
    me = store.read(people.actors)[0].id
    viewer = next((one.id for one in store.read(people.actors) if one.surname == "Sokolova"), me)
    done = documents.export(
        store.read, kind, (one_id,), formats, ("ru",), folder, Progress(), viewer, TODAY, processes=0
    )
    assert not done.failed, done.failed
    return list(done.written)


def after(text: str, head: str, length: int = 60) -> str:
    """Return what stands after the words."""
    assert head in text, text[:400]
    start = text.index(head) + len(head)
    return text[start : start + length]


def cells(path: Path) -> dict[str, list[list[str]]]:
    with path.open("rb") as file:
        book = load_workbook(file)
        found = {
            tab.title: [
                [
                    ("≈ " if "≈" in cell.number_format else "")
                    + str(cell.value if cell.value is not None else "")
                    for cell in row
                ]
                for row in tab.iter_rows()
            ]
            for tab in book
        }
        book.close()
    return found


def bold(path: Path) -> str:
    """Return all that a paper draws in bold."""
    return " ".join(text for font, text in drawn(path) if "Bold" in font).replace("\u00a0", " ")


type Found = dict[str, Status | None]


def in_the_list(context: Context, window: QWidget, qtbot: QtBot, made: dict[str, int]) -> Found:
    screen = PeopleScreen(context, window)
    screen.resize(1196, 772)
    screen.show()
    screen.open()
    qtbot.waitUntil(lambda: not context.jobs.busy)
    found: Found = {}
    model, share_column = screen.table.list_model, screen.table.number("attainment")
    for row in range(model.rowCount()):
        person = model.line(row)
        if person is not None and person.person.surname in made:
            share = str(model.index(row, share_column).data())
            found[person.person.surname] = status_of_share(share)
    screen.hide()
    return found


def on_the_page(context: Context, window: QWidget, made: dict[str, int]) -> Found:
    screen = ResultScreen(context, window)
    screen.show()
    found: Found = {}
    for surname, case_id in made.items():
        screen.open(case_id)
        QCoreApplication.processEvents()
        assert screen.board is not None
        figure = next(
            one for one in screen.board.attainment.findChildren(QLabel) if one.property("role") == "figure"
        )
        tag, *_ = texts(screen.board.attainment)[1:]
        found[surname] = status_in(tag)
        assert bool(figure.property("unsure")) == (WANTED[surname] is not Status.FINAL)
        assert ("≈" in figure.text()) == (WANTED[surname] is Status.PROVISIONAL)
    screen.hide()
    return found


def on_the_decision(context: Context, window: QWidget, made: dict[str, int]) -> Found:
    screen = DecisionScreen(context, window)
    screen.show()
    found: Found = {}
    for surname, case_id in made.items():
        screen.open(case_id)
        screen.show_conclusion()
        QCoreApplication.processEvents()
        said = texts(screen)
        # Where there is no number, the words stand in its place and are not said again beside it.
        instead = [one for one in said if one == WORDS[Status.BOUNDS_ONLY]]
        (told,) = instead or [one for one in said if one.startswith("оценено ") and ";" in one]
        found[surname] = status_in(told)
    screen.hide()
    return found


def side_by_side(context: Context, window: QWidget, cycle_id: int) -> Found:
    screen = CompareScreen(context, window)
    screen.show()
    screen.open(cycle_id)
    QCoreApplication.processEvents()
    assert screen.ranking is not None
    model = screen.ranking.list_model
    found: Found = {}
    for row in range(model.rowCount()):
        place = str(model.index(row, 0).data())
        name = str(model.index(row, 1).data(Qt.ItemDataRole.AccessibleTextRole) or "")
        surname = next((one for one in WANTED if one in name), None)
        if surname is not None:
            found[surname] = Status.FINAL if place.isdigit() else status_in(name)
            assert place == "–" or surname == FINAL
    screen.hide()
    return found


def papers_of(store: Store, case_id: int, folder: Path, kinds: dict[str, str]) -> Found:
    """Return the status on each paper of a case; *kinds* is paper -> the words that stand before it."""
    found: Found = {}
    for kind, head in kinds.items():
        (path,) = written(store, kind, case_id, ("pdf",), folder)
        text = whole(path).replace("\u00a0", " ")
        found[kind] = status_in(after(text, head)) or status_of_share(after(text, head).strip())
    return found


@pytest.mark.parametrize("surname", list(WANTED))
def test_a_candidate_has_one_status_on_every_paper_and_in_every_file(
    store: Store, tmp_path: Path, surname: str
) -> None:
    _cycle, made = candidates(store)
    case_id = made[surname]
    found = papers_of(
        store,
        case_id,
        tmp_path,
        {
            registry.PROFILE: "Выполнение профиля",
            registry.DECISION: "Выполнение профиля ",
            registry.SUMMARY: "Итого ",
            registry.UNNAMED: "Итого ",
        },
    )
    (book,) = written(store, registry.PROFILE, case_id, ("xlsx",), tmp_path)
    rows = cells(book)["Сводка"]
    found["profile.xlsx"] = next(status_in(row[1]) for row in rows if row[0] == "Статус")
    headline = next(row[1] for row in rows if row[0] == "Выполнение профиля")
    assert headline.startswith("≈") == (WANTED[surname] is Status.PROVISIONAL)
    (record,) = written(store, registry.RESULT, case_id, ("json",), tmp_path)
    found["json"] = Status(json.loads(record.read_text(encoding="utf-8"))["totals"]["status"])
    assert found == dict.fromkeys(found, WANTED[surname])


def test_the_comparison_gives_no_place_to_a_lone_final_result_and_tells_each_status(
    store: Store, tmp_path: Path
) -> None:
    cycle_id, _made = candidates(store)
    (paper,) = written(store, registry.COMPARISON, cycle_id, ("pdf",), tmp_path)
    (book,) = written(store, registry.COMPARISON, cycle_id, ("xlsx",), tmp_path)
    text = whole(paper).replace("\u00a0", " ")
    rows = {row[1].split()[0]: row for row in cells(book)["Сводка"] if row[1].split()[:1]}
    for surname, status in WANTED.items():
        place = "—"  # a rank needs at least two final results
        assert f"{place} {surname}" in text
        assert rows[surname][0] == place
        told = next(cell for cell in reversed(rows[surname]) if cell)
        assert status_in(told) is status
        assert rows[surname][6].startswith("≈") == (status is Status.PROVISIONAL)
    assert "не согласован" in text
    assert "предварительно, не согласовано: " in text


def test_every_screen_of_a_campaign_tells_the_same_status(
    context: Context, store: Store, window: QWidget, qtbot: QtBot
) -> None:
    cycle_id, made = candidates(store)
    assert in_the_list(context, window, qtbot, made) == WANTED
    assert on_the_page(context, window, made) == WANTED
    assert on_the_decision(context, window, made) == WANTED
    assert side_by_side(context, window, cycle_id) == WANTED


def test_an_employee_has_one_status_in_list_result_team_papers_and_workbooks(
    context: Context, store: Store, window: QWidget, qtbot: QtBot, tmp_path: Path
) -> None:
    cycle_id, made = employees(store)
    assert in_the_list(context, window, qtbot, made) == WANTED
    assert on_the_page(context, window, made) == WANTED
    me = context.me.id
    shown = store.read(matrix.team_matrix, cycle_id, me)
    team = Board(shown, store.read(frameworks.scale, shown.cycle.scale_id), {})
    (paper,) = written(store, registry.TEAM, cycle_id, ("pdf",), tmp_path)
    (book,) = written(store, registry.TEAM, cycle_id, ("xlsx",), tmp_path)
    text = whole(paper).replace("\u00a0", " ")
    rows = {row[1].split()[0]: row for row in cells(book)["Люди"] if row[1].split()[:1]}
    for row, person in enumerate(team.matrix.people):
        surname = person.name.split()[0]
        wanted = WANTED[surname]
        share = person_words(team, row).partition("выполнение ")[2].partition(",")[0]
        assert ("≈" in share) == (wanted is Status.PROVISIONAL)
        assert team.summary(row).status is wanted
        assert status_in(rows[surname][-1]) is wanted
        assert rows[surname][3].startswith("≈") == (wanted is Status.PROVISIONAL)
        found = papers_of(store, made[surname], tmp_path, {registry.PROFILE: "Выполнение профиля"})
        assert found == {registry.PROFILE: wanted}
        result = store.read(cases.result, made[surname], me, TODAY)
        figure = i18n.words("ru").percent(result.score.totals.attainment).replace("\u00a0", " ")
        assert (f"≈ {figure}" in text) or wanted is not Status.PROVISIONAL


def test_what_is_provisional_is_never_bold(store: Store, tmp_path: Path) -> None:
    cycle_id, made = candidates(store)
    for kind in (registry.PROFILE, registry.DECISION, registry.SUMMARY):
        (path,) = written(store, kind, made[UNSETTLED], ("pdf",), tmp_path)
        assert "≈" in whole(path)
        assert "≈" not in bold(path), kind
        (path,) = written(store, kind, made[FINAL], ("pdf",), tmp_path)
        result = store.read(cases.result, made[FINAL], store.read(people.actors)[0].id, TODAY)
        assert i18n.words("ru").percent(result.score.totals.attainment).replace("\u00a0", " ") in bold(path)
    (path,) = written(store, registry.COMPARISON, cycle_id, ("pdf",), tmp_path)
    assert "≈" not in bold(path)
