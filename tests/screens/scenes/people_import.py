"""Import of a list of people: rows of every fate, columns, the outcome, and a merge."""

from db.assessing import people
from desktop.people.exchange.screen import ImportScreen
from desktop.people.merge.dialog import MergeDialog
from domain.people.roster import Fate
from tests.screens.scene import AS_HR, CANDIDATE, EMPTY, Scene, people_screen, show_people
from tests.screens.stage import Stage, wait

LIST = """Список сотрудников на 24.11.2026
Табельный номер;Фамилия;Имя;Отчество;Должность;Подразделение;Табельный номер руководителя;Дата приёма
0301;Алёшина;Вера;Петровна;начальник смены;Смена А;0102;01.09.2021
0304;Белов;Артём;Олегович;начальник смены;Смена Г;0102;
0341;Яковлев;Илья;Сергеевич;оператор;Смена Г;0304;16.11.2026
0342;Мартынова;Софья;Андреевна;оператор;Смена Г;0304;16.11.2026
;Лебедева;Ирина;Олеговна;менеджер;Служба поддержки клиентов;0102;24.11.2026
0343;Зуева;Полина;;оператор;Смена Г;9999;31.02.2026
;Ким;Алина;Сергеевна;супервайзер;Смена Б;0102;
0344;Осипов;Роман;Витальевич;оператор;Смена Г;0304;17.11.2026
"""
FOREIGN = """employee_id,FullName,JobTitle,hire_date,salary,grade
E7,Anna Sample,clerk,01/02/2025,1,A
E8,Boris Sampleton,aide,03/04/2025,1,B
Total,,,,2,
"""


def _screen(stage: Stage) -> ImportScreen:
    stage.space.go("people_import")
    screen = stage.space.shown
    assert isinstance(screen, ImportScreen)
    return screen


def _looked(stage: Stage) -> ImportScreen:
    path = stage.files.folder / "Сотрудники.csv"
    path.write_text(LIST, "utf-8")
    screen = _screen(stage)
    screen.load_file(path)
    wait(lambda: not stage.app.jobs.busy)
    return screen


def _empty(stage: Stage) -> None:
    _screen(stage)


def _ask(stage: Stage) -> None:
    _looked(stage)


def _wrong(stage: Stage) -> None:
    _looked(stage).board.fates.choose(Fate.WRONG)


def _columns(stage: Stage) -> None:
    _looked(stage).match_columns()


def _firm(stage: Stage) -> None:
    """A list as a firm in another country has it: dates in either order, totals, columns of its own."""
    path = stage.files.folder / "staff.csv"
    path.write_text(FOREIGN, "utf-8")
    _screen(stage).load_file(path)
    wait(lambda: not stage.app.jobs.busy)


def _letters(stage: Stage) -> None:
    path = stage.files.folder / "staff.csv"
    path.write_bytes("Name;Title\nJosé Núñez;clerk\nBjörk Sample;aide\n".encode("mac_roman"))
    stage.space.intake.import_files((path,))
    wait(lambda: not stage.app.jobs.busy)


def _merge(stage: Stage) -> None:
    _ask_to_merge(stage, "E-0337")


def _merge_hindered(stage: Stage) -> None:
    _ask_to_merge(stage, "C-0041")  # a candidate of the same campaign


def _ask_to_merge(stage: Stage, code: str) -> None:
    assert stage.app.data is not None
    show_people(stage)
    screen, read = people_screen(stage), stage.app.data.read
    screen.open(read(people.by_code, CANDIDATE).id)
    screen.merge()
    dialog = stage.dialog()
    assert isinstance(dialog, MergeDialog)
    box = dialog.other.box
    box.setCurrentIndex(next(n for n in range(box.count()) if code in box.itemText(n)))


SCENES = (
    Scene("import-empty", EMPTY, _empty),
    Scene("import", AS_HR, _ask, main=True),
    Scene("import-wrong", AS_HR, _wrong),
    Scene("import-columns", AS_HR, _columns),
    Scene("import-dates", AS_HR, _firm),
    Scene("import-letters", AS_HR, _letters),
    Scene("merge", AS_HR, _merge),
    Scene("merge-hindered", AS_HR, _merge_hindered),
)
