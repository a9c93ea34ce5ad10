"""Files of a large centre, with plans, notes and campaigns besides the marks: made once, in ``build/``."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from db.file import keys, migrate, triggers
from db.framework import frameworks
from db.people import organisation
from domain.framework.profile import Phase
from tests.bench.team_map import TODAY, Reopened, Team, insert, uid

QUARTERS = 12
type Campaigns = tuple[tuple[int, int], ...]
CAMPAIGNS: Campaigns = ((200, 3), (50, 3), (5, 7))  # candidates and assessors of each; the same in every file
NOTES = 6  # per person
WORDS = ("Спокойно вёл борт", "Забыл доложить", "Помог новичку", "Ошибка в плане", "Смена без замечаний")


def crowd(
    count: int, folder: Path = Path("build"), quarters: int = QUARTERS, campaigns: Campaigns = CAMPAIGNS
) -> Reopened:
    """Return a file of *count* people, rated over *quarters*; it is made if it does not exist yet.

    Half of the people have an active plan with an overdue step, so that the list of what is due grows with
    the number of people.
    """
    folder.mkdir(exist_ok=True)
    path = folder / f"team-{count}.merilo"
    done = folder / f"team-{count}-{quarters}-{migrate.SCHEMA}.done"
    if not done.exists():
        others = folder.glob(f"team-{count}-*.done")  # of the file that this one takes the place of
        for one in (path, *keys.both(path), *folder.glob(f"team-{count}.merilo-*"), *others):
            one.unlink(missing_ok=True)
        team = Team(folder, count, quarters)
        _fill(team, campaigns)
        team.store.close()
        done.touch()
    return Reopened(path)


def _fill(team: Team, campaigns: Campaigns) -> None:
    db, chance = team.raw(), Random(11)
    db.execute("BEGIN IMMEDIATE")
    db.execute(
        "INSERT INTO case_item (case_id, item_id, in_scope, reason) "
        'SELECT "case".id, item.id, 1, \'\' FROM "case", item'
    )
    people = [row[0] for row in db.execute("SELECT id FROM person WHERE is_actor = 0 ORDER BY id")]
    items = [row[0] for row in db.execute("SELECT id FROM item ORDER BY id")]
    _drafts(db, team)
    _plans(db, people, items, chance)
    _notes(db, team.boss, people, items, chance)
    _campaigns(db, team, campaigns, chance)
    for guard in triggers.TRIGGERS:
        db.execute(guard)  # which were off while the file was being filled
    db.execute("COMMIT")
    db.close()


def _drafts(db: Any, team: Team) -> None:
    """Turn about 3 % of the sheets of the open quarter back into drafts."""
    db.execute(
        "UPDATE sheet SET state = 'draft', submitted_at = NULL, submitted_on = NULL, content_hash = NULL "
        'WHERE id % 33 = 0 AND case_id IN (SELECT id FROM "case" WHERE cycle_id = ?)',
        (team.cycle,),
    )


def _plans(db: Any, people: list[int], items: list[int], chance: Random) -> None:
    late, next_month = TODAY - timedelta(days=40), TODAY + timedelta(days=30)
    for number, person in enumerate(people):
        state = "active" if number % 2 else "draft"
        plan = insert(
            db,
            "plan",
            uid=uid(),
            person_id=person,
            kind="idp",
            starts_on=str(TODAY - timedelta(days=60)),
            ends_on=str(next_month),
            state=state,
            aim="",
            made_on=str(TODAY - timedelta(days=60)),
        )
        for place, item in enumerate(chance.sample(items, 2)):
            goal = insert(
                db,
                "goal",
                plan_id=plan,
                item_id=item,
                level_from="1",
                level_to=3,
                critical=0,
                weight=1,
                criterion="",
                position=place,
                assess_only=0,
                by_hand=0,
                outcome="",
            )
            for step in range(2):
                insert(
                    db,
                    "action",
                    uid=uid(),
                    goal_id=goal,
                    kind="experience",
                    text_ru="Разобрать смену с наставником",
                    evidence_ru="",
                    starts_on=str(TODAY - timedelta(days=60)),
                    ends_on=str(late if not place and not step else next_month),
                    owner_id=person,
                    state="planned",
                    result="",
                    position=step,
                )
        insert(db, "check_meeting", plan_id=plan, on=str(next_month), result="")


def _notes(db: Any, author: int, people: list[int], items: list[int], chance: Random) -> None:
    now = datetime.now(UTC).replace(tzinfo=None).isoformat(" ")
    for person in people:
        for number in range(NOTES):
            day = TODAY - timedelta(days=chance.randrange(700))
            note = insert(
                db,
                "evidence",
                uid=uid(),
                person_id=person,
                author_id=author,
                observed_on=str(day),
                recorded_on=str(day),
                recorded_at=now,
                polarity=("for", "against", "neutral")[number % 3],
                text=f"{chance.choice(WORDS)}, смена {chance.randrange(900)}",
            )
            db.execute("INSERT INTO evidence_item VALUES (?, ?)", (note, chance.choice(items)))


def _campaigns(db: Any, team: Team, campaigns: Campaigns, chance: Random) -> None:
    """Add candidates whose sheets are all in, so that each waits for a decision."""
    store = team.store
    framework = store.read(frameworks.newest)
    profile = next(one for one in store.read(frameworks.profiles) if one.phase is Phase.HIRE)
    policy, scale = store.read(frameworks.policy)[0], store.read(frameworks.scale).id
    unit = store.read(organisation.units)[0].id
    now = datetime.now(UTC).replace(tzinfo=None).isoformat(" ")
    columns = [row[1] for row in db.execute("PRAGMA table_info(person)")]
    model = dict(
        zip(columns, db.execute("SELECT * FROM person WHERE id = ?", (team.boss,)).fetchone(), strict=True)
    )
    del model["id"]

    def person(surname: str, code: str, kind: str, *, actor: bool) -> int:
        own = {"uid": uid(), "code": code, "surname": surname, "given": "Анна", "patronymic": "Ивановна"}
        own |= {"folded": f"{surname} анна ивановна {code}".lower(), "kind": kind, "is_actor": int(actor)}
        return insert(db, "person", **(model | own))

    experts = [person(f"Эксперт{n}", f"E-{90000 + n}", "employee", actor=True) for n in range(6)]
    for number, (candidates, wanted) in enumerate(campaigns, 1):
        cycle = insert(
            db,
            "cycle",
            uid=uid(),
            code=f"H-{number}",
            kind="hiring",
            title=f"Набор {number}",
            unit_id=unit,
            places=3,
            opened_on=str(date(2026, 10, 1)),
            framework_id=framework.id,
            scale_id=scale,
            policy_id=policy,
            state="open",
        )
        insert(
            db,
            "campaign",
            cycle_id=cycle,
            profile_id=profile.id,
            wanted=wanted,
            reason="",
            own_requirements="[]",
            lead="experience",
        )
        panel = [team.boss, *experts][:wanted]
        for place in range(candidates):
            who = person(f"Кандидат{place:03}", f"C-{number}{place:04}", "candidate", actor=False)
            case = insert(
                db,
                "case",
                uid=uid(),
                cycle_id=cycle,
                person_id=who,
                profile_id=profile.id,
                state="open",
                opened_on=str(date(2026, 10, 1)),
            )
            for item in framework.items:
                db.execute("INSERT INTO case_item VALUES (?, ?, 1, '')", (case, item.id))
            for position, assessor in enumerate(panel):
                role = "hr" if not position else "expert"
                insert(db, "case_assessor", case_id=case, person_id=assessor, role=role, position=position)
                sheet = insert(
                    db,
                    "sheet",
                    uid=uid(),
                    case_id=case,
                    assessor_id=assessor,
                    role=role,
                    revision=1,
                    origin="screen",
                    state="submitted",
                    submitted_at=now,
                    submitted_on=now[:10],
                    started_at=now,
                    content_hash=bytes(32),
                    reason="",
                )
                db.executemany(
                    "INSERT INTO mark (sheet_id, item_id, state, level, origin, rated_at) "
                    "VALUES (?, ?, 'rated', ?, 'typed', ?)",
                    [(sheet, item.id, chance.choice((1, 2, 3, 3)), now) for item in framework.items],
                )
