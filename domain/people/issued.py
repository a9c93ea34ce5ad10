"""The register of issued documents: each has its number, in turn within a year and a kind of document."""

from dataclasses import dataclass
from datetime import date

from domain.errors import Impossible, Refused

SIGN = "№"
YEARS = (("ГГГГ", 4), ("YYYY", 4), ("ГГ", 2), ("YY", 2))


class Registered(Refused):
    """A document got its number while somebody entered another day or signer; ``code`` as printed."""

    def __init__(self, code: str, on: date) -> None:
        super().__init__(code, on)
        self.code, self.on = code, on


@dataclass(frozen=True, slots=True)
class Issue:
    """What somebody enters when a document is registered: its day, who signs it, and who gets a copy."""

    on: date
    signed_by: str = ""
    copies: int = 1
    recipients: str = ""


@dataclass(frozen=True, slots=True)
class Issued:
    """A line of the register.

    ``document`` is the key of the kind; ``code`` the number as printed. ``about`` is the name of the person,
    or what a document about nobody is about. ``person_id`` is None then.
    """

    id: int
    document: str
    year: int
    number: int
    code: str
    about: str
    issue: Issue
    person_id: int | None = None
    entered_on: date | None = None
    by_name: str = ""


def printed(scheme: str, number: int, year: int) -> str:
    """Return the number in an index scheme: «№-к/ГГ» makes «15-к/26»; without «№» it stands first.

    Raises:
        Impossible: if the number would stand in it twice.
    """
    if scheme.count(SIGN) > 1:
        raise Impossible("index")
    text = scheme if SIGN in scheme else f"{SIGN}{scheme}"
    for mark, digits in YEARS:
        text = text.replace(mark, f"{year:04}"[-digits:])
    return text.replace(SIGN, str(number))
