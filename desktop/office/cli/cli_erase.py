"""``merilo erase``: a person erased from the command line, after the same preview as in the window."""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.office.cli import terminal
from desktop.office.cli.cli_arguments import helps
from domain.people.erasure import Choice, Mention, Order, Preview
from domain.progress import Progress
from resources.i18n import Words
from resources.msgids import _

if TYPE_CHECKING:
    from db.file.store import Store
    from desktop.office.erasure import Done
    from domain.event import HandedOut

DONE, REFUSED = 0, 1
AROUND = 60  # characters of a text shown on each side of a name


def add(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    parser.add_argument("database", type=Path, metavar="DATABASE", help=helps(_("the file, NAME.merilo")))
    parser.add_argument("--person", required=True, metavar="CODE", help=helps(_("the code of the person")))
    parser.add_argument(
        "--reason", required=True, metavar="TEXT", help=helps(_("why; it stays in the file and names nobody"))
    )
    parser.add_argument(
        "--others",
        choices=(Choice.REMOVE.value, Choice.KEEP.value),
        metavar="remove|keep",
        help=helps(_("texts of others that name the person: take the name out, or keep them as they are")),
    )
    parser.add_argument(
        "--marks",
        choices=("keep", "erase"),
        default="keep",
        metavar="keep|erase",
        help=helps(_("marks stay without a name, or go too; they stay if not given")),
    )
    parser.add_argument(
        "--out",
        type=Path,
        default=Path(),
        metavar="DIR",
        help=helps(_("the folder for the certificate of destruction and the journal extract")),
    )
    parser.add_argument(
        "--dry-run", action="store_true", help=helps(_("only report what would be done; nothing is written"))
    )
    terminal.add_password(parser)


def run(options: argparse.Namespace, language: Words) -> int:
    """Print the preview and, unless it was only asked for, erase; 1 if refused or if a copy was not reached.

    Raises:
        OpenElsewhere: if a window has the file open.
        Refused, OSError, StoreError: nothing was erased.
    """
    from db.file import lock

    if options.dry_run:
        return _run(options, language)
    held = lock.take(options.database, lambda: datetime.now(UTC))
    try:
        return _run(options, language)
    finally:
        held.release()


def _run(options: argparse.Namespace, language: Words) -> int:
    from db.assessing import people
    from db.journal import exports
    from db.people import erasing
    from desktop.office import erasure
    from domain.people.erasure import Undecided

    store = terminal.opened(options, language)
    try:
        person = store.read(people.by_code, options.person)
        kept = options.marks == "keep"
        told = store.read(erasing.preview, person.id, marks_kept=kept)
        for line in _preview(told, store.read(exports.handed_out, told.person_id), language):
            print(line)
        if options.dry_run:
            return DONE
        others = None if options.others is None else Choice(options.others)
        if others is None and told.undecided:
            terminal.complain(Undecided(told.undecided), language)
            print(language.gettext(_HOW), file=sys.stderr)
            return REFUSED
        _copy(store, language)
        order = Order(told.person_id, options.reason, "", kept, others=others or Choice.KEEP)
        done = erasure.erase(store, order, options.out, Progress())
    finally:
        store.close()
    return _tell(done, language)


def _copy(store: "Store", language: Words) -> None:
    """Copy the file; that it could not be is told, and keeps nobody from erasing whom the law tells to erase.

    Raises:
        Damaged: if the file is not sound.
    """
    from db.file.copies import Why
    from db.file.errors import Damaged, StoreError
    from desktop.office.sentences import sentence

    try:
        store.copies.take(Why.ERASURE)
    except Damaged:
        raise
    except StoreError as fault:
        print(language.gettext(_NO_COPY).format(what=sentence(fault, language).what), file=sys.stderr)


def _preview(told: Preview, out: "tuple[HandedOut, ...]", language: Words) -> list[str]:
    from reports.words.people import phrases_erasure

    gettext = language.gettext
    lines = [gettext("{name}, code {code}").format(name=told.name, code=told.code)]
    for what, records, fate in phrases_erasure.counts(told.counts, language):
        lines.append(f"  {what}: {records}, {fate}")
    lines += [f"  {line}" for line in phrases_erasure.consequences(told, language)]
    if told.mentions:
        lines.append(gettext("Texts of others that name the person, or may:"))
        lines += [f"  {_line(one, language)}" for one in told.mentions]
    if handed_out := phrases_erasure.handed_out(len(out), language):
        lines.append(handed_out)
    return lines


def _line(one: Mention, language: Words) -> str:
    from reports.words.people import phrases_erasure

    start, end = one.spans[0].start, one.spans[-1].end
    text = one.shown() if one.hidden else " ".join(one.text[max(0, start - AROUND) : end + AROUND].split())
    where = ", ".join(part for part in (phrases_erasure.place(one.table, language), one.where) if part)
    return f"{'' if one.sure else '? '}{where}: {text}"


def _tell(done: "Done", language: Words) -> int:
    from reports.words.people import phrases_erasure

    for paper in done.papers:
        print(paper)
    print(language.gettext(_DONE))
    for line in phrases_erasure.copies(done.rewritten, done.removed, language):
        print(line)
    left = phrases_erasure.not_reached(done.compact, done.left, language, done.unsaved)
    for line in left:
        print(line, file=sys.stderr)
    return REFUSED if left else DONE


_NO_COPY = _("The file could not be copied: the erasure goes on without a copy. {what}")
_DONE = _("The person is erased. The two documents name the person: keep them outside the file.")
_HOW = _("On the command line: --others remove or --others keep; one by one in the window.")
