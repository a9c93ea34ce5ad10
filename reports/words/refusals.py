"""Refusals in words: each subject has a table from the kind of refusal to its sentence."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from resources.i18n import Words
from resources.msgids import _

type Tell = Callable[[Any, Words], Sentence]
"""Makes the sentence of a refusal; it is called for the kind that is its key in the table."""
type Refusals = Mapping[type[BaseException], Tell]


@dataclass(frozen=True, slots=True)
class Sentence:
    """Three short sentences; ``safe`` and ``todo`` may be empty. ``bug`` marks what only we can fix.

    ``help`` is the place of the help that tells more; empty if there is none.
    """

    what: str
    safe: str = ""
    todo: str = ""
    bug: bool = False
    help: str = ""

    @property
    def rest(self) -> str:
        """What is safe, and what to do."""
        return f"{self.safe} {self.todo}".strip()

    @property
    def brief(self) -> str:
        """What happened and what to do, where the text that was typed stays in sight."""
        return f"{self.what} {self.todo}".strip()

    @property
    def whole(self) -> str:
        """All of it."""
        return f"{self.what} {self.rest}".strip()


NOTHING = _("Nothing was changed.")
IN_FIELD = _("The text stays in the field.")
UNMADE = _("No document was made.")


def said(what: str, todo: str = "", safe: str = NOTHING) -> Tell:
    """Return a function that fills the texts with the refusal's attributes, by name.

    All three are English texts of the catalogue. A day is written out, several codes or names get commas.
    """

    def tell(error: BaseException, words: Words) -> Sentence:
        facts = {name: _fact(value, words) for name, value in vars(error).items()}
        what_, safe_, todo_ = (words.gettext(text) if text else "" for text in (what, safe, todo))
        return Sentence(what_.format(**facts), safe_, todo_.format(**facts))

    return tell


def counted(what: tuple[str, str], todo: str = "", safe: str = NOTHING) -> Tell:
    """Return a function for a refusal whose only fact is a number, ``{n}`` in the text."""

    def tell(error: BaseException, words: Words) -> Sentence:
        (n,) = error.args
        return Sentence(words.ngettext(*what, n).format(n=n), words.gettext(safe), words.gettext(todo))

    return tell


def _fact(value: object, words: Words) -> object:
    if isinstance(value, date):
        return words.date(value)
    return ", ".join(str(one) for one in value) if isinstance(value, tuple) else value  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
