"""How far an assessor is, in words and by the kind of the tag: the cards of campaign and cycle agree."""

import pytest

from db.assessing.progress import Awaited, SheetLine
from desktop.shared.seats import Seat, seat_words
from domain.assessing.sheet import SheetState
from domain.mark import Role


def sheet(state: SheetState, *, handed_in: bool) -> SheetLine:
    return SheetLine(
        sheet_id=7,
        case_id=3,
        assessor_id=1,
        assessor_name="Gromov Maxim",
        role=Role.MANAGER,
        revision=1,
        state=state,
        marked=2,
        in_scope=5,
        submitted_at=None,
        submitted_on=None,
        handed_in=handed_in,
    )


@pytest.mark.parametrize(
    ("line", "tone", "words"),
    [
        (None, "quiet", "not started"),
        (sheet(SheetState.DRAFT, handed_in=False), "info", "2 of 5"),
        (sheet(SheetState.SUBMITTED, handed_in=True), "ok", "submitted"),
        # A correction under way is not out of the case; the card of a campaign once told it as unfinished.
        (sheet(SheetState.DRAFT, handed_in=True), "ok", "submitted, being corrected"),
    ],
)
def test_the_tag_agrees_with_the_words(line: SheetLine | None, tone: str, words: str) -> None:
    awaited = Awaited(1, "Gromov Maxim", Role.MANAGER) if line is None else None
    seat = Seat(1, "Gromov Maxim", "Gromov", line, awaited)
    assert (seat.tone, seat_words(seat), seat.role) == (tone, words, Role.MANAGER)
