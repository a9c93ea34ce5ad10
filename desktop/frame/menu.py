"""The file menu over what is open, with what of it there is here."""

from collections.abc import Sequence

from PySide6.QtCore import Qt

from db.people import person_rows
from desktop.context import Context
from desktop.file_menu import FileMenu
from desktop.frame.ways import Ways
from desktop.places import IMPORT, JOURNAL
from desktop.recent import RecentFile


def file_menu(context: Context, ways: Ways, recent: Sequence[RecentFile]) -> FileMenu:
    """Return the menu, connected to the ways of the window."""
    remote = context.data.is_remote
    people = () if remote else context.data.read(person_rows.actors, context.me.id)
    menu = FileMenu(
        context.actions,
        recent,
        people,
        context.me.id,
        ways,
        of_file=not remote,
        takes=ways.road.leads_to(IMPORT),
        tells=ways.road.leads_to(JOURNAL),
    )
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.new_wanted.connect(ways.new_file_wanted)
    menu.open_wanted.connect(ways.file_wanted)
    menu.lock_wanted.connect(ways.lock_wanted)
    menu.copies_wanted.connect(ways.to_copies)
    menu.close_wanted.connect(ways.close_wanted)
    menu.about_wanted.connect(ways.about_wanted)
    menu.journal_wanted.connect(ways.to_journal)
    menu.import_wanted.connect(ways.intake.choose_files)
    menu.templates_wanted.connect(ways.intake.save_templates)
    menu.merge_wanted.connect(ways.exchange.ask_to_merge)
    menu.file_chosen.connect(ways.file_chosen)
    menu.actor_chosen.connect(ways.go_on_as)
    return menu
