"""Who hires, and a vacancy that is open."""

import pytest

from db.file.store import Store
from domain.mark import Role
from tests.db import sample


@pytest.fixture
def hr(store: Store) -> int:
    """The specialist, at work."""
    me = sample.add(store, "Соколова", given="Анна", post="специалист", is_actor=True)
    store.act_as(me)
    return me


@pytest.fixture
def boss(store: Store) -> int:
    return sample.add(store, "Громов", given="Максим", post="руководитель")


@pytest.fixture
def expert(store: Store) -> int:
    return sample.add(store, "Орлов", post="эксперт")


@pytest.fixture
def cycle(store: Store, hr: int, boss: int) -> int:
    """A campaign assessed by both."""
    return sample.campaign(store, (hr, Role.HR), (boss, Role.MANAGER))
