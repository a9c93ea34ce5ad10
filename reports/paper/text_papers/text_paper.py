"""A paper made of text: described once, written as PDF to sign and as DOCX to edit.

What nobody knows is a blank: never a figure, a name or a day that the file does not have.
"""

from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from domain.people.organisation import Organisation
from resources.i18n import NBSP, Words

INK = "_" * 24  # a blank within a sentence


class Top(Enum):
    """What stands at the top of the first page."""

    APPROVED = auto()  # corner on the left, stamp of the approval on the right
    ORDER = auto()  # organisation, kind, day, number and place
    LETTER = auto()  # organisation on the left, the addressee on the right
    INFORMING = auto()  # organisation on the left, the mark of confidentiality on the right
    FORM = auto()  # organisation and kind, for what is only filled in and signed


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a part."""

    text: str


@dataclass(frozen=True, slots=True)
class Clause:
    """A paragraph after its ``number`` and its ``lead`` in bold. ``plain``: not indented."""

    text: str
    number: str = ""
    lead: str = ""
    plain: bool = False


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines to write on, with a caption under the last one."""

    count: int = 1
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """Names beside values; an empty value is a line to fill. ``share`` is the part of the names."""

    rows: tuple[tuple[str, str], ...]
    share: float = 0.34


@dataclass(frozen=True, slots=True)
class Table:
    """A table with heads that repeat; an empty cell is left empty to be filled.

    ``shares`` are those of the width, ``figures`` the columns set to the right, ``blank`` the number of empty
    rows below.
    """

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    shares: tuple[float, ...]
    figures: frozenset[int] = frozenset()
    blank: int = 0


@dataclass(frozen=True, slots=True)
class Ticks:
    """Boxes of which people tick one."""

    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A remark beside the text; as a text document, 10.5 points at any size of the text."""

    text: str


type Block = Heading | Clause | Lines | Facts | Table | Ticks | Note


@dataclass(frozen=True, slots=True)
class Signer:
    """A place to sign; what is empty is a line. ``note`` is under the post."""

    post: str = ""
    name: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class TextPaper:
    """A paper with all its texts in one language.

    ``on`` is the day of the event that it tells, None for a blank; a paper that informs prints none then.
    ``number`` empty is a blank too. ``foot`` begins with the code of the paper. ``to`` are the lines of the
    addressee of a letter. ``result`` sets it in the smaller type of papers that inform. ``after`` stands
    below the first signatures, with its own ones; ``annex`` on a page of its own.
    """

    title: str
    about: str
    foot: str
    organisation: Organisation
    made_on: date
    top: Top
    blocks: tuple[Block, ...]
    signers: tuple[Signer, ...] = ()
    unit: str = ""
    on: date | None = None
    number: str = ""
    to: tuple[str, ...] = ()
    draft: bool = False
    result: bool = False
    after: tuple[tuple[str, tuple[Signer, ...]], ...] = ()
    annex: tuple[Block, ...] = ()

    def place(self, words: Words) -> str:
        """Return the day, the number and the city, the unknown ones as blanks."""
        code, on = self.organisation.numbered(self.number, self.on)
        number = words.gettext("No. {number}").format(number=code or "______")
        city = self.organisation.city.replace(" ", NBSP)  # «г. Архангельск» stays together
        return f"{NBSP}{NBSP} ".join(filter(None, (words.dated(on), number, city)))
