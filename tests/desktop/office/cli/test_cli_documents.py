"""What documents the command line writes, of whom, and what it says where it cannot."""

import json
import os
import shutil
import signal
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from db.assessing import assessments, people
from db.assessing.progress import SheetLine
from db.assessing.sheet import sheets
from db.file.store import ReadOnly, Store
from db.hiring import campaigns, comparisons, decisions
from db.hiring.campaigns import CandidateState
from db.journal import exports
from desktop.office.cli import cli_export
from desktop.office.cli.cli import main
from desktop.office.papers import documents, registry
from desktop.office.papers.document import About
from desktop.office.papers.registry import (
    DOCUMENTS,
)
from domain.development.plan import PlanKind
from domain.hiring.decision import Outcome, open_questions
from domain.mark import Role
from domain.people.person import Person, PersonKind
from domain.progress import Progress
from tests import prepared
from tests.db import sample
from tests.reports.reading import whole

TODAY = date(2026, 11, 24)
FIRST = {f"K{n:02d}" for n in range(1, 40)} | {f"S{n:02d}" for n in range(1, 33)}
CODES = (FIRST - {"K10", "S25"}) | {"K40", "S33"}  # of the second edition of the demo


FOR_EVERYBODY = {
    "profile", "subject-copy", "feedback", "agenda", "refusal-to-sign", "consent", "consent-reserve",
    "decision", "sheet-filled",
}  # fmt: skip
"""Kinds that the demo has for each person, of whom two are enough."""


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_every_document_can_be_made_of_the_demo(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    whom = ["--person", "C-0041", "E-0304"] if kind in FOR_EVERYBODY else ["--all"]
    main(
        [
            "export",
            kind,
            str(folder / "demo.merilo"),
            *whom,
            "--out",
            str(tmp_path),
            "--today",
            "2026-11-24",
        ]
    )
    paths = [Path(line) for line in capsys.readouterr().out.splitlines()]
    assert paths
    assert {path.suffix[1:] for path in paths} == set(DOCUMENTS[kind].formats)
    assert all(path.stat().st_size for path in paths)


OFFERED = {
    "profile": ("pdf", "xlsx"),
    "plan": ("pdf", "docx", "xlsx"),
    "idp": ("pdf", "docx", "xlsx", "ics"),
}


def test_profile_and_plan_of_one_person_are_written_and_their_full_paths_printed(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for kind, code, called in (
        ("profile", "C-0042", "profile_C-0042"),
        ("plan", "E-0304", "idp_E-0304_2027-01"),
        ("idp", "E-0304", "idp_E-0304_2027-01"),  # one paper, whichever way it is asked for
    ):
        arguments = ["export", kind, str(folder / "demo.merilo"), "--person", code]
        assert main([*arguments, "--lang", "ru,en", "--out", str(tmp_path), "--today", "2026-11-24"]) == 0
        paths = [Path(line) for line in capsys.readouterr().out.splitlines()]
        assert [path.name for path in paths] == [
            f"{called}_2026-11-24_{language}.{name}" for name in OFFERED[kind] for language in ("ru", "en")
        ]
        assert all(path.is_absolute() for path in paths)
        assert all(path.stat().st_size > 5_000 for path in paths if path.suffix != ".ics")


def test_that_all_have_handed_in_is_told_of_each_person(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["export", "sheet", str(folder / "demo.merilo"), "--person", "C-0041", "C-0042"]
    assert main([*arguments, "--out", str(tmp_path)]) == 1
    said = capsys.readouterr().err
    assert "Выгружать нечего" not in said
    for code in ("C-0041", "C-0042"):
        assert f"{code}: Все листы сданы" in said


def test_a_code_nobody_has_is_told_and_the_others_are_made(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["export", "plan", str(folder / "demo.merilo"), "--person", "E-9999", "E-0301"]
    assert main([*arguments, "--format", "pdf", "--out", str(tmp_path)]) == 1
    said = capsys.readouterr()
    assert "Человека с кодом E-9999 нет" in said.err
    assert len(said.out.splitlines()) == 1


def test_a_case_whose_sheets_are_not_all_in_stays_blind(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = [
        "export",
        "profile",
        str(folder / "demo.merilo"),
        "--person",
        "C-0043",
        "--out",
        str(tmp_path),
    ]
    assert main(arguments) == 1
    said = capsys.readouterr()
    assert "Громов Максим Сергеевич" in said.err
    assert said.err.startswith("C-0043: ")
    assert said.out == ""
    assert not list(tmp_path.iterdir())


def test_a_whole_cycle_is_exported_in_one_go(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["export", "result", str(folder / "demo.merilo"), "--all", "--cycle", "2026-III"]
    assert main([*arguments, "--out", str(tmp_path)]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 12


def test_the_record_for_recount_can_be_recounted(folder: Path, tmp_path: Path) -> None:
    arguments = [
        "export",
        "result",
        str(folder / "demo.merilo"),
        "--person",
        "C-0042",
        "--out",
        str(tmp_path),
    ]
    assert main(arguments) == 0
    (path,) = tmp_path.iterdir()
    text = path.read_text(encoding="utf-8")
    record = json.loads(text)

    items = [item for item in record["items"] if item["in_scope"] and item["standing"] != "not_applicable"]
    known = [item for item in items if item["level"] is not None]
    weight = sum(item["weight"] for item in items)
    reached = sum(item["weight"] * min(item["level"], item["target"]) for item in known)
    asked = sum(item["weight"] * item["target"] for item in known)
    everything = sum(item["weight"] * item["target"] for item in items)
    totals = record["totals"]
    assert {item["code"] for item in record["items"]} == CODES
    assert totals["attainment"] == pytest.approx(reached / asked)
    assert totals["lower"] == pytest.approx(reached / everything)
    assert totals["upper"] == pytest.approx((reached + everything - asked) / everything)
    assert totals["coverage"] == pytest.approx(sum(item["weight"] for item in known) / weight)
    for item in known:
        levels = [mark["level"] for mark in item["marks"] if mark["level"] is not None]
        assert item["level"] == pytest.approx(sum(levels) / len(levels))  # two roles, one assessor each
    assert list(record) == sorted(record)
    assert "2026-11-24T" not in text


def test_the_same_file_gives_the_same_record_on_any_day(folder: Path, tmp_path: Path) -> None:
    texts: list[bytes] = []
    for day in ("2026-11-24", "2027-02-01"):
        out = tmp_path / day
        main(
            [
                "export",
                "result",
                str(folder / "demo.merilo"),
                "--person",
                "C-0041",
                "--out",
                str(out),
                "--today",
                day,
            ]
        )
        (path,) = out.iterdir()
        texts.append(path.read_bytes())
    assert texts[0] == texts[1]


def test_two_codes_that_make_one_name_make_two_papers(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "two.merilo"
    store = Store.open(prepared.empty(path))
    me = store.write(people.add, Person(kind=PersonKind.EMPLOYEE, surname="Громов", is_actor=True))
    for code in ("C/1", "C-1", "c-1"):
        rated = store.write(people.add, Person(surname="Пробная", code=code))
        store.write(sheets.submit, store.write(assessments.start, rated, me, Role.HR))
    store.close()
    arguments = ["export", "profile", str(path), "--person", "C/1", "C-1", "c-1", "--format", "pdf"]
    assert main([*arguments, "--out", str(tmp_path / "out")]) == 0
    names = {line.casefold() for line in capsys.readouterr().out.splitlines()}
    assert len(names) == len(list((tmp_path / "out").iterdir())) == 3


def test_a_paper_that_cannot_be_written_is_told_and_the_others_are_made(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "profile_C-0042_2026-11-24_ru.pdf").mkdir()
    arguments = ["export", "profile", str(folder / "demo.merilo"), "--person", "C-0042"]
    assert main([*arguments, "--out", str(tmp_path), "--today", "2026-11-24"]) == 1
    said = capsys.readouterr()
    assert "profile_C-0042_2026-11-24_ru.pdf» нельзя записать: там лежит папка" in said.err
    assert [Path(line).name for line in said.out.splitlines()] == ["profile_C-0042_2026-11-24_ru.xlsx"]
    assert len(list(tmp_path.iterdir())) == 2


def test_a_folder_that_is_a_file_is_told(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "taken").write_text("не папка")
    arguments = [
        "export",
        "plan",
        str(folder / "demo.merilo"),
        "--person",
        "E-0301",
        "--out",
        str(tmp_path / "taken"),
    ]
    assert main(arguments) == 1
    assert "нельзя записать" in capsys.readouterr().err
    assert (tmp_path / "taken").read_text() == "не папка"


def test_the_demo_shows_a_campaign_with_candidates_in_all_states(folder: Path) -> None:
    store = Store.open(folder / "demo.merilo")
    (campaign,) = store.read(campaigns.campaigns)
    assert (campaign.places, campaign.candidates, campaign.all_in, campaign.decided) == (1, 3, 2, 1)
    assert len(store.read(campaigns.campaign, campaign.cycle.id).panel) == 3
    shown = {one.code: one for one in store.read(campaigns.candidates, campaign.cycle.id, None, TODAY)}
    assert {code: one.state for code, one in shown.items()} == {
        "C-0041": CandidateState.DECIDED,
        "C-0042": CandidateState.READY,
        "C-0043": CandidateState.ASSESSING,
    }
    done = store.read(decisions.decision, shown["C-0041"].case.case_id, None, TODAY)
    assert [one.code for one in done.settled] == ["S01", "S14"]
    assert [(one.outcome, len(one.signers)) for one in done.conclusions] == [(Outcome.NOT_RECOMMEND, 2)]
    waiting = store.read(decisions.decision, shown["C-0042"].case.case_id, None, TODAY)
    assert [one.code for one in open_questions(waiting) if one.refuses] == ["K27", "S31"]
    assert waiting.conclusions == ()
    (out,) = shown["C-0043"].waiting
    assert isinstance(out, SheetLine) and (out.marked, out.in_scope) == (12, 23)
    assert store.read(comparisons.comparison, campaign.cycle.id, None, TODAY).blind == (
        "Тарасов Кирилл Андреевич",
    )
    store.close()


def test_of_who_is_rated_just_now_everything_means_the_last_shown_assessment(
    folder: Path, tmp_path: Path
) -> None:
    assert main(["export", "result", str(folder / "demo.merilo"), "--all", "--out", str(tmp_path)]) == 0
    made = {path.name for path in tmp_path.iterdir()}
    assert {"result_E-0322_2026-III.json", "result_E-0301_2026-IV.json"} <= made


def exported(
    folder: Path, out: Path, capsys: pytest.CaptureFixture[str], *more: str
) -> tuple[int, list[str], str]:
    """Run an export of plans as PDF; return the status, the names of the files, and the complaints."""
    arguments = ["export", "idp", str(folder / "demo.merilo"), "--format", "pdf", "--today", "2026-11-24"]
    status = main([*arguments, "--out", str(out), *more])
    said = capsys.readouterr()
    return status, [Path(line).name for line in said.out.splitlines()], said.err


def test_plans_of_a_unit_or_a_quarter_are_written(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, every, _err = exported(folder, tmp_path / "all", capsys, "--all")
    assert (status, len(every)) == (0, len(set(every)))
    status, mine, _err = exported(folder, tmp_path / "unit", capsys, "--all", "--unit", "смена а")
    assert status == 0
    assert set(mine) < set(every)
    _status, soon, _err = exported(folder, tmp_path / "soon", capsys, "--all", "--quarter", "2026-IV")
    _status, later, _err = exported(folder, tmp_path / "soon", capsys, "--all", "--quarter", "2026-4")
    assert soon == later
    assert 0 < len(soon) < len(every)
    status, none, _err = exported(folder, tmp_path / "none", capsys, "--all", "--quarter", "2031-II")
    assert (status, none) == (1, [])


def test_the_demo_has_papers_of_a_plan_in_time_a_late_one_and_one_that_is_over(
    folder: Path, tmp_path: Path
) -> None:
    store = Store.open(folder / "demo.merilo")
    followed = cli_export.approved_plans(store, PlanKind.IDP)
    made = documents.export(
        store.read, registry.IDP, followed, ("pdf", "xlsx"), ("ru", "en"), tmp_path, Progress(), None, TODAY
    )
    store.close()
    assert not made.failed and len(made.written) == len({path.name for path in made.written}) == 12
    told = {path.name: whole(path) for path in made.written if path.name.endswith("_ru.pdf")}
    over = next(text for text in told.values() if "закрыт" in text)
    assert "Уровень вырос" in over
    assert sum("заполняется по окончании" in text for text in told.values()) == 2


def test_an_export_by_command_is_in_the_journal_and_one_from_a_file_only_read_says_that_it_is_not(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("demo.merilo", "demo.merilo.keys"):
        shutil.copyfile(folder / name, tmp_path / name)
    status, every, said = exported(tmp_path, tmp_path / "first", capsys, "--all")
    assert (status, said) == (0, "")
    store = Store.open(tmp_path / "demo.merilo")
    event = sample.last_event(store)
    assert (event.act, event.actor_id, event.data["document"]) == ("export", None, "idp")
    assert (event.data["files"], event.data["formats"]) == (len(every), ["pdf"])
    assert store.read(exports.handed_out, event.data["people"][0])[0].by is None
    store.close()
    monkeypatch.setattr(Store, "write", refuse)
    status, again, said = exported(tmp_path, tmp_path / "second", capsys, "--all")
    assert (status, len(again)) == (0, len(every))
    assert "в журнал" in said


def refuse(store: Store, *_args: object, **_more: object) -> None:
    """Stand for a file that can only be read."""
    raise ReadOnly(store.path)


def test_a_vacancy_is_no_team_and_a_team_no_vacancy(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for about, code, told in (
        (About.CAMPAIGN, "2026-IV", "2026-IV — не вакансия."),
        (About.TEAM, "2026-H-001", "2026-H-001 — не оценка сотрудников."),
    ):
        for kind in (one.key for one in DOCUMENTS.values() if one.about is about):
            of = ["export", kind, str(folder / "demo.merilo"), "--cycle", code]
            assert main([*of, "--out", str(tmp_path)]) == 1
            said = capsys.readouterr()
            assert (said.out, said.err.startswith(told)) == ("", True)


def test_a_quarter_or_a_unit_that_is_none_is_told(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for wrong in ("2026-V", "IV", "2026"):
        with pytest.raises(SystemExit) as left:
            exported(folder, tmp_path, capsys, "--all", "--quarter", wrong)
        assert left.value.code == 2
        assert "квартал в виде 2026-IV\n" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main(["export", "profile", str(folder / "demo.merilo"), "--all", "--quarter", "2026-IV"])
    assert "--quarter: idp, adaptation" in capsys.readouterr().err
    status, made, err = exported(folder, tmp_path, capsys, "--all", "--unit", "нет такого")
    assert (status, made) == (1, [])
    assert "нет такого" in err


@pytest.mark.skipif(os.name == "nt", reason="a signal of POSIX")
def test_ctrl_c_stops_an_export_and_tells_what_was_written(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from desktop.office.papers import drawing

    write, asked = drawing.write, list[tuple[Any, ...]]()

    def interrupted(*arguments: Any) -> None:
        write(*arguments)
        asked.append(arguments)
        if len(asked) == 2:
            os.kill(os.getpid(), signal.SIGINT)

    monkeypatch.setattr(drawing, "write", interrupted)
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # a run in the background ignores it
    try:
        status, made, err = exported(folder, tmp_path, capsys, "--all")
        assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    finally:
        signal.signal(signal.SIGINT, before)
    assert status == 1
    assert len(made) == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(made)
    assert err.splitlines()[-1].startswith("Не начат")
