"""``merilo register``: the register of issued documents from the command line."""

import argparse
from datetime import datetime
from itertools import product
from pathlib import Path

from desktop.office.cli.cli_arguments import formats, helps, languages
from desktop.office.cli.terminal import add_password, opened
from domain.papers.kinds import NUMBERED
from domain.progress import Progress
from resources.i18n import Words, words
from resources.msgids import _

FORMATS = ("pdf", "xlsx")


def add(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    parser.add_argument("database", type=Path, metavar="DATABASE", help=helps(_("the file, NAME.merilo")))
    parser.add_argument("--year", type=int, metavar="2026", help=helps(_("one year; all if not given")))
    parser.add_argument(
        "--document", default="", metavar="KIND", help=helps(_("one kind of document; all if not given"))
    )
    parser.add_argument(
        "--format",
        type=formats,
        default=FORMATS,
        metavar="pdf,xlsx",
        help=helps(_("formats; both if not given")),
    )
    parser.add_argument(
        "--lang",
        type=languages,
        default=("ru",),
        metavar="ru,en",
        help=helps(_("languages; Russian if not given")),
    )
    parser.add_argument(
        "--out", type=Path, default=Path(), metavar="DIR", help=helps(_("the folder to write to"))
    )
    add_password(parser)


def wrong(options: argparse.Namespace) -> str:
    """Return what is wrong with the arguments, empty if nothing."""
    if options.document not in ("", *NUMBERED):
        return f"register: --document: {', '.join(NUMBERED)}"
    return "" if set(options.format) <= set(FORMATS) else f"register: --format: {', '.join(FORMATS)}"


def run(options: argparse.Namespace, language: Words) -> int:
    """Write the register and list the files."""
    from db.people import register
    from desktop.office.papers import issuing

    store = opened(options, language)
    try:
        on = datetime.now().astimezone().date()
        record = issuing.paper_of(
            store.read, store.read(register.register, options.year, options.document), on
        )
        options.out.mkdir(parents=True, exist_ok=True)
        made: list[Path] = []
        for one, name in product(options.lang, options.format):
            target = options.out / f"register_{on.isoformat()}_{one}.{name}"
            made += issuing.save(store.write, record, target, words(one), Progress()).written
    finally:
        store.close()
    for path in made:
        print(path)
    return 0
