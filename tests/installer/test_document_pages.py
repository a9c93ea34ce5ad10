"""docs/documents/ shows one page of every kind of document, small enough to be kept with the code."""

import struct

from tests.installer.document_pages import DPI, FOLDER, KINDS

MOST = 6 << 20  # bytes of all pictures
LONG, SHORT = (round(side / 25.4 * DPI) for side in (297, 210))  # px of a page


def test_every_kind_has_its_page_and_nothing_else_is_there() -> None:
    assert sorted(path.stem for path in FOLDER.glob("*.png")) == sorted(KINDS)


def test_the_pages_are_whole_small_and_have_a_table_of_colours() -> None:
    pictures = sorted(FOLDER.glob("*.png"))
    assert sum(path.stat().st_size for path in pictures) <= MOST
    for path in pictures:
        width, height, _depth, kind = struct.unpack(">IIBB", path.read_bytes()[16:26])
        assert {abs(max(width, height) - LONG), abs(min(width, height) - SHORT)} <= {0, 1}, path.name
        assert kind == 3, path.name
