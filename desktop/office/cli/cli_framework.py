"""``merilo import framework`` and ``merilo export framework``: models from the command line."""

import argparse
import sys
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.office.cli.cli_arguments import helps
from desktop.office.cli.terminal import ask_encoding, complain, opened
from desktop.office.not_recorded import not_recorded
from desktop.office.papers.registry import FRAMEWORK_FORMATS, TEMPLATE
from domain.progress import Progress
from resources.i18n import Words
from resources.msgids import _

if TYPE_CHECKING:
    from db.file.store import Store
    from desktop.office.intake.models import Incoming
    from reports.intake.model.model_rows import Columns

SHOWN = 40  # changes listed in a preview


def add_import(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments for importing a model, besides the files."""
    parser.add_argument("--next-of", metavar="KEY", help=helps(_NEXT_HELP))
    parser.add_argument(
        "--function",
        default="",
        metavar="C",
        help=helps(_("for a professional standard: the code of one generalised function; all if not given")),
    )
    parser.add_argument("--standard", default="", metavar="TITLE", help=helps(_STANDARD_HELP))
    parser.add_argument("--swap", choices=("yes", "no"), metavar="yes|no", help=helps(_SWAP_HELP))
    parser.add_argument("--columns", type=columns, metavar="code=A,text=C", help=helps(_COLUMNS_HELP))


def add_export(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments for exporting a model, besides the formats."""
    parser.add_argument(
        "--model", metavar="TITLE", help=helps(_("the title of a framework; the first one if not given"))
    )
    parser.add_argument(
        "--edition",
        type=int,
        metavar="N",
        help=helps(_("an edition number; the one in force if not given")),
    )
    parser.add_argument("--targets", default="", metavar="KEY", help=helps(_TARGETS_HELP))


def wrong(options: argparse.Namespace) -> str:
    """Return what is wrong with the arguments of an export, empty if nothing."""
    offered = (*FRAMEWORK_FORMATS, TEMPLATE)
    if set(options.format or ()) <= set(offered):
        return ""
    return f"export framework: --format: {', '.join(offered)}"


def load(store: "Store", path: Path, options: argparse.Namespace, language: Words) -> bool:
    """Show what the model in a file changes, then make a draft of it; True if that was done.

    Raises:
        Refused, OSError: if it cannot be read or is not accepted.
    """
    from db.framework import drafts, editions
    from desktop.office.intake.models import How, Unlettered, read_or_ask
    from reports.intake.model.professional_standard import Part

    after = options.next_of
    if after == FIRST:
        after = store.read(editions.editions)[0].key
    columns = None if options.columns is None else _of_model(options.columns)
    swapped = None if options.swap is None else options.swap == "yes"
    part = Part(options.standard, options.function, swapped)
    how = How(after, part, columns, options.sheet, encoding=options.encoding or "")
    incoming = read_or_ask(store.read, path, Progress(), how)
    if isinstance(incoming, Unlettered):
        ask_encoding(path, incoming.candidates, language)
        return False
    for line in _preview(incoming, language):
        print(f"{path.name}: {line}", flush=True)
    question = _useless(incoming, options, language) or _question(incoming, language)
    if question:
        print(f"{path.name}: {question}", file=sys.stderr)
        return False
    if options.dry_run:
        return True
    made = store.write(
        drafts.begin_from, incoming.content, incoming.base_id, incoming.links, incoming.provisions
    )
    number = next(one.number for one in store.read(editions.editions) if one.id == made)
    told = language.gettext("Draft of edition {number} created. Nothing changes until it is published.")
    print(f"{path.name}: {told.format(number=number)}", flush=True)
    return True


def _useless(incoming: "Incoming", options: argparse.Namespace, language: Words) -> str:
    """Return which arguments for professional standards say nothing of this file, empty if none."""
    standard: str = options.standard
    if incoming.outline is None:
        given = [name for name in ("standard", "swap", "function") if getattr(options, name)]
        told = language.gettext("The file is no professional standard; leave out {arguments}.")
        return told.format(arguments=", ".join(f"--{name}" for name in given)) if given else ""
    if standard and standard not in incoming.outline.standards and not incoming.asks_standard:
        told = language.gettext("The file holds no standard “{title}”:").format(title=standard)
        return told + "".join(f'\n  --standard "{title}"' for title in incoming.outline.standards)
    return ""


def _question(incoming: "Incoming", language: Words) -> str:
    """Return what a person has to say about a standard first, and how; empty if nothing."""
    if incoming.outline is not None and incoming.asks_standard:
        told = "".join(f'\n  --standard "{title}"' for title in incoming.outline.standards)
        return language.gettext("The file holds several standards: choose one.") + told
    if incoming.asks_swapped:
        told = language.gettext("Knowledge and skills look exchanged in the file: say whether they are.")
        return f"{told} --swap yes, --swap no"
    return ""


def export(options: argparse.Namespace, language: Words) -> int:
    """Write an edition in the formats; return 1 if a file could not be written."""
    from desktop.office.intake import models

    store = opened(options, language)
    try:
        line = models.chosen(store.read, options.model, options.edition)
        on = options.today or datetime.now().astimezone().date()
        formats = options.format or FRAMEWORK_FORMATS
        made, cut = models.export(
            *(store.read, line, formats, options.lang, options.out, Progress(), on, store.write),
            options.targets,
        )
        open_targets = (
            "" if options.targets or "moodle" not in formats else _targets(store, line.id, language)
        )
    finally:
        store.close()
    for target in made.written:
        print(target.resolve())
    for failure in made.failed:
        complain(failure.error, language, str(failure.path))
    if made.unrecorded is not None:
        print(not_recorded(made.unrecorded, language), file=sys.stderr)
    if open_targets:
        print(open_targets, file=sys.stderr)
    if cut:
        note = language.gettext(
            "In the Moodle file names longer than 100 characters are shortened, and text that a spreadsheet "
            "would run has an apostrophe before it: {codes}."
        )
        print(note.format(codes=", ".join(cut)), file=sys.stderr)
    return int(bool(made.failed))


def _targets(store: "Store", framework: int, language: Words) -> str:
    """Return whose targets Moodle was told and whose it could be; empty unless there is a choice."""
    from db.framework import editions
    from reports.framework import moodle_csv
    from reports.words.names import name_of

    content = store.read(editions.content, framework)
    if not moodle_csv.is_open(content):
        return ""
    first, *others = moodle_csv.offered(content)
    told = language.gettext("The Moodle file has the targets of “{post}”; others:")
    return told.format(post=language.text(first.post)) + "".join(
        f"\n  --targets {one.key}  {language.text(one.post)}, {name_of(one.phase, language)}"
        for one in others
    )


def columns(told: str) -> tuple[int, dict[str, int]]:
    """Parse «head=3,code=A,text=C» into the row of the heads, else 1, 0 for none, and name -> column."""
    from reports.intake.table import place

    head = 1
    found: dict[str, int] = {}
    for part in told.split(","):
        name, where = (one.strip() for one in part.partition("=")[::2])
        at = place(f"{where.upper()}1")
        if name == "head" and where.isascii() and where.isdecimal():
            head = int(where[:6])
        elif name != "head" and name and at is not None:
            found[name] = at[1]
        else:
            raise argparse.ArgumentTypeError(f"{part!r}: head=1, code=A, …")
    return head, found


def wrong_columns(told: tuple[int, dict[str, int]]) -> str:
    """Return what is wrong with the columns of a model, empty if nothing."""
    from reports.intake.model.model_book import CHOSEN

    known = [one.value for one in CHOSEN]
    named = told[1]
    if not set(named) <= set(known):
        return f"import framework --columns: head=1, {', '.join(f'{one}=A' for one in known)}"
    return "" if _of_model(told).enough else "import framework --columns: code=…, text=…"


def _of_model(told: tuple[int, dict[str, int]]) -> "Columns":
    from reports.book.model_columns import Column
    from reports.intake.model.model_rows import Columns

    return Columns(told[0], {Column(name): at for name, at in told[1].items()})


def _preview(incoming: "Incoming", language: Words) -> list[str]:
    from desktop.office.intake import translation
    from domain.framework.framework import Kind
    from domain.framework.version_map import Fate
    from reports.intake import phrases_instruction
    from reports.words.framework import phrases_framework

    _, content = language.gettext, incoming.content
    kinds = Counter(one.kind for one in content.items)
    counted = _("“{title}”: knowledge {knowledge}, skills {skills}, functions {functions}, duties {duties}")
    lines = [
        counted.format(
            title=content.title.ru,
            knowledge=kinds[Kind.KNOWLEDGE],
            skills=kinds[Kind.SKILL],
            functions=len(content.functions),
            duties=len(content.duties),
        ),
        *(phrases_instruction.note(one, language) for one in incoming.notes),
    ]
    if incoming.translated is None and (blanks := phrases_instruction.blanks(content, language)):
        lines.append(blanks)
    if incoming.base is None:
        return [*lines, _("It is a separate framework.")]
    if incoming.translated is None:
        what = _("It follows edition {number}; changes: {count}.")
    else:
        what = _("It translates edition {number}; changes: {count}.")
        lines += translation.said(incoming.translated, language)
    lines.append(what.format(number=incoming.base.number, count=len(incoming.differences)))
    for link in incoming.links:
        if link.fate is not Fate.SAME:
            lines.append(phrases_framework.link(link, language))
    lines += [phrases_framework.difference(one, language) for one in incoming.differences[:SHOWN]]
    if len(incoming.differences) > SHOWN:
        lines.append(_("and {count} more").format(count=len(incoming.differences) - SHOWN))
    return lines


FIRST = "first"
_COLUMNS_HELP = _(
    "for a table with headings of its own: which column holds what, such as "
    "head=1,code=A,kind=B,function=C,text=D, or for people head=1,full_name=A,unit=B; head=0 for no headings"
)
_STANDARD_HELP = _("for a file of several professional standards: the title of the one to import")
_SWAP_HELP = _("for a professional standard: whether its knowledge and skills are exchanged")
_TARGETS_HELP = _(
    "for Moodle: the key of the position profile whose targets count; the first one in post if not given"
)
_NEXT_HELP = _(
    "for a framework: the key of the framework it is the next edition of, or “first”; "
    "taken from the key in the file if not given"
)
