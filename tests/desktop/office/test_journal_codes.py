"""Papers of record print the value of the event they tell: the same twice, and found again in the journal."""

import html
import re
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest

from db.file.store import Store
from db.journal import events
from db.people import organisation
from desktop.office.cli import cli_export
from desktop.office.cli.cli import main
from desktop.office.papers import documents, registry
from domain.plan_kinds import PlanKind
from domain.progress import Progress
from tests import prepared
from tests.reports.reading import whole

ON = date(2026, 11, 24)
CODE = re.compile(r"Код журнала: ((?:[0-9A-F]{4} ){5}[0-9A-F]{4})")


@pytest.fixture
def store(tmp_path: Path):
    prepared.demo(tmp_path / "demo.merilo")
    opened = Store.open(tmp_path / "demo.merilo")
    yield opened
    opened.close()


def written(
    store: Store, kind: str, ids: tuple[int, ...], folder: Path, formats: tuple[str, ...] = ("pdf",)
) -> list[Path]:
    made = documents.export(store.read, kind, ids, formats, ("ru",), folder, Progress(), None, ON)
    return list(made.written)


def text(path: Path) -> str:
    """Return the text of a PDF, or of all parts of a DOCX or XLSX."""
    if path.suffix == ".pdf":
        return whole(path)
    with ZipFile(path) as parts:
        content = [parts.read(name).decode() for name in parts.namelist() if name.endswith(".xml")]
    return html.unescape(re.sub("<[^>]*>", "", "".join(content)))


def test_each_paper_of_record_prints_the_code_of_its_event_and_the_same_one_next_time(
    store: Store, tmp_path: Path
) -> None:
    cases = cli_export.newest_cases(store, None)
    plans = cli_export.approved_plans(store, PlanKind.IDP)
    probations = cli_export.approved_plans(store, PlanKind.ADAPTATION)
    for kind, ids, act, formats in (
        (registry.DECISION, cases, "conclude", ("pdf",)),
        (registry.FILLED, cases[:3], "submit", ("pdf",)),
        (registry.IDP, plans[:2], "approve", ("pdf", "docx", "xlsx")),
        (registry.ADAPTATION, probations[:2], "approve", ("pdf", "xlsx")),
    ):
        first = {path.name: path.read_bytes() for path in written(store, kind, ids, tmp_path / "1", formats)}
        store.write(organisation.add_unit, f"Цех {kind}")  # the end of the journal moves
        paths = written(store, kind, ids, tmp_path / "2", formats)
        assert {path.name: path.read_bytes() for path in paths} == first
        told = {path.stem: set[str]() for path in paths}
        for path in paths:
            found = CODE.search(" ".join(text(path).split()))
            told[path.stem].add(found[1] if found else "")
        assert {len(one) for one in told.values()} == {1}, "each format has that of the others"
        codes = {code for one in told.values() for code in one if code}
        assert codes, kind
        assert kind == registry.DECISION or len(codes) == len(told), kind
        for code in codes:
            event = store.read(events.by_groups, code)
            assert event is not None and event.act == act


def test_the_command_tells_which_event_a_paper_is_about(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "ru_RU.UTF-8")
    (path, *_rest) = written(store, registry.FILLED, cli_export.newest_cases(store, None)[:1], tmp_path)
    found = CODE.search(" ".join(whole(path).split()))
    assert found is not None
    store.close()
    file = str(tmp_path / "demo.merilo")
    assert main(["check", file, "--paper", found[1].lower().replace(" ", "")]) == 0
    assert "Лист сдан" in capsys.readouterr().out
    assert main(["check", file, "--paper", "0000 0000 0000 0000 0000 0000"]) == 1
    assert "такого кода нет" in capsys.readouterr().out
    assert main(["check", file, "--paper", "нечто"]) == 1
    assert "24" in capsys.readouterr().out
