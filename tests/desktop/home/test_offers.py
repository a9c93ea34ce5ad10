"""Sheets that others owe lead to the list where they are."""

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from db.home.overview_records import Figures
from desktop.home.figures import FigureRow
from desktop.home.offers import Offer, offer, offer_words
from desktop.theme import Theme

OF_CANDIDATES = Figures(sheets=3, sheets_in=1, vacancies=1)
OF_BOTH = Figures(sheets=3, sheets_in=1, vacancies=1, staff_sheets=2, staff_pending=1)
ALL_OF_STAFF_IN = Figures(sheets=3, sheets_in=1, vacancies=1, staff_sheets=1)


@pytest.mark.parametrize(
    ("seen", "wanted", "act"),
    [
        (OF_CANDIDATES, Offer.VACANCIES, "To the vacancies"),
        (OF_BOTH, Offer.CYCLES, "To the cycles"),
        (ALL_OF_STAFF_IN, Offer.VACANCIES, "To the vacancies"),
    ],
)
def test_what_others_owe_is_looked_for_where_it_is(seen: Figures, wanted: Offer, act: str) -> None:
    assert offer(seen, None) is wanted
    title, _detail, shown = offer_words(wanted, seen)
    assert (title, shown) == ("2 sheets are pending from others", act)


@pytest.mark.parametrize(("seen", "wanted"), [(OF_CANDIDATES, "vacancies"), (OF_BOTH, "cycles")])
def test_the_tile_of_sheets_leads_to_a_list_that_has_them(seen: Figures, wanted: str, qtbot: QtBot) -> None:
    row = FigureRow(Theme(), None)  # pyright: ignore[reportArgumentType]
    qtbot.addWidget(row)
    row.show_figures(seen)
    (tile,) = (one for one in row.tiles if "Sheets" in one.accessibleName())
    with qtbot.waitSignal(getattr(row, f"{wanted}_wanted")):
        tile.click()


@pytest.mark.parametrize("width", [1180, 760, 480])
def test_a_tile_grows_before_a_word_of_it_is_cut(width: int, qtbot: QtBot) -> None:
    row = FigureRow(Theme(), None)  # pyright: ignore[reportArgumentType]
    qtbot.addWidget(row)
    row.show_figures(Figures(staff=12, assessed=11, assessors=3, vacancies=1, sheets=28, plans=3))
    row.resize(width, 300)
    row.show()
    QApplication.processEvents()
    for tile in row.tiles:
        for label in tile.findChildren(QLabel):
            assert label.height() >= max(label.heightForWidth(label.width()), 0), label.text()
    assert len({tile.height() for tile in row.tiles}) == 1
