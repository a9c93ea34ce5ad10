"""``merilo check``: whether a file is sound, and which event a paper of record is about."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.office import own_folder
from desktop.office.cli import terminal
from desktop.office.cli.cli_arguments import helps
from domain.event import GROUP, GROUPS, ungrouped
from resources.i18n import Words
from resources.msgids import _

if TYPE_CHECKING:
    from db.file.store import Store

SOUND, FOUND, UNCHECKED = 0, 1, 3


def add(check: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    check.add_argument(
        "database", type=Path, metavar="DATABASE", help=helps(_("the file to check, NAME.merilo"))
    )
    check.add_argument("--paper", metavar="CODE", help=helps(_PAPER_HELP))
    terminal.add_password(check)


def run(options: argparse.Namespace, language: Words) -> int:
    """Check the whole file; return 0 if it is sound, 1 if something was found.

    Whatever keeps it from being checked is raised; ``main`` returns 3 then.
    """
    from db.assessing import snapshots
    from desktop.office.checked import problem_found, records_compared, results_recounted

    store = terminal.opened(options, language, seen_in=own_folder.settings_folder())
    try:
        found = store.check()
        progress = terminal.counting(language.gettext(_COUNTING), sys.stderr)
        count, wrong = (0, ()) if found.problems else store.read(snapshots.recount, progress)
        known = options.paper is None or _tell_paper(store, options.paper, language)
    finally:
        store.close()
    problems = (*found.problems, *wrong)
    for problem in problems:
        print(problem_found(problem, language))
    if not problems:
        print(language.gettext("The file is sound: its pages, links, structure and journal agree."))
    print(" ".join((records_compared(found, language), results_recounted(count, language))).strip())
    return SOUND if known and not problems else FOUND


def _tell_paper(store: "Store", code: str, language: Words) -> bool:
    """Print the event whose code a paper bears; return whether there is one."""
    from db.journal import events
    from reports.words import phrases_journal

    _ = language.gettext
    if ungrouped(code) is None:
        told = _("A journal code has {n} digits from 0 to 9 and A to F; this one has not: {code}")
        print(told.format(n=GROUPS * GROUP, code=code))
        return False
    event = store.read(events.by_groups, code)
    if event is None:
        print(_("The journal of this file has no such code: {code}").format(code=code))
        return False
    at = event.at.astimezone()
    told = _("Event {n} of {date}, {time}: {act}. By: {who}. About: {whom}")
    print(
        told.format(
            n=event.seq,
            date=language.date(at.date()),
            time=language.time(at),
            act=phrases_journal.act(event, language),
            who=phrases_journal.by(event, language),
            whom=", ".join(
                filter(None, (event.person, event.code, phrases_journal.subject(event, language)))
            ),
        )
    )
    return True


_COUNTING = _("Stored calculations recalculated: {done} of {total}")
_PAPER_HELP = _("tell which event has the journal code printed at the foot of a document, six groups")
