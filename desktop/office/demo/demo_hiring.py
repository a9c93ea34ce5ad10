"""The demo's campaign: one candidate decided on, one awaiting a decision, one with a sheet half done."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from db.assessing import people
from db.assessing.talk import probes
from db.framework import frameworks
from db.hiring import campaigns, decisions
from desktop.office.demo import demo_marks
from desktop.office.demo.demo_story import Content, Said, Story
from domain.framework.profile import Phase
from domain.hiring.campaign import CampaignDraft
from domain.hiring.decision import Outcome
from domain.mark import Mark, Role
from domain.people.person import Admission, Education, Experience, Medical, Person, PersonKind

_ROLES = (Role.HR, Role.MANAGER, Role.EXPERT)  # of the panel, in its order
_LENIENCE = (-0.35, -0.5, -0.4)  # how far each of them deviates from the usual mark, in levels
TICKED = 3  # items whose first follow-up is ticked in each sheet


def tell(story: Story, panel: Mapping[str, int]) -> None:
    """Open the campaign, invite and interview the candidates; *panel* is code -> person id."""
    vacancy = story.content["vacancy"]
    opened = story.day(vacancy["opened"])
    sets = story.store.read(frameworks.question_sets, story.framework.id)
    story.clock.set(opened)
    story.store.act_as(next(iter(panel.values())))
    draft = CampaignDraft(
        title=vacancy["title"],
        unit_id=story.units[vacancy["unit"]],
        places=vacancy["places"],
        reason=vacancy["reason"],
        starts_on=opened,
        ends_on=story.day(14),
        profile_id=story.profiles[Phase.HIRE].id,
        question_set_id=next(one.id for one in sets if one.code == vacancy["question_set"]),
        panel=tuple(zip(panel.values(), _ROLES, strict=True)),
        wanted=len(panel),
        own_requirements=tuple(vacancy["own_requirements"]),
    )
    cycle_id = story.store.write(campaigns.open, draft)
    story.clock.set(opened, 10)
    invited: dict[str, int] = {}
    for facts in story.content["candidates"]:
        person = story.store.write(people.add, _candidate(story, facts, opened))
        invited[facts["code"]] = story.store.write(campaigns.invite, cycle_id, person)
    for facts in story.content["candidates"]:
        _interview(story, facts, invited[facts["code"]], panel)


def _interview(story: Story, facts: Content, case: int, panel: Mapping[str, int]) -> None:
    """Have the whole panel assess one candidate, and decide if the story says so."""
    story.clock.set(story.day(facts["heard"]), 12)
    for (code, assessor), role, lenience in zip(panel.items(), _ROLES, _LENIENCE, strict=True):
        sheet_id, rows = story.begin(case, assessor, role)
        begun, told = facts.get("begun", {}).get(code), facts.get("said", {}).get(code, {})
        said: dict[int, Said] = {}
        for row in rows[:begun]:
            question, on = story.questions[row.item.code], story.clock.today
            mark, fact = demo_marks.of_candidate(
                row, question, facts["code"], role, facts["strength"] + lenience, on
            )
            if row.item.code in told:
                level, words = told[row.item.code]
                mark, fact = Mark.rated(level), replace(demo_marks.fact(question, level, on), text=words)
            said[row.item.id] = mark, fact
        for row in [row for row in rows if said.get(row.item.id, (None, None))[1] is not None][:TICKED]:
            first = probes.of_question(story.questions[row.item.code])[0].ru
            story.store.write(probes.tick, sheet_id, row.item.id, first, was_asked=True)
        story.fill(sheet_id, said, submit=begun is None)
    if "decision" in facts:
        _decide(story, facts["decision"], case, panel)


def _decide(story: Story, decision: Content, case: int, panel: Mapping[str, int]) -> None:
    on = story.day(decision["day"])
    hr, *others = panel.values()
    story.clock.set(on, 15)
    story.store.act_as(hr)
    for code, (level, reason) in decision["settled"].items():
        story.store.write(decisions.settle, case, code, level, reason)
    outcome = Outcome(decision["outcome"])
    story.store.write(decisions.conclude, case, outcome, decision["reasons"], signers=tuple(others), on=on)


def _candidate(story: Story, facts: Content, seen: date) -> Person:
    """*seen* is the day the documents were shown, if they were."""

    def confirmed(document: Content) -> date | None:
        return seen if document["confirmed"] else None

    return Person(
        code=facts["code"],
        kind=PersonKind.CANDIDATE,
        surname=facts["surname"],
        given=facts["given"],
        patronymic=facts["patronymic"],
        post="менеджер",
        basis="согласие на обработку персональных данных",
        basis_until=story.day(facts["consent"]),
        education=tuple(
            Education(one["level"], one["document"], confirmed(one)) for one in facts["education"]
        ),
        experience=tuple(
            Experience(
                one["area"],
                one.get("from"),
                one.get("to"),
                one.get("months"),
                one["document"],
                confirmed(one),
            )
            for one in facts["experience"]
        ),
        medical=tuple(Medical(one["kind"], Admission(one["admitted"]), seen) for one in facts["medical"]),
    )
