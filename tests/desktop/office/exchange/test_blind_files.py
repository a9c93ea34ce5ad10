"""What a file holds of sheets that are still sealed: no mark, no word of them, and no way to the key."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlmodel import Session, SQLModel, select

from db import models
from db.assessing.sheet import sheets
from db.exchange import keys as ledger
from desktop.office.exchange import sending
from domain.exchange.packet import Invitation, KeptShares
from domain.exchange.refusal import SharesMissing
from domain.exchange.share import Share, together
from domain.mark import Mark
from tests import prepared
from tests.db import sample
from tests.desktop.office.exchange.devices import ROLES, Device, Schedule

WORDS = "кодоваяпометка"


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Schedule]:
    schedule = Schedule(tmp_path, random.Random(8))
    schedule.begin()
    schedule.invite()
    for letter in schedule.post.letters:
        schedule.bring(letter)
    yield schedule
    schedule.close()


def values(device: Device) -> list[bytes]:
    """Return each value of each row of the decrypted file, as bytes."""

    def read(session: Session) -> list[bytes]:
        found: list[bytes] = []
        for table in SQLModel.metadata.sorted_tables:
            for row in session.connection().exec_driver_sql(f'SELECT * FROM "{table.name}"'):
                found += [one if isinstance(one, bytes) else str(one).encode() for one in row]
        return found

    return device.store.read(read)


def holds(device: Device, what: bytes) -> bool:
    """Return whether these bytes, or their digits, stand anywhere in the file."""
    return any(what in one or what.hex().encode() in one.lower() for one in values(device))


def rated(at: Schedule, number: int, case: str) -> None:
    """Submit a sheet with words that are found again, and bring it sealed."""
    one = at.assessors[number]
    case_id = one.case_id(case)
    assert case_id is not None
    sheet_id = one.store.write(sheets.open_sheet, case_id, one.me, ROLES[number])
    item = one.store.read(sheets.sheet, sheet_id, one.me).rows[0].item.id
    one.store.write(sheets.rate, sheet_id, item, Mark.rated(4))
    one.store.write(sheets.comment, sheet_id, item, f"{WORDS} {number}")
    at.submit(number, case)
    assert holds(one, WORDS.encode()), "it would be found"
    at.seal(number, case)
    at.bring(at.post.letters[-1])


def test_a_sealed_sheet_leaves_neither_marks_nor_words_in_the_file_until_all_are_in(at: Schedule) -> None:
    (case,) = at.cases
    marks = select(models.Mark.sheet_id)
    rated(at, 0, case)
    assert not holds(at.hr, WORDS.encode())
    assert at.hr.store.read(lambda session: session.exec(marks).all()) == []
    rated(at, 1, case)
    assert holds(at.hr, WORDS.encode())
    assert set(at.hr.store.read(lambda session: session.exec(select(models.Sheet.id)).all())) == {1, 2}


def test_the_file_that_deals_keeps_no_share_and_no_key(at: Schedule) -> None:
    keeper = Device(prepared.empty(at.hr.store.path.with_name("keeper.merilo")), "Белова")
    person = sample.add(at.hr.store, "Белова")
    at.hr.knows(keeper, person)
    keeper.knows(at.hr, sample.add(keeper.store, "Соколова"))
    (case,) = at.cases
    before = at.hr.store.read(ledger.own)
    assert before is not None
    made = sending.invite(at.hr.store, at.cases[case], person)
    at.hr.store.write(made[0].sent.act, **made[0].sent.told)
    invited = [at.assessors[number].opened(made[number].data).content for number in (0, 1)]
    shares: list[Share] = []
    for one in invited:
        assert isinstance(one, Invitation)
        shares.append(one.share)
    kept = keeper.opened(made[2].data).content
    assert isinstance(kept, KeptShares) and list(kept.shares) == shares
    secret = together(shares)
    assert secret.startswith(b"AGE-SECRET-KEY-") and not holds(at.hr, secret)
    for share in shares:
        assert not holds(at.hr, bytes.fromhex(share.body))
        with pytest.raises(SharesMissing):
            together([share])
    own = before.sealing.encode()
    assert holds(at.hr, own) and own != secret, "a key that is kept is found"
    keeper.store.close()


def test_with_some_sheets_in_the_file_has_their_shares_and_no_others(at: Schedule) -> None:
    (case,) = at.cases
    of_others = [
        one.opened(letter.data).content for one, letter in zip(at.assessors, at.post.letters, strict=False)
    ]
    rated(at, 0, case)
    bodies = [bytes.fromhex(one.share.body) for one in of_others if isinstance(one, Invitation)]
    assert [holds(at.hr, one) for one in bodies] == [True, False]
