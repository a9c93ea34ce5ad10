"""A vacancy says what is critical, and each assessor is asked for facts about it, in whichever file."""

from dataclasses import replace

from sqlmodel import select

from db import models
from db.assessing.sheet import sheets
from db.exchange import travels
from db.file.store import Store
from db.framework import frameworks
from db.hiring import campaigns
from domain.exchange.packet import CaseToGo
from domain.framework.profile import Target
from domain.mark import Mark, Role
from domain.text import Text
from tests.db import sample
from tests.db.conftest import Another
from tests.db.exchange import test_sealed_sheets as sealed
from tests.db.exchange import test_travels as along
from tests.db.exchange.test_sealed_sheets import Place, place

WHY = Text("без этого нельзя работать")


def turned(store: Store) -> dict[str, Target]:
    """Return the targets of a vacancy for which another item is critical, and one of the model's is not."""
    targets = sample.profile(store).targets
    asked = store.read(frameworks.question_set, sample.set_id(store)).items
    usual = next(code for code, one in targets.items() if not one.critical and code in asked)
    critical = next(code for code, one in targets.items() if one.critical)
    return {
        usual: replace(targets[usual], critical=True, critical_reason=WHY),
        critical: replace(targets[critical], critical=False, critical_reason=WHY, own_floor=None),
    }


def invited(store: Store, another: Another) -> sealed.Round:
    """Return a case of such a vacancy, to which two assessors are invited in files of their own."""
    hr, first, second = place(store, "Соколова"), place(another(), "Громов"), place(another(), "Орлов")
    return sealed.Round(hr, first, second, targets=turned(store))


def criticals(at: Place, sheet_id: int) -> set[str]:
    """Return the codes of what this sheet shows as critical."""
    rows = at.store.read(sheets.sheet, sheet_id, at.me).rows
    return {one.item.code for one in rows if one.in_scope and one.critical}


def test_whoever_is_invited_by_packet_is_asked_for_the_facts_that_the_vacancy_asks_for(
    store: Store, another: Another
) -> None:
    targets = turned(store)
    at = invited(store, another)
    (first, _second), hr = at.assessors, at.hr
    case_id = sealed.take(first, at.invitations[0])
    assert case_id is not None
    sheet_id = first.store.write(sheets.open_sheet, case_id, first.me, Role.MANAGER)
    here = store.write(sheets.open_sheet, at.case, at.seats[0], Role.MANAGER)
    store.act_as(at.seats[0])
    asked = criticals(Place(store, hr.keys, at.seats[0]), here)
    assert criticals(first, sheet_id) == asked
    assert {code for code, one in targets.items() if one.critical} <= asked
    assert asked.isdisjoint(code for code, one in targets.items() if not one.critical)

    code = next(code for code, one in targets.items() if one.critical)
    item = next(
        one.item for one in first.store.read(sheets.sheet, sheet_id, first.me).rows if one.item.code == code
    )
    first.store.write(sheets.rate, sheet_id, item.id, Mark.rated(3))
    wanting = first.store.read(sheets.sheet, sheet_id, first.me).without_fact
    assert [one.item.code for one in wanting] == [code]


def test_dealt_again_an_invitation_finds_the_case_with_its_critical_items(
    store: Store, another: Another
) -> None:
    at = invited(store, another)
    first, _second = at.assessors
    case_id = sealed.take(first, at.invitations[0])
    assert sealed.take(first, at.deal()[0]) == case_id
    assert sealed.take(first, at.deal()[0]) == case_id


def test_candidates_of_one_vacancy_share_its_targets_in_the_other_file_too(
    store: Store, another: Another
) -> None:
    at = invited(store, another)
    first, _second = at.assessors
    cases_there = [sealed.take(first, at.invitations[0])]
    cycle = store.read(lambda session: session.get_one(models.Case, at.case).cycle_id)
    at.case = store.write(campaigns.invite, cycle, sample.candidate(store, "Уткина"))
    cases_there.append(sealed.take(first, at.deal()[0]))
    held = first.store.read(
        lambda session: dict(session.exec(select(models.Case.id, models.Case.profile_id)).all())
    )
    assert [*held] == cases_there
    assert len({*held.values()}) == 1 and sample.profile(first.store).id not in held.values()


def test_a_case_taken_along_keeps_what_the_vacancy_asks_for(store: Store, another: Another) -> None:
    home, laptop = place(store, "Громов"), place(another(), "Громов")
    road = along.Road(home, laptop, targets=turned(store))
    at_home = criticals(home, road.sheet)
    along.take(laptop, road.go())
    assert criticals(laptop, road.sheet_there) == at_home


def test_of_an_older_packet_the_model_says_what_is_critical(store: Store, another: Another) -> None:
    home, laptop = place(store, "Громов"), place(another(), "Громов")
    road = along.Road(home, laptop, targets=turned(store))
    packet = along.opened(laptop, road.go())
    assert isinstance(packet.content, CaseToGo)
    older = replace(packet, content=replace(packet.content, critical=None))
    laptop.store.write(travels.take, older, "ab" * 32, None)
    usual = {code for code, one in sample.profile(laptop.store).targets.items() if one.critical}
    assert criticals(laptop, road.sheet_there) <= usual
