"""The organisation is described, its units and settings are kept."""

from dataclasses import replace

import pytest

from db.file.store import Store
from db.people import organisation
from domain.errors import Missing, Taken, TooLong, Unknown


def test_a_new_file_has_an_organisation_without_a_name(store: Store) -> None:
    found = store.read(organisation.organisation)
    assert (found.full_name, found.language) == ("", "ru")
    assert len(found.uid) == 36


def test_requisites_are_kept_and_the_identity_stays(store: Store) -> None:
    before = store.read(organisation.organisation)
    told = replace(before, uid="", full_name=" ООО «Северный контакт» ", city="г. Архангельск", language="en")
    store.write(organisation.describe, told)
    found = store.read(organisation.organisation)
    assert found == replace(told, uid=before.uid, full_name="ООО «Северный контакт»")


def test_a_requisite_too_long_is_refused_and_the_rest_stays(store: Store) -> None:
    before = store.read(organisation.organisation)
    with pytest.raises(TooLong) as refused:
        store.write(organisation.describe, replace(before, city="г" * 301))
    assert (refused.value.field, refused.value.limit) == ("city", 300)
    assert store.read(organisation.organisation) == before


def test_units_stand_in_the_order_they_were_made(store: Store) -> None:
    service = store.write(organisation.add_unit, "Служба поддержки")
    store.write(organisation.add_unit, " Смена А ", service)
    names = [(unit.name, unit.parent_id) for unit in store.read(organisation.units)]
    assert names == [("Служба поддержки", None), ("Смена А", service)]


def test_a_unit_needs_a_name_of_its_own(store: Store) -> None:
    first = store.write(organisation.add_unit, "Чат")
    store.write(organisation.add_unit, "Чат", first)
    with pytest.raises(Taken):
        store.write(organisation.add_unit, "Чат")
    with pytest.raises(Missing):
        store.write(organisation.add_unit, " ")
    with pytest.raises(TooLong):
        store.write(organisation.add_unit, "Ч" * 301)
    with pytest.raises(Unknown):
        store.write(organisation.add_unit, "Почта", 99)


def test_a_setting_is_kept_and_kept_anew(store: Store) -> None:
    assert store.read(organisation.setting, "carry") is None
    for value in ("4", "2"):
        store.write(organisation.keep_setting, "carry", value)
        assert store.read(organisation.setting, "carry") == value
