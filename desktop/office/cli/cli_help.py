"""``merilo help``: the quick start and the manual as PDF, in both languages."""

import argparse
from datetime import datetime
from pathlib import Path

from desktop.office.cli.cli_arguments import helps
from resources.i18n import Words
from resources.msgids import _


def add(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    parser.add_argument(
        "--pdf", type=Path, required=True, metavar="DIR", help=helps(_("the folder to write to"))
    )


def run(options: argparse.Namespace, _language: Words) -> int:
    """Write both in both languages, and print the path of each; return 0."""
    from desktop.office.help import manual

    folder: Path = options.pdf
    folder.mkdir(parents=True, exist_ok=True)
    for path in manual.write(folder, datetime.now().astimezone().date()):
        print(path)
    return 0
