"""Keys and packets in words: what a packet is, and why one is not taken."""

from collections.abc import Collection, Mapping

from domain.exchange.draft_merge import Clash, Unsettled
from domain.exchange.key import OtherGroups
from domain.exchange.ledger import Announced, KeptCase, PacketLine, Way
from domain.exchange.packet import PacketKind, SentFact, SentRow
from domain.exchange.refusal import (
    AlreadySealed,
    Away,
    DecidedElsewhere,
    Invited,
    NoKeys,
    NotAccepted,
    SealedHere,
    SharesMissing,
    SubmittedThere,
    TakenAlong,
    TooManySeats,
    Why,
)
from domain.mark import Mark
from reports.words.names import name_of
from reports.words.refusals import NOTHING, Refusals, Sentence, counted, said
from resources.i18n import Words
from resources.msgids import _, ngettext


def kind(one: PacketKind, words: Words) -> str:
    """Return what a packet carries, with a capital letter."""
    return words.gettext(_KINDS[one])


def announced(told: Announced, words: Words) -> str:
    """Return what a packet is, of whom and for which assessment, in one line."""
    about = ", ".join(part for part in (told.title, told.person) if part)
    whole = (kind(told.kind, words), about, told.sender, words.date(told.made_on))
    return " · ".join(part for part in whole if part)


def line(one: PacketLine, words: Words) -> str:
    """Return a packet of the list in one line: when, which way, what, with whom, for which assessment."""
    way = words.gettext(_WAYS[one.way])
    waits = words.gettext("closed until all sheets are submitted") if one.waits else ""
    whole = (words.date(one.on), way, kind(one.kind, words), one.name, one.case, waits)
    return " · ".join(part for part in whole if part)


def set_aside(names: Collection[str], words: Words) -> str:
    """Return whose sealed sheets cannot be read, and what they are asked for."""
    return words.gettext(_SET_ASIDE).format(names=", ".join(names))


def clash(one: Clash, code: str, words: Words) -> str:
    """Return a mark or fact of this item that both files have changed: what is here, what was brought."""
    said = words.gettext("{item}: here {here}, brought {brought}")
    return said.format(item=code, here=_side(one.here, words), brought=_side(one.brought, words))


def _side(one: SentRow | SentFact | None, words: Words) -> str:
    if one is None:
        return "–"
    quoted = words.gettext("“{text}”")
    if isinstance(one, SentFact):
        return quoted.format(text=one.text)
    mark = "–" if one.mark is None else _mark(one.mark, words)
    return f"{mark} {quoted.format(text=one.comment)}" if one.comment else mark


def _mark(one: Mark, words: Words) -> str:
    return name_of(one.state, words) if one.level is None else str(one.level)


def code_there(code: str, words: Words) -> str:
    """Return a person of another file, of whom only the code there is known: with shares no name travels."""
    return words.gettext("code {code}").format(code=code)


def kept(case: KeptCase, words: Words) -> str:
    """Return whose shares this file keeps, in one line: since when, of whom, for which case, and for whom."""
    holders = ", ".join(
        words.gettext("{code} (given)").format(code=code) if number in case.given else code
        for number, code in case.holders.items()
    )
    what = kind(PacketKind.KEPT_SHARES, words)
    theirs = words.gettext("codes of people in the file of {name}").format(name=case.sender)
    whole = (words.date(case.kept_on), what, f"{case.cycle} {case.person}", holders, theirs)
    return " · ".join(part for part in whole if part)


def _not_accepted(error: NotAccepted, words: Words) -> Sentence:
    what, todo = _WHY[error.why]
    return Sentence(words.gettext(what), words.gettext(NOTHING), words.gettext(todo))


_KINDS: Mapping[PacketKind, str] = {
    PacketKind.INVITATION: _("Invitation to assess"),
    PacketKind.SEALED_SHEET: _("Sealed sheet"),
    PacketKind.SHEET: _("Sheet"),
    PacketKind.KEPT_SHARES: _("Shares for safekeeping"),
    PacketKind.GIVEN_SHARE: _("Share of an assessor who dropped out"),
    PacketKind.MODEL: _("Framework"),
    PacketKind.CASE_TO_GO: _("Assessment to take along"),
    PacketKind.CASE_BACK: _("Assessment brought back"),
    PacketKind.RESULT: _("Result of an assessment"),
}
_SET_ASIDE = _(
    "Sealed sheets of these people cannot be read and are set aside: {names}. Ask them to seal theirs again; "
    "until then all stay closed."
)
_WAYS: Mapping[Way, str] = {Way.SENT: _("sent"), Way.RECEIVED: _("received")}
_ASK_AGAIN = _("Ask the sender to make the packet again.")
_WHY: Mapping[Why, tuple[str, str]] = {
    Why.BIG: (_("The packet is larger than any that Merilo makes."), _ASK_AGAIN),
    Why.NO_PACKET: (
        _("This file is not a packet of Merilo."),
        _("Choose a file whose name ends in .merilo-packet."),
    ),
    Why.NO_KEY: (
        _("This file is not a key of Merilo."),
        _("Choose a file whose name ends in .merilo-key, or ask for it again."),
    ),
    Why.DAMAGED: (_("The packet is damaged or was changed on the way."), _ASK_AGAIN),
    Why.NEWER: (_("The packet was made by a newer version of Merilo."), _("Update the program.")),
    Why.FOR_ANOTHER: (
        _("The packet was made for another file and cannot be opened in this one."),
        _("Open it in the file that it was made for, or give the sender the key of this file."),
    ),
    Why.UNKNOWN_SIGNER: (
        _("The packet is signed with a key that is not known here."),
        _("Get the key file of the sender, compare the six groups aloud, and add the key."),
    ),
    Why.OTHER_KIND: (_("A packet of this kind is not taken here."), _("Choose another packet.")),
    Why.OTHER_ORGANISATION: (
        _("The packet comes from another organisation."),
        _("Open the file of that organisation."),
    ),
    Why.OLDER: (
        _("A later packet of this sender was taken before."),
        _("Nothing needs to be done, unless the later packet was a mistake: then ask for a new one."),
    ),
    Why.OTHER_CONTENT: (
        _("This packet was taken before with other content."),
        _("Ask the sender which of the two is right."),
    ),
    Why.NO_CASE: (
        _("The assessment that the packet belongs to is not in this file."),
        _("Open the file that the invitation came from."),
    ),
    Why.DECIDED: (
        _("The assessment is over and takes no more sheets."),
        _("If the sheet must still count, assess again."),
    ),
    Why.ERASED: (
        _("The person's data was erased from this file."),
        _("Delete the packet: it must not be kept either."),
    ),
    Why.NOT_INVITED: (
        _("The sender is not among the assessors of this assessment."),
        _("If that is a mistake, name the assessor again and send a new invitation."),
    ),
    Why.SECOND_SHEET: (
        _("This assessor has already submitted a sheet."),
        _("A change is made as a correction with a reason."),
    ),
    Why.SUBMITTED_HERE: (
        _("Your sheet is already submitted in this file, and takes no more marks."),
        _("Return it by packet: where the two differ, you choose at home, and submit it there."),
    ),
    Why.BEGUN: (
        _("In this file there are marks of this assessor that have not been submitted."),
        _("Take them out of the sheet here, and take the packet again; or submit them here instead."),
    ),
    Why.WRONG_SHARE: (
        _("The share does not belong to the key of this assessment."),
        _("Ask the sender for the packet that answers the latest invitation."),
    ),
    Why.NO_MODEL: (
        _("The framework of this assessment is not in this file."),
        _("Ask the sender for a packet with the framework, open it first, then this one again."),
    ),
    Why.CHANGED: (_("The sheet was changed while the packet was made."), _("Make the packet again.")),
    Why.NOT_SAME: (
        _("The framework does not come out here word for word as it was sent."),
        _("Update the program in both places, then ask the sender to make the packet again."),
    ),
    Why.FALSE_SHARE: (
        _("The share of the key in the packet is false: it is not the one that was dealt."),
        _("Ask the sender to take the latest invitation once more and to seal the sheet again."),
    ),
    Why.NOT_KEEPER: (
        _("The sender is not the second named person of this assessment."),
        _("Ask the person who was given all shares of the key."),
    ),
    Why.NOT_MISSING: (
        _("This share of the key is not missing."),
        _("Nothing needs to be done."),
    ),
    Why.INCOMPLETE: (
        _("The sheet does not rate all competencies of this assessment."),
        _("Ask the assessor to seal the sheet again."),
    ),
    Why.OUT_OF_MODEL: (
        _("The sheet rates competencies that this assessment does not have."),
        _("Send a new invitation with the framework of this assessment."),
    ),
}

REFUSALS: Refusals = {
    NotAccepted: _not_accepted,
    SharesMissing: counted(
        ngettext(
            "The sheets are sealed: {n} share of the key is missing.",
            "The sheets are sealed: {n} shares of the key are missing.",
        ),
        _("Wait for the pending sheets."),
    ),
    NoKeys: said(
        _("The keys of these people are not known here: {names}."),
        _("Get their key files and compare the six groups aloud."),
    ),
    DecidedElsewhere: said(
        _("Here is one sheet of several: the conclusion is made in the file of {who}."),
        _("Submit your sheet, and hand it over in a packet."),
    ),
    SealedHere: said(
        _("The sealed sheet of this assessor came in on {on}, and nothing is entered beside it."),
        _("It opens with the last one; a change is made then, as a correction with a reason."),
    ),
    Away: said(
        _("You took this sheet along on {on}, and it is only read here until it is back."),
        _("Open the packet that brings it back, or return it without a packet."),
    ),
    SubmittedThere: said(
        _("This sheet is already submitted in your other file, and takes no more marks there."),
        _("Finish and submit it in this file."),
    ),
    Unsettled: counted(
        ngettext(
            "The sheet was changed here and in the packet: {n} mark or fact differs.",
            "The sheet was changed here and in the packet: {n} marks and facts differ.",
        ),
        _("Say which counts: “merilo packet read” with --keep here or --keep brought."),
    ),
    TakenAlong: said(
        _("The own sheet was taken along and is not back: {names}."),
        _("Wait until it is back, or leave these assessors out."),
    ),
    Invited: said(
        _("You were invited to this assessment by packet, so the sheet does not go along from here."),
        _("Rate in the file that takes the packet, and send the sealed sheet."),
    ),
    AlreadySealed: said(
        _("A sealed sheet of this assessment has already come back, so the shares stay as they are."),
        _(
            "Wait for the other sheets, or let the second named person give the missing share. "
            "An assessor who was added since rates in this file or in a form."
        ),
    ),
    TooManySeats: counted(
        ngettext(
            "{n} assessor is to be invited, and the key of an assessment has 64 shares.",
            "{n} assessors are to be invited, and the key of an assessment has 64 shares.",
        ),
        _("Leave out some of the assessors."),
    ),
    OtherGroups: said(
        _("These are not the six groups of this key."),
        _("Compare them again with the sender, by voice."),
    ),
}
