"""Units are kept by a person: renamed, moved, made one; nothing of people or cycles is lost with them."""

import pytest

from db.assessing import merging, people
from db.file.store import Store
from db.people import organisation, units
from domain.errors import Impossible, InUse, Missing, Taken, Unknown
from tests.db import sample


def outline(store: Store) -> list[tuple[int, str, int]]:
    return [(one.depth, one.unit.name, one.people) for one in store.read(units.outline)]


@pytest.fixture
def known(store: Store) -> dict[str, int]:
    """A service with two shifts, and a chat beside it; somebody is in shift A and in the chat."""
    service = store.write(organisation.add_unit, "Служба")
    made = {"service": service, "b": store.write(organisation.add_unit, "Смена Б", service)}
    made |= {"a": store.write(organisation.add_unit, "Смена А", service)}
    made |= {"chat": store.write(organisation.add_unit, "Чат")}
    sample.add(store, "Белов", unit_id=made["a"])
    sample.add(store, "Фёдоров", unit_id=made["chat"])
    return made


def test_units_stand_below_one_another_with_their_people(store: Store, known: dict[str, int]) -> None:
    assert outline(store) == [(0, "Служба", 0), (1, "Смена А", 1), (1, "Смена Б", 0), (0, "Чат", 1)]
    assert sample.count(store, units.outline) == 3


def test_a_unit_gets_another_name(store: Store, known: dict[str, int]) -> None:
    place = known["a"], known["service"]
    rename(store, *place, " Первая смена ")
    assert store.read(people.by_code, "E-0001").unit == "Первая смена"
    with pytest.raises(Taken):
        rename(store, *place, "смена б")
    with pytest.raises(Missing):
        rename(store, *place, " ")
    with pytest.raises(Unknown):
        rename(store, 99, None, "Х")
    rename(store, *place, "ПЕРВАЯ СМЕНА")  # its own name in other letters


def rename(store: Store, unit_id: int, parent_id: int | None, name: str) -> None:
    store.write(units.change, unit_id, name, parent_id)


def test_a_unit_is_moved_but_never_below_itself(store: Store, known: dict[str, int]) -> None:
    store.write(units.change, known["chat"], "Чат", known["a"])
    assert outline(store)[2] == (2, "Чат", 1)
    for below in ("service", "a", "chat"):
        with pytest.raises(Impossible):
            store.write(units.change, known["service"], "Служба", known[below])
    with pytest.raises(Unknown):
        store.write(units.change, known["chat"], "Чат", 99)
    store.write(units.change, known["chat"], "Чат", None)
    assert outline(store)[-1] == (0, "Чат", 1)


def test_two_units_become_one_with_all_that_is_in_them(store: Store, known: dict[str, int]) -> None:
    store.write(units.merge, known["service"], known["chat"])
    assert outline(store) == [(0, "Чат", 1), (1, "Смена А", 1), (1, "Смена Б", 0)]
    store.write(units.merge, known["a"], known["chat"])
    assert outline(store) == [(0, "Чат", 2), (1, "Смена Б", 0)]
    assert store.read(people.by_code, "E-0001").unit == "Чат"
    event = sample.last_event(store)
    assert (event.act, event.subject_id) == ("merge", known["chat"])
    assert event.data == {"unit": known["a"], "people": 1}
    assert store.checkup() == ()


def test_a_unit_is_never_made_a_part_of_what_is_below_it(store: Store, known: dict[str, int]) -> None:
    for into in ("service", "a"):
        with pytest.raises(Impossible):
            store.write(units.merge, known["service"], known[into])
    assert len(outline(store)) == 4


def test_only_an_empty_unit_goes_away(store: Store, known: dict[str, int]) -> None:
    with pytest.raises(InUse) as caught:
        store.write(units.remove, known["service"])
    assert (caught.value.people, caught.value.units, caught.value.cycles) == (0, 2, 0)
    with pytest.raises(InUse):
        store.write(units.remove, known["a"])
    store.write(units.remove, known["b"])
    assert outline(store) == [(0, "Служба", 0), (1, "Смена А", 1), (0, "Чат", 1)]


def test_who_became_a_part_of_somebody_holds_no_unit(store: Store, known: dict[str, int]) -> None:
    other = sample.add(store, "Белов", unit_id=known["b"])
    store.write(merging.merge, store.read(people.by_code, "E-0001").id, other)
    store.write(units.remove, known["b"])
    assert "Смена Б" not in [name for _depth, name, _people in outline(store)]


def test_name_and_place_are_changed_in_one_act_or_not_at_all(store: Store, known: dict[str, int]) -> None:
    store.write(units.change, known["a"], "Первая", None)
    assert outline(store)[0] == (0, "Первая", 1)
    with pytest.raises(Taken):
        store.write(units.change, known["a"], "смена б", known["service"])
    assert outline(store)[0] == (0, "Первая", 1)
