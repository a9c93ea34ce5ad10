"""An assessor rates in one place: in an own file by packet, in this file, or in a form."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlmodel import Session

from db import models
from db.assessing import cases
from db.assessing.sheet import answer_forms, sheets
from db.journal import journal
from db.models.types import new_uid, now, today
from desktop.office.exchange import opening, sending
from domain.assessing.answer_form import Answers, Returned, contents
from domain.assessing.evidence import Polarity
from domain.exchange.refusal import NotAccepted, SealedHere, Why
from domain.mark import Mark
from domain.progress import Progress
from domain.sheet_kinds import Origin, SheetState, State
from tests.desktop.office.exchange.devices import ROLES, Schedule


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Schedule]:
    schedule = Schedule(tmp_path, random.Random(6))
    schedule.begin()
    yield schedule
    schedule.close()


def sealed(at: Schedule, number: int) -> bytes:
    """Return the packet of an assessor who was invited."""
    (case,) = at.cases
    at.assessors[number].take(next(one.data for one in at.post.letters if one.to is at.assessors[number]))
    at.rate(number, case)
    at.submit(number, case)
    at.seal(number, case)
    return at.post.letters[-1].data


def test_forms_go_to_those_alone_who_were_not_invited_by_packet(at: Schedule) -> None:
    ((case, case_id),) = at.cases.items()
    (made,) = sending.invite(at.hr.store, case_id, without=[at.seats[1]])
    at.hr.store.write(made.sent.act, **made.sent.told)
    at.post.send(at.assessors[0], made.data, case, "")
    (sheet_id,) = at.hr.store.write(answer_forms.send, case_id)
    assert {one.assessor_id for one in at.hr.store.read(answer_forms.expected, at.hr.watch().date())} == {
        at.seats[1]
    }
    assert at.hr.take(sealed(at, 0)).opened == 0, "the form is awaited too"
    assert at.hr.said(case, at.seats[0]) is None
    sheet = at.hr.store.read(sheets.sheet, sheet_id, at.seats[1])
    said = Answers({sheet.rows[0].item.code: Mark.rated(3)}, {})
    returned = Returned(sheet_id, at.seats[1], "", "", sheet.scale)
    at.hr.store.write(answer_forms.accept, contents(sheet, returned, said))
    assert opening.submitted(at.hr.store, sheet_id, Progress(), form=True).done.opened == 1
    assert at.hr.said(case, at.seats[0]) == at.truth[case, 0]


def test_who_was_invited_before_but_not_again_gets_a_form(at: Schedule) -> None:
    (case_id,) = at.cases.values()
    at.invite()
    assert at.hr.store.write(answer_forms.send, case_id) == ()
    (made,) = sending.invite(at.hr.store, case_id, without=[at.seats[1]])
    at.hr.store.write(made.sent.act, **made.sent.told)
    assert len(at.hr.store.write(answer_forms.send, case_id)) == 1


def test_a_sheet_that_was_begun_here_and_is_empty_gives_way_to_the_one_that_comes(at: Schedule) -> None:
    ((case, case_id),) = at.cases.items()
    at.invite()
    for seat, role in zip(at.seats, ROLES, strict=True):
        at.hr.store.write(sheets.open_sheet, case_id, seat, role)
    assert at.hr.take(sealed(at, 0)).opened == 0
    assert at.hr.take(sealed(at, 1)).opened == 2
    assert [at.hr.said(case, seat) for seat in at.seats] == [at.truth[case, 0], at.truth[case, 1]]
    assert at.hr.store.checkup() == ()


def test_a_sheet_that_has_marks_here_is_not_written_over(at: Schedule) -> None:
    (case_id,) = at.cases.values()
    at.invite()
    sheet_id = at.hr.store.write(sheets.open_sheet, case_id, at.seats[0], ROLES[0])
    at.hr.store.act_as(at.seats[0])
    at.hr.store.write(sheets.rate, sheet_id, 1, Mark.rated(2))
    at.hr.store.act_as(at.hr.me)
    data = sealed(at, 0)
    before = at.hr.everything()
    with pytest.raises(NotAccepted) as refused:
        at.hr.take(data)
    assert refused.value.why is Why.BEGUN and at.hr.everything() == before
    at.hr.store.act_as(at.seats[0])
    at.hr.store.write(sheets.rate, sheet_id, 1, None)
    at.hr.store.act_as(at.hr.me)
    assert not at.hr.take(data).again


def test_nothing_is_entered_beside_a_sealed_sheet_and_what_was_typed_is_kept(at: Schedule) -> None:
    ((case, case_id),) = at.cases.items()
    at.invite()
    sheet_id = at.hr.store.write(sheets.open_sheet, case_id, at.seats[0], ROLES[0])
    assert at.hr.take(sealed(at, 0)).opened == 0
    at.hr.store.act_as(at.seats[0])
    before = at.hr.everything()
    for write in (
        lambda: at.hr.store.write(sheets.rate, sheet_id, 1, Mark.rated(2)),
        lambda: at.hr.store.write(sheets.comment, sheet_id, 1, "рано"),
        lambda: at.hr.store.write(sheets.submit, sheet_id),
    ):
        with pytest.raises(SealedHere):
            write()
    assert at.hr.everything() == before
    shown = at.hr.store.read(sheets.sheet, sheet_id, at.seats[0])
    assert shown.sealed_on == at.hr.watch().date() and not shown.is_open
    at.hr.store.write(sheets.keep_draft, sheet_id, 1, "comment", "недописанное")
    at.hr.store.act_as(at.hr.me)
    assert at.hr.take(sealed(at, 1)).opened == 2, "a text that was typed keeps nobody waiting"
    assert at.hr.said(case, at.seats[0]) == at.truth[case, 0]
    correction = at.hr.store.read(sheets.handed_in, case_id, at.seats[0])
    at.hr.store.act_as(at.seats[0])
    assert at.hr.store.read(sheets.drafts_of, correction) == {(1, "comment"): "недописанное"}
    assert at.hr.store.checkup() == ()


def test_marks_that_an_older_program_took_beside_it_become_a_correction_nobody_waits_for(
    at: Schedule,
) -> None:
    ((case, case_id),) = at.cases.items()
    at.invite()
    sheet_id = at.hr.store.write(sheets.open_sheet, case_id, at.seats[0], ROLES[0])
    assert at.hr.take(sealed(at, 0)).opened == 0

    def as_before(session: Session) -> None:
        moment, day = now(session), today(session)
        given = {"item_id": 1, "sheet_id": sheet_id}
        session.add(models.Mark(state=State.RATED, level=2, origin=Origin.TYPED, rated_at=moment, **given))
        session.add(models.MarkText(comment="поставлено здесь", **given))
        person = session.get_one(models.Case, case_id).person_id
        fact = models.Evidence(
            uid=new_uid(session),
            person_id=person,
            author_id=at.seats[0],
            sheet_id=sheet_id,
            observed_on=day,
            recorded_on=day,
            recorded_at=moment,
            polarity=Polarity.NEUTRAL,
            text="видел сам",
        )
        session.add(fact)
        session.flush()
        session.add(models.EvidenceItem(evidence_id=fact.id, item_id=1))
        journal.record(session, "enter", "sheet", sheet_id, {"marks": [[1, "rated", 2]], "facts": [1]})

    at.hr.store.write(as_before)
    assert at.hr.take(sealed(at, 1)).opened == 2
    assert at.hr.said(case, at.seats[0]) == at.truth[case, 0], "the sealed sheet counts as it was sent"
    (line,) = at.hr.store.read(cases.lines_of, [case_id])
    assert line.all_in and line.pending == ()
    kept = at.hr.store.read(sheets.handed_in, case_id, at.seats[0])
    assert kept != sheet_id
    draft = at.hr.store.read(sheets.sheet, kept, at.seats[0])
    row = next(one for one in draft.rows if one.item.id == 1)
    assert (draft.state, draft.revision, row.mark, row.comment) == (
        SheetState.DRAFT,
        2,
        Mark.rated(2),
        "поставлено здесь",
    )
    assert "видел сам" in [one.text for one in row.facts]
    assert not draft.unmarked, "the rest is what the sealed sheet says"
    assert at.hr.store.checkup() == ()
