"""Import of levels: nothing chosen yet, a matrix with questions, and a new framework."""

from datetime import date

from db.framework import frameworks
from desktop.team.levels.screen import LevelsScreen
from tests.screens.scene import AS_HR, EMPTY, Scene
from tests.screens.stage import Stage, wait

PEOPLE = (
    "Смолкина Ада Викторовна;2;эксперт;4;1;x",
    "Верескин Лев Олегович;3;базовый;н/п;2;x",
    "Белов А.;1;бронза;3;;",
    "Ожегова Яна Игоревна;4;эксперт;2;5;x",
)


def _screen(stage: Stage) -> LevelsScreen:
    stage.space.go("levels_import")
    screen = stage.space.shown
    assert isinstance(screen, LevelsScreen)
    return screen


def _empty(stage: Stage) -> None:
    _screen(stage)


def _looked(stage: Stage) -> None:
    assert stage.app.data is not None
    framework = stage.app.data.read(frameworks.newest)
    heads = [framework.item(code).text.ru.replace(";", ",") for code in ("K01", "K02", "S01", "S02")]
    path = stage.files.folder / "Матрица смены Г.csv"
    lines = (";".join(("Сотрудник", *heads, "Работа с голосовым помощником")), *PEOPLE, "", "x: умеет;;;;;")
    path.write_text("\n".join(lines) + "\n", "utf-8")
    screen = _screen(stage)
    screen.load_file(path)
    wait(lambda: not stage.app.jobs.busy)
    screen.on.line.setText(f"{date(2025, 12, 31):%d.%m.%Y}")
    screen.on.line.editingFinished.emit()
    wait(lambda: not stage.app.jobs.busy)


def _new(stage: Stage) -> None:
    path = stage.files.folder / "Монтажник_плат.csv"
    heads = "Сотрудник;Паять платы и проверять пайку под микроскопом;Знание схем;Оформлять акты;Знание ГОСТ"
    rows = "Целевой уровень;3;2;;", "Смолкина Ада;да;нет;да;", "Верескин Лев;нет;да;;да"
    path.write_text("\n".join((heads, *rows)) + "\n", "utf-8")
    screen = _screen(stage)
    screen.load_file(path)
    wait(lambda: not stage.app.jobs.busy)


def _new_targets(stage: Stage) -> None:
    _new(stage)
    screen = _screen(stage)
    wait(lambda: not stage.app.jobs.busy)
    bar = screen.area.verticalScrollBar()
    bar.setValue(bar.maximum())


SCENES = (
    Scene("levels-empty", EMPTY, _empty),
    Scene("levels", AS_HR, _looked, main=True),
    Scene("levels-new", AS_HR, _new),
    Scene("levels-new-targets", AS_HR, _new_targets),
)
