"""``merilo privacy due``: whose data may be kept no longer, from the command line."""

import argparse
import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.office.cli.cli_arguments import day, helps
from desktop.office.cli.terminal import add_password, opened
from resources.i18n import Words
from resources.msgids import _

if TYPE_CHECKING:
    from db.people.retention import Kept

FOUND = 1


def add(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    parser.add_argument(
        "what", choices=("due",), metavar="due", help=helps(_("whose data may be kept no longer"))
    )
    parser.add_argument("database", type=Path, metavar="DATABASE", help=helps(_("the file, NAME.merilo")))
    parser.add_argument("--json", action="store_true", help=helps(_("print JSON instead of a table")))
    parser.add_argument(
        "--today",
        type=day,
        default=date.today(),  # noqa: DTZ011 - a local date, as every day is
        metavar="DATE",
        help=helps(_("the date taken as today")),
    )
    parser.add_argument(
        "--until",
        type=day,
        metavar="DATE",
        help=helps(_("also those whose term ends by this date; they do not count for the exit code")),
    )
    add_password(parser)


def run(options: argparse.Namespace, language: Words) -> int:
    """Print who is due, the earliest first; return 1 if the term of somebody is over, else 0."""
    from db.people import retention

    store = opened(options, language)
    today: date = options.today
    try:
        found = store.read(retention.ending, today, options.until)
    finally:
        store.close()
    print(_as_json(found, today) if options.json else _as_table(found, today, language))
    return FOUND if any(one.term.over(today) for one in found) else 0


def _as_table(found: "tuple[Kept, ...]", today: date, language: Words) -> str:
    from reports.words.people import keeping

    gettext = language.gettext
    if not found:
        return gettext("Nobody's data have to be erased on {day}.").format(day=language.date(today))
    head = (gettext("Code"), gettext("Name"), gettext("Purpose"), gettext("Keep until"), gettext("Why"))
    lines = [
        (
            one.code,
            one.full_name,
            keeping.purpose(one.purpose, language),
            language.date(one.term.day),
            keeping.why(one.term.why, language),
        )
        for one in found
    ]
    widths = [max(map(len, column)) for column in zip(head, *lines, strict=True)]
    rows = (zip(line, widths, strict=True) for line in (head, *lines))  # a person a line, never wrapped
    return "\n".join("  ".join(cell.ljust(width) for cell, width in row).rstrip() for row in rows)


def _as_json(found: "tuple[Kept, ...]", today: date) -> str:
    people = [
        {
            "code": one.code,
            "name": one.full_name,
            "purpose": one.purpose,
            "until": one.term.day.isoformat(),
            "why": one.term.why,
            "over": one.term.over(today),
        }
        for one in found
    ]
    return json.dumps({"on": today.isoformat(), "people": people}, ensure_ascii=False, indent=2)
