"""The register of issued documents as its paper and its workbook show it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from domain.people.issued import Issued
from domain.people.organisation import Organisation
from domain.text import Text
from resources.i18n import Words


@dataclass(frozen=True, slots=True)
class RegisterPaper:
    """Lines of the register as it orders them; ``titles`` are those of the kinds of documents."""

    organisation: Organisation
    lines: Sequence[Issued]
    titles: Mapping[str, Text]
    made_on: date

    def title(self, line: Issued, words: Words) -> str:
        """Return the title of a kind of document; that of a newer program by its key."""
        return words.text(self.titles[line.document]) if line.document in self.titles else line.document
