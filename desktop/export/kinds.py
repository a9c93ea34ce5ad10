"""The kinds of document: first those of what one came from, then all others, by what they are about."""

from PySide6.QtWidgets import QWidget

from desktop.export.papers_of import PapersOf
from desktop.kit.table.column_table import Cell, CellList, Column
from desktop.kit.table.list_model import Heading
from desktop.office.papers.registry import DOCUMENTS, About, Document
from desktop.theme import Theme
from resources.i18n import _, current

ROW = 44  # px


class KindsList(CellList[Document]):
    """Each kind is in the list once."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        column = Column("kind", _("Documents"), _cell)
        super().__init__(theme, column, _key, parent, row=ROW)
        self.setSelectionMode(KindsList.SelectionMode.SingleSelection)
        self.offer(None)

    def offer(self, wanted: PapersOf | None) -> None:
        """List the kinds, under a title of their own those that are wanted."""
        near = () if wanted is None else tuple(DOCUMENTS[kind] for kind in wanted.of)
        lines: list[Heading | Document] = []
        if wanted is not None:
            lines += [Heading(wanted.title), *near]
        for about, title in _titles().items():
            rest = [one for one in DOCUMENTS.values() if one.about is about and one not in near]
            lines += [Heading(title), *rest] if rest else []
        self.list_model.show(lines)


def _titles() -> dict[About, str]:
    return {
        About.CASE: _("Assessment"),
        About.PLAN: _("Plans"),
        About.PERSON: _("People"),
        About.MODEL: _("Framework"),
        About.CAMPAIGN: _("Vacancies"),
        About.TEAM: _("Team"),
    }


def _key(line: Document) -> object:
    return line.key


def _cell(line: Document) -> Cell:
    return Cell(line.name(current()), wrap=True)
