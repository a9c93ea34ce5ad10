"""Nothing that somebody typed leads out of the folder that was chosen for packets."""

import base64
import uuid
from pathlib import Path

import pytest

from db.assessing import people
from db.exchange import sent_results
from db.hiring import campaigns
from desktop.office.exchange import carrying, sending
from domain.exchange.packet import SentPerson, SentResult
from domain.people.person import PersonKind
from reports.paper.atomic import free_name
from tests.db import sample
from tests.desktop.office.exchange.places import Exchange

CODES = ("../../вон", "C:\\вон", "/etc/вон", "a\0b", "..", "NUL", "ж" * 120, "а/б\nв")


@pytest.fixture
def at(tmp_path: Path):
    found = Exchange(tmp_path)
    yield found
    found.close()


def test_a_packet_is_a_new_file_in_the_folder_and_nowhere_else(at: Exchange) -> None:
    folder = at.folder / "пакеты"
    folder.mkdir()
    there: set[Path] = set()
    for code in CODES:
        person = sample.candidate(at.hr.store, "Зимина", code=code)
        case = at.hr.store.write(campaigns.invite, at.cycle, person)
        written = sending.write(at.hr.store, folder, *sending.invite(at.hr.store, case))
        assert len(written) == 2 and not there & set(written)
        there |= set(written)
        assert set(folder.iterdir()) == there, code
        assert all(one.parent == folder and not one.is_symlink() for one in written)
        assert all(len(one.name.encode()) <= 255 for one in written)


def test_an_invitation_bears_the_surname_of_its_assessor_only_where_that_is_wanted(at: Exchange) -> None:
    store = at.hr.store
    rated, *codes = (store.read(people.person, one).code for one in (at.person, *at.seats))
    start = f"Приглашение-к-оценке-{rated}"
    by_code = sending.invite(store, at.case)
    assert [one.name for one in by_code] == [f"{start}-{code}.merilo-packet" for code in codes]
    named = sending.invite(store, at.case, surnames=True)
    assert [one.name for one in named] == [
        f"{start}-{surname}-{code}.merilo-packet"
        for surname, code in zip(("Громов", "Орлов"), codes, strict=True)
    ]


def test_a_link_of_that_name_is_not_followed(at: Exchange) -> None:
    folder, outside = at.folder / "пакеты", at.folder / "чужой"
    folder.mkdir()
    first, _second = made = sending.invite(at.hr.store, at.case)
    (folder / first.name).symlink_to(outside)
    written = sending.write(at.hr.store, folder, *made)
    assert not outside.exists() and written[0].name != first.name
    assert free_name(folder / first.name) != folder / first.name


@pytest.mark.parametrize("code", CODES)
def test_a_paper_that_came_is_a_new_file_in_the_folder_whatever_it_calls_itself(
    at: Exchange, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    folder, body = at.folder / "документы", base64.b64encode(b"%PDF-1.7").decode()
    folder.mkdir()
    person = SentPerson(str(uuid.UUID(int=1)), code, PersonKind.CANDIDATE, "Зимина", "", "")
    told = SentResult(str(uuid.UUID(int=2)), person, "", code, sample.TODAY, body)
    monkeypatch.setattr(sent_results, "kept", lambda _session, _uid: told)
    path = carrying.paper(at.hr.store, "", folder)
    assert list(folder.iterdir()) == [path] and path.suffix == ".pdf" and len(path.name.encode()) <= 255
    assert not set(path.name) & set("/\\:\n\0")
