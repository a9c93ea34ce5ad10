"""The register of issued documents as its paper and its workbook show it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from domain.people.issued import Issued
from domain.people.organisation import Organisation
from domain.text import Text


@dataclass(frozen=True, slots=True)
class RegisterPaper:
    """Lines of the register as it orders them; ``titles`` are those of the kinds of documents."""

    organisation: Organisation
    lines: Sequence[Issued]
    titles: Mapping[str, Text]
    made_on: date
