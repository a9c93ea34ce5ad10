"""How a cell looks, without a window."""

from desktop.team.looks import share_look
from domain.assessing.scoring import Status
from domain.team.matrix import Summary, Tally
from resources.i18n import Words


def test_shares_that_read_alike_have_one_ground() -> None:
    looks = [
        share_look(Summary(Status.FINAL, Tally(reached=reached, asked_known=1000), 1), Words("en"))
        for reached in (796, 800, 804)
    ]
    assert [(look.text, look.level) for look in looks] == [("80%", 80)] * 3
