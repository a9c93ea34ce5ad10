"""Where files, text and forms that come in lead: what takes them is made on first use."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject

from desktop.context import Context
from desktop.intake.waiting import Waiting
from desktop.places import FRAMEWORK, IMPORT, LEVELS, SHEET
from resources.i18n import _

if TYPE_CHECKING:
    from db.assessing.sheet.answer_forms import Before
    from desktop.assessing.sheet.screen import SheetScreen
    from desktop.frame.ways import Ways
    from desktop.framework.screen import FrameworkScreen
    from desktop.intake.dialog import Chosen
    from desktop.intake.door import Door
    from desktop.intake.forms import Forms
    from desktop.office.intake.arrivals import Arrival
    from desktop.office.intake.recognising import Meaning
    from desktop.people.exchange.screen import ImportScreen
    from desktop.shared.import_page import Wanted
    from desktop.team.levels.screen import LevelsScreen
    from domain.assessing.answer_form import Difference
    from domain.people.person import PersonKind


class Intake(QObject):
    """Importing files and text, and accepting forms; what they say goes the ways of the window."""

    def __init__(self, context: Context, ways: "Ways") -> None:
        super().__init__(ways)
        self._context, self._ways = context, ways
        self._door: Door | None = None
        self._forms: Forms | None = None
        self.files = Waiting(context.theme, ways)

    @property
    def queue(self) -> "tuple[Chosen, ...]":
        """The files that wait to be imported."""
        return () if self._door is None else self._door.queue

    @property
    def door(self) -> "Door":
        """What brings files in; created on first use."""
        if self._door is None:
            from desktop.intake.door import Door

            ways = self._ways
            self._door = Door(self._context, ways)
            self._door.brought.connect(self._to_brought)
            self.files.listen(self._door)
            self._door.told.connect(ways.told)
            self._door.exported.connect(ways.exported)
        return self._door

    @property
    def forms(self) -> "Forms":
        """What accepts forms of assessors; created on first use."""
        if self._forms is None:
            from desktop.intake.forms import Forms

            ways = self._ways
            self._forms = Forms(self._context, ways)
            self._forms.own.connect(self._accepted)
            self._forms.done.connect(ways.undoable)
            self._forms.told.connect(ways.told)
        return self._forms

    @property
    def acts(self) -> dict[str, Callable[[], object]]:
        """The acts that bring something in, by name."""
        return {
            "load_people": self._ways.to_import,
            "load_levels": self._ways.to_levels,
            "import_files": self.choose_files,
            "import_text": self.import_text,
            "save_templates": self.save_templates,
            "merge_files": self._ways.exchange.ask_to_merge,
        }

    def choose_files(self) -> None:
        """Ask for files to import."""
        self.door.choose()

    def choose_wanted(self, wanted: "Wanted") -> None:
        """Ask for a file of the kind that a page takes."""
        self.door.choose_one(wanted)

    def import_files(self, paths: Sequence[Path]) -> None:
        """Say what these files are and lead to where they come in, if this role takes any in.

        Everybody who rates brings back the own sheet.
        """
        from db.exchange import along, envelope, pairing

        own = {f".{envelope.ENDING}", f".{pairing.ENDING}"}
        rates = self._context.data.allows(along.take) and all(one.suffix.lower() in own for one in paths)
        if self._ways.road.leads_to(IMPORT) or rates:
            self.door.take(paths)
        else:
            self._refuse()

    def save_templates(self) -> None:
        """Write an empty list of every kind that can be imported."""
        self.door.save_templates()

    def import_text(self) -> None:
        """Do the same with the text in the clipboard."""
        self.door.paste()

    def import_wanted_text(self, wanted: "Wanted") -> None:
        """Do it with the text in the clipboard as what a page takes."""
        self.door.paste_as(wanted)

    def import_people(self, text: str, kind: "PersonKind | None") -> None:
        """Import a list of people of this *kind*: *text*, or what the clipboard holds if it is empty."""
        from desktop.office.intake.recognising import Thing

        cast("ImportScreen", self._ways.made(IMPORT)).propose(kind)
        self.door.paste(frozenset((Thing.PEOPLE,)), text)

    def _to_brought(self, one: "Arrival", meaning: "Meaning") -> None:
        from desktop.office.intake.recognising import Thing
        from reports.intake.answer_form import Form

        ways = self._ways
        if isinstance(meaning.found, bytes):
            ways.exchange.bring(meaning.thing, meaning.found)
            return
        if not ways.road.leads_to(IMPORT):  # chosen in place of the packet that brings back the own sheet
            self._refuse()
            return
        if isinstance(meaning.found, Form):
            self.forms.bring(meaning.found)
            return
        place = {Thing.PEOPLE: IMPORT, Thing.LEVELS: LEVELS}.get(meaning.thing, FRAMEWORK)
        ways.go(place)
        cast("ImportScreen | LevelsScreen | FrameworkScreen", ways.made(place)).bring(one, meaning)

    def _refuse(self) -> None:
        self._ways.say(_("Files are imported by HR."), _("Pass the file on to HR."))

    def _accepted(self, told: "Difference", before: "Before") -> None:
        """Show the sheet into which a form of one's own was accepted."""
        self._ways.go(SHEET, told.of.sheet_id)
        cast("SheetScreen", self._ways.made(SHEET)).accepting.note(told, before)
