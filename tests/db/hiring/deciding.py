"""A campaign whose candidates are rated and wait for a decision."""

from datetime import timedelta
from typing import Any

from db.assessing import cases
from db.file.store import Store
from db.hiring import campaigns, decisions
from db.hiring import hiring as hires
from domain.hiring.decision import Outcome
from domain.mark import Role, State
from tests.db import sample

ON = sample.TODAY
HIRED = ON + timedelta(days=7)
PROBATION = HIRED + timedelta(days=91)


class Campaign:
    """A campaign of two assessors with one candidate; both sheets are in, K01 lies apart."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.hr = sample.add(store, "Соколова", given="Анна", post="специалист", is_actor=True)
        self.boss = sample.add(store, "Громов", given="Максим", post="руководитель")
        self.cycle = sample.campaign(store, (self.hr, Role.HR), (self.boss, Role.MANAGER))
        self.person = sample.candidate(store, code="C-0041")
        self.case = store.write(campaigns.invite, self.cycle, self.person)
        self.apart = next(code for code in self.scope() if code.startswith("K"))
        self.hers = self.rate(self.case, self.hr, Role.HR, {self.apart: 4})
        self.his = self.rate(self.case, self.boss, Role.MANAGER, {self.apart: 1})
        store.act_as(self.hr)

    def scope(self) -> list[str]:
        store = self.store
        framework = sample.framework(store)
        found = store.read(campaigns.campaign, self.cycle)
        assert found.question_set is not None
        return [item.code for item in framework.items if item.code in found.question_set.items]

    def rate(
        self,
        case: int,
        who: int,
        role: Role,
        said: dict[str, int | State],
        rest: int = 2,
        submit: bool = True,
    ) -> int:
        self.store.act_as(who)
        marks: dict[str, int | State] = dict.fromkeys(self.scope(), rest)
        return sample.sheet(self.store, case, who, role, marks | said, submit=submit)

    def another(self, surname: str, *, rest: int = 2, **fields: Any) -> int:
        """Invite somebody else and let both hand in."""
        case = self.store.write(campaigns.invite, self.cycle, sample.candidate(self.store, surname, **fields))
        self.rate(case, self.hr, Role.HR, {}, rest)
        self.rate(case, self.boss, Role.MANAGER, {}, rest)
        self.store.act_as(self.hr)
        return case

    def settle_all(self) -> None:
        self.store.write(decisions.settle, self.case, self.apart, 3, "обсудили запись")

    def conclude(self, outcome: Outcome = Outcome.RECOMMEND, case: int | None = None, **more: Any) -> int:
        given: dict[str, Any] = {"on": ON} | more
        return self.store.write(decisions.conclude, case or self.case, outcome, "по фактам интервью", **given)

    def hire(self, case: int | None = None, **more: Any) -> int:
        given: dict[str, Any] = {
            "hired_on": HIRED,
            "unit_id": None,
            "manager_id": self.boss,
            "personnel_no": "0777",
            "post": "менеджер",
            "probation_ends_on": PROBATION,
        }
        return self.store.write(hires.hire, case or self.case, **(given | more))


def row(store: Store, case_id: int, code: str) -> Any:
    """Return what the result says of an item."""
    return store.read(cases.result, case_id, None, ON).score.row(code)
