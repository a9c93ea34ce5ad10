"""What must not come in, one row a case: the reason, a sentence in both languages, and nothing is written."""

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from db import models
from db.exchange import envelope
from db.exchange import keys as ledger
from db.hiring import campaigns, releasing
from db.people import erasing
from desktop.office.exchange import opening, sending
from desktop.office.sentences import sentence
from domain.assessing.answer_form import Altered, OlderEdition
from domain.errors import Refused
from domain.exchange.refusal import AlreadySealed, NotAccepted, Why
from domain.mark import Role
from domain.people.erasure import Order
from domain.progress import Progress
from reports.words.refusals import NOTHING
from resources.i18n import words
from tests.db import sample
from tests.desktop.office.exchange.devices import Schedule

NOWHERE = "00000000-0000-0000-0000-00000000000a"


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Schedule]:
    schedule = Schedule(tmp_path, random.Random(9))
    schedule.begin()
    schedule.invite()
    for letter in schedule.post.letters:
        schedule.bring(letter)
    yield schedule
    schedule.close()


def case_of(at: Schedule) -> str:
    (case,) = at.cases
    return case


def person_of(at: Schedule) -> int:
    return at.hr.store.read(lambda session: session.get_one(models.Case, at.cases[case_of(at)]).person_id)


def sheet(at: Schedule, number: int = 0) -> bytes:
    """Return a packet with the sealed sheet of an assessor."""
    at.submit(number, case_of(at))
    at.seal(number, case_of(at))
    return at.post.letters[-1].data


def for_somebody_else(at: Schedule) -> bytes:
    return at.post.letters[0].data


def of_another_organisation(at: Schedule) -> bytes:
    packet = at.hr.opened(sheet(at))
    top = replace(packet.head, organisation=NOWHERE)
    return envelope.sealed(top, packet.content, at.assessors[0].keys)


def of_a_newer_schema(at: Schedule) -> bytes:
    packet = at.hr.opened(sheet(at))
    return envelope.sealed(replace(packet.head, format=99), packet.content, at.assessors[0].keys)


def of_an_erased_person(at: Schedule) -> bytes:
    data = sheet(at)
    at.hr.store.write(erasing.erase, Order(person_of(at), "отзыв согласия", "Стёртый кандидат"))
    return data


def a_second_sheet(at: Schedule) -> bytes:
    at.hr.take(sheet(at))
    return sheet(at)


def of_a_case_that_was_decided(at: Schedule) -> bytes:
    data = sheet(at)
    at.hr.store.write(campaigns.withdraw, at.cases[case_of(at)], "передумал", sample.TODAY)
    return data


def of_an_assessor_withdrawn_since(at: Schedule) -> bytes:
    data = sheet(at)
    at.hr.store.write(releasing.take_off, at.cases[case_of(at)], at.seats[0])
    return data


def of_an_earlier_deal(at: Schedule) -> bytes:
    data = sheet(at)
    at.invite()
    return data


def of_a_withdrawn_key(at: Schedule) -> bytes:
    data = sheet(at)
    (known,) = [one for one in at.hr.store.read(ledger.known) if one.person_id == at.seats[0]]
    at.hr.store.write(ledger.withdraw, known.id)
    return data


def no_packet(_at: Schedule) -> bytes:
    return b"PK\3\4"


def cut_off(at: Schedule) -> bytes:
    return sheet(at)[:-100]


PACKETS: dict[Callable[[Schedule], bytes], tuple[Why, str]] = {
    for_somebody_else: (Why.FOR_ANOTHER, "для другого файла"),
    of_another_organisation: (Why.OTHER_ORGANISATION, "другой организации"),
    of_a_newer_schema: (Why.NEWER, "новой версией"),
    of_an_erased_person: (Why.ERASED, "удалены"),
    a_second_sheet: (Why.SECOND_SHEET, "уже сдал"),
    of_a_case_that_was_decided: (Why.DECIDED, "завершена"),
    of_an_assessor_withdrawn_since: (Why.NOT_INVITED, "нет среди"),
    of_an_earlier_deal: (Why.WRONG_SHARE, "ключ"),
    of_a_withdrawn_key: (Why.UNKNOWN_SIGNER, "ключ"),
    no_packet: (Why.NO_PACKET, "не пакет"),
    cut_off: (Why.DAMAGED, "повреждён"),
}


@pytest.mark.parametrize("case", PACKETS, ids=lambda case: case.__name__)
def test_a_packet_that_must_not_come_in_is_refused_in_words(
    at: Schedule, case: Callable[[Schedule], bytes]
) -> None:
    why, part = PACKETS[case]
    data = case(at)
    before = at.hr.everything()
    with pytest.raises(NotAccepted) as refused:
        at.hr.take(data)
    assert refused.value.why is why
    assert at.hr.everything() == before
    said(refused.value, part)


def test_an_assessor_added_after_a_sheet_is_back_gets_no_invitation_and_it_is_said_what_to_do(
    at: Schedule,
) -> None:
    at.hr.take(sheet(at))
    third = sample.add(at.hr.store, "Зимина", is_actor=True)
    at.hr.store.write(campaigns.assign, at.cases[case_of(at)], third, Role.HR)
    with pytest.raises(AlreadySealed) as refused:
        sending.invite(at.hr.store, at.cases[case_of(at)], without=at.seats)
    said(refused.value, "уже")
    assert at.hr.take(sheet(at, 1)).opened == 0, "the third sheet is awaited, and is made here"
    assert opening.released(at.hr.store, at.cases[case_of(at)], third, Progress()).done.opened == 2


@pytest.mark.parametrize(("error", "part"), [(OlderEdition(), "редакц"), (Altered((3,)), "форм")])
def test_a_form_that_must_not_come_in_is_refused_in_words(error: Refused, part: str) -> None:
    """That they are refused, and nothing is written, is shown in ``tests/db/assessing/test_answer_forms``."""
    said(error, part)


def said(error: Refused, part: str) -> None:
    """It says what, that nothing was written, and what to do, in both languages."""
    russian, english = (sentence(error, words(language)) for language in ("ru", "en"))
    assert part in russian.what.lower()
    for one, language in ((russian, "ru"), (english, "en")):
        assert one.what and one.todo
        assert one.safe == words(language).gettext(NOTHING)
    assert russian.what != english.what and russian.todo != english.todo
