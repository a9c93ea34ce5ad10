"""For whom the command line makes documents: a blind case stays blind, also if somebody opened it early."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from db.assessing import cases, people
from db.file.store import Store
from desktop.office.cli.cli import main
from desktop.office.papers import registry
from desktop.office.papers.document import About
from desktop.office.papers.registry import (
    DOCUMENTS,
)
from tests import prepared
from tests.db.interview import HERS, SECRET, Interview
from tests.desktop.office.test_hidden_marks import texts
from tests.reports.reading import whole

# Nothing that anybody marked stands on these, and they are made while a case is blind.
WITHOUT_MARKS = {one for one in DOCUMENTS if DOCUMENTS[one].blank} | {
    registry.REQUIREMENTS,
    registry.FORM,
    registry.JOB_DESCRIPTION,
}


@pytest.fixture(autouse=True)
def russian(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "ru_RU.UTF-8")
    monkeypatch.delenv("MERILO_PASSWORD", raising=False)


class Opened:
    """An interview that HR opened early: the manager and the expert are still out."""

    def __init__(self, path: Path) -> None:
        self.path = path
        store = Store.open(prepared.empty(path))
        self.at = Interview(store, opened=False)
        store.act_as(self.at.hr)
        store.write(cases.open_early, self.at.case, "болеет")
        store.close()


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opened]:
    yield Opened(tmp_path / "interview.merilo")


def export(opened: Opened, kind: str, out: Path, *more: str) -> tuple[int, list[Path]]:
    about = registry.DOCUMENTS[kind].about
    whom = ["--all"] if about in (About.CAMPAIGN, About.TEAM, About.MODEL) else ["--person", "C-0041"]
    if about is About.CASE:
        whom += ["--cycle", "2026-H-001"]
    status = main(
        ["export", kind, str(opened.path), *whom, *more, "--out", str(out), "--today", "2026-11-24"]
    )
    return status, sorted(out.glob("*")) if out.exists() else []


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_without_a_name_nothing_of_a_case_goes_out_that_is_blind_for_somebody(
    opened: Opened, tmp_path: Path, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    status, made = export(opened, kind, tmp_path / "out")
    assert (status == 0) >= (kind in WITHOUT_MARKS)
    told = capsys.readouterr().err
    if kind in (registry.PROFILE, registry.RESULT, registry.DECISION, registry.SUMMARY, registry.FILLED):
        assert made == []
        assert "Громов" in told and "Орлов" in told, "who is awaited"
        assert "--as" in told, "what to do"
    for path in made:
        assert SECRET not in texts(path), path.name


def test_in_the_name_of_who_handed_in_it_is_what_the_window_makes(opened: Opened, tmp_path: Path) -> None:
    at = opened.at
    store = Store.open(opened.path)
    hr, manager = (store.read(people.person, one).code for one in (at.hr, at.manager))
    store.close()
    for kind in (registry.PROFILE, registry.DECISION, registry.SUMMARY):
        status, made = export(opened, kind, tmp_path / kind, "--as", hr, "--format", "pdf")
        assert status == 0
        assert "Листы смотрели раньше, чем сдали все: Соколова" in whole(made[0])
        assert "болеет" in whole(made[0])
        status, made = export(opened, kind, tmp_path / f"{kind}-his", "--as", manager, "--format", "pdf")
        assert (status, made) == (1, [])
    status, made = export(opened, registry.COMPARISON, tmp_path / "all", "--as", hr)
    papers = [whole(path) for path in made if path.suffix == ".pdf"]
    assert status == 0 and any("Листы смотрели раньше" in told for told in papers)
    status, made = export(opened, registry.COMPARISON, tmp_path / "none")
    assert all("Лебедева" not in whole(one).split("Порядок")[-1] for one in made if one.suffix == ".pdf")
    status, made = export(opened, registry.RESULT, tmp_path / "json", "--as", hr)
    told = made[0].read_text("utf-8")
    assert '"opened_early": {' in told and f'"level": {HERS}' in told


def test_a_wrong_name_is_told(opened: Opened, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for code, told in (("E-9999", "Человека с кодом E-9999 нет"), ("C-0041", "C-0041 — кандидат")):
        assert export(opened, "profile", tmp_path / "out", "--as", code) == (1, [])
        assert told in capsys.readouterr().err
