"""The one door: several files with what each is, and one that may be two things."""

from dataclasses import replace
from pathlib import Path

from db.assessing.sheet import sheets
from domain.assessing.answer_form import Answers, Asked, Difference, Doubt, Returned, contents, difference
from domain.assessing.sheet import Sheet
from domain.mark import Mark
from tests.screens.scene import AS_HR, AS_MANAGER, IN_WORK, Scene, case
from tests.screens.scenes.people_import import LIST
from tests.screens.stage import Stage, wait

JOB = (
    "Должностная инструкция кладовщика\n1.4. Кладовщик должен знать:\n1) правила приёмки товара.\n"
    "1.5. Кладовщик должен уметь:\n1) принимать товар по накладной.\n"
)
MATRIX = (
    "ФИО;Работа в 1С;Приёмка товара;Работа с рекламациями\n"
    "Смолкина Ада Викторовна;3;2;\nВерескин Лев Олегович;1;4;2\n"
)

ASKED = (Asked("K13", "2-3", Doubt.NO_MARK), Asked("K20", "7", Doubt.OFF_SCALE))


def _drop(stage: Stage, *names: str) -> None:
    paths: list[Path] = []
    texts = {"Сотрудники.csv": LIST, "Инструкция.txt": JOB, "Матрица.csv": MATRIX, "Скан.pdf": "%PDF-1.4"}
    for name in names:
        path = stage.files.folder / name
        path.write_text(texts[name], "utf-8")
        paths.append(path)
    stage.space.intake.import_files(paths)
    wait(lambda: not stage.app.jobs.busy)


def _several(stage: Stage) -> None:
    _drop(stage, "Сотрудники.csv", "Матрица.csv", "Инструкция.txt", "Скан.pdf")


def _one(stage: Stage) -> None:
    _drop(stage, "Матрица.csv")


def _waiting(stage: Stage) -> None:
    _drop(stage, "Сотрудники.csv", "Инструкция.txt")
    dialog = stage.space.intake.door.dialog
    assert dialog is not None
    dialog.go_button.click()
    wait(lambda: not stage.app.jobs.busy)


def _form(stage: Stage, told: Difference) -> None:
    stage.space.intake.forms.show(told)


def _form_in(stage: Stage, asked: tuple[Asked, ...]) -> tuple[Sheet, Returned, Answers]:
    """Return a sheet in work, whose it is, and a form that answers all of it but two rows."""
    data = stage.app.data
    assert data is not None
    line = case(stage, IN_WORK).sheets[0]
    sheet = data.read(sheets.sheet, line.sheet_id, line.assessor_id)
    of = Returned(sheet.id, line.assessor_id, sheet.assessor.short_name, sheet.person.short_name, sheet.scale)
    codes = [row.item.code for row in sheet.scope if row.item.code not in {one.code for one in asked}]
    marks = {code: Mark.rated(number % 5) for number, code in enumerate(codes)}
    facts = {codes[0]: "На разборе смены показал расчёт потребности и нашёл ошибку в графике."}
    return sheet, of, Answers(marks, facts, asked)


def _form_own(stage: Stage) -> None:
    sheet, of, said = _form_in(stage, ASKED)
    _form(stage, difference(sheet, of, said))


def _form_of_another(stage: Stage) -> None:
    _form(stage, contents(*_form_in(stage, ())))


def _form_owed(stage: Stage) -> None:
    _form(stage, replace(contents(*_form_in(stage, ASKED)), owes=True))


SCENES = (
    Scene("import-several", AS_HR, _several, main=True),
    Scene("import-one", AS_HR, _one),
    Scene("import-waiting", AS_HR, _waiting),
    Scene("form-own", AS_MANAGER, _form_own),
    Scene("form-of-another", AS_HR, _form_of_another),
    Scene("form-owed", AS_HR, _form_owed),
)
