"""A vacancy of the tests."""

from db.assessing import cases, people
from db.file.store import Store
from domain.mark import Role
from tests.db import sample

ON = sample.TODAY


def line(store: Store, case_id: int) -> people.CaseLine:
    """Return the case as lists show it."""
    return store.read(cases.running, case_id)[1]


def hand_in(store: Store, case_id: int, assessor: int, role: Role, level: int = 2) -> int:
    """Let the assessor fill a sheet and hand it in, with the same person at work afterwards."""
    store.act_as(assessor)
    return sample.sheet(store, case_id, assessor, role, level)
