"""An interview of which one assessor has handed in and another not."""

from db.assessing import case_drafts, cases
from db.assessing.facts import evidence
from db.assessing.sheet import answer_forms, sheets
from db.development import plans
from db.file.store import Store
from db.hiring import campaigns, decisions, refusals
from db.people import form_drafts
from domain.assessing.evidence import Polarity
from domain.assessing.sheet_number import sheet_number
from domain.hiring.decision import Outcome
from domain.mark import Role
from domain.period import next_quarter
from tests.db import sample

ON = sample.TODAY
PERIOD = next_quarter(ON)
SECRET = "о чём никто не знает"
HERS, HIS = 4, 1  # the levels that the two give to everything


class Interview:
    """HR is in with the level 4 for all; the manager has a draft of ones, the expert has not begun.

    With *opened*, HR has opened the case early and gone on to settle, to conclude, to plan, to refuse.
    """

    def __init__(self, store: Store, *, opened: bool, third: Role = Role.EXPERT) -> None:
        self.third = third
        self.hr = sample.add(store, "Соколова", is_actor=True)
        self.manager = sample.add(store, "Громов", is_actor=True)
        self.expert = sample.add(store, "Орлов", is_actor=True)
        store.act_as(self.hr)
        self.cycle = sample.campaign(
            store, (self.hr, Role.HR), (self.manager, Role.MANAGER), (self.expert, third)
        )
        self.key = sample.framework(store).item("K01").key
        self.person = sample.candidate(store, code="C-0041")
        self.other = sample.case(store, self.person)  # of which nothing is in
        self.case = store.write(campaigns.invite, self.cycle, self.person)
        self.hers = sample.sheet(store, self.case, self.hr, Role.HR, HERS, submit=False)
        self.number = sheet_number(store.read(sheets.sheet, self.hers, self.hr).uid)
        store.write(sheets.comment, self.hers, 1, SECRET)
        store.write(evidence.note, self.person, [1], SECRET, Polarity.FOR, ON, sheet_id=self.hers)
        store.write(sheets.submit, self.hers)
        store.write(evidence.note, self.person, [2], SECRET, Polarity.AGAINST, ON)
        store.act_as(self.manager)
        self.his = sample.sheet(store, self.case, self.manager, Role.MANAGER, HIS, submit=False)
        store.act_as(self.hr)  # who hands forms out; nobody hands one to oneself while others are awaited
        forms = {one.sheet.id: one for one in store.read(answer_forms.papers, self.case, ON)}
        self.form = dict(enumerate(forms[self.his].rows.values()))
        self.plan = 0
        if opened:
            store.write(cases.open_early, self.case, "болеет")
            self.decide(store)

    def hand_in(self, store: Store) -> None:
        """Let the two who are out hand in, so that everything may be seen."""
        store.act_as(self.manager)
        store.write(sheets.submit, self.his)
        store.act_as(self.expert)
        sample.sheet(store, self.case, self.expert, self.third, HERS)

    def decide(self, store: Store) -> None:
        """Let HR settle a gap, plan, put a refusal into words, and conclude to go on."""
        store.act_as(self.hr)
        store.write(case_drafts.keep, self.case, "reasons", SECRET)
        store.write(form_drafts.keep, "Refusal", "case", {"text0": SECRET})
        store.write(decisions.settle, self.case, "K01", 0, SECRET)
        self.plan = store.write(plans.make, self.case, self.hr, PERIOD, ON)
        store.write(refusals.choose_another, self.case, "опыт")
        store.write(refusals.keep, self.case, SECRET, ON)
        store.write(decisions.conclude, self.case, Outcome.CONTINUE, SECRET, on=ON)
