"""The one door: several files with what each is, and one that may be two things."""

from pathlib import Path

from tests.screens.scene import AS_HR, Scene
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


def _drop(stage: Stage, *names: str) -> None:
    paths: list[Path] = []
    texts = {"Сотрудники.csv": LIST, "Инструкция.txt": JOB, "Матрица.csv": MATRIX, "Скан.pdf": "%PDF-1.4"}
    for name in names:
        path = stage.files.folder / name
        path.write_text(texts[name], "utf-8")
        paths.append(path)
    stage.space.import_files(paths)
    wait(lambda: not stage.app.jobs.busy)


def _several(stage: Stage) -> None:
    _drop(stage, "Сотрудники.csv", "Матрица.csv", "Инструкция.txt", "Скан.pdf")


def _one(stage: Stage) -> None:
    _drop(stage, "Матрица.csv")


def _waiting(stage: Stage) -> None:
    _drop(stage, "Сотрудники.csv", "Инструкция.txt")
    dialog = stage.space.door.dialog
    assert dialog is not None
    dialog.go_button.click()
    wait(lambda: not stage.app.jobs.busy)


SCENES = (
    Scene("import-several", AS_HR, _several, main=True),
    Scene("import-one", AS_HR, _one),
    Scene("import-waiting", AS_HR, _waiting),
)
