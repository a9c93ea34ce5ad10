"""A day told on paper is that of the place where it happened, wherever the paper is made (law 13)."""

import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from db.assessing import cases, people
from db.file.store import Store
from db.hiring import campaigns, decisions
from desktop.office.papers import documents, registry
from desktop.office.papers.document import About
from domain.hiring.decision import Outcome
from domain.mark import Role
from domain.progress import Progress
from tests.db import sample
from tests.desktop.conftest import PASSWORD
from tests.reports.reading import whole
from tests.zones import LOS_ANGELES, MOSCOW, VLADIVOSTOK, zone

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the zone of the process cannot be set here")

# Ten in the evening of 15.11 in Moscow: already 16.11 in Vladivostok.
EVENING = datetime(2026, 11, 15, 19, 0, tzinfo=UTC)
SAID = {
    registry.FILLED: ("сдан 15.11.2026", "Дата оценки 15.11.2026"),
    registry.PROFILE: ("15.11.2026", "Обсуждено 15.11.2026", "Оценка 15.11.2026"),
    registry.DECISION: ("15.11.2026", "Соколова, 15.11.2026"),
    registry.SUMMARY: ("15.11.2026",),
    registry.REQUIREMENTS: ("15.11.2026 № ", "Изменения после открытия 15.11.2026"),
    registry.REFUSAL: ("По заключению от 15.11.2026",),
}


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A campaign of one evening in Moscow: opened, assessed, talked over, concluded."""
    path = tmp_path_factory.mktemp("days") / "campaign.merilo"
    with zone(MOSCOW):
        store = Store.create(path, PASSWORD, clock=lambda: EVENING, fast=True).store
        hr = sample.add(store, "Соколова", code="E-0101", post="специалист", is_actor=True)
        head = sample.add(store, "Громов", code="E-0102", post="руководитель", is_actor=True)
        store.act_as(hr)
        cycle = sample.campaign(store, (hr, Role.HR), (head, Role.MANAGER), starts_on=None, ends_on=None)
        case = store.write(campaigns.invite, cycle, sample.candidate(store, code="C-0041"))
        for who, role, level in ((hr, Role.HR, 1), (head, Role.MANAGER, 3)):
            store.act_as(who)
            sample.sheet(store, case, who, role, {"S03": level}, submit=True)
        store.act_as(hr)
        store.write(decisions.settle, case, "S03", 1, "послушали запись")
        store.write(campaigns.change_requirements, cycle, "график сменный")
        store.write(decisions.conclude, case, Outcome.NOT_RECOMMEND, "ниже цели")
        store.close()
    return path


@pytest.mark.parametrize("place", [MOSCOW, VLADIVOSTOK, LOS_ANGELES, "UTC"])
def test_what_happened_in_moscow_on_the_fifteenth_is_printed_so_everywhere(
    file: Path, tmp_path: Path, place: str
) -> None:
    with zone(place):
        store = Store.open(file, PASSWORD)
        person = store.read(people.by_code, "C-0041").id
        hr = store.read(people.by_code, "E-0101").id
        case = store.read(cases.case_of, person, None)
        cycle = store.read(campaigns.campaigns)[0].cycle.id
        for kind, said in SAID.items():
            ids = [cycle if registry.DOCUMENTS[kind].about is About.CAMPAIGN else case]
            done = documents.export(
                store.read,
                kind,
                ids,
                ["pdf"],
                ["ru"],
                tmp_path,
                Progress(),
                hr,
                date(2026, 12, 1),
                processes=1,
            )
            assert not done.failed, kind
            for path in done.written:
                text = whole(path)
                assert "16.11.2026" not in text, kind
                for words in said:
                    assert words in text, (kind, words)
        store.close()
