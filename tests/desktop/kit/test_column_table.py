"""A table is declared once, column by column: what is drawn, said, copied and ordered follows from that."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from db.assessing import people
from db.file.store import Store
from desktop.actions import Actions
from desktop.context import Context
from desktop.data import Data
from desktop.jobs import Jobs
from desktop.kit.table.column_table import Cell, Column, ColumnModel, ColumnTable
from desktop.kit.table.list_model import CENTRE, Heading, Index, grouped
from desktop.kit.table.list_table import LineDelegate
from desktop.kit.tips import as_it_is
from desktop.settings import Settings
from desktop.theme import Theme
from tests.desktop.conftest import PASSWORD, TODAY, new_file
from tests.screens.painted import CUT, written

TEXT, TIP, ALOUD = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
)


@dataclass(frozen=True, slots=True)
class Book:
    """A title, who wrote it, and how many pages of it are read."""

    title: str
    author: str = ""
    read: int = 0
    pages: int = 0


BOOKS = (Book("Taxes", "Hay", 10, 300), Book("Budgets", "Orr", 90, 100), Book("=1+1", "", 0, 200))


def _title(book: Book) -> Cell:
    return Cell(book.title, book.author, role="strong")


def _pages(book: Book) -> str:
    return str(book.pages or "")


def _read(book: Book) -> Cell:
    return Cell(f"{book.read} of {book.pages}", bar=(book.read, book.pages), words=f"{book.read} pages read")


def _share(book: Book) -> float:
    return book.read / book.pages if book.pages else 0


def _pages_and_author(book: Book) -> Cell:
    return Cell(book.title, f"{book.pages} · {book.author}", role="strong")


COLUMNS: tuple[Column[Book], ...] = (
    Column("title", "Title", _title, None, None, least=200),
    Column("pages", "Pages", _pages, lambda book: book.pages, "0000", figures=True, spare=1),
    Column("read", "Read", _read, _share, Cell("200 of 200", bar=(1, 1)), falling=True),
)


def _key(book: Book) -> object:
    return book.title


@pytest.fixture
def context(tmp_path: Path, settings: Settings, theme: Theme, qapp: QApplication) -> Iterator[Context]:
    store = Store.open(new_file(tmp_path / "North.merilo"), PASSWORD)
    jobs = Jobs()
    me = store.read(people.person, store.read(people.actors)[0].id)
    yield Context(Data(store), jobs, settings, Actions(), theme, me, lambda: TODAY)
    jobs.close()
    store.close()


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.resize(640, 300)
    widget.show()
    return widget


def table(
    context: Context,
    page: QWidget,
    columns: Sequence[Column[Book]] = COLUMNS,
    width: int = 600,
    *,
    fixed: bool = False,
) -> ColumnTable[Book]:
    made = ColumnTable(context, "books", "Books", columns, _key, page, row=48, fixed=fixed)
    made.resize(width, 280)
    made.list_model.show(BOOKS)
    made.show()
    return made


def drawn(shown: ColumnTable[Book], row: int, key: str) -> QImage:
    """Return the picture of a cell; nobody stands on its row."""
    shown.go_to(-1)
    at = shown.visualRect(shown.list_model.index(row, shown.number(key)))
    return shown.viewport().grab(at).toImage()


def test_what_a_cell_says_is_shown_read_aloud_and_copied(context: Context, page: QWidget) -> None:
    shown = table(context, page)
    title, pages, read = (shown.list_model.index(0, number) for number in range(3))
    assert (title.data(ALOUD), pages.data(ALOUD), read.data(ALOUD)) == ("Taxes, Hay", "300", "10 pages read")
    assert (title.data(TEXT), title.data(TIP)) == ("Taxes, Hay", as_it_is("Taxes, Hay"))
    shown.go_to(2)
    shown.copy()
    assert QGuiApplication.clipboard().text() == "Title\tPages\tRead\n'=1+1\t200\t0 pages read"


def test_a_heading_tells_what_it_may_cut(context: Context, page: QWidget) -> None:
    shown = table(context, page)
    shown.list_model.show([Heading("Read", "for the second time"), *BOOKS])
    assert shown.list_model.index(0, 0).data(TIP) == as_it_is("Read for the second time")


def test_a_long_heading_leaves_half_its_line_to_its_note(context: Context, page: QWidget) -> None:
    shown = table(context, page)
    for name, note, cut in (
        ("W" * 80, "done 3 of 4", (True, False)),
        ("Read", "so " * 80, (False, True)),
        ("W" * 80, "so " * 80, (True, True)),
        ("Read", "done 3 of 4", (False, False)),
    ):
        shown.list_model.show([Heading(name, note), *BOOKS])
        first, second = (one for one in written(shown.viewport()) if one.at.y() < shown.rowHeight(0))
        assert (first.text.endswith(CUT), second.text.endswith(CUT)) == cut


def test_an_empty_cell_is_said_to_be_empty(context: Context, page: QWidget) -> None:
    shown = table(context, page)
    shown.list_model.show([Book("Nothing")])
    assert shown.list_model.index(0, shown.number("pages")).data(ALOUD) == "none"


def test_lines_are_ordered_by_value_and_without_one_by_their_words(context: Context, page: QWidget) -> None:
    shown = table(context, page)
    titles: list[list[str]] = []
    for key in ("read", "pages", "title"):
        shown.columns.choose(shown.number(key))
        titles.append([book.title for book in shown.list_model.lines()])
    assert titles == [
        ["Budgets", "Taxes", "=1+1"],
        ["Budgets", "=1+1", "Taxes"],
        ["=1+1", "Budgets", "Taxes"],
    ]


def test_the_order_is_remembered_and_one_stays_on_the_line(context: Context, page: QWidget) -> None:
    shown = table(context, page)
    shown.stand_on("Taxes")
    shown.columns.choose(shown.number("read"))
    assert shown.current_key == "Taxes"
    assert table(context, page).list_model.lines()[0].title == "Budgets"


def test_lines_that_keep_their_order_do_not_offer_to_be_sorted(context: Context, page: QWidget) -> None:
    tips = [
        shown.list_model.headerData(0, Qt.Orientation.Horizontal, TIP)
        for shown in (table(context, page), table(context, page, fixed=True))
    ]
    assert tips == [as_it_is("Sort by “Title”, Alt+1"), as_it_is("Title")]


def test_columns_are_as_wide_as_their_title_and_what_usually_stands_in_them(
    context: Context, page: QWidget
) -> None:
    longer = replace(COLUMNS[1], widest=("0000", "0000000000000"))
    titled = replace(COLUMNS[1], title="How many pages there are")
    widths = [
        table(context, page, (COLUMNS[0], one, COLUMNS[2])).columnWidth(1)
        for one in (COLUMNS[1], longer, titled)
    ]
    assert widths[0] < widths[1] < widths[2]


def test_a_column_has_room_for_any_digits(context: Context, page: QWidget) -> None:
    days = [replace(COLUMNS[1], widest=day) for day in ("11.11.2111", "08.08.2008")]
    widths = {table(context, page, (COLUMNS[0], one, COLUMNS[2])).columnWidth(1) for one in days}
    assert len(widths) == 1


def test_a_column_gives_way_and_its_text_goes_below_that_of_another(context: Context, page: QWidget) -> None:
    below = replace(COLUMNS[1], into="title")
    narrow = table(context, page, (COLUMNS[0], below, COLUMNS[2]), 300)
    assert narrow.isColumnHidden(1)
    told = replace(COLUMNS[0], cell=_pages_and_author)
    same = table(context, page, (told, COLUMNS[1], COLUMNS[2]), 300)
    other = table(context, page, COLUMNS, 300)
    assert drawn(narrow, 0, "title") == drawn(same, 0, "title")
    assert drawn(narrow, 0, "title") != drawn(other, 0, "title")


def test_chip_bar_and_diamond_are_drawn(context: Context, page: QWidget, theme: Theme) -> None:
    cells = {
        "accent": Cell("90 of 100", bar=(90, 100)),
        "warn_soft": Cell("Late", chip="warn_soft", ink="warn"),
        "danger": Cell("3", diamond="danger"),
    }
    for token, cell in cells.items():

        def same(_book: Book, cell: Cell = cell) -> Cell:
            return cell

        other: Column[Book] = Column("other", "Other", same, widest="A title of a book", figures=True)
        shown = table(context, page, (COLUMNS[0], other))
        picture = drawn(shown, 0, "other")
        inks = {picture.pixel(x, y) for x in range(picture.width()) for y in range(picture.height())}
        assert theme.color(token).rgb() in inks, token


def test_a_cell_that_needs_more_paints_itself(context: Context, page: QWidget, theme: Theme) -> None:
    told: list[str] = []

    def paint(_on: LineDelegate, _painter: QPainter, _rect: QRect, book: Book, _index: Index) -> None:
        told.append(book.title)

    own = replace(COLUMNS[1], paint=paint)
    drawn(table(context, page, (COLUMNS[0], own, COLUMNS[2])), 1, "pages")
    assert "Budgets" in told


def test_groups_have_headings_with_their_counts_and_empty_ones_are_left_out() -> None:
    lines = grouped((("Read", BOOKS[:2]), ("Lost", ()), ("Unread", BOOKS[2:])))
    assert lines == [Heading("Read", "2"), *BOOKS[:2], Heading("Unread", "1"), BOOKS[2]]


def test_a_narrowed_table_counts_what_is_left_and_keeps_order_when_it_is_read_anew(
    context: Context, page: QWidget
) -> None:
    shown = table(context, page)
    model = shown.list_model
    lines = [*grouped((("Read", BOOKS[:2]), ("Unread", BOOKS[2:]))), Heading("Note", "of its own"), BOOKS[0]]
    model.show(lines)
    model.order(shown.number("pages"), falling=False)
    assert [model.index(row, 0).data() for row in range(model.rowCount())] == [
        *("Read 2", "Budgets, Orr", "Taxes, Hay", "Unread 1", "=1+1", "Note of its own", "Taxes, Hay")
    ]
    model.narrow(lambda book: book.title == "Taxes")
    for _time in range(2):
        texts = [model.index(row, 0).data() for row in range(model.rowCount())]
        assert texts == ["Read 1", "Taxes, Hay", "Note of its own", "Taxes, Hay"]
        model.show(lines)
    model.narrow(lambda book: True)
    assert model.rowCount() == 7


@pytest.mark.parametrize("falling", [False, True])
def test_what_says_nothing_comes_last_whichever_way_a_table_goes(
    context: Context, page: QWidget, falling: bool
) -> None:
    author = Column[Book]("author", "Author", lambda book: book.author, widest="Orr")
    pages = Column[Book]("pages", "Pages", _pages, lambda book: book.pages if book.read else None, "0")
    shown = table(context, page, (COLUMNS[0], author, pages))
    for key in ("author", "pages"):
        shown.list_model.order(shown.number(key), falling)
        assert shown.list_model.lines()[-1] is BOOKS[2]


def test_home_and_end_go_to_the_first_and_the_last_line(context: Context, page: QWidget) -> None:
    shown = table(context, page)
    shown.list_model.show(grouped((("Read", BOOKS[:2]), ("Unread", BOOKS[2:]))))
    shown.go_to(2)
    for key, title in ((Qt.Key.Key_End, "=1+1"), (Qt.Key.Key_Home, "Taxes")):
        QTest.keyClick(shown, key)
        assert shown.current_key == title


def test_keys_never_stand_on_a_heading(context: Context, page: QWidget) -> None:
    shown = table(context, page)
    model = shown.list_model
    model.show([Heading("First"), Heading("Then"), *BOOKS, Heading("Nothing"), Heading("Yet")])
    shown.go_to(model.first())
    for key, title in ((Qt.Key.Key_End, "=1+1"), (Qt.Key.Key_PageDown, "=1+1"), (Qt.Key.Key_Home, "Taxes")):
        QTest.keyClick(shown, key)
        assert shown.current_line is not None and shown.current_line.title == title
    assert [model.nearest(row) for row in range(7)] == [2, 2, 2, 3, 4, 4, 4]
    model.show([Heading("Nothing")])
    QTest.keyClick(shown, Qt.Key.Key_End)
    assert model.nearest(0) == -1 and shown.current_line is None


def test_a_line_is_renewed_also_while_it_is_narrowed_away(context: Context, page: QWidget) -> None:
    shown = table(context, page)
    model = shown.list_model
    model.show([Heading("Books"), *BOOKS])
    model.narrow(lambda book: book.pages < 250)
    model.renew(replace(BOOKS[0], read=299))
    model.renew(replace(BOOKS[1], read=91))
    assert [one.read for one in model.lines()] == [91, 0]
    model.narrow(lambda book: True)
    assert [one.read for one in model.lines()] == [299, 91, 0]
    model.renew(Book("Unknown"))
    assert len(model.lines()) == len(BOOKS)


def test_a_table_shows_lines_by_other_columns(context: Context, page: QWidget) -> None:
    shown = table(context, page, fixed=True)
    model = shown.list_model
    assert isinstance(model, ColumnModel)
    model.show_by((COLUMNS[1], COLUMNS[0]), BOOKS[:1])
    assert model.titles == ("Pages", "Title")
    assert [model.index(0, column).data() for column in range(model.columnCount())] == ["300", "Taxes, Hay"]
    right = model.headerData(0, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole)
    assert right & Qt.AlignmentFlag.AlignRight
    assert model.as_text((0,)) == "Pages\tTitle\n300\tTaxes, Hay"


def test_a_column_of_a_sign_alone_does_not_push_the_others_out(context: Context, page: QWidget) -> None:
    sign = replace(COLUMNS[1], title="", widest=10)
    shown = table(context, page, (COLUMNS[0], sign, COLUMNS[2]))
    assert sum(shown.columnWidth(number) for number in range(3)) == shown.viewport().width()


def test_a_text_is_spelt_out_when_its_cell_is_seen(context: Context, page: QWidget) -> None:
    spelt: list[str] = []

    def author(book: Book) -> str:
        spelt.append(book.title)
        return book.author

    declared = (COLUMNS[0], Column("author", "Author", author, widest="Orwell"))
    shown = ColumnTable(context, "books", "Books", declared, _key, page)
    shown.list_model.show([Book(f"{number:04}", "Hay") for number in range(1000)])
    assert spelt == []
    assert shown.list_model.index(7, 1).data() == "Hay"
    assert shown.list_model.index(7, 1).data() == "Hay"
    assert spelt == ["0007"]
    shown.list_model.renew(Book("0007", "Orr"))
    assert shown.list_model.index(7, 1).data() == "Orr"


def test_the_same_lines_keep_who_is_selected(context: Context, page: QWidget) -> None:
    shown = table(context, page, fixed=True)
    model = shown.list_model
    model.show([Heading("Shelf", "3"), *BOOKS])
    shown.selectAll()
    read = [Heading("Shelf", "3"), *(replace(one, read=one.pages) for one in BOOKS)]
    model.follow(read)
    assert [one.read for one in shown.chosen] == [300, 100, 200]
    assert model.index(1, 2).data(ALOUD) == "300 pages read"
    model.follow(read[:2])
    assert (model.rowCount(), shown.chosen) == (2, ())


def test_a_column_may_be_read_aloud_and_copied_otherwise_than_it_is_shown(
    context: Context, page: QWidget
) -> None:
    def whole(book: Book) -> str:
        return f"{book.title} by {book.author}"

    name = "Title and author of the book, as the catalogue has them"
    declared = (replace(COLUMNS[0], aloud=whole), replace(COLUMNS[1], name=name, centred=True))
    shown = ColumnTable(context, "books", "Books", declared, _key, page, fixed=True, copied=COLUMNS)
    model = shown.list_model
    model.show(BOOKS)
    cell = model.index(0, 0)
    assert (cell.data(TEXT), cell.data(ALOUD)) == ("Taxes, Hay", "Taxes by Hay")
    assert cell.data(TIP) == as_it_is("Taxes by Hay")
    across = Qt.Orientation.Horizontal
    assert (model.headerData(1, across), model.headerData(1, across, ALOUD)) == ("Pages", name)
    assert model.headerData(1, across, TIP) == as_it_is(name)
    assert model.headerData(1, across, Qt.ItemDataRole.TextAlignmentRole) == CENTRE
    assert shown.columnWidth(1) < 200, "the long name does not make it wider"
    assert model.as_text([0]) == "Title\tPages\tRead\nTaxes, Hay\t300\t10 pages read"


def test_a_title_is_not_cut_in_a_column_that_is_as_wide_as_it(context: Context, page: QWidget) -> None:
    declared = (
        *COLUMNS[:1],
        Column("pages", "Pages of the whole book", _pages, lambda book: book.pages, figures=True),
    )
    shown = ColumnTable(context, "books", "Books", declared, _key, page)
    shown.resize(600, 280)
    shown.list_model.show(BOOKS)
    shown.list_model.order(1, falling=True)
    shown.show()
    assert "Pages of the whole book ↓" in [one.text for one in written(shown.horizontalHeader().viewport())]
