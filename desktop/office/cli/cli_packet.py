"""``merilo packet``: keys compared, packets made, taken and listed from the command line."""

import argparse
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.office.cli import terminal
from desktop.office.cli.cli_arguments import Format, helps, said, wrapped
from domain.exchange.draft_merge import Side, Unsettled
from domain.exchange.ledger import Opened
from domain.exchange.packet import Packet
from domain.progress import Progress
from resources.i18n import Words
from resources.msgids import _

if TYPE_CHECKING:
    from db.file.store import Store
    from desktop.office.exchange.sending import Outgoing

DONE = 0
INVITATION, SHEET = "invitation", "sheet"
FRAMEWORK, CASE, BACK, RESULT = "framework", "case", "back", "result"


def add(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    acts = parser.add_subparsers(dest="act", required=True, metavar="key|know|make|give|read|open|paper|list")

    def act(name: str, about: str) -> argparse.ArgumentParser:
        text = wrapped(said(about))
        made = acts.add_parser(name, help=text, description=text, formatter_class=Format, add_help=False)
        made.add_argument("-h", "--help", action="help", help=helps(_("show this help")))
        made.add_argument("database", type=Path, metavar="DATABASE", help=helps(_("the file, NAME.merilo")))
        made.add_argument("--as", dest="actor", metavar="CODE", help=helps(_AS_HELP))
        terminal.add_password(made)
        return made

    key = act("key", _("write the key file of this file and show the six groups to be read aloud"))
    _add_folder(key)
    know = act("know", _("add the key of a person whose six groups were compared by voice"))
    know.add_argument("key", type=Path, metavar="KEYFILE", help=helps(_("the key file, NAME.merilo-key")))
    know.add_argument("--person", required=True, metavar="CODE", help=helps(_("the code of the person")))
    know.add_argument(
        "--groups",
        required=True,
        metavar='"1A2B …"',
        help=helps(_("the six groups that the person read aloud")),
    )
    make = act("make", _MAKE_HELP)
    make.add_argument(
        "what",
        choices=tuple(MAKERS),
        metavar="|".join(MAKERS),
        help=helps(_("what the packet carries")),
    )
    make.add_argument("--case", metavar="CODE", help=helps(_("the code of the person assessed")))
    make.add_argument(
        "--person", metavar="CODE", help=helps(_("for a framework or a result: for whose file it is"))
    )
    make.add_argument(
        "--model", metavar="TITLE", help=helps(_("the title of a framework; the first one if not given"))
    )
    make.add_argument(
        "--edition",
        type=int,
        metavar="N",
        help=helps(_("an edition number; the one in force if not given")),
    )
    make.add_argument("--cycle", metavar="CODE", help=helps(_("the cycle; the newest if not given")))
    make.add_argument("--keeper", metavar="CODE", help=helps(_KEEPER_HELP))
    make.add_argument(
        "--without",
        nargs="+",
        default=(),
        metavar="CODE",
        help=helps(_("assessors who rate in this file and get no invitation")),
    )
    _add_folder(make)
    give = act("give", _GIVE_HELP)
    give.add_argument(
        "--case", required=True, metavar="CODE", help=helps(_("the code of the person assessed"))
    )
    give.add_argument("--cycle", metavar="CODE", help=helps(_("the cycle; the newest if not given")))
    give.add_argument(
        "--assessor", required=True, metavar="CODE", help=helps(_("the code of whoever dropped out"))
    )
    give.add_argument("--reason", required=True, metavar="TEXT", help=helps(_("why; documents print it")))
    _add_folder(give)
    read = act("read", _("take a packet"))
    read.add_argument("packet", type=Path, metavar="PACKET", help=helps(_("the packet, NAME.merilo-packet")))
    read.add_argument(
        "--dry-run", action="store_true", help=helps(_("only report what would be done; nothing is written"))
    )
    read.add_argument("--keep", choices=tuple(Side), metavar="|".join(Side), help=helps(_KEEP_HELP))
    opens = act("open", _OPEN_HELP)
    opens.add_argument(
        "--case", required=True, metavar="CODE", help=helps(_("the code of the person assessed"))
    )
    opens.add_argument("--cycle", metavar="CODE", help=helps(_("the cycle; the newest if not given")))
    paper = act("paper", _("save the document of a result that came in a packet, or erase it"))
    paper.add_argument("packet", type=Path, metavar="PACKET", help=helps(_("the packet, NAME.merilo-packet")))
    paper.add_argument("--erase", action="store_true", help=helps(_("erase it instead")))
    _add_folder(paper)
    act("list", _("show what went out and came in"))


def wrong(options: argparse.Namespace) -> str:
    """Return which argument is missing; empty if none is."""
    if options.act != "make":
        return ""
    asked = {FRAMEWORK: ("person",), RESULT: ("case", "person")}.get(options.what, ("case",))
    missing = [f"--{one}" for one in asked if getattr(options, one) is None]
    return f"packet make {options.what}: {' '.join(missing)}" if missing else ""


def run(options: argparse.Namespace, language: Words) -> int:
    """Carry out the act.

    Raises:
        Refused, OSError, StoreError: nothing was written.
    """
    store = terminal.opened(options, language)
    try:
        _work_as(store, options.actor)
        _ACTS[options.act](store, options, language)
    finally:
        store.close()
    return DONE


def _key(store: "Store", options: argparse.Namespace, language: Words) -> None:
    from desktop.office.exchange import sending

    data = sending.pairing_file(store)
    print(sending.new_file(options.to / sending.key_name(store), data))
    print(sending.own_keys(store).public.groups)


def _know(store: "Store", options: argparse.Namespace, language: Words) -> None:
    from db.assessing import people
    from db.exchange import keys as ledger
    from db.exchange import pairing
    from desktop.office.intake import contents

    told = pairing.read(contents.content(options.key))
    person = store.read(people.by_code, options.person)
    store.write(ledger.know, told, person.id, options.groups)
    print(language.gettext("The key of {name} is known from now on.").format(name=person.full_name))


def _make(store: "Store", options: argparse.Namespace, language: Words) -> None:
    from desktop.office.exchange import sending

    made = MAKERS[options.what](store, options)
    for path, one in zip(sending.write(store, options.to, *made), made, strict=True):
        print(f"{path}: {one.recipient}")


def _give(store: "Store", options: argparse.Namespace, language: Words) -> None:
    from db.exchange import shares
    from desktop.office.exchange import sending
    from domain.errors import Unknown

    kept = (
        one
        for one in store.read(shares.kept_cases)
        if one.person == options.case and options.cycle in (None, one.cycle)
    )
    case = next(kept, None)
    if case is None:
        raise Unknown("case", options.case)
    number = next((n for n, code in case.holders.items() if code == options.assessor), None)
    if number is None:
        raise Unknown("assessor", options.assessor)
    packet = sending.give_share(store, case.case, number, options.reason)
    (path,) = sending.write(store, options.to, packet)
    print(f"{path}: {packet.recipient}")


def _read(store: "Store", options: argparse.Namespace, language: Words) -> None:
    from db.file.copies import Why
    from desktop.office.exchange import phrases_exchange, taking
    from desktop.office.intake import contents

    data = contents.content(options.packet)
    packet, file_hash = taking.looked(store, data, Progress()), taking.hash_of(data)
    keep = None if options.keep is None else Side(options.keep)
    try:
        told = taking.told(store, packet, file_hash, keep)
    except Unsettled as error:
        _show(store, packet, error, language)
        raise
    print(f"{options.packet.name}: {phrases_exchange.announced(told, language)}")
    if told.would.again:
        print(language.gettext("This packet was taken before: nothing changes."))
        return
    if options.dry_run:
        return
    if not store.read_only:
        store.copies.take(Why.IMPORT)
    taken = taking.take(store, packet, file_hash, keep)
    print(language.gettext("The packet is taken."))
    _say(Opened(taken.opened, taken.set_aside), language)


def _open(store: "Store", options: argparse.Namespace, language: Words) -> None:
    from db.exchange import closed
    from desktop.office.exchange import opening
    from domain.exchange.refusal import SharesMissing

    case_id = _case(store, options)
    done = opening.opened(store, case_id, Progress())
    if done == Opened():
        found = store.read(closed.closed, (case_id,)).get(case_id)
        if found is not None and found.covered and found.shares:
            raise SharesMissing(len(found.shares))
        print(language.gettext("There is nothing to open: see who is awaited."))
    _say(done, language)


def _say(done: Opened, language: Words) -> None:
    from desktop.office.exchange import phrases_exchange

    if done.opened:
        text = language.ngettext("{n} sealed sheet is open.", "{n} sealed sheets are open.", done.opened)
        print(text.format(n=done.opened))
    if done.set_aside:
        print(phrases_exchange.set_aside(done.set_aside, language), file=sys.stderr)


def _show(store: "Store", packet: Packet, error: Unsettled, language: Words) -> None:
    """Show what both files have changed: both sides to its assessor, to others only of which competencies."""
    from db.exchange import settling
    from desktop.office.exchange import phrases_exchange

    subject = store.read(settling.subject, packet)
    for one in error.clashes:
        code = subject.items[one.item].code
        print(phrases_exchange.clash(one, code, language) if subject.is_own else code)


def _paper(store: "Store", options: argparse.Namespace, language: Words) -> None:
    from desktop.office.exchange import carrying, taking
    from desktop.office.intake import contents

    uid = taking.looked(store, contents.content(options.packet), Progress()).head.uid
    if options.erase:
        carrying.erase_paper(store, uid)
        print(language.gettext("The document is erased."))
    else:
        print(carrying.paper(store, uid, options.to))


def _list(store: "Store", options: argparse.Namespace, language: Words) -> None:
    from db.exchange import packets, shares
    from desktop.office.exchange import phrases_exchange

    for one in store.read(packets.packets):
        print(phrases_exchange.line(one, language))
    for case in store.read(shares.kept_cases):
        print(phrases_exchange.kept(case, language))


def _invitation(store: "Store", options: argparse.Namespace) -> "tuple[Outgoing, ...]":
    from db.assessing import people
    from desktop.office.exchange import sending

    keeper = None if options.keeper is None else store.read(people.by_code, options.keeper).id
    without = [store.read(people.by_code, one).id for one in options.without]
    return sending.invite(store, _case(store, options), keeper, without)


def _sheet(store: "Store", options: argparse.Namespace) -> "tuple[Outgoing, ...]":
    from desktop.office.exchange import sending

    return (sending.seal(store, _case(store, options)),)


def _framework(store: "Store", options: argparse.Namespace) -> "tuple[Outgoing, ...]":
    from db.assessing import people
    from desktop.office.exchange import carrying
    from desktop.office.intake import models

    edition = models.chosen(store.read, options.model, options.edition)
    return (carrying.model(store, edition.id, store.read(people.by_code, options.person).id),)


def _along(store: "Store", options: argparse.Namespace) -> "tuple[Outgoing, ...]":
    from desktop.office.exchange import carrying

    return (carrying.take_along(store, _case(store, options)),)


def _result(store: "Store", options: argparse.Namespace) -> "tuple[Outgoing, ...]":
    from db.assessing import people
    from db.exchange import packets
    from desktop.office.exchange import carrying

    person = store.read(people.by_code, options.person)
    on = store.read(packets.day)
    return (carrying.result(store, _case(store, options), person.id, on, Progress()),)


def _back(store: "Store", options: argparse.Namespace) -> "tuple[Outgoing, ...]":
    from desktop.office.exchange import carrying

    return (carrying.bring_back(store, _case(store, options)),)


def _case(store: "Store", options: argparse.Namespace) -> int:
    from db.assessing import cases, people

    person = store.read(people.by_code, options.case)
    return store.read(cases.case_of, person.id, options.cycle, blank=True)


def _work_as(store: "Store", code: str | None) -> None:
    """Work in the name of who was named, or of the only person who works in the file."""
    from db.assessing import people

    if code is not None:
        store.act_as(store.read(people.by_code, code).id)
        return
    known = [one for one in store.read(people.everybody) if one.is_actor]
    if len(known) == 1:
        store.act_as(known[0].id)


def _add_folder(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--to", type=Path, default=Path(), metavar="DIR", help=helps(_("the folder to write to"))
    )


type _Maker = Callable[["Store", argparse.Namespace], "tuple[Outgoing, ...]"]

MAKERS: Mapping[str, _Maker] = {
    INVITATION: _invitation,
    SHEET: _sheet,
    FRAMEWORK: _framework,
    CASE: _along,
    BACK: _back,
    RESULT: _result,
}
_ACTS: Mapping[str, Callable[["Store", argparse.Namespace, Words], None]] = {
    "key": _key,
    "know": _know,
    "make": _make,
    "give": _give,
    "read": _read,
    "open": _open,
    "paper": _paper,
    "list": _list,
}
_MAKE_HELP = _(
    "write packets: invitations to assess, the own sheet, sealed, a framework, "
    "an assessment to take along or bring back, a result"
)
_OPEN_HELP = _("open the sealed sheets of an assessment for which nobody is awaited any more")
_KEEP_HELP = _("what counts where both files have changed the sheet: what is here, or what was brought")
_GIVE_HELP = _(
    "as the second named person, give the share of an assessor who dropped out: it opens the sheets"
)
_AS_HELP = _("whose act it is; of the only person who works with the file if not given")
_KEEPER_HELP = _("the second named person, who gets all shares of the key and may give one that is missing")
