"""Another file of the organisation taken in: which one, what it brings, doubles, versions, and what came."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from db.file.copies import Copy
from db.file.copies import Why as Occasion
from desktop.exchange.merge.dialog import MergeFilesDialog
from desktop.exchange.merge.offer import MergeOffer
from desktop.office.exchange.merging import Done
from domain.exchange.merging import (
    About,
    Card,
    Conflict,
    Count,
    Difference,
    Double,
    Kind,
    Merged,
    Recoded,
    Version,
)
from domain.people.person import PersonKind
from tests.screens.scene import AS_HR, Scene
from tests.screens.stage import TODAY, Stage, settle

BRANCH = Path("/Съёмный диск/Филиал Вологда/Северный контакт.merilo")
AT = datetime(2026, 11, 20, 9, 2, tzinfo=UTC)
SOKOLOVA, ORLOV = "Соколова Анна Викторовна", "Орлов Пётр Николаевич"
HERE, THERE = Version(AT, SOKOLOVA), Version(AT + timedelta(days=2, minutes=17), ORLOV)
COUNTS = (
    Count(Kind.UNITS, 1, 0, 14),
    Count(Kind.PEOPLE, 12, 3, 226, 2, 1),
    Count(Kind.CYCLES, 1, 0, 7),
    Count(Kind.CASES, 38, 0, 402),
    Count(Kind.SHEETS, 74, 2, 811, 2),
    Count(Kind.MARKS, 5_254, 0, 57_581),
    Count(Kind.PLANS, 9, 4, 61),
    Count(Kind.PAPERS, 17, 0, 140),
)
SAME_NAME = Double(
    *("E-0412", "E-0398", "Белова Надежда Сергеевна"),
    ours=Card("E-0412", "Белова Надежда Сергеевна", "специалист", "Смена А", "", TODAY - timedelta(800)),
    theirs=Card("E-0398", "Белова Надежда", "старший специалист", "Смена А", "1742", None),
)
SAME_NUMBER = Double(
    *("E-0377", "E-0401", "Ким Анна", True),
    ours=Card("E-0377", "Ли Анна Робертовна", "оператор", "Смена Б", "1690", TODAY - timedelta(400)),
    theirs=Card("E-0401", "Ким Анна", "оператор", "Смена Б", "1690", TODAY - timedelta(400)),
)
CONFLICTS = (
    Conflict(
        *(Kind.PEOPLE, "E-0301", False, "person 301", HERE, THERE),
        differences=(
            Difference("post", "специалист", "старший специалист"),
            Difference("kind", PersonKind.CANDIDATE, PersonKind.EMPLOYEE),
            Difference("hired_on", "", TODAY - timedelta(30)),
        ),
        about=About("Лебедева Ирина Олеговна", "E-0301"),
    ),
    Conflict(
        *(Kind.SHEETS, "2026-IV E-0322 E-0102", False, "sheet 12"),
        here=replace(HERE, marks=40),
        there=replace(THERE, marks=52),
        about=About("Белова Нина Сергеевна", "E-0322", "2026-IV", "Громов Максим Сергеевич", TODAY),
    ),
    Conflict(
        *(Kind.SHEETS, "2026-IV E-0301 E-0102", True, "sheet 13"),
        here=replace(HERE, marks=71, signed=True),
        there=replace(THERE, marks=71, signed=True),
        about=About("Лебедева Ирина Олеговна", "E-0301", "2026-IV", "Громов Максим Сергеевич", TODAY),
    ),
)
TOLD = Merged(
    COUNTS,
    (),
    (),
    (Recoded(Kind.PEOPLE, "E-0412", "E-0431", "Зимина Ольга Львовна"),),
    ("C-0017",),
    ("12-к/26",),
    event=4_182,
)


def _dialog(stage: Stage, path: Path | None = BRANCH) -> MergeFilesDialog:
    stage.space.to_exchange()
    stage.space.exchange.merge(path)
    dialog = stage.dialog()
    assert isinstance(dialog, MergeFilesDialog)
    return dialog


def _choose(stage: Stage) -> None:
    _dialog(stage, None)


def _file(stage: Stage) -> None:
    _dialog(stage)


def _preview(stage: Stage) -> None:
    _dialog(stage).show_preview(TOLD)
    settle()


def _doubles(stage: Stage) -> None:
    _dialog(stage).show_preview(replace(TOLD, counts=COUNTS[:2], doubles=(SAME_NAME, SAME_NUMBER)))
    settle()


def _versions(stage: Stage) -> None:
    _dialog(stage).show_preview(replace(TOLD, counts=COUNTS[:1], recoded=(), twice=(), conflicts=CONFLICTS))
    settle()


def _done(stage: Stage) -> None:
    dialog = _dialog(stage)
    dialog.show_preview(TOLD)
    copy = Copy(Path("demo-20261124-090200.merilo-backup"), 4_200_000, AT, Occasion.MERGE)
    dialog.show_done(Done(TOLD, copy))
    settle()


def _offer(stage: Stage) -> None:
    stage.space.to_exchange()
    MergeOffer(BRANCH, stage.space).open()


SCENES = (
    Scene("merge-files-choose", AS_HR, _choose),
    Scene("merge-files-password", AS_HR, _file),
    Scene("merge-files", AS_HR, _preview),
    Scene("merge-doubles", AS_HR, _doubles),
    Scene("merge-versions", AS_HR, _versions),
    Scene("merge-files-done", AS_HR, _done),
    Scene("merge-files-offer", AS_HR, _offer),
)
