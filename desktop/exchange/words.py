"""What is on its way and where it is, in words."""

from datetime import date

from desktop.office.exchange import phrases_exchange
from desktop.shared.sent import awaiting, ready_words
from domain.exchange.holding import Holding, Stand
from domain.exchange.packet import PacketKind
from resources.i18n import _, current, ngettext

_HERE = (Stand.TO_ASSESS, Stand.TO_SEAL, Stand.HERE, Stand.OTHERS, Stand.KEPT)


def thing(line: Holding) -> str:
    """Return what it is: a form, an invitation, a sealed sheet, shares, or a sheet that stays here."""
    if line.stand in (Stand.RATED_HERE, Stand.COUNTS):
        begun = line.sheet_id is not None or line.is_mine or line.stand is Stand.COUNTS
        return _("Sheet in this file") if begun else _("Sheet not handed out")
    if line.stand is Stand.TO_INVITE:
        return _("Sheet not handed out")
    return _("Assessor's form") if line.kind is None else phrases_exchange.kind(line.kind, current())


def about(line: Holding) -> tuple[str, str]:
    """Return who is assessed and in which cycle; of a framework its title and edition."""
    if line.kind is PacketKind.KEPT_SHARES and line.stand is Stand.KEPT:
        return phrases_exchange.code_there(line.person, current()), line.title
    if line.edition is None:
        return line.person, line.title
    number = _("edition {number}").format(number=line.edition.number)
    return current().text(line.edition.title), number


def side(line: Holding) -> str:
    """Return who has it; of what came to this file, from whom it came."""
    came = line.guest or line.stand in _HERE
    return _("from: {name}").format(name=line.who) if came and line.who else line.who


def stand(line: Holding) -> str:
    """Return where it is, in a few words."""
    match line.stand:
        case Stand.TO_ASSESS:
            return _("to be assessed by you") if line.sheet_id is None else _("your sheet is begun")
        case Stand.TO_SEAL:
            return _("your sheet is submitted, not sent yet")
        case Stand.HERE:
            return _("taken along to this file")
        case Stand.OTHERS:
            return _("for {name}").format(name=line.guest)
        case Stand.RATED_HERE:
            if line.sheet_id is not None:
                return _("begun in this file")
            return _("rated in this file, not started") if line.is_mine else _("not started, no packet sent")
        case Stand.TO_INVITE if line.withdrawn:
            return _("form withdrawn, nothing handed out since")
        case Stand.TO_INVITE:
            return _("not invited yet, not started here")
        case Stand.COUNTS:
            return _("the sheet counts")
        case Stand.OUT if line.kind is PacketKind.CASE_TO_GO:
            return _("taken along, not back yet")
        case Stand.OUT:
            return _("awaited")
        case Stand.CLOSED:
            return awaiting(line.awaited)
        case Stand.READY:
            return _("can be opened now")
        case Stand.TO_SUBMIT if line.kind is PacketKind.CASE_TO_GO:
            return _("your sheet is back, not submitted here")
        case Stand.TO_SUBMIT:
            return _("the form is back, its sheet is not submitted")
        case Stand.DROPPED:
            return _("dropped out; the second person gave the share")
        case Stand.KEPT if line.kind is PacketKind.RESULT:
            return _("kept here to be read")
        case Stand.KEPT:
            return _("for an assessor who drops out")
        case Stand.OVER:
            return _("the assessment ended before")
        case Stand.DONE:
            return _done(line)


def due(line: Holding, on: date) -> str:
    """Return by how many days it is late; empty if it is not."""
    if line.due is None or not line.is_late(on):
        return ""
    days = (on - line.due).days
    return ngettext("{n} day late", "{n} days late", days).format(n=days)


def act(line: Holding) -> str:
    """Return what is done next with a line, as on a button; empty if there is nothing to do."""
    match line.stand:
        case Stand.TO_ASSESS:
            return _("Assess")
        case Stand.TO_SEAL:
            return _("Seal and save packet…")
        case Stand.HERE:
            return _("Return by packet…")
        case Stand.OUT if line.kind is PacketKind.INVITATION:
            return _("Invite again…")
        case Stand.RATED_HERE if line.is_mine:
            return _("Assess")
        case Stand.TO_SUBMIT if line.kind is PacketKind.CASE_TO_GO:
            return _("Assess")
        case Stand.OUT | Stand.TO_SUBMIT | Stand.CLOSED | Stand.RATED_HERE | Stand.TO_INVITE | Stand.COUNTS:
            return _("Open assessment")
        case Stand.READY:
            return _("Open sheets")
        case Stand.KEPT if line.kind is PacketKind.RESULT:
            return _("Open document")
        case Stand.KEPT:
            return _("Give share…")
        case Stand.DONE if line.may_go:
            return _("Take along…")
        case Stand.DONE if line.kind in (None, PacketKind.SEALED_SHEET):
            return _("Open assessment")
        case _:
            return ""


def next_step(line: Holding) -> str:
    """Return in a sentence what a line waits for, and what its act does."""
    match line.stand:
        case Stand.TO_ASSESS:
            return _("{who} asks you to assess {person}.").format(who=line.who, person=line.person)
        case Stand.TO_SEAL:
            return _(
                "Save the packet and give it to {who}: nobody reads your marks before all are in."
            ).format(who=line.who)
        case Stand.HERE:
            return _("Assess here; the packet brings your sheet home to {who}, as far as it is.").format(
                who=line.who
            )
        case Stand.RATED_HERE if not line.is_mine:
            if line.sheet_id is None:
                told = _(
                    "{name} rates in this file, under the own name. Elsewhere: invite by packet or form."
                )
                return told.format(name=line.who)
            return _("{name} rates in this file, under the own name.").format(name=line.who)
        case Stand.TO_INVITE if line.withdrawn:
            return _("Hand out a form again, invite by packet once the key is known, or let them rate here.")
        case Stand.TO_INVITE:
            return _("Invite by packet, hand out a form, or rate in this file: all three are there.")
        case Stand.RATED_HERE:
            return _("Your sheet never went out: you rate in this file.")
        case Stand.OTHERS:
            return _("To go on, work under the name of {name}.").format(name=line.guest)
        case Stand.OUT if line.kind is None:
            return _("When the form comes back, drop it on the window.")
        case Stand.OUT:
            return _("When the packet of {who} comes, drop it on the window.").format(who=line.who)
        case Stand.CLOSED:
            return _("All sheets open together with the last one; until then nobody can read them.")
        case Stand.READY:
            return ready_words()
        case Stand.TO_SUBMIT if line.kind is PacketKind.CASE_TO_GO:
            return _("You submitted it in your other file, and it differs here: finish and submit it here.")
        case Stand.TO_SUBMIT:
            return _("The marks are in the sheet; it counts once it is submitted.")
        case Stand.KEPT if line.kind is PacketKind.RESULT:
            return _("Read the document here; it can be saved too, to be printed or passed on.")
        case Stand.KEPT:
            told = _("Your file keeps these shares. If an assessor drops out, you can give that share.")
            codes = _("They bring codes, no names: codes of people in the file of {who}.")
            return f"{told} {codes.format(who=line.who)}" if line.who else told
        case Stand.DONE if line.may_go:
            return _("Your sheet is here again and not submitted; you may take it along once more.")
        case Stand.OVER | Stand.DROPPED | Stand.DONE | Stand.COUNTS:
            return ""


def _done(line: Holding) -> str:
    if line.is_mine:
        return _("your sheet is saved as a packet")
    if line.guest:
        return _("the sheet of {name} is saved as a packet").format(name=line.guest)
    if line.kind is PacketKind.KEPT_SHARES:
        return _("handed over for safekeeping")
    return _("sent") if line.back is None and line.kind is not None else _("the sheet counts")
