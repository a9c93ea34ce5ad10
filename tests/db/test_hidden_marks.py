"""A lone colleague among the assessors: no read hands out what single assessors said (law 15).

The reads are those of ``test_blind_reads``, which has every function there is.
"""

import pytest

from db import evidence, sheets
from db.store import Store
from domain.errors import KeptApart, Refused
from domain.evidence import Evidence
from domain.mark import Mark, Role
from domain.result import Comment
from tests.db.test_blind_reads import HERS, OF_PLAN, READS, SECRET, Interview, answer, parts


def said_by_others(told: object) -> set[str]:
    """Return what single assessors said that is in an answer to the manager; notes of the diary apart."""
    found: set[str] = set()
    for part in parts(told):
        match part:
            case Mark() if part.level == HERS:
                found.add("mark")
            case Comment() if SECRET in part.text:
                found.add("comment")
            case Evidence() if part.sheet_id is not None and SECRET in part.text:
                found.add("fact")
            case _:
                pass
    return found


def told_to_manager(store: Store, name: str, at: Interview) -> object:
    """Return the answer of a read, nothing where it is refused: nobody was refused here, nothing planned."""
    try:
        return answer(store, name, at, at.manager)
    except Refused:
        return None


@pytest.mark.parametrize("third", [Role.PEER, Role.SUBORDINATE])
def test_beside_a_lone_colleague_nobody_s_marks_and_words_are_read(store: Store, third: Role) -> None:
    at = Interview(store, opened=False, third=third)
    at.hand_in(store)
    asked = [name for name in READS if name not in OF_PLAN and not name.startswith("sheets.drafts")]
    told = {name: said_by_others(told_to_manager(store, name, at)) for name in asked}
    assert {name: found for name, found in told.items() if found} == {}
    with pytest.raises(KeptApart):
        store.read(sheets.sheet, at.hers, at.manager)
    assert store.read(sheets.sheet, at.hers, at.hr).rows, "the own sheet stays one's own"
    own = store.read(evidence.of_person, at.person, at.hr)
    assert any(fact.sheet_id == at.hers for fact in own)


def test_beside_an_expert_they_are_read(store: Store) -> None:
    at = Interview(store, opened=False)
    at.hand_in(store)
    told = {
        name for name in READS if name not in OF_PLAN and said_by_others(told_to_manager(store, name, at))
    }
    assert {"cases.result", "decisions.decision", "evidence.of_person", "sheets.sheet"} <= told
