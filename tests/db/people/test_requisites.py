"""Document details: entered for all, changed for one kind, printed by that kind alone."""

from dataclasses import replace

import pytest
from sqlmodel import Session

from db.file.store import Store
from db.people import organisation, requisites
from db.people.requisites import USUAL
from domain.errors import TooLong
from domain.people.organisation import Organisation, Requisites

OF_ALL = Requisites(
    unit="Служба поддержки", confidentiality="Для служебного пользования", coded=True, logo=b"\x89PNG"
)


def printed(session: Session, kind: str) -> Organisation:
    with requisites.of_document(session, kind):
        return organisation.organisation(session)


def test_a_screen_reads_the_organisation_without_requisites(store: Store) -> None:
    store.write(requisites.keep, USUAL, OF_ALL)
    assert store.read(organisation.organisation).requisites is None


def test_every_document_prints_what_was_entered_for_all(store: Store) -> None:
    store.write(requisites.keep, USUAL, OF_ALL)
    assert store.read(printed, "order-model").more == OF_ALL


def test_one_kind_of_document_has_its_own_approver_and_the_rest_as_all(store: Store) -> None:
    known = store.read(organisation.organisation)
    store.write(organisation.describe, replace(known, approver_name="М.С. Громов", approver_post="Директор"))
    store.write(requisites.keep, USUAL, OF_ALL)
    store.write(requisites.keep, "order-model", Requisites(approver_name="Е.П. Фомина", coded=False))
    order, other = store.read(printed, "order-model"), store.read(printed, "profile")
    assert (order.approver_name, order.approver_post) == ("Е.П. Фомина", "Директор")
    assert order.more.coded is False and order.more.unit == "Служба поддержки"
    assert order.more.logo == OF_ALL.logo
    assert other.approver_name == "М.С. Громов" and other.more.coded is True


def test_emptied_requisites_of_one_kind_are_those_of_all_again(store: Store) -> None:
    store.write(requisites.keep, USUAL, OF_ALL)
    store.write(requisites.keep, "profile", Requisites(unit="Смена А"))
    store.write(requisites.keep, "profile", Requisites())
    assert set(store.read(requisites.entered)) == {USUAL}


def test_a_requisite_too_long_is_refused_and_the_others_stay(store: Store) -> None:
    store.write(requisites.keep, USUAL, replace(OF_ALL, unit="С" * 300))
    with pytest.raises(TooLong) as refused:
        store.write(requisites.keep, USUAL, replace(OF_ALL, unit="С" * 301))
    assert (refused.value.field, refused.value.limit) == ("unit", 300)
    assert store.read(requisites.entered)[USUAL].unit == "С" * 300


@pytest.mark.parametrize("value", ["", "[]", "{", '{"": 3}', '{"": {"unit": 5, "coded": "yes"}}'])
def test_what_another_program_wrote_there_hinders_no_document(store: Store, value: str) -> None:
    store.write(organisation.keep_setting, requisites.SETTING, value)
    store.write(organisation.keep_setting, requisites.LOGO, value)
    assert store.read(printed, "profile").more == Requisites()
