"""Why a file is not read: one kind of refusal, with the reason and the place."""

from enum import StrEnum

from domain.errors import Refused


class Why(StrEnum):
    """The reason; ``reports.intake.phrases_unreadable`` turns it into a sentence for people."""

    EMPTY = "empty"
    BIG_FILE = "big_file"
    UNKNOWN_FORMAT = "unknown_format"
    OLD_OR_LOCKED = "old_or_locked"
    OLD_WORD = "old_word"
    PDF = "pdf"
    PICTURE = "picture"
    WEB_PAGE = "web_page"
    OPEN_SHEET = "open_sheet"
    TEXT_DOCUMENT = "text_document"
    MACROS = "macros"
    LINKS = "links"
    ENTITIES = "entities"
    DAMAGED = "damaged"
    INFLATES = "inflates"
    MANY_PARTS = "many_parts"
    UNSAFE_PART = "unsafe_part"
    TOO_FAR = "too_far"
    TOO_MUCH = "too_much"
    LONG_TEXT = "long_text"
    TOO_DEEP = "too_deep"
    BAD_CELL = "bad_cell"
    MERGED = "merged"
    ENCODING = "encoding"
    WHICH_ENCODING = "which_encoding"
    NO_SHEETS = "no_sheets"
    BAD_LINE = "bad_line"
    NO_SHEET = "no_sheet"
    NO_LEVELS = "no_levels"
    NO_MARKS = "no_marks"
    NO_FORM = "no_form"
    REPEATED_KEY = "repeated_key"
    MEMORY = "memory"
    TIME = "time"
    MUCH_TEXT = "much_text"
    LOST = "lost"
    FAILED = "failed"
    NO_PROCESS = "no_process"
    FOLDER = "folder"
    LINK = "link"
    NO_FILE = "no_file"
    OUR_FILE = "our_file"
    KEYS = "keys"


class NotTaken(Refused):
    """One of the files that were brought does not come in; ``refusal`` says why."""

    def __init__(self, name: str, refusal: Refused | OSError) -> None:
        super().__init__()  # the name of a file is a person's own text
        self.name, self.refusal = name, refusal


class Unreadable(Refused):
    """The file cannot be read safely; nothing was taken from it.

    ``place`` is a cell («Лист1!B4»), a line number or a part of the file; empty for the whole file.
    """

    def __init__(self, why: Why, place: str = "") -> None:
        super().__init__(why.value)  # the place may hold the name of a sheet, which is a person's own text
        self.why, self.place = why, place
